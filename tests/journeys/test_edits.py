"""Edits and deletions follow: the customer's on X into Slack and the store, ours into the town square."""

from datetime import UTC, datetime

from bot.app import Baton
from bot.jobs.build import recheck_job
from bot.services.inbound import review_job
from bot.store.tx import Tx
from bot.tasks.review_verdicts import SECOND_LOOK
from tests.journeys.questions import words_in
from tests.journeys.stage import Agent, Json, Stage, settled, until

POST = "@larkspur_help my bill is wrong, I was charged twice for the violet teapot"
CHANGED = "@larkspur_help my bill is right after all, sorry"
ANSWER = "Sorry Ana, the second charge is on its way back to you."


async def review(baton: Baton) -> None:
    """The next look whether posts were changed or taken away, now."""
    await baton.store.transact(lambda tx: tx.add_jobs([review_job("x", datetime.now(UTC))]))


async def found_gone(baton: Baton) -> None:
    """Look twice whether posts were taken away, as if the time between the looks were over."""
    await review(baton)

    await until(lambda: baton.store.transact(lambda tx: bool(tx.sql.rows("select key from missing"))))
    earlier = baton.context.now() - SECOND_LOOK

    def ripen(tx: Tx) -> None:
        tx.sql.run("update missing set since = :since", since=earlier.isoformat(timespec="microseconds"))
        tx.add_jobs([recheck_job("x", baton.context.now())])

    await baton.store.transact(ripen)


async def claimed(stage: Stage, text: str = POST) -> tuple[Agent, str, Json]:
    """Aino with a case of one post of Ana's: the person, the post's id, the card."""
    aino = stage.agent("U0AINO")
    post = await stage.customer("ana", text)
    card = await stage.card("billing", "charged twice")
    await aino.press("claim", card)
    await stage.card("billing", "Claimed")
    return aino, post, card


def said_by_baton(stage: Stage) -> str:
    """All that stands in Slack in Baton's name, as Slack keeps it; what people wrote is theirs to delete."""
    channels = stage.sandbox.slack.channels.values()
    return str([m for channel in channels for m in channel.messages.values() if m.bot_id])


def every_value(tx: Tx) -> str:
    """All that stands in any column of any table."""
    tables = (
        "select tablename as name from pg_tables where schemaname = 'public'"
        if tx.driver.skip_locked
        else "select name from sqlite_master where type = 'table'"
    )
    names = [row["name"] for row in tx.sql.rows(tables)]
    assert {"cases", "events", "mentions", "jobs"} <= set(names)
    return str([tx.sql.rows(f"select * from {name}") for name in names])


async def test_a_post_changed_while_a_draft_is_open_is_looked_at_before_anything_goes_out(
    stage: Stage, baton: Baton
) -> None:
    """Pitfalls 12 and 53."""
    aino, post, card = await claimed(stage)
    await aino.press("reply", card)
    await aino.submit(await aino.modal("reply"), text=ANSWER)
    confirm = await aino.modal("confirm_reply")
    await stage.post("/page/town/edit", id=post, text=CHANGED)
    await review(baton)
    told = await stage.said(card, "Edited:")
    assert "charged twice" not in told["text"]
    await stage.card("billing", "bill is right after all")
    answer = await aino.submit(confirm)
    assert "edited the post after you wrote this reply" in str(answer) + str(await aino.modals())
    assert await stage.public_answers() == []
    await aino.press("reply", card)
    again = await aino.modal("reply")
    assert ANSWER in str(again)
    assert "bill is right after all" in str(again)
    await aino.submit(again, text="Good to hear!")
    await aino.submit(await aino.modal("confirm_reply"))
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == ["Good to hear!"]


async def test_an_edit_that_names_us_still_is_seen_at_the_next_look(stage: Stage) -> None:
    post = await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    await stage.customer("ana", "@larkspur_help it was a violet teapot", in_reply_to=post)
    await stage.said(card, "it was a violet teapot")
    second = next(p for p in await stage.town() if p["text"].endswith("it was a violet teapot"))
    await stage.post("/page/town/edit", id=second["id"], text="@larkspur_help it was a green kettle")
    await stage.said(card, "Edited:")
    await stage.said(card, "it was a green kettle")
    assert not any("violet teapot" in m["text"] for m in await stage.thread(card))


