"""SLA warnings: a reminder in the thread, and one message to a team for all its overdue cases."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.case import Case, ClockKind, Event, SlaTimer
from bot.case.clocks import REMIND
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
    person,
    rich,
    text,
    untrusted,
    words_of,
)
from bot.slack.views.case_row import claim_button, is_unassigned, row_title
from bot.slack.views.clocks import NAMES
from bot.slack.views.text import SNIPPET_LIMIT

ROWS = 12


@dataclass(frozen=True, slots=True)
class WarningPart:
    """One part of a warning: cases, each with its timer, and the elements that notify people."""

    cases: Sequence[tuple[Case, SlaTimer]]
    notify: Sequence[Element]


def draw_reminder(case: Case, event: Event) -> Message | None:
    """Draw the reminder at 50 %, which notifies an owner on shift. None when the timer ended or is further on."""
    clock = case.clock(ClockKind(event.data["clock"]))
    if event.data["rung"] != REMIND or clock is None or clock.notified != REMIND or clock.due_at is None:
        return None
    owner: list[Element | str] = [person(case.owner), " "] if case.owner and not event.data["away"] else []
    half = f"{NAMES[clock.kind]} SLA: 50% elapsed, due "
    return message(rich(line(*owner, half, date(clock.due_at))))


def draw_warning(late: WarningPart, soon: WarningPart, away: Collection[str] = ()) -> Message:
    """Return overdue cases for the lead, and those due soon for the team; long lists are cut to a count.

    Each case without an owner has a button to claim it.
    Owners who are `away` are not named, since a name here notifies.
    """
    shown = rich(*_part("Overdue", late, away), *_part("Due soon", soon, away))
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
    for case, clock in part.cases[:ROWS]:
        yield line(*_row(case, clock, away))
    if len(part.cases) > ROWS:
        yield line(f"and {len(part.cases) - ROWS} more: /queue lists them")


def _row(case: Case, clock: SlaTimer, away: Collection[str]) -> list[Element | str]:
    """Return one case on a line: link, text, timer, owner."""
    number, words = f"#{case.number}", words_of(case.latest)
    due: list[Element | str] = []
    if clock.due_at:
        due = [" · ", NAMES[clock.kind].lower(), " due ", date(clock.due_at)]
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
