"""Pending: when a case waits for its customer, and what ends that."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    ClockKind,
    Refused,
    Resolution,
    claim,
    hand_over,
    mark_answered,
    release,
    reopen,
    resolve,
    revise,
    snooze,
    take_over,
    wait_for_customer,
    wake,
    wake_in_time,
)
from bot.jobs.from_events import jobs_for
from bot.routing.rules import Targets
from tests.bot.case.history import History
from tests.bot.case.world import AINO, BILLING, BOB, NOW, RUTH, SERVICE, ask, opened, post

TIMED = replace(SERVICE, targets=Targets(resolution=3_600))
LATER: dict[str, Any] = {"until": NOW + timedelta(hours=2)}


def answered(**more: Any) -> History:
    return History(**more).take(post(), minutes=0).do(claim, minutes=1).reply(minutes=2, sent=3)


def test_a_case_whose_reply_was_sent_waits_for_its_customer() -> None:
    history = History().take(post(), minutes=0).do(claim, minutes=1)
    assert not history.case.pending
    assert not history.sending(minutes=2).case.pending
    assert history.sent(minutes=3).case.pending
    assert not opened().pending


def test_a_case_answered_elsewhere_waits_too() -> None:
    history = History().take(post(), minutes=0).do(claim, minutes=1)
    assert history.do(mark_answered, minutes=2).case.pending


def edited(history: History) -> History:
    held = history.case.first
    return history.do(revise, minutes=10, by="x", held=held, now=replace(held, text="still broken"))


@pytest.mark.parametrize("until", [None, NOW + timedelta(hours=2)])
@pytest.mark.parametrize(
    "act",
    [
        lambda history: history.take(post("2", minutes=9), minutes=10),
        edited,
        lambda history: history.do(resolve, minutes=10, resolution=Resolution.ANSWERED),
        lambda history: history.do(release, minutes=10),
        lambda history: history.do(snooze, minutes=10, until=None),
        lambda history: history.do(hand_over, minutes=10, route=BILLING, reason="a refund").do(
            claim, minutes=11, by=RUTH
        ),
    ],
    ids=["writes", "edits", "resolve", "release", "snooze", "hand over"],
)
def test_it_ends_when_the_customer_or_the_team_acts(act: Any, until: Any) -> None:
    history = answered().do(wait_for_customer, minutes=4, until=until)
    assert history.case.pending
    assert not act(history).case.pending
    assert history.folded(history.event_log) == history.case


def test_a_bystander_and_a_new_owner_leave_it_pending() -> None:
    history = answered().take(post("9", BOB, minutes=5), minutes=5)
    assert history.case.pending
    assert history.do(take_over, minutes=6, by=RUTH).case.pending


def test_a_case_that_a_bystander_reopened_is_not_pending_once_claimed() -> None:
    history = answered().do(resolve, minutes=5, resolution=Resolution.ANSWERED)
    history.take(post("9", BOB, minutes=6), minutes=6).do(claim, minutes=7)
    assert not history.case.pending
    assert history.reply(minutes=8, sent=9).case.pending


def test_a_follow_up_brings_the_case_back_to_its_owner_at_its_time() -> None:
    history = answered().do(wait_for_customer, minutes=4, **LATER)
    event = history.event_log[-1]
    (wake_job,) = [job for job in jobs_for(history.case, [event]) if job.kind == "wake"]
    assert (wake_job.run_at, wake_job.data["event"]) == (LATER["until"], event.number)
    history.do(wake_in_time, minutes=120, by="baton", number=event.number)
    assert (history.event_log[-1].kind, history.case.pending) == ("pending_ended", False)
    assert wake_in_time(history.case, ask("baton"), number=event.number) == []
    assert history.reply(minutes=130, sent=131).case.pending


def test_a_follow_up_leaves_a_snoozed_case_alone() -> None:
    history = answered().do(wait_for_customer, minutes=4, **LATER)
    number = history.event_log[-1].number
    history.do(snooze, minutes=5, until=None)
    assert wake_in_time(history.case, ask("baton"), number=number) == []


def test_a_later_follow_up_replaces_the_earlier_one() -> None:
    history = answered().do(wait_for_customer, minutes=4, **LATER)
    first = history.event_log[-1].number
    assert wait_for_customer(history.case, ask(), **LATER) == []
    history.do(wait_for_customer, minutes=5, until=NOW + timedelta(hours=3))
    assert wake_in_time(history.case, ask("baton"), number=first) == []


def test_a_case_comes_back_from_a_snooze_to_its_owner_and_not_to_pending() -> None:
    history = answered().do(snooze, minutes=4, until=None).do(wake, minutes=9)
    assert not history.case.pending
    assert history.do(wait_for_customer, minutes=10).case.pending


def test_no_question_is_hidden_by_it() -> None:
    """Only an answer ends a question (docs/decisions.md)."""
    waiting = History().take(post(), minutes=0).do(claim, minutes=1).case
    with pytest.raises(Refused) as refusal:
        wait_for_customer(waiting, ask())
    assert refusal.value.code == "asked"


@pytest.mark.parametrize(
    ("case", "by", "until", "code"),
    [
        (opened(), AINO, None, "unclaimed"),
        (answered().case, RUTH, None, "not_owner"),
        (answered().do(resolve, minutes=5, resolution=Resolution.ANSWERED).case, AINO, None, "resolved"),
        (answered().case, AINO, NOW, "past"),
        (answered().case, AINO, NOW + timedelta(days=91), "too_long"),
    ],
)
def test_who_may_not_and_when_not(case: Case, by: str, until: Any, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        wait_for_customer(case, ask(by), until=until)
    assert refusal.value.code == code


def test_no_timer_runs_while_it_waits_for_the_customer() -> None:
    """The definition of resolution_open@1: it counts only while a question waits."""
    history = answered(route=TIMED)
    resolution = history.case.clock(ClockKind.RESOLUTION)
    assert resolution
    assert (history.case.response_clock, resolution.since) == (None, None)
    history.do(resolve, minutes=5, resolution=Resolution.ANSWERED).do(reopen, minutes=6).do(claim, minutes=7)
    again = history.case.clock(ClockKind.RESOLUTION)
    assert again
    assert again.since is not None
    paused = history.do(wait_for_customer, minutes=8).case.clock(ClockKind.RESOLUTION)
    assert paused
    assert (paused.since, history.case.pending) == (None, True)
