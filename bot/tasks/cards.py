"""Tasks for Slack cards and threads: the card, messages about events, the history after a hand-over."""

from datetime import datetime
from hashlib import sha256

import structlog
from msgspec import json
from msgspec.structs import replace

from bot.case import Ask, Case, Event, Known, Status, Thread, can_be_sent_again, record_shown
from bot.case.serialization import route_from_json, thread_from_json
from bot.delivery import Declined, NotSent, Receipt
from bot.jobs.build import UPDATES, channel_gate, flood_lane, message_keys
from bot.jobs.from_events import last_undecided, settle_job
from bot.jobs.job import Job
from bot.outbox import RunAgain, Spared
from bot.slack import Message
from bot.slack.views.correct import Allowed
from bot.slack.views.thread import draw_event
from bot.slack.views.transcript import draw_history, referred_to
from bot.tasks.context import TaskContext
from bot.tasks.notify_owner import draw_calling
from bot.tasks.read_thread import reading_jobs

log = structlog.get_logger(__name__)
# Slack's error codes for a message that can no longer be changed.
KEPT = {"message_not_found", "cant_update_message", "edit_window_closed"}
# Seconds after which Slack no longer carries out a call that timed out.
LATE_SECONDS = 60.0
# Seconds between checks for the card.
CARD_SECONDS = 5.0
# Events that bring a post of a thread, which may have more of the customer's posts around it.
FURTHER = ("joined", "reopened")


async def show(context: TaskContext, job: Job) -> Spared | None:
    """Post the card; if its channel refuses Baton, post it in the alert channel with one alert.

    After a hand-over another job posts the card for the new team.
    """
    case, known = await context.case_and_known(job)
    if job.gate != channel_gate(case.route.channel):
        await _leave(context, job)
        return Spared()
    if case.thread:
        return Spared()
    case = replace(case, notified=await context.roster.told(case, context.now()))
    try:
        thread = await context.desk.show(case, known, key=job.key, again=job.attempts > 1)
    except Declined as refusal:
        thread = await _show_in_alerts(context, job, case, known, refusal)
    await _record(context, context.ask(job), job, case, thread)
    for reading in reading_jobs(context, case, once_more=True):
        await context.book.add(reading)
    if job.attempts > 1:
        await context.book.add(_tidying(job, thread, context.later(LATE_SECONDS)))
    return None


async def tidy(context: TaskContext, job: Job) -> None:
    """Delete a second card: Slack may carry out a call that timed out after Baton has repeated it."""
    case, place = await context.case(job), job.data
    try:
        await context.desk.tidy(place["channel"], place["ts"], key=place["key"], since=case.opened_at)
    except Declined as refusal:
        if refusal.at:
            raise
        log.warning("card_not_taken_away", job=job.key, why=refusal.why)


async def redraw(context: TaskContext, job: Job) -> None:
    """Update the card to the current state; post a new one if it was deleted."""
    case, known = await context.case_and_known(job)
    try:
        await context.desk.redraw(case, known)
    except Declined as refusal:
        if refusal.code != "message_not_found" or case.thread is None:
            raise
        key = f"{job.key}/{case.thread.ts}"
        thread = await context.desk.show(case, known, key=key, again=job.attempts > 1)
        await _record(context, replace(context.ask(job), request=key), job, case, thread)


async def window(context: TaskContext, job: Job) -> None:
    """Redraw a case, and a reply that can be resent, when a network's reply window is about to close or has closed."""
    case, now = await context.case(job), context.now()
    if case.status is not Status.RESOLVED:
        await context.book.redraw(case.number, now)
        if to_settle := settle_job(case, case.version, last_undecided(case), now):
            await context.book.add(to_settle)


async def say(context: TaskContext, job: Job) -> Receipt | RunAgain | Spared | None:
    """Post the message about an event in the thread. The receipt names its location."""
    case, event = await context.case_and_event(job)
    message = await draw_calling(context, case, event, _allowed(context, case, event))
    if message is None or _is_for_the_story(case, event):
        return Spared()
    if not case.threads and job.lane == flood_lane(case.number):
        return RunAgain(context.later(CARD_SECONDS))  # the card is posted by a job in another lane
    if job.attempts > 1 and (said := await _said(context, job, event.number)):
        # `say_again` posted it while this job failed or waited
        return await _followed(context, job, said, message)
    thread = await _where(context, job, case, event)
    try:
        receipt = await context.desk.say(thread, message, key=job.key, again=job.attempts > 1)
    except Declined as refusal:
        if refusal.code != "thread_not_found":
            raise
        await _wait_for_card(context, case, thread)
        return None
    if event.kind == "sending" and job.attempts == 1:
        await _keep_drawn(context, case, event, message)
    for reading in reading_jobs(context, case) if event.kind in FURTHER else ():
        await context.book.add(reading)
    return await _followed(context, job, _placed(thread, receipt), message)


