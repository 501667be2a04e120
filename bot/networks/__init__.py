"""The contract every network keeps, and the table of networks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.job import Receipt
from bot.mention import Mention


@dataclass(frozen=True, slots=True)
class Limits:
    """What a network takes, as data the core reads.

    `length(text)` counts as the network counts; `longest` is the most it takes. `poll_seconds` is the pause between
    two looks at one source, `reply_gap` the least pause between two replies from our account, both in seconds.
    """

    longest: int
    length: Callable[[str], int]
    poll_seconds: float
    reply_gap: float


@dataclass(frozen=True, slots=True)
class Batch:
    """Posts, oldest first, and where to look from next time (opaque text of the source's own).

    `more` says that the source holds further posts now, so that the next look need not wait.
    """

    mentions: tuple[Mention, ...]
    cursor: str
    more: bool = False


class SocialNetwork(Protocol):
    """A network: posts come in by `mentions`, answers go out by `reply`.

    Every method raises NotSent (surely nothing happened), Declined (never will) or CannotTell (it may have).
    `account` is the public name replies go out from; `sources` are the places to watch, each with its own cursor.
    """

    name: str
    title: str
    account: str
    limits: Limits
    sources: tuple[str, ...]

    async def start(self) -> None:
        """Learn who we are there. Raises Declined when the credentials are refused."""

    async def stop(self) -> None: ...

    async def mentions(self, source: str, since: str | None) -> Batch:
        """The posts after `since`; with None, no post at all and a cursor that means now."""

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Answer in public. `key` is the act's own, for networks that can refuse a second one."""

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Our reply to `mention` with this text or key, posted at `since` or later, if it is there."""

    def post_id(self, url: str) -> str | None:
        """The native id in the address of a post of this network; None when it is not one."""

    async def fetch(self, native_id: str) -> Mention | None:
        """One post by its id, for a link a person hands in; None when the network has no such post."""
