"""A person's queue: the Home tab, and the answer to /queue."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bot.case.bulk import Bulk
from bot.case.model import Case
from bot.shifts import Present
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    button,
    header,
    line,
    message,
    person,
    plain,
    rich,
    untrusted,
)
from bot.slack.views.bulk import bulk_row
from bot.slack.views.case_row import (
    ButtonOf,
    Reader,
    case_row,
    claim_button,
    claim_or_open,
    is_unassigned,
    open_button,
    people_to_name,
    sent_back_words,
    unsnooze_button,
)
from bot.slack.views.home_filters import EVERYTHING, NO_CHOICES, Choices, HomeSelection, filters, search_field
from bot.slack.views.home_panels import AdminPanel, TeamPanel, admin_panel, lead_panel
from bot.slack.views.preferences import preferences_button
from bot.slack.views.shifts import own_shifts

# The lists in their order, each with its title and its rows on one page of the Home tab.
SECTIONS = (
    ("late", "Overdue", 8),
    ("mine", "Assigned to me", 8),
    ("back", "Sent back to us", 4),
    ("waiting", "Unassigned", 8),
    ("praise", "Praise", 4),
    ("pending", "Pending: waiting for the customer", 5),
    ("snoozed", "Snoozed", 5),
)
ROWS = {name: rows for name, _, rows in SECTIONS}
QUEUE_ROWS = 5
# Of these lists only as much is read as is shown; of the others, all.
READ_IN_PART = ("late", "waiting", "snoozed")
NOTHING_WAITS = "Nothing is waiting. New cases appear here and in your team's channel. 🎉"
NO_TEAM = (
    "You are in no team yet, so you see every case of the channels you can read."
    " Ask a lead to add you to the members of a team in the routing rules."
)
NO_MATCH = "No open case matches these filters. Choose “All” in them to see the others."


@dataclass(frozen=True, slots=True)
class Lists:
    """The cases to show, by list.

    `counts` has the length of a list that goes on beyond what was read, and as `own` that of all own cases. It has
    none for people who may not see all of it.
    """

    late: Sequence[Case] = ()
    mine: Sequence[Case] = ()
    waiting: Sequence[Case] = ()
    pending: Sequence[Case] = ()
    snoozed: Sequence[Case] = ()
    #: For marketing: what other teams sent back, and praise. These are in no other list.
    back: Sequence[Case] = ()
    praise: Sequence[Case] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    #: At most so many cases of a list were read; 0: all of them.
    limit: int = 0

    def of(self, name: str) -> Sequence[Case]:
        """Return the list of that name."""
        cases: Sequence[Case] = getattr(self, name)
        return cases

    def count(self, name: str) -> int:
        """Return the length of the whole list."""
        return max(self.counts.get(name, 0), len(self.of(name)))

    def more(self, name: str) -> str:
        """Return a plus sign for a list that may be longer than its count."""
        is_cut = self.limit and name in READ_IN_PART and name not in self.counts
        return "+" if is_cut and len(self.of(name)) >= self.limit else ""

    def shown(self, state: HomeSelection) -> set[int]:
        """Return the numbers of the cases on the pages that are turned to."""
        return {case.number for name in ROWS for case in _page(self, name, state)}

    @property
    def unassigned(self) -> int:
        """Return how many cases are in the queue and not overdue."""
        return self.count("waiting") + sum(map(is_unassigned, (*self.back, *self.praise)))

    @property
    def claimable(self) -> bool:
        """Return true when *Claim next* would find a case."""
        return bool(self.unassigned) or any(map(is_unassigned, self.late))

    @property
    def people(self) -> set[str]:
        """Return the people to name: owners, authors of our own, and who sent a case back."""
        shown = people_to_name(case for name in ROWS for case in self.of(name))
        return shown | {case.brought.by for case in self.back if case.brought}


def draw_home(
    reader: Reader,
    lists: Lists,
    *,
    state: HomeSelection = EVERYTHING,
    choices: Choices = NO_CHOICES,
    present: Sequence[Present] = (),
    led: Sequence[TeamPanel] = (),
    admin: AdminPanel | None = None,
    recent: Bulk | None = None,
    escalated: Sequence[Block] = (),
) -> dict[str, Any]:
    """Return the Home tab: counts, filters and search, each list on its page, shifts.

    Leads also get what waits in the teams they lead (`led`), editors of the rules the state of Baton (`admin`).
    `recent` is what the person last did to many cases at once. `escalated` are the sections of escalated cases.
    """
    blocks = [
        _summary(lists),
        search_field(),
        filters(state, choices),
        *([bulk_row(recent)] if recent else []),
        *_hint(lists, state, choices),
        *_home_sections(lists, reader, state),
        *escalated,
        *lead_panel(led),
        *_shift_panel(reader.user, present),
        *(admin_panel(admin) if admin else ()),
        actions(preferences_button()),
    ]
    return {"type": "home", "private_metadata": json.dumps(state.as_json()), "blocks": blocks}


def draw_queue(reader: Reader, lists: Lists, *, team: str = "") -> Message:
    """Return the queue for one person alone; shorter, since a message has fewer blocks than the Home tab.

    `team` is the team that was asked for, "" for none; the buttons show the same list again.
    """
    whose: list[Element | str] = [" and unassigned cases of ", untrusted(team, bold=True)] if team else []
    counts = line(f" · {_counts(lists)}") if any(map(lists.count, ROWS)) else line(f" · {NOTHING_WAITS}")
    head = line("Cases for ", person(reader.user), *whose, *counts["elements"])
    return message(rich(head), *_queue_sections(lists, reader, team))


def _summary(lists: Lists) -> Block:
    """Return the counts in one line, with the button that claims the most urgent case."""
    block: Block = {"type": "section", "text": plain(_counts(lists))}
    next_case = button("claim_next", "Claim next", "next", says="Claim the most urgent case", style="primary")
    return block | ({"accessory": next_case} if lists.claimable else {})


def _counts(lists: Lists) -> str:
    """Return the length of each list in words; an own case that is overdue is in that list alone."""
    late, mine, pending = map(lists.count, ("late", "mine", "pending"))
    own_late = max(0, lists.counts.get("own", 0) - mine - pending)
    return " · ".join(
        [
            f"{'⚠ ' if late else ''}{late}{lists.more('late')} overdue"
            + (f" ({own_late} yours)" if own_late else ""),
            *([f"{mine} assigned to you"] if mine or not own_late else []),
            f"{lists.unassigned}{lists.more('waiting')} unassigned",
            *([f"{pending} pending"] if pending else []),
        ]
    )


def _home_sections(lists: Lists, reader: Reader, state: HomeSelection) -> Iterator[Block]:
    for name, title, rows in SECTIONS:
        cases, count = lists.of(name), lists.count(name)
        if not cases:
            continue
        yield header(f"{title} · {count}{lists.more(name)}")
        for case in _page(lists, name, state):
            yield _row(name, case, reader, _button_of(name)(case))
        yield from _pages(lists, name, state.page_of(name, len(cases), rows))


def _page(lists: Lists, name: str, state: HomeSelection) -> Sequence[Case]:
    cases, rows = lists.of(name), ROWS[name]
    page = state.page_of(name, len(cases), rows)
    return cases[page * rows : (page + 1) * rows]


def _row(name: str, case: Case, reader: Reader, element: Element | None) -> Block:
    """Return a row; under the title *Unassigned* it does not repeat that, under *Sent back* it says why."""
    why = sent_back_words(case, reader) if name == "back" else ""
    return case_row(case, reader, element, names_owner=name != "waiting", note=why)


def _pages(lists: Lists, name: str, page: int) -> Iterator[Block]:
    """Yield the buttons to the previous and the next page of a list, where there are any."""
    left = lists.count(name) - (page + 1) * ROWS[name]
    places = [("home_back", "Back", page - 1)] if page else []
    places += [("home_more", f"More ({left}{lists.more(name)})", page + 1)] if left > 0 else []
    if places:
        yield actions(*(button(word, label, f"page/{name}/{to}") for word, label, to in places))


def _queue_sections(lists: Lists, reader: Reader, team: str) -> Iterator[Block]:
    for name, title, _ in SECTIONS:
        cases, count = lists.of(name), lists.count(name)
        if cases:
            yield header(f"{title} · {count}{lists.more(name)}")
            button_of = _button_of(name, team)
            yield from (_row(name, case, reader, button_of(case)) for case in cases[:QUEUE_ROWS])
        if count > QUEUE_ROWS:
            left = f"{count - QUEUE_ROWS}{lists.more(name)}"
            yield rich(line(f"and {left} more: see the Home tab of Baton"))


def _button_of(name: str, team: str | None = None) -> ButtonOf:
    """Return the maker of a list's buttons; in a message they carry the `team` of the list to show again."""
    if name in ("mine", "pending"):
        return open_button
    return claim_or_open if team is None else partial(_claim_listed_or_open, team)


def _claim_listed_or_open(team: str, case: Case) -> Element | None:
    if case.snooze:
        return _listed("wake_listed", team, case)
    return _listed("claim_listed", team, case) if is_unassigned(case) else open_button(case)


def _listed(word: str, team: str, case: Case) -> Element:
    """Return a button whose value names the list, since the press is answered with that list."""
    make = claim_button if word == "claim_listed" else unsnooze_button
    return make(case, word, f"{case.number}/{team}")


def _hint(lists: Lists, state: HomeSelection, choices: Choices) -> Iterator[Block]:
    """Yield what to do next where there is little to show."""
    empty = not any(map(lists.of, ROWS))
    if empty and state.narrows:
        yield rich(line(NO_MATCH))
    elif empty:
        yield rich(line(NOTHING_WAITS))
    elif not lists.counts.get("own") and lists.claimable:
        yield rich(line("You have no open cases. Press “Claim next” to take the most urgent one."))
    if not choices.has_team:
        yield rich(line(NO_TEAM))


def _shift_panel(user: str, present: Sequence[Present]) -> Iterator[Block]:
    if present:
        yield header("Your shift")
        yield from own_shifts(user, present)
