"""Lookups of channels, groups and people: rare, and yet new names are found."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import Declined, NotSent
from bot.slack.auth import Identity
from bot.slack.client import open_client
from bot.slack.directory import Names
from sandbox import Sandbox
from sandbox.slack.records import Channel

START = datetime(2026, 11, 22, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class World:
    def __init__(self, sandbox: Sandbox, names: Names, clock: Clock) -> None:
        self.sandbox, self.names, self.clock = sandbox, names, clock

    def asked(self, method: str) -> int:
        return len(self.sandbox.slack.calls(method))


@pytest.fixture
async def world() -> AsyncIterator[World]:
    sandbox, clock = Sandbox(limits=False), Clock()
    await sandbox.start()
    async with open_client(sandbox.slack.bot_token, f"{sandbox.url}/api/", 5) as client:
        yield World(sandbox, Names(client, Identity(client).home, clock), clock)
    await sandbox.stop()


@pytest.mark.parametrize("name", ["#service", "service", "#Service", "C0SERVICE"])
async def test_a_channel_is_found_by_name_or_id(world: World, name: str) -> None:
    assert await world.names.channel(name) == "C0SERVICE"


async def test_a_private_channel_baton_is_in_is_found(world: World) -> None:
    assert await world.names.channel("#press") == "C0PRESS"


async def test_many_names_cost_one_look_up(world: World) -> None:
    """Pitfall 26 (docs/pitfalls.md): looking names up one by one runs into Slack's limits."""
    for name in ("#service", "#billing", "#outage", "#service"):
        await world.names.channel(name)
    assert world.asked("conversations.list") == 1


async def test_every_page_of_a_large_workspace_is_read(world: World) -> None:
    world.sandbox.slack.channels |= {f"C1{n:04}": Channel(f"C1{n:04}", f"room-{n}") for n in range(1_500)}
    assert await world.names.channel("#room-1499") == "C11499"
    assert world.asked("conversations.list") == 2


async def test_a_new_channel_is_found_soon_and_an_unknown_one_not_asked_for_every_time(world: World) -> None:
    await world.names.channel("#service")
    for _ in range(3):
        with pytest.raises(Declined, match="no channel #fresh"):
            await world.names.channel("#fresh")
    assert world.asked("conversations.list") == 1
    world.sandbox.slack.channels["C0FRESH"] = Channel("C0FRESH", "fresh")
    world.clock.move(31)
    assert await world.names.channel("#fresh") == "C0FRESH"


async def test_a_channel_that_got_another_name_is_found_under_it(world: World) -> None:
    await world.names.channel("#service")
    world.sandbox.slack.channels["C0SERVICE"].name = "care"
    world.clock.move(601)
    assert await world.names.channel("#care") == "C0SERVICE"
    with pytest.raises(Declined):
        await world.names.channel("#service")


@pytest.mark.parametrize("group", ["@service-team", "service-team", "S0SERVICE"])
async def test_the_members_of_a_group_are_at_most_five_minutes_old(world: World, group: str) -> None:
    before = await world.names.members(group)
    assert before == {"U0PRIYA", "U0LEON", "U0RUTH"}
    world.sandbox.slack.groups["S0SERVICE"].users.append("U0FEMI")
    world.clock.move(299)
    assert await world.names.members(group) == before
    world.clock.move(2)
    assert "U0FEMI" in await world.names.members(group)


async def test_a_group_nobody_knows_is_named(world: World) -> None:
    with pytest.raises(Declined, match="no user group @ghosts"):
        await world.names.members("@ghosts")


async def test_a_failed_look_up_is_tried_again_and_not_remembered(world: World) -> None:
    world.sandbox.faults.arm("conversations.list", "500")
    with pytest.raises(NotSent):
        await world.names.channel("#service")
    assert await world.names.channel("#service") == "C0SERVICE"


async def test_what_slack_does_not_let_us_look_up_is_not_asked_for_every_card(world: World) -> None:
    """Without the scope each card would otherwise cost a call of a method Slack allows twenty times a minute."""
    world.sandbox.slack.scopes -= {"usergroups:read", "users:read"}
    for _ in range(5):
        assert (await world.names.whom("@service-team"))["type"] == "text"
    assert world.asked("usergroups.list") == world.asked("users.list") == 1
    world.sandbox.slack.scopes |= {"usergroups:read"}
    world.clock.move(31)
    assert (await world.names.whom("@service-team"))["usergroup_id"] == "S0SERVICE"