async def _followed(context: TaskContext, job: Job, said: Receipt, drawn: Message) -> Receipt:
    """Update a flood post to its current state: changes meanwhile ran in another lane and found no receipt."""
    if job.lane != flood_lane(job.data["case"]):
        return said
    await context.book.store.transact(lambda tx: tx.keep_receipts({job.key: said}))
    case, event = await context.case_and_event(job)
    message = draw_event(case, event)
    if message and (job.attempts > 1 or message != drawn):
        await _amend(context, said, message)
    return said


async def say_again(context: TaskContext, job: Job) -> Receipt | Spared | None:
    """Update the message about a reply, question or assignment to its current state."""
    case, event = await context.case_and_event(job)
    message = draw_event(case, event, _allowed(context, case, event))
    said = await _said(context, job, event.number)
    if message is None:
        return None
    if said is None:
        return await _say_unless_queued(context, case, event)
    if await _is_drawn(context, case, event, message):
        return Spared()
    channel, ts = said.native_id.split("/")
    await context.desk.edit(replace(_thread(case, event), channel=channel), ts, message)
    await _keep_drawn(context, case, event, message)
    return None


async def _say_unless_queued(context: TaskContext, case: Case, event: Event) -> Spared | None:
    """Post a message whose job failed permanently.

    One that is still queued will show the current state; posted now, it would appear twice.
    """
    keys = message_keys(case.number, event.number)
    message = await draw_calling(context, case, event, _allowed(context, case, event))
    if message is None or await context.book.store.transact(lambda tx: tx.are_queued(keys)):
        return Spared()
    thread = _thread(case, event)
    said = {keys[0]: _placed(thread, await context.desk.say(thread, message, key=keys[0], again=True))}
    await context.book.store.transact(lambda tx: tx.keep_receipts(said))
    return None


async def _is_drawn(context: TaskContext, case: Case, event: Event, message: Message) -> bool:
    """Return true when the message already shows this state.

    A reply is often sent before it is shown as on its way, and Slack allows only about fifty updates a minute.
    """
    kept = await context.book.store.transact(lambda tx: tx.receipt(_drawn_key(case, event)))
    return kept is not None and kept.native_id == _digest(message)


async def _keep_drawn(context: TaskContext, case: Case, event: Event, message: Message) -> None:
    drawn = {_drawn_key(case, event): Receipt(_digest(message), "", context.now())}
    await context.book.store.transact(lambda tx: tx.keep_receipts(drawn))


def _drawn_key(case: Case, event: Event) -> str:
    return f"{message_keys(case.number, event.number)[0]}/drawn"


def _digest(message: Message) -> str:
    return sha256(json.encode((message.text, message.blocks))).hexdigest()


async def settle(context: TaskContext, job: Job) -> None:
    """Update messages with buttons to the state of their questions."""
    case = await context.case(job)
    for number in job.data["messages"]:
        await _settle_one(context, job, case, number)


async def _settle_one(context: TaskContext, job: Job, case: Case, number: int) -> None:
    """Update one message; one that was never posted, or that Slack no longer lets Baton change, stays as it is."""
    said = await _said(context, job, number)
    event = await context.book.store.transact(lambda tx: tx.event(case.number, number))
    message = draw_event(case, event, _allowed(context, case, event)) if event else None
    if said is None or message is None:
        return
    await _amend(context, said, message)
    if event:
        await _keep_drawn(context, case, event, message)


async def _amend(context: TaskContext, said: Receipt, message: Message) -> None:
    channel, _, ts = said.native_id.rpartition("/")
    try:
        await context.desk.amend(channel, ts, message)
    except Declined as refusal:
        if refusal.code not in KEPT:
            raise


async def story(context: TaskContext, job: Job) -> None:
    """Post the history so far in the thread that the case was handed to.

    A history that was begun is finished, even if the case has moved on.
    """
    case, shown = await context.case_and_event(job)
    thread = thread_from_json(shown.data["thread"])
    # A moved channel has another id, but the message keeps its `ts`.
    thread = next((each for each in case.threads if each.ts == thread.ts), thread)
    if case.thread != thread and job.attempts == 1:
        return
    event_log = await context.book.store.transact(lambda tx: tx.event_log(case.number))
    names = await context.desk.labels(referred_to(event_log))
    told: dict[str, Receipt] = {}
    for part, message in enumerate(draw_history(case, event_log, until=shown.number, names=names)):
        key = f"{job.key}/{part}"
        told[key] = _placed(thread, await context.desk.say(thread, message, key=key, again=job.attempts > 1))
    await context.book.store.transact(lambda tx: tx.keep_receipts(told))


