"""The jobs that follow from each kind of event, in one table."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.case.clocks import BREACH, REMIND
from bot.case.model import Case, Event
from bot.case.notifications import is_by_person, is_flood
from bot.case.reply_model import Delivery
from bot.case.verbs.guidance import answered_by
from bot.jobs.build import (
    BACKGROUND,
    CONVERSATION,
    FLOOD,
    IN_A_WHILE,
    PRESSED,
    UPDATES,
    assign_job,
    channel_gate,
    flood_lane,
    redraw_job,
    slack_lane,
    urgency_of,
)
from bot.jobs.direct import notify_people
from bot.jobs.job import Job
from bot.jobs.source import source_jobs
from bot.jobs.timers import follow_up, learn, restart, take_back, timer, wake_up, windows

# Number of the event that opened a case.
FIRST = 1
# The leads are notified of a case that was declined this often.
BOUNCES = 2
Follow = Callable[[Case, Event], Iterator[Job]]
UNDECIDED = (Delivery.NOT_SENT, Delivery.UNSURE)
# Time between attempts to look up the people whom a card should notify.
NOTIFY_AFTER = timedelta(seconds=15)


def jobs_for(case: Case, events: Iterable[Event]) -> tuple[Job, ...]:
    """Return the jobs that follow from `events`; `case` is the case after them."""
    return tuple(job for event in events for follow in _follows(event) for job in follow(case, event))


def _follows(event: Event) -> Iterator[Follow]:
    yield from _TABLE.get(event.kind, ())
    yield notify_people
    yield source_jobs
    yield _tick


def _tick(case: Case, event: Event) -> Iterator[Job]:
    yield from timer(case, event.at, event.number)


def _warned(case: Case, event: Event) -> Iterator[Job]:
    if event.data["rung"] == REMIND or case.owner:
        yield _posting("say", case, event, BACKGROUND)
    if event.data["rung"] == BREACH:
        yield redraw_job(case, event.at)


def _show(case: Case, event: Event) -> Iterator[Job]:
    """Post a new card by the case's priority; a person who hands a case over is waiting for it."""
    priority = int(case.route.priority)
    urgency = min(priority, PRESSED) if is_by_person(event) else priority
    yield _posting("show", case, event, urgency)


def _expedite_card(case: Case, event: Event) -> Iterator[Job]:
    """Post the card of a claimed case before the cards of unassigned cases."""
    if not case.threads and not case.hand_off:
        yield replace(
            _posting("show", case, event), position=FIRST, urgency=CONVERSATION, data=_about(case, FIRST)
        )


def _say(case: Case, event: Event) -> Iterator[Job]:
    yield _posting("say", case, event)


def _say_post(case: Case, event: Event) -> Iterator[Job]:
    """Show a new post; a flood of posts gets a lane of its own, so that it blocks no other message."""
    job = _posting("say", case, event)
    yield replace(job, lane=flood_lane(case.number), urgency=FLOOD) if is_flood(case) else job


def _say_if_explained(case: Case, event: Event) -> Iterator[Job]:
    """Post the reason of a release, if there is one; the card shows the release itself."""
    if event.data.get("because"):
        yield _posting("say", case, event)


def _say_handed_over(case: Case, event: Event) -> Iterator[Job]:
    """Announce the hand-over in the thread that the case leaves.

    It comes before `show` in the lane, while that thread is still the latest. After an escalation the progress, which
    that thread shows, says it.
    """
    if case.earlier_threads and not event.data.get("escalated"):
        gate = channel_gate(case.earlier_threads[-1].name)
        yield replace(_posting("say", case, event), gate=gate)


def _say_again_of(what: str) -> Follow:
    """Return a rule that updates the thread's message about a reply, question or assignment."""

    def follow(case: Case, event: Event) -> Iterator[Job]:
        data = _about(case, event.data[what])
        yield Job(
            slack_lane(case.number),
            event.number,
            "say_again",
            event.at,
            data=data,
            gate=UPDATES,
            urgency=CONVERSATION,
        )

    return follow


def last_undecided(case: Case) -> list[int]:
    """Return the latest reply if it was not sent or cannot be confirmed."""
    return [reply.number for reply in case.replies[-1:] if reply.state in UNDECIDED]


def settle_job(case: Case, position: int, messages: list[int], at: datetime) -> Job | None:
    """Build the update of messages, given by their events, whose buttons may be out of date; None without any."""
    data = {"case": case.number, "messages": messages}
    lane = slack_lane(case.number)
    return (
        Job(lane, position, "settle", at, data=data, gate=UPDATES, urgency=urgency_of(case))
        if messages
        else None
    )


