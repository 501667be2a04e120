"""Direct messages and calls in the thread: to whom an event concerns, as they chose, and only if they may see it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.case import Ask, HandOff
from bot.case.notifications import Preference, Way
from bot.delivery import CannotTell
from bot.jobs.from_events import jobs_for
from bot.jobs.job import Job
from bot.mention import Mention
from bot.shifts import AvailabilityOverride
from bot.tasks import run
from sandbox.slack.records import Message
from sandbox.slack.workspace import MessagesTab
from tests.handlers.front import Front, open_front

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
    (tmp_path / "rules.yaml").write_text(RULES)
    async with open_front(tmp_path, ROUTING_RULES=str(tmp_path / "rules.yaml")) as front:
        front.billing.add(Message("1.1", "U0BATON", "the card"))
        yield front


async def owned(front: Front, way: Way = Way.DIRECT, *, off_shift: bool = False) -> int:
    """Return a case that Aino owns and is notified of in this way."""
    number = await front.opened()
    await front.command(f"claim {number}")
    ask = Ask(AINO, front.baton.services.now(), f"way {number}")
    await front.baton.services.preferences.choose(Preference(way, off_shift=off_shift), ask)
    return number


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
