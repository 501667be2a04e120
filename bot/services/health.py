"""The trouble that an admin can fix: jobs that failed for good, and what is on hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.store.store import Store
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True)
class OnHold:
    """A platform, or a place of it, that Baton cannot use: since when, and why."""

    place: str
    since: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Health:
    """How many jobs failed for good, and what is on hold."""

    failed: int = 0
    on_hold: Sequence[OnHold] = ()


async def health(store: Store) -> Health:
    """Return the trouble of this moment."""

    def work(tx: Tx) -> Health:
        holds = [OnHold(each.key, each.since, each.why) for each in tx.holds()]
        return Health(len(tx.dead_letters()), holds)

    return await store.transact(work)
