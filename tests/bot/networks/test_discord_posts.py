"""Messages in the shapes Discord's documentation shows, read as mentions; ids, addresses, markup."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.networks.discord.channels import ChannelInfo
from bot.networks.discord.ids import first_id_at, native_id, post_id, post_url, split, time_of
from bot.networks.discord.markup import readable
from bot.networks.discord.posts import UNREADABLE, DiscordAccount, answered, is_post, names_us, read_post

JSON = dict[str, Any]
GUILD, CHANNEL, MESSAGE = "1100000000000000000", "1100000000000000001", "1439000000000000000"
PLACE = ChannelInfo(CHANNEL, GUILD)
US = DiscordAccount("9001", "larkspur_help", "7001")


def message(**more: Any) -> JSON:
    author = {"id": "42", "username": "gia_moss", "global_name": "Gia Moss"}
    return {
        "id": MESSAGE,
        "type": 0,
        "channel_id": CHANNEL,
        "author": author,
        "content": "hello",
        "timestamp": "2026-11-22T01:00:00.123000+00:00",
        "mentions": [],
        **more,
    }


def test_a_message_has_all_that_is_known() -> None:
    post = read_post(message(attachments=[{"url": "https://cdn.example/a.png"}]), PLACE, "c")
    assert (post.author.handle, post.author.name, post.author.native_id) == ("gia_moss", "Gia Moss", "42")
    assert post.posted_at == datetime(2026, 11, 22, 1, 0, 0, 123000, UTC)
    assert post.url == f"https://discord.com/channels/{GUILD}/{CHANNEL}/{MESSAGE}"
    assert post.media == ("https://cdn.example/a.png",)
    assert not post.private


def test_what_discord_leaves_out_is_left_open() -> None:
    post = read_post({"id": MESSAGE, "author": {"id": "42"}}, PLACE, "c")
    assert (post.text, post.author.handle, post.media) == ("", "42", ())
    assert post.posted_at == time_of(int(MESSAGE))
    assert read_post(message(timestamp="today"), PLACE, "c").posted_at == time_of(int(MESSAGE))


@pytest.mark.parametrize("broken", [{"id": "x"}, {"author": None}])
def test_what_cannot_be_read_is_one_of_the_known_errors(broken: JSON) -> None:
    with pytest.raises(UNREADABLE):
        read_post(message(**broken), PLACE, "c")


def test_a_forwarded_message_is_read_and_answers_nothing() -> None:
    """Discord docs: Message snapshot."""
    forwarded = message(
        content="",
        message_reference={"type": 1, "message_id": "1", "channel_id": CHANNEL},
        message_snapshots=[{"message": {"content": "my parcel is late"}}],
    )
    assert read_post(forwarded, PLACE, "c").text == "my parcel is late"
    assert answered(forwarded) is None


@pytest.mark.parametrize(
    "more",
    [
        {"mentions": [{"id": "9001", "username": "larkspur_help"}]},
        {"mention_roles": ["7001"]},
        {"referenced_message": {"author": {"id": "9001"}}},
    ],
)
def test_we_are_named_by_name_by_role_and_by_an_answer_to_us(more: JSON) -> None:
    assert names_us(message(**more), US)


def test_everyone_is_not_us() -> None:
    assert not names_us(message(mention_everyone=True, referenced_message=None), US)


@pytest.mark.parametrize(
    ("more", "is_one"),
    [
        ({}, True),
        ({"type": 19}, True),
        ({"type": 7}, False),
        ({"type": 21}, False),
        ({"webhook_id": "1"}, False),
    ],
)
def test_only_what_a_person_wrote_is_a_post(more: JSON, is_one: bool) -> None:
    assert is_post(message(**more)) is is_one


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@42> and <@!42>", "@gia_moss and @gia_moss"),
        ("<@43> <@&7> <#9>", "@someone @role #channel"),
        ("<:tea:123> <a:party_time:45>", ":tea: :party_time:"),
        ("</needs-staff:12>", "/needs-staff"),
        ("a < b <@> <@x> <late> <3", "a < b <@> <@x> <late> <3"),
        ("<t:1700000000:R>", "<t:1700000000:R>"),
    ],
)
def test_markup_reads_as_members_see_it(written: str, read: str) -> None:
    assert readable(written, {"42": "gia_moss"}) == read


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"https://discord.com/channels/{GUILD}/{CHANNEL}/{MESSAGE}", native_id(CHANNEL, MESSAGE)),
        (f" https://ptb.discord.com/channels/{GUILD}/{CHANNEL}/{MESSAGE}?x=1", native_id(CHANNEL, MESSAGE)),
        (f"https://discordapp.com/channels/{GUILD}/{CHANNEL}/", native_id(CHANNEL, CHANNEL)),
        (f"https://discord.com/channels/@me/{CHANNEL}/{MESSAGE}", None),
        (f"https://discord.com.evil.example/channels/{GUILD}/{CHANNEL}/{MESSAGE}", None),
        ("https://discord.com/invite/abc", None),
    ],
)
def test_an_address_of_a_message_or_a_forum_post_gives_its_id(url: str, found: str | None) -> None:
    assert post_id(url) == found


def test_ids_tell_the_time_and_split_again() -> None:
    """The example of Discord's documentation (Snowflakes)."""
    assert time_of(175928847299117063) == datetime(2016, 4, 30, 11, 18, 25, 796000, UTC)
    assert time_of(first_id_at(datetime(2026, 11, 22, tzinfo=UTC))) == datetime(2026, 11, 22, tzinfo=UTC)
    assert split(native_id(CHANNEL, MESSAGE)) == (CHANNEL, MESSAGE)
    assert post_id(post_url(GUILD, CHANNEL, MESSAGE)) == native_id(CHANNEL, MESSAGE)
