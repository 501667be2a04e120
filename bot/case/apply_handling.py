"""Apply snoozes, follow-ups, hand-overs, assignments and questions to others: apply()'s table for temporary states."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from bot.case.handling_model import Assignment, FollowUp, Guidance, HandOff, Snooze
from bot.case.model import Case, Event, Status
from bot.case.serialization import route_from_json
from bot.case.source import escalated_from_card
from bot.case.verbs.guidance import answered_by

TRIED_KEPT = 50


def _handed_over(case: Case, event: Event) -> Case:
    data = event.data
    refused = data.get("refused", False)
    hand_off = HandOff(
        by=event.by,
        team_from=data["team_from"],
        reason=data["reason"],
        at=event.at,
        sent_back=refused,
        number=event.number,
    )
    return replace(
        case,
        route=route_from_json(data["route"]),
        hand_off=hand_off,
        brought=hand_off,
        sent_back=case.sent_back + refused,
        status=Status.WAITING,
        owner=None,
        drafts=(),
        guidance=(),
        thread=None,
        earlier_threads=case.threads,
        notified=(),
        assignment=None,
        tried=(),
        follow_up=None,
        resumed=False,
        escalations=escalated_from_card(case, event),
    )


def _assigned(case: Case, event: Event) -> Case:
    data = event.data
    return replace(
        case,
        status=Status.CLAIMED,
        owner=data["to"],
        drafts=(),
        assignment=Assignment(event.number, datetime.fromisoformat(data["until"])),
        tried=() if data["anew"] else case.tried,
    )


def _accepted(case: Case, event: Event) -> Case:
    return replace(case, assignment=None, tried=())


def _left(case: Case, event: Event) -> Case:
    """Put the case back in the queue after a release or a declined assignment.

    Its last owner joins `tried`, so that the next round does not assign it to them first.
    """
    tried = (*case.tried, case.owner) if case.owner else case.tried
    return replace(
        case,
        status=Status.WAITING,
        owner=None,
        drafts=(),
        assignment=None,
        tried=tried[-TRIED_KEPT:],
        follow_up=None,
    )


def _snoozed(case: Case, event: Event) -> Case:
    until = event.data["until"]
    return replace(
        case, snooze=Snooze(event.number, event.by, datetime.fromisoformat(until) if until else None)
    )


def _woken(case: Case, event: Event) -> Case:
    return replace(case, snooze=None, resumed=event.data.get("resumes", case.resumed))


def _pending(case: Case, event: Event) -> Case:
    until = event.data["until"]
    follow_up = FollowUp(event.number, event.by, datetime.fromisoformat(until) if until else None)
    return replace(case, follow_up=follow_up, resumed=False, recalled=False)


def _pending_ended(case: Case, event: Event) -> Case:
    return replace(case, follow_up=None, resumed=True)


def _guidance_asked(case: Case, event: Event) -> Case:
    asked = Guidance(event.number, event.by, at=event.at, **event.data)
    return replace(case, guidance=(*case.guidance, asked))


def _guidance_given(case: Case, event: Event) -> Case:
    answered = answered_by(event)
    return replace(case, guidance=tuple(asked for asked in case.guidance if asked.number not in answered))


CHANGES: dict[str, Callable[[Case, Event], Case]] = {
    "handed_over": _handed_over,
    "assigned": _assigned,
    "reassigned": _assigned,
    "accepted": _accepted,
    "unassigned": _left,
    "released": _left,
    "snoozed": _snoozed,
    "woken": _woken,
    "pending": _pending,
    "pending_ended": _pending_ended,
    "guidance_asked": _guidance_asked,
    "guidance_given": _guidance_given,
}