async def test_the_people_behind_a_name_are_told_by_their_ids(world: World) -> None:
    found = await world.names.people(["@billing-team", "S0OUTAGE", "@aino", "U0LEON", "@here", "@nobody"])
    assert {name: sorted(people) for name, people in found.items()} == {
        "@billing-team": ["U0AINO", "U0RUTH"],
        "S0OUTAGE": ["U0FEMI", "U0RUTH"],
        "@aino": ["U0AINO"],
        "U0LEON": ["U0LEON"],
        "@here": [],
        "@nobody": [],
    }


@pytest.mark.parametrize("name", ["@service-team", "S0SERVICE", "@aino", "Aino", "U0AINO", "@here"])
async def test_whoever_bears_a_name_or_an_id_is_there(world: World, name: str) -> None:
    assert await world.names.is_there(name)


@pytest.mark.parametrize("name", ["@ghosts", "S0GHOSTS", "U0GHOST", "@leon", "U0LEON"])
async def test_whom_slack_does_not_have_or_who_has_left_is_not_there(world: World, name: str) -> None:
    world.sandbox.slack.users["U0LEON"].has_left = True
    assert not await world.names.is_there(name)


async def test_whether_a_group_is_there_is_not_guessed_where_slack_does_not_let_us_look(world: World) -> None:
    world.sandbox.slack.scopes.discard("usergroups:read")
    assert await world.names.is_there("@aino")
    for group in ("@service-team", "S0SERVICE"):
        with pytest.raises(Declined, match="usergroups:read"):
            await world.names.is_there(group)


async def test_a_group_is_asked_for_anew_after_a_while_and_its_people_kept_while_slack_fails(
    world: World,
) -> None:
    """Pitfall 26 (docs/pitfalls.md): a refused look-up is not repeated at every card."""
    assert (await world.names.people(["S0BILLING"]))["S0BILLING"] == {"U0AINO", "U0RUTH"}
    world.sandbox.slack.groups["S0BILLING"].users.append("U0LEON")
    world.clock.move(301)
    world.sandbox.faults.arm("usergroups.users.list", "500")
    for _ in range(3):
        assert (await world.names.people(["S0BILLING"]))["S0BILLING"] == {"U0AINO", "U0RUTH"}
    world.clock.move(31)
    assert "U0LEON" in (await world.names.people(["S0BILLING"]))["S0BILLING"]


@pytest.mark.parametrize("fault", ["500", "error:team_added_to_org"])
async def test_whom_slack_never_told_is_left_out_and_asked_for_again_soon(world: World, fault: str) -> None:
    """A failure kept as an empty group would leave nobody on shift, and nobody told."""
    world.sandbox.faults.arm("usergroups.list", fault)
    assert await world.names.people(["@billing-team", "U0LEON"]) == {"U0LEON": {"U0LEON"}}
    world.clock.move(31)
    assert (await world.names.people(["@billing-team"]))["@billing-team"] == {"U0AINO", "U0RUTH"}
    world.clock.move(601)
    world.sandbox.faults.arm("usergroups.list", fault)
    assert (await world.names.people(["@billing-team"]))["@billing-team"] == {"U0AINO", "U0RUTH"}


async def test_people_are_known_where_a_plan_has_no_groups(world: World) -> None:
    world.sandbox.faults.arm("usergroups.list", "error:paid_teams_only", times=9)
    assert await world.names.people(["@aino", "@billing-team"]) == {"@aino": {"U0AINO"}}


