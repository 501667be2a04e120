"""What a handler is given: who asks, from where, about which case; and how its answer reaches that person."""

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.access import BLIND, Access, Sight
from bot.case import Ask, Case, Refused
from bot.casebook import Casebook
from bot.desk import Message
from bot.desk.candidates import LookAlikes
from bot.desk.correcting import Allowed
from bot.desk.emoji_codes import unknown_emoji, with_emoji
from bot.desk.modals import Invitation
from bot.intake import Intake
from bot.knowing import People
from bot.mention import storable
from bot.roles import Level, Requester
from bot.roster import Roster
from bot.routing import Rules
from bot.rulebook import Rulebook
from bot.teaching import Teaching

NO_THREAD = "That thread belongs to no case. Give the case's number, as in `1042`."
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


@dataclass(frozen=True, slots=True)
class Office:
    """The parts of the bot handlers may use. `zone_of` is the time zone a person lives in; `look_alikes` tells which
    names are nobody's, and who may be meant."""

    book: Casebook
    intake: Intake
    rules: Callable[[], Rules]
    rulebook: Rulebook
    voices: Mapping[str, Voice]
    client: AsyncWebClient
    access: Access
    look_alikes: Callable[[Iterable[str]], Awaitable[LookAlikes]]
    team_of: Callable[[str], Awaitable[str | None]]
    teams_of_person: Callable[[str], Awaitable[tuple[str, ...]]]
    zone_of: Callable[[str], Awaitable[ZoneInfo]]
    roster: Roster
    case_of_card: Callable[[str, str], Awaitable[int | None]]
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


Answer = Message | Modal | Faults | None


@dataclass(frozen=True, slots=True)
class Door:
    """One request by one person. `text` is what they typed after the word, `value` what a button carries.

    `request` names the request itself, so that a second delivery is not heard again. `thread` is the `ts` of the
    thread's first message, `bot` Baton's own id. `view` and `message` are what Slack sent of the view or
    message acted on. `workspace` is the one the request names as the person's, `sight` which cases they see: none until
    it was found out who they are.
    """

    office: Office
    user: str
    request: str
    workspace: str = ""
    channel: str = ""
    thread: str = ""
    text: str = ""
    value: str = ""
    trigger: str = ""
    bot: str = ""
    view: Mapping[str, Any] = field(default_factory=dict)
    message: Mapping[str, Any] = field(default_factory=dict)
    sight: Sight = BLIND

    @property
    def book(self) -> Casebook:
        """The casebook as this person may use it."""
        return self.office.book.seen_by(self.sight)

    @property
    def asker(self) -> Requester:
        return Requester(self.user, self.workspace)

    def ask(self) -> Ask:
        return Ask(self.user, self.office.now(), self.request, by_hand=True)

    def saying(self, text: str) -> "Door":
        """The same request with other words."""
        return replace(self, text=text.strip())


Handler = Callable[[Door], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors of one intention: words (slash command, in-thread word, after /baton), buttons, views, shortcuts,
    events. `level` is what a person needs to use them; with NOTHING the handler itself asks who they are.
    """

    words: Mapping[str, Handler] = field(default_factory=dict)
    buttons: Mapping[str, Handler] = field(default_factory=dict)
    views: Mapping[str, Handler] = field(default_factory=dict)
    shortcuts: Mapping[str, Handler] = field(default_factory=dict)
    events: Mapping[str, Handler] = field(default_factory=dict)
    level: Level = Level.AGENT


async def case_of(door: Door) -> tuple[int, str]:
    """The number of the case meant, and the words left over.

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
        number = await _case_of_thread(door, channel, thread or f"{seconds}.{micros}")
        return await _seen_by_link(door, number), rest
    if door.thread:
        return await _case_of_thread(door, door.channel, door.thread), door.text
    raise Refused("Which case? Give its number, as in `1042`, or a link to its thread.", "no_case")


def first_word(words: str) -> tuple[str, str]:
    """The first word, and what is said behind it, on the same line or the next."""
    first, *rest = words.split(maxsplit=1) or [""]
    return first, "".join(rest).strip()


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


def in_public(text: str, voice: Voice) -> str:
    """Return `text` as it goes out, with emoji for Slack's codes. Raises Refused for emoji only this workspace has."""
    if unknown := unknown_emoji(text):
        named = " and ".join(filter(None, (", ".join(unknown[:-1]), unknown[-1])))
        them, standard = ("them", "standard emoji") if len(unknown) > 1 else ("it", "a standard emoji")
        raise Refused(
            f"Only this Slack workspace has {named}, so {voice.title} can't show {them}."
            f" Take {them} out, or use {standard}.",
            "custom_emoji",
        )
    return with_emoji(text)


def carried(door: Door, name: str) -> str:
    """What the view carries under `name`; empty when nothing."""
    return str(json.loads(door.view["private_metadata"]).get(name, ""))


async def tell_known(door: Door, what: str, case: Case) -> Message:
    """Return what to say of a post that is a case already: which one, to those who see it."""
    if not await door.sight.shows(case):
        return Message(f"{what} is a case already. Its team takes care of it.")
    return Message(f"{what} is already case #{case.number}, with team {case.route.team}.")


async def refuse_visitor(door: Door, user: str) -> None:
    """Raises Refused for somebody who may only look: they cannot take part in a case."""
    standing = await door.office.access.standing(Requester(user))
    if standing.level < Level.MEMBER:
        raise Refused(
            f"<@{user}> can only look: guests, people from other workspaces, apps and deactivated accounts take no part"
            " in cases. Choose a member, or ask an administrator to add them to EXTERNAL_AGENTS.",
            "visitor",
        )


async def _case_of_thread(door: Door, channel: str, ts: str) -> int:
    number = await case_under(door, channel, ts)
    if number is None:
        raise Refused(NO_THREAD, "no_case")
    return number


async def _seen_by_link(door: Door, number: int) -> int:
    """The number again. Raises Refused for a case the person does not see, as for a thread without a case: a link does
    not tell its number, and the refusal must not."""
    try:
        await door.book.case(number)
    except Refused as refusal:
        raise Refused(NO_THREAD, "no_case") if refusal.code == "no_case" else refusal from None
    return number
