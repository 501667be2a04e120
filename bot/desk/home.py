"""What waits for a person: the Home tab and the answer to /queue."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.case.records import Case, Status
from bot.desk import Block, Message
from bot.desk.blocks import (
    actions,
    button,
    byline,
    header,
    line,
    link,
    message,
    outside,
    person,
    rich,
    title_of,
    words_of,
)
from bot.desk.card import state_of
from bot.desk.clocks import snooze_and_clock
from bot.desk.rule_windows import edit_button
from bot.desk.shifts import own_shifts
from bot.desk.text import SNIPPET_LIMIT
from bot.shifts import Present

HOME_ROWS = 10
QUEUE_ROWS = 5
SNOOZED_ROWS = 4


def draw_home(
    user: str,
    *,
    mine: Sequence[Case],
    waiting: Sequence[Case],
    late: Sequence[Case],
    snoozed: Sequence[Case] = (),
    present: Sequence[Present] = (),
    edits_rules: bool = False,
    now: datetime,
) -> dict[str, Any]:
    """The Home tab of `user`: in which of their teams they are on shift, with buttons to say so; the cases of their
    own, their teams' waiting ones, the late ones, the snoozed ones; for an editor of the rules, the way to them."""
    blocks = [
        *own_shifts(user, present),
        rich(line("Cases for ", person(user))),
        *_sections(mine, waiting, late, now, HOME_ROWS),
        *_sleeping(snoozed, now),
        *([actions(edit_button())] if edits_rules else []),
    ]
    return {"type": "home", "blocks": blocks}


def draw_queue(
    user: str,
    *,
    mine: Sequence[Case],
    waiting: Sequence[Case],
    late: Sequence[Case],
    snoozed: Sequence[Case] = (),
    now: datetime,
) -> Message:
    """The same for /queue, shown to `user` only; shorter, since a message holds fewer blocks."""
    return message(
        rich(line("Cases for ", person(user))),
        *_sections(mine, waiting, late, now, QUEUE_ROWS),
        *_sleeping(snoozed, now),
    )


def _sections(
    mine: Sequence[Case], waiting: Sequence[Case], late: Sequence[Case], now: datetime, rows: int
) -> Iterator[Block]:
    yield from _section("Late", "Nothing is late.", late, now, rows)
    yield from _section("Mine", "You have no open case.", mine, now, rows)
    yield from _section("Waiting", "Nothing waits.", waiting, now, rows)


def _sleeping(snoozed: Sequence[Case], now: datetime) -> Iterator[Block]:
    """Cases that need nobody now; no word of them while there are none."""
    if snoozed:
        yield from _section("Snoozed", "", snoozed, now, SNOOZED_ROWS)


def _section(title: str, nothing: str, cases: Sequence[Case], now: datetime, rows: int) -> Iterator[Block]:
    yield header(f"{title} · {len(cases)}" if cases else title)
    if not cases:
        yield rich(line(nothing))
    for case in cases[:rows]:
        yield _row(case, now)
        if case.snooze:
            yield actions(_wake(case))
        elif case.status is Status.WAITING:
            yield actions(_claim(case))
    if len(cases) > rows:
        yield rich(line(f"and {len(cases) - rows} more"))


def _row(case: Case, now: datetime) -> Block:
    """One case on one line: where to find it, how urgent, by whom, what about, until when."""
    number, words = f"#{case.number}", words_of(case.latest)
    clock = snooze_and_clock(case, now)
    return rich(
        line(
            link(case.thread.url, number) if case.thread else number,
            f" · {title_of(case.first.network)} · {case.route.priority.name.lower()} · ",
            byline(case.latest)[0],
            ": ",
            outside(words if words.strip() else "(no text)", SNIPPET_LIMIT),
            " · ",
            *(state_of(case) if not clock or case.owner else []),
            *([" · "] if clock and case.owner else []),
            *clock,
        )
    )


def _claim(case: Case) -> dict[str, Any]:
    return button("claim", f"Claim #{case.number}", str(case.number), says=f"Claim case {case.number}")


def _wake(case: Case) -> dict[str, Any]:
    return button("wake", f"Wake #{case.number}", str(case.number), says=f"Wake case {case.number}")
