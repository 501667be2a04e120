"""The wait that a platform asks for, kept within sane bounds."""

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# In seconds. No wait at all would be a loop of calls; a wait of years would end all calls to the platform.
SHORTEST = 1.0
LONGEST = 24 * 3600.0
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?", re.ASCII)


def bounded(seconds: float | None) -> float | None:
    """Return `seconds` between SHORTEST and LONGEST; SHORTEST for NaN, and None for None."""
    if seconds is None:
        return None
    return SHORTEST if math.isnan(seconds) else min(max(seconds, SHORTEST), LONGEST)


def seconds_to_wait(header: str | None, now: datetime) -> float | None:
    """Return the seconds a `Retry-After` header asks for, as a number or as a date (RFC 9110, 10.2.3).

    None when there is no header, or it contains neither.
    """
    text = (header or "").strip()
    if _NUMBER.fullmatch(text):
        return bounded(float(text))
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return bounded((at - now).total_seconds())
