"""One case in a list: a section with the urgency, the customer, the timer and the text, and one button."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.case.model import Case, Status
from bot.routing import Priority
from bot.slack import Block
from bot.slack.views.blocks import RESOLVED_AS, Element, button, composed, link_button, title_of, words_of
from bot.slack.views.people import NAMELESS
from bot.slack.views.post_parts import display_name, member_in
from bot.slack.views.text import NAME_LIMIT, isolated, one_line

# A mark and a word, since a colour alone tells nothing to a person who cannot see it.
MARKS = {Priority.URGENT: "🔴 Urgent · ", Priority.HIGH: "🟠 High · ", Priority.LOW: "⚪ Low · "}
NO_NAMES: Mapping[str, str] = {}
WEEK = timedelta(days=6)
# A row shows as much of a text as fits on one line of a desktop.
ROW_SNIPPET, SNIPPET_READ = 90, 400
REASON_SHOWN = 200
UTC_ZONE = ZoneInfo("UTC")
# Returns the button of a listed case; None for a row without one.
ButtonOf = Callable[[Case], Element | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """The person who reads a list, with what its rows say to them."""

    user: str
    now: datetime
    #: Their time zone: a section shows plain text, in which Slack converts no time.
    zone: ZoneInfo = UTC_ZONE
    #: Names of owners, and of members of staff whose messages became cases, by id.
    names: Mapping[str, str] = field(default_factory=dict)
    #: Titles of teams by name; empty for a list of a single team.
    titles: Mapping[str, str] = field(default_factory=dict)


def case_row(
    case: Case, reader: Reader, element: Element | None, *, names_owner: bool = True, note: str = ""
) -> Block:
    """Return one case as a section with one button. All of it is plain text, in which Slack parses nothing.

    `note` is a last line, already isolated.
    """
    facts = " · ".join(_facts(case, reader, names_owner))
    lines = [
        f"{row_title(case, reader.names)} · {facts}",
        isolated(snippet_of(case), ROW_SNIPPET),
        *([note] if note else []),
    ]
    block: Block = {"type": "section", "text": composed("\n".join(lines))}
    return block | ({"accessory": element} if element else {})


def row_title(case: Case, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return the urgency, the number, the network and the author of a case."""
    mark, post = MARKS.get(case.route.priority, ""), case.latest
    return (
        f"{mark}#{case.number} · {title_of(case.first.network)} · {isolated(author_of(case, names), NAME_LIMIT)}"
        + (" · private" if post.answered_alone else "")
    )


def snippet_of(case: Case) -> str:
    """Return the customer's latest text on one line, without the names it is addressed to."""
    words = one_line(words_of(case.latest), SNIPPET_READ)
    return re.sub(r"^(@\S+\s+)+", "", words) or "(no text)"


def author_of(case: Case, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return the name of the customer, or their handle without one; of a member of staff the name in `names`."""
    member = member_in(case.latest)
    return names.get(member, "") or display_name(case.latest)


def people_to_name(cases: Iterable[Case]) -> set[str]:
    """Return the ids of the people whose names the rows of these cases need."""
    return {person for case in cases for person in (case.owner, member_in(case.latest)) if person}


def open_button(case: Case) -> Element | None:
    """Return the button that leads to the case's thread; None before its card is posted."""
    if case.thread is None:
        return None
    return next(
        iter(link_button("open_case", "Open", case.thread.url, says=f"Open case {case.number}")), None
    )


def sent_back_words(case: Case, reader: Reader) -> str:
    """Return who sent a case back, and why."""
    if case.brought is None:
        return ""
    name = isolated(reader.names.get(case.brought.by, NAMELESS), NAME_LIMIT)
    return f"↩ Sent back by {name}: {isolated(case.brought.reason, REASON_SHOWN)}"


def claim_or_open(case: Case) -> Element | None:
    """Return *Claim* for a case in the queue, *Unsnooze* for a snoozed one, else *Open*."""
    if case.snooze:
        return unsnooze_button(case)
    return claim_button(case) if is_unassigned(case) else open_button(case)


def claim_button(case: Case, word: str = "claim", value: str = "") -> Element:
    return button(word, "Claim", value or str(case.number), says=f"Claim case {case.number}")


def unsnooze_button(case: Case, word: str = "wake", value: str = "") -> Element:
    return button(word, "Unsnooze", value or str(case.number), says=f"Unsnooze case {case.number}")


def is_unassigned(case: Case) -> bool:
    """Return true when the case is in the queue, so that an agent can claim it."""
    return case.status is Status.WAITING and case.owner is None and case.snooze is None


def moment(when: datetime, reader: Reader) -> str:
    """Return a time in the reader's zone: `14:05` today, `Tue 14:05` within a week, else `24 Nov 14:05`."""
    local, today = when.astimezone(reader.zone), reader.now.astimezone(reader.zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    near = abs(local.date() - today) <= WEEK
    return f"{local:%a %H:%M}" if near else f"{local.day} {local:%b %H:%M}"


def _facts(case: Case, reader: Reader, names_owner: bool) -> Iterator[str]:
    yield from _state(case, reader)
    if names_owner and case.owner != reader.user and case.status is not Status.RESOLVED:
        yield isolated(reader.names.get(case.owner, NAMELESS), NAME_LIMIT) if case.owner else "unassigned"
    if title := reader.titles.get(case.route.team):
        yield isolated(title, NAME_LIMIT)


def _state(case: Case, reader: Reader) -> Iterator[str]:
    if case.status is Status.RESOLVED:
        yield f"resolved: {RESOLVED_AS[case.resolution] if case.resolution else 'closed'}"
        return
    if case.snooze:
        until = case.snoozed_until
        yield f"snoozed until {moment(until, reader) if until else 'the customer replies'}"
    if case.assignment:
        yield f"accept by {moment(case.assignment.until, reader)}"
    yield from _timer(case, reader)


def _timer(case: Case, reader: Reader) -> Iterator[str]:
    if case.due_at:
        word = "overdue since" if reader.now >= case.due_at else "reply due"
        yield f"{word} {moment(case.due_at, reader)}"
    elif case.response_clock:
        yield "SLA paused"
    elif case.answered_at and case.asked_at is None:
        yield f"replied {moment(case.answered_at, reader)}"
