"""The Home tab and /queue: overdue, own and unassigned cases."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from bot.case.handling_model import Snooze
from bot.case.model import Case
from bot.lag import Lag
from bot.slack.views.home import draw_home, draw_queue
from tests.bot.slack.views.limits import check_message, check_view, parts
from tests.bot.slack.views.samples import CLAIMED, NOW, OWNER, THREAD, WAITING


def many(case: Case, count: int) -> list[Case]:
    return [replace(case, number=number) for number in range(count)]


def test_each_case_is_one_line_with_its_clock_and_a_link_to_its_thread() -> None:
    said = draw_queue(OWNER, mine=[CLAIMED], waiting=[], late=[], now=NOW).text
    line = next(each for each in said.splitlines() if "#1042" in each)
    for expected in (THREAD.url, "high", "Ada K", "My router blinks red", "reply due 22 Nov 2026 14:45 UTC"):
        assert expected in line


def test_what_waits_can_be_claimed_from_there_and_what_is_mine_not_again() -> None:
    late = replace(WAITING, number=7, due_at=NOW - timedelta(hours=1))
    view = draw_home(OWNER, mine=[CLAIMED], waiting=[WAITING], late=[late], now=NOW)
    buttons = [each for each in parts(view) if each.get("type") == "button"]
    assert [(each["action_id"], each["value"]) for each in buttons] == [("claim", "7"), ("claim", "1042")]


def test_an_empty_queue_says_so() -> None:
    said = draw_queue(OWNER, mine=[], waiting=[], late=[], now=NOW).text
    assert "Nothing is overdue." in said
    assert "You have no open cases." in said
    assert "The queue is empty." in said


def test_however_many_cases_there_are_slacks_limits_hold() -> None:
    lots: dict[str, Any] = {
        "mine": many(WAITING, 200),
        "waiting": many(WAITING, 200),
        "late": many(WAITING, 200),
        "snoozed": many(replace(WAITING, snooze=Snooze(3, OWNER, NOW)), 200),
    }
    check_view(draw_home(OWNER, **lots, edits_rules=True, now=NOW))
    message = draw_queue(OWNER, **lots, now=NOW)
    check_message(message)
    assert "and 195 more" in message.text


def test_what_is_snoozed_stands_apart_and_can_be_woken() -> None:
    asleep = replace(WAITING, snooze=Snooze(3, OWNER, None))
    view = draw_home(OWNER, mine=[], waiting=[], late=[], snoozed=[asleep], now=NOW)
    assert [each["action_id"] for each in parts(view) if each.get("type") == "button"] == ["wake"]
    said = draw_queue(OWNER, mine=[], waiting=[], late=[], snoozed=[asleep], now=NOW).text
    assert "Snoozed until the customer replies" in said
    assert "Snoozed" not in draw_queue(OWNER, mine=[], waiting=[], late=[], now=NOW).text


def test_a_case_without_a_thread_yet_is_listed_without_a_link() -> None:
    check_message(draw_queue(OWNER, mine=[replace(CLAIMED, thread=None)], waiting=[], late=[], now=NOW))


def test_an_editor_of_the_rules_sees_when_each_source_was_read_and_which_is_late() -> None:
    read = [
        Lag("X", "x/mentions", NOW, 12),
        Lag("Bluesky", "bluesky/notifications", NOW - timedelta(hours=1), 3600, is_late=True),
        Lag("Bluesky", "bluesky/search", None),
    ]
    view = draw_home(OWNER, mine=[], waiting=[], late=[], edits_rules=True, read=read, now=NOW)
    check_view(view)
    drawn = str(view)
    assert (
        drawn.index("bluesky/notifications")
        < drawn.index("overdue: not checked since")
        < drawn.index("x/mentions")
    )
    assert "bluesky/search" not in drawn
    assert "Last checked" not in str(draw_home(OWNER, mine=[], waiting=[], late=[], now=NOW))
