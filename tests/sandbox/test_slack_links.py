"""Links that people post: what the small Slack sends an app of them, and the previews it takes."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.slack_world import Json, World, open_world

LINK = "https://mobile.x.com/ana/status/1?a=1&b=2"
SECTION: Json = {"blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Case #7"}}]}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with open_world(limits=False) as world:
        yield world


async def said(world: World, text: str = f"see {LINK} and https://example.com", **more: str) -> Json:
    """Post as Mira in #random, where the app is not, and return the last event about a link."""
    await world.act("say", **{"user": "U0MIRA", "channel": "C0RANDOM", "text": text, **more})
    await world.delivered()
    return next((event for event in reversed(world.bot.events) if event["type"] == "link_shared"), {})


async def test_a_link_to_a_registered_domain_is_sent_even_where_the_app_is_not(world: World) -> None:
    event = await said(world)
    assert event["links"] == [{"domain": "x.com", "url": LINK}]
    assert (event["channel"], event["source"]) == ("C0RANDOM", "conversations_history")
    assert event["is_bot_user_member"] is False
    assert event["message_ts"] in world.sandbox.slack.channels["C0RANDOM"].messages


async def test_other_links_the_apps_own_and_those_without_the_scope_are_not_sent(world: World) -> None:
    assert await said(world, "https://example.com and https://notx.com/a") == {}
    await world.client.chat_postMessage(channel="C0SOCIAL", text=f"<{LINK}>")
    await world.delivered()
    world.sandbox.slack.scopes.discard("links:read")
    assert await said(world) == {}


async def test_a_preview_is_shown_under_the_message_and_replaced_by_the_next(world: World) -> None:
    event = await said(world, channel="C0SOCIAL")
    about = {"unfurl_id": event["unfurl_id"], "source": event["source"]}
    for _ in range(2):
        await world.client.chat_unfurl(**about, unfurls={LINK: SECTION})
    await world.client.chat_unfurl(channel="C0SOCIAL", ts=event["message_ts"], unfurls={LINK: SECTION})
    (shown,) = (await world.read("channels/C0SOCIAL/messages", user="U0JONAS"))[-1]["attachments"]
    assert shown["blocks"][0]["text"]["text"] == "Case #7"
    assert (shown["app_unfurl_url"], shown["is_app_unfurl"]) == (LINK, True)
    await world.delivered()
    changed = [each for each in world.bot.events if each.get("subtype") == "message_changed"]
    assert len(changed) == 3
    assert "edited" not in changed[0]["message"]


async def test_slacks_refusals_of_a_preview(world: World) -> None:
    event = await said(world)
    unfurl, good = world.client.chat_unfurl, {LINK: SECTION}
    about = {"unfurl_id": event["unfurl_id"], "source": "conversations_history"}
    other = {"https://x.com/b": SECTION}
    calls = {
        "missing_unfurls": unfurl(**about, unfurls={}),
        "invalid_unfurls_format": unfurl(**about, unfurls={LINK: "words"}),  # type: ignore[dict-item]
        "missing_source": unfurl(unfurl_id=event["unfurl_id"], unfurls=good),
        "missing_unfurl_id": unfurl(source="composer", unfurls=good),
        "invalid_source": unfurl(unfurl_id=event["unfurl_id"], source="mail", unfurls=good),
        "invalid_unfurl_id": unfurl(unfurl_id="nobody", source="composer", unfurls=good),
        "missing_channel": unfurl(ts="1.1", unfurls=good),
        "missing_ts": unfurl(channel="C0SOCIAL", unfurls=good),
        "cannot_find_channel": unfurl(channel="C0RANDOM", ts=event["message_ts"], unfurls=good),
        "cannot_find_message": unfurl(channel="C0SOCIAL", ts="1.1", unfurls=good),
        "cannot_unfurl_message": unfurl(**about, unfurls=other),
        "cannot_unfurl_url": unfurl(**about, unfurls={"https://example.com": SECTION}),
        "invalid_blocks": unfurl(**about, unfurls={LINK: {"blocks": [{"type": "input"}]}}),
    }
    assert {code: await world.refusal(call) for code, call in calls.items()} == {code: code for code in calls}
    world.sandbox.slack.scopes.discard("links:write")
    assert await world.refusal(unfurl(**about, unfurls=good)) == "missing_scope"


async def test_a_preview_before_the_event_was_acknowledged_is_refused(world: World) -> None:
    """Slack: cannot_unfurl_url "may be returned if you haven't acknowledged a link_shared event"."""
    refusals: list[str] = []

    async def hasty(heard: object) -> object:
        from aiohttp import web

        event = world.bot.events[-1]
        if event["type"] == "link_shared" and not refusals:
            about = {"unfurl_id": event["unfurl_id"], "source": event["source"]}
            refusals.append(await world.refusal(world.client.chat_unfurl(**about, unfurls={LINK: SECTION})))
        return web.Response()

    world.bot.answer = hasty  # type: ignore[assignment]
    await said(world)
    assert refusals == ["cannot_unfurl_url"]
