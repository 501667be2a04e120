"""The people whom an event notifies now: whom it concerns, by their choice and their shift."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.case import Ask, Case, Event
from bot.case.notifications import USUAL, Media, Notice, Preference, Way, media, notices
from bot.services.idempotency import heard, keep
from bot.services.roster import Roster
from bot.store.store import Store
from bot.store.tx import Tx


class Addressee(NamedTuple):
    """A person and where they are notified."""

    person: str
    media: Media


async def addressees(
    store: Store, roster: Roster, case: Case, event: Event, at: datetime, ways: Collection[Way]
) -> Sequence[Addressee]:
    """Return the people whom the event concerns and who chose one of `ways`, each with where they are notified."""
    return await as_chosen(store, roster, notices(case, event), at, ways)


async def as_chosen(
    store: Store,
    roster: Roster,
    concerned: Sequence[Notice],
    at: datetime,
    ways: Collection[Way] = tuple(Way),
) -> Sequence[Addressee]:
    """Return those people of the notices who chose one of `ways`, each with where they are notified."""
    if not concerned:
        return ()
    chosen = await store.transact(lambda tx: tx.preferences(each.person for each in concerned))
    found = []
    for each in concerned:
        preference = chosen.get(each.person, USUAL)
        if preference.way in ways:
            # Looked up last: it needs every team of the person, and most people want no direct messages.
            off_shift = await roster.is_off_shift(each.person, at)
            found.append(Addressee(each.person, media(preference, each, off_shift=off_shift)))
    return found


class Preferences:
    """People's choices of how they are notified."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, person: str) -> Preference:
        """Return how a person wants to be notified."""
        return (await self._store.transact(lambda tx: tx.preferences([person]))).get(person, USUAL)

    async def choose(self, preference: Preference, ask: Ask) -> None:
        """Store the asker's choice, once per request."""

        def work(tx: Tx) -> None:
            if heard(tx, ask) is None:
                tx.prefer(ask.by, preference)
                keep(tx, ask)

        await self._store.transact(work)
