"""Discord's gateway, driven by discord.py against the small Discord: nudges, edits, deletions, dropped connections."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest

from bot.delivery import Declined
from bot.networks.discord import Discord
from bot.networks.discord.ids import native_id
from sandbox.discord import FORUM, TOKEN
from tests.bot.networks.discord_world import World, discord_world

GUILDS, MESSAGES, CONTENT = 1 << 0, 1 << 9, 1 << 15


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with discord_world() as world:
        yield world


async def test_a_process_that_only_wants_to_know_who_we_are_opens_no_gateway(world: World) -> None:
    world.network.subscribe(world.sink)
    await world.now()
    assert world.gateway.identified == []


async def test_it_asks_for_the_least_and_looks_everywhere_when_it_connects(world: World) -> None:
    world.network.subscribe(world.sink)
    await world.network.start(listen=True)
    assert {await world.sink.next_look() for _ in world.network.sources} == set(world.network.sources)
    (identified,) = world.gateway.identified
    assert identified["intents"] == GUILDS | MESSAGES | CONTENT


async def test_starting_again_keeps_the_connection(world: World) -> None:
    await world.listen()
    await world.network.start(listen=True)
    assert len(world.gateway.identified) == 1


async def test_a_post_nudges_the_source_it_belongs_to(world: World) -> None:
    await world.listen()
    guild = world.guild
    guild.post("gia_moss", "hello")
    assert await world.sink.next_look() == guild.help.id
    guild.post("gia_moss", "@larkspur_help hello", guild.lounge)
    assert await world.sink.next_look() == "mentions"
    guild.post("gia_moss", "hello @larkspur", guild.lounge)
    assert await world.sink.next_look() == "mentions"
    guild.forum_post("gia_moss", "Tea", "which one?")
    assert await world.sink.next_look() == guild.questions.id
    (first,) = await world.arrived(guild.help)
    assert first.text == "hello"


async def test_an_answer_in_an_archived_forum_post_nudges_its_forum(world: World) -> None:
    post = world.guild.forum_post("gia_moss", "Tea", "which one?")
    world.guild.archive(post.channel.id)
    await world.listen()
    world.guild.answer("gia_moss", post.channel.id, "still nothing?")
    assert await world.sink.next_look() == world.guild.questions.id


async def test_chatter_elsewhere_and_what_bots_write_nudges_nothing(world: World) -> None:
    await world.listen()
    world.guild.post("gia_moss", "nice weather", world.guild.lounge)
    world.guild.post("larkspur_help", "we are back")
    world.guild.post("gia_moss", "mirrored", by_webhook=True)
    world.guild.post("gia_moss", "now this")
    assert await world.sink.next_look() == world.guild.help.id
    assert world.sink.looks.empty()


async def test_an_edit_is_told_as_the_post_reads_now(world: World) -> None:
    await world.listen()
    post = world.guild.post("gia_moss", "helo")
    world.guild.edit(post.id, "hello & good morning")
    batch = await world.sink.next_batch()
    assert [(one.native_id, one.text) for one in batch.edits] == [
        (native_id(post.channel.id, post.id), "hello & good morning")
    ]
    assert (batch.mentions, batch.gone) == ((), ())


async def test_a_preview_that_discord_adds_is_no_edit(world: World) -> None:
    await world.listen()
    post = world.guild.post("gia_moss", "see larkspur.example")
    world.guild.preview(post.id)
    world.guild.edit(post.id, "see https://larkspur.example")
    assert [one.text for one in (await world.sink.next_batch()).edits] == ["see https://larkspur.example"]


async def test_our_own_edits_are_not_told(world: World) -> None:
    await world.listen()
    ours = world.guild.post("larkspur_help", "On our wya")
    theirs = world.guild.post("gia_moss", "thanks")
    world.guild.edit(ours.id, "On our way")
    world.guild.edit(theirs.id, "thank you")
    assert [one.text for one in (await world.sink.next_batch()).edits] == ["thank you"]


async def test_a_deletion_is_told_alone_and_by_the_dozen(world: World) -> None:
    """Cover docs/pitfalls.md, 56."""
    await world.listen()
    posts = [world.guild.post("gia_moss", f"{number}") for number in range(3)]
    ids = [native_id(post.channel.id, post.id) for post in posts]
    world.guild.delete(posts[0].id)
    assert (await world.sink.next_batch()).gone == (ids[0],)
    world.guild.purge([posts[1].id, posts[2].id])
    assert set((await world.sink.next_batch()).gone) == set(ids[1:])


async def test_a_forum_post_that_is_deleted_is_told(world: World) -> None:
    post = world.guild.forum_post("gia_moss", "Tea", "which one?")
    await world.listen()
    world.guild.delete_thread(post.channel.id)
    assert (await world.sink.next_batch()).gone == (native_id(post.id, post.id),)


async def test_after_a_dropped_connection_the_session_goes_on_and_everything_is_looked_at(
    world: World,
) -> None:
    """Cover docs/pitfalls.md, 22."""
    await world.listen()
    await world.gateway.drop()
    world.guild.post("gia_moss", "in the meantime")
    await world.gateway.connected()
    heard = {await world.sink.next_look() for _ in range(4)}
    assert heard == set(world.network.sources)
    assert (world.gateway.resumed, len(world.gateway.identified)) == (1, 1)
    assert [mention.text for mention in await world.arrived(world.guild.help)] == ["in the meantime"]


async def test_discord_may_ask_us_to_connect_again(world: World) -> None:
    await world.listen()
    await world.gateway.ask_to_reconnect()
    await world.gateway.connected()
    assert world.gateway.resumed == 1


async def test_a_session_that_cannot_go_on_begins_anew(world: World) -> None:
    """discord.py waits five seconds before it identifies itself again."""
    await world.listen()
    world.gateway.resumable = False
    await world.gateway.drop()
    world.guild.post("gia_moss", "in the meantime")
    await world.gateway.connected(15)
    heard = {await world.sink.next_look() for _ in world.network.sources}
    assert heard == set(world.network.sources)
    assert len(world.gateway.identified) == 2


async def test_without_message_content_it_does_not_begin_to_listen(world: World) -> None:
    """Cover docs/pitfalls.md, 49: an alert is better than cases without a text, and nothing is lost."""
    world.guild.message_content = False
    world.network.subscribe(world.sink)
    with pytest.raises(Declined, match="Message Content Intent"):
        await world.network.start(listen=True)
    assert world.gateway.identified == []
    world.guild.message_content = True
    await world.network.start(listen=True)
    assert len(world.gateway.identified) == 1


async def test_a_gateway_that_refuses_our_intents_shows_at_the_start(world: World) -> None:
    """Cover docs/pitfalls.md, 49: the portal's switch was turned just after we looked at it."""
    world.gateway.refuse_with = 4014
    world.network.subscribe(world.sink)
    with pytest.raises(Declined, match="Message Content Intent"):
        await world.network.start(listen=True)
    world.gateway.refuse_with = 0
    await world.network.start(listen=True)
    assert len(world.gateway.identified) == 2


