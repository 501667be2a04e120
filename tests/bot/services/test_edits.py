"""Changes reported by networks reach cases, event logs and mentions in one transaction, on both databases."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.case import Ask, Case, fold, note
from bot.mention import Mention
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.edits import Changes, ReviewPage, changes_of, page_to_review
from bot.services.intake import Intake
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.case.world import ANA, NOW, post

MONTH = timedelta(days=30)
RULES = """
teams: {service: {channel: '#service', first_response: 60m}}
rules:
  - {name: prizes, when: {words: [prize]}, then: {ignore: advertising}}
default: {team: service}
"""
SECRET = "the violet teapot arrived broken"
NEVER = timedelta(0)


@pytest.fixture
def intake(store: Store) -> Intake:
    rules = read_rules(RULES)
    return Intake(store, lambda: rules, merge=NEVER, reopen=NEVER)


def alone(native_id: str, text: str = SECRET, at: datetime = NOW) -> Mention:
    """A post by somebody new, in a conversation of its own."""
    author = replace(ANA, native_id=f"author-{native_id}", handle=f"handle-{native_id}", name="Zuleika")
    return replace(post(native_id, author), conversation=native_id, text=text, posted_at=at)


async def tell(intake: Intake, *edits: Mention, gone: tuple[str, ...] = ()) -> None:
    await intake.take((), NOW, changes=changes_of("x", edits, gone))


async def case_of(store: Store, number: int = 1_001) -> Case:
    return await Casebook(store).case(number)


def everything(tx: Tx) -> str:
    """Every row of the tables a post's words could stand in, and of those they never should."""
    tables = ("cases", "events", "mentions", "trails", "jobs", "receipts", "cursors", "notices", "threads")
    return str([tx.sql.rows(f"select * from {table}") for table in tables])


async def test_a_change_is_followed_once_however_often_it_is_reported(intake: Intake, store: Store) -> None:
    await intake.take([alone("1")], NOW)
    edit = alone("1", "It drips no more")
    for _ in range(2):
        await tell(intake, edit, edit)
    case = await case_of(store)
    assert (case.first.text, case.version, case.turn) == ("It drips no more", 2, 2)


async def test_a_post_changed_back_and_forth_reads_as_it_does_now(intake: Intake, store: Store) -> None:
    await intake.take([alone("1", "one")], NOW)
    for text in ("two", "one", "two"):
        await tell(intake, alone("1", text))
    assert (await case_of(store)).first.text == "two"


async def test_what_baton_never_took_is_passed_over(intake: Intake, store: Store) -> None:
    await tell(intake, alone("9"), gone=("8",))
    assert await store.transact(lambda tx: tx.known(["x/8", "x/9"])) == {}


async def test_a_post_and_its_change_may_come_together(intake: Intake, store: Store) -> None:
    changes = Changes((alone("1", "It drips no more"),))
    await intake.take([alone("1")], NOW, source="x/mentions", cursor="7", changes=changes)
    assert (await case_of(store)).first.text == "It drips no more"
    assert await store.transact(lambda tx: tx.cursor("x/mentions")) == "7"


async def test_what_was_deleted_is_in_no_row(intake: Intake, store: Store) -> None:
    """Pitfall 56."""
    await intake.take([alone("1"), alone("2", "something else")], NOW)
    await tell(intake, alone("1", f"{SECRET}, twice"))
    quoted = {"channel": "C1", "ts": "1.1", "text": f"look: {SECRET}"}
    await Casebook(store).do(1_001, Ask("U1", NOW, "m1"), note, **quoted)
    assert SECRET in await store.transact(everything)
    await tell(intake, gone=("1",))
    kept = await store.transact(everything)
    assert SECRET not in kept
    assert "handle-1" not in kept
    assert "something else" in kept
    assert "author-1" in kept
    event_log, case = await store.transact(lambda tx: (tx.event_log(1_001), tx.case(1_001)))
    assert fold(1_001, event_log) == case
    assert [event.kind for event in event_log] == ["opened", "edited", "noted", "withdrawn"]
    assert event_log[-1].data["quoted_in"] == [["C1", "1.1"]]


async def test_an_ignored_post_is_followed_too(intake: Intake, store: Store) -> None:
    await intake.take([alone("1", "win a prize, zebra")], NOW)
    await tell(intake, alone("1", "win a prize, giraffe"))
    kept = await store.transact(everything)
    assert ("zebra" in kept, "giraffe" in kept) == (False, True)
    await tell(intake, gone=("1",))
    assert "giraffe" not in await store.transact(everything)
    assert await store.transact(lambda tx: tx.known(["x/1"])) == {"x/1": None}


async def test_a_post_a_long_case_keeps_no_longer_is_followed_in_the_event_log(
    intake: Intake, store: Store
) -> None:
    posts = [replace(alone("1", f"{SECRET} {n}"), native_id=f"1-{n}") for n in range(60)]
    long = Intake(store, intake.rules, merge=timedelta(days=1), reopen=NEVER)
    await long.take(posts, NOW)
    case = await case_of(store)
    assert case.post("x/1-1") is None
    await tell(intake, replace(posts[1], text="giraffe"))
    await tell(intake, gone=("1-1", "1-2"))
    kept = await store.transact(everything)
    assert (f'{SECRET} 1"' in kept, "giraffe" in kept, f"{SECRET} 59" in kept) == (False, False, True)


async def pages(store: Store, now: datetime = NOW) -> list[ReviewPage]:
    found, cursor = [], ""
    while True:
        page = await store.transact(lambda tx, at=cursor: page_to_review(tx, "x", at, now, MONTH))  # type: ignore[misc]
        found.append(page)
        if not (cursor := page.cursor):
            return found


async def test_every_post_is_reviewed_once_in_a_round_by_the_hundred(intake: Intake, store: Store) -> None:
    for start in range(0, 250, 50):
        await intake.take([alone(str(n)) for n in range(start, start + 50)], NOW + timedelta(seconds=start))
    found = await pages(store)
    assert [len(page.posts) for page in found] == [100, 100, 50]
    assert len({post.key for page in found for post in page.posts}) == 250


async def test_only_what_may_still_matter_is_reviewed(intake: Intake, store: Store) -> None:
    """Not other networks' posts, ignored or gone ones, those that came long ago."""
    mail = replace(alone("mail"), network="email")
    await intake.take([alone("long ago")], NOW - MONTH - timedelta(days=1))
    await intake.take([alone("gone"), alone("noise", "win a prize"), mail, alone("1")], NOW)
    await tell(intake, gone=("gone",))
    (page,) = await pages(store)
    assert [post.key for post in page.posts] == ["x/1"]


async def test_a_review_of_a_month_walks_an_index(store: Store) -> None:
    def plan(tx: Tx) -> str:
        text = (
            "select key from mentions where case_number is not null and (at, key) > ('2026', '')"
            " order by at, key limit 100"
        )
        for setting in filter(None, [tx.driver.walk_indexes]):
            tx.sql.run(setting)
        explain = "explain " if tx.driver.skip_locked else "explain query plan "
        return str(tx.sql.rows(explain + text))

    assert "mentions_taken" in await store.transact(plan)
