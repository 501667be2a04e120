"""How many presses a reply takes, and what becomes of the case after it: resolved with it, pending, undone."""

from dataclasses import dataclass, field
from typing import Any

from bot.app import Baton
from bot.case import Case, Status
from tests.journeys.stage import Agent, Json, Stage, until

POST = "@larkspur_help my bill is wrong, refund please"
ANSWER = "The second charge is on its way back to you."


@dataclass(frozen=True)
class Counted(Agent):
    """An agent whose presses are counted: buttons of messages, and the buttons of windows."""

    presses: list[str] = field(default_factory=list)

    async def press(self, word: str, message: Json) -> Json:
        self.presses.append(word)
        return await super().press(word, message)

    async def submit(self, view: Json, **typed: Any) -> Json:
        self.presses.append(view["submit"]["text"])
        return await super().submit(view, **typed)


async def case_when(baton: Baton, status: Status) -> Case:
    async def look() -> Case | None:
        case = await baton.context.book.case(1001)
        return case if case.status is status else None

    return await until(look)


async def test_a_reply_is_public_after_three_presses_and_the_case_waits_for_its_customer(
    stage: Stage, baton: Baton
) -> None:
    aino = Counted(stage, "U0AINO")
    await stage.customer("ana", POST)
    card = await stage.card("billing")
    await aino.command("billing", "/claim 1001")
    await aino.answer(card, ANSWER)
    await stage.said(card, "Sent on X")
    assert aino.presses == ["reply", "Review", "Post to X"]
    assert await stage.public_answers() == [ANSWER]
    assert (await case_when(baton, Status.CLAIMED)).pending
    assert (
        "Pending: waiting for the customer · 1" in (await aino.command("billing", "/queue"))["reply"]["text"]
    )
    await stage.customer("ana", "@larkspur_help and when?")
    await stage.said(card, "and when?")
    assert "Pending" not in (await aino.command("billing", "/queue"))["reply"]["text"]


async def test_a_case_is_resolved_with_its_reply_and_by_one_press_undone(stage: Stage, baton: Baton) -> None:
    aino = Counted(stage, "U0AINO")
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
    aino = Counted(stage, "U0AINO")
    await stage.customer("ana", POST)
    card = await aino.claim("billing")
    await aino.answer(card, ANSWER)
    await stage.said(card, "Sent on X")
    before = await baton.context.book.case(1001)
    aino.presses.clear()
    await aino.press("resolve", card)
    told = await aino.told("is resolved: answered", card)
    await stage.card("billing", "Resolved: answered")
    await aino.press("undo_resolve", {**told, "channel": card["channel"]})
    assert aino.presses == ["resolve", "undo_resolve"]
    case = await case_when(baton, Status.CLAIMED)
    assert (case.owner, case.question, case.pending) == (before.owner, (), True)
    await aino.told("Undone.", card)
    await stage.card("billing", "Pending")