async def test_an_event_that_cannot_be_read_does_not_end_the_connection(world: World) -> None:
    await world.listen()
    broken = world.guild.new_id()
    world.guild.mangled[broken] = {"author": {"id": "nobody"}}
    world.guild.post("gia_moss", "one", message_id=broken)
    world.guild.post("gia_moss", "two")
    assert await world.sink.next_look() == world.guild.help.id
    assert [mention.text for mention in await world.arrived(world.guild.help)][-1] == "two"
    assert (len(world.gateway.identified), world.gateway.resumed) == (1, 0)


async def test_it_remembers_neither_members_nor_messages(world: World) -> None:
    await world.listen()
    for number in range(20):
        world.guild.post(f"customer_{number}", "hello")
        await world.sink.next_look()
    assert world.network.gateway is not None
    client = world.network.gateway.client
    assert client is not None
    assert len(client.cached_messages) == 0
    assert [member.id for guild in client.guilds for member in guild.members] == [int(world.guild.bot.id)]


async def test_stopping_leaves_nothing_running(world: World) -> None:
    await world.listen()
    await world.network.stop()
    assert [task.get_name() for task in asyncio.all_tasks() if "discord" in task.get_name()] == []


async def test_its_commands_are_made_known_once_and_only_when_they_change(world: World) -> None:
    put = "PUT /applications/{application}/guilds/{guild}/commands"
    await world.listen()
    assert {one["name"] for one in world.guild.commands} == {"needs-staff", "Needs staff"}
    assert world.guild.calls[put] == 1
    again = Discord(
        TOKEN,
        channels=[world.guild.help.id],
        trusted_role=world.guild.roles["trusted"].id,
        api_url=world.sandbox.discord_url,
    )
    again.subscribe(world.sink)
    await again.start(listen=True)
    await again.stop()
    assert world.guild.calls[put] == 1


