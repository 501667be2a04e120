"""What a handler is given: who asks, from where, about which case; and how its answer reaches that person."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from bot.case import Ask, Case, Refused
from bot.delivery import NotSent
from bot.mention import storable
from bot.roles import Level, Requester
from bot.routing import Team, UnknownTeam
from bot.services.access import BLIND, RequesterVisibility
from bot.services.casebook import Casebook
from bot.slack import Message
from bot.slack.views.emoji_codes import unknown_emoji, with_emoji
from bot.slack.views.markup import labelled, public, readable, references
from handlers.services import ReplyChannel, Services

WORD = re.compile(r"\s*(<[^<>]+>|\S+)(.*)", re.DOTALL)
NO_THREAD = "That thread is not a case. Add the case number, as in `1042`."
NUMBER = re.compile(r"#?(\d{1,12})$")
PERMALINK = re.compile(
    r"<?https?://[^\s/|>]+/archives/(\w+)/p(\d{10})(\d{6})(?:\?[^\s|>]*?thread_ts=(\d+\.\d+))?[^\s>]*>?$"
)


@dataclass(frozen=True, slots=True)
class Modal:
    """An answer that opens a view on top, or draws anew (`change`) the one the person is typing in."""

    view: dict[str, Any]
    change: bool = False


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """An answer to a submitted view: what is wrong, under the input it concerns (by block id)."""

    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Notice(Message):
    """A message the asker must not miss, such as a refusal: after a press it is shown in a window of its own."""


Answer = Message | Modal | FieldErrors | None


@dataclass(frozen=True, slots=True)
class Request:
    """One request by one person. `text` is what they typed after the word, `value` what a button carries.

    `key` names the request itself, so that a second delivery is not heard again. `thread` is the `ts` of the
    thread's first message, `bot` Baton's own id. `view` and `message` are what Slack sent of the view or
    message acted on. `active_thread` is the thread when somebody has written in it, empty when it is only a card:
    Slack shows words to one person there, and in no other thread. `response_url` takes words for the asker alone, and
    is as good as a key: it belongs in no log and no store. `whispered`: what was pressed only the asker sees.
    `in_markup`: the words came in an event, where Slack refers to people and channels by their ids. `workspace` is the
    one the request names as the person's, `sight` which cases they see: none until it was found out who they are.
    """

    services: Services
    user: str
    key: str
    workspace: str = ""
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
    sight: RequesterVisibility = BLIND

    @property
    def book(self) -> Casebook:
        """The casebook as this person may use it."""
        return self.services.book.seen_by(self.sight)

    @property
    def asker(self) -> Requester:
        return Requester(self.user, self.workspace)

    def ask(self) -> Ask:
        return Ask(self.user, self.services.now(), self.key, by_hand=True)

    def saying(self, text: str) -> "Request":
        """The same request with other words."""
        return replace(self, text=text.strip())


Handler = Callable[[Request], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Routes:
    """The doors of one intention: words (slash command, in-thread word, after /baton), buttons, views, shortcuts,
    events. `level` is what a person needs to use them; with NOTHING the handler itself asks who they are.
    """

    words: Mapping[str, Handler] = field(default_factory=dict)
    buttons: Mapping[str, Handler] = field(default_factory=dict)
    views: Mapping[str, Handler] = field(default_factory=dict)
    shortcuts: Mapping[str, Handler] = field(default_factory=dict)
    events: Mapping[str, Handler] = field(default_factory=dict)
    level: Level = Level.AGENT


async def case_of(request: Request) -> tuple[int, str]:
    """The number of the case meant, and the words left over as colleagues read them. Raises Refused."""
    number, typed = await case_and_typed(request)
    return number, await readable_words(request, typed)


async def case_and_typed(request: Request) -> tuple[int, str]:
    """The number of the case meant, and the words left over as they were typed.

    A button or a view carries it; words may begin with it (`1042`, `#1042`, a link to its thread); else the thread
    is its own. In a thread a bare number with words behind it is one of the words: "24 hours" names no case. Raises
    Refused when none is named.
    """
    if request.value or request.view.get("private_metadata"):
        return number_in(
            request.value.partition("/")[0] if request.value else carried(request, "case")
        ), request.text
    first, rest = first_word(request.text)
    if (found := NUMBER.match(first)) and (not (request.thread and rest) or first.startswith("#")):
        return int(found[1]), rest
    if found := PERMALINK.match(first):
        channel, seconds, micros, thread = found.groups()
        number = await _case_of_thread(request, channel, thread or f"{seconds}.{micros}")
        return await _seen_by_link(request, number), rest
    if request.thread:
        return await _case_of_thread(request, request.channel, request.thread), request.text
    raise Refused("Which case? Add its number, as in `1042`, or a link to its thread.", "no_case")


def first_word(words: str) -> tuple[str, str]:
    """The first word, or whoever is mentioned first, and what is said behind it, on the same line or the next."""
    found = WORD.match(words)
    return (found[1], found[2].strip()) if found else ("", "")


async def readable_words(request: Request, typed: str) -> str:
    """Words as colleagues read them: who is mentioned by name."""
    return readable(await labelled_words(request, typed)) if request.in_markup else typed


async def public_words(request: Request, typed: str) -> str:
    """Words as customers may read them: who is mentioned by name, and never by an id or a handle."""
    return public(await labelled_words(request, typed)) if request.in_markup else typed


async def labelled_words(request: Request, markup: str) -> str:
    """Slack's markup with the names of those it refers to, as Slack has them now."""
    ids = references(markup)
    return labelled(markup, await request.services.names(ids)) if ids else markup