class TestNamesThatLookLikeOthers:
    """Everybody chooses their display name, so it names nobody; a name is the unique user name of a full member."""

    async def nobody(self, world: World, name: str) -> None:
        assert not await world.names.is_there(name)
        assert await world.names.people([name]) == {name: frozenset()}
        shown = await world.names.whom(name)
        assert shown["type"] == "text"
        assert "not notified" in shown["text"]

    @pytest.mark.parametrize(
        "shown", ["priyanka", "Priyanka", "ｐｒｉｙａｎｋａ", "priy\u200banka", "priyanka\u2060"]
    )
    async def test_a_display_name_is_nobodys_name(self, world: World, shown: str) -> None:
        world.sandbox.slack.users["U0PRIYA"].display_name = shown
        await self.nobody(world, "@priyanka")
        (like,) = (await world.names.look_alikes(["@priyanka"]))["@priyanka"]
        assert (like.id, like.name) == ("U0PRIYA", "priya")

    @pytest.mark.parametrize(
        "change",
        [
            {"is_restricted": True},
            {"is_ultra_restricted": True},
            {"team_id": "T0OTHER"},
            {"is_stranger": True},
            {"is_bot": True},
            {"has_left": True},
        ],
    )
    async def test_the_name_of_somebody_who_is_no_full_member_notifies_nobody(
        self, world: World, change: dict[str, object]
    ) -> None:
        for name, value in change.items():
            setattr(world.sandbox.slack.users["U0PRIYA"], name, value)
        await self.nobody(world, "@priya")
        assert [each.id for each in (await world.names.look_alikes(["@priya"]))["@priya"]] == ["U0PRIYA"]

    async def test_a_stranger_of_the_same_name_takes_nothing_from_a_member(self, world: World) -> None:
        slack = world.sandbox.slack
        slack.users["U0FEMI"].team_id, slack.users["U0FEMI"].name = "T0OTHER", "priya"
        slack.users["U0JONAS"].is_restricted, slack.users["U0JONAS"].name = True, "priya"
        assert await world.names.people(["@priya"]) == {"@priya": {"U0PRIYA"}}
        assert (await world.names.whom("@priya"))["user_id"] == "U0PRIYA"

    async def test_a_name_two_members_have_names_neither(self, world: World) -> None:
        """Enterprise Grid: a user name is unique in its workspace only."""
        world.sandbox.slack.users["U0LEON"].name = "priya"
        await self.nobody(world, "@priya")
        assert len((await world.names.look_alikes(["@priya"]))["@priya"]) == 2

    @pytest.mark.parametrize("shown", ["billing-team", "Billing-Team"])
    async def test_a_display_name_never_stands_in_for_a_group_that_is_gone(
        self, world: World, shown: str
    ) -> None:
        world.sandbox.slack.users["U0JONAS"].display_name = shown
        assert (await world.names.whom("@billing-team"))["usergroup_id"] == "S0BILLING"
        assert await world.names.people(["@billing-team"]) == {"@billing-team": {"U0AINO", "U0RUTH"}}
        world.sandbox.slack.groups["S0BILLING"].is_disabled = True
        world.clock.move(601)
        await self.nobody(world, "@billing-team")
        with pytest.raises(Declined, match="no user group @billing-team"):
            await world.names.members("@billing-team")

    @pytest.mark.parametrize("name", ["@billing-team", "S0BILLING"])
    async def test_a_group_that_vanished_leaves_nobody_what_it_gave_them(
        self, world: World, name: str
    ) -> None:
        assert (await world.names.people([name]))[name] == {"U0AINO", "U0RUTH"}
        del world.sandbox.slack.groups["S0BILLING"]
        world.clock.move(601)
        assert (await world.names.people([name]))[name] == frozenset()
        assert (await world.names.people([name]))[name] == frozenset()

    async def test_a_renamed_member_is_found_by_the_new_name(self, world: World) -> None:
        assert await world.names.is_there("@priya")
        world.sandbox.slack.users["U0PRIYA"].name = "priya.n"
        world.clock.move(601)
        assert await world.names.people(["@priya.n"]) == {"@priya.n": {"U0PRIYA"}}
        await self.nobody(world, "@priya")
        (like,) = (await world.names.look_alikes(["@priya"]))["@priya"]
        assert like.name == "priya.n"

    async def test_names_that_are_known_have_no_look_alikes(self, world: World) -> None:
        assert (
            await world.names.look_alikes(["@priya", "@here", "@billing-team", "U0PRIYA", "S0BILLING"]) == {}
        )
