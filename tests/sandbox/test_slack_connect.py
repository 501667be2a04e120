"""Guests, people of connected workspaces and shared channels, as Slack shows them to an app.

Shapes: slackapi/bolt-python#854, slackapi/bolt-js#1614, slackapi/java-slack-sdk#1041.
"""

from collections.abc import AsyncIterator

import pytest

from sandbox.slack.records import TEAM_ID
from tests.sandbox.slack_world import Json, World, open_world

OTHER = "T0OTHER"


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """#service is shared with another workspace, whose Femi is in it; Jonas is a guest of #social alone."""
    async with open_world() as world:
        slack = world.sandbox.slack
        slack.users["U0FEMI"].team_id = OTHER
        slack.users["U0JONAS"].is_restricted = True
        slack.channels["C0SERVICE"].connected.append(OTHER)
        for channel in slack.channels.values():
            channel.members = [
                user
                for user in channel.members
                if (user, channel.id) not in {("U0JONAS", "C0SERVICE"), ("U0FEMI", "C0BILLING")}
            ]
        yield world


async def payloads(world: World) -> list[Json]:
    await world.delivered()
    return [heard.payload for heard in world.bot.heard]


async def test_a_message_of_another_workspace_names_it_and_the_channel_as_shared(world: World) -> None:
    await world.act("say", user="U0FEMI", channel="C0SERVICE", text="hello")
    (payload,) = await payloads(world)
    assert payload["event"]["team"] == payload["team_id"] == OTHER
    assert payload["is_ext_shared_channel"]
    assert payload["authorizations"][0]["team_id"] == payload["context_team_id"] == TEAM_ID
    assert "user_team" not in payload["event"]


async def test_a_mention_from_another_workspace_says_so_beside_the_team(world: World) -> None:
    await world.act("say", user="U0FEMI", channel="C0SERVICE", text="<@U0BATON> help")
    mention = next(each for each in await payloads(world) if each["event"]["type"] == "app_mention")
    event = mention["event"]
    assert (event["team"], event["user_team"], event["source_team"]) == (TEAM_ID, OTHER, OTHER)


async def test_our_own_people_are_ours_in_a_shared_channel(world: World) -> None:
    await world.act("say", user="U0PRIYA", channel="C0SERVICE", text="<@U0BATON> help")
    for payload in await payloads(world):
        assert payload["event"]["team"] == payload["team_id"] == TEAM_ID
        assert "user_team" not in payload["event"]
        assert payload["is_ext_shared_channel"]


async def test_a_command_and_a_window_name_the_workspace_of_their_person(world: World) -> None:
    await world.act("command", user="U0FEMI", channel="C0SERVICE", text="/queue")
    (command,) = await payloads(world)
    assert command["team_id"] == OTHER


async def test_visitors_reach_only_channels_they_are_in(world: World) -> None:
    for user, channel in (("U0JONAS", "C0SERVICE"), ("U0FEMI", "C0BILLING")):
        assert (await world.act("say", user=user, channel=channel, text="x"))["error"] == "channel_not_found"
        answer = await world.act("command", user=user, channel=channel, text="/queue")
        assert answer["error"] == "channel_not_found"
        shown = (await world.read("workspace", user=user))["channels"]
        assert channel not in {each["id"] for each in shown}
    assert "ts" in await world.act("say", user="U0JONAS", channel="C0SOCIAL", text="x")


async def test_nobody_walks_into_a_private_channel(world: World) -> None:
    answer = await world.act("say", user="U0AINO", channel="C0PRESS", text="x")
    assert answer["error"] == "channel_not_found"


async def test_users_and_channels_say_what_they_are(world: World) -> None:
    users = {each["id"]: each for each in (await world.client.users_list())["members"]}
    assert users["U0JONAS"]["is_restricted"]
    assert users["U0FEMI"]["team_id"] == OTHER
    assert not users["U0PRIYA"]["is_restricted"]
    assert users["U0PRIYA"]["team_id"] == TEAM_ID
    found = (await world.client.conversations_info(channel="C0SERVICE"))["channel"]
    assert found["is_ext_shared"]
    assert found["connected_team_ids"] == [OTHER]
    assert not (await world.client.conversations_info(channel="C0BILLING"))["channel"]["is_ext_shared"]


async def test_a_deactivated_account_keeps_no_word_of_having_been_a_guest(world: World) -> None:
    world.sandbox.slack.users["U0JONAS"].has_left = True
    gone = (await world.client.users_info(user="U0JONAS"))["user"]
    assert gone["deleted"]
    assert "is_restricted" not in gone


async def test_a_disabled_group_is_listed_only_on_demand_and_has_no_members(world: World) -> None:
    world.sandbox.slack.groups["S0BILLING"].is_disabled = True
    listed = (await world.client.usergroups_list())["usergroups"]
    assert "S0BILLING" not in {each["id"] for each in listed}
    every = (await world.client.usergroups_list(include_disabled=True))["usergroups"]
    assert next(each for each in every if each["id"] == "S0BILLING")["date_delete"]
    asked = world.client.usergroups_users_list(usergroup="S0BILLING")
    assert await world.refusal(asked) == "no_such_subteam"


async def test_on_enterprise_grid_the_organization_is_named(world: World) -> None:
    slack = world.sandbox.slack
    slack.enterprise_id = slack.users["U0FEMI"].enterprise_id = "E0LARKSPUR"
    assert (await world.client.auth_test())["enterprise_id"] == "E0LARKSPUR"
    found = (await world.client.users_info(user="U0FEMI"))["user"]
    assert found["enterprise_user"]["enterprise_id"] == "E0LARKSPUR"
