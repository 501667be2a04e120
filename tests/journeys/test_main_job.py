"""The main job: a mention becomes a thread that staff claim, discuss and answer in public."""

import pytest

from bot.app import Baton
from bot.case import Status
from tests.journeys.stage import Agent, Stage, until

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"


async def test_a_post_is_claimed_discussed_answered_and_resolved(stage: Stage, baton: Baton) -> None:
    aino = stage.agent("U0AINO")
    post = await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    await aino.press("claim", card)
    await aino.say(card, "internal: double billing again, do not tell")
    await aino.answer(card, "Sorry Ana, the second charge is on its way back to you.")
    sent = await stage.said(card, "Sent on X")
    assert "Open the reply" in sent["text"]
    answers = [p for p in await stage.town() if p["author"]["is_brand"]]
    assert [(a["text"], a["in_reply_to"]) for a in answers] == [
        ("Sorry Ana, the second charge is on its way back to you.", post)
    ]
    await aino.press("resolve", card)
    assert await aino.modals() == []
    await stage.card("billing", "Resolved: answered")
    case = await baton.context.book.case(1001)
    assert (case.status, case.owner) == (Status.RESOLVED, "U0AINO")
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    assert [e.data["text"] for e in journal if e.kind == "noted"] == [
        "internal: double billing again, do not tell"
    ]


async def test_nothing_said_in_a_thread_goes_public(stage: Stage) -> None:
    """pitfalls 1 and 2"""
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    card = await stage.card("billing")
    await aino.press("claim", card)
    for words in (
        "Reply: hello",
        "!Reply hello",
        "!reply hello there",
        "!replyhello",
        "/reply hello",
        "reply hello",
    ):
        await aino.say(card, words)
    await aino.told("Nothing has been sent yet", card)
    assert await stage.public_answers() == []


async def test_two_people_press_claim_and_one_is_told_who_won(stage: Stage) -> None:
    """pitfall 6"""
    aino, ruth = stage.agent("U0AINO"), stage.agent("U0RUTH")
    await stage.customer("ana", POST)
    await stage.card("billing")
    await aino.command("billing", "/claim 1001")
    answer = await ruth.command("billing", "/claim 1001")
    assert "already assigned to <@U0AINO>" in answer["reply"]["text"]
    await stage.card("billing", "Claimed")


async def test_a_further_post_joins_and_one_after_resolution_reopens(stage: Stage, baton: Baton) -> None:
    aino = stage.agent("U0AINO")
    first = await stage.customer("ana", POST)
    card = await stage.card("billing")
    await stage.customer("ana", "@larkspur_help hello? anybody?", in_reply_to=first)
    await stage.said(card, "hello? anybody?")
    await stage.customer("bob", "@larkspur_help same here!", in_reply_to=first)
    bystander = await stage.said(card, "same here!")
    assert "Another user replied" in bystander["text"]
    await aino.press("claim", card)
    answer = await aino.command("billing", "/resolve 1001 no answer needed: she called")
    assert "resolved" in answer["reply"]["text"]
    await stage.customer("ana", "@larkspur_help it is still wrong", in_reply_to=first)
    await stage.said(card, "Reopened")
    case = await baton.context.book.case(1001)
    assert (case.status, case.owner, case.mention_count) == (Status.WAITING, None, 4)


@pytest.mark.parametrize("word", ["!claim", "<@U0BATON> claim", "<@U0BATON>: claim"])
async def test_a_word_in_the_thread_claims(stage: Stage, word: str) -> None:
    """pitfalls 5 and 16"""
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    card = await stage.card("billing")
    await aino.say(card, word)
    await stage.card("billing", "Claimed")
    told = [m for m in await stage.thread(card, "U0AINO") if m.get("ephemeral")]
    assert len(told) == 1


async def test_hand_over_carries_the_story_and_both_threads_find_each_other(stage: Stage) -> None:
    aino, leon = stage.agent("U0AINO"), stage.agent("U0LEON")
    await stage.customer("ana", POST)
    card = await stage.card("billing")
    await aino.press("claim", card)
    await aino.say(card, "her router is broken too")
    await aino.press("hand_over", card)
    await aino.submit(await aino.modal("hand_over"), team="service", reason="it is the router")
    there = await stage.card("service", "#1001")
    await stage.said(there, "her router is broken too")
    await stage.said(there, "it is the router")
    moved = await stage.card("billing", "Handed over from")
    assert "it is the router" in (await stage.said(moved, "Handed over from"))["text"]
    assert there["ts"].replace(".", "") in moved["text"]
    await leon.press("claim", there)
    await stage.card("service", "Claimed")


async def test_a_case_handed_over_while_its_card_is_being_posted_gets_one_in_the_other_channel(
    stage: Stage,
) -> None:
    aino, faults = stage.agent("U0AINO"), stage.sandbox.faults
    faults.arm("chat.postMessage", "hold_after")
    await stage.customer("ana", POST)
    await faults.held()
    card = await stage.card("billing")
    await aino.command("billing", "/handover 1001 service it is the router")
    faults.release()
    there = await stage.card("service", "it is the router")
    assert len(await stage.cards("service")) == 1
    moved = await stage.card("billing", "Handed over from")
    assert moved["ts"] == card["ts"]
    assert there["ts"].replace(".", "") in (await stage.card("billing", there["ts"].replace(".", "")))["text"]
    assert "it is the router" in (await stage.said(moved, "Handed over from"))["text"]


