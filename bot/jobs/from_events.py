"""Which jobs follow from which event: one table."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.case.clocks import BREACH, NUDGE, next_look
from bot.case.model import Case, Delivery, Event
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
    timer_job,
    urgency_of,
)
from bot.jobs.job import Job
from bot.jobs.timers import learn, take_back, wake_up, windows

# The place of the event that opened a case.
FIRST = 1
# Posts of a case that were written within so long of one another are a flood from the sixth on.
FLOOD_POSTS, FLOOD_SPAN = 5, timedelta(minutes=1)
# The lead hears of a case that was sent back so often.
TOO_OFTEN = 2
Follow = Callable[[Case, Event], Iterator[Job]]
UNDECIDED = (Delivery.NOT_SENT, Delivery.UNSURE)
# Between two looks whether Slack says by now whom a card is to notify.
NOTIFY_AFTER = timedelta(seconds=15)


def follow_ups(case: Case, events: Iterable[Event]) -> tuple[Job, ...]:
    """The jobs that `events` ask for; `case` is the case as they leave it."""
    return tuple(job for event in events for follow in _follows(event) for job in follow(case, event))


def timer(case: Case, at: datetime, run: int | None = None) -> Iterator[Job]:
    """The case's timer, where it has clocks that run, or that began to with the event `run`: at the earliest look."""
    looks = [next_look(clock, at) for clock in case.clocks if run in (None, clock.run)]
    if look_at := min(filter(None, looks), default=None):
        yield timer_job(case.number, look_at)


def _follows(event: Event) -> Iterator[Callable[[Case, Event], Iterator[Job]]]:
    yield from _TABLE.get(event.kind, ())
    yield _tick


def _tick(case: Case, event: Event) -> Iterator[Job]:
    yield from timer(case, event.at, event.number)


def _warned(case: Case, event: Event) -> Iterator[Job]:
    if event.data["rung"] == NUDGE:
        yield _posting("say", case, event, BACKGROUND)
    if event.data["rung"] == BREACH:
        yield redraw_job(case, event.at)


def _show(case: Case, event: Event) -> Iterator[Job]:
    """New cards wait their turn by the case's priority; one that a person sends on is awaited."""
    priority = int(case.route.priority)
    urgency = min(priority, PRESSED) if _is_by_person(event) else priority
    yield _posting("show", case, event, urgency)


def _hurry_card(case: Case, event: Event) -> Iterator[Job]:
    """Somebody took a case whose card still waits: it goes before those of cases nobody has."""
    if not case.threads and not case.hand_off:
        yield replace(
            _posting("show", case, event), position=FIRST, urgency=CONVERSATION, data=_about(case, FIRST)
        )


def _say(case: Case, event: Event) -> Iterator[Job]:
    yield _posting("say", case, event)


def _say_post(case: Case, event: Event) -> Iterator[Job]:
    """One author's many posts in a short time hold up neither their own conversation nor other customers' cards."""
    job, last = _posting("say", case, event), case.latest.posted_at
    close = [post for post in case.mentions if abs(post.posted_at - last) <= FLOOD_SPAN]
    yield replace(job, lane=flood_lane(case.number), urgency=FLOOD) if len(close) > FLOOD_POSTS else job


def _say_if_explained(case: Case, event: Event) -> Iterator[Job]:
    """A release is on the card; only the reason for it is said."""
    if event.data.get("because"):
        yield _posting("say", case, event)


def _say_farewell(case: Case, event: Event) -> Iterator[Job]:
    """In the thread the case leaves. It stands before `show` in the lane, while that thread is still the last."""
    if case.earlier_threads:
        gate = channel_gate(case.earlier_threads[-1].name)
        yield replace(_posting("say", case, event), gate=gate)


def _say_again_of(what: str) -> Follow:
    """The thread's message about a reply, or a question asked there, follows what became of it."""

    def follow(case: Case, event: Event) -> Iterator[Job]:
        data = _about(case, event.data[what])
        yield Job(slack_lane(case.number), event.number, "say_again", event.at, data, UPDATES, CONVERSATION)

    return follow


