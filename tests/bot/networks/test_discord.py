"""What is Discord's own: forums, chains of replies, roles, mentions anywhere, and what an administrator mends."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import CannotTell, Declined, NotSent
from bot.networks.discord import Discord
from bot.networks.discord.ids import first_id_at, split
from sandbox.discord import FORUM, HISTORY, PRIVATE_THREAD, ROOT, SEND, TOKEN, VIEW
from tests.bot.networks.discord_world import World, discord_world

MENTIONS = "mentions"


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with discord_world() as world:
        yield world


async def test_a_forum_post_and_its_answers_are_one_conversation(world: World) -> None:
    await world.now()
    post = world.guild.forum_post("gia_moss", "Order never came", "Ten days now.")
    world.guild.answer("pixel_pim", post.channel.id, "Same here, write to them.")
    world.guild.answer("gia_moss", post.channel.id, "I did!")
    asked, helped, more = await world.arrived(world.guild.questions)
    assert {one.conversation for one in (asked, helped, more)} == {post.channel.id}
    assert {one.title for one in (asked, helped, more)} == {"Order never came"}
    assert [one.community for one in (asked, helped, more)] == [False, True, False]


async def test_under_a_forum_post_of_our_own_every_customer_has_a_conversation(world: World) -> None:
    world.guild.member("lena", roles=["staff"])
    await world.now()
    post = world.guild.forum_post("lena", "Known troubles", "We look into late parcels.")
    for author in ("gia_moss", "pixel_pim"):
        world.guild.answer(author, post.channel.id, "Mine too")
    first, second = await world.arrived(world.guild.questions)
    assert first.conversation != second.conversation
    assert not first.community


async def test_in_a_text_channel_a_chain_of_replies_is_one_conversation(world: World) -> None:
    await world.now()
    asked = world.guild.post("gia_moss", "where is my parcel?")
    ours = world.guild.post("larkspur_help", "On its way.", in_reply_to=asked.id)
    again = world.guild.post("gia_moss", "since when?", in_reply_to=ours.id)
    world.guild.post("pixel_pim", "and mine?")
    first, second, other = await world.arrived(world.guild.help)
    assert first.conversation == second.conversation == first.native_id
    assert split(second.in_reply_to or "")[1] == ours.id
    assert other.conversation == other.native_id
    assert again.id in second.url


async def test_a_long_chain_is_followed_up_to_its_root_after_a_restart(world: World) -> None:
    root = last = world.guild.post("gia_moss", "where is my parcel?")
    for number in range(5):
        last = world.guild.post("gia_moss", f"and {number}", in_reply_to=last.id)
    await world.now()
    world.guild.post("gia_moss", "hello?", in_reply_to=last.id)
    assert split((await world.one(world.guild.help)).conversation)[1] == root.id


async def test_a_reply_to_a_post_that_is_gone_keeps_to_its_conversation(world: World) -> None:
    gone = world.guild.post("gia_moss", "where is my parcel?")
    await world.now()
    world.guild.post("gia_moss", "it came", in_reply_to=gone.id)
    world.guild.delete(gone.id)
    assert split((await world.one(world.guild.help)).conversation)[1] == gone.id


async def test_under_an_announcement_every_customer_has_a_conversation(world: World) -> None:
    ours = world.guild.post("larkspur_help", "We are moving our warehouse.")
    await world.now()
    for author in ("gia_moss", "pixel_pim"):
        world.guild.post(author, "and my parcel?", in_reply_to=ours.id)
    first, second = await world.arrived(world.guild.help)
    assert first.conversation != second.conversation


async def test_what_staff_bots_and_webhooks_write_is_no_case(world: World) -> None:
    """Cover docs/pitfalls.md, 18."""
    world.guild.member("lena", roles=["staff"])
    world.guild.member("other_bot").bot = True
    await world.now()
    world.guild.post("lena", "good morning")
    world.guild.post("other_bot", "beep")
    world.guild.post("gia_moss", "mirrored from elsewhere", by_webhook=True)
    world.guild.post("gia_moss", "pinned a message", kind=6)
    world.guild.post("gia_moss", "hello")
    assert [mention.text for mention in await world.arrived(world.guild.help)] == ["hello"]


async def test_who_left_the_server_is_still_read(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "I am leaving")
    world.guild.leave("gia_moss")
    assert (await world.one(world.guild.help)).text == "I am leaving"


async def test_roles_are_asked_for_once_for_many_posts(world: World) -> None:
    await world.now()
    for number in range(30):
        world.guild.post("gia_moss", f"number {number}")
    assert len(await world.arrived(world.guild.help)) == 30
    assert world.guild.calls["GET /guilds/{guild}/members/{user}"] == 1


async def test_mentions_are_heard_in_every_channel_and_thread_we_may_read(world: World) -> None:
    guild = world.guild
    thread = guild.thread("gia_moss", "About tea", guild.lounge)
    private = guild.thread("gia_moss", "Quietly", guild.lounge, PRIVATE_THREAD)
    other_forum = guild.channel("ideas", FORUM)
    await world.now()
    guild.post("gia_moss", "nice weather", guild.lounge)
    guild.post("gia_moss", "@larkspur_help hello", guild.lounge)
    guild.post("pixel_pim", "ask @larkspur", thread)
    guild.post("pixel_pim", "@larkspur_help between us", private)
    guild.forum_post("pixel_pim", "A wish", "@larkspur_help more tea", other_forum)
    heard = await world.arrived(MENTIONS)
    assert [mention.text for mention in heard] == [
        "@larkspur_help hello",
        "ask @role",
        "@larkspur_help between us",
        "@larkspur_help more tea",
    ]
    assert [mention.private for mention in heard] == [False, False, True, False]
    assert heard[3].title == "A wish"


async def test_an_answer_to_our_reply_is_heard_though_it_pings_nobody(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "@larkspur_help hello", world.guild.lounge)
    asked = await world.one(MENTIONS)
    receipt = await world.network.reply(asked, "Hello!", key="1@discord/2/reply")
    world.guild.post("gia_moss", "thanks", world.guild.lounge, in_reply_to=split(receipt.native_id)[1])
    texts = {mention.text: mention.conversation for mention in await world.arrived(MENTIONS)}
    assert texts["thanks"] == asked.conversation


async def test_what_a_watched_channel_holds_is_not_brought_a_second_time(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "@larkspur_help hello")
    world.guild.forum_post("gia_moss", "Tea", "@larkspur_help hello")
    assert await world.arrived(MENTIONS) == []


async def test_channels_we_may_not_read_are_asked_once_and_then_left_alone(world: World) -> None:
    """Discord bans who is refused too often."""
    hidden = world.guild.channel("board")
    hidden.denied = VIEW
    await world.now()
    world.guild.post("gia_moss", "@larkspur_help secretly", hidden)
    world.guild.post("gia_moss", "@larkspur_help openly", world.guild.lounge)
    asked = "GET /channels/{channel}/messages"
    assert [mention.text for mention in await world.arrived(MENTIONS)] == ["@larkspur_help openly"]
    before = world.guild.calls[asked]
    await world.arrived(MENTIONS)
    assert world.guild.calls[asked] - before <= 1  # #lounge again, whose last seconds are read twice


async def test_quiet_places_cost_no_call(world: World) -> None:
    for number in range(20):
        world.guild.post("gia_moss", "old", world.guild.channel(f"room-{number}"))
    await world.now()
    await world.arrived(MENTIONS)
    await world.arrived(world.guild.questions)
    assert world.guild.calls["GET /channels/{channel}/messages"] == 0


async def test_a_post_younger_than_the_look_over_many_places_is_looked_at_again(world: World) -> None:
    """While one place is read something may be written in another: nothing of the last seconds counts as seen."""
    world.cursors[MENTIONS] = str(first_id_at(datetime.now(UTC) - timedelta(hours=1)))
    world.guild.post("gia_moss", "@larkspur_help hello", world.guild.lounge)
    assert len(await world.arrived(MENTIONS)) == 1
    assert int(world.cursors[MENTIONS]) <= first_id_at(datetime.now(UTC) - timedelta(seconds=5))
    assert [mention.text for mention in await world.arrived(MENTIONS)] == ["@larkspur_help hello"]


async def test_a_forum_post_that_was_archived_while_we_were_away_is_found(world: World) -> None:
    """Cover docs/pitfalls.md, 22."""
    await world.now()
    for number in range(120):
        post = world.guild.forum_post("gia_moss", f"Question {number}", "well?")
        world.guild.archive(post.channel.id)
    found = await world.arrived(world.guild.questions)
    assert [mention.title for mention in found] == [f"Question {number}" for number in range(120)]


async def test_an_old_forum_post_brings_only_its_new_answers(world: World) -> None:
    post = world.guild.forum_post("gia_moss", "Tea", "which one?")
    world.guild.archive(post.channel.id)
    await world.now()
    world.guild.answer("gia_moss", post.channel.id, "still nothing?")
    assert (await world.one(world.guild.questions)).text == "still nothing?"


async def test_more_than_one_look_takes_is_caught_up_in_several(world: World) -> None:
    await world.now()
    for number in range(620):
        world.guild.post("gia_moss", f"{number}")
    first = await world.network.mentions(world.guild.help.id, world.cursors[world.guild.help.id])
    assert (len(first.mentions), first.more) == (500, True)
    assert [mention.text for mention in await world.arrived(world.guild.help)] == [
        f"{number}" for number in range(620)
    ]


async def test_a_locked_thread_says_so_before_anybody_writes(world: World) -> None:
    await world.now()
    post = world.guild.forum_post("gia_moss", "Tea", "which one?")
    world.guild.archive(post.channel.id, locked=True)
    may_reply = (await world.one(world.guild.questions)).may_reply
    assert may_reply.answer == "no"
    assert "locked" in may_reply.why


async def test_a_reply_pings_nobody_whatever_stands_in_it(world: World) -> None:
    """Cover docs/pitfalls.md, 10."""
    await world.now()
    world.guild.post("gia_moss", "hello")
    mention = await world.one(world.guild.help)
    await world.network.reply(mention, "Hello @everyone and <@1>", key="k")
    (asked,) = world.guild.sent
    assert asked["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert len(asked["nonce"]) <= 25
    assert asked["enforce_nonce"] is True


async def test_the_same_reply_sent_twice_stands_there_once(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "hello")
    mention = await world.one(world.guild.help)
    first = await world.network.reply(mention, "Hello!", key="1042@discord/4/reply")
    again = await world.network.reply(mention, "Hello!", key="1042@discord/4/reply")
    other = await world.network.reply(mention, "Hello!", key="1042@discord/5/reply")
    assert first.native_id == again.native_id != other.native_id
    assert len(world.guild.replies_to(split(mention.native_id)[1])) == 2


async def test_our_reply_is_found_behind_many_messages_and_not_before_its_time(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "hello")
    mention, began = await world.one(world.guild.help), datetime.now(UTC)
    for number in range(150):
        world.guild.post("pixel_pim", f"{number}")
    receipt = await world.network.reply(mention, "Hello!", key="k")
    found = await world.network.find_reply(mention, "Hello!", key="k", since=began)
    assert found is not None
    assert (found.native_id, found.url) == (receipt.native_id, receipt.url)
    later = datetime.now(UTC) + timedelta(seconds=1)
    assert await world.network.find_reply(mention, "Hello!", key="k", since=later) is None


async def test_a_channel_too_busy_to_look_through_leaves_it_open(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "hello")
    mention, began = await world.one(world.guild.help), datetime.now(UTC)
    for number in range(1000):
        world.guild.post("pixel_pim", f"{number}")
    with pytest.raises(CannotTell, match="to search"):
        await world.network.find_reply(mention, "Hello!", key="k", since=began)


async def test_refusals_are_sentences_for_staff(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "hello")
    mention = await world.one(world.guild.help)
    world.guild.blocked = "darn"
    for text, said in (("darn it", "moderation"), ("x" * 2001, "too long"), (" ", "empty")):
        with pytest.raises(Declined, match=said):
            await world.network.reply(mention, text, key=text)
    world.guild.help.denied = SEND
    with pytest.raises(Declined, match="admin"):
        await world.network.reply(mention, "Hello!", key="k")


async def test_a_thread_that_is_deleted_takes_its_posts_along(world: World) -> None:
    await world.now()
    post = world.guild.forum_post("gia_moss", "Tea", "which one?")
    world.guild.answer("gia_moss", post.channel.id, "hello?")
    held = await world.arrived(world.guild.questions)
    world.guild.delete_thread(post.channel.id)
    assert set((await world.network.review(held)).gone) == {one.native_id for one in held}
    with pytest.raises(Declined, match="gone"):
        await world.network.reply(held[0], "Hello!", key="k")


async def test_a_review_of_many_posts_of_a_channel_takes_few_calls(world: World) -> None:
    """Cover docs/pitfalls.md, 56."""
    await world.now()
    posts = [world.guild.post("gia_moss", f"{number}") for number in range(90)]
    held = await world.arrived(world.guild.help)
    world.guild.edit(posts[0].id, "edited")
    world.guild.delete(posts[45].id)
    world.guild.delete(posts[89].id)
    before = sum(world.guild.calls.values())
    review = await world.network.review(held)
    assert [one.text for one in review.edits] == ["edited"]
    assert review.gone == (held[45].native_id, held[89].native_id)
    assert sum(world.guild.calls.values()) - before <= 4  # two pages, and each that is missing there


async def test_a_review_that_may_not_look_says_nothing_is_gone(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "hello")
    held = await world.arrived(world.guild.help)
    world.guild.help.denied = VIEW
    assert (await world.network.review(held)).gone == ()


async def test_one_message_that_cannot_be_read_stops_no_other(world: World) -> None:
    await world.now()
    world.guild.post("gia_moss", "one")
    broken = world.guild.post("gia_moss", "two")
    world.guild.post("gia_moss", "three")
    world.guild.mangled[broken.id] = {"author": None}
    assert [mention.text for mention in await world.arrived(world.guild.help)] == ["one", "three"]
    assert await world.arrived(world.guild.help) == []


async def test_a_limit_discord_announces_is_waited_for_and_a_longer_one_is_handed_back(world: World) -> None:
    """Cover docs/pitfalls.md, 43."""
    await world.now()
    world.guild.post("gia_moss", "hello")
    mention = await world.one(world.guild.help)
    world.guild.limits.set("POST /channels/{channel}/messages", 1, 90)
    await world.network.reply(mention, "One", key="1")
    with pytest.raises(NotSent) as busy:
        await world.network.reply(mention, "Two", key="2")
    assert 80 < (busy.value.retry_after or 0) <= 90
    assert len(world.guild.replies_to(split(mention.native_id)[1])) == 1


@pytest.mark.parametrize("kind", ["500", "429"])
async def test_nothing_is_sent_twice_by_the_library(world: World, kind: str) -> None:
    """discord.py would try again by itself."""
    await world.now()
    world.guild.post("gia_moss", "hello")
    mention = await world.one(world.guild.help)
    world.sandbox.faults.arm(f"POST {ROOT}/*", kind, seconds=1)
    with pytest.raises((CannotTell, NotSent)):
        await world.network.reply(mention, "Hello!", key="k")
    assert world.guild.calls["POST /channels/{channel}/messages"] == 0


async def test_the_doctor_finds_nothing_to_mend_in_a_server_set_up_well(world: World) -> None:
    await world.network.start()
    assert await world.network.troubles() == []


async def test_the_doctor_says_when_discord_shows_no_text(world: World) -> None:
    """Cover docs/pitfalls.md, 49."""
    world.guild.message_content = False
    await world.network.start()
    (trouble,) = await world.network.troubles()
    assert "Message Content Intent" in trouble


async def test_the_doctor_says_which_permission_is_missing_where(world: World) -> None:
    world.guild.help.denied = HISTORY | SEND
    await world.network.start()
    (trouble,) = await world.network.troubles()
    assert "Read Message History, Send Messages in #help" in trouble


async def test_the_doctor_names_channels_and_roles_that_are_not_there(world: World) -> None:
    guild = world.guild
    hidden, voice = guild.channel("board"), guild.channel("stage", 13)
    hidden.denied = VIEW
    network = Discord(
        TOKEN,
        channels=["100000000000000001", hidden.id, voice.id, guild.help.id],
        staff_role="100000000000000002",
        api_url=world.sandbox.discord_url,
    )
    await network.start()
    troubles = " ".join(await network.troubles())
    await network.stop()
    assert "no channel 100000000000000001" in troubles
    assert f"may not see the channel {hidden.id}" in troubles
    assert "#stage on Discord is neither" in troubles
    assert "no role 100000000000000002. Correct DISCORD_STAFF_ROLE" in troubles
    assert "#help" not in troubles


async def test_a_channel_that_is_not_there_fails_alone(world: World) -> None:
    network = Discord(
        TOKEN, channels=["100000000000000001", world.guild.help.id], api_url=world.sandbox.discord_url
    )
    await network.start()
    since = (await network.mentions(world.guild.help.id, None)).cursor
    world.guild.post("gia_moss", "hello")
    with pytest.raises(Declined, match="DISCORD_CHANNELS"):
        await network.mentions("100000000000000001", since)
    assert len((await network.mentions(world.guild.help.id, since)).mentions) == 1
    await network.stop()


async def test_a_token_appears_in_no_error(world: World) -> None:
    await world.now()
    world.sandbox.faults.arm(f"GET {ROOT}/*", "reset", times=2)  # aiohttp tries a read again
    with pytest.raises(NotSent) as trouble:
        await world.network.mentions(world.guild.help.id, "1")
    assert trouble.value.__cause__ is None
    assert TOKEN not in repr(trouble.value)
