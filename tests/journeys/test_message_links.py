"""`/escalate` takes the link of a Slack message, where the one who asks and Baton can read it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton
from sandbox.slack.conversation import join
from tests.journeys.stage import Json, Stage, playing

SAID = "a caller says the line is dead, @leon knows"


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as pair:
        yield pair


@pytest.fixture
def stage(played: tuple[Stage, Baton]) -> Stage:
    return played[0]


async def said(stage: Stage, channel: str, text: str = SAID, thread: str = "", user: str = "U0JONAS") -> Json:
    """A message, with its channel's id and its link."""
    slack = stage.sandbox.slack
    where = slack.channel(channel).id
    ts = (await stage.post("/page/say", user=user, channel=where, text=text, thread_ts=thread or None))["ts"]
    return {"ts": ts, "channel": where, "link": slack.permalink(slack.channels[where], ts, thread or None)}


async def escalate(stage: Stage, link: str, user: str = "U0MIRA", more: str = "service called twice") -> str:
    answer = await stage.agent(user).command("social", f"/escalate {link} {more}")
    return str(answer["reply"]["text"])


async def test_a_message_becomes_a_case_by_its_link(stage: Stage) -> None:
    message = await said(stage, "social")
    assert "Escalated as #1001 to \u2068Customer service\u2069." in await escalate(stage, message["link"])
    card = await stage.card("service", "the line is dead, @leon knows")
    assert "called twice" in card["text"]
    assert message["link"] in card["text"]
    await stage.said(message, "Escalated to \u2068Customer service\u2069 as #1001")
    assert "is already case #1001" in await escalate(stage, message["link"])


async def test_a_reply_in_a_thread_becomes_a_case_by_its_link(stage: Stage) -> None:
    first = await said(stage, "social", "look at this")
    reply = await said(stage, "social", thread=first["ts"])
    assert "Escalated as #1001" in await escalate(stage, reply["link"])
    await stage.card("service", "the line is dead")
    await stage.said(first, "Escalated to \u2068Customer service\u2069 as #1001")


async def test_a_message_with_a_link_to_a_post_leads_to_the_post(stage: Stage) -> None:
    post = await stage.customer("zoe", "nobody named us, yet this is about the router they sent")
    message = await said(stage, "social", f"see https://x.com/zoe/status/{post}")
    assert "Fetching that post from X" in await escalate(stage, message["link"])
    await stage.card("service", "nobody named us")
    await stage.said(message, "Escalated to \u2068Customer service\u2069 as #1001")


async def test_a_message_of_a_case_is_that_case(stage: Stage) -> None:
    await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
    card = await stage.card("billing")
    slack = stage.sandbox.slack
    link = slack.permalink(slack.channels[card["channel"]], card["ts"])
    assert "This is already case #1001" in await escalate(stage, link)


@pytest.mark.parametrize("baton_is_there", [True, False])
async def test_a_private_channels_message_is_escalated_by_its_members_only(
    stage: Stage, baton_is_there: bool
) -> None:
    slack = stage.sandbox.slack
    press = slack.channel("#press")
    assert press.is_private
    press.members[:] = ["U0JONAS"]
    if baton_is_there:
        join(slack, press, slack.bot_user)
    message = await said(stage, "press")
    assert "that you can both read" in await escalate(stage, message["link"])
    told = await escalate(stage, message["link"], "U0JONAS")
    assert ("Escalated as" in told) is baton_is_there
    assert "the line is dead" not in told


@pytest.mark.parametrize("link", ["https://larkspur.slack.com/archives/C0NOWHERE/p1700000000000001"])
async def test_a_link_to_nothing_is_refused_with_what_to_do(stage: Stage, link: str) -> None:
    assert "Escalate to service" in await escalate(stage, link)


async def test_a_message_slack_does_not_give_now_can_be_asked_for_again(stage: Stage) -> None:
    message = await said(stage, "social")
    stage.sandbox.faults.arm("conversations.replies", "500")
    assert "Try again" in await escalate(stage, message["link"])
    assert "Escalated as" in await escalate(stage, message["link"])
