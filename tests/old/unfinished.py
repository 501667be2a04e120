"""The end of the recorded story: the worker has stopped, so whatever is asked for now waits in the database."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.case import Case
from bot.jobs.build import (
    UPDATES,
    assign_job,
    channel_gate,
    follow_channel_jobs,
    notice_job,
    probe_job,
    recheck_job,
    retime_jobs,
    thread_job,
)
from bot.jobs.from_calendar import calendar_jobs, resample_job, sweep_job
from bot.jobs.from_events import jobs_for, settle_job
from bot.jobs.job import Job
from bot.services.escalation import flush_job
from bot.services.inbound import poll_job
from bot.services.rulebook.versions import base_of, keep_draft
from bot.store.tx import Tx
from bot.tasks import run
from tests.journeys.stage import Agent, Json
from tests.old.play import Play, number_of
from tests.old.playing import OWNER
from tests.old.story import RULES

WAITS = "This card waits in the file"
REPLY = "This reply waits in the file."
# What once followed an event is asked for once more, for the first of each of these kinds.
REPEATED = frozenset({"acquaint", "inform", "story", "guide", "contested", "retell", "notify"})


async def unfinished(play: Play) -> None:
    """Stop the worker, then go on: people press, customers write, time has come."""
    stage, baton = play.stage, play.baton
    await baton.outbox.stop()
    post = await stage.customer("ivy", f"@larkspur_help my bill: {WAITS}")
    await stage.customer("ana", "@larkspur_help my bill still has the lamp")
    for source in baton.networks["x"].sources:
        await run(baton.context, poll_job("x", source, play.wall()))
    await replied(play.aino, await stage.card("billing", "my bill again, number 0"))
    await changed(play)
    link = await escalated_post(play)
    await stage.agent("U0MIRA").command("social", f"/escalate {link} service please look at {post}")
    await keep_draft(baton.rulebook, (await base_of(baton.rulebook)).draft("d1", RULES, OWNER, play.wall()))
    await baton.store.transact(lambda tx: tx.add_jobs(list(rest(play, tx))))
    await baton.store.transact(lambda tx: broken_off(play, tx))


def broken_off(play: Play, tx: Tx) -> None:
    """Leave a job that cannot be read, and the lease of a worker that died."""
    now = play.wall()
    tx.add_jobs([notice_job("unreadable", "C0BILLING", OWNER, "Nobody can read this.", now)])
    tx.sql.run("update jobs set data = '{' where key = 'tell/unreadable/0/tell'")
    tx.sql.run("update jobs set buried = 3, trouble = 'no JSON' where key = 'tell/unreadable/0/tell'")
    tx.lease(now, now + timedelta(seconds=1))


async def replied(aino: Agent, card: Json) -> None:
    """Reply by word, and confirm it in the window that opens."""
    await aino.command("billing", f"/reply {number_of(card)} {REPLY}")
    await aino.submit(await aino.modal("confirm_reply"))


async def changed(play: Play) -> None:
    """Correct an answer on Discord, and delete one on X."""
    aino = play.aino
    red = await play.stage.card("billing", "red sofa")
    sent = await play.stage.said(red, "Sent on Discord")
    await aino.press("correct", play.under(red, sent))
    await aino.submit(await aino.modal("correct"), new_text="Sorry, and thanks!")
    await aino.submit(await aino.modal("confirm_correct"))
    card = await play.stage.card("billing", "came twice")
    await aino.press("delete_reply", play.under(card, await play.stage.said(card, "Sent on X")))


async def escalated_post(play: Play) -> str:
    """Return the address of a post on X that names nobody, so only marketing brings it."""
    post = await play.stage.customer("jo", "Nobody at all answers me about my router")
    return f"https://x.com/jo/status/{post}"


def rest(play: Play, tx: Tx) -> Iterator[Job]:
    """Yield jobs of the kinds that the story leaves none of, made by the functions that make them."""
    now, baton = play.wall(), play.baton
    rules = baton.context.rules()
    yield from repeated(tx)
    yield recheck_job("x", now)
    yield thread_job(1001, 99, now)
    yield notice_job("old", "C0BILLING", OWNER, "This was to be shown to you.", now)
    yield from follow_channel_jobs("C0OLDPRESS", "C0PRESSSHARED", now)
    yield from retime_jobs(["billing"], rules.version, now)
    yield assign_job("outage", now)
    yield Job("moods", 0, "learn", now)
    yield from (job for job in calendar_jobs(rules, baton.context.zone, now) if job.kind == "sample")
    yield flush_job("service", now)
    yield sweep_job(rules.teams["billing"], baton.context.zone, now - timedelta(days=1))
    yield probe_job("slack:C0SOCIAL", now)
    yield from filter(None, [settle_job(found(tx, 1005), 99, [5], now)])
    yield from written_out(play)
    for row in tx.sql.rows("select native_id from receipts where key like 'sampled/%'"):
        yield resample_job(row["native_id"], now)


def found(tx: Tx, number: int) -> Case:
    case = tx.case(number)
    assert case, f"there is no case {number}"
    return case


def repeated(tx: Tx) -> Iterator[Job]:
    """Ask once more for the first job of each of these kinds that followed an event."""
    seen: set[str] = set()
    for row in tx.sql.rows("select number from cases order by number"):
        case = found(tx, row["number"])
        for job in jobs_for(case, tx.event_log(case.number)):
            if job.kind in REPEATED - seen:
                seen.add(job.kind)
                yield job


def written_out(play: Play) -> Iterable[Job]:
    """Return the jobs that are made inside the code that queues them, with the same fields."""
    now, late = play.wall(), [[1001, "first_response", 80]]
    said = int(now.timestamp() * 1_000_000)
    billing = channel_gate("#billing")
    loan = {"team": "billing", "person": "U0LEON", "by": OWNER}
    until = (now + timedelta(hours=1)).isoformat()
    alarm = {"way": "webhook", "subject": "An old alarm", "text": "An old alarm that waited."}
    yield Job("1001@window/1", 0, "window", now, {"case": 1001})
    yield Job("ladder/billing/said", said, "warn_team", now, {"team": "billing", "late": late}, billing, 1)
    yield Job("loan/billing/U0LEON", said, "lent", now, {**loan, "until": until}, billing)
    yield Job("alarm/webhook", said, "alarm", now, alarm)
    shown = play.stage.sandbox.slack.channels["C0BILLING"]
    first = next(iter(shown.messages))
    card = {"case": 1001, "channel": shown.id, "ts": first, "key": "1001@slack/1/show"}
    yield Job("1001@slack/tidy", 1, "tidy", now, card, UPDATES, 3)
    yield Job(
        "alert/old", 0, "alert", now, {"text": "An old alert that waited."}, channel_gate("#baton-alerts"), 0
    )
    amended = {"text": "The old alert, amended.", "blocks": [], "alert": "alert/old/0/alert"}
    yield Job("alert/old", 1, "amend_alert", now, amended, UPDATES)