def last_undecided(case: Case) -> list[int]:
    """The latest reply, when it did not go out or nobody can tell."""
    return [reply.number for reply in case.replies[-1:] if reply.state in UNDECIDED]


def settle_job(case: Case, position: int, messages: list[int], at: datetime) -> Job | None:
    """Messages of the thread, by their events, whose buttons may have had their time; None when there are none."""
    data = {"case": case.number, "messages": messages}
    lane = slack_lane(case.number)
    return Job(lane, position, "settle", at, data, UPDATES, urgency_of(case)) if messages else None


def _settle(case: Case, event: Event) -> Iterator[Job]:
    """What people were asked before is decided by this, or cannot be decided any more."""
    if event.kind == "sending":
        messages = [reply.number for reply in case.replies[-2:-1] if reply.state in UNDECIDED]
    else:
        messages = [*event.data.get("questions", ()), *last_undecided(case)]
    yield from filter(None, [settle_job(case, event.number, messages, event.at)])


def _acquaint(case: Case, event: Event) -> Iterator[Job]:
    """Who this is, once the card stands, and again when the case has one more customer."""
    post = event.data.get("mention", {})
    is_known = post.get("case") == case.number and not post.get("unverified")
    if is_known or event.kind == "sender_accepted" or (event.kind == "shown" and _is_first_card(case)):
        yield Job(f"{case.number}@people", event.number, "acquaint", event.at, {"case": case.number})


def _inform(case: Case, event: Event) -> Iterator[Job]:
    """Further teams hear of the case once, when there is a thread to lead them to."""
    if not _is_first_card(case):
        return
    for team, channel in case.route.inform:
        data = {"case": case.number, "channel": channel}
        lane, gate = f"{case.number}@inform/{team}", channel_gate(channel)
        yield Job(lane, 0, "inform", event.at, data, gate, int(case.route.priority))


def _say_sender_again(case: Case, event: Event) -> Iterator[Job]:
    """Every message that shows a post of theirs says whether they were accepted."""
    for number in event.data["shown"]:
        lane, data = slack_lane(case.number), _about(case, number)
        yield Job(lane, number, "say_again", event.at, data, UPDATES, PRESSED)


def _notify(case: Case, event: Event) -> Iterator[Job]:
    """Whom the card could not notify is notified as soon as Slack says who that is."""
    if event.data.get("unnotified") and not event.data.get("left"):
        data = {"case": case.number, "event": event.number}
        lane, gate = f"{case.number}@notify/{event.number}", channel_gate(case.route.channel)
        yield Job(lane, 0, "notify", event.at + NOTIFY_AFTER, data, gate, int(case.route.priority))


def _redraw(case: Case, event: Event) -> Iterator[Job]:
    """Who presses a button waits for the card to change. What happens in a thread is shown there, so the card may
    follow later."""
    if _is_by_person(event) and event.kind != "sending":
        yield redraw_job(case, event.at, PRESSED)
    else:
        yield redraw_job(case, event.at, IN_A_WHILE if case.owner else BACKGROUND)


def _is_by_person(event: Event) -> bool:
    """Slack writes the ids of people in capitals; Baton and the networks have names in lower case."""
    return event.by.isupper()


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
    """The case was handed over before its card stood: what could not be said there then is said now, before `show`."""
    yield redraw_job(case, event.at)
    if case.hand_off and case.hand_off.number:
        yield from _say_farewell(case, replace(event, number=case.hand_off.number))


def _reply(case: Case, event: Event) -> Iterator[Job]:
    network = event.data.get("network") or case.first.network
    data = {"case": case.number, "event": event.number}
    lane = f"{case.number}@{network}"
    yield Job(lane, event.number, "reply", event.at, data, f"{network}-reply", CONVERSATION)


def _retell(case: Case, event: Event) -> Iterator[Job]:
    """Every message of the thread that shows the post follows it."""
    lane, data = slack_lane(case.number), _about(case, event.number)
    yield Job(lane, event.number, "retell", event.at, data, UPDATES, urgency_of(case))


def _correct(case: Case, event: Event) -> Iterator[Job]:
    yield _changing("correct", case, event)


def _delete(case: Case, event: Event) -> Iterator[Job]:
    yield _changing("delete", case, event)


