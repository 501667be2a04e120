"""The request that a handler gets, and the answers it can return."""

import json
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
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
from bot.slack.views.case_row import Reader
from bot.slack.views.emoji_codes import unknown_emoji, with_emoji
from bot.slack.views.markup import labelled, public, readable, references
from handlers.services import HandlerServices, ReplyChannel

WORD = re.compile(r"\s*(<[^<>]+>|\S+)(.*)", re.DOTALL)
NO_THREAD = "That thread is not a case. Add the case number, as in `1042`."
NUMBER = re.compile(r"#?(\d{1,12})$")
PERMALINK = re.compile(
    r"<?https?://[^\s/|>]+/archives/(\w+)/p(\d{10})(\d{6})(?:\?[^\s|>]*?thread_ts=(\d+\.\d+))?[^\s>]*>?$"
)


@dataclass(frozen=True, slots=True)
class Modal:
    """An answer that opens a view on top, or redraws (`change`) the view in which the person types."""

    view: dict[str, Any]
    change: bool = False


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """An answer to a submitted view: error texts by the block id of their input."""

    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Notice(Message):
    """A message the person must not miss, such as a refusal; after a press it opens in a window."""


Answer = Message | Modal | FieldErrors | None


@dataclass(frozen=True, slots=True)
class Request:
    """One request by one person."""

    services: HandlerServices
    #: The Slack id of the person.
    user: str
    #: The key of the request, the same for each delivery, so that it is handled once.
    key: str
    #: The workspace that the request names as the person's.
    workspace: str = ""
    #: The channel id; "" in a window and on the Home tab.
    channel: str = ""
    #: The `ts` of the thread's first message.
    thread: str = ""
    #: What was typed after the command word.
    text: str = ""
    #: What the button carries, such as `1042` or `1042/7`.
    value: str = ""
    #: Opens a window, for three seconds; "" where none can be opened.
    trigger: str = ""
    #: Baton's own user id.
    bot: str = ""
    #: The thread when someone has replied in it. Slack shows private messages only in such a thread.
    active_thread: str = ""
    #: Takes messages for this person. It is a key: it belongs in no log and no store.
    response_url: str = field(default="", repr=False)
    #: The pressed message is visible to this person only.
    ephemeral: bool = False
    #: The text came in an event, where Slack writes people and channels as ids.
    in_markup: bool = False
    #: The view that was acted on, as Slack sent it.
    view: Mapping[str, Any] = field(default_factory=dict)
    #: The message that was acted on, as Slack sent it.
    message: Mapping[str, Any] = field(default_factory=dict)
    #: The cases this person may see: none until their rights are known.
    sight: RequesterVisibility = BLIND

    @property
    def book(self) -> Casebook:
        """Return the casebook with only the cases this person may see."""
        return self.services.book.seen_by(self.sight)

    @property
    def asker(self) -> Requester:
        return Requester(self.user, self.workspace)

    def ask(self) -> Ask:
        return Ask(self.user, self.services.now(), self.key, by_hand=True)

    def with_text(self, text: str) -> "Request":
        """Return the same request with other words."""
        return replace(self, text=text.strip())


