"""What a handler is given: who asks, from where, about which case; and how its answer reaches that person."""

import json
import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.case import Ask, Refused
from bot.casebook import Casebook
from bot.desk import Message
from bot.desk.correcting import Allowed
from bot.desk.markup import labelled, public, readable, references
from bot.desk.modals import Invitation
from bot.intake import Intake
from bot.job import NotSent
from bot.knowing import People
from bot.mention import storable
from bot.roster import Roster
from bot.routing import Rules, Team, UnknownTeam
from bot.rulebook import Rulebook
from bot.teaching import Teaching

WORD = re.compile(r"\s*(<[^<>]+>|\S+)(.*)", re.DOTALL)
NUMBER = re.compile(r"#?(\d{1,12})$")
PERMALINK = re.compile(
    r"<?https?://[^\s/|>]+/archives/(\w+)/p(\d{10})(\d{6})(?:\?[^\s|>]*?thread_ts=(\d+\.\d+))?[^\s>]*>?$"
)


@dataclass(frozen=True, slots=True)
class Voice:
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
class Office:
    """The parts of the bot handlers may use. `zone_of` is the time zone a person lives in.

    `names` tells how Slack shows people, channels and groups, by their ids, as far as it says.
    `message_for(user, channel, ts, thread)` is a message that this person and Baton can read; it raises NotSent.
    `respond` and `take_away` answer at a request's `response_url`: they raise NotSent.
    """

    book: Casebook
    intake: Intake
    rules: Callable[[], Rules]
    rulebook: Rulebook
    voices: Mapping[str, Voice]
    client: AsyncWebClient
    may_act: Callable[[str], Awaitable[bool]]
    may_edit_rules: Callable[[str], Awaitable[bool]]
    team_of: Callable[[str], Awaitable[str | None]]
    teams_of_person: Callable[[str], Awaitable[tuple[str, ...]]]
    zone_of: Callable[[str], Awaitable[ZoneInfo]]
    roster: Roster
    case_of_card: Callable[[str, str], Awaitable[int | None]]
    names: Callable[[Collection[str]], Awaitable[Mapping[str, str]]]
    message_for: Callable[[str, str, str, str], Awaitable[Mapping[str, Any] | None]]
    respond: Respond
    take_away: Callable[[str], Awaitable[None]]
    invitation: Callable[[int], Invitation]
    people: People
    teaching: Teaching
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Modal:
    """An answer that opens a view on top, or draws anew (`change`) the one the person is typing in."""

    view: dict[str, Any]
    change: bool = False


@dataclass(frozen=True, slots=True)
class Faults:
    """An answer to a submitted view: what is wrong, under the input it concerns (by block id)."""

    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Notice(Message):
    """A message the asker must not miss, such as a refusal: after a press it is shown in a window of its own."""


Answer = Message | Modal | Faults | None


@dataclass(frozen=True, slots=True)
class Door:
    """One request by one person. `text` is what they typed after the word, `value` what a button carries.

    `request` names the request itself, so that a second delivery is not heard again. `thread` is the `ts` of the
    thread's first message, `bot` Baton's own id. `view` and `message` are what Slack sent of the view or
    message acted on. `active_thread` is the thread when somebody has written in it, empty when it is only a card:
    Slack shows words to one person there, and in no other thread. `response_url` takes words for the asker alone, and
    is as good as a key: it belongs in no log and no store. `whispered`: what was pressed only the asker sees.
    `in_markup`: the words came in an event, where Slack refers to people and channels by their ids.
    """

    office: Office
    user: str
    request: str
    channel: str = ""
    thread: str = ""
    text: str = ""
    value: str = ""
    trigger: str = ""
    bot: str = ""
    active_thread: str = ""
    response_url: str = field(default="", repr=False)
    whispered: bool = False
    in_markup: bool = False
    view: Mapping[str, Any] = field(default_factory=dict)
    message: Mapping[str, Any] = field(default_factory=dict)

    @property
    def book(self) -> Casebook:
        return self.office.book

    def ask(self) -> Ask:
        return Ask(self.user, self.office.now(), self.request)

    def saying(self, text: str) -> "Door":
        """The same request with other words."""
        return replace(self, text=text.strip())


