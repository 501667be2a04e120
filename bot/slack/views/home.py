"""A person's queue: the Home tab, and the answer to /queue."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.case.model import Case, Status
from bot.lag import Lag
from bot.shifts import Present
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    author_line,
    button,
    date,
    header,
    line,
    link,
    message,
    person,
    rich,
    text,
    title_of,
    untrusted,
    words_of,
)
from bot.slack.views.card import state_of
from bot.slack.views.clocks import snooze_and_timer
from bot.slack.views.rule_editor import edit_button
from bot.slack.views.shifts import own_shifts
from bot.slack.views.text import SNIPPET_LIMIT

Lists = tuple[Sequence[Case], Sequence[Case], Sequence[Case]]
# Returns the button of a listed case for an action.
ButtonOf = Callable[[Case, str], Element]
# Button labels by action.
LABELS = {"claim": "Claim", "wake": "Unsnooze"}
HOME_ROWS = 10
QUEUE_ROWS = 5
SNOOZED_ROWS = 4
SOURCES_SHOWN = 20


def draw_home(
    user: str,
    *,
    mine: Sequence[Case],
    waiting: Sequence[Case],
    late: Sequence[Case],
    snoozed: Sequence[Case] = (),
    present: Sequence[Present] = (),
    edits_rules: bool = False,
    read: Sequence[Lag] = (),
    escalated: Sequence[Block] = (),
    now: datetime,
) -> dict[str, Any]:
    """Return the Home tab of `user`: shifts, then overdue, own, unassigned and snoozed cases.

    `escalated` are the sections of escalated cases. Editors of the rules also get *Edit rules*, and when each source
    was `read`.
    """
    blocks = [
        *own_shifts(user, present),
        rich(line("Cases for ", person(user))),
        *_sections((late, mine, waiting), now, HOME_ROWS, _home_button),
        *_snoozed(snoozed, now, _home_button),
        *escalated,
        *([actions(edit_button())] if edits_rules else []),
        *_read(read),
    ]
    return {"type": "home", "blocks": blocks}


def draw_queue(
    user: str,
    *,
    mine: Sequence[Case],
    waiting: Sequence[Case],
    late: Sequence[Case],
    snoozed: Sequence[Case] = (),
    team: str = "",
    now: datetime,
) -> Message:
    """Return the queue for `user` alone; shorter, since a message has fewer blocks than the Home tab.

    `team` is the team that was asked for, "" for none; the buttons show the same list again.
    """
    listed = partial(_listed_button, team)
    whose: list[Element | str] = [" and unassigned cases of ", untrusted(team, bold=True)] if team else []
    return message(
        rich(line("Cases for ", person(user), *whose)),
        *_sections((late, mine, waiting), now, QUEUE_ROWS, listed),
        *_snoozed(snoozed, now, listed),
    )


def _read(lagging: Sequence[Lag]) -> Iterator[Block]:
    """Draw when posts were last read, the late sources first."""
    shown = sorted((lag for lag in lagging if lag.read_at), key=lambda lag: not lag.is_late)
    if shown:
        yield header("Last checked for posts")
        yield rich(*(_lag(lag) for lag in shown[:SOURCES_SHOWN]))


def _lag(lag: Lag) -> Element:
    late = [text("⚠ overdue: not checked since", bold=True)] if lag.is_late else []
    when = [date(lag.read_at)] if lag.read_at else []
    return line(untrusted(lag.place), f" ({lag.title}): ", *when, *([" · "] if late else []), *late)


def _sections(cases: Lists, now: datetime, rows: int, button_of: ButtonOf) -> Iterator[Block]:
    late, mine, waiting = cases
    yield from _section("Overdue", late, now, rows, button_of, nothing="Nothing is overdue.")
    yield from _section("Assigned to me", mine, now, rows, button_of, nothing="You have no open cases.")
    yield from _section("Unassigned", waiting, now, rows, button_of, nothing="The queue is empty.")


def _snoozed(snoozed: Sequence[Case], now: datetime, button_of: ButtonOf) -> Iterator[Block]:
    """Yield the snoozed cases; nothing while there are none."""
    if snoozed:
        yield from _section("Snoozed", snoozed, now, SNOOZED_ROWS, button_of)


def _section(
    title: str, cases: Sequence[Case], now: datetime, rows: int, button_of: ButtonOf, *, nothing: str = ""
) -> Iterator[Block]:
    yield header(f"{title} · {len(cases)}" if cases else title)
    if not cases:
        yield rich(line(nothing))
    for case in cases[:rows]:
        yield _row(case, now)
        if case.snooze or case.status is Status.WAITING:
            yield actions(button_of(case, "wake" if case.snooze else "claim"))
    if len(cases) > rows:
        yield rich(line(f"and {len(cases) - rows} more"))


def _row(case: Case, now: datetime) -> Block:
    """Return one case on a line: link, network, priority, author, text, timer."""
    number, words = f"#{case.number}", words_of(case.latest)
    clock = snooze_and_timer(case, now)
    return rich(
        line(
            link(case.thread.url, number) if case.thread else number,
            f" · {title_of(case.first.network)} · {case.route.priority.name.lower()} · ",
            author_line(case.latest)[0],
            ": ",
            untrusted(words if words.strip() else "(no text)", SNIPPET_LIMIT),
            " · ",
            *(state_of(case) if not clock or case.owner else []),
            *([" · "] if clock and case.owner else []),
            *clock,
        )
    )


def _home_button(case: Case, word: str) -> Element:
    return _button(case, word, word, str(case.number))


def _listed_button(team: str, case: Case, word: str) -> Element:
    """Return a button whose value names the list, since the press is answered with that list."""
    return _button(case, word, f"{word}_listed", f"{case.number}/{team}")


def _button(case: Case, word: str, action: str, value: str) -> Element:
    label = LABELS[word]
    return button(action, f"{label} #{case.number}", value, says=f"{label} case {case.number}")