Handler = Callable[[Request], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Routes:
    """The entry points of one intention.

    `level` is the right a person needs; NOTHING leaves the check to the handler.
    """

    #: By command word: after the slash, after /baton, or in a thread.
    words: Mapping[str, Handler] = field(default_factory=dict)
    #: By action id.
    buttons: Mapping[str, Handler] = field(default_factory=dict)
    #: By callback id of the window.
    views: Mapping[str, Handler] = field(default_factory=dict)
    #: By callback id of the shortcut.
    shortcuts: Mapping[str, Handler] = field(default_factory=dict)
    #: By type of the event.
    events: Mapping[str, Handler] = field(default_factory=dict)
    level: Level = Level.AGENT


async def case_of(request: Request) -> tuple[int, str]:
    """Return the case number and the remaining words as colleagues read them.

    Raise Refused when no case is named.
    """
    number, typed = await case_and_typed(request)
    return number, await readable_words(request, typed)


async def case_and_typed(request: Request) -> tuple[int, str]:
    """Return the case number and the remaining words as they were typed.

    A button or a view carries the number. Words may begin with it (`1042`, `#1042`, a link to its thread); else the
    thread names the case. In a thread, a bare number before other words is no case: "24 hours". Raise Refused when
    no case is named.
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
    """Return the first word or mention, and the rest of the text."""
    found = WORD.match(words)
    return (found[1], found[2].strip()) if found else ("", "")


async def readable_words(request: Request, typed: str) -> str:
    """Return words as colleagues read them, with people named."""
    return readable(await labelled_words(request, typed)) if request.in_markup else typed


async def public_words(request: Request, typed: str) -> str:
    """Return words as customers may read them, with people named and no id or handle."""
    return public(await labelled_words(request, typed)) if request.in_markup else typed


async def labelled_words(request: Request, markup: str) -> str:
    """Return Slack's markup with the present names of the people, channels and groups it mentions."""
    ids = references(markup)
    return labelled(markup, await request.services.names(ids)) if ids else markup


async def case_under(request: Request, channel: str, ts: str) -> int | None:
    """Return the case of the thread under the message `ts`; None without one.

    A card that the store does not know yet, as after a crash, is found by the key in its metadata.
    """
    number = await request.book.case_of_thread(channel, ts)
    return number if number is not None else await request.services.case_of_card(channel, ts)


def event_of(request: Request) -> int:
    """Return the event number of a button (`1042/7`), or the draft number of a view."""
    return number_in(request.value.partition("/")[2] if request.value else carried(request, "draft"))


def number_in(words: str) -> int:
    """Return the number that a button or a window carries.

    Raise Refused for anything else, as an older version may send.
    """
    found = NUMBER.fullmatch(words)
    if found is None:
        raise Refused(
            "This button or window is outdated. Open it again.",
            "no_number",
        )
    return int(found[1])


def team_named(request: Request, name: str, how: str) -> Team:
    """Return the team of that name. Raise Refused with similar names, or with all, and `how` to name one."""
    if not name:
        teams = ", ".join(request.services.rules().teams)
        raise Refused(f"Which team? {how} The teams are: {teams}.", "no_team")
    try:
        return request.services.rules().team(name)
    except UnknownTeam as unknown:
        why = str(unknown)
        raise Refused(f"{why[:1].upper()}{why[1:].rstrip('.')} {how}", "no_team") from None


def reply_channel_of(request: Request, network: str) -> ReplyChannel:
    """Return the reply channel of a network. Raise Refused when the network is not connected."""
    reply_channel = request.services.reply_channels.get(network)
    if reply_channel is None:
        raise Refused(
            "The network of that post is not connected, so you can't reply from here.", "no_network"
        )
    return reply_channel


def typed(request: Request, block: str) -> str:
    """Return the text or choice in the input `block` of the submitted view; "" when there is none."""
    entry: dict[str, Any] = next(iter(request.view["state"]["values"].get(block, {}).values()), {})
    several = entry.get("selected_options") or [None]
    chosen = (entry.get("selected_option") or several[0] or {}).get("value")
    picked = entry.get("selected_user") or entry.get("selected_date_time")
    return storable(str(entry.get("value") or chosen or picked or ""))


def in_public(text: str, reply_channel: ReplyChannel) -> str:
    """Return `text` as it is sent, with emoji for Slack's codes.

    Raise Refused for emoji of this workspace alone.
    """
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
    """Return the value that the view carries under `name`; "" when there is none."""
    return str(json.loads(request.view["private_metadata"]).get(name, ""))


def seen_move(request: Request) -> int | None:
    """Return the case's latest move when the window was opened; None for a window of an earlier version."""
    seen = carried(request, "moved")
    return int(seen) if seen.isdecimal() else None


async def reader_of(request: Request, people: Collection[str], titles: Mapping[str, str]) -> Reader:
    """Return the person as the reader of a list of cases: their time zone, the names of `people`, the teams' titles."""
    services = request.services
    names = await services.names(people) if people else {}
    return Reader(request.user, services.now(), await services.zone_of(request.user), names, titles)


async def opened_to(request: Request, case: Case, teams: Iterable[str]) -> list[str]:
    """Return the channels of these teams that are open to the whole workspace; none for a case that is open, too.

    None either while Slack cannot say.
    """
    access, known = request.services.access, request.services.rules().teams
    if await access.is_open(case):
        return []
    public = await access.directory.public_channels()
    channels = [known[name].channel for name in teams if name in known]
    found = [channel for channel in dict.fromkeys(channels) if channel in public]
    names = await request.services.names([channel for channel in found if not channel.startswith("#")])
    return [names.get(channel, channel) for channel in found]


def preview_of(request: Request) -> str:
    """Return the address that can delete the pressed private message; "" for a message that others see too."""
    return request.response_url if request.ephemeral else ""


async def delete_preview(request: Request) -> None:
    """Delete the private message that led to the submitted window.

    It stays when Slack fails to delete it; pressing it again says that its text was sent.
    """
    if preview := carried(request, "preview"):
        with suppress(NotSent):
            await request.services.take_away(preview)


async def already_a_case(request: Request, what: str, case: Case) -> Message:
    """Return the message that a post is already a case; its number only to people who may see the case."""
    if not await request.sight.shows(case):
        return Message(f"{what} already has a case. Its team is handling it.")
    return Message(f"{what} is already case #{case.number}, with team {case.route.team}.")


async def refuse_visitor(request: Request, user: str) -> None:
    """Raise Refused for a person who may only read, since they cannot take part in a case."""
    standing = await request.services.access.rights(Requester(user))
    if standing.level < Level.MEMBER:
        raise Refused(
            f"<@{user}> can only look: guests, people from other workspaces, apps and deactivated accounts take no part"
            " in cases. Choose a member, or ask an administrator to add them to EXTERNAL_AGENTS.",
            "visitor",
        )


async def _case_of_thread(request: Request, channel: str, ts: str) -> int:
    """Return the case of a thread. Raise Refused when the thread is not a case."""
    number = await case_under(request, channel, ts)
    if number is None:
        raise Refused(NO_THREAD, "no_case")
    return number


async def _seen_by_link(request: Request, number: int) -> int:
    """Return the number.

    Raise Refused for a case this person cannot see, with the text for a thread without a case.

    A link does not contain the number, so the refusal must not reveal it.
    """
    try:
        await request.book.case(number)
    except Refused as refusal:
        raise Refused(NO_THREAD, "no_case") if refusal.code == "no_case" else refusal from None
    return number
