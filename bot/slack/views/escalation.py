"""SLA warnings: a reminder in the thread, and one message to a team for all its overdue cases."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.case import Case, ClockKind, Event, SlaTimer
from bot.case.clocks import BREACH, REMIND, WARN
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    author_line,
    composed,
    date,
    line,
    link,
    message,
    named,
    rich,
    text,
    untrusted,
    words_of,
)
from bot.slack.views.case_row import claim_button, is_unassigned, row_title
from bot.slack.views.clocks import NAMES
from bot.slack.views.text import SNIPPET_LIMIT

ROWS = 12
OVERDUE = "Overdue"
LEVEL_WORDS = {REMIND: "50% elapsed, due", WARN: "due soon, at", BREACH: "overdue since"}


@dataclass(frozen=True, slots=True)
class WarningPart:
    """One part of a warning: cases, each with its timer, and the elements that notify people."""

    cases: Sequence[tuple[Case, SlaTimer]]
    notify: Sequence[Element]


def draw_reminder(case: Case, event: Event) -> Message | None:
    """Draw how far a timer is, for the owner. None when the timer ended or is at another level by now."""
    clock = case.clock(ClockKind(event.data["clock"]))
    level = event.data["rung"]
    if clock is None or clock.notified != level or clock.due_at is None:
        return None
    return message(rich(line(level_words(clock.kind, level), date(clock.due_at))))


def level_words(clock: ClockKind, level: int) -> str:
    """Return how far a timer is, before its due time."""
    return f"{NAMES[clock]} SLA: {LEVEL_WORDS[level]} "


def draw_warning(late: WarningPart, soon: WarningPart, away: Collection[str] = ()) -> Message:
    """Return overdue cases for the lead, and those due soon for the team; long lists are cut to a count.

    Each case without an owner has a button to claim it.
    Owners who are `away` are not named, since a name here notifies.
    """
    shown = rich(*_part(OVERDUE, late, away), *_part("Due soon", soon, away))
    rows = (*late.cases[:ROWS], *soon.cases[:ROWS])
    unassigned = {case.number: case for case, _ in rows if is_unassigned(case)}
    return message(shown, *map(_claim_row, unassigned.values()))


def _claim_row(case: Case) -> Block:
    """Return a row with *Claim*: a block of its own, since an action id may appear once in an actions block."""
    return {"type": "section", "text": composed(row_title(case)), "accessory": claim_button(case)}


def _part(title: str, part: WarningPart, away: Collection[str]) -> Iterator[Element]:
    if not part.cases:
        return
    named = [element for each in part.notify for element in (text(" "), each)]
    yield line(text(f"{title} · {len(part.cases)}", bold=True), *named)
    due = "overdue since" if title == OVERDUE else "due"
    for case, clock in part.cases[:ROWS]:
        yield line(*_row(case, clock, away, due))
    if len(part.cases) > ROWS:
        yield line(f"and {len(part.cases) - ROWS} more: /queue lists them")


def _row(case: Case, clock: SlaTimer, away: Collection[str], word: str) -> list[Element | str]:
    """Return one case on a line: link, text, timer, owner."""
    number, words = f"#{case.number}", words_of(case.latest)
    due: list[Element | str] = []
    if clock.due_at:
        due = [" · ", f"{NAMES[clock.kind].lower()} {word} ", date(clock.due_at)]
    return [
        link(case.thread.url, number) if case.thread else number,
        " · ",
        author_line(case.latest)[0],
        ": ",
        untrusted(words if words.strip() else "(no text)", SNIPPET_LIMIT),
        *due,
        *_owner(case, away),
    ]


def _owner(case: Case, away: Collection[str]) -> list[Element | str]:
    if case.owner is None:
        return [" · no owner"]
    return [" · owner off shift"] if case.owner in away else [" · owner ", named(case.owner)]
