"""The contract every network keeps, and the table of networks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import SecretStr

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


class NetworkSettings(Protocol):
    """What the table below reads of the settings."""

    @property
    def x_enabled(self) -> bool: ...
    @property
    def x_consumer_key(self) -> SecretStr | None: ...
    @property
    def x_consumer_secret(self) -> SecretStr | None: ...
    @property
    def x_access_token(self) -> SecretStr | None: ...
    @property
    def x_access_token_secret(self) -> SecretStr | None: ...
    @property
    def x_bearer_token(self) -> SecretStr | None: ...
    @property
    def x_search_query(self) -> str | None: ...
    @property
    def x_api_url(self) -> str: ...
    @property
    def x_poll_seconds(self) -> float: ...
    @property
    def x_reply_limit(self) -> int: ...


def open_networks(settings: NetworkSettings) -> list[SocialNetwork]:
    """The networks whose settings are there, not yet started."""
    return [network for opened in NETWORKS if (network := opened(settings)) is not None]


def _x(settings: NetworkSettings) -> SocialNetwork | None:
    if not settings.x_enabled:
        return None
    from bot.networks.x import X  # here, so that tweepy is loaded only where it is used

    return X(
        _secret(settings.x_consumer_key),
        _secret(settings.x_consumer_secret),
        _secret(settings.x_access_token),
        _secret(settings.x_access_token_secret),
        bearer_token=_secret(settings.x_bearer_token) or None,
        search_query=settings.x_search_query,
        api_url=settings.x_api_url,
        poll_seconds=settings.x_poll_seconds,
        reply_limit=settings.x_reply_limit,
    )


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


NETWORKS: tuple[Callable[[NetworkSettings], SocialNetwork | None], ...] = (_x,)
