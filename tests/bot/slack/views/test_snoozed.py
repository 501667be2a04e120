"""A snoozed case whose customer waits for a reply."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.case import Case, claim, reopen, resolve, snooze
from bot.case.model import Resolution
from bot.hours.phrases import parse_time
from bot.slack.views.blocks import readable
from bot.slack.views.card import draw_card
from bot.slack.views.case_row import Reader
from bot.slack.views.home import Lists, draw_home
from bot.slack.views.snooze_and_ask import follow_up_choices, pending_modal, snooze_choices, snooze_modal
from tests.bot.case.history import History
from tests.bot.case.world import AINO, NOW, SERVICE, post
from tests.bot.slack.views.limits import check_view

BERLIN = ZoneInfo("Europe/Berlin")
CHOICES = snooze_choices(NOW, BERLIN, has_hours=True)
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
        name: RUNS_ON in readable(snooze_modal(case, CHOICES)["blocks"])
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


@pytest.mark.parametrize(
    ("local", "labels"),
    [
        ("2026-11-25 09:00", ["This afternoon (15:00)", "Tomorrow morning (9:00)", "Next Monday (9:00)"]),
        ("2026-11-25 14:40", ["This evening (18:00)", "Tomorrow morning (9:00)", "Next Monday (9:00)"]),
        ("2026-11-25 17:45", ["Tomorrow morning (9:00)", "Next Monday (9:00)"]),
        ("2026-11-29 20:00", ["Tomorrow morning (9:00)"]),
    ],
)
def test_the_usual_ends_of_a_snooze_are_those_that_are_still_to_come(local: str, labels: list[str]) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=BERLIN)
    choices = snooze_choices(now, BERLIN, has_hours=False)
    assert [label for label, _ in choices] == ["In 1 hour", *labels, "Until the customer writes"]
    times = [parse_time(words, now, BERLIN) for _, words in choices[:-1]]
    assert times == sorted(times)
    assert times[0] > now.astimezone(UTC)
    assert len(set(times)) == len(times)


def test_a_follow_up_has_times_of_its_own_and_none_is_chosen_first() -> None:
    choices = follow_up_choices(NOW, BERLIN)
    view = pending_modal(asleep(), choices)
    check_view(view)
    radio = next(block["element"] for block in view["blocks"] if block.get("block_id") == "until")
    assert radio["initial_option"]["value"] == "never"
    assert all(parse_time(words, NOW, BERLIN) > NOW for _, words in choices[1:])
    check_view(snooze_modal(asleep(), CHOICES))
