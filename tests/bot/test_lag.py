"""The time since sources were polled, and when that is too long."""

from datetime import UTC, datetime, timedelta

from bot.lag import UNREAD, Lag, Source, lags

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
X = Source("X", "x/mentions", 60.0)


def test_a_source_is_late_after_minutes_on_top_of_its_own_pause() -> None:
    just = NOW - UNREAD - timedelta(seconds=60)
    assert lags([X], {"x/mentions": just}, NOW) == (Lag("X", "x/mentions", just, 360),)
    longer = just - timedelta(seconds=1)
    assert lags([X], {"x/mentions": longer}, NOW) == (Lag("X", "x/mentions", longer, 361, is_late=True),)


def test_a_source_that_was_never_read_is_not_late() -> None:
    assert lags([X], {}, NOW) == (Lag("X", "x/mentions", None),)
