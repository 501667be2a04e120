"""Nobody reads an id: not customers, not colleagues in the next team; and only those a message is for are notified."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.stage import Json, Stage, playing

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
SAID = "Ask @leon or @billing-team in #service, @here"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as (stage, _):
        yield stage


@pytest.fixture
async def card(stage: Stage) -> Json:
    await stage.customer("ana", POST)
    return await stage.agent("U0AINO").claim("billing")


async def test_a_reply_typed_in_the_thread_names_people_and_channels(stage: Stage, card: Json) -> None:
    """Pitfall 10: and no handle of a colleague, which may be a stranger's on the network."""
    aino = stage.agent("U0AINO")
    await aino.say(card, f"!reply {SAID}")
    shown = await aino.told("Nothing has been sent yet", card)
    await aino.press("review_reply", {**shown, "channel": card["channel"], "thread_ts": card["ts"]})
    await aino.submit(await aino.modal("confirm_reply"))
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == ["Ask leon or billing-team in #service, here"]


async def test_a_private_channel_and_somebody_unknown_go_out_without_an_id(stage: Stage, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.say(card, "!reply Ask <@U0GONE> in <#C0NOWHERE|>")
    shown = await aino.told("Nothing has been sent yet", card)
    assert "Ask someone in #channel" in shown["text"]


async def test_the_story_and_the_reasons_of_a_case_name_people(stage: Stage, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.say(card, SAID)
    first = await aino.say(card, "@leon")
    await stage.post("/page/edit", user="U0AINO", channel=card["channel"], ts=first, text="@ruth knows")
    await stage.sandbox.delivered()
    await aino.say(card, "!handover service @leon knows the router, see #service")
    there = await stage.card("service", "#1001")
    assert "@leon knows the router, see #service" in there["text"]
    story = await stage.said(there, "History")
    for words in (SAID, "@ruth knows", "@leon knows the router, see #service"):
        assert words in story["text"]


async def test_an_escalated_message_names_people(stage: Stage) -> None:
    mira = stage.agent("U0MIRA")
    social = await stage.channel_id("social")
    said = await stage.post("/page/say", user="U0MIRA", channel=social, text="@leon knows her")
    await stage.post("/page/shortcut", user="U0MIRA", callback_id="escalate", channel=social, ts=said["ts"])
    window = await mira.modal("escalate")
    assert "@leon knows her" in str(window["blocks"])
    await mira.submit(window, team="service")
    await stage.card("service", "@leon knows her")


async def test_whose_deed_it_was_is_read_and_notifies_nobody(stage: Stage, card: Json) -> None:
    """Pitfall 55: status chatter drowns people."""
    aino, ruth = stage.agent("U0AINO"), stage.agent("U0RUTH")
    await aino.say(card, "!handover service it is the router")
    there = await stage.card("service", "by \u2068aino\u2069: \u2068it is the router")
    await stage.said(there, "Handed over from")
    await stage.agent("U0LEON").command("service", "/claim 1001")
    await stage.card("service", "Claimed by \u2068leon\u2069")
    await stage.agent("U0LEON").command("service", "/baton resolve 1001 spam")
    await ruth.command("service", "/reopen 1001")
    await stage.said(there, "Reopened by \u2068ruth\u2069")
    assert not [ping for ping in stage.sandbox.slack.pings if ping.who.startswith("U0")]


async def test_a_name_slack_does_not_tell_holds_no_card(stage: Stage) -> None:
    aino = stage.agent("U0AINO")
    await aino.command("billing", "/baton help")  # whose rights are known from now on
    stage.sandbox.faults.arm("users.info", "500", times=50)
    await stage.customer("bob", POST)
    await aino.claim("billing", "#1001")
    await stage.card("billing", "Claimed by \u2068someone\u2069")


async def test_a_refusal_under_a_field_names_the_owner(stage: Stage, card: Json) -> None:
    """Slack shows it as plain text, in which an id stays one."""
    aino, ruth = stage.agent("U0AINO"), stage.agent("U0RUTH")
    await aino.press("hand_over", card)
    opened = await aino.modal("hand_over")
    await ruth.take_over(card)
    answer = await aino.submit(opened, team="service", reason="the router")
    assert "is assigned to @ruth." in answer["errors"]["reason"]


async def test_why_here_names_whoever_handed_the_case_over(stage: Stage, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.say(card, "!handover service it is the router")
    await stage.card("service", "#1001")
    said = (await aino.command("service", "/baton why 1001"))["reply"]["text"]
    assert "handed over by" in said
    assert "&lt;@" not in said
