"""The errand that looks at a network: what makes no sense is told, ends no watch and keeps no other post back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot import errands
from bot.app import Baton, build
from bot.demo import demo_settings
from bot.job import Job
from bot.networks import Batch
from bot.networks.x import X
from bot.outbox import Again
from bot.sandbox import Sandbox
from tests.journeys.stage import playing

PLACE = "x/mentions"


@pytest.fixture
async def baton(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Baton]:
    """Baton that looked at X once, so that it knows where now is; nobody carries out its jobs."""
    async with build(demo_settings(sandbox, tmp_path / "baton.db")) as baton:
        await look(baton)
        yield baton


async def look(baton: Baton) -> Again | None:
    job = Job(f"watch/{PLACE}", 0, "look", baton.tools.now(), {"network": "x", "source": "mentions"})
    return await errands.watching.look(baton.tools, job)


async def alerts(baton: Baton) -> list[str]:
    rows = await baton.store.transact(lambda tx: tx.sql.rows("select data from jobs where kind = 'alert'"))
    return [str(row["data"]) for row in rows]


async def test_a_post_that_cannot_be_taken_keeps_no_other_back_and_people_are_told_of_it(
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
    case = await baton.tools.book.case(1001)
    assert case.mention_count == 2
    [told] = await alerts(baton)
    assert "could not make a case of a post on X" in told
    assert await look(baton)
    assert (await alerts(baton), (await baton.tools.book.case(1001)).mention_count) == ([told], 2)


async def test_an_answer_that_makes_no_sense_is_told_once_and_the_watch_goes_on(
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
        assert await baton.store.transact(lambda tx: tx.buried()) == []
