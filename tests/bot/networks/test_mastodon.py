"""What is Mastodon's own: who may read an answer, hashtags, edits that are told, other instances, limits learnt."""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery import CannotTell, Declined
from bot.mention import NO_TIME, Mention, Quoted
from bot.networks.mastodon import Mastodon
from bot.networks.registry import open_networks
from bot.settings import SettingsError, read_settings
from tests.wire.mastodon.instance import TOKEN, US, Instance, running_instance

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "signing-secret"}
POSTING = "POST /api/v1/statuses"


@asynccontextmanager
async def on_an_instance(**more: Any) -> AsyncIterator[tuple[Instance, Mastodon]]:
    async with running_instance() as instance:
        network = Mastodon(instance.url, TOKEN, timeout=1, **more)
        try:
            yield instance, network
        finally:
            await network.stop()


@pytest.fixture
async def at_home() -> AsyncIterator[tuple[Instance, Mastodon]]:
    async with on_an_instance() as (instance, network):
        await network.start()
        yield instance, network


async def arrived(network: Mastodon, since: str = "0", source: str = "notifications") -> list[Mention]:
    batch = await network.mentions(source, since)
    further = await arrived(network, batch.cursor, source) if batch.more else []
    return [*batch.mentions, *further]


async def only_one(network: Mastodon) -> Mention:
    (mention,) = await arrived(network)
    return mention


# who may read an answer


@pytest.mark.parametrize(
    ("written", "ours", "answered"),
    [
        ("public", "public", "public"),
        ("public", "unlisted", "unlisted"),
        ("unlisted", "public", "unlisted"),
        ("public", "private", "private"),
        ("private", "public", "direct"),
        ("private", "unlisted", "direct"),
        ("direct", "public", "direct"),
        ("direct", "private", "direct"),
        ("mutuals_only", "public", "direct"),
    ],
)
async def test_an_answer_is_never_wider_than_the_post_nor_than_our_account(
    written: str, ours: str, answered: str
) -> None:
    """Cover docs/pitfalls.md, 46. Our followers, who would see a `private` answer, are not those of its author."""
    async with on_an_instance() as (instance, network):
        instance.privacy = ours
        instance.post("mira_bakes", f"@{US} where is my parcel?", visibility=written)
        mention = await only_one(network)
        await network.reply(mention, "On our way", key="k")
        assert [post["visibility"] for post in instance.replies_to(mention.native_id)] == [answered]
        assert mention.private is (written == "direct")
        assert mention.followers_only is (written in ("private", "mutuals_only"))


async def test_an_answer_names_its_author_and_nobody_else_the_post_named(
    at_home: tuple[Instance, Mastodon],
) -> None:
    """Cover docs/pitfalls.md, 46: every account that is named sees the answer."""
    instance, network = at_home
    instance.post("mira@bread.example", f"@{US} @tomas_w where is my parcel?", visibility="direct")
    mention = await only_one(network)
    assert mention.author.handle == "mira@bread.example"
    await network.reply(mention, "On our way", key="k")
    (sent,) = instance.asked(POSTING)
    assert sent["status"] == "@mira@bread.example On our way"


