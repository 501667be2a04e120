"""Cached facts about people and channels: kept for minutes, and used while Slack is away."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from bot.delivery import Declined, NotSent
from bot.roles import Home, Role
from bot.slack.auth import Identity
from bot.slack.client import open_client
from bot.slack.directory import Names
from bot.slack.staff import person_of
from bot.slack.workspace import Workspace
from sandbox import Sandbox

HOME = Home("T0LARKSPUR")
T = TypeVar("T")
GRID = Home("T0LARKSPUR", "E0LARKSPUR")


class World:
    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.at = sandbox, datetime(2026, 11, 22, tzinfo=UTC)
        self.users, self.channels = sandbox.slack.users, sandbox.slack.channels
        self.slack: Workspace
        # The same, with no time to wait.
        self.hurried: Workspace

    def now(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def asked(self, method: str) -> int:
        return len(self.sandbox.slack.calls(method))

    def away(self, method: str, kind: str = "500", times: int = 99) -> None:
        self.sandbox.faults.arm(method, kind, times=times)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    sandbox = Sandbox(limits=False)
    world = World(sandbox)
    await sandbox.start()
    async with open_client(sandbox.slack.bot_token, f"{sandbox.url}/api/", 5) as client:
        home = Identity(client).home
        names = Names(client, home, world.now)
        world.slack = Workspace(client, names, home, world.now)
        world.hurried = Workspace(client, names, home, world.now, 0.05)
        yield world
    await sandbox.stop()


async def test_a_person_is_asked_for_again_after_five_minutes(world: World) -> None:
    for _ in range(3):
        assert (await world.slack.person("U0PRIYA")).role is Role.MEMBER
    world.users["U0PRIYA"].is_restricted = True
    world.move(299)
    assert (await world.slack.person("U0PRIYA")).role is Role.MEMBER
    assert world.asked("users.info") == 1
    world.move(2)
    assert (await world.slack.person("U0PRIYA")).role is Role.GUEST


async def test_a_person_stays_who_they_were_while_slack_is_away_and_it_is_not_asked_at_every_request(
    world: World,
) -> None:
    await world.slack.person("U0PRIYA")
    world.move(301)
    world.away("users.info", times=2)
    for _ in range(5):
        assert (await world.slack.person("U0PRIYA")).role is Role.MEMBER
        with pytest.raises(NotSent):
            await world.slack.person("U0AINO")
    assert world.asked("users.info") == 1
    world.move(31)
    assert (await world.slack.person("U0AINO")).role is Role.MEMBER


async def test_a_refusal_is_an_answer_and_ends_what_was_known(world: World) -> None:
    assert "U0MIRA" in await world.slack.channel_members("#press")
    world.move(121)
    world.away("conversations.members", "error:channel_not_found", times=1)
    with pytest.raises(Declined):
        await world.slack.channel_members("#press")
    world.move(31)
    world.away("conversations.members")
    with pytest.raises(NotSent):
        await world.slack.channel_members("#press")


async def test_somebody_slack_does_not_know_is_from_elsewhere(world: World) -> None:
    assert (await world.slack.person("U0STRANGER")).role is Role.EXTERNAL


async def test_members_of_a_channel_are_two_minutes_old_at_most_or_none_at_all_after_an_event(
    world: World,
) -> None:
    before = await world.slack.channel_members("C0PRESS")
    world.channels["C0PRESS"].members.append("U0AINO")
    world.move(119)
    assert await world.slack.channel_members("#press") == before
    world.slack.forget_members("C0PRESS")
    assert "U0AINO" in await world.slack.channel_members("#press")
    world.channels["C0PRESS"].members.remove("U0AINO")
    world.move(121)
    assert "U0AINO" not in await world.slack.channel_members("#press")


async def test_after_somebody_left_the_old_list_does_not_count_though_slack_is_away(world: World) -> None:
    await world.slack.channel_members("C0PRESS")
    world.away("conversations.members")
    world.slack.forget_members("C0PRESS")
    with pytest.raises(NotSent):
        await world.slack.channel_members("C0PRESS")


async def test_public_channels_are_told_by_id_and_name_and_private_ones_not(world: World) -> None:
    public = await world.slack.public_channels()
    assert {"C0SERVICE", "#service"} <= public
    assert not {"C0PRESS", "#press"} & public
    world.channels["C0SERVICE"].is_private = True
    assert "C0SERVICE" in await world.slack.public_channels()
    world.slack.forget_channels()
    assert not {"C0SERVICE", "#service"} & await world.slack.public_channels()


async def test_a_channel_that_became_private_unheard_is_noticed_within_six_minutes(world: World) -> None:
    await world.slack.public_channels()
    world.channels["C0SERVICE"].is_private = True
    world.move(361)
    assert "C0SERVICE" not in await world.slack.public_channels()


async def test_no_channel_is_public_while_slack_has_never_said(world: World) -> None:
    world.away("conversations.list")
    assert await world.slack.public_channels() == frozenset()


@pytest.mark.parametrize(
    ("user", "home", "role"),
    [
        ({"team_id": "T0LARKSPUR"}, HOME, Role.MEMBER),
        ({"team_id": "T0LARKSPUR", "is_restricted": True}, HOME, Role.GUEST),
        ({"team_id": "T0LARKSPUR", "is_ultra_restricted": True}, HOME, Role.GUEST),
        ({"team_id": "T0LARKSPUR", "is_stranger": True}, HOME, Role.EXTERNAL),
        ({"team_id": "T0LARKSPUR", "is_bot": True}, HOME, Role.APP),
        ({"team_id": "T0LARKSPUR", "id": "USLACKBOT"}, HOME, Role.APP),
        ({"team_id": "T0LARKSPUR", "deleted": True}, HOME, Role.GONE),
        ({"team_id": "T0OTHER", "is_stranger": False}, HOME, Role.EXTERNAL),
        ({"team_id": "T0OTHER", "is_restricted": True}, HOME, Role.EXTERNAL),
        ({}, HOME, Role.EXTERNAL),
        ({}, Home(""), Role.EXTERNAL),
        ({"team_id": "", "enterprise_user": {"enterprise_id": ""}}, Home(""), Role.EXTERNAL),
        ({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0LARKSPUR"}}, GRID, Role.MEMBER),
        ({"team_id": "E0LARKSPUR", "enterprise_user": {"enterprise_id": "E0LARKSPUR"}}, GRID, Role.MEMBER),
        ({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0OTHER"}}, GRID, Role.EXTERNAL),
        ({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0LARKSPUR"}}, HOME, Role.EXTERNAL),
    ],
)
def test_a_user_object_says_who_somebody_is_to_us(user: dict[str, object], home: Home, role: Role) -> None:
    assert person_of({"id": "U0X", "name": "x", **user}, home).role is role


@pytest.mark.parametrize(
    ("workspace", "role"),
    [
        ("", Role.MEMBER),
        ("T0LARKSPUR", Role.MEMBER),
        ("E0LARKSPUR", Role.MEMBER),
        ("T0SIBLING", Role.MEMBER),
        ("T0OTHER", Role.EXTERNAL),
        ("E0OTHER", Role.EXTERNAL),
    ],
)
def test_a_request_that_names_another_workspace_is_an_outsiders(workspace: str, role: Role) -> None:
    grid = {"enterprise_id": "E0LARKSPUR", "teams": ["T0SIBLING"]}
    person = person_of({"id": "U0X", "name": "x", "team_id": "T0LARKSPUR", "enterprise_user": grid}, GRID)
    assert person.role_from(workspace) is role


async def answered(ask: Callable[[], Awaitable[T]]) -> T:
    """Return Slack's final answer."""
    async with asyncio.timeout(20):
        while True:
            with suppress(NotSent):
                return await ask()


async def test_one_question_is_asked_for_all_who_wait_and_its_late_answer_is_kept(world: World) -> None:
    world.away("auth.test", "hold", times=1)
    for _ in range(2):
        with pytest.raises(NotSent):
            await world.hurried.person("U0PRIYA")
    world.sandbox.faults.release()
    assert (await answered(lambda: world.hurried.person("U0PRIYA"))).role is Role.MEMBER
    assert (world.asked("auth.test"), world.asked("users.info")) == (1, 1)


async def test_a_channel_somebody_left_is_asked_for_again_though_a_question_is_under_way(
    world: World,
) -> None:
    world.away("conversations.members", "hold_after", times=1)
    with pytest.raises(NotSent):
        await world.hurried.channel_members("#press")
    await world.sandbox.faults.held()
    world.channels["C0PRESS"].members.remove("U0MIRA")
    world.hurried.forget_members("C0PRESS")
    assert "U0MIRA" not in await answered(lambda: world.hurried.channel_members("#press"))
    world.sandbox.faults.release()
