"""The services that handlers may use, and the reply channel of each network."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.lag import Source
from bot.routing import Rules
from bot.services.access import Access
from bot.services.casebook import Casebook
from bot.services.identities import Identities
from bot.services.intake import Intake
from bot.services.roster import Roster
from bot.services.rulebook import Rulebook
from bot.services.sentiment import SentimentTraining
from bot.slack import Message
from bot.slack.views.candidates import LookAlikes
from bot.slack.views.correct import Allowed
from bot.slack.views.modals import Invitation


@dataclass(frozen=True, slots=True)
class ReplyChannel:
    """The way to reply on a network, as handlers need it."""

    #: The network's display name.
    title: str
    #: Returns the account that replies are sent from.
    who: Callable[[], str]
    #: Returns the longest text, in `unit`s.
    most: Callable[[], int]
    #: Returns the length of a text, in `unit`s.
    length: Callable[[str], int]
    #: Returns the id of the post that a link leads to; None for other links.
    post_id: Callable[[str], str | None]
    #: What the network counts, such as "characters".
    unit: str
    #: Returns the cost of sending a text, in US dollars.
    cost: Callable[[str], float]
    #: What the network may cost in a month, in US dollars; None without a limit.
    budget: float | None
    #: Returns what the network allows on a reply that was sent.
    allows: Callable[[], Allowed]

    @property
    def account(self) -> str:
        """Return the account that replies are sent from. Some networks know it only after they were reached."""
        return self.who()

    @property
    def longest(self) -> int:
        """Return the longest text in `unit`s. Some networks know it only after they were reached."""
        return self.most()

    @property
    def allowed(self) -> Allowed:
        return self.allows()


class Respond(Protocol):
    """A function that shows a message at a `response_url`; with `replace` in place of the pressed message."""

    def __call__(self, url: str, message: Message, *, replace: bool = False) -> Awaitable[None]: ...


@dataclass(frozen=True, slots=True)
class Services:
    """The services that handlers may use."""

    #: Cases: every read and every change.
    book: Casebook
    #: New posts and escalations.
    intake: Intake
    #: Returns the active rules.
    rules: Callable[[], Rules]
    #: The saved versions of the rules, and their editors.
    rulebook: Rulebook
    #: The reply channels by network.
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
    #: Shifts and temporary members.
    roster: Roster
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
    #: Sentiment: detection and corrections.
    training: SentimentTraining
    #: Returns the present time, in UTC.
    now: Callable[[], datetime]
    #: Returns the places where posts are polled.
    sources: Callable[[], Sequence[Source]] = list
