"""The way back to marketing: where a case was escalated, and who is notified there of what becomes of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from bot.case.handling_model import Escalation
from bot.case.model import ESCALATIONS_KEPT, Case, Event, Origin, Thread
from bot.routing import Route

# What an escalator is notified of, once each.
ANSWERED, ENDED = "answered", "ended"


@dataclass(frozen=True, slots=True)
class SourceThread:
    """The thread under the message that someone escalates; both empty where Baton cannot post."""

    channel: str = ""
    ts: str = ""


def escalated_at_opening(event: Event, origin: Origin | None, route: Route) -> tuple[Escalation, ...]:
    """Return the escalation that opened a case; none when it came from a network, or before this was recorded."""
    if origin is None or "escalated" not in event.data:
        return ()
    place = event.data["escalated"]
    return (Escalation(event.number, origin.by, event.at, route.team, place["channel"], place["ts"]),)


def escalated_from_card(case: Case, event: Event) -> tuple[Escalation, ...]:
    """Return the escalations of a case after a hand-over, which is one when it left marketing's card."""
    if not event.data.get("escalated"):
        return case.escalations
    left, data = case.thread, event.data
    channel, ts = (left.channel, left.ts) if left else ("", "")
    new = Escalation(event.number, event.by, event.at, data["team_to"], channel, ts, data["reason"])
    return (*case.escalations, new)[-ESCALATIONS_KEPT:]


def with_left_thread(case: Case, thread: Thread) -> Case:
    """Return the case with the source of an escalation that happened before its card was posted."""
    moved = case.brought.number if case.brought else 0
    return replace(
        case,
        escalations=tuple(
            replace(each, channel=thread.channel, ts=thread.ts)
            if each.number == moved and not each.is_followed
            else each
            for each in case.escalations
        ),
    )


def is_followed(case: Case) -> bool | None:
    """Return whether the source of the latest escalation shows the progress; None without an escalation."""
    return case.escalations[-1].is_followed if case.escalations else None


def came_back(case: Case, escalation: Escalation) -> bool:
    """Return true when the latest move of the case was a team that sent this escalation back."""
    brought = case.brought
    return brought is not None and brought.sent_back and brought.number > escalation.number


def news_for(case: Case, event: Event) -> Iterator[tuple[Escalation, str]]:
    """Yield the escalations whose escalator is to be notified of an event, each with ANSWERED or ENDED.

    Nobody is notified of their own act, nor twice: someone who escalated the case again is notified once, where they
    did so last. `case` is the case after the event.
    """
    found: dict[str, tuple[Escalation, str]] = {}
    for escalation in case.escalations:
        what = _what(escalation, event)
        if what and escalation.is_followed and _actor(case, event) != escalation.by:
            found[escalation.by] = escalation, what
    yield from found.values()


def _actor(case: Case, event: Event) -> str:
    """Return the person whose act an event records: Baton records that a reply was sent, its author sent it."""
    reply = case.reply(event.data["reply"]) if event.kind == "sent" else None
    return reply.by if reply else event.by


def _what(escalation: Escalation, event: Event) -> str:
    """Return what an event means to an escalator; empty when it is no news."""
    if event.kind in ("sent", "answered_elsewhere"):
        return ANSWERED
    if event.kind == "resolved":
        return ENDED
    handed_back = event.kind == "handed_over" and event.data.get("refused")
    return ENDED if handed_back and event.data["team_from"] == escalation.team else ""
