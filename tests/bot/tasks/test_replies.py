"""The reply task: a posted reply is recognised, and one that must no longer be sent stays here."""

import dataclasses
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot import tasks
from bot.app import Baton, build
from bot.case import (
    Ask,
    Case,
    Delivery,
    Reply,
    can_be_sent_again,
    claim,
    delete_reply,
    draft,
    join,
    record_not_sent,
    send,
    take_over,
)
from bot.cli.demo import demo_settings
from bot.delivery import NotSent
from bot.jobs.job import Job
from bot.mention import MayReply, Mention
from bot.tasks import TaskContext
from sandbox import Sandbox

ANSWER = "Sorry, the second charge is on its way back to you."


@pytest.fixture
async def baton(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Baton]:
    """Baton with case 1001, which Aino has; nobody carries out its jobs."""
    async with build(demo_settings(sandbox, tmp_path / "baton.db")) as baton:
        network = baton.networks["x"]
        await network.start()
        since = (await network.mentions("mentions", None)).cursor
        sandbox.x.post("ana", "@larkspur_help I was charged twice")
        batch = await network.mentions("mentions", since)
        await baton.intake.take(batch.mentions, baton.context.now())
        await do(baton, "U0AINO", claim)
        yield baton


async def do(baton: Baton, by: str, verb: object, **details: object) -> Case:
    now = baton.context.now()
    ask = Ask(by, now, f"{by}/{now.isoformat()}")
    done = await baton.context.book.do(1001, ask, verb, **details)  # type: ignore[arg-type]
    return done.case


async def sending(baton: Baton, to: Mention | None = None) -> Job:
    """The job that sends a reply of Aino's, which is on its way."""
    post = to or (await baton.context.book.case(1001)).first
    written = await do(baton, "U0AINO", draft, text=ANSWER, to=post, length=50, longest=280, cost=10_000)
    case = await do(baton, "U0AINO", send, number=written.drafts[0].number)
    reply = case.replies[-1]
    data = {"case": 1001, "event": reply.number}
    return Job("1001@x", reply.number, "reply", baton.context.now(), data, "x-reply", attempts=1)


async def became(baton: Baton) -> Reply:
    return (await baton.context.book.case(1001)).replies[-1]


def answers(sandbox: Sandbox) -> list[str]:
    return [post.typed for post in sandbox.x.posts.values() if post.author == sandbox.x.brand]


async def test_a_reply_that_went_out_before_the_case_changed_hands_is_not_called_unsent(
    baton: Baton, sandbox: Sandbox
) -> None:
    """Pitfall 6: who sent it died on the way back; then somebody took the case over."""
    job = await sending(baton)
    case = await baton.context.book.case(1001)
    await baton.networks["x"].reply(case.first, ANSWER, key=job.key)
    await do(baton, "U0RUTH", take_over)
    await tasks.run(baton.context, replace(job, attempts=2))
    assert ((await became(baton)).state, answers(sandbox)) == (Delivery.SENT, [ANSWER])
    assert (await baton.context.book.spent("x", baton.context.now())).replies == 1


@pytest.mark.parametrize("fault", ["429", "error:this account may not read"])
async def test_a_reply_that_went_out_is_asked_about_when_it_cannot_be_looked_for(
    baton: Baton, sandbox: Sandbox, fault: str
) -> None:
    """Pitfall 6: called unsent, it would be sent again."""
    job = await sending(baton)
    case = await baton.context.book.case(1001)
    await baton.networks["x"].reply(case.first, ANSWER, key=job.key)
    sandbox.faults.arm("GET /2/users/*/tweets", fault, seconds=900)
    await tasks.run(baton.context, replace(job, attempts=2))
    assert ((await became(baton)).state, answers(sandbox)) == (Delivery.UNSURE, [ANSWER])


async def test_a_search_for_a_reply_that_fails_for_a_moment_is_repeated(
    baton: Baton, sandbox: Sandbox
) -> None:
    job = await sending(baton)
    sandbox.faults.arm("GET /2/users/*/tweets", "429", seconds=1)
    with pytest.raises(NotSent):
        await tasks.run(baton.context, replace(job, attempts=2))
    assert ((await became(baton)).state, answers(sandbox)) == (Delivery.SENDING, [])


