"""The polling task: unexpected answers are reported, end no polling and block no other post."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot import tasks
from bot.app import Baton, build
from bot.cli.demo import demo_settings
from bot.delivery import NotSent
from bot.jobs.job import Job
from bot.mention import Author, Mention
from bot.networks import Batch, Review
from bot.networks.x import X
from bot.outbox import RunAgain
from bot.services.inbound import Listener
from bot.store.missing_posts import SUSPECTED
from bot.store.tx import Tx
from bot.tasks.review_verdicts import SECOND_LOOK
from sandbox import Sandbox
from tests.journeys.stage import Wall, playing

PLACE = "x/mentions"


@pytest.fixture
async def baton(sandbox: Sandbox, tmp_path: Path, database_url: str) -> AsyncIterator[Baton]:
    """Baton that looked at X once, so that it knows where now is; nobody carries out its jobs."""
    settings = demo_settings(sandbox, tmp_path / "baton.db", DATABASE_URL=database_url)
    async with build(settings) as baton:
        await look(baton)
        yield baton


async def look(baton: Baton) -> RunAgain | None:
    job = Job(f"watch/{PLACE}", 0, "look", baton.context.now(), {"network": "x", "source": "mentions"})
    return await tasks.polling.poll(baton.context, job)


async def alerts(baton: Baton) -> list[str]:
    rows = await baton.store.transact(lambda tx: tx.sql.rows("select data from jobs where kind = 'alert'"))
    return [str(row["data"]) for row in rows]


async def set_aside(baton: Baton) -> list[str]:
    """The alerts about what a network brought. The store has one of its own about each row it cannot read."""
    return [alert for alert in await alerts(baton) if "its row in the table" not in alert]


async def test_a_post_that_cannot_be_taken_keeps_no_other_back_and_people_are_alerted(
    baton: Baton, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = X.mentions

    async def one_has_no_time_zone(x: X, source: str, since: str | None) -> Batch:
        batch = await whole(x, source, since)
        odd = [
            replace(m, posted_at=m.posted_at.replace(tzinfo=None)) if "odd" in m.text else m
            for m in batch.mentions
        ]
        return Batch(tuple(odd), batch.cursor)

    monkeypatch.setattr(X, "mentions", one_has_no_time_zone)
    for text in ("I was charged twice", "this one is odd", "my bill is wrong"):
        sandbox.x.post("ana" if "odd" not in text else "tomas_w", f"@larkspur_help {text}")
    assert await look(baton)
    case = await baton.context.book.case(1001)
    assert case.mention_count == 2
    [told] = await alerts(baton)
    assert "couldn't open a case for a post on X" in told
    assert await look(baton)
    assert (await alerts(baton), (await baton.context.book.case(1001)).mention_count) == ([told], 2)


async def test_a_limit_that_keeps_a_source_unread_for_minutes_is_notified_once_and_its_end_too(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, wall = X.mentions, Wall()

    async def used_up(x: X, source: str, since: str | None) -> Batch:
        raise NotSent("X asks us to wait: our rate limit is used up.", 900.0)

    async with build(demo_settings(sandbox, tmp_path / "baton.db"), wall) as baton:
        await look(baton)
        monkeypatch.setattr(X, "mentions", used_up)
        for _ in range(2):
            assert await look(baton)
        (told,) = await alerts(baton)
        assert "X has not been read since" in told
        monkeypatch.setattr(X, "mentions", whole)
        wall.put_forward(baton, timedelta(minutes=15))
        assert await look(baton)
        assert await look(baton)
        assert [("Baton reads X again" in each) for each in await alerts(baton)] == [False, True]


async def test_a_short_wait_is_reported_to_no_one(baton: Baton, monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy(x: X, source: str, since: str | None) -> Batch:
        raise NotSent("X asks us to wait: our rate limit is used up.", 60.0)

    monkeypatch.setattr(X, "mentions", busy)
    assert await look(baton)
    assert await alerts(baton) == []


async def test_an_answer_that_makes_no_sense_is_reported_once_and_polling_goes_on(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nonsense(x: X, source: str, since: str | None) -> Batch:
        raise KeyError("data")

    async with playing(f"sqlite:///{tmp_path / 'played.db'}", tmp_path) as (stage, baton):
        with monkeypatch.context() as patch:
            patch.setattr(X, "mentions", nonsense)
            assert "(KeyError)" in await stage.alerted("Baton cannot read x/")
            await stage.customer("ana", "@larkspur_help I was charged twice")
        await stage.card("billing")
        await stage.alerted("Baton can read x again")
        assert len(await stage.alerts()) == 2
        assert await baton.store.transact(lambda tx: tx.dead_letters()) == []


async def test_changes_that_cannot_be_followed_are_set_aside_one_by_one_and_polling_goes_on(
    baton: Baton, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for author in ("ana", "tomas_w", "gia_moss"):
        sandbox.x.post(author, "@larkspur_help my bill is wrong")
    assert await look(baton)
    edited, gone, fine = [(await baton.context.book.case(number)).first for number in (1_001, 1_002, 1_003)]

    async def told(x: X, source: str, since: str | None) -> Batch:
        edits = tuple(replace(post, text="I was charged twice") for post in (edited, fine))
        return Batch(cursor="9" * 19, edits=edits, gone=(gone.native_id,))

    monkeypatch.setattr(X, "mentions", told)
    await baton.store.transact(lambda tx: _unreadable(tx, case=1_001, event_log=1_002))
    for _ in range(13):
        assert await look(baton)
    assert (await baton.context.book.case(1_003)).first.text == "I was charged twice"
    assert await baton.store.transact(lambda tx: tx.cursor(PLACE)) == "9" * 19
    one, other = sorted(await set_aside(baton))
    assert "A post was deleted on X, but Baton couldn't remove its text" in one
    assert "Baton couldn't apply an edit on X" in other
    assert edited.url in other


async def test_a_review_whose_changes_cannot_be_followed_goes_on(
    baton: Baton, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.x.post("ana", "@larkspur_help my bill is wrong")
    assert await look(baton)
    post = (await baton.context.book.case(1_001)).first

    async def gone(x: X, mentions: Sequence[Mention]) -> Review:
        return Review(gone=(post.native_id,))

    monkeypatch.setattr(X, "review", gone)
    await baton.store.transact(lambda tx: _unreadable(tx, event_log=1_001))
    job = Job("review/x", 0, "review", baton.context.now(), {"network": "x"})
    long_ago = baton.context.now() - SECOND_LOOK
    await baton.store.transact(lambda tx: tx.note_missing([post.key], long_ago, SUSPECTED))
    for _ in range(2):
        assert await tasks.review_posts.review(baton.context, job)
    assert len(await set_aside(baton)) == 1


async def test_a_pushed_batch_loses_only_what_cannot_be_taken(baton: Baton, sandbox: Sandbox) -> None:
    sandbox.x.post("ana", "@larkspur_help my bill is wrong")
    assert await look(baton)
    first = (await baton.context.book.case(1_001)).first
    further = replace(
        first, native_id="99", conversation="99", author=Author("gia_moss", "Gia"), text="mine too"
    )
    await baton.store.transact(lambda tx: _unreadable(tx, event_log=1_001))
    pushed = Batch((further,), gone=(first.native_id,))
    assert await Listener(tasks.polling.ingester_of(baton.context, baton.networks["x"])).take(pushed) is None
    seen = await baton.store.transact(lambda tx: tx.known(["x/99"]))
    assert (await baton.context.book.case(seen["x/99"] or 0)).first.text == "mine too"
    assert len(await set_aside(baton)) == 1


def _unreadable(tx: Tx, *, case: int = 0, event_log: int = 0) -> None:
    """Replace the stored cases with text that is not JSON."""
    tx.sql.run("update cases set body = '{' where number = :number", number=case)
    tx.sql.run("update events set data = '{' where case_number = :number", number=event_log)
