"""Direct messages and calls in the thread: to whom an event concerns, as they chose, and only if they may see it."""

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Ask, Event, HandOff, mark_answered, wake_in_time
from bot.case.notifications import Preference, Way
from bot.case.verbs.pending import wait_for_customer
from bot.case.verbs.reassign import reassign
from bot.delivery import CannotTell
from bot.jobs.from_events import jobs_for
from bot.jobs.job import Job
from bot.mention import Mention
from bot.shifts import AvailabilityOverride
from bot.tasks import run
from sandbox.slack.workspace import MessagesTab
from tests.handlers.front import Front, open_front_with_card

AINO, RUTH = "U0AINO", "U0RUTH"
RULES = """
teams:
  billing: {channel: "#billing", title: Billing, notify: [on shift], members: [U0AINO, U0RUTH]}
  press: {channel: "#press", title: Press, members: [U0MIRA]}
default: {team: billing}
"""


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    """Run a Baton whose teams are always open, with a card for the threads of the cases."""
    async with open_front_with_card(tmp_path, RULES) as front:
        yield front


async def owned(front: Front, way: Way = Way.DIRECT, *, off_shift: bool = False) -> int:
    """Return a case that Aino owns and is notified of in this way."""
    number = await front.opened()
    await front.command(f"claim {number}")
    await prefer(front, AINO, way, off_shift=off_shift)
    return number


async def prefer(front: Front, person: str, way: Way, *, off_shift: bool = False) -> None:
    ask = Ask(person, front.baton.services.now(), f"{person} prefers {way}")
    await front.baton.services.preferences.choose(Preference(way, off_shift=off_shift), ask)


async def go_off_shift(front: Front) -> None:
    now = front.baton.services.now()
    off = AvailabilityOverride("billing", AINO, False, now + timedelta(hours=1))
    await front.baton.services.roster.toggle([off], Ask(AINO, now, "off"))


async def write_again(front: Front, number: int) -> list[Job]:
    """Let the customer write again; the jobs that show it and notify of it."""
    now, first = front.baton.services.now(), (await front.case(number)).first
    post = Mention(
        "x", f"{number}.2", first.conversation, first.author, "still wrong", "", now, first.may_reply
    )
    await front.baton.intake.take([post], now)
    event_log = await front.baton.store.transact(lambda tx: tx.event_log(number))
    jobs = jobs_for(await front.case(number), event_log[-1:])
    return [job for job in jobs if job.kind in ("say", "notify_owner")]


async def notified(front: Front, number: int) -> None:
    for job in await write_again(front, number):
        await run(front.baton.context, job)


async def carry_out(
    front: Front, case: int, verb: Callable[..., list[Event]], /, *, by: str, **details: Any
) -> None:
    """Do this with the case, and run the jobs that notify people of it."""
    ask = Ask(by, front.baton.services.now(), f"{verb.__name__} {case}")
    done = await front.baton.context.book.do(case, ask, verb, **details)
    await run_notifying(front, jobs_for(done.case, done.events))


async def run_notifying(front: Front, jobs: Iterable[Job]) -> None:
    for job in jobs:
        if job.kind in ("say", "notify_owner"):
            await run(front.baton.context, job)


def mentioned(front: Front) -> list[str]:
    """Return the people whom messages of channels mentioned."""
    return [ping.who for ping in front.sandbox.slack.pings]


def received(front: Front, user: str = AINO) -> list[str]:
    """Return the direct messages to a person."""
    return [message.text for message in front.sandbox.slack.direct_message(user).messages.values()]


@pytest.mark.parametrize(
    ("way", "in_thread", "directly"),
    [(Way.THREAD, 1, 0), (Way.DIRECT, 0, 1), (Way.BOTH, 1, 1), (Way.OFF, 0, 0)],
)
async def test_a_customer_who_writes_again_notifies_the_owner_as_they_chose(
    front: Front, way: Way, in_thread: int, directly: int
) -> None:
    await notified(front, await owned(front, way))
    assert mentioned(front) == [AINO] * in_thread
    assert len(received(front)) == directly
    (said,) = front.billing.replies("1.1")
    assert "New message from customer" in said.text
    assert said.text.startswith(f"<@{AINO}> ") is bool(in_thread)


async def test_a_direct_message_says_what_happened_and_where_and_has_the_next_step(front: Front) -> None:
    number = await owned(front)
    await notified(front, number)
    (message,) = front.sandbox.slack.direct_message(AINO).messages.values()
    assert message.text.startswith(f"#{number} · The customer wrote again on X. Reply due ")
    assert "https://" not in message.text
    assert "https://larkspur.slack.com/archives/C0BILLING/p11" in str(message.blocks)
    assert [each["action_id"] for each in (message.blocks or [])[1]["elements"]] == ["reply"]
    assert "still wrong" not in str(message.blocks)
    assert "Ana" not in str(message.blocks)
    await front.press("reply", str(number))
    assert front.windows() == ["reply"]


