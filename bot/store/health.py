"""Health checks of the store: every few seconds, by writing to it."""

import asyncio
import time

import structlog

from bot.store.errors import Clash, Unreachable
from bot.store.store import Store

log = structlog.get_logger(__name__)

# Seconds between two checks, how long a result is reused, and how long a check may take.
EVERY = 10.0
FRESH = 1.0
ANSWERS_WITHIN = 3.0


class Pulse:
    """The health of one store. Simultaneous callers share a check, so asking costs the store nothing more.

    `every` is the seconds between two checks while it is well.
    """

    def __init__(self, store: Store, every: float = EVERY) -> None:
        self.every = every
        self._store = store
        self._trouble: Unreachable | None = None
        self._looked_at = float("-inf")
        self._looking = asyncio.Lock()

    async def trouble(self) -> Unreachable | None:
        """Return what keeps the store from accepting writes, about now; None when it accepts them."""
        async with self._looking:
            if time.monotonic() - self._looked_at > FRESH:
                self._trouble = await self._look()
                self._looked_at = time.monotonic()
        return self._trouble

    async def _look(self) -> Unreachable | None:
        try:
            await asyncio.wait_for(self._store.beat(), ANSWERS_WITHIN)
        except TimeoutError:
            return Unreachable(f"The database did not answer within {ANSWERS_WITHIN:g} seconds.")
        except Unreachable as trouble:
            return trouble
        except Clash:  # it answered
            return None
        except Exception as error:
            log.exception("store_look_failed")
            return Unreachable(f"The database refused a write ({type(error).__name__}). The log says why.")
        return None
