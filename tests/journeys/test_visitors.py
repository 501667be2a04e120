"""A channel shared with another company, a guest in it, and a private channel: how far each person gets."""

from bot.app import Baton
from sandbox.slack import conversation
from tests.journeys.stage import Agent, Json, Stage, until

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
OUTSIDER, GUEST, AGENT = "U0FEMI", "U0JONAS", "U0AINO"


def share_billing(stage: Stage) -> None:
    slack = stage.sandbox.slack
    slack.users[OUTSIDER].team_id = "T0OTHER"
    slack.users[GUEST].is_restricted = True
    slack.channels["C0BILLING"].connected.append("T0OTHER")


async def test_outsiders_look_on_in_a_shared_channel_while_staff_answer(stage: Stage, baton: Baton) -> None:
    share_billing(stage)
    await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    for user, words in ((OUTSIDER, "belongs to another workspace"), (GUEST, "You are a guest")):
        visitor = stage.agent(user)
        await visitor.press("claim", card)
        await visitor.told(words, card)
        await visitor.say(card, "!reply You will get nothing.")
        await visitor.say(card, "<@U0BATON> resolve spam")
        await visitor.say(card, f"we had that too, says {user}")
        answer = await visitor.command("billing", "/reply 1001 You will get nothing.")
        assert words in answer["reply"]["text"]
        # The refusal of the button is a window; none of those they get can be submitted.
        assert [window for window in await visitor.modals() if window.get("submit")] == []
    await noted(baton, 2)
    aino = stage.agent(AGENT)
    await aino.press("claim", card)
    await aino.answer(card, "Sorry Ana, it is on its way back.")
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == ["Sorry Ana, it is on its way back."]
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    roles = {event.by: event.data.get("role") for event in journal if event.kind == "noted"}
    assert roles == {OUTSIDER: "external", GUEST: "guest"}
    assert {event.by for event in journal if event.kind in ("claimed", "drafted", "sending")} == {AGENT}


async def noted(baton: Baton, count: int) -> None:
    """Wait until so many notes were kept."""

    async def look() -> bool:
        journal = await baton.store.transact(lambda tx: tx.event_log(1001))
        return sum(event.kind == "noted" for event in journal) == count

    await until(look)


async def test_a_case_of_a_private_channel_appears_to_those_who_join_it(stage: Stage) -> None:
    """Membership follows Slack's own events: nobody waits for a cache to end."""
    await stage.customer("zoe", "@larkspur_help I am a journalist, who can I ask about the leak?")
    await stage.card("press", "the leak")
    aino = stage.agent(AGENT)
    assert "There is no case #1001" in await said(aino, "/claim 1001")
    slack = stage.sandbox.slack
    conversation.join(slack, slack.channels["C0PRESS"], AGENT)
    await until(lambda: claimed(aino))


async def claimed(agent: Agent) -> bool:
    return "is yours" in await said(agent, "/claim 1001")


async def said(agent: Agent, command: str) -> str:
    answer: Json = await agent.command("billing", command)
    return str(answer["reply"]["text"])