def _settle(case: Case, event: Event) -> Iterator[Job]:
    """Update earlier questions that this event decides or closes."""
    if event.kind == "sending":
        messages = [reply.number for reply in case.replies[-2:-1] if reply.state in UNDECIDED]
    else:
        data = event.data
        messages = [*data.get("questions", ()), *data.get("assignments", ()), *last_undecided(case)]
    yield from filter(None, [settle_job(case, event.number, messages, event.at)])


def _settle_more_questions(case: Case, event: Event) -> Iterator[Job]:
    """Update the other questions that the same message answered."""
    yield from filter(None, [settle_job(case, event.number, list(answered_by(event))[1:], event.at)])


def _link_identities(case: Case, event: Event) -> Iterator[Job]:
    """Link identities once the card is posted, and again after each new customer account."""
    post = event.data.get("mention", {})
    is_known = post.get("case") == case.number and not post.get("unverified")
    if is_known or event.kind == "sender_accepted" or (event.kind == "shown" and _is_first_card(case)):
        yield Job(f"{case.number}@people", event.number, "acquaint", event.at, data={"case": case.number})


def _inform(case: Case, event: Event) -> Iterator[Job]:
    """Notify other teams once, when there is a thread to link to."""
    if not _is_first_card(case):
        return
    for team, channel in case.route.inform:
        data = {"case": case.number, "channel": channel}
        lane, gate = f"{case.number}@inform/{team}", channel_gate(channel)
        yield Job(lane, 0, "inform", event.at, data=data, gate=gate, urgency=int(case.route.priority))


def _say_sender_again(case: Case, event: Event) -> Iterator[Job]:
    """Update every message of an unverified sender with the decision about them."""
    for number in event.data["shown"]:
        lane, data = slack_lane(case.number), _about(case, number)
        yield Job(lane, number, "say_again", event.at, data=data, gate=UPDATES, urgency=PRESSED)


def _notify(case: Case, event: Event) -> Iterator[Job]:
    """Notify the people whom the card could not notify, as soon as Slack can say who they are."""
    if event.data.get("unnotified") and not event.data.get("left"):
        data = {"case": case.number, "event": event.number}
        lane, gate = f"{case.number}@notify/{event.number}", channel_gate(case.route.channel)
        yield Job(
            lane, 0, "notify", event.at + NOTIFY_AFTER, data=data, gate=gate, urgency=int(case.route.priority)
        )


def _back(case: Case, event: Event) -> Iterator[Job]:
    """Draw the case where an undo brought it back: in the thread of its former card, or in a card of its own."""
    yield from _redraw(case, event)
    if case.thread:
        yield _posting("say", case, event)
    elif "route" in event.data:
        yield from _show(case, event)


def _redraw(case: Case, event: Event) -> Iterator[Job]:
    """Redraw the card: at once for a person who pressed a button, later for what the thread shows anyway."""
    if is_by_person(event) and event.kind != "sending":
        yield redraw_job(case, event.at, PRESSED)
    else:
        yield redraw_job(case, event.at, IN_A_WHILE if case.owner else BACKGROUND)


def _is_first_card(case: Case) -> bool:
    return len(case.threads) == 1


def _after_show(case: Case, event: Event) -> Iterator[Job]:
    if event.data.get("left"):
        yield from _after_leaving(case, event)
        return
    if event.data["drawn"] < event.number - 1 or case.earlier_threads:
        yield redraw_job(case, event.at)
    if case.earlier_threads or (case.hand_off and case.hand_off.number):
        yield _posting("story", case, event)


def _after_leaving(case: Case, event: Event) -> Iterator[Job]:
    """Announce a hand-over that happened before the old card was posted; this comes before `show`."""
    yield redraw_job(case, event.at)
    if case.hand_off and case.hand_off.number:
        yield from _say_handed_over(case, replace(event, number=case.hand_off.number))


def _reply(case: Case, event: Event) -> Iterator[Job]:
    network = event.data.get("network") or case.first.network
    lane, gate, data = f"{case.number}@{network}", f"{network}-reply", _about(case, event.number)
    yield Job(lane, event.number, "reply", event.at, data=data, gate=gate, urgency=CONVERSATION)


def _sync_edit(case: Case, event: Event) -> Iterator[Job]:
    """Update every message of the thread that shows the post."""
    lane, data = slack_lane(case.number), _about(case, event.number)
    yield Job(lane, event.number, "retell", event.at, data=data, gate=UPDATES, urgency=urgency_of(case))


def _correct(case: Case, event: Event) -> Iterator[Job]:
    yield _changing("correct", case, event)


def _delete(case: Case, event: Event) -> Iterator[Job]:
    yield _changing("delete", case, event)


def _changing(kind: str, case: Case, event: Event) -> Job:
    """Build the job that changes a posted reply, in the lane in which it was sent."""
    reply = case.reply(event.data["reply"])
    network = case.network_of(reply) if reply else case.first.network
    lane, gate, data = f"{case.number}@{network}", f"{network}-reply", _about(case, event.number)
    return Job(lane, event.number, kind, event.at, data=data, gate=gate, urgency=CONVERSATION)


