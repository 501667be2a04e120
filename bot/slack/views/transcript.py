"""The history of a case, copied into its new thread after a hand-over."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.case.channels import Place, latest_of_notes, places_of_notes
from bot.case.model import Case, Event, Resolution
from bot.case.reply_model import Delivery, Reply
from bot.case.verbs.edit import posts_in
from bot.slack import Message
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    author_line,
    date,
    line,
    link,
    message,
    named,
    quote,
    rich,
    text,
    undated,
    untrusted,
    words_of,
)
from bot.slack.views.markup import decoded, labelled, references
from bot.slack.views.text import squeeze, units

PAGE_UNITS = 3_000
PAGE_PARTS = 40
PAGES = 8
WORDS_LIMIT = 1_000
NOTED = ("noted", "note_edited")
# What people did, and the words they gave with it.
Happening = tuple[list[Element], str]
NO_NAMES: Mapping[str, str] = {}
NOTHING_LEFT = message(rich(line("This content was deleted.")))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: who did what, when, and the words."""

    who: tuple[Element, ...]
    at: datetime
    words: str

    @property
    def size(self) -> int:
        return units(self.words) + 100


def referred_to(event_log: Iterable[Event]) -> frozenset[str]:
    """Return the ids of people, channels and groups in the notes that carry no names."""
    return references("\n".join(event.data["text"] for event in event_log if event.kind in NOTED))


def draw_history(
    case: Case, event_log: Sequence[Event], *, until: int, names: Mapping[str, str] = NO_NAMES
) -> tuple[Message, ...]:
    """Return the history in `event_log` before event `until`, when the new thread began.

    It has posts, notes, replies, hand-overs, and each resolution and reopening, oldest first. Posts and notes are
    as they read now. `names` are those that notes refer to.

    A history longer than PAGES messages keeps its beginning and its end, and links to the thread for the middle.
    """
    pages = list(_pages(_entries(case, event_log, until, names)))
    left_out = max(0, len(pages) - PAGES)
    if left_out:
        pages[PAGES // 2 : PAGES // 2 + left_out] = [[]]
    return tuple(_page(case, page, first=number == 0) for number, page in enumerate(pages))


def _entries(case: Case, event_log: Sequence[Event], until: int, names: Mapping[str, str]) -> Iterator[Entry]:
    places, posts = places_of_notes(event_log), posts_in(event_log)
    notes = _current_notes(event_log, places)
    for event in (e for e in event_log if e.number < until):
        match event.kind:
            case "opened" | "joined" | "reopened" if "mention" in event.data:
                post = posts[_key(event.data["mention"])]
                yield _entry([*author_line(post), *undated(post)], post.posted_at, words_of(post))
            case "noted" if words := notes[places[event.number]]:
                who = [text("Note by "), named(event.by), *_role(event)]
                yield _entry(who, event.at, decoded(labelled(words, names)))
            case "sending":
                reply = case.reply(event.number)
                words = reply.text if reply else event.data["text"]
                yield _entry([*_reply(case, reply), text(" by "), named(event.by)], event.at, words)
            case kind if kind in DEEDS and (kind not in IF_EXPLAINED or "because" in event.data):
                what, words = DEEDS[kind](event)
                yield _entry([*what, text(" by "), named(event.by)], event.at, words)


def _handed_over(event: Event) -> Happening:
    teams = [untrusted(event.data["team_from"]), text(" to "), untrusted(event.data["team_to"])]
    what = "Sent back from " if event.data.get("refused") else "Handed over from "
    return [text(what), *teams], event.data["reason"]


def _guidance_asked(event: Event) -> Happening:
    return [text("Guidance requested")], event.data["question"]


def _resolved(event: Event) -> Happening:
    how = RESOLVED_AS[Resolution(event.data["resolution"])]
    return [text(f"Resolved ({how})")], event.data.get("because", "")


def _undone(event: Event) -> Happening:
    what = {"handed_over": "Handover", "resolved": "Resolution"}.get(event.data["what"], "Change")
    return [text(f"{what} undone")], ""


def _simply(what: str) -> Callable[[Event], Happening]:
    return lambda event: ([text(what)], event.data.get("because", ""))


def _prioritized(event: Event) -> Happening:
    return [text(f"Priority changed from {event.data['from']} to {event.data['to']}")], event.data["because"]


DEEDS: dict[str, Callable[[Event], Happening]] = {
    "handed_over": _handed_over,
    "guidance_asked": _guidance_asked,
    "answered_elsewhere": _simply("Marked as answered outside Baton"),
    "resolved": _resolved,
    "resolution_undone": _simply("Resolution undone"),
    "undone": _undone,
    "reopened": _simply("Reopened"),
    "released": _simply("Unassigned"),
    "unassigned": _simply("Given back"),
    "prioritized": _prioritized,
}
# Baton does these too, without a reason. Only those by people, with one, are history.
IF_EXPLAINED = ("unassigned",)


def _reply(case: Case, reply: Reply | None) -> list[Element]:
    """Return the state of a reply; one under way links to the earlier thread, since the history is not redrawn."""
    if reply and reply.state is not Delivery.SENDING:
        return [text(f"Reply ({reply.state.value})")]
    where = [
        each
        for left in case.earlier_threads[-1:]
        for each in (text(", "), link(left.url, "see the earlier thread"))
    ]
    return [text("Reply (in progress"), *where, text(")")]


def _role(event: Event) -> list[Element]:
    """Return the role of a note's author who is no member of the workspace."""
    role = event.data.get("role")
    return [text(f" ({role})")] if role else []


def _entry(who: Iterable[Element], at: datetime, words: str) -> Entry:
    return Entry(tuple(who), at, squeeze(words, WORDS_LIMIT))


def _key(mention: dict[str, Any]) -> str:
    return f"{mention['network']}/{mention['native_id']}"


def _current_notes(event_log: Sequence[Event], places: Mapping[int, Place]) -> dict[Place, str]:
    """Return the notes by their place in Slack, with edits and deletions applied.

    An edit may arrive before its note.
    """
    said = latest_of_notes(event_log, places)
    return {place: event.data.get("text", "") for place, event in said.items()}


def _pages(chapters: Iterable[Entry]) -> Iterator[list[Entry]]:
    page: list[Entry] = []
    for chapter in chapters:
        if page and (len(page) == PAGE_PARTS or sum(c.size for c in page) + chapter.size > PAGE_UNITS):
            yield page
            page = []
        page.append(chapter)
    if page:
        yield page


def _page(case: Case, chapters: Sequence[Entry], *, first: bool) -> Message:
    parts = [line(text("History", bold=True))] if first else []
    if not chapters:
        parts.append(_gap(case))
    for chapter in chapters:
        parts.append(line(*chapter.who, " · ", date(chapter.at)))
        parts.extend([quote(chapter.words)] if chapter.words else [])
    return message(rich(*parts))


def _gap(case: Case) -> Element:
    where = [link(left.url, "Read it in the earlier thread") for left in case.earlier_threads[-1:]]
    return line("The middle of the history is left out. ", *where)