async def case_under(request: Request, channel: str, ts: str) -> int | None:
    """The case of the thread under the message `ts`, if it is one's. A card posted a moment ago, or by a process that
    died before it could write that down, is known by the key it carries."""
    number = await request.book.case_of_thread(channel, ts)
    return number if number is not None else await request.services.case_of_card(channel, ts)


def event_of(request: Request) -> int:
    """The event a button speaks of (`1042/7`), or the draft a view shows."""
    return number_in(request.value.partition("/")[2] if request.value else carried(request, "draft"))


def number_in(words: str) -> int:
    """The number a button or a window carries. Raises Refused for anything else: it may be of an older version."""
    found = NUMBER.fullmatch(words)
    if found is None:
        raise Refused(
            "This button or window is outdated. Open it again.",
            "no_number",
        )
    return int(found[1])


def team_named(request: Request, name: str, how: str) -> Team:
    """The team of the rules that is called so. Raises Refused with the names that may be meant, and `how` to say it."""
    try:
        return request.services.rules().team(name)
    except UnknownTeam as unknown:
        why = str(unknown)
        raise Refused(f"{why[:1].upper()}{why[1:].rstrip('.')} {how}", "no_team") from None


def voice_of(request: Request, network: str) -> ReplyChannel:
    """How we answer on a network. Raises Refused when it is not connected."""
    reply_channel = request.services.voices.get(network)
    if reply_channel is None:
        raise Refused(
            "The network of that post is not connected, so you can't reply from here.", "no_network"
        )
    return reply_channel


def typed(request: Request, block: str) -> str:
    """What a person typed or chose in the input `block` of the submitted view; empty when nothing."""
    entry: dict[str, Any] = next(iter(request.view["state"]["values"].get(block, {}).values()), {})
    chosen = (entry.get("selected_option") or {}).get("value")
    picked = entry.get("selected_user") or entry.get("selected_date_time")
    return storable(str(entry.get("value") or chosen or picked or ""))


def in_public(text: str, reply_channel: ReplyChannel) -> str:
    """Return `text` as it goes out, with emoji for Slack's codes. Raises Refused for emoji only this workspace has."""
    if unknown := unknown_emoji(text):
        named = " and ".join(filter(None, (", ".join(unknown[:-1]), unknown[-1])))
        them, standard = ("them", "standard emoji") if len(unknown) > 1 else ("it", "a standard emoji")
        raise Refused(
            f"Only this Slack workspace has {named}, so {reply_channel.title} can't show {them}."
            f" Remove {them}, or use {standard}.",
            "custom_emoji",
        )
    return with_emoji(text)


def carried(request: Request, name: str) -> str:
    """What the view carries under `name`; empty when nothing."""
    return str(json.loads(request.view["private_metadata"]).get(name, ""))


def preview_of(request: Request) -> str:
    """Where the private message that was pressed can be deleted; empty for a message others see too."""
    return request.response_url if request.whispered else ""


async def take_away_preview(request: Request) -> None:
    """Delete the private message that led to the submitted window. Where Slack does not, it stays: pressed again, it
    says that its text was sent."""
    if preview := carried(request, "preview"):
        with suppress(NotSent):
            await request.services.take_away(preview)


async def tell_known(request: Request, what: str, case: Case) -> Message:
    """Return what to say of a post that is a case already: which one, to those who see it."""
    if not await request.sight.shows(case):
        return Message(f"{what} is already a case. Its team is handling it.")
    return Message(f"{what} is already case #{case.number}, with team {case.route.team}.")


async def refuse_visitor(request: Request, user: str) -> None:
    """Raises Refused for somebody who may only look: they cannot take part in a case."""
    standing = await request.services.access.standing(Requester(user))
    if standing.level < Level.MEMBER:
        raise Refused(
            f"<@{user}> can only look: guests, people from other workspaces, apps and deactivated accounts take no part"
            " in cases. Choose a member, or ask an administrator to add them to EXTERNAL_AGENTS.",
            "visitor",
        )


async def _case_of_thread(request: Request, channel: str, ts: str) -> int:
    number = await case_under(request, channel, ts)
    if number is None:
        raise Refused(NO_THREAD, "no_case")
    return number


async def _seen_by_link(request: Request, number: int) -> int:
    """The number again. Raises Refused for a case the person does not see, as for a thread without a case: a link does
    not tell its number, and the refusal must not."""
    try:
        await request.book.case(number)
    except Refused as refusal:
        raise Refused(NO_THREAD, "no_case") if refusal.code == "no_case" else refusal from None
    return number
