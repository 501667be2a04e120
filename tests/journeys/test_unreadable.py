"""Jobs no version here knows, and alerts of rows that cannot be read."""

import pytest

from bot.app import Baton
from bot.delivery import Declined, NotSent
from bot.jobs.job import Job
from bot.store import Unreadable
from bot.tasks import TRIES_OF_UNKNOWN, run
from bot.tasks.store_alerts import NAMED, RowAlarm
from tests.bot.store.samples import job
from tests.journeys.stage import Stage, until


def tried(times: int) -> Job:
    return job("1001@slack", kind="of_the_next_version", attempts=times)


async def test_a_job_of_a_kind_nobody_knows_waits_for_the_version_that_does(baton: Baton) -> None:
    with pytest.raises(
        NotSent, match=r"no task for the job kind of_the_next_version\. Start the one that queued it"
    ):
        await run(baton.context, tried(1))
    with pytest.raises(Declined, match="Start the one that queued it"):
        await run(baton.context, tried(TRIES_OF_UNKNOWN))


async def test_a_job_of_a_case_that_cannot_be_read_is_given_up_with_the_reason(baton: Baton) -> None:
    number = "insert into cases (number, version, status, team, priority, opened_at, body)"
    await baton.store.transact(
        lambda tx: tx.sql.run(f"{number} values (1001, 1, 'waiting', 'a', 1, '', '{{')")
    )
    with pytest.raises(Declined, match="cannot read case #1001: its row in the table cases"):
        await run(baton.context, job("1001@card", kind="redraw", data={"case": 1001}))


async def test_of_many_rows_that_cannot_be_read_the_first_are_named_and_of_the_rest_it_is_said_once(
    stage: Stage, baton: Baton
) -> None:
    alarm = RowAlarm(baton.context)
    for number in range(20):
        for _ in range(3):
            alarm(Unreadable("cases", f"case #{number}", ValueError("no JSON")))
    await stage.alerted("cannot read more rows")

    async def named() -> bool:
        return len([text for text in await stage.alerts() if "cannot read case #" in text]) == NAMED

    await until(named)
    assert len([text for text in await stage.alerts() if "cannot read more rows" in text]) == 1
