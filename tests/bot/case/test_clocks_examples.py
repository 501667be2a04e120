"""Worked examples of the definitions of waiting: Monday 2026-11-23, in UTC, with a target of an hour."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    Resolution,
    assign,
    claim,
    hand_over,
    join,
    resolve,
    send_back,
    snooze,
    take_back,
    wake,
    with_acceptance,
)
from bot.case.clocks import ClockKind, spent
from bot.case.model import Origin
from bot.routing.rules import Targets
from tests.bot.case.history import History
from tests.bot.case.world import AINO, BILLING, BOB, NOW, RUTH, SERVICE, ask, post

BERLIN = "Europe/Berlin; Mo-Fr 09:00-17:30"
RESPONSES = ("first_response", "next_response")


def at(clock: str, day: int = 23) -> float:
    """That time of the day, in minutes after NOW."""
    hour, minute = map(int, clock.split(":"))
    return (datetime(2026, 11, day, hour, minute, tzinfo=UTC) - NOW) / timedelta(minutes=1)


def moment(clock: str, day: int = 23) -> datetime:
    return NOW + timedelta(minutes=at(clock, day))


def kept(case: Case) -> dict[str, float]:
    """Open seconds of the latest that ended of each kind of response."""
    return {one.kind.value: one.spent for one in case.kept if one.kind.value in RESPONSES}


def routed(hours: str = "", **more: Any) -> Any:
    return replace(SERVICE, hours=hours, **more)


def f1(**more: Any) -> History:
    history = History(routed(**more)).take(post(minutes=at("10:00")), minutes=at("10:02"))
    history.do(claim, minutes=at("10:10")).sending(minutes=at("10:21"))
    return history.sent(minutes=at("10:24"))


def test_f1_an_answer_after_24_minutes() -> None:
    assert kept(f1().case) == {"first_response": 1_440.0}


def test_f2_a_weekend_is_not_open_time() -> None:
    history = History(routed(BERLIN)).take(post(minutes=at("15:15", 20)), minutes=at("15:15", 20))
    history.do(claim, minutes=at("08:00")).reply(minutes=at("08:10"), sent=at("08:15"))
    (ended,) = history.case.kept
    assert (ended.spent, ended.ended_at - ended.started_at) == (90 * 60.0, timedelta(hours=65))
    assert ended.late_by == 30 * 60


def test_f6_reopened_by_the_customer_the_first_response_stays_and_the_next_counts() -> None:
    history = f1().do(resolve, minutes=at("10:30"), resolution=Resolution.ANSWERED)
    history.take(post("2", minutes=at("14:00", 27)), minutes=at("14:00", 27))
    history.do(claim, minutes=at("14:01", 27)).reply(minutes=at("14:05", 27), sent=at("14:10", 27))
    assert kept(history.case) == {"first_response": 1_440.0, "next_response": 600.0}


def test_f9_a_post_in_flight_is_the_next_question_from_when_it_was_written() -> None:
    history = History().take(post(minutes=at("10:00")), minutes=at("10:02")).do(claim, minutes=at("10:10"))
    history.sending(minutes=at("10:21")).take(post("2", minutes=at("10:22")), minutes=at("10:23"))
    history.sent(minutes=at("10:24")).reply(minutes=at("10:30"), sent=at("10:32"))
    assert kept(history.case) == {"first_response": 1_440.0, "next_response": 600.0}


def test_f11_a_bystander_reopens_the_case_and_asks_nothing_but_for_somebody_to_claim_it() -> None:
    targets = Targets(claim=900, resolution=7_200)
    history = f1(targets=targets).do(resolve, minutes=at("10:30"), resolution=Resolution.ANSWERED)
    history.take(post("2", BOB, minutes=at("10:40")), minutes=at("10:40"))
    running = {clock.kind.value: clock.due_at for clock in history.case.clocks}
    assert running == {"claim": moment("10:55"), "resolution": None}
    assert kept(history.case) == {"first_response": 1_440.0}


@pytest.mark.parametrize(("pauses", "seconds"), [(True, 1_200.0), (False, 8_400.0)])
def test_f13_snoozed_while_the_customer_waits(pauses: bool, seconds: float) -> None:
    """1,200 seconds where the team's rules say that a snooze pauses the clock."""
    history = History(routed(snooze_pauses=pauses)).take(post(minutes=at("10:00")), minutes=at("10:00"))
    history.do(claim, minutes=at("10:05"))
    history.do(snooze, minutes=at("10:10"), until=moment("12:10")).do(wake, minutes=at("12:10"))
    history.reply(minutes=at("12:15"), sent=at("12:20"))
    assert kept(history.case) == {"first_response": seconds}


def test_c1_a_case_given_twice_is_one_wait_for_a_claim() -> None:
    history = History(routed(targets=Targets(claim=900))).take(post(minutes=at("10:00")), minutes=at("10:00"))
    for clock, back in (("10:05", "10:15"), ("10:20", "")):
        history.do(assign, minutes=at(clock), by="baton", to=AINO, until=moment("11:00"), anew=False)
        if back and history.case.assignment:
            history.do(take_back, minutes=at(back), by="baton", number=history.case.assignment.number)
    accepted = with_acceptance(history.case, [ask(AINO, at("10:21")).event("noted")])
    history.append([event for event in accepted if event.kind == "accepted"])
    (ended,) = [one for one in history.case.kept if one.kind is ClockKind.CLAIM]
    assert (ended.spent, ended.late_by) == (1_260.0, 360.0)


def test_h1_a_hand_off_counts_from_the_hand_in_until_the_claim() -> None:
    route = routed(targets=Targets(hand_off=900))
    history = History(route, Origin(RUTH, "https://slack.example/1")).take(
        post(minutes=at("09:00")), minutes=at("10:00")
    )
    history.do(claim, minutes=at("10:20"))
    (ended,) = [one for one in history.case.kept if one.kind is ClockKind.HAND_OFF]
    assert ended.spent == 1_200.0
    history.do(hand_over, minutes=at("10:30"), route=BILLING, reason="the bill")
    history.do(send_back, minutes=at("10:50"), route=route, reason="not ours").do(claim, minutes=at("11:00"))
    assert history.case.sent_back == 1
    clock = history.case.response_clock
    assert clock
    assert spent(clock, moment("11:00")) == 3_600.0


def test_r1_a_resolution_counts_only_while_the_customer_waits() -> None:
    route = routed(BERLIN, targets=Targets(resolution=28_800))
    history = (
        History(route).take(post(minutes=at("08:20")), minutes=at("08:30")).do(claim, minutes=at("08:35"))
    )
    history.reply(minutes=at("08:55"), sent=at("09:00"))
    history.do(resolve, minutes=at("11:00"), resolution=Resolution.ANSWERED)
    (ended,) = [one for one in history.case.kept if one.kind is ClockKind.RESOLUTION]
    assert (ended.spent, ended.ended_at) == (1_800.0, moment("11:00"))


def test_a_question_that_begins_while_the_case_is_ended_counts_by_the_hours_of_each_moment() -> None:
    """The rules changed between the customer's post and the moment it reached the case."""
    history = f1().do(resolve, minutes=at("10:30"), resolution=Resolution.ANSWERED)
    asked = ask("x", at("17:30"))
    late = post("2", minutes=at("12:00"))
    history.append(join(history.case, asked, mention=late, route=routed(BERLIN)))
    clock = history.case.response_clock
    assert clock
    assert (clock.started_at, spent(clock, moment("18:30"))) == (moment("12:00"), 5.5 * 3_600)
