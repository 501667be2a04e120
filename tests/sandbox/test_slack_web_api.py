"""The small Slack's Web API through the real client: what it answers and what it refuses."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack.workspace import MessagesTab
from tests.sandbox.slack_world import Json, World, open_world

SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RICH: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "<!channel>"}]}],
}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with open_world() as world:
        yield world


@pytest.fixture
async def unpaced() -> AsyncIterator[World]:
    async with open_world(limits=False) as world:
        yield world


@pytest.fixture
async def timeless() -> AsyncIterator[World]:
    """Where no limit wears off while the test takes its time."""
    async with open_world(clock=lambda: NOON) as world:
        yield world


async def test_the_token_says_who_the_app_is_and_what_it_may(world: World) -> None:
    answer = await world.client.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team"]) == ("U0BATON", "B0BATON", "Larkspur")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


async def test_a_wrong_token_a_missing_token_and_the_wrong_kind_are_told_apart(world: World) -> None:
    base = f"{world.sandbox.url}/api/"
    nobody = AsyncWebClient("xoxb-wrong", base_url=base, session=world.http, retry_handlers=[])
    assert await world.refusal(nobody.auth_test()) == "invalid_auth"
    bare = AsyncWebClient(base_url=base, session=world.http, retry_handlers=[])
    assert await world.refusal(bare.auth_test()) == "not_authed"
    assert await world.refusal(world.client.apps_connections_open(app_token="xoxb-sandbox-bot")) == (
        "not_allowed_token_type"
    )


async def test_a_scope_that_is_taken_away_is_named(world: World) -> None:
    world.sandbox.slack.scopes.discard("chat:write")
    with pytest.raises(SlackApiError) as trouble:
        await world.client.chat_postMessage(channel="C0SOCIAL", text="hi")
    assert trouble.value.response["error"] == "missing_scope"
    assert trouble.value.response["needed"] == "chat:write"


async def test_an_unknown_method_is_refused(world: World) -> None:
    assert await world.refusal(world.client.api_call("chat.shout")) == "unknown_method"


async def test_a_message_can_be_posted_found_changed_and_taken_back(world: World) -> None:
    metadata = {"event_type": "job", "event_payload": {"key": "1042@slack/1/card"}}
    posted = await world.client.chat_postMessage(
        channel="#social", text="hi", blocks=[SECTION], metadata=metadata
    )
    ts = posted["ts"]
    found = await world.client.conversations_history(channel="C0SOCIAL", include_all_metadata=True)
    assert found["messages"][0]["metadata"] == metadata
    assert found["messages"][0]["bot_id"] == "B0BATON"
    thin = await world.client.conversations_history(channel="C0SOCIAL")
    assert thin["messages"][0]["metadata"] == {"event_type": "job"}
    changed = await world.client.chat_update(channel="C0SOCIAL", ts=ts, text="bye")
    assert (changed["text"], changed["message"].get("blocks")) == ("bye", None)
    await world.client.chat_delete(channel="C0SOCIAL", ts=ts)
    assert (await world.client.conversations_history(channel="C0SOCIAL"))["messages"] == []


async def test_a_thread_reads_parent_first_then_replies_oldest_first(unpaced: World) -> None:
    client = unpaced.client
    parent = (await client.chat_postMessage(channel="C0SOCIAL", text="case"))["ts"]
    for words in ("one", "two"):
        await client.chat_postMessage(channel="C0SOCIAL", text=words, thread_ts=parent)
    await client.chat_postMessage(channel="C0SOCIAL", text="all", thread_ts=parent, reply_broadcast=True)
    thread = await client.conversations_replies(channel="C0SOCIAL", ts=parent)
    assert [message["text"] for message in thread["messages"]] == ["case", "one", "two", "all"]
    assert thread["messages"][0]["reply_count"] == 3
    channel = await client.conversations_history(channel="C0SOCIAL")
    assert [message["text"] for message in channel["messages"]] == ["all", "case"]


async def test_history_comes_in_pages_and_between_times(unpaced: World) -> None:
    client = unpaced.client
    sent = [(await client.chat_postMessage(channel="C0SOCIAL", text=str(n)))["ts"] for n in range(5)]
    first = await client.conversations_history(channel="C0SOCIAL", limit=2)
    assert [message["ts"] for message in first["messages"]] == [sent[4], sent[3]]
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel="C0SOCIAL", limit=2, cursor=cursor)
    assert [message["ts"] for message in second["messages"]] == [sent[2], sent[1]]
    between = await client.conversations_history(channel="C0SOCIAL", oldest=sent[1], latest=sent[3])
    assert [message["ts"] for message in between["messages"]] == [sent[2]]
    bounds = await client.conversations_history(
        channel="C0SOCIAL", oldest=sent[1], latest=sent[3], inclusive=True
    )
    assert len(bounds["messages"]) == 3
    assert await unpaced.refusal(client.conversations_history(channel="C0SOCIAL", cursor="??")) == (
        "invalid_cursor"
    )


async def test_a_permalink_leads_into_the_thread(world: World) -> None:
    parent = (await world.client.chat_postMessage(channel="C0SOCIAL", text="case"))["ts"]
    reply = (await world.client.chat_postMessage(channel="C0SOCIAL", text="reply", thread_ts=parent))["ts"]
    link = await world.client.chat_getPermalink(channel="C0SOCIAL", message_ts=reply)
    flat = reply.replace(".", "")
    assert link["permalink"] == (
        f"https://larkspur.slack.com/archives/C0SOCIAL/p{flat}?thread_ts={parent}&cid=C0SOCIAL"
    )


@pytest.mark.filterwarnings(
    "ignore:The top-level"
)  # the client warns of the empty text before Slack refuses it
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"channel": "C0NOWHERE", "text": "hi"}, "channel_not_found"),
        ({"channel": "C0RANDOM", "text": "hi"}, "not_in_channel"),
        ({"channel": "C0OLD", "text": "hi"}, "is_archived"),
        ({"channel": "C0SOCIAL", "text": ""}, "no_text"),
        ({"channel": "C0SOCIAL", "text": "hi", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0SOCIAL", "text": "hi", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"channel": "C0SOCIAL", "text": "hi", "blocks": "no json"}, "invalid_blocks_format"),
        ({"channel": "C0SOCIAL", "text": "hi", "blocks": [SECTION] * 51}, "invalid_blocks"),
        ({"channel": "C0SOCIAL", "text": "hi", "metadata": {"event_type": ""}}, "invalid_metadata_format"),
        (
            {
                "channel": "C0SOCIAL",
                "text": "hi",
                "metadata": {"event_type": "e", "event_payload": {"k": "x" * 9_000}},
            },
            "metadata_too_large",
        ),
        (
            {
                "channel": "C0SOCIAL",
                "text": "hi",
                "metadata": {"event_type": "e", "event_payload": {"k": [{}]}},
            },
            "invalid_metadata_schema",
        ),
    ],
)
async def test_a_post_that_slack_would_refuse_is_refused_by_its_name(
    world: World, arguments: Json, code: str
) -> None:
    assert await world.refusal(world.client.chat_postMessage(**arguments)) == code


async def test_a_text_is_cut_on_posting_and_refused_on_updating(world: World) -> None:
    posted = await world.client.chat_postMessage(channel="C0SOCIAL", text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000
    update = world.client.chat_update(channel="C0SOCIAL", ts=posted["ts"], text="x" * 4_001)
    assert await world.refusal(update) == "msg_too_long"


async def test_only_own_messages_change_and_rich_text_stays_rich_text(world: World) -> None:
    said = await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="mine")
    client = world.client
    assert await world.refusal(client.chat_update(channel="C0SOCIAL", ts=said["ts"], text="x")) == (
        "cant_update_message"
    )
    assert await world.refusal(client.chat_delete(channel="C0SOCIAL", ts=said["ts"])) == "cant_delete_message"
    assert (
        await world.refusal(client.chat_update(channel="C0SOCIAL", ts="1.1", text="x")) == "message_not_found"
    )
    card = (await client.chat_postMessage(channel="C0SOCIAL", text="x", blocks=[RICH]))["ts"]
    plain = client.chat_update(channel="C0SOCIAL", ts=card, text="x", blocks=[SECTION])
    assert await world.refusal(plain) == "block_mismatch"


async def test_a_reply_is_no_place_for_a_thread(world: World) -> None:
    parent = (await world.client.chat_postMessage(channel="C0SOCIAL", text="case"))["ts"]
    reply = (await world.client.chat_postMessage(channel="C0SOCIAL", text="reply", thread_ts=parent))["ts"]
    deeper = world.client.chat_postMessage(channel="C0SOCIAL", text="deeper", thread_ts=reply)
    assert await world.refusal(deeper) == "cannot_reply_to_message"


async def test_an_unpaced_bot_meets_429_and_another_channel_does_not(timeless: World) -> None:
    """Cover docs/pitfalls.md, 24."""
    client = timeless.client
    for _ in range(3):
        await client.chat_postMessage(channel="C0SOCIAL", text="burst")
    with pytest.raises(SlackApiError) as trouble:
        await client.chat_postMessage(channel="C0SOCIAL", text="too fast")
    assert trouble.value.response.status_code == 429
    assert trouble.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel="C0SERVICE", text="another lane")


async def test_updates_have_their_own_limit_of_fifty_a_minute(timeless: World) -> None:
    client = timeless.client
    ts = (await client.chat_postMessage(channel="C0SOCIAL", text="card"))["ts"]
    for number in range(50):
        await client.chat_update(channel="C0SOCIAL", ts=ts, text=str(number))
    late = client.chat_update(channel="C0SOCIAL", ts=ts, text="51")
    assert await timeless.refusal(late) == "ratelimited"


async def test_channels_are_listed_as_the_bot_sees_them(world: World) -> None:
    answer = await world.client.conversations_list(
        types="public_channel,private_channel", exclude_archived=True
    )
    seen = {channel["name"]: channel["is_member"] for channel in answer["channels"]}
    assert seen["social"] is True
    assert seen["random"] is False
    assert seen["press"] is True
    assert "old-campaign" not in seen
    world.sandbox.slack.channel("press").members.remove("U0BATON")
    assert await world.refusal(world.client.conversations_info(channel="C0PRESS")) == "channel_not_found"
    assert await world.refusal(world.client.conversations_history(channel="C0RANDOM")) == "not_in_channel"


async def test_the_bot_can_join_a_public_channel_and_write_to_one_person(world: World) -> None:
    await world.client.conversations_join(channel="C0RANDOM")
    await world.client.chat_postMessage(channel="C0RANDOM", text="hello")
    assert await world.refusal(world.client.conversations_join(channel="C0OLD")) == "is_archived"
    direct = (await world.client.conversations_open(users="U0MIRA"))["channel"]["id"]
    sent = await world.client.chat_postMessage(channel="U0MIRA", text="psst")
    assert sent["channel"] == direct
    assert (await world.read(f"channels/{direct}/messages", user="U0MIRA"))[0]["text"] == "psst"


async def test_direct_messages_are_refused_as_slack_refuses_them(world: World) -> None:
    client, slack = world.client, world.sandbox.slack
    slack.users["U0JONAS"].has_left = True
    opening = {"U0JONAS": "user_disabled", "U0BATON": "cannot_dm_bot", "U0NOBODY": "user_not_found"}
    for user, code in opening.items():
        assert await world.refusal(client.conversations_open(users=user)) == code
    direct = (await client.conversations_open(users="U0MIRA"))["channel"]["id"]
    slack.messages_tab = MessagesTab.OFF
    assert (
        await world.refusal(client.chat_postMessage(channel=direct, text="psst")) == "messages_tab_disabled"
    )
    slack.scopes -= {"im:history", "groups:history"}
    for channel in (direct, "C0PRESS"):
        assert await world.refusal(client.conversations_history(channel=channel)) == "missing_scope"


async def test_people_and_groups_are_listed(world: World) -> None:
    assert (await world.client.users_info(user="U0MIRA"))["user"]["real_name"] == "Mira Holt"
    assert await world.refusal(world.client.users_info(user="U0NOBODY")) == "user_not_found"
    page = await world.client.users_list(limit=3)
    assert len(page["members"]) == 3
    assert page["response_metadata"]["next_cursor"]
    groups = await world.client.usergroups_list(include_users=True)
    assert {group["handle"] for group in groups["usergroups"]} == {
        "service-team",
        "billing-team",
        "outage-team",
        "marketing",
    }
    members = await world.client.usergroups_users_list(usergroup="S0BILLING")
    assert members["users"] == ["U0AINO", "U0RUTH"]
    assert await world.refusal(world.client.usergroups_users_list(usergroup="S0X")) == "no_such_subteam"


async def test_a_reaction_counts_once(world: World) -> None:
    ts = (await world.client.chat_postMessage(channel="C0SOCIAL", text="card"))["ts"]
    await world.client.reactions_add(channel="C0SOCIAL", timestamp=ts, name="eyes")
    again = world.client.reactions_add(channel="C0SOCIAL", timestamp=ts, name="eyes")
    assert await world.refusal(again) == "already_reacted"
    await world.client.reactions_remove(channel="C0SOCIAL", timestamp=ts, name="eyes")
    gone = world.client.reactions_remove(channel="C0SOCIAL", timestamp=ts, name="eyes")
    assert await world.refusal(gone) == "no_reaction"


async def test_an_ephemeral_message_is_for_one_reader_and_no_part_of_history(world: World) -> None:
    await world.client.chat_postEphemeral(channel="C0SOCIAL", user="U0MIRA", text="only you")
    assert (await world.client.conversations_history(channel="C0SOCIAL"))["messages"] == []
    mine = await world.read("channels/C0SOCIAL/messages", user="U0MIRA")
    assert [(message["text"], message["ephemeral"]) for message in mine] == [("only you", True)]
    assert await world.read("channels/C0SOCIAL/messages", user="U0LEON") == []
    stranger = world.client.chat_postEphemeral(channel="C0PRESS", user="U0LEON", text="x")
    assert await world.refusal(stranger) == "user_not_in_channel"


async def test_the_journal_keeps_what_was_asked_without_the_token(world: World) -> None:
    await world.client.chat_postMessage(channel="C0SOCIAL", text="hi", blocks=[SECTION])
    (call,) = world.sandbox.slack.calls("chat.postMessage")
    assert call.arguments["blocks"] == [SECTION]
    assert call.answer["ok"] is True
    assert "xoxb" not in str(world.sandbox.slack.journal)


async def test_blocks_messages_and_views_are_validated_as_if_they_were_sent(world: World) -> None:
    view: Json = {"type": "modal", "title": {"type": "plain_text", "text": "Reply"}, "blocks": [SECTION]}
    assert (await world.client.blocks_validate(blocks=[SECTION]))["ok"]
    assert (await world.client.blocks_validate(message={"text": "hello", "blocks": [SECTION, RICH]}))["ok"]
    assert (await world.client.blocks_validate(view=view))["ok"]
    assert world.sandbox.slack.channels["C0SERVICE"].messages == {}


async def test_a_validation_error_has_a_pointer_and_only_one_thing_is_validated_at_a_time(
    world: World,
) -> None:
    with pytest.raises(SlackApiError) as refusal:
        await world.client.blocks_validate(message={"blocks": [{"type": "chart"}]})
    data = refusal.value.response.data
    assert isinstance(data, dict)
    assert data["error"] == "invalid_message"
    assert data["errors"] == [
        {"pointer": "/blocks/0/type", "code": "failed_constraint", "message": "unsupported type: chart"}
    ]
    assert await world.refusal(world.client.blocks_validate(blocks=[{"type": "chart"}])) == "invalid_blocks"
    assert await world.refusal(world.client.blocks_validate(view={"type": "modal"})) == "invalid_view"
    both = world.client.blocks_validate(blocks=[SECTION], message={"blocks": [SECTION]})
    assert await world.refusal(both) == "invalid_arguments"
