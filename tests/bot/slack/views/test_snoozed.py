"""A snoozed case whose customer waits for a reply."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Case, claim, reopen, resolve, snooze
from bot.case.model import Resolution
from bot.slack.views.blocks import readable
from bot.slack.views.card import draw_card
from bot.slack.views.case_row import Reader
from bot.slack.views.home import Lists, draw_home
from bot.slack.views.snooze_and_ask import snooze_modal
from tests.bot.case.history import History
from tests.bot.case.world import AINO, NOW, SERVICE, post

RUNS_ON = "The customer is waiting for a reply: the SLA timer keeps running."


def asleep(*, pauses: bool = False, answered: bool = False) -> Case:
    history = History(replace(SERVICE, snooze_pauses=pauses)).take(post(), minutes=0).do(claim, minutes=1)
    if answered:
        history.reply(minutes=2, sent=3)
    return history.do(snooze, minutes=5, until=None).case


def card(case: Case, minutes: float = 10) -> str:
    return draw_card(case, now=NOW + timedelta(minutes=minutes)).text


def test_a_snoozed_card_whose_customer_waits_says_when_the_answer_is_due() -> None:
    until = "Snoozed until the customer replies by <@U0AINO>"
    assert f"{until} · SLA: first reply due 22 Nov 2026 10:00 UTC" in card(asleep())
    assert f"{until} · SLA: first reply overdue since 22 Nov 2026 10:00 UTC" in card(asleep(), minutes=70)


@pytest.mark.parametrize("case", [asleep(pauses=True), asleep(answered=True)])
def test_a_snoozed_card_without_a_running_clock_says_only_that_it_is_snoozed(case: Case) -> None:
    (state,) = [line for line in card(case).splitlines() if "Snoozed" in line]
    assert state.endswith("by <@U0AINO>")


def test_a_late_case_that_is_snoozed_says_both_on_the_home_tab() -> None:
    late = NOW + timedelta(minutes=70)
    view = draw_home(Reader(AINO, late), Lists(late=[asleep()]))
    assert "snoozed until the customer replies · overdue since 10:00" in readable(view["blocks"])


def test_the_window_says_that_the_clock_keeps_running_where_it_does() -> None:
    shown = {
        name: RUNS_ON in readable(snooze_modal(case, has_hours=False)["blocks"])
        for name, case in {
            "waits": asleep(),
            "paused": asleep(pauses=True),
            "answered": asleep(answered=True),
        }.items()
    }
    assert shown == {"waits": True, "paused": False, "answered": False}


def test_a_second_answer_leaves_how_long_the_first_one_took() -> None:
    history = History().take(post(), minutes=0).do(claim, minutes=1).reply(minutes=2, sent=24)
    history.reply(minutes=60, sent=61)
    assert "replied in 24 min" in card(history.case)


def test_a_case_closed_as_answered_elsewhere_says_how_long_that_took() -> None:
    history = History().take(post(), minutes=0).do(claim, minutes=1)
    history.do(resolve, minutes=30, resolution=Resolution.ELSEWHERE, because="they called")
    assert "replied in 30 min" in card(history.do(reopen, minutes=40).case)
