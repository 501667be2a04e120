"""The parts of the bot that handlers may use, and how we speak on each network."""

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
    """How we speak on a network: its title, the account replies go out from, what it takes and what that costs.

    `length(text)` and `longest` are in `unit`s; `cost(text)` and `budget`, what the network may cost in a month, in US
    dollars; `allowed` is what it lets us do to a reply that went out.
    """

    title: str
    who: Callable[[], str]
    most: Callable[[], int]
    length: Callable[[str], int]
    post_id: Callable[[str], str | None]
    unit: str
    cost: Callable[[str], float]
    budget: float | None
    allows: Callable[[], Allowed]

    @property
    def account(self) -> str:
        """Known once the network was reached, which may be later than the first request."""
        return self.who()

    @property
    def longest(self) -> int:
        """Some networks tell it only when they were reached."""
        return self.most()

    @property
    def allowed(self) -> Allowed:
        return self.allows()


class Respond(Protocol):
    """Show a message at a `response_url`; in place of what was pressed with `replace`."""

    def __call__(self, url: str, message: Message, *, replace: bool = False) -> Awaitable[None]: ...


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the bot handlers may use. `zone_of` is the time zone a person lives in; `look_alikes` tells which
    names are nobody's, and who may be meant.

    `names` tells how Slack shows people, channels and groups, by their ids, as far as it says.
    `message_at(channel, ts, thread)` is a message that Baton can read; it raises NotSent.
    `respond` and `take_away` answer at a request's `response_url`: they raise NotSent.
    `redraw(shown, view)` draws a window again in which somebody types, at Slack's pace.
    `sources` are the places where posts are looked for.
    """

    book: Casebook
    intake: Intake
    rules: Callable[[], Rules]
    rulebook: Rulebook
    voices: Mapping[str, ReplyChannel]
    client: AsyncWebClient
    access: Access
    look_alikes: Callable[[Iterable[str]], Awaitable[LookAlikes]]
    team_of: Callable[[str], Awaitable[str | None]]
    teams_of_person: Callable[[str], Awaitable[tuple[str, ...]]]
    zone_of: Callable[[str], Awaitable[ZoneInfo]]
    roster: Roster
    case_of_card: Callable[[str, str], Awaitable[int | None]]
    names: Callable[[Collection[str]], Awaitable[Mapping[str, str]]]
    message_at: Callable[[str, str, str], Awaitable[Mapping[str, Any] | None]]
    respond: Respond
    take_away: Callable[[str], Awaitable[None]]
    redraw: Callable[[Mapping[str, Any], dict[str, Any]], Awaitable[None]]
    invitation: Callable[[int], Invitation]
    people: Identities
    training: SentimentTraining
    now: Callable[[], datetime]
    sources: Callable[[], Sequence[Source]] = list