def _tidying(shown: Job, thread: Thread, at: datetime) -> Job:
    data = {"case": shown.data["case"], "channel": thread.channel, "ts": thread.ts, "key": shown.key}
    return Job(f"{shown.lane}/tidy", shown.position, "tidy", at, data=data, gate=UPDATES, urgency=3)


async def _record(context: TaskContext, ask: Ask, job: Job, case: Case, thread: Thread) -> None:
    """Record the thread of the card and the people it notified."""
    await context.book.do(
        case.number,
        ask,
        record_shown,
        thread=thread,
        team=case.route.team,
        drawn=_drawn(job, case),
        told=case.notified,
        unnotified=context.desk.unnotified(thread),
    )


def _drawn(job: Job, case: Case) -> int:
    """Return the version that the card shows; 0 for a card found after a timeout, whose version is unknown."""
    return case.version if job.attempts == 1 else 0


async def _leave(context: TaskContext, job: Job) -> None:
    """Record a card that an earlier attempt posted, without an answer, in the channel the case has left."""
    if job.attempts == 1:
        return
    case, event = await context.case_and_event(job)
    route = route_from_json(event.data["route"])
    for channel in (route.channel, context.alerts):
        there = replace(case, route=replace(route, channel=channel))
        try:
            thread = await context.desk.find_card(there, key=job.key)
        except Declined as refusal:
            if refusal.of_platform:
                raise
            continue
        if thread:
            ask = context.ask(job)
            await context.book.do(case.number, ask, record_shown, thread=thread, team=route.team, drawn=0)


async def _show_in_alerts(
    context: TaskContext, job: Job, case: Case, known: Known, refusal: Declined
) -> Thread:
    channel = case.route.channel
    if not refusal.at or refusal.of_platform or refusal.code == "missing_scope" or channel == context.alerts:
        raise refusal
    await context.alert_once(
        f"channel/{refusal.at}",
        f"Baton cannot post in {channel}: {refusal.why} Until then, the cards of team {case.route.team} appear here.",
    )
    elsewhere = replace(case, route=replace(case.route, channel=context.alerts))
    return await context.desk.show(elsewhere, known, key=job.key, again=job.attempts > 1)


def _allowed(context: TaskContext, case: Case, event: Event) -> Allowed:
    """Return what an agent can still do with the reply of an event on its network."""
    reply = case.reply(event.number)
    if reply is None:
        return Allowed()
    resends, network = (
        can_be_sent_again(case, reply, context.now()),
        context.networks.get(case.network_of(reply)),
    )
    if network is None:
        return Allowed(resends=resends)
    limits = network.limits
    return Allowed(limits.edits_replies, limits.deletes_replies, limits.why_not, resends)


def _placed(thread: Thread, said: Receipt) -> Receipt:
    """Return the receipt of a message in a thread, with its channel."""
    return replace(said, native_id=f"{thread.channel}/{said.native_id}")


def _is_for_the_story(case: Case, event: Event) -> bool:
    """Return true when the event came before a hand-over without a card: the next thread's history covers it."""
    return not case.earlier_threads and case.brought is not None and case.brought.number > event.number


async def _wait_for_card(context: TaskContext, case: Case, deleted: Thread) -> None:
    """Redraw a deleted card. Raise NotSent until the new one is posted; a thread that the case has left stays gone."""
    if deleted == case.thread:
        await context.book.redraw(case.number, context.now())
        raise NotSent("The card was deleted. Baton posts a new one first.")


async def _where(context: TaskContext, job: Job, case: Case, event: Event) -> Thread:
    """Return the thread for an event; the outcome of a reply goes to the thread of that reply."""
    said = await _said(context, job, event.data["reply"]) if "reply" in event.data else None
    if said is None:
        return _thread(case, event)
    channel, _, ts = said.native_id.partition("/")
    above = (each for each in reversed(case.threads) if each.channel == channel and each.ts < ts)
    return next(above, _thread(case, event))


async def _said(context: TaskContext, job: Job, number: int) -> Receipt | None:
    """Return the location of the message about event `number`."""
    receipts = await context.book.store.transact(
        lambda tx: tx.receipts(message_keys(job.data["case"], number))
    )
    return next(iter(receipts.values()), None)


def _thread(case: Case, event: Event) -> Thread:
    """Return the latest thread, or the one the case left if this event came before or with the hand-over.

    The next thread begins with the history, which covers earlier events. Raise Declined without a thread.
    """
    # A handover that was undone since is shown where the case is.
    is_of_earlier = case.brought is not None and case.brought.number >= event.number
    threads = case.earlier_threads if is_of_earlier else case.threads
    if not threads:
        raise Declined("The card couldn't be posted, so there is no thread for this message.")
    return threads[-1]
