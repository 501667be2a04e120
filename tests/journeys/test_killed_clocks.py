"""The worker is killed while a case is given out, runs late and goes back: each is done once and told once."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.app import Baton
from bot.case import Case, fold
from bot.jobs.job import Job
from bot.services.escalation import flush_job
from bot.store.timestamps import to_text
from tests.bot.case.test_clocks_golden import written
from tests.journeys.side_by_side import side_by_side
from tests.journeys.stage import ROUND, Stage, until
from tests.journeys.test_killed import POSTING, Finishing, Moment, Waiting, kill, prepared
from tests.journeys.worker_process import worker

RULES = """
teams:
  billing:
    channel: "#billing"
    members: [U0AINO, U0RUTH]
    lead: [U0LEON]
    first_response: 60m
    assign: round robin
default: {team: billing}
"""


# Beside the card: the case is for her; it is late, says the lead's message, and mentions no owner; it is for the next.
GIVEN_LATE_GIVEN = ["U0AINO", "U0LEON", "U0RUTH"]


def nothing(baton: Baton, case: Case) -> list[Job]:
    """What has to be done is queued already."""
    return []


def gathered(baton: Baton, case: Case) -> list[Job]:
    """The minute is over in which what the team must hear was gathered."""
    return [flush_job("billing", baton.context.now())]


def not_accepted(baton: Baton, case: Case) -> list[Job]:
    """The time is over in which the case could be accepted."""
    assert case.assignment is not None
    number = case.assignment.number
    lane, data = f"1001@assignment/{number}", {"case": 1001, "event": number}
    return [Job(lane, 0, "take_back", baton.context.now(), data)]


# What happens, in this order, and when the worker is killed meanwhile.
STEPS: dict[Callable[[Baton, Case], list[Job]], tuple[Moment, ...]] = {
    nothing: (
        Finishing("/assign"),
        Finishing("/tick"),
        Waiting(POSTING, nth=2),
        Waiting(POSTING, nth=2, done=True),
    ),
    gathered: (
        Finishing("/gather"),
        Waiting(POSTING),
        Waiting(POSTING, done=True),
        Finishing("/warn_team"),
    ),
    not_accepted: (Finishing("/take_back"), Finishing("/assign"), Waiting(POSTING, done=True)),
}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
async def test_killed_while_a_case_is_given_out_once_and_told_once(
    database_url: str, tmp_path: Path, step: Callable[[Baton, Case], list[Job]]
) -> None:
    """Pitfall 23"""
    stories = {f"killed at {moment}": partial(_play, step, moment, tmp_path) for moment in STEPS[step]}
    await side_by_side(database_url, stories)


async def _play(
    killed_in: Callable[[Baton, Case], list[Job]], moment: Moment, tmp_path: Path, database: str
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES, encoding="utf-8")
    async with prepared(database, tmp_path, ROUTING_RULES=str(rules)) as (stage, baton):
        now = baton.context.now()
        await baton.intake.take([written(now - timedelta(hours=2))], now)
        for step in STEPS:
            jobs = step(baton, await baton.context.book.case(1001))
            await baton.store.transact(lambda tx, jobs=jobs: tx.add_jobs(jobs))  # type: ignore[misc]
            if step is killed_in:
                await kill(moment, stage, baton)
            async with worker(baton.settings):
                await until(lambda: _all_done(baton))
        await _all_is_well(stage, baton)


async def _all_done(baton: Baton) -> bool:
    """Whether nothing is left whose time has come, but what comes round again and again."""
    text = "select kind from jobs where run_at <= :now"
    rows = await baton.store.transact(lambda tx: tx.sql.rows(text, now=to_text(baton.context.now())))
    return all(row["kind"] in ROUND for row in rows)


async def _all_is_well(stage: Stage, baton: Baton) -> None:
    (card,) = await stage.cards("billing")
    assert len(await stage.thread(card)) == 2
    posted = await stage.get(f"/page/channels/{card['channel']}/messages", user="U0RUTH")
    assert len([message for message in posted if "Overdue · 1" in message["text"]]) == 1
    told = [ping.who for ping in stage.sandbox.slack.pings if ping.ts != card["ts"]]
    assert told == GIVEN_LATE_GIVEN
    case = await baton.context.book.case(1001)
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    assert sorted(event.kind for event in journal) == sorted(
        ("opened", "assigned", "shown", "warned", "unassigned", "assigned")
    )
    assert fold(1001, journal) == case
    assert (case.owner, case.tried) == ("U0RUTH", ("U0AINO",))
    assert case.stuck == ""
    assert await baton.store.transact(lambda tx: tx.dead_letters()) == []