@pytest.mark.parametrize(("off_shift", "times"), [(False, 0), (True, 1)])
@pytest.mark.parametrize("way", [Way.THREAD, Way.DIRECT])
async def test_off_shift_an_owner_is_notified_only_if_they_asked_for_it(
    front: Front, way: Way, off_shift: bool, times: int
) -> None:
    number = await owned(front, way, off_shift=off_shift)
    await go_off_shift(front)
    await notified(front, number)
    assert len(mentioned(front) + received(front)) == times


async def test_a_person_who_may_not_see_the_case_now_gets_no_message(front: Front) -> None:
    number = await owned(front)
    jobs = await write_again(front, number)
    front.sandbox.slack.users[AINO].has_left = True
    for job in jobs:
        await run(front.baton.context, job)
    assert received(front) == []


@pytest.mark.parametrize("trouble", ["no scope", "no tab"])
async def test_without_the_scope_or_the_tab_the_thread_notifies_and_the_alert_channel_says_so_once(
    front: Front, trouble: str
) -> None:
    slack = front.sandbox.slack
    if trouble == "no scope":
        slack.scopes -= {"im:write", "im:history"}
    else:
        slack.messages_tab = MessagesTab.OFF
    for _ in range(2):
        await notified(front, await owned(front))
    assert mentioned(front) == [AINO, AINO]
    assert received(front) == []
    said = "".join(each.text for each in front.billing.replies("1.1"))
    assert said.count("Baton couldn't send you a direct message") == 1
    alerts = "select data from jobs where kind = 'alert'"
    (alert,) = await front.baton.store.transact(lambda tx: tx.sql.rows(alerts))
    assert "Baton can't send direct messages." in alert["data"]


async def test_a_message_whose_answer_was_lost_is_not_sent_twice(front: Front) -> None:
    number = await owned(front)
    (job,) = [each for each in await write_again(front, number) if each.kind == "notify_owner"]
    front.sandbox.faults.arm("chat.postMessage", "500_after")
    with pytest.raises(CannotTell):
        await run(front.baton.context, job)
    await run(front.baton.context, replace(job, attempts=2))
    assert len(received(front)) == 1


async def test_a_person_who_asks_or_hands_over_to_their_own_team_is_not_notified_with_it(
    front: Front,
) -> None:
    number = await owned(front, Way.THREAD)
    await front.command(f"ask {number} billing is this refundable?")
    event_log = await front.baton.store.transact(lambda tx: tx.event_log(number))
    (job,) = [job for job in jobs_for(await front.case(number), event_log[-1:]) if job.kind == "guide"]
    await run(front.baton.context, job)
    assert mentioned(front) == [RUTH]
    now = front.baton.services.now()
    brought = replace(await front.case(number), hand_off=HandOff(RUTH, "press", "yours", now))
    assert await front.baton.context.roster.told(brought, now) == (AINO,)


async def test_a_reassignment_notifies_both_who_has_the_case_now_and_who_lost_it(front: Front) -> None:
    number = await owned(front, Way.BOTH, off_shift=True)
    until = front.baton.services.now() + timedelta(minutes=10)
    await prefer(front, RUTH, Way.BOTH)
    await carry_out(front, number, reassign, by="U0LEON", to=RUTH, until=until)
    assert sorted(mentioned(front)) == [AINO, RUTH]
    (said,) = front.billing.replies("1.1")
    assert f"<@{AINO}>: " in said.text
    assert f"<@{RUTH}>: case #{number} is assigned to you." in said.text
    (lost,), (given,) = received(front), received(front, RUTH)
    assert "reassigned this case to" in lost
    assert "This case is assigned to you. Accept it before" in given


@pytest.mark.parametrize(
    ("way", "in_thread", "directly"), [(Way.THREAD, 1, 0), (Way.DIRECT, 0, 1), (Way.OFF, 0, 0)]
)
async def test_a_follow_up_notifies_the_owner_as_they_chose(
    front: Front, way: Way, in_thread: int, directly: int
) -> None:
    number = await owned(front, way, off_shift=True)
    now = front.baton.services.now()
    await carry_out(front, number, mark_answered, by=AINO, because="by phone")
    await carry_out(front, number, wait_for_customer, by=AINO, until=now + timedelta(minutes=1))
    waits = (await front.case(number)).follow_up
    assert waits
    await carry_out(front, number, wake_in_time, by="baton", number=waits.number)
    assert mentioned(front) == [AINO] * in_thread
    assert len(received(front)) == directly
    assert all("Your follow-up is due: the customer hasn't replied." in text for text in received(front))


async def test_one_message_that_answers_three_questions_notifies_once(front: Front) -> None:
    number = await owned(front, Way.BOTH, off_shift=True)
    for _ in range(3):
        await front.command(f"ask {number} press is it ours?")
    await front.say("yes", user="U0MIRA", ts="9.7")
    event_log = await front.baton.store.transact(lambda tx: tx.event_log(number))
    await run_notifying(front, jobs_for(await front.case(number), event_log[-2:]))
    assert mentioned(front) == [AINO]
    (direct,) = received(front)
    assert "Your 3 questions were answered by" in direct
