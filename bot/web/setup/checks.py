"""The checks on /setup: the doctor's, run when someone looks, and never twice at once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.app import utc_now
from bot.cli.findings import Finding

log = structlog.get_logger(__name__)
# Below the 30 s of Heroku's router.
LONGEST = 20.0
# The checks call Slack and the networks, and some of those bill each call.
FRESH = 5.0
TOO_SLOW = Finding(
    "checks",
    f"took longer than {LONGEST:.0f} seconds. Check again; if it persists, run `python -m bot doctor`.",
    trouble=True,
)

FAILED = Finding("checks", "ended with an error. The log says which.", trouble=True)


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of the checks, and their time."""

    findings: Sequence[Finding]
    at: datetime

    @property
    def troubles(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.trouble]

    @property
    def passed(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.trouble]


class Checks:
    """Runs `examine` on demand; requests within five seconds share one result."""

    def __init__(self, examine: Callable[[], Awaitable[list[Finding]]], fresh: float = FRESH) -> None:
        self._examine = examine
        self._fresh = fresh
        self._last: Checked | None = None
        self._running = asyncio.Lock()

    async def run(self) -> Checked:
        """Return what the checks find now, or found up to five seconds ago."""
        async with self._running:
            if self._last is None or (utc_now() - self._last.at).total_seconds() > self._fresh:
                self._last = Checked(await self._found(), utc_now())
            return self._last

    async def _found(self) -> list[Finding]:
        try:
            return await asyncio.wait_for(self._examine(), LONGEST)
        except TimeoutError:
            return [TOO_SLOW]
        except Exception:  # the page must say that something is wrong, whatever it is
            log.exception("checks_failed")
            return [FAILED]
