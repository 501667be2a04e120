"""SLA timers in words: due, overdue, paused, or the time a reply took."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.case import Case, ClockKind, Delivery, SlaTimer
from bot.case.clocks import RESPONSES, Ended, opens_again, spent
from bot.hours import read_hours
from bot.slack import Message
from bot.slack.views.blocks import Element, date, line, message, rich, small, small_date, text
from bot.slack.views.handoff import snooze_of
from bot.slack.views.text import duration, utc

NAMES = {
    ClockKind.FIRST_RESPONSE: "First reply",
    ClockKind.NEXT_RESPONSE: "Next reply",
    ClockKind.CLAIM: "Claim",
    ClockKind.HAND_OFF: "Handover acceptance",
    ClockKind.GUIDANCE: "Guidance",
    ClockKind.RESOLUTION: "Resolution",
}
# The reply timers are on the line with the state; these get a line of their own.
OTHERS = (ClockKind.CLAIM, ClockKind.HAND_OFF, ClockKind.GUIDANCE, ClockKind.RESOLUTION)
# In seconds: a smaller difference between elapsed and working time is not worth showing.
NOTICEABLE = 60.0


def reply_timer(case: Case, now: datetime) -> list[Element]:
    """Return the state of the reply timer; empty when nothing is asked."""
    clock = case.response_clock
    if case.due_at:
        overdue = now >= case.due_at
        name = NAMES[clock.kind].lower() if clock else "reply"
        return [
            text("SLA: "),
            text(f"{name} overdue since ", bold=True) if overdue else text(f"{name} due "),
            date(case.due_at),
            *(_counting_from(clock, now) if clock else []),
        ]
    if case.asked_at:
        return [text("SLA paused")]
    return [text(answered_in(case))] if case.answered_at else []


def due_note(case: Case, now: datetime) -> list[Element]:
    """Return the reply timer for the card's small line; empty when nothing is asked and nothing was answered."""
    if case.due_at:
        overdue = now >= case.due_at
        return [small_date("Reply overdue since" if overdue else "Reply due", case.due_at, bold=overdue)]
    if case.asked_at:
        return [small("SLA paused")]
    return [small(answered_in(case).capitalize())] if case.answered_at else []


def due_in(case: Case, now: datetime, *, fresh: bool) -> str:
    """Return the same for a push: how long is left as it is sent, and a time where the text may be read later."""
    is_paused = case.snooze is not None and (
        case.response_clock is None or case.response_clock.due_at is None
    )
    if case.due_at is None or is_paused:
        return ""
    if now >= case.due_at:
        return f"reply overdue since {utc(case.due_at)}"
    return f"reply due in {duration(case.due_at - now)}" if fresh else f"reply due {utc(case.due_at)}"


def snooze_and_timer(case: Case, now: datetime) -> list[Element]:
    """Return the snooze with the reply timer if that runs on; else only the timer."""
    snoozed, clock = snooze_of(case), case.response_clock
    if not snoozed:
        return reply_timer(case, now)
    return [*snoozed, text(" · "), *reply_timer(case, now)] if clock and clock.due_at else snoozed


def other_timers(case: Case, now: datetime) -> Iterator[Element]:
    """Yield one line with the other timers: claim, handover acceptance, guidance, resolution."""
    found = [_due(clock, now) for clock in case.clocks if clock.kind in OTHERS and clock.due_at]
    if found:
        yield line(
            *[each for place, words in enumerate(found) for each in ([" · "] if place else []) + words]
        )


def draw_clocks(case: Case, now: datetime) -> Message:
    """Return all SLA timers of a case: the running ones with the time used, and the completed ones."""
    timers = timer_lines(case, now)
    hours = read_hours(case.route.hours).describe() if case.route.hours else "always"
    nothing = [] if timers else [line("No active SLA timers.")]
    head = line(text(f"SLA timers of case #{case.number}", bold=True), f" · business hours: {hours}")
    return message(rich(head, *timers, *nothing))


def timer_lines(case: Case, now: datetime) -> list[Element]:
    """Return one line for each running timer with the time used, and for each completed one."""
    running = [line(*_running(clock, now)) for clock in case.clocks]
    return [*running, *(line(_ended(one)) for one in case.kept if case.clock(one.kind) is None)]


def _due(clock: SlaTimer, now: datetime) -> list[Element | str]:
    assert clock.due_at is not None
    name = NAMES[clock.kind]
    if now >= clock.due_at:
        return [text(f"{name} overdue since ", bold=True), date(clock.due_at)]
    return [f"{name} due ", date(clock.due_at)]


def _running(clock: SlaTimer, now: datetime) -> list[Element | str]:
    used = f": {_span(spent(clock, now))} of {_span(clock.target)} used"
    name = text(NAMES[clock.kind], bold=True)
    if clock.due_at is None:
        return [name, f"{used}, paused"]
    word = text(", overdue since ", bold=True) if now >= clock.due_at else text(", due ")
    return [name, used, word, date(clock.due_at), *_counting_from(clock, now)]


def _ended(one: Ended) -> str:
    kept = f"{_span(one.late_by)} late" if one.late_by else "on time"
    return f"{NAMES[one.kind]}: took {_span(one.spent)} of {_span(one.target)}, {kept}"


def _counting_from(clock: SlaTimer, now: datetime) -> list[Element]:
    """Return when a timer counts again, if that is outside business hours now.

    Nothing redraws a card as business hours begin, so the words must be true before and after.
    """
    opens = opens_again(clock, now)
    if opens is None or clock.due_at is None or clock.due_at <= opens:
        return []
    return [text(" (counting from "), date(opens), text(")")]


def answered_in(case: Case) -> str:
    """Return how long the latest reply took, of a case that has one."""
    assert case.answered_at is not None
    answers = [one for one in case.kept if one.kind in RESPONSES]
    ended = max(answers, key=lambda one: one.ended_at, default=None)
    if ended is None:
        return f"replied in {duration(case.answered_at - _asked_at(case))}"
    took = ended.ended_at - ended.started_at
    worked = took.total_seconds() - ended.spent > NOTICEABLE
    return f"replied in {duration(took)}" + (f" ({_span(ended.spent)} of working time)" if worked else "")


def _asked_at(case: Case) -> datetime:
    """Return when the first post of this turn was written: the timer runs per turn, not from the case's start."""
    sent = [reply.at for reply in case.replies if reply.state is Delivery.SENT]
    before = sent[-2] if len(sent) > 1 else None
    own = [m.posted_at for m in case.mentions if case.is_own(m)]
    return next((at for at in own if before is None or at > before), own[-1])


def _span(seconds: float) -> str:
    return duration(timedelta(seconds=seconds))
