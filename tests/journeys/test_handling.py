"""What becomes of a case between its claim and its end: snoozed, sent back, asked about, never forgotten."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.app import Baton
from bot.case import Ask, Case, Status, snooze
from tests.journeys.stage import Json, Stage, until

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"


@pytest.fixture
async def card(stage: Stage) -> Json:
    """Ana's post about her bill, as case 1001 in #billing, Aino's."""
    await stage.customer("ana", POST)
    card = await stage.card("billing", "#1001")
    await stage.agent("U0AINO").press("claim", card)
    return card


async def case_when(baton: Baton, holds: Any) -> Case:
    """Case 1001, once that holds of it."""

    async def look() -> Case | None:
        case = await baton.context.book.case(1001)
        return case if holds(case) else None

    return await until(look)


async def test_a_case_is_snoozed_by_menu_and_woken_by_its_customer(
    stage: Stage, baton: Baton, card: Json
) -> None:
    aino = stage.agent("U0AINO")
    await aino.notify_always()
    await aino.press("snooze", card)
    window = await aino.modal("snooze")
    await aino.submit(window, until="customer")
    shown = await stage.card("billing", "until the customer replies")
    assert "by \u2068aino\u2069" in shown["text"]
    queue = (await aino.command("billing", "/queue"))["reply"]["text"]
    assert "Snoozed · 1" in queue
    await stage.customer("ana", "@larkspur_help anybody there?")
    told = await stage.said(card, "anybody there?")
    assert told["text"].startswith("<@U0AINO> New message: ")
    ended = await stage.said(card, "Snooze ended: the customer replied.")
    assert "<@" not in ended["text"]
    await case_when(baton, lambda case: not case.snoozed)
    assert "Snoozed" not in (await aino.command("billing", "/queue"))["reply"]["text"]


async def test_a_snoozed_case_wakes_in_time_and_its_owner_is_told_once(
    stage: Stage, baton: Baton, card: Json
) -> None:
    await case_when(baton, lambda case: case.owner)
    now = baton.context.now()
    ask = Ask("U0AINO", now, "snooze for a moment")
    await baton.context.book.do(1001, ask, snooze, until=now + timedelta(seconds=1))
    await stage.said(card, "Snooze ended.")
    await stage.card("billing", "Claimed by \u2068aino\u2069 · SLA: first reply due")
    told = [m for m in await stage.thread(card) if "Snooze ended" in m["text"]]
    assert len(told) == 1


async def test_a_newer_snooze_wins_and_words_do_what_buttons_do(
    stage: Stage, baton: Baton, card: Json
) -> None:
    """Pitfall 5."""
    aino, ruth = stage.agent("U0AINO"), stage.agent("U0RUTH")
    await aino.say(card, "!snooze 2h")
    first = (await case_when(baton, lambda case: case.snoozed)).snoozed_until
    answer = await aino.command("billing", "/baton snooze 1001 tomorrow 9:00")
    assert "Snoozed until" in answer["reply"]["text"]
    second = await case_when(baton, lambda case: case.snoozed_until != first)
    assert second.snoozed_until
    # People in the sandbox live in London.
    assert f"{second.snoozed_until.astimezone(ZoneInfo('Europe/London')):%H:%M}" == "09:00"
    assert (
        "is assigned to <@U0AINO>"
        in (await ruth.command("billing", "/baton snooze 1001 1h"))["reply"]["text"]
    )
    for words in ("soon", "400 days"):
        refused = (await aino.command("billing", f"/baton snooze 1001 {words}"))["reply"]["text"]
        assert refused != answer["reply"]["text"]
    assert (await case_when(baton, lambda case: True)).snoozed_until == second.snoozed_until
    await aino.press("wake", card)
    await case_when(baton, lambda case: not case.snoozed)


async def test_claim_next_passes_over_what_is_snoozed(stage: Stage, baton: Baton) -> None:
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    await stage.customer("bob", "@larkspur_help my bill is too high")
    await stage.card("billing", "#1002")
    await aino.command("billing", "/baton snooze 1001 2h")
    answer = await aino.command("billing", "/claim next")
    assert "#1002 is yours" in answer["reply"]["text"]
    await aino.command("billing", "/claim 1001")
    assert (await case_when(baton, lambda case: case.owner)).snoozed


async def test_a_hand_over_is_refused_and_goes_back_with_the_reason(
    stage: Stage, baton: Baton, card: Json
) -> None:
    aino, leon = stage.agent("U0AINO"), stage.agent("U0LEON")
    await aino.notify_always()
    await aino.command("billing", "/handover 1001 service it is the router")
    there = await stage.card("service", "#1001")
    assert "by \u2068aino\u2069: \u2068it is the router" in there["text"]
    await leon.press("send_back", there)
    window = await leon.modal("send_back")
    assert "errors" in await leon.submit(window, reason=" ")
    await leon.submit(window, reason="she was charged twice, that is billing")
    farewell = await stage.said(there, "Sent back")
    assert "she was charged twice" in farewell["text"]
    assert "handed over by <@U0AINO>" in farewell["text"]

    async def back() -> Json | None:
        cards = await stage.cards("billing")
        return next((each for each in cards if "Sent back from" in each["text"]), None)

    again = await until(back)
    await stage.said(again, "she was charged twice")
    case = await baton.context.book.case(1001)
    assert (case.route.team, case.owner, case.status) == ("billing", None, Status.WAITING)
    refused = await aino.command("billing", "/baton refuse 1001 no, yours")
    assert "Hand over" in refused["reply"]["text"]


async def test_a_case_sent_back_twice_comes_before_the_lead(stage: Stage, baton: Baton, card: Json) -> None:
    aino, leon = stage.agent("U0AINO"), stage.agent("U0LEON")
    for turn in ("first", "second"):
        await case_when(baton, lambda case: case.route.team == "billing" and case.thread)
        await aino.command("billing", f"/handover 1001 service the {turn} time")
        await case_when(baton, lambda case: case.route.team == "service" and case.thread)
        await leon.command("service", f"/baton refuse 1001 not ours, the {turn} time")
    alert = await stage.alerted("has bounced between")
    assert "service" in alert
    assert "the second time" in alert
    assert len([text for text in await stage.alerts() if "has bounced" in text]) == 1


async def test_what_marketing_escalated_goes_back_to_marketing(stage: Stage, baton: Baton) -> None:
    leon = stage.agent("U0LEON")
    random = await stage.channel_id("random")
    said = await stage.post("/page/say", user="U0JONAS", channel=random, text="a caller liked our advert")
    await stage.post("/page/shortcut", user="U0MIRA", callback_id="escalate", channel=random, ts=said["ts"])
    mira = stage.agent("U0MIRA")
    await mira.notify_always()
    await mira.submit(await mira.modal("escalate"), team="service", reason="please look")
    there = await stage.card("service", "a caller liked our advert")
    await leon.say(there, "!refuse that is praise, not a fault")
    back = await stage.card("social", "Sent back from")
    assert "that is praise" in back["text"]
    assert "handed over by <@U0MIRA>" in (await stage.said(there, "Sent back"))["text"]


async def test_guidance_is_asked_and_given_in_the_thread_and_nothing_of_it_goes_out(
    stage: Stage, baton: Baton, card: Json
) -> None:
    """Pitfall 1."""
    aino, leon = stage.agent("U0AINO"), stage.agent("U0LEON")
    await aino.notify_always()
    await aino.say(card, "!ask service is this refundable?")
    asked = await stage.said(card, "Guidance requested from")
    assert "is this refundable?" in asked["text"]
    await stage.card("billing", "Waiting for guidance from")
    service = await stage.channel_id("service")

    async def told() -> Json | None:
        messages = await stage.get(f"/page/channels/{service}/messages", user="U0LEON")
        return next((m for m in messages if "asks about case #1001" in m["text"]), None)

    line = await until(told)
    assert "<!subteam^S0SERVICE>" in line["text"]
    await aino.say(card, "I shall wait for them")
    assert (await case_when(baton, lambda case: case.owner)).guidance
    await leon.say(card, "Yes, within thirty days.")
    given = await stage.said(card, "Your question was answered by")
    assert given["text"].startswith("#1001 · <@U0AINO>")
    case = await case_when(baton, lambda case: not case.guidance)
    assert case.owner == "U0AINO"
    assert await stage.public_answers() == []


async def test_a_person_is_asked_in_a_window_and_answered_is_pressed(
    stage: Stage, baton: Baton, card: Json
) -> None:
    aino = stage.agent("U0AINO")
    await aino.press("ask_guidance", card)
    window = await aino.modal("guidance")
    assert "errors" in await aino.submit(window, question="have you seen this before?")
    await aino.submit(window, person="U0LEON", question="have you seen this before?")
    asked = await stage.said(card, "Guidance requested from <@U0LEON>")
    await aino.press("answered_question", {**asked, "channel": card["channel"], "thread_ts": card["ts"]})
    await case_when(baton, lambda case: not case.guidance)
    assert "Your question was answered" not in str(await stage.thread(card))


async def test_a_case_is_closed_unanswered_only_with_words(stage: Stage, baton: Baton, card: Json) -> None:
    aino = stage.agent("U0AINO")
    refused = await aino.command("billing", "/resolve 1001 no answer needed")
    assert "Add a few words on why" in refused["reply"]["text"]
    await aino.press("resolve", card)
    window = await aino.modal("resolve")
    assert "because" in (await aino.submit(window, resolution="no answer needed"))["errors"]
    await aino.submit(window, resolution="no answer needed", because="she called, it is settled")
    shown = await stage.card("billing", "Resolved: no reply needed")
    assert "she called, it is settled" in shown["text"]
    (resolved,) = [
        event
        for event in await baton.store.transact(lambda tx: tx.event_log(1001))
        if event.kind == "resolved"
    ]
    assert resolved.data == {"resolution": "no answer needed", "because": "she called, it is settled"}
