"""The card's SLA timers in words, in the reader's time zone."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Case, ClockKind
from bot.case.clock_rules import with_clocks
from bot.case.clocks import start
from bot.slack.views.card import draw_card
from bot.slack.views.clocks import draw_clocks
from tests.bot.case.test_clocks_golden import MONDAY, after, answer, berlin, opened, settled, wrote
from tests.bot.slack.views.limits import check_message, parts

TUESDAY = 3
AT_TEN = opened(berlin(TUESDAY, "10:00"))


def card(case: Case, now: datetime) -> str:
    return draw_card(case, now=now).text


@pytest.mark.parametrize(
    ("case", "now", "expected"),
    [
        (AT_TEN, berlin(TUESDAY, "10:10"), "first reply due 3 Nov 2026 10:00 UTC\n"),
        (AT_TEN, berlin(TUESDAY, "11:00"), "overdue since 3 Nov 2026 10:00 UTC"),
        (
            AT_TEN,
            berlin(TUESDAY, "10:10"),
            "Claim due 3 Nov 2026 09:30 UTC · Resolution due 4 Nov 2026 09:00 UTC",
        ),
        (AT_TEN, berlin(TUESDAY, "10:40"), "Claim overdue since 3 Nov 2026 09:30 UTC"),
        (
            after(opened(berlin(6, "16:55")), answer(berlin(MONDAY, "09:04"))),
            berlin(MONDAY, "09:05"),
            "replied in 2 d 16 h (9 min of working time)",
        ),
        (after(AT_TEN, answer(berlin(TUESDAY, "10:12"))), berlin(TUESDAY, "10:15"), "replied in 12 min\n"),
    ],
)
def test_the_card_says_until_when(case: Case, now: datetime, expected: str) -> None:
    """Pitfalls 36 and 38 (docs/pitfalls.md)."""
    assert expected in card(case, now)


def test_what_is_said_of_a_clock_that_waits_for_its_hours_stays_true_when_they_begin() -> None:
    waits = opened(berlin(6, "18:00"))
    for drawn in (card(waits, berlin(6, "18:01")), draw_clocks(waits, berlin(6, "18:01")).text):
        assert "due 9 Nov 2026 09:00 UTC (counting from 9 Nov 2026 08:00 UTC)" in drawn
        assert "paused" not in drawn


def test_of_a_late_clock_nobody_is_told_when_its_hours_begin() -> None:
    told = draw_clocks(AT_TEN, berlin(TUESDAY, "22:00")).text
    assert "overdue since 3 Nov 2026 10:00 UTC\n" in told
    assert "due 4 Nov 2026 09:00 UTC (counting from 4 Nov 2026 08:00 UTC)" in told


def test_a_time_on_the_card_is_drawn_in_the_readers_zone() -> None:
    drawn = draw_card(AT_TEN, now=berlin(TUESDAY, "10:10"))
    (due,) = [each["text"] for each in parts(drawn.blocks) if each.get("type") == "mrkdwn"]
    stamp = int(berlin(TUESDAY, "11:00").timestamp())
    assert due == f"Reply due <!date^{stamp}^{{date_short_pretty}}, {{time}}|3 Nov 2026 10:00 UTC>"


def test_a_clock_without_its_time_is_not_shown_as_late() -> None:
    """A paused clock is nobody's fault."""
    paused = with_clocks(AT_TEN, [replace(c, since=None, due_at=None) for c in AT_TEN.clocks])
    assert "SLA paused" in card(paused, berlin(TUESDAY, "15:00"))
    assert "late" not in card(paused, berlin(TUESDAY, "15:00"))


def test_all_clocks_are_told_with_what_they_used_and_when_they_run() -> None:
    case = after(AT_TEN, answer(berlin(TUESDAY, "11:15")), wrote(berlin(TUESDAY, "12:00"), "2"))
    told = draw_clocks(case, berlin(TUESDAY, "12:30"))
    check_message(told)
    for words in (
        "SLA timers of case #1042 · business hours: Mon-Fri 09:00-17:00 (Europe/Berlin)",
        "Next reply: 30 min of 2 h used, due 3 Nov 2026 13:00 UTC",
        "Resolution: 1 h 45 min of 8 h used, due",
        "Claim: 2 h 30 min of 30 min used, overdue since 3 Nov 2026 09:30 UTC",
        "First reply: took 1 h 15 min of 1 h, 15 min late",
    ):
        assert words in told.text


def test_a_case_without_clocks_says_so() -> None:
    bare = after(AT_TEN, settled(berlin(TUESDAY, "10:10")))
    assert "Resolution: took 10 min of 8 h, on time" in draw_clocks(bare, berlin(4, "10:00")).text
    assert "No active SLA timers" in draw_clocks(replace(bare, kept=()), berlin(4, "10:00")).text


@pytest.mark.parametrize("kind", list(ClockKind))
def test_every_kind_has_its_words(kind: ClockKind) -> None:
    now: Any = berlin(TUESDAY, "10:10")
    case = with_clocks(AT_TEN, [start(kind, 60, "", now - timedelta(hours=1), 1)])
    assert "overdue since" in card(case, now)
    assert "overdue since" in draw_clocks(case, now).text
