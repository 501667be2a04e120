"""The escalator is notified as they chose: under the message they escalated, by direct message, or not at all."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.case import Ask, Resolution, escalate, resolve
from bot.case.notifications import Preference, Way
from bot.delivery import Receipt
from bot.jobs.from_events import jobs_for
from bot.jobs.job import Job
from bot.shifts import AvailabilityOverride
from bot.store.tx import Tx
from bot.tasks import run
from tests.handlers.front import Front, open_front_with_card

MIRA, AINO = "U0MIRA", "U0AINO"
RULES = """
teams:
  social: {channel: "#social", title: Marketing, members: [U0MIRA]}
  billing: {channel: "#billing", title: Billing, members: [U0AINO]}
default: {team: billing}
"""


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    """Run a Baton whose marketing has a card in #billing, which is the source of what it escalates."""
    async with open_front_with_card(tmp_path, RULES) as front:
        yield front


async def ended(front: Front, way: Way = Way.DIRECT, *, off_shift: bool = False) -> Job:
    """Let Mira, who is notified this way, escalate a case, and Aino resolve it; return the job that notifies Mira."""
    number, services = await front.opened(), front.baton.services
    now = services.now()
    await services.preferences.choose(Preference(way, off_shift=off_shift), Ask(MIRA, now, f"way {number}"))
    route = replace((await front.case(number)).route, team="social")
    ask = Ask(MIRA, now, f"escalate {number}")
    await front.baton.context.book.do(number, ask, escalate, route=route, reason="")
    ask = Ask(AINO, now, f"resolve {number}")
    done = await front.baton.context.book.do(
        number, ask, resolve, resolution=Resolution.SPAM, because="She said she pays nothing."
    )
    (job,) = [each for each in jobs_for(done.case, done.events) if each.kind == "source_ended"]
    return job


def in_thread(front: Front) -> int:
    return sum(ping.who == MIRA for ping in front.sandbox.slack.pings)


def directly(front: Front) -> list[str]:
    return [message.text for message in front.sandbox.slack.direct_message(MIRA).messages.values()]


@pytest.mark.parametrize(
    ("way", "threads", "directs"),
    [(Way.THREAD, 1, 0), (Way.DIRECT, 0, 1), (Way.BOTH, 1, 1), (Way.OFF, 0, 0)],
)
async def test_the_escalator_is_notified_as_they_chose(
    front: Front, way: Way, threads: int, directs: int
) -> None:
    await run(front.baton.context, await ended(front, way))
    assert (in_thread(front), len(directly(front))) == (threads, directs)
    assert len(front.billing.replies("1.1")) == threads, "no message that is for them alone without a mention"
    assert "pays nothing" not in str(directly(front))


@pytest.mark.parametrize(("off_shift", "times"), [(False, 0), (True, 1)])
async def test_off_shift_the_escalator_is_notified_only_if_they_asked_for_it(
    front: Front, off_shift: bool, times: int
) -> None:
    now = front.baton.services.now()
    off = AvailabilityOverride("social", MIRA, False, now + timedelta(hours=1))
    await front.baton.services.roster.toggle([off], Ask(MIRA, now, "off"))
    await run(front.baton.context, await ended(front, Way.BOTH, off_shift=off_shift))
    assert (in_thread(front), len(directly(front))) == (times, times)


async def test_a_refused_direct_message_is_said_in_the_thread(front: Front) -> None:
    front.sandbox.slack.scopes -= {"im:write", "im:history"}
    await run(front.baton.context, await ended(front))
    assert (in_thread(front), directly(front)) == (1, [])


async def test_a_direct_message_has_no_reason_to_erase(front: Front) -> None:
    job = await ended(front)
    receipt = await run(front.baton.context, job)
    assert isinstance(receipt, Receipt)

    def keep(tx: Tx) -> None:
        tx.keep_receipts({job.key: receipt})

    await front.baton.store.transact(keep)
    edits = len(front.sandbox.slack.journal)
    await run(front.baton.context, replace(job, kind="source_erased"))
    await run(front.baton.context, job)
    assert len(front.sandbox.slack.journal) == edits
    assert len(directly(front)) == 1