def _changing(kind: str, case: Case, event: Event) -> Job:
    """A reply that went out is changed in the lane in which it was sent."""
    reply = case.reply(event.data["reply"])
    network = case.network_of(reply) if reply else case.first.network
    data = {"case": case.number, "event": event.number}
    lane, gate = f"{case.number}@{network}", f"{network}-reply"
    return Job(lane, event.number, kind, event.at, data, gate, CONVERSATION)


def _contested(case: Case, event: Event) -> Iterator[Job]:
    """Teams that send a case to and fro do not agree whose it is: somebody above them has to say."""
    if event.data.get("refused") and case.sent_back >= TOO_OFTEN:
        data = {"case": case.number, "event": event.number}
        yield Job(f"{case.number}@contested", event.number, "contested", event.at, data)


def _tell_team(case: Case, event: Event) -> Iterator[Job]:
    """A team that is asked hears of it in its own channel; a person hears of it in the thread."""
    if event.data["team"]:
        data = {"case": case.number, "event": event.number}
        yield Job(f"{case.number}@guidance/{event.number}", 0, "guide", event.at, data)


def _give_out(case: Case, event: Event) -> Iterator[Job]:
    """A case waits for somebody, or somebody has room for another."""
    if case.route.assign:
        yield assign_job(case.route.team, event.at)


def _say_assignment_again(case: Case, event: Event) -> Iterator[Job]:
    if "assignment" in event.data:
        yield from _say_given_again(case, event)


def _posting(kind: str, case: Case, event: Event, urgency: int | None = None) -> Job:
    lane, gate, data = slack_lane(case.number), channel_gate(case.route.channel), _about(case, event.number)
    urgency = urgency_of(case) if urgency is None else urgency
    return Job(lane, event.number, kind, event.at, data, gate, urgency)


def _about(case: Case, event: int) -> dict[str, int]:
    return {"case": case.number, "event": event}


_say_again, _say_match_again = _say_again_of("reply"), _say_again_of("match")
_say_guidance_again, _say_given_again = _say_again_of("guidance"), _say_again_of("assignment")

_TABLE: dict[str, tuple[Follow, ...]] = {
    "opened": (_show, windows, _give_out),
    "shown": (_after_show, _acquaint, _inform, _notify),
    "joined": (_say_post, _redraw, windows, _acquaint, _settle),
    "reopened": (_say, _redraw, windows, _acquaint, _give_out, _settle),
    "claimed": (_hurry_card, _redraw),
    "released": (_say_if_explained, _redraw, _give_out),
    "taken_over": (_say, _redraw, _say_assignment_again, _give_out),
    "assigned": (_say, _redraw, take_back),
    "accepted": (_say_given_again, _redraw),
    "unassigned": (_say_given_again, _say_if_explained, _redraw, _give_out),
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
    "edited": (_retell, _say, _redraw, _settle),
    "withdrawn": (_retell, _say, _redraw, learn, _settle),
    "longer": (_redraw,),
    "hidden": (_retell, _say, _redraw),
    "unhidden": (_retell, _say, _redraw),
    "answered_elsewhere": (_say, _redraw),
    "warned": (_warned,),
    "retimed": (_redraw, _give_out),
    "handed_over": (_say_farewell, _show, _contested, _give_out, _settle),
    "snoozed": (_redraw, wake_up, _give_out),
    "woken": (_say, _redraw, _give_out),
    "guidance_asked": (_say, _redraw, _tell_team),
    "guidance_given": (_say_guidance_again, _say, _redraw),
    "resolved": (_redraw, _give_out, _settle),
    "stuck": (_redraw,),
    "unstuck": (_redraw,),
    "same_person_proposed": (_say,),
    "same_person": (_say_match_again, _redraw),
    "not_same_person": (_say_match_again, _redraw),
    "same_person_undone": (_say_match_again, _redraw),
    "recognised": (_redraw,),
    "parted": (_redraw,),
    "mood_corrected": (_redraw, learn),
    "sender_accepted": (_say_sender_again, _redraw, _acquaint),
    "sender_undone": (_say_sender_again, _redraw),
    "links_revoked": (_say, _redraw),
}
