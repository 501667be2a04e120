"""Recipients of a notification about an event of a case, and its way: thread, direct message, or none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from bot.case.clocks import REMIND
from bot.case.model import Case, Event, Status
from bot.case.serialization import mention_from_json
from bot.case.source import news_for
from bot.case.verbs.guidance import answered_by
from bot.case.verbs.reply import undecided
from bot.mention import Mention

# More than FLOOD_POSTS posts of a case within FLOOD_SPAN are a flood: only the first of them notify.
FLOOD_POSTS, FLOOD_SPAN = 5, timedelta(minutes=1)
# The owner is notified at most this often of posts by senders that staff did not accept.
CALLED_AGAIN = timedelta(days=1)
# For this long a person waits for the outcome of a reply they sent, whatever their shift.
AWAITED = timedelta(hours=1)


class Way(StrEnum):
    """The place in which a person is notified."""

    THREAD = "thread"
    DIRECT = "dm"
    BOTH = "both"
    OFF = "off"


class Preference(Struct, frozen=True):
    """A person's choice of how they are notified."""

    #: The place.
    way: Way = Way.THREAD
    #: They are also notified while they are off shift.
    off_shift: bool = False


USUAL = Preference()


class Notice(NamedTuple):
    """A person whom an event concerns. `awaited` is the outcome of something they did a moment ago."""

    person: str
    awaited: bool = False


class Media(NamedTuple):
    """The places in which one person is notified of one event."""

    thread: bool
    direct: bool


NOWHERE = Media(thread=False, direct=False)


def notices(case: Case, event: Event) -> tuple[Notice, ...]:
    """Return the people whom `event` concerns, each once and never its own actor; `case` is the case after it."""
    concerned = CONCERNED.get(event.kind)
    if concerned is None:
        return ()
    found: dict[str, Notice] = {}
    for each in concerned(case, event):
        if each.person and each.person != event.by:
            found.setdefault(each.person, each)
    return tuple(found.values())


def media(preference: Preference, notice: Notice, *, off_shift: bool) -> Media:
    """Return where a person with this preference is notified; nowhere while they are off shift.

    What they wait for themselves, and a wish to be notified off shift, count more than the shift.
    """
    if off_shift and not (preference.off_shift or notice.awaited):
        return NOWHERE
    way = preference.way
    return Media(way in (Way.THREAD, Way.BOTH), way in (Way.DIRECT, Way.BOTH))


def only_notifies(event: Event) -> bool:
    """Return true when the thread's message about `event` is for its addressee alone: without one, it is left out."""
    return event.kind == "warned" and event.data.get("rung") != REMIND


def sole_owner(cases: Iterable[Case]) -> str | None:
    """Return the person who owns all these cases: they are notified as their owner, not once more with the team."""
    owners = {case.owner for case in cases}
    return owners.pop() if len(owners) == 1 else None


def is_flood(case: Case) -> bool:
    """Return true when the case's latest post is one of too many at about the same time."""
    last = case.latest.posted_at
    return sum(abs(post.posted_at - last) <= FLOOD_SPAN for post in case.mentions) > FLOOD_POSTS


def is_beyond_flood(case: Case, post: Mention) -> bool:
    """Return true when so many posts came just before this one that it must not notify as well.

    Only earlier posts count: later ones, which may be here before this one is shown, must not silence it.
    """
    before = (post.posted_at - other.posted_at for other in case.mentions)
    return sum(timedelta(0) <= span <= FLOOD_SPAN for span in before) > FLOOD_POSTS


def is_by_person(event: Event) -> bool:
    """Return true for a person's event: Slack ids are in capitals, names of Baton and networks in lower case."""
    return event.by.isupper()


def calls_owner(case: Case, post: Mention) -> bool:
    """Return true for the first post in a while by a sender whom staff did not accept: it starts no SLA timer."""
    since = post.posted_at - CALLED_AGAIN
    others = (other for other in case.mentions if case.is_unverified(other) and other.key != post.key)
    return case.is_unverified(post) and not any(since < each.posted_at <= post.posted_at for each in others)