def _contested(case: Case, event: Event) -> Iterator[Job]:
    """Alert the leads when teams keep declining the same case."""
    if event.data.get("refused") and case.sent_back >= BOUNCES:
        lane = f"{case.number}@contested"
        yield Job(lane, event.number, "contested", event.at, data=_about(case, event.number))


def _notify_team(case: Case, event: Event) -> Iterator[Job]:
    """Notify a team of a question in its own channel; a person is notified in the thread."""
    if event.data["team"]:
        lane = f"{case.number}@guidance/{event.number}"
        yield Job(lane, 0, "guide", event.at, data=_about(case, event.number))


def _assign(case: Case, event: Event) -> Iterator[Job]:
    """Assign the next case, because one waits or an agent has capacity again."""
    if case.route.assign:
        yield assign_job(case.route.team, event.at)


def _say_assignment_again(case: Case, event: Event) -> Iterator[Job]:
    if "assignment" in event.data:
        yield from _say_given_again(case, event)


def _posting(kind: str, case: Case, event: Event, urgency: int | None = None) -> Job:
    lane, gate, data = slack_lane(case.number), channel_gate(case.route.channel), _about(case, event.number)
    urgency = urgency_of(case) if urgency is None else urgency
    return Job(lane, event.number, kind, event.at, data=data, gate=gate, urgency=urgency)


def _about(case: Case, event: int) -> dict[str, int]:
    return {"case": case.number, "event": event}


_say_again, _say_match_again = _say_again_of("reply"), _say_again_of("match")
_say_guidance_again, _say_given_again = _say_again_of("guidance"), _say_again_of("assignment")

_TABLE: dict[str, tuple[Follow, ...]] = {
    "opened": (_show, windows, _assign),
    "shown": (_after_show, _link_identities, _inform, _notify),
    "joined": (_say_post, _redraw, windows, _link_identities, _settle),
    "reopened": (_say, _redraw, windows, _link_identities, _assign, _settle),
    "claimed": (_expedite_card, _redraw),
    "released": (_say_if_explained, _redraw, _assign),
    "taken_over": (_say, _redraw, _say_assignment_again, _assign),
    "assigned": (_say, _redraw, take_back),
    "reassigned": (_say, _redraw, take_back, _say_assignment_again, _assign),
    "accepted": (_say_given_again, _redraw),
    "unassigned": (_say_given_again, _say_if_explained, _redraw, _assign),
    "sending": (_reply, _say, _redraw, _settle),
    "sent": (_say_again, _redraw),
    "not_sent": (_say_again, _say, _redraw),
    "unsure": (_say_again, _say, _redraw),
    "delayed": (_say_again,),
    "correcting": (_correct, _say_again),
    "corrected": (_say_again,),
    "not_corrected": (_say_again, _say),
    "deleting": (_delete, _say_again),
    "deleted": (_say_again, _redraw),
    "not_deleted": (_say_again, _say),
    "edited": (_sync_edit, _say, _redraw, _settle),
    "withdrawn": (_sync_edit, _say, _redraw, learn, _settle),
    "longer": (_redraw,),
    "hidden": (_sync_edit, _say, _redraw),
    "unhidden": (_sync_edit, _say, _redraw),
    "answered_elsewhere": (_say, _redraw),
    "warned": (_warned,),
    "retimed": (_redraw, _assign),
    "prioritized": (_say, _redraw),
    "tagged": (_redraw,),
    "handed_over": (_say_handed_over, _show, _contested, _assign, _settle),
    "snoozed": (_redraw, wake_up, _assign),
    "woken": (_say, _redraw, _assign),
    "pending": (_redraw, follow_up),
    "pending_ended": (_say, _redraw),
    "guidance_asked": (_say, _redraw, _notify_team),
    "guidance_given": (_say_guidance_again, _settle_more_questions, _say, _redraw),
    "resolved": (_redraw, _assign, _settle),
    "resolution_undone": (_redraw, restart, _assign, _settle),
    "undone": (_back, restart, _assign, _settle),
    "stuck": (_redraw,),
    "unstuck": (_redraw,),
    "same_person_proposed": (_say,),
    "same_person": (_say_match_again, _redraw),
    "not_same_person": (_say_match_again, _redraw),
    "same_person_undone": (_say_match_again, _redraw),
    "recognised": (_redraw,),
    "parted": (_redraw,),
    "mood_corrected": (_redraw, learn),
    "sender_accepted": (_say_sender_again, _redraw, _link_identities),
    "sender_undone": (_say_sender_again, _redraw),
    "links_revoked": (_say, _redraw),
}
