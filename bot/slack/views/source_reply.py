"""The way back to marketing in Slack: the progress of an escalated case under its source, and notifications there."""

from bot.case import Case, Delivery, Status
from bot.case.handling_model import Escalation
from bot.case.reply_model import Reply
from bot.case.source import came_back
from bot.slack import Message
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    line,
    link,
    message,
    named,
    open_link,
    person,
    quote,
    rich,
    text,
    title_of,
    untrusted,
)
from bot.slack.views.handoff import REASON_SHOWN, reason_after
from bot.slack.views.notification import draw_about
from bot.slack.views.push import as_push

Piece = Element | str
# Each state with its mark, which a reader finds faster than the word.
UNASSIGNED, CLAIMED, ANSWERED = "○ Unassigned", "◐ Claimed", "● Answered"
PENDING = "◔ Pending: waiting for the customer · claimed"
ASSIGNED, SNOOZED, RESOLVED, SENT_BACK = "◐ Assigned", "◌ Snoozed", "✓ Resolved", "↩ Sent back"


def draw_source_reply(
    case: Case, escalation: Escalation, *, to: str, now_with: str, is_open: bool
) -> Message:
    """Draw where an escalated case is and in which state, for the thread of its source.

    `to` and `now_with` are the titles of the team that got it and of the team that has it. Unless `is_open`, readers
    of the source may not see the case: they read its state and team, and no name, number or note of it.
    """
    moved: list[Piece] = [" · now with ", untrusted(now_with)] if case.route.team != escalation.team else []
    by: list[Piece] = [" by ", named(escalation.by)] if escalation.reason else []
    first = line(
        "Escalated to ",
        untrusted(to, bold=True),
        *(_as_number(case) if is_open else []),
        *by,
        *moved,
        " · ",
        *_state(case, escalation, is_open),
        *(open_link(case.thread.url, "Open thread") if is_open and case.thread else []),
    )
    return as_push(
        message(rich(first, *([quote(escalation.reason, REASON_SHOWN)] if escalation.reason else [])))
    )


def draw_answered(case: Case, escalation: Escalation, is_open: bool) -> Message:
    """Draw, for the escalator, that the customer got an answer."""
    if not is_open:
        return message(rich(line(person(escalation.by), " ", *_escalated(case, is_open), " was answered.")))
    reply = _posted(case)
    by: list[Piece] = [" by ", named(reply.by)] if reply else []
    where = f" on {title_of(case.network_of(reply))}" if reply else ""
    opened = open_link(reply.url, "Open the reply") if reply else []
    end: list[Piece] = [*opened] or ["."]
    said: list[Piece] = [
        person(escalation.by),
        " ",
        *_escalated(case, is_open),
        " was answered",
        where,
    ]
    return as_push(message(rich(line(*said, *by, *end))))


def draw_answered_directly(case: Case, team: str, *, sees: bool) -> Message:
    """Draw the same as a direct message; `team` is the title of the team that got the case."""
    if not sees:
        return message(rich(line("A case you escalated to ", untrusted(team), " was answered.")))
    reply = _posted(case)
    how: list[Piece] = [f" on {title_of(case.network_of(reply))} by ", named(reply.by)] if reply else []
    return draw_about(case, ["The case you escalated was answered", *how, "."])


def draw_ended(case: Case, escalation: Escalation, back_to: str, is_open: bool) -> Message | None:
    """Draw, for the escalator, that the case was resolved, or sent back to the team `back_to` with its reason.

    None when it is open again meanwhile.
    """
    who, brought = person(escalation.by), case.brought
    what = _escalated(case, is_open)
    if case.status is Status.RESOLVED:
        because = reason_after(case.resolved_because) if is_open else []
        return as_push(message(rich(line(who, " ", *what, f" is resolved{_how(case)}", *because))))
    if not came_back(case, escalation) or brought is None:
        return None
    said: list[Piece] = [
        who,
        " ",
        *what,
        " was sent back to ",
        untrusted(back_to, bold=True),
    ]
    if not is_open:
        return message(rich(line(*said, ".")))
    said += [" by ", named(brought.by), ":"]
    return as_push(message(rich(line(*said), quote(brought.reason, REASON_SHOWN))))


def draw_ended_directly(
    case: Case, escalation: Escalation, team: str, back_to: str, *, sees: bool
) -> Message | None:
    """Draw the same as a direct message, without the reason: it may quote a post that its author deletes later."""
    if case.status is Status.RESOLVED:
        end: list[Piece] = [f" is resolved{_how(case) if sees else ''}."]
    elif came_back(case, escalation) and case.brought:
        by: list[Piece] = (
            [" by ", named(case.brought.by), ". The reason is in its thread."] if sees else ["."]
        )
        end = [" was sent back to ", untrusted(back_to), *by]
    else:
        return None
    if not sees:
        return message(rich(line("A case you escalated to ", untrusted(team), *end)))
    return draw_about(case, ["The case you escalated", *end])


def draw_open_again(case: Case, escalation: Escalation, is_open: bool) -> Message:
    """Draw a notification of an end that did not last, without the words it had."""
    said = line(person(escalation.by), " ", *_escalated(case, is_open), " is open again.")
    return as_push(message(rich(said)))


def _escalated(case: Case, is_open: bool) -> list[Piece]:
    """Return the case at the beginning of a sentence to its escalator; its number only where readers may see it."""
    return [_number(case), ", which you escalated,"] if is_open else ["The case you escalated"]


def state_words(case: Case) -> str:
    """Return the state of a case with its mark, without names."""
    if case.status is Status.RESOLVED:
        return RESOLVED
    if case.snooze:
        return SNOOZED
    if case.owner is None:
        answered = case.answered_at is not None and not case.question and not case.recalled
        return f"{ANSWERED}, unassigned" if answered else UNASSIGNED
    if case.assignment:
        return ASSIGNED
    if not case.pending:
        return CLAIMED
    return ANSWERED if case.answered_at else PENDING


def _state(case: Case, escalation: Escalation, is_open: bool) -> list[Element]:
    """Return the state, with names and reasons only for readers who may see the case."""
    back = came_back(case, escalation) and case.status is Status.WAITING
    state = text(SENT_BACK if back else state_words(case), bold=True)
    if not is_open:
        return [state]
    if back and case.brought:
        return [state, text(" by "), named(case.brought.by), *reason_after(case.brought.reason)]
    if case.status is Status.RESOLVED:
        how = _how(case)
        return [state, text(how), *reason_after(case.resolved_because)] if how else [state]
    if case.owner is None:
        return [state]
    if case.assignment:
        return [state, text(" to "), named(case.owner), text(", not accepted yet")]
    return [state, text(" by "), named(case.owner)]


def _how(case: Case) -> str:
    return f": {RESOLVED_AS[case.resolution]}" if case.resolution else ""


def _posted(case: Case) -> Reply | None:
    """Return the latest reply that the customer got."""
    return next((each for each in reversed(case.replies) if each.state is Delivery.SENT), None)


def _as_number(case: Case) -> list[Piece]:
    return [" as ", _number(case)]


def _number(case: Case) -> Element:
    """Return the number, as a link once the case has a thread."""
    return link(case.thread.url, f"#{case.number}") if case.thread else text(f"#{case.number}", bold=True)