async def test_a_reply_that_did_not_go_out_before_the_case_changed_hands_stays_here(
    baton: Baton, sandbox: Sandbox
) -> None:
    """Pitfall 7."""
    job = await sending(baton)
    await do(baton, "U0RUTH", take_over)
    await tasks.run(baton.context, replace(job, attempts=2))
    after = await became(baton)
    assert (after.state, answers(sandbox)) == (Delivery.NOT_SENT, [])
    assert "got a new owner" in after.why
    assert (await baton.context.book.spent("x", baton.context.now())).replies == 0


async def test_a_reply_whose_time_ran_out_on_the_way_stays_here(baton: Baton, sandbox: Sandbox) -> None:
    """Pitfall 47."""
    now = baton.context.now()
    first = (await baton.context.book.case(1001)).first
    may = MayReply("yes", until=now + timedelta(minutes=5))
    post = replace(first, native_id="9", posted_at=now, may_reply=may)
    await do(baton, "x", join, mention=post)
    job = await sending(baton, post)
    later = dataclasses.replace(baton.context, now=lambda: now + timedelta(minutes=5))
    await tasks.run(later, job)
    after = await became(baton)
    assert (after.state, answers(sandbox)) == (Delivery.NOT_SENT, [])
    assert "reply window for this post closed" in after.why


async def test_a_reply_on_a_network_that_was_switched_off_stays_here(baton: Baton) -> None:
    job = await sending(baton)
    without: TaskContext = dataclasses.replace(baton.context, networks={})
    await tasks.run(without, job)
    after = await became(baton)
    assert (after.state, after.why) == (Delivery.NOT_SENT, "Baton is not connected to x right now.")


async def test_a_deletion_cut_short_before_the_case_changed_hands_may_have_been_done_and_that_is_said(
    baton: Baton, sandbox: Sandbox
) -> None:
    """Pitfall 7: the new owner decides, and has to know."""
    await tasks.run(baton.context, await sending(baton))
    sent = await became(baton)
    case = await do(baton, "U0AINO", delete_reply, number=sent.number)
    await baton.networks["x"].delete_reply(case.first, sent.native_id)
    await do(baton, "U0RUTH", take_over)
    data = {"case": 1001, "event": case.version}
    job = Job("1001@x", case.version, "delete", baton.context.now(), data, "x-reply", attempts=2)
    await tasks.run(baton.context, job)
    after = await became(baton)
    assert (after.state, after.correction) == (Delivery.SENT, None)
    assert "An earlier attempt may have succeeded" in after.trouble
    await do(baton, "U0RUTH", delete_reply, number=sent.number)
    again = replace(
        job, position=0, data={"case": 1001, "event": (await baton.context.book.case(1001)).version}
    )
    await tasks.run(baton.context, again)
    assert (await became(baton)).state is Delivery.DELETED


async def test_a_reply_that_waits_is_looked_at_again_when_its_network_stops_taking_answers(
    baton: Baton,
) -> None:
    """Check that a reply which can no longer be sent offers no button to send it."""
    job = await sending(baton)
    event, now = job.data["event"], baton.context.now()
    await do(baton, "baton", record_not_sent, number=event, why="X was down.")
    case = await baton.context.book.case(1001)
    closed = replace(case.first, may_reply=MayReply("yes", until=now))
    assert can_be_sent_again(case, case.replies[-1], now)
    assert not can_be_sent_again(replace(case, mentions=(closed,)), case.replies[-1], now)
    await tasks.run(baton.context, Job("1001@window/1", 1, "window", now, {"case": 1001}, attempts=1))
    waiting = "select data from jobs where kind = 'settle'"
    jobs = await baton.store.transact(lambda tx: tx.sql.rows(waiting))
    assert [f'"messages":[{event}]' in row["data"] for row in jobs] == [True]
