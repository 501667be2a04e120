"""Apply drafts, replies and their outcomes to a case: apply()'s table for everything that goes out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from msgspec import convert
from msgspec.structs import replace

from bot.case.handling_model import QuestionPost
from bot.case.model import Case, Event, Status
from bot.case.questions import Unanswered, answered, asking, restored
from bot.case.reply_model import Correction, Delivery, Draft, Reply


def _drafted(case: Case, event: Event) -> Case:
    others = tuple(d for d in case.drafts if d.by != event.by)
    if not event.data["text"]:  # redacted: it quoted a post that the customer deleted
        return replace(case, drafts=others)
    draft = Draft(
        number=event.number,
        by=event.by,
        text=event.data["text"],
        to=event.data["to"],
        turn=case.turn,
        **_terms(event.data),
    )
    return replace(case, drafts=(*others, draft))


def _sending(case: Case, event: Event) -> Case:
    reply = Reply(
        number=event.number,
        by=event.by,
        text=event.data["text"],
        to=event.data["to"],
        state=Delivery.SENDING,
        at=event.at,
        turn=case.turn,
        **_terms(event.data),
    )
    drafts = tuple(d for d in case.drafts if d.number != event.data["draft"])
    return replace(case, drafts=drafts, replies=(*case.replies, reply))


def _sent(case: Case, event: Event) -> Case:
    data = event.data
    done = _settled(
        replace(case, hand_off=None),
        event,
        state=Delivery.SENT,
        native_id=data["native_id"],
        url=data["url"],
        sent_at=event.at,
    )
    if case.status is Status.RESOLVED:  # a closing line, or a reply in flight: the question had ended before
        return replace(done, answered_at=case.answered_at or event.at)
    return answered(done, event.at, upto=data["reply"])


def _not_sent(case: Case, event: Event) -> Case:
    return _settled(case, event, state=Delivery.NOT_SENT, why=event.data["why"])


def _unsure(case: Case, event: Event) -> Case:
    return _settled(case, event, state=Delivery.UNSURE, why=event.data["why"])


def _delayed(case: Case, event: Event) -> Case:
    until = datetime.fromisoformat(event.data["until"])
    return _settled(case, event, waits_until=until, waits_for=event.data["why"])


def _answered_elsewhere(case: Case, event: Event) -> Case:
    return answered(replace(case, hand_off=None), event.at)


def _correcting(case: Case, event: Event) -> Case:
    change = Correction(event.number, event.by, event.data.get("text", ""))
    drafts = tuple(d for d in case.drafts if d.number != event.data.get("draft"))
    return _settled(replace(case, drafts=drafts), event, correction=change, trouble="")


def _corrected(case: Case, event: Event) -> Case:
    return _settled(case, event, text=event.data["text"], correction=None, corrected_at=event.at)


def _not_corrected(case: Case, event: Event) -> Case:
    return _settled(case, event, correction=None, trouble=event.data["why"])


def _deleted(case: Case, event: Event) -> Case:
    """Treat a deleted reply as if it had never been sent."""
    left = _settled(case, event, state=Delivery.DELETED, correction=None)
    if "unanswered" in event.data:
        return restored(left, convert(event.data["unanswered"], Unanswered), event.number)
    return _asked_again(case, left, event)


def _asked_again(case: Case, left: Case, event: Event) -> Case:
    """Reopen the question after a deletion recorded by an earlier version.

    The latest post opens the question again, unless another reply answered it.
    """
    reply = case.reply(event.data["reply"])
    if reply is None or reply.sent_at != case.answered_at:
        return left
    others = [r for r in left.replies if r.state is Delivery.SENT]
    left = replace(left, answered_at=max((r.sent_at for r in others if r.sent_at), default=None))
    settled = case.status is Status.RESOLVED or case.withdrawn or any(r.turn == case.turn for r in others)
    if settled or case.question:
        return left
    return asking(left, [QuestionPost(event.number, case.latest.key, case.latest.posted_at)])


def _terms(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return where a text goes, what it costs and what follows; older event logs do not record all of it."""
    names = ("network", "cost", "over_budget", "corrects", "resolves")
    return {name: data[name] for name in names if name in data}


def _settled(case: Case, event: Event, **what: object) -> Case:
    number = event.data["reply"]
    replies = tuple(replace(r, **what) if r.number == number else r for r in case.replies)
    return replace(case, replies=replies)


def _kept_open(case: Case, event: Event) -> Case:
    return _settled(case, event, resolves=False)


CHANGES: dict[str, Callable[[Case, Event], Case]] = {
    "drafted": _drafted,
    "redrafted": _drafted,
    "sending": _sending,
    "sent": _sent,
    "not_sent": _not_sent,
    "unsure": _unsure,
    "delayed": _delayed,
    "correcting": _correcting,
    "corrected": _corrected,
    "not_corrected": _not_corrected,
    "deleting": _correcting,
    "deleted": _deleted,
    "not_deleted": _not_corrected,
    "answered_elsewhere": _answered_elsewhere,
    "kept_open": _kept_open,
}
