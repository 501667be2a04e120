"""SLA warnings: a reminder in the thread, and one message to a team for all its overdue cases."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.case import Case, ClockKind, Event, SlaTimer
from bot.case.clocks import BREACH, REMIND, WARN
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    author_line,
    date,
    line,
    link,
    message,
    named,
    open_link,
    readable,
    rich,
    section,
    text,
    untrusted,
    words_of,
)
from bot.slack.views.case_row import claim_button, is_unassigned, row_title, snippet_of
from bot.slack.views.clocks import NAMES
from bot.slack.views.post_parts import push_of
from bot.slack.views.text import SNIPPET_LIMIT, duration, isolated, utc

# A case may take two blocks, and a message has 50: two lists, each with a title and a last line.
ROWS = 10
OVERDUE = "Overdue"
# A phone shows about so many characters of a push: the words of the first customer end before.
PUSH_SHOWN = 149
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
    shown = rich(line(level_words(clock.kind, level), date(clock.due_at)))
    return message(shown, says=f"#{case.number} · {push_words(clock, event.at)}\n{readable([shown])}")


def level_words(clock: ClockKind, level: int) -> str:
    """Return how far a timer is, before its due time."""
    return f"{NAMES[clock]} SLA: {LEVEL_WORDS[level]} "


def push_words(clock: SlaTimer, now: datetime) -> str:
    """Return the same as a sentence, with the time that is left, for the push of a message sent at `now`."""
    name, due = NAMES[clock.kind], clock.due_at
    if due is None or due <= now or clock.notified == BREACH:
        return f"{name} overdue" + (f" since {utc(due)}." if due else ".")
    half = ": half of the time is used." if clock.notified == REMIND else "."
    return f"{name} due in {duration(due - now)}{half}"


def draw_warning(late: WarningPart, soon: WarningPart, away: Collection[str] = ()) -> Message:
    """Return overdue cases for the lead, and those due soon for the team; long lists are cut to a count.

    Each case is listed once; without an owner, it has a button to claim it.
    Owners who are `away` are not named, since a name here notifies.
    """
    blocks = (*_part(OVERDUE, late, away), *_part("Due soon", soon, away))
    return message(*blocks, says=f"{_first_line(late, soon)}\n{readable(blocks)}")


def _first_line(late: WarningPart, soon: WarningPart) -> str:
    """Return the push: how many cases, and the first of them. It is escaped."""
    counts = [f"{len(late.cases)} overdue"] if late.cases else []
    counts += [f"{len(soon.cases)} due soon"] if soon.cases else []
    case, clock = (*late.cases, *soon.cases)[0]
    name, many = NAMES[clock.kind].lower(), len(late.cases) + len(soon.cases) > 1
    due = f" · {name} {'overdue since' if late.cases else 'due'} {utc(clock.due_at)}" if clock.due_at else ""
    opening = f"{', '.join(counts)}{', first' if many else ''}: "
    return push_of(case.latest, opening=opening, room=PUSH_SHOWN) + due


def _part(title: str, part: WarningPart, away: Collection[str]) -> Iterator[Block]:
    if not part.cases:
        return
    named = [element for each in part.notify for element in (text(" "), each)]
    yield rich(line(text(f"{title} · {len(part.cases)}", bold=True), *named))
    due = "overdue since" if title == OVERDUE else "due"
    for case, clock in part.cases[:ROWS]:
        owned = [rich(line(*_row(case, clock, away, due)))]
        yield from _claimable(case, clock, due) if is_unassigned(case) else owned
    if len(part.cases) > ROWS:
        yield rich(line(f"and {len(part.cases) - ROWS} more: /queue lists them"))


def _claimable(case: Case, clock: SlaTimer, word: str) -> Iterator[Block]:
    """Yield a case nobody owns: a section, since only that has a button beside its text, and its timer."""
    yield section(f"{row_title(case)}: {isolated(snippet_of(case), SNIPPET_LIMIT)}", claim_button(case))
    due: list[Element | str] = []
    if clock.due_at:
        due = [f" · {NAMES[clock.kind].lower()} {word} ", date(clock.due_at)]
    yield rich(line("No owner", *due, *(open_link(case.thread.url, "Open thread") if case.thread else [])))


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