async def test_what_a_customer_deleted_is_nowhere_in_slack_nor_in_the_database(
    stage: Stage, baton: Baton
) -> None:
    """Pitfall 56: card, thread, what staff repeated of it, the story of a hand-over, the card it left; every column of
    every table."""
    aino, post, card = await claimed(stage)
    second = await stage.customer("ana", "@larkspur_help the crimson saucer is gone too", in_reply_to=post)
    await stage.said(card, "crimson saucer")
    quoting = await aino.say(card, f"she says: {POST}")
    await aino.command("billing", f"/reply 1001 You said: {POST}")
    await aino.say(card, f"!ask service what of this? {POST}")
    await stage.said(card, "Guidance requested")
    await aino.press("hand_over", card)
    await aino.submit(await aino.modal("hand_over"), team="service", reason=f"a lost parcel: {POST}")
    there = await stage.card("service", "#1001")
    await stage.said(there, "crimson saucer")
    await stage.post("/page/town/delete", id=post)
    await stage.post("/page/town/delete", id=second)
    await found_gone(baton)
    told = await stage.said(there, "Deleted:")
    assert quoting.replace(".", "") in str(told["blocks"])
    await stage.card("service", "All customer posts were deleted")

    async def gone() -> bool:
        words = said_by_baton(stage)
        return "violet teapot" not in words and "crimson saucer" not in words

    await until(gone)
    kept = await baton.store.transact(every_value)
    assert "a lost parcel" in kept
    assert "violet teapot" not in kept
    assert "crimson saucer" not in kept
    assert '"handle":"ana"' not in kept
    leon = stage.agent("U0LEON")
    await leon.press("resolve", there)
    await leon.submit(await leon.modal("resolve"))
    await stage.card("service", "Resolved: no reply needed")


async def test_our_answer_is_deleted_and_the_clock_runs_again(stage: Stage, baton: Baton) -> None:
    aino, _, card = await claimed(stage)
    await aino.answer(card, ANSWER)
    sent = await stage.said(card, "Sent on X")
    assert (await baton.context.book.case(1001)).due_at is None
    ruth = stage.agent("U0RUTH")
    await ruth.press("delete_reply", {**sent, "channel": card["channel"]})
    await ruth.told("is assigned to <@U0AINO>", card)
    assert await stage.public_answers() == [ANSWER]
    await aino.press("delete_reply", {**sent, "channel": card["channel"]})
    await stage.said(card, "Deleted on X")

    async def public() -> list[Json]:
        return [p for p in await stage.town() if p["author"]["is_brand"] and not p["deleted"]]

    assert await public() == []
    case = await baton.context.book.case(1001)
    assert (case.answered_at, case.due_at is not None) == (None, True)


async def test_x_lets_nobody_correct_and_that_is_said(stage: Stage) -> None:
    """Pitfall 12."""
    aino, _, card = await claimed(stage)
    await aino.answer(card, ANSWER)
    sent = await stage.said(card, "Sent on X")
    assert words_in(sent["blocks"]) == {"delete_reply"}
    await aino.say(card, "!correct Sorry Anna")
    await aino.told("X's API can't edit posts", card)
    await aino.say(card, "!delete")
    asked = await aino.told("Delete this reply on X?", card)
    assert await stage.public_answers() == [ANSWER]
    await aino.press("delete_reply", {**asked, "channel": card["channel"]})
    await stage.said(card, "Deleted on X")


async def test_a_message_slack_lets_nobody_change_is_named_for_a_person_to_delete(
    stage: Stage, baton: Baton
) -> None:
    """Pitfall 56."""
    _, post, card = await claimed(stage)
    second = await stage.customer("ana", "@larkspur_help the crimson saucer is gone too", in_reply_to=post)
    kept = await stage.said(card, "crimson saucer")
    await until(lambda: settled(baton))
    stage.sandbox.faults.arm("chat.update", "error:edit_window_closed", times=2)
    await stage.post("/page/town/delete", id=second)
    await found_gone(baton)
    told = await stage.said(card, "Please delete by hand:")
    assert kept["ts"].replace(".", "") in told["text"]


async def test_a_review_that_fails_loses_no_post(stage: Stage, baton: Baton) -> None:
    await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    (post,) = await stage.town()
    stage.sandbox.faults.arm("GET /2/tweets", "500", times=1)
    await stage.post("/page/town/delete", id=post["id"])
    await review(baton)

    async def met() -> bool:
        return stage.sandbox.faults.armed == []

    await until(met)
    await until(lambda: settled(baton))
    await found_gone(baton)
    await stage.said(card, "Deleted:")