async def test_a_trusted_member_hands_a_post_in_from_its_menu(world: World) -> None:
    world.guild.member("pixel_pim", roles=["trusted"])
    await world.listen()
    post = world.guild.post("gia_moss", "where is my parcel?", world.guild.lounge)
    asked = world.guild.command("pixel_pim", "Needs staff", target=post.id)
    assert await asked.answer() == "Opened case #1042 and notified the service team."
    assert asked.deferred == {"type": 5, "data": {"flags": 64}}
    ((mention, by, reason, request),) = world.sink.handed
    assert (mention.text, mention.author.handle, by) == ("where is my parcel?", "gia_moss", "pixel_pim")
    assert (reason, request) == ("escalated on Discord", f"discord/{asked.id}")


async def test_a_trusted_member_hands_a_post_in_by_its_link_with_a_reason(world: World) -> None:
    guild = world.guild
    guild.member("pixel_pim", roles=["trusted"])
    await world.listen()
    post = guild.post("gia_moss", "where is my parcel?", guild.lounge)
    link = f"https://discord.com/channels/{guild.id}/{guild.lounge.id}/{post.id}"
    asked = guild.command("pixel_pim", "needs-staff", guild.help, link=link, reason="third time")
    assert await asked.answer() == "Opened case #1042 and notified the service team."
    assert world.sink.handed[0][2] == "third time"


async def test_in_a_forum_post_the_command_needs_no_link(world: World) -> None:
    world.guild.member("pixel_pim", roles=["trusted"])
    await world.listen()
    other = world.guild.channel("ideas", FORUM)
    post = world.guild.forum_post("gia_moss", "Tea", "which one?", other)
    asked = world.guild.command("pixel_pim", "needs-staff", post.channel)
    assert await asked.answer() == "Opened case #1042 and notified the service team."
    assert world.sink.handed[0][0].title == "Tea"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Which post?"),
        ({"link": "https://elsewhere.example/1"}, "can't be found"),
        (
            {"link": "https://discord.com/channels/100000000000000001/100000000000000002"},
            "can't be found",
        ),
    ],
)
async def test_a_command_without_a_post_says_what_is_missing(
    world: World, options: dict[str, str], said: str
) -> None:
    world.guild.member("pixel_pim", roles=["trusted"])
    await world.listen()
    asked = world.guild.command("pixel_pim", "needs-staff", world.guild.help, **options)
    assert said in await asked.answer()
    assert world.sink.handed == []


async def test_other_members_are_told_kindly_that_they_cannot(world: World) -> None:
    await world.listen()
    post = world.guild.post("gia_moss", "where is my parcel?")
    asked = world.guild.command("gia_moss", "Needs staff", target=post.id)
    assert "Mention the bot" in await asked.answer()
    assert world.sink.handed == []


async def test_who_hands_in_while_the_store_is_away_is_asked_to_try_again(world: World) -> None:
    world.guild.member("pixel_pim", roles=["trusted"])
    await world.listen()
    post = world.guild.post("gia_moss", "where is my parcel?")
    world.sink.broken = True
    asked = world.guild.command("pixel_pim", "Needs staff", target=post.id)
    assert "try again" in await asked.answer()


def test_discord_py_is_the_version_its_inner_parts_were_read_in() -> None:
    """`wire.py` and `gateway.py` use parts of it that are not its public API."""
    assert discord.__version__ == "2.7.1"