async def test_only_the_owner_sends_and_a_take_over_tells_the_old_one(stage: Stage, baton: Baton) -> None:
    """pitfall 7"""
    aino, ruth = stage.agent("U0AINO"), stage.agent("U0RUTH")
    await stage.customer("ana", POST)
    card = await stage.card("billing")
    await aino.press("claim", card)
    await ruth.press("reply", card)
    await ruth.told("is assigned to <@U0AINO>", card)
    await ruth.take_over(card)
    await stage.said(card, "took over case")
    case = await baton.context.book.case(1001)
    assert case.owner == "U0RUTH"


async def test_a_message_in_slack_becomes_a_case_and_a_link_leads_to_its_post(
    stage: Stage, baton: Baton
) -> None:
    mira = stage.agent("U0MIRA")
    random = await stage.channel_id("random")
    said = await stage.post(
        "/page/say", user="U0JONAS", channel=random, text="a caller says the line is dead"
    )
    await stage.post("/page/shortcut", user="U0MIRA", callback_id="escalate", channel=random, ts=said["ts"])
    await mira.submit(await mira.modal("escalate"), team="service", reason="called twice")
    card = await stage.card("service", "the line is dead")
    assert "INTERNAL" in card["text"]
    assert "called twice" in card["text"]
    post = await stage.customer("zoe", "nobody named us, yet this is about the router they sent")
    answer = await mira.command("social", f"/escalate https://x.com/zoe/status/{post} service please look")
    assert "Fetching" in answer["reply"]["text"]
    escalated = await stage.card("service", "the router they sent")
    assert "please look" in escalated["text"]
    assert "Open on X" in escalated["text"]
    await mira.command("social", f"/escalate https://x.com/zoe/status/{post} service again")

    async def told() -> bool:
        social = await stage.get(f"/page/channels/{await stage.channel_id('social')}/messages", user="U0MIRA")
        return any("is already case" in m["text"] for m in social)

    assert await until(told)


async def test_a_link_to_a_case_of_a_private_channel_is_not_answered_with_its_number(stage: Stage) -> None:
    jonas, aino = stage.agent("U0JONAS"), stage.agent("U0AINO")
    post = await stage.customer("zoe", "@larkspur_help I am a journalist, who can I ask about the leak?")
    link = f"https://x.com/zoe/status/{post}"
    await stage.card("press", "the leak")

    async def answered(agent: Agent, words: str) -> None:
        await agent.command("social", f"/escalate {link} press please")
        social = {"channel": await stage.channel_id("social"), "ts": "0"}
        await until(lambda: said_to(agent, social["channel"], words))

    await answered(jonas, "already case #1001")
    await answered(aino, "That post already has a case. Its team is handling it.")
    assert not await said_to(aino, await stage.channel_id("social"), "#1001")


async def said_to(agent: Agent, channel: str, words: str) -> bool:
    messages = await agent.stage.get(f"/page/channels/{channel}/messages", user=agent.user)
    return any(words in message["text"] for message in messages)


async def test_queue_and_home_list_what_waits(stage: Stage) -> None:
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    await stage.card("billing")
    queue = await aino.command("billing", "/queue")
    assert "#1001" in queue["reply"]["text"]
    await stage.post("/page/open_home", user="U0AINO")

    async def home() -> str:
        view = await stage.get("/page/home", user="U0AINO")
        return str(view) if view else ""

    assert "Claim case 1001" in await until(home)
    answer = await aino.command("billing", "/claim next")
    assert "#1001 is yours" in answer["reply"]["text"]


async def test_strangers_under_our_own_post_are_not_one_case(stage: Stage) -> None:
    """pitfall 52"""
    ours = await stage.customer("larkspur_help", "We are working on the outage in the north.")
    await stage.customer("ana", "@larkspur_help my bill is wrong too", in_reply_to=ours)
    await stage.customer("bob", "@larkspur_help please refund my bill", in_reply_to=ours)
    assert "#1001" in (await stage.card("billing", "my bill is wrong too"))["text"]
    assert "#1002" in (await stage.card("billing", "refund my bill"))["text"]


async def test_an_ignored_post_becomes_a_case_when_somebody_asks(stage: Stage, baton: Baton) -> None:
    post = await stage.customer("winner", "@larkspur_help FREE FOLLOWERS click here https://win.example/now")
    key = f"x/{post}"

    async def ignored() -> bool:
        known = await baton.store.transact(lambda tx: tx.known([key]))
        return known.get(key, 0) is None

    await until(ignored)
    await stage.agent("U0MIRA").command("social", f"/escalate https://x.com/winner/status/{post} service")
    card = await stage.card("service", "FREE FOLLOWERS")
    assert "Escalated by" in card["text"]