Handler = Callable[[Door], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors of one intention: words (slash command, in-thread word, after /baton), buttons, views, shortcuts,
    events. `for_everybody`: people outside the agents' group may use them too.
    """

    words: Mapping[str, Handler] = field(default_factory=dict)
    buttons: Mapping[str, Handler] = field(default_factory=dict)
    views: Mapping[str, Handler] = field(default_factory=dict)
    shortcuts: Mapping[str, Handler] = field(default_factory=dict)
    events: Mapping[str, Handler] = field(default_factory=dict)
    for_everybody: bool = False


async def case_of(door: Door) -> tuple[int, str]:
    """The number of the case meant, and the words left over as colleagues read them. Raises Refused."""
    number, typed = await case_and_typed(door)
    return number, await readable_words(door, typed)


async def case_and_typed(door: Door) -> tuple[int, str]:
    """The number of the case meant, and the words left over as they were typed.

    A button or a view carries it; words may begin with it (`1042`, `#1042`, a link to its thread); else the thread
    is its own. In a thread a bare number with words behind it is one of the words: "24 hours" names no case. Raises
    Refused when none is named.
    """
    if door.value or door.view.get("private_metadata"):
        return number_in(door.value.partition("/")[0] if door.value else carried(door, "case")), door.text
    first, rest = first_word(door.text)
    if (found := NUMBER.match(first)) and (not (door.thread and rest) or first.startswith("#")):
        return int(found[1]), rest
    if found := PERMALINK.match(first):
        channel, seconds, micros, thread = found.groups()
        return await _case_of_thread(door, channel, thread or f"{seconds}.{micros}"), rest
    if door.thread:
        return await _case_of_thread(door, door.channel, door.thread), door.text
    raise Refused("Which case? Give its number, as in `1042`, or a link to its thread.", "no_case")


def first_word(words: str) -> tuple[str, str]:
    """The first word, or whoever is mentioned first, and what is said behind it, on the same line or the next."""
    found = WORD.match(words)
    return (found[1], found[2].strip()) if found else ("", "")


async def readable_words(door: Door, typed: str) -> str:
    """Words as colleagues read them: who is mentioned by name."""
    return readable(await labelled_words(door, typed)) if door.in_markup else typed


async def public_words(door: Door, typed: str) -> str:
    """Words as customers may read them: who is mentioned by name, and never by an id or a handle."""
    return public(await labelled_words(door, typed)) if door.in_markup else typed


async def labelled_words(door: Door, markup: str) -> str:
    """Slack's markup with the names of those it refers to, as Slack has them now."""
    ids = references(markup)
    return labelled(markup, await door.office.names(ids)) if ids else markup


async def case_under(door: Door, channel: str, ts: str) -> int | None:
    """The case of the thread under the message `ts`, if it is one's. A card posted a moment ago, or by a process that
    died before it could write that down, is known by the key it carries."""
    number = await door.book.case_of_thread(channel, ts)
    return number if number is not None else await door.office.case_of_card(channel, ts)


def event_of(door: Door) -> int:
    """The event a button speaks of (`1042/7`), or the draft a view shows."""
    return number_in(door.value.partition("/")[2] if door.value else carried(door, "draft"))


def number_in(words: str) -> int:
    """The number a button or a window carries. Raises Refused for anything else: it may be of an older version."""
    found = NUMBER.fullmatch(words)
    if found is None:
        raise Refused(
            "This button or window carries no number Baton could find. Open it again from where you had it.",
            "no_number",
        )
    return int(found[1])


def team_named(door: Door, name: str, how: str) -> Team:
    """The team of the rules that is called so. Raises Refused with the names that may be meant, and `how` to say it."""
    try:
        return door.office.rules().team(name)
    except UnknownTeam as unknown:
        why = str(unknown)
        raise Refused(f"{why[:1].upper()}{why[1:].rstrip('.')} {how}", "no_team") from None


def voice_of(door: Door, network: str) -> Voice:
    """How we answer on a network. Raises Refused when it is not connected."""
    voice = door.office.voices.get(network)
    if voice is None:
        raise Refused(
            "The network of that post is not connected: it cannot be answered from here.", "no_network"
        )
    return voice


def typed(door: Door, block: str) -> str:
    """What a person typed or chose in the input `block` of the submitted view; empty when nothing."""
    entry: dict[str, Any] = next(iter(door.view["state"]["values"].get(block, {}).values()), {})
    chosen = (entry.get("selected_option") or {}).get("value")
    picked = entry.get("selected_user") or entry.get("selected_date_time")
    return storable(str(entry.get("value") or chosen or picked or ""))


def carried(door: Door, name: str) -> str:
    """What the view carries under `name`; empty when nothing."""
    return str(json.loads(door.view["private_metadata"]).get(name, ""))


def preview_of(door: Door) -> str:
    """Where the private message that was pressed can be deleted; empty for a message others see too."""
    return door.response_url if door.whispered else ""


async def take_away_preview(door: Door) -> None:
    """Delete the private message that led to the submitted window. Where Slack does not, it stays: pressed again, it
    says that its text was sent."""
    if preview := carried(door, "preview"):
        with suppress(NotSent):
            await door.office.take_away(preview)


async def _case_of_thread(door: Door, channel: str, ts: str) -> int:
    number = await case_under(door, channel, ts)
    if number is None:
        raise Refused("That thread belongs to no case. Give the case's number, as in `1042`.", "no_case")
    return number
