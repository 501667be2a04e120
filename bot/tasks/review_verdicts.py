"""Verdicts on rechecked posts: erased, missing so far, hidden or visible again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.mention import Hidden, Mention
from bot.networks import Review
from bot.store import Missing
from bot.store.missing_posts import CONFIRMED

# Time between the check that first misses a post and the one that decides: longer than a short outage.
SECOND_LOOK = timedelta(minutes=30)
# Posts of more authors than this, and of more than this share of those asked about, do not vanish by chance.
MASS_AUTHORS, MASS_SHARE = 5, 0.2
# If nothing at all is shown, so many authors are enough.
MASS_OF_ALL = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on rechecked posts, by key."""

    #: Gone for certain.
    erase: tuple[str, ...] = ()
    #: Gone at one check: the next one decides.
    suspect: tuple[str, ...] = ()
    #: Gone together with so many others that a person must confirm it.
    hold: tuple[str, ...] = ()
    #: All posts that vanished together, if they are that many: nothing is done to them.
    mass: tuple[Mention, ...] = ()
    #: Hidden for now, with the reason.
    hide: Mapping[str, Hidden] = field(default_factory=dict)
    #: Visible again.
    back: tuple[str, ...] = ()
    #: Missing before, and not any more.
    forget: tuple[str, ...] = ()


def judge(
    posts: Sequence[Mention],
    found: Review,
    before: Mapping[str, Missing],
    now: datetime,
    *,
    second_look: bool = False,
) -> Verdict:
    """Return the verdict on `posts`; `before` are those that were missing at an earlier check."""
    held = {post.native_id: post for post in posts}
    gone = [held[one].key for one in dict.fromkeys(found.gone) if one in held]
    sure = [key for key in gone if key in before and before[key].state == CONFIRMED]
    hidden = {held[one].key: why for one, why in found.hidden.items() if one in held}
    vanished = [
        p for p in posts if (p.key in gone and p.key not in sure) or (p.key in hidden and not p.hidden)
    ]
    back = tuple(held[one].key for one in found.seen if one in held and held[one].hidden)
    mass = () if second_look or not _is_mass(vanished, posts) else tuple(vanished)
    if not mass:
        sure += [key for key in gone if key not in sure and _decided(before.get(key), now)]
    return Verdict(
        erase=tuple(sure),
        suspect=() if mass else tuple(key for key in gone if key not in before),
        hold=tuple(key for key in gone if key not in sure) if mass else (),
        mass=mass,
        hide={} if mass else hidden,
        back=back,
        forget=(*sure, *(key for key in before if key not in gone)),
    )


def _is_mass(vanished: Sequence[Mention], posts: Sequence[Mention]) -> bool:
    """Return true when so many vanished at once that the network is at fault, not their authors.

    Authors count, not posts: one who deletes everything decided once.
    """
    authors, asked = len({post.account for post in vanished}), len({post.account for post in posts})
    of_all = authors == asked and authors >= MASS_OF_ALL
    return of_all or (authors > MASS_AUTHORS and authors > MASS_SHARE * asked)


def _decided(missing: Missing | None, now: datetime) -> bool:
    return missing is not None and now - missing.since >= SECOND_LOOK