async def test_an_author_named_already_is_not_named_twice(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    instance.post("mira_bakes", f"@{US} where is my parcel?")
    await network.reply(await only_one(network), "Dear @Mira_Bakes, it is on its way", key="k")
    assert instance.asked(POSTING)[0]["status"] == "Dear @Mira_Bakes, it is on its way"


@pytest.mark.parametrize("visibility", ["direct", "private"])
async def test_a_private_answer_that_names_others_is_refused_before_it_is_sent(
    at_home: tuple[Instance, Mastodon], visibility: str
) -> None:
    instance, network = at_home
    instance.post("mira_bakes", f"@{US} where is my parcel?", visibility=visibility)
    mention = await only_one(network)
    with pytest.raises(Declined, match=r"@tomas_w, @ann@courier\.example"):
        await network.reply(mention, "Ask @tomas_w or @ann@courier.example, not a@b.example", key="k")
    assert instance.asked(POSTING) == []
    receipt = await network.reply(mention, "On our way", key="k")
    with pytest.raises(Declined, match="@tomas_w"):
        await network.edit_reply(mention, receipt.native_id, "Ask @tomas_w")
    assert instance.typed[receipt.native_id] == "@mira_bakes On our way"


# once


async def test_the_same_act_twice_is_one_post_even_unlooked_for(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    instance.post("mira_bakes", f"@{US} where is my parcel?")
    mention = await only_one(network)
    instance.fail(POSTING, "500_after")
    with pytest.raises(CannotTell):
        await network.reply(mention, "On our way", key="1042@mastodon/4/reply")
    again = await network.reply(mention, "On our way", key="1042@mastodon/4/reply")
    assert [post["id"] for post in instance.replies_to(mention.native_id)] == [again.native_id]


async def test_the_same_place_in_another_journal_is_another_act(at_home: tuple[Instance, Mastodon]) -> None:
    """Two Batons of one account, or one with a fresh database, count their cases from one."""
    instance, network = at_home
    for text in ("one", "two"):
        instance.post("mira_bakes", f"@{US} {text}")
    receipts = [
        await network.reply(mention, "On our way", key="1@mastodon/2/reply")
        for mention in await arrived(network)
    ]
    assert len({receipt.native_id for receipt in receipts}) == 2


async def test_a_reply_is_found_by_what_was_typed_whatever_became_of_it_on_the_page(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    instance.post("mira@bread.example", f"@{US} where is my parcel?")
    mention, began = await only_one(network), datetime.now(UTC) - timedelta(seconds=1)
    text = "Ask @ann@courier.example:\n\n  https://larkspur.example/a/very/long/path/that/is/cut?for=the&eye"
    sent = await network.reply(mention, text, key="k")
    found = await network.find_reply(mention, text, key="k", since=began)
    assert found is not None
    assert found.native_id == sent.native_id
    assert await network.find_reply(mention, text + "!", key="k", since=began) is None
    later = datetime.now(UTC) + timedelta(seconds=5)
    assert await network.find_reply(mention, text, key="k", since=later) is None


async def test_a_reply_is_found_among_many_and_nobody_guesses_when_there_are_too_many(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    instance.post("mira_bakes", f"@{US} where is my parcel?")
    mention, began = await only_one(network), datetime.now(UTC) - timedelta(seconds=1)
    sent = await network.reply(mention, "On our way", key="k")
    for number in range(100):
        instance.post(US, f"news {number}")
    found = await network.find_reply(mention, "On our way", key="k", since=began)
    assert found is not None
    assert found.native_id == sent.native_id
    for number in range(300):
        instance.post(US, f"more news {number}")
    assert await network.find_reply(mention, "On our way", key="k", since=began) == found
    with pytest.raises(CannotTell):
        await network.find_reply(mention, "Which street?", key="k", since=began)


BEFORE_4_3 = {"GET /api/v1/statuses", "GET /api/v2/notifications/policy"}
BEFORE_4_0 = {*BEFORE_4_3, "GET /api/v2/instance/", "GET /api/v1/statuses/{id}/source"}


@pytest.mark.parametrize("missing", [BEFORE_4_3, BEFORE_4_0])
@pytest.mark.parametrize("pages_only", [False, True])
async def test_an_instance_that_lacks_newer_calls_is_reviewed_answered_and_found_in_order_by_the_doctor(
    missing: set[str], pages_only: bool
) -> None:
    """Mastodon answers what it does not know with a page."""
    async with on_an_instance() as (instance, network):
        instance.missing, instance.pages_only = missing, pages_only
        await network.start()
        assert (network.limits.longest, await network.troubles()) == (500 - 32, ())
        for number in range(3):
            instance.post("mira_bakes", f"@{US} number {number}")
        held = await arrived(network)
        instance.delete(held[0].native_id)
        instance.edit(held[1].native_id, "changed")
        review = await network.review(held)
        assert (review.gone, [post.text for post in review.edits]) == ((held[0].native_id,), ["changed"])
        began = datetime.now(UTC) - timedelta(seconds=1)
        sent = await network.reply(held[2], "On our way & sorry", key="k")
        found = await network.find_reply(held[2], "On our way & sorry", key="k", since=began)
        assert found is not None
        assert found.native_id == sent.native_id


async def test_only_json_is_asked_for(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    instance.pages_only = False
    instance.missing = BEFORE_4_3
    assert await network.troubles() == ()
    assert instance.asked_as == {"application/json"}


async def test_a_direct_answer_is_found_where_a_server_lists_it_only_under_its_post() -> None:
    """Servers without a memory for keys post again what was not found: a second answer to the same customer."""
    async with on_an_instance() as (instance, network):
        instance.remembers_keys = instance.lists_direct = False
        instance.post("mira_bakes", f"@{US} my bill 4711 is wrong", visibility="direct")
        mention, began = await only_one(network), datetime.now(UTC) - timedelta(seconds=1)
        sent = await network.reply(mention, "On our way", key="k")
        found = await network.find_reply(mention, "On our way", key="k", since=began)
        assert found is not None
        assert found.native_id == sent.native_id
        assert await network.find_reply(mention, "Which street?", key="k", since=began) is None


# where posts come from


async def test_hashtags_are_watched_and_our_own_posts_under_them_are_not_taken() -> None:
    async with on_an_instance(hashtags=("larkspur",)) as (instance, network):
        assert network.sources == ("notifications", "#larkspur")
        instance.post("mira_bakes", "long ago #larkspur")
        since = (await network.mentions("#larkspur", None)).cursor
        assert await arrived(network, since, "#larkspur") == []
        for number in range(45):
            instance.post("mira_bakes", f"number {number} #Larkspur")
        instance.post(US, "we have #larkspur seeds")
        first = await network.mentions("#larkspur", since)
        second = await network.mentions("#larkspur", first.cursor)
        assert (first.more, second.more) == (True, False)
        texts = [mention.text for mention in first.mentions + second.mentions]
        assert texts == [f"number {number} #Larkspur" for number in range(45)]
        assert await arrived(network, second.cursor, "#larkspur") == []


async def test_a_post_that_quotes_us_arrives_and_boosts_and_follows_do_not(
    at_home: tuple[Instance, Mastodon],
) -> None:
    """Cover docs/pitfalls.md, 19."""
    instance, network = at_home
    quoting = instance.post("mira_bakes", "a likely story", quote={"state": "accepted"})
    instance.notify("quote", quoting)
    boost = instance.post("tomas_w", "", reblog={"id": quoting})
    instance.notify("status", boost)
    instance.notify("favourite", quoting)
    assert [(mention.native_id, mention.quotes) for mention in await arrived(network)] == [(quoting, True)]


async def test_an_edit_we_are_told_of_is_an_edit_and_no_new_post(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    native_id = instance.post("mira_bakes", f"@{US} the parcel is wet")
    since = (await network.mentions("notifications", "0")).cursor
    instance.edit(native_id, f"@{US} the parcel is dry")
    instance.notify("update", native_id)
    batch = await network.mentions("notifications", since)
    assert batch.mentions == ()
    assert [(post.native_id, post.text) for post in batch.edits] == [(native_id, f"@{US} the parcel is dry")]


async def test_a_post_that_cannot_be_read_is_logged_and_stops_no_other(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    broken = instance.post("mira_bakes", f"@{US} one", account=None)
    timeless = instance.post("mira_bakes", f"@{US} two", created_at="the other day")
    fine = instance.post("mira_bakes", f"@{US} three")
    with capture_logs() as lines:
        batch = await network.mentions("notifications", "0")
    assert [mention.native_id for mention in batch.mentions] == [timeless, fine]
    assert batch.mentions[0].posted_at == NO_TIME
    assert [line["post"] for line in lines] == [[broken]]
    assert await arrived(network, batch.cursor) == []


# which conversation


async def test_a_thread_is_one_conversation_and_only_its_first_answer_costs_a_call(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    root = instance.post("mira_bakes", "my parcel is wet")
    middle = instance.post("tomas_w", "mine too", in_reply_to_id=root)
    asked = instance.post("mira_bakes", f"@{US} what now?", in_reply_to_id=middle)
    later = instance.post("mira_bakes", f"@{US} hello?", in_reply_to_id=asked)
    mentions = await arrived(network)
    assert [mention.conversation for mention in mentions] == [root, root]
    assert [mention.in_reply_to for mention in mentions] == [middle, asked]
    assert len(instance.asked(f"GET /api/v1/statuses/{asked}/context")) == 1
    assert instance.asked(f"GET /api/v1/statuses/{later}/context") == []


async def test_under_a_post_of_ours_every_customer_has_a_conversation_of_their_own(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    news = instance.post(US, "we deliver on Sundays now")
    first = instance.post("mira_bakes", f"@{US} not to me", in_reply_to_id=news)
    instance.post("tomas_w", f"@{US} nor to me", in_reply_to_id=news)
    mira, tomas = await arrived(network)
    ids = [instance.account(name)["id"] for name in ("mira_bakes", "tomas_w")]
    assert [mira.conversation, tomas.conversation] == [f"{news}/{ids[0]}", f"{news}/{ids[1]}"]
    answer = await network.reply(mira, "Which street?", key="k")
    instance.post("mira_bakes", f"@{US} Mill Lane", in_reply_to_id=answer.native_id)
    (further,) = (await arrived(network))[2:]
    assert further.conversation == mira.conversation == f"{news}/{ids[0]}"
    fresh = Mastodon(instance.url, TOKEN, timeout=1)
    assert [one.conversation for one in await arrived(fresh)][2] == mira.conversation
    await fresh.stop()
    assert instance.posts[first]


# changes


async def test_a_review_asks_again_before_it_calls_a_post_gone(at_home: tuple[Instance, Mastodon]) -> None:
    """Cover docs/pitfalls.md, 56; an instance too old to be asked for several posts is asked for each."""
    instance, network = at_home
    for number in range(45):
        instance.post("mira_bakes", f"@{US} number {number}")
    held = await arrived(network)
    instance.delete(held[30].native_id)
    instance.edit(held[40].native_id, "changed")
    whole = await network.review(held)
    assert len(instance.asked("GET /api/v1/statuses")) == 3
    instance.missing.add("GET /api/v1/statuses")
    assert await network.review(held) == whole
    assert whole.gone == (held[30].native_id,)
    assert [post.text for post in whole.edits] == ["changed"]
    assert whole.edits[0].conversation == held[40].conversation


async def test_a_warning_put_before_a_post_is_its_title_and_a_change_of_it_an_edit(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    native_id = instance.post("mira_bakes", f"@{US} it leaks", spoiler_text="wet parcel")
    mention = await only_one(network)
    assert mention.title == "wet parcel"
    instance.posts[native_id]["spoiler_text"] = "very wet parcel"
    assert [post.title for post in (await network.review([mention])).edits] == ["very wet parcel"]


async def test_the_edit_of_our_reply_that_is_gone_is_declined(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    instance.post("mira_bakes", f"@{US} where is my parcel?")
    mention = await only_one(network)
    receipt = await network.reply(mention, "On our way", key="k")
    await network.delete_reply(mention, receipt.native_id)
    with pytest.raises(Declined, match="gone"):
        await network.edit_reply(mention, receipt.native_id, "On its way")


# authors, links, limits


async def test_an_author_is_known_with_their_own_links_the_verified_ones_first(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    fields = [
        {"name": "Shop", "value": '<a href="https://bread.example/shop">bread.example/shop</a>'},
        {"name": "Pronouns", "value": "she/her", "verified_at": None},
        {
            "name": "Home",
            "value": '<a href="https://mira.example" rel="me">mira.example</a>',
            "verified_at": "2026-07-15T18:29:57.191+00:00",
        },
        {"name": "Odd", "value": '<a href="javascript:alert(1)">press</a>'},
    ]
    instance.account("mira_bakes", display_name="Mira :bread:", fields=fields, followers_count=312)
    instance.post("mira_bakes", f"@{US} where is my parcel?")
    author = (await only_one(network)).author
    assert (author.handle, author.name, author.followers) == ("mira_bakes", "Mira :bread:", 312)
    assert author.native_id == instance.account("mira_bakes")["id"]
    assert author.links == ("https://mira.example", "https://bread.example/shop")


async def test_pictures_come_as_links(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    shown = [
        {
            "id": "1",
            "type": "image",
            "url": "https://files.example/1.jpg",
            "preview_url": None,
            "description": "a wet parcel",
        },
        {"id": "2", "type": "unknown", "url": None, "preview_url": "https://files.example/2s.jpg"},
        {"id": "3", "type": "unknown", "url": None},
    ]
    instance.post("mira_bakes", f"@{US} look", media_attachments=shown)
    mention = await only_one(network)
    assert mention.media == ("https://files.example/1.jpg", "https://files.example/2s.jpg")
    assert mention.alts == ("a wet parcel", "")


async def test_a_quoted_post_comes_with_its_words_and_its_author(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    theirs = instance.posts[instance.post("tomas@bread.example", "New: green tea")]
    quotes: list[Any] = [
        {"state": "accepted", "quoted_status": theirs},
        theirs,  # as some servers put it
        {"state": "accepted", "quoted_status_id": theirs["id"]},
        {"state": "deleted", "quoted_status": None},
        {"state": "accepted", "quoted_status": theirs | {"account": None}},
    ]
    for quote in quotes:
        instance.post("mira_bakes", f"@{US} look", quote=quote)
    shown = [mention.quoted for mention in await arrived(network)]
    url = f"{instance.url}/@tomas@bread.example/{theirs['id']}"
    whole = Quoted(url, "New: green tea", "tomas@bread.example", "Tomas")
    assert shown == [whole, whole, None, None, None]


@pytest.mark.parametrize(
    ("path", "native_id"),
    [
        ("/@mira_bakes/115590000000000001", "115590000000000001"),
        ("/@mira@bread.example/115590000000000001", "115590000000000001"),
        ("/@mira_bakes/115590000000000001/?from=elsewhere#top", "115590000000000001"),
        ("/users/mira_bakes/statuses/115590000000000001", "115590000000000001"),
        ("/web/statuses/115590000000000001", "115590000000000001"),
        ("/web/@mira_bakes/115590000000000001", "115590000000000001"),
        ("/@mira_bakes", None),
        ("/@mira_bakes/115590000000000001/reblogs", None),
        ("/tags/larkspur", None),
        ("/about", None),
    ],
)
def test_the_id_of_a_post_is_read_from_its_address(path: str, native_id: str | None) -> None:
    network = Mastodon("https://mastodon.example", TOKEN)
    assert network.post_id(f"https://mastodon.example{path}") == native_id
    assert network.post_id(f" HTTPS://Mastodon.Example{path}\n") == native_id
    assert network.post_id(f"ftp://mastodon.example{path}") is None


@pytest.mark.parametrize(
    "url", ["", "no address", "https://[broken/@a/1", "https:///@mira_bakes/1", "https://x.com/a/status/1"]
)
def test_what_is_no_address_of_a_post_gives_no_id(url: str) -> None:
    assert Mastodon("https://mastodon.example", TOKEN).post_id(url) is None


async def test_a_link_to_another_instance_is_resolved_by_ours(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    native_id = instance.post("mira@bread.example", "where is my parcel?")
    address = "https://bread.example/@mira/9001"
    instance.elsewhere[address] = native_id
    handed_in = network.post_id(address)
    assert handed_in == address
    mention = await network.fetch(handed_in)
    assert mention is not None
    assert (mention.native_id, mention.author.handle) == (native_id, "mira@bread.example")
    assert network.post_id(mention.url) == native_id
    assert await network.fetch("https://bread.example/@mira/9002") is None


async def test_the_limits_are_the_instances_own_once_it_is_asked() -> None:
    async with on_an_instance() as (instance, network):
        instance.about["configuration"]["statuses"] = {
            "max_characters": 1000,
            "characters_reserved_per_url": 30,
        }
        assert network.limits.longest == 500 - 32
        assert network.limits.length("https://larkspur.example/a/long/way") == 23
        await network.start()
        assert network.limits.longest == 1000 - 32
        assert network.limits.length("https://larkspur.example/a/long/way") == 30
        assert network.account == f"@{US}@mastodon.example"


async def test_the_longest_text_fits_with_the_longest_name_before_it(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    instance.post("m" * 30, f"@{US} where is my parcel?")
    text = "a" * network.limits.longest
    assert network.limits.length(text) == network.limits.longest
    await network.reply(await only_one(network), text, key="k")
    assert len(instance.asked(POSTING)[0]["status"]) == 500


async def test_mentions_that_are_held_back_are_a_trouble_to_mend(at_home: tuple[Instance, Mastodon]) -> None:
    instance, network = at_home
    assert await network.troubles() == ()
    assert instance.policy is not None
    instance.policy |= {"for_private_mentions": "filter", "for_new_accounts": "drop"}
    (trouble,) = await network.troubles()
    assert "new accounts, unsolicited private mentions" in trouble
    instance.policy = None
    assert await network.troubles() == ()


# settings


def test_without_its_settings_mastodon_is_off_and_one_alone_is_a_fault() -> None:
    assert open_networks(read_settings(SLACK, env_file=None)) == []
    for given, missing in (
        ({"MASTODON_URL": "https://mastodon.example"}, "MASTODON_ACCESS_TOKEN is missing"),
        ({"MASTODON_HASHTAGS": "larkspur"}, "MASTODON_URL is missing"),
    ):
        with pytest.raises(SettingsError, match=missing):
            read_settings({**SLACK, **given}, env_file=None)


@pytest.mark.parametrize("tags", ["larkspur,", "lark spur", "2026", "a/b", "#"])
def test_what_is_no_hashtag_is_refused(tags: str) -> None:
    given = {
        "MASTODON_URL": "https://a.example",
        "MASTODON_ACCESS_TOKEN": "a-token",
        "MASTODON_HASHTAGS": tags,
    }
    with pytest.raises(SettingsError, match="not a list of hashtags"):
        read_settings({**SLACK, **given}, env_file=None)


def test_its_library_is_not_loaded_where_mastodon_is_off() -> None:
    check = (
        "import sys, bot.networks.registry; sys.exit('mastodon' in sys.modules or 'requests' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_with_them_it_watches_what_they_say() -> None:
    given = {
        "MASTODON_URL": "https://mastodon.example/",
        "MASTODON_ACCESS_TOKEN": "a-token",
        "MASTODON_HASHTAGS": "#larkspur, Glockenblume,larkspur",
        "MASTODON_POLL_SECONDS": "45",
    }
    (network,) = open_networks(read_settings({**SLACK, **given}, env_file=None))
    assert (network.name, network.title) == ("mastodon", "Mastodon")
    assert network.sources == ("notifications", "#larkspur", "#Glockenblume")
    assert network.limits.poll_seconds == 45


# posts that are not shown


async def test_a_post_whose_author_blocks_us_or_is_suspended_is_hidden_and_a_deleted_one_is_gone(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    for who in ("blocks", "suspended", "deletes", "leaves", "stays"):
        instance.post(who, f"@{US} where is my parcel?")
    held = {one.author.name.casefold(): one for one in await arrived(network)}
    instance.block_us("blocks")
    instance.suspend("suspended")
    instance.delete(held["deletes"].native_id)
    instance.close("leaves")
    found = await network.review([*held.values()])
    assert found.gone == (held["deletes"].native_id, held["leaves"].native_id)
    assert {name: found.hidden[held[name].native_id].why for name in ("blocks", "suspended")} == {
        "blocks": "The author blocks our account, so Mastodon does not show us their posts.",
        "suspended": "Mastodon has suspended the author's account.",
    }
    instance.block_us("blocks", ended=True)
    instance.suspend("suspended", ended=True)
    assert (await network.review([held["blocks"], held["suspended"]])).seen == {
        held["blocks"].native_id,
        held["suspended"].native_id,
    }


@pytest.mark.parametrize("lacks", ["outside_scopes", "missing"])
async def test_without_a_word_on_who_blocks_us_a_missing_post_is_hidden_and_the_doctor_says_so(
    at_home: tuple[Instance, Mastodon], lacks: str
) -> None:
    instance, network = at_home
    instance.post("mira_bakes", f"@{US} hello")
    mention = await only_one(network)
    assert await network.troubles() == ()
    calls: set[str] = getattr(instance, lacks)
    calls.add("GET /api/v1/accounts/relationships")
    instance.delete(mention.native_id)
    found = await network.review([mention])
    assert (found.gone, [*found.hidden]) == ((), [mention.native_id])
    (said,) = await network.troubles()
    assert "read:follows" in said


async def test_a_post_for_followers_whom_we_no_longer_follow_is_hidden(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    instance.post("mira_bakes", f"@{US} hello", visibility="private")
    mention = await only_one(network)
    instance.hide(mention.native_id)
    assert "Only the author's followers" in (await network.review([mention])).hidden[mention.native_id].why


# the thread around a post


async def test_a_customers_own_thread_is_read_around_the_post_that_names_us(
    at_home: tuple[Instance, Mastodon],
) -> None:
    instance, network = at_home
    first = instance.post("mira_bakes", "1/3 my parcel")
    named = instance.post("mira_bakes", f"2/3 @{US} number 4711", in_reply_to_id=first)
    third = instance.post("mira_bakes", "3/3 is lost", in_reply_to_id=named)
    stranger = instance.post("tomas_w", "mine too", in_reply_to_id=third)
    instance.post("mira_bakes", "oh no", in_reply_to_id=stranger)
    ours = instance.post(US, "We look into it.", in_reply_to_id=third)
    instance.post("mira_bakes", "thanks", in_reply_to_id=ours)
    mention = await only_one(network)
    found = await network.thread(mention)
    assert [one.text for one in found.mentions] == ["1/3 my parcel", "3/3 is lost", "thanks"]
    assert {one.conversation for one in found.mentions} == {mention.conversation}
    instance.delete(named)
    assert (await network.thread(mention)).mentions == ()