def _owner(case: Case, event: Event) -> Iterator[Notice]:
    if case.owner:
        yield Notice(case.owner)


def _customer_wrote(case: Case, event: Event) -> Iterator[Notice]:
    if case.owner is None or "mention" not in event.data:
        return
    recorded = mention_from_json(event.data["mention"])
    post = case.post(recorded.key) or recorded
    if calls_owner(case, post) or (case.is_own(post) and not is_beyond_flood(case, post)):
        yield from _owner(case, event)


def _customer_edited(case: Case, event: Event) -> Iterator[Notice]:
    if event.data.get("own"):
        yield from _owner(case, event)


def _not_delivered(case: Case, event: Event) -> Iterator[Notice]:
    reply = case.reply(event.data.get("reply", 0))
    if reply and undecided(case, reply):
        yield Notice(reply.by, awaited=event.at - reply.at <= AWAITED)
        yield from _owner(case, event)


def _not_changed(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the person whose correction or deletion failed, within seconds of their request."""
    reply = case.reply(event.data.get("reply", 0))
    if reply:
        yield Notice(case.owner or reply.by, awaited=True)


def _snooze_ended(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the owner, unless the event that ended the snooze notifies them: the customer's post, or a hand-over.

    At its time, a case without an owner notifies the person who snoozed it.
    """
    why = event.data.get("why")
    if why != "moved" and (why != "customer" or is_by_person(event)):
        yield from _owner(case, event)
    if case.status is Status.WAITING:
        yield Notice(event.data.get("set_by") or "")


def _assigned(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the person it was assigned to, unless they accepted or declined it before they were notified."""
    if case.assignment and case.assignment.number == event.number:
        yield Notice(event.data.get("to") or "")


def _taken_over(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the former owner, unless they took the case back since."""
    former = event.data.get("from") or ""
    if case.owner != former:
        yield Notice(former)


def _reassigned(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the new owner and the former one."""
    yield from _assigned(case, event)
    yield from _taken_over(case, event)


def _reopened(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the last owner of a case whose customer wrote again, while nobody has it."""
    if case.status is Status.WAITING and case.owner is None:
        yield Notice(event.data.get("owner") or "")


def _guidance_asked(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the person who was asked, while the question is open."""
    if any(asked.number == event.number for asked in case.guidance):
        yield Notice(event.data.get("person") or "")


def _handed_over(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the former owner, and the person who brought a case that is sent back.

    An escalator is notified of it under the message they escalated.
    """
    yield Notice(event.data.get("owner") or "")
    brought_by = event.data.get("brought_by") or ""
    if event.data.get("refused") and all(
        escalation.by != brought_by for escalation, _ in news_for(case, event)
    ):
        yield Notice(brought_by)


def _undone(case: Case, event: Event) -> Iterator[Notice]:
    """Yield the person who loses a case by an undo, and the one who has it again."""
    former = event.data.get("owner") or ""
    if former != case.owner:
        yield Notice(former)
        yield from _owner(case, event)


def _guidance_given(case: Case, event: Event) -> Iterator[Notice]:
    """Yield those who asked, and the owner, who needs the answer: the case may have changed hands since."""
    asked_by = answered_by(event).values()
    if event.by not in asked_by:
        yield from map(Notice, asked_by)
        yield from _owner(case, event)


# Direct messages about these kinds are drawn in bot/slack/views/notification.py, which has a row for each.
CONCERNED: Mapping[str, Callable[[Case, Event], Iterator[Notice]]] = {
    "joined": _customer_wrote,
    "reopened": _reopened,
    "edited": _customer_edited,
    "not_sent": _not_delivered,
    "unsure": _not_delivered,
    "not_corrected": _not_changed,
    "not_deleted": _not_changed,
    "assigned": _assigned,
    "reassigned": _reassigned,
    "prioritized": _owner,
    "taken_over": _taken_over,
    "handed_over": _handed_over,
    "undone": _undone,
    "guidance_asked": _guidance_asked,
    "guidance_given": _guidance_given,
    "woken": _snooze_ended,
    "pending_ended": _owner,
    "warned": _owner,
}
