"""How many presses the work takes, as Slack sends them: a reply, an escalation; and what follows from a reply."""

from functools import partial

from bot.app import Baton
from bot.case import Case, Status
from tests.journeys.presses import counted
from tests.journeys.stage import Stage, settled, until

POST = "@larkspur_help my bill is wrong, refund please"
ANSWER = "The second charge is on its way back to you."
AINO, MIRA = "U0AINO", "U0MIRA"


async def case_when(baton: Baton, status: Status) -> Case:
    async def look() -> Case | None:
        case = await baton.context.book.case(1001)
        return case if case.status is status else None

    return await until(look)


async def test_a_new_post_is_answered_in_public_after_three_presses_and_waits_for_its_customer(
    stage: Stage, baton: Baton
) -> None:
    aino = stage.agent(AINO)
    async with counted(stage) as pressed:
        await stage.customer("ana", POST)
        card = await stage.card("billing")
        await aino.press("claim_reply", card)
        await aino.submit(await aino.modal("reply"), text=ANSWER)
        assert await stage.public_answers() == []
        await aino.submit(await aino.modal("confirm_reply"))
        await stage.said(card, "Sent on X")
        assert pressed.words == ["claim_reply", "Review", "Post to X"]
    answered = await case_when(baton, Status.CLAIMED)
    assert answered.owner == AINO
    assert answered.pending
    waits = await aino.command("billing", "/queue")
    assert "Pending: waiting for the customer · 1" in waits["reply"]["text"]
    await stage.customer("ana", "@larkspur_help and when?")
    await stage.said(card, "and when?")
    assert "Pending" not in (await aino.command("billing", "/queue"))["reply"]["text"]
    await until(partial(settled, baton))
    assert await stage.public_answers() == [ANSWER], "posted once"


async def test_a_message_and_a_card_are_escalated_in_two_presses(stage: Stage) -> None:
    mira, social = stage.agent(MIRA), await stage.channel_id("social")
    said = await stage.post("/page/say", user=MIRA, channel=social, text="a caller says her line is dead")
    async with counted(stage) as pressed:
        await stage.post("/page/shortcut", user=MIRA, callback_id="escalate", channel=social, ts=said["ts"])
        await mira.submit(await mira.modal("escalate"))
        await stage.card("service", "her line is dead")
        assert pressed.words == ["escalate", "Escalate"]
    await stage.customer("bea", "@larkspur_help hello, I have a question about something")
    card = await stage.card("social", "question about something")
    async with counted(stage) as pressed:
        await mira.press("escalate", card)
        await mira.submit(await mira.modal("escalate_case"), reason="She asked twice.")
        await stage.card("service", "question about something")
        assert pressed.words == ["more_0", "Escalate"], "the entry of the card's menu, and its window"


async def test_a_case_is_resolved_with_its_reply_and_by_one_press_undone(stage: Stage, baton: Baton) -> None:
    aino = stage.agent(AINO)
    await stage.customer("ana", POST)
    card = await aino.claim("billing")
    await aino.press("reply", card)
    await aino.submit(await aino.modal("reply"), text=ANSWER, resolve_after="yes")
    assert (await baton.context.book.case(1001)).status is Status.CLAIMED
    await aino.submit(await aino.modal("confirm_reply"))
    resolved = await case_when(baton, Status.RESOLVED)
    assert (resolved.owner, resolved.answered_at is not None) == ("U0AINO", True)
    await aino.press("reopen", await stage.card("billing", "Resolved: answered"))
    await case_when(baton, Status.WAITING)


async def test_one_press_resolves_what_was_answered_and_one_brings_it_back(
    stage: Stage, baton: Baton
) -> None:
    aino = stage.agent(AINO)
    await stage.customer("ana", POST)
    card = await aino.claim("billing")
    await aino.answer(card, ANSWER)
    await stage.said(card, "Sent on X")
    before = await baton.context.book.case(1001)
    async with counted(stage) as pressed:
        await aino.press("resolve", card)
        told = await aino.told("is resolved: answered", card)
        await stage.card("billing", "Resolved: answered")
        await aino.press("undo_resolve", {**told, "channel": card["channel"]})
        assert pressed.words == ["resolve", "undo_resolve"]
    case = await case_when(baton, Status.CLAIMED)
    assert (case.owner, case.question, case.pending) == (before.owner, (), True)
    await aino.told("Undone.", card)
    await stage.card("billing", "Pending")
