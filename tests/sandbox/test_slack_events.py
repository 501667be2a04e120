"""What the bot hears: events over signed HTTP, their retries, and the switches that make delivery bad."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from sandbox.slack import conversation
from tests.sandbox.slack_world import World, open_world

FAST = 1_000.0


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with open_world(speed=FAST) as world:
        yield world


def kinds(world: World) -> list[tuple[str, str | None]]:
    return [(event["type"], event.get("subtype")) for event in world.bot.events]


async def test_a_message_arrives_signed_in_an_envelope(world: World) -> None:
    said = await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="see https://example.com/a&b")
    await world.delivered()
    (heard,) = world.bot.heard
    assert world.bot.forged == 0
    assert heard.payload["event_id"].startswith("Ev")
    assert heard.payload["authorizations"][0]["user_id"] == "U0BATON"
    assert heard.event["ts"] == said["ts"]
    assert (heard.event["channel"], heard.event["channel_type"]) == ("C0SOCIAL", "channel")
    assert heard.event["text"] == "see <https://example.com/a&amp;b>"


async def test_a_bot_with_the_wrong_secret_hears_nothing(world: World) -> None:
    """Cover docs/pitfalls.md, 33."""
    world.bot.secret = "another"
    await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="hi")
    await world.delivered()
    assert (world.bot.heard, world.bot.forged) == ([], 4)


async def test_naming_the_bot_gives_a_message_and_a_mention_with_different_ids(world: World) -> None:
    """Cover docs/pitfalls.md, 16."""
    await world.act("say", user="U0MIRA", channel="C0PRESS", text="@Baton claim")
    await world.delivered()
    assert Counter(kinds(world)) == {("message", None): 1, ("app_mention", None): 1}
    assert len({heard.payload["event_id"] for heard in world.bot.heard}) == 2
    assert len({event["ts"] for event in world.bot.events}) == 1
    assert world.bot.events[0]["text"] == "<@U0BATON> claim"


async def test_edits_deletions_and_broadcasts_come_as_subtypes(world: World) -> None:
    """Cover docs/pitfalls.md, 12 and 13."""
    ts = (await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="one"))["ts"]
    thread = {"channel": "C0SOCIAL", "thread_ts": ts}
    reply = (await world.act("say", user="U0LEON", text="all", broadcast=True, **thread))["ts"]
    await world.act("edit", user="U0LEON", channel="C0SOCIAL", ts=reply, text="all of you")
    await world.act("delete", user="U0LEON", channel="C0SOCIAL", ts=reply)
    await world.delivered()
    by_kind = {event.get("subtype"): event for event in world.bot.events}
    assert by_kind["thread_broadcast"]["root"]["ts"] == ts
    assert by_kind["message_changed"]["message"]["text"] == "all of you"
    assert by_kind["message_changed"]["previous_message"]["text"] == "all"
    assert by_kind["message_deleted"]["deleted_ts"] == reply


async def test_a_deleted_parent_stays_as_a_tombstone_over_its_replies(world: World) -> None:
    """Cover docs/pitfalls.md, 14."""
    ts = (await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="parent"))["ts"]
    await world.act("say", user="U0LEON", channel="C0SOCIAL", text="reply", thread_ts=ts)
    await world.act("delete", user="U0MIRA", channel="C0SOCIAL", ts=ts)
    await world.delivered()
    changes = [event for event in world.bot.events if event.get("subtype") == "message_changed"]
    assert changes[0]["message"]["subtype"] == "tombstone"
    parent, reply = await world.read(f"channels/C0SOCIAL/threads/{ts}", user="U0LEON")
    assert (parent["deleted"], reply["text"]) == (True, "reply")


async def test_the_bot_hears_its_own_posts_and_nothing_of_channels_it_is_not_in(world: World) -> None:
    """Cover docs/pitfalls.md, 18."""
    await world.act("say", user="U0MIRA", channel="C0RANDOM", text="private joke")
    await world.client.chat_postMessage(channel="C0SOCIAL", text="mine")
    await world.delivered()
    (event,) = world.bot.events
    assert (event["text"], event["bot_id"], event["user"]) == ("mine", "B0BATON", "U0BATON")


async def test_channels_change_under_the_bot(world: World) -> None:
    """Cover docs/pitfalls.md, 26."""
    slack = world.sandbox.slack
    billing, random = slack.channel("billing"), slack.channel("random")
    conversation.rename(slack, billing, "money")
    conversation.archive(slack, billing, "U0RUTH")
    conversation.join(slack, random, "U0BATON")
    conversation.leave(slack, random, "U0BATON")
    await world.delivered()
    assert Counter(kind for kind, _ in kinds(world)) == {
        "channel_rename": 1,
        "channel_archive": 1,
        "member_joined_channel": 1,
        "member_left_channel": 1,
    }
    post = world.client.chat_postMessage(channel="C0BILLING", text="x")
    assert await world.refusal(post) == "is_archived"


async def test_an_event_that_fails_comes_three_times_more_with_the_same_id(world: World) -> None:
    """Cover docs/pitfalls.md, 15."""
    world.bot.answer = lambda heard: web.Response(status=500)
    await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="hi")
    await world.delivered()
    assert [heard.retry for heard in world.bot.heard] == [None, "1", "2", "3"]
    assert {heard.reason for heard in world.bot.heard[1:]} == {"http_error"}
    assert len({heard.payload["event_id"] for heard in world.bot.heard}) == 1


async def test_an_event_is_not_repeated_when_the_bot_says_so(world: World) -> None:
    world.bot.answer = lambda heard: web.Response(status=400, headers={"x-slack-no-retry": "1"})
    await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="hi")
    await world.delivered()
    assert len(world.bot.heard) == 1


async def test_a_bot_that_is_down_for_a_moment_hears_it_on_the_retry(world: World) -> None:
    refused = iter([500, 200])
    world.bot.answer = lambda heard: web.Response(status=next(refused))
    await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="hi")
    await world.delivered()
    assert [attempt.failure for attempt in world.sandbox.server.delivery.attempts] == ["http_error", None]


async def test_every_event_can_come_three_times_and_out_of_order(world: World) -> None:
    world.sandbox.faults.delivery(copies=3, shuffle=True)
    for number in range(10):
        await world.act("say", user="U0MIRA", channel="C0SOCIAL", text=str(number))
    await world.delivered()
    told = [event["text"] for event in world.bot.events]
    assert Counter(told) == {str(number): 3 for number in range(10)}
    assert told != sorted(told)
    assert {heard.retry for heard in world.bot.heard} == {None, "1", "2"}


async def test_an_installed_manifest_decides_what_the_bot_hears_and_may(world: World) -> None:
    world.sandbox.slack.install(
        {
            "features": {"slash_commands": [{"command": "/claim", "description": "Take a case"}]},
            "oauth_config": {"scopes": {"bot": ["chat:write"]}},
            "settings": {"event_subscriptions": {"bot_events": ["app_mention", "message.channels"]}},
        }
    )
    await world.act("say", user="U0MIRA", channel="C0PRESS", text="not subscribed")
    await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="subscribed")
    await world.delivered()
    assert [event["text"] for event in world.bot.events] == ["subscribed"]
    assert await world.refusal(world.client.users_list()) == "missing_scope"
    workspace = await world.read("workspace", user="U0MIRA")
    assert [command["command"] for command in workspace["commands"]] == ["/claim"]


async def test_nothing_is_sent_when_no_address_is_known(world: World) -> None:
    world.sandbox.bot_url = None
    await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="hi")
    await world.delivered()
    assert world.bot.heard == []


async def test_the_page_reads_a_channel_as_one_person_sees_it(world: World) -> None:
    for words in ("one", "two", "three"):
        await world.act("say", user="U0MIRA", channel="C0SOCIAL", text=words)
    newest = await world.read("channels/C0SOCIAL/messages", user="U0MIRA", limit="2")
    assert [message["text"] for message in newest] == ["two", "three"]
    seen = {channel["name"] for channel in (await world.read("workspace", user="U0LEON"))["channels"]}
    assert "press" not in seen
    assert {"social", "random", "old-campaign"} <= seen
    archived = await world.act("say", user="U0MIRA", channel="C0OLD", text="anyone?")
    assert archived["error"] == "is_archived"


async def test_a_direct_message_is_an_event_of_its_own_and_seen_by_its_person_alone(world: World) -> None:
    channels = (await world.read("workspace", user="U0LEON"))["channels"]
    (direct,) = [channel for channel in channels if channel["is_im"]]
    await world.act("say", user="U0LEON", channel=direct["id"], text="<@U0BATON> queue")
    await world.delivered()
    assert [(event["type"], event["channel_type"]) for event in world.bot.events] == [("message", "im")]
    await world.act("open_messages", user="U0LEON")
    await world.delivered()
    assert (world.bot.events[-1]["type"], world.bot.events[-1]["tab"]) == ("app_home_opened", "messages")
    others = (await world.read("workspace", user="U0MIRA"))["channels"]
    assert direct["id"] not in {channel["id"] for channel in others}
    refused = await world.act("say", user="U0MIRA", channel=direct["id"], text="hi")
    assert refused["error"] == "channel_not_found"


async def test_a_messages_tab_that_the_manifest_leaves_off_takes_no_message(world: World) -> None:
    world.sandbox.slack.install({"features": {"app_home": {"home_tab_enabled": True}}})
    workspace = await world.read("workspace", user="U0LEON")
    assert not any(channel["is_im"] for channel in workspace["channels"])
    assert workspace["writes_to_app"] is False
    direct = world.sandbox.slack.direct_message("U0LEON")
    refused = await world.act("say", user="U0LEON", channel=direct.id, text="hi")
    assert refused["error"] == "restricted_action"
