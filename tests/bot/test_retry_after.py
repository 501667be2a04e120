"""The wait that a platform asks for: numbers, dates, nonsense; never zero, never forever."""

import math
from datetime import UTC, datetime

import pytest

from bot.delivery import CannotTell, NotSent
from bot.retry_after import LONGEST, bounded, seconds_to_wait

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        (" 7 ", 7),
        ("1.5", 1.5),
        ("0", 1),
        ("-5", 1),
        ("+3", 3),
        ("0.001", 1),
        ("9" * 400, LONGEST),
        ("Sun, 22 Nov 2026 09:31:00 GMT", 60),
        ("Sun, 22 Nov 2026 09:31:00", 60),
        ("Sun, 22 Nov 2026 09:29:00 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("Fri, 31 Dec 2026 23:59:59 +9999999999", None),
        ("soon", None),
        ("nan", None),
        ("1e3", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_a_header_is_read_as_a_number_or_a_date_and_bounded(
    header: str | None, seconds: float | None
) -> None:
    assert seconds_to_wait(header, NOW) == seconds


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        (None, None),
        (0.0, 1),
        (-math.inf, 1),
        (math.nan, 1),
        (30, 30),
        (math.inf, LONGEST),
        (1e300, LONGEST),
    ],
)
def test_whatever_a_library_hands_over_no_failure_asks_for_a_wait_beyond_bounds(
    asked: float | None, seconds: float | None
) -> None:
    assert bounded(asked) == seconds
    assert NotSent("busy", asked).retry_after == seconds
    assert CannotTell("lost", asked).retry_after == seconds
