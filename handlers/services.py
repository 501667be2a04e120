"""The services that handlers may use, and the reply channel of each network."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.lag import Source
from bot.services.access import Access
from bot.services.identities import Identities
from bot.services.notifications import Preferences
from bot.services.rulebook import Rulebook
from bot.services.shared import Services
from bot.slack import Message
from bot.slack.views.candidates import LookAlikes
from bot.slack.views.modals import Invitation


class ReplyLimits(Protocol):
    """The limits of a network that matter for a reply; `bot.networks.Limits` says what each means."""

    @property
    def longest(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def length(self) -> Callable[[str], int]: ...
    @property
    def cost(self) -> Callable[[str], float]: ...
    @property
    def edits_replies(self) -> bool: ...
    @property
    def deletes_replies(self) -> bool: ...
    @property
    def why_not(self) -> str: ...


class ReplyChannel(Protocol):
    """A network, as handlers see it. Account and limits may be known only after it was reached."""

    @property
    def title(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def limits(self) -> ReplyLimits: ...

    def post_id(self, url: str) -> str | None: ...


class Respond(Protocol):
    """A function that shows a message at a `response_url`; with `replace` in place of the pressed message."""

    def __call__(self, url: str, message: Message, *, replace: bool = False) -> Awaitable[None]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerServices(Services):
    """The services that handlers may use."""

    #: The saved versions of the rules, and their editors.
    rulebook: Rulebook
    #: The networks by name, as far as replies need them.
    reply_channels: Mapping[str, ReplyChannel]
    #: Slack's Web API.
    client: AsyncWebClient
    #: Who may do and see what.
    access: Access
    #: Returns the names that Slack does not have, each with people of similar names.
    look_alikes: Callable[[Iterable[str]], Awaitable[LookAlikes]]
    #: Returns the team of a channel id; None without one.
    team_of: Callable[[str], Awaitable[str | None]]
    #: Returns the teams of a person.
    teams_of_person: Callable[[str], Awaitable[tuple[str, ...]]]
    #: Returns a person's time zone.
    zone_of: Callable[[str], Awaitable[ZoneInfo]]
    #: Returns the case of a card, given its channel and `ts`; None for other messages.
    case_of_card: Callable[[str, str], Awaitable[int | None]]
    #: Returns how Slack shows people, channels and groups, by id; ids it does not resolve are left out.
    names: Callable[[Collection[str]], Awaitable[Mapping[str, str]]]
    #: Returns a message that Baton can read, given channel, `ts` and thread. Raises NotSent.
    message_at: Callable[[str, str, str], Awaitable[Mapping[str, Any] | None]]
    #: Answers at a request's `response_url`. Raises NotSent.
    respond: Respond
    #: Deletes the message of a `response_url`. Raises NotSent.
    take_away: Callable[[str], Awaitable[None]]
    #: Redraws a window in which someone types, at a rate that Slack accepts.
    redraw: Callable[[Mapping[str, Any], dict[str, Any]], Awaitable[None]]
    #: Returns the private link and address of a case.
    invitation: Callable[[int], Invitation]
    #: Accounts of the same customer.
    people: Identities
    #: How people are notified.
    preferences: Preferences
    #: Returns the places where posts are polled.
    sources: Callable[[], Sequence[Source]] = list
