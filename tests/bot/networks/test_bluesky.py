"""What is Bluesky's own: looks without loss, threads, links by their bytes, keys that post once, kept sessions."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery import CannotTell, Declined, NotSent
from bot.logs import configure_logs
from bot.mention import Mention, Quoted
from bot.networks import Review
from bot.networks.bluesky import Bluesky, polling
from bot.networks.bluesky.api import LOGIN_WINDOW, LOGINS
from tests.wire.bluesky.faults import REFUSALS
from tests.wire.bluesky.pds import APP_PASSWORD, Pds, small_bluesky
from tests.wire.bluesky.town import OURS, Post, link_to, mention_of, ref

NOTIFICATIONS = "app.bsky.notification.listNotifications"
CREATE_SESSION = "com.atproto.server.createSession"
CREATE_RECORD = "com.atproto.repo.createRecord"


@pytest.fixture
async def pds() -> AsyncIterator[Pds]:
    async with small_bluesky() as pds:
        yield pds


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
async def clock() -> Clock:
    return Clock()


@pytest.fixture
async def network(pds: Pds, clock: Clock) -> AsyncIterator[Bluesky]:
    network = Bluesky(
        OURS, APP_PASSWORD, service_url=pds.url, search_query="larkspur tea", timeout=2, now=clock
    )
    await network.start()
    yield network
    await network.stop()


async def caught_up(network: Bluesky, source: str, since: str) -> tuple[list[Mention], str, int]:
    """All that came since, the cursor, and how many looks it took."""
    found: list[Mention] = []
    looked, more = 0, True
    while more:
        batch = await network.mentions(source, since)
        found, since, more, looked = [*found, *batch.mentions], batch.cursor, batch.more, looked + 1
    return found, since, looked


def before(clock: Clock) -> str:
    """A cursor that means a while ago."""
    return str(polling.Cursor(clock.time - timedelta(minutes=30)))


async def arrived(network: Bluesky, clock: Clock) -> list[Mention]:
    return (await caught_up(network, "notifications", before(clock)))[0]


async def one(network: Bluesky, clock: Clock) -> Mention:
    (mention,) = await arrived(network, clock)
    return mention


async def test_a_search_brings_what_does_not_name_us_and_leaves_our_own_out(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    pds.town.post("mira_bakes", "my Larkspur tea is late")
    pds.town.post(OURS, "larkspur tea is back")
    pds.town.post("tomas_w", "nothing to see")
    found, since, _ = await caught_up(network, "search", before(clock))
    assert [mention.text for mention in found] == ["my Larkspur tea is late"]
    assert (await network.mentions("search", since)).mentions == ()


async def test_a_long_absence_is_caught_up_in_several_looks_without_loss(
    network: Bluesky, pds: Pds, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cover docs/pitfalls.md, 22."""
    monkeypatch.setattr(polling, "POSTS_A_LOOK", 100)
    away = clock.time - timedelta(days=2)
    for number in range(250):
        pds.town.mention("mira_bakes", f"post {number}", at=away + timedelta(minutes=11 * number))
    found, since, looked = await caught_up(network, "notifications", str(polling.Cursor(away)))
    assert [mention.text.removeprefix(f"@{OURS} ") for mention in found] == [f"post {n}" for n in range(250)]
    assert looked == 3
    assert (await network.mentions("notifications", since)).mentions == ()


async def test_a_post_that_turns_up_behind_a_newer_one_is_still_brought_and_only_once(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    pds.town.mention("mira_bakes", "the newer one")
    first = await network.mentions("notifications", before(clock))
    pds.town.mention("tomas_w", "written on a train", at=clock.time - timedelta(minutes=20))
    second = await network.mentions("notifications", first.cursor)
    assert [mention.author.handle for mention in second.mentions] == ["tomas_w"]
    assert (await network.mentions("notifications", second.cursor)).mentions == ()


async def test_a_storm_of_likes_hides_no_post_and_costs_few_calls(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    pds.filtered_at_once = 50
    pds.town.likes = [clock.time - timedelta(days=1, seconds=number) for number in range(2000)]
    pds.town.mention("mira_bakes", "under the likes", at=clock.time - timedelta(minutes=9))
    pds.town.likes += [clock.time - timedelta(minutes=5, seconds=number) for number in range(120)]
    assert [mention.author.handle for mention in await arrived(network, clock)] == ["mira_bakes"]
    assert len(pds.asked_for(NOTIFICATIONS)) <= 8


async def test_the_cursor_stays_small_and_follows_the_time(
    network: Bluesky, pds: Pds, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "MARKS_KEPT", 10)
    for number in range(40):
        pds.town.mention("mira_bakes", f"post {number}")
    _, since, _ = await caught_up(network, "notifications", before(clock))
    assert len(since.split()) == 11
    assert (await network.mentions("notifications", since)).mentions == ()
    clock.time += timedelta(days=2)
    quiet = (await network.mentions("notifications", since)).cursor
    assert quiet.split() == [(clock.time - polling.OVERLAP).isoformat(timespec="milliseconds")]


async def test_a_cursor_nobody_can_read_means_now(network: Bluesky, pds: Pds, clock: Clock) -> None:
    pds.town.mention("mira_bakes", "long ago", at=clock.time - timedelta(minutes=9))
    assert (await network.mentions("notifications", "gibberish")).mentions == ()


async def test_a_post_that_cannot_be_read_stops_no_other(network: Bluesky, pds: Pds, clock: Clock) -> None:
    pds.town.mention("mira_bakes", "one")
    pds.town.mention("tomas_w", "odd", reply={"parent": "nothing", "root": pds.town.us})
    pds.town.mention("tomas_w", "when?", createdAt="yesterday")
    pds.town.mention("ana_reads", "far away", createdAt="0001-01-01T00:00:00+14:00")
    handles = [mention.author.handle for mention in await arrived(network, clock)]
    assert handles == ["mira_bakes", "tomas_w", "ana_reads"]


async def test_followers_and_links_of_a_profile_come_along(network: Bluesky, pds: Pds, clock: Clock) -> None:
    post = pds.town.mention("mira_bakes", "hello")
    pds.town.followers[post.did] = 1234
    pds.town.about[post.did] = "I bake. https://mira.example/bread and mastodon: https://fedi.example/@mira"
    author = (await one(network, clock)).author
    assert (author.native_id, author.followers) == (post.did, 1234)
    assert author.links == ("https://mira.example/bread", "https://fedi.example/@mira")


async def test_a_handle_that_leads_nowhere_is_replaced_by_the_account_itself(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    post = pds.town.mention("mira_bakes", "hello")
    pds.town.handles[post.did] = "handle.invalid"
    assert (await one(network, clock)).author.handle == post.did


async def test_under_a_post_of_ours_each_customer_has_a_conversation_of_their_own(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    ours = pds.town.post(OURS, "We open at eight")
    answers = [
        pds.town.post(handle, "when?", reply={"root": ref(ours), "parent": ref(ours)})
        for handle in ("mira_bakes", "tomas_w")
    ]
    deeper = pds.town.post("mira_bakes", "well?", reply={"root": ref(ours), "parent": ref(answers[0])})
    found = await arrived(network, clock)
    mira, tomas, again = (mention.conversation for mention in found)
    assert mira == again != tomas
    assert found[2].in_reply_to == native(answers[0])
    assert found[2].native_id == native(deeper)


async def test_elsewhere_the_conversation_is_the_whole_thread(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    root = pds.town.post("tomas_w", "who knows a tea shop?")
    pds.town.mention("mira_bakes", "they do", reply={"root": ref(root), "parent": ref(root)})
    assert (await one(network, clock)).conversation == native(root)


def native(post: Post) -> str:
    return f"{post.did}/{post.rkey}"


async def test_links_that_the_text_cuts_short_or_hides_are_spelt_out(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    """Cover docs/pitfalls.md, 45: their places are bytes of UTF-8, not characters."""
    text = "é☕ shop.example/tea/gr... and here, or larkspur.example"
    facets = [
        link_to("https://shop.example/tea/green?size=1", *span(text, "shop.example/tea/gr...")),
        link_to("https://elsewhere.example/", *span(text, "here")),
        link_to("https://larkspur.example", *span(text, "larkspur.example")),
    ]
    named = pds.town.mention("mira_bakes", "")
    named.record |= {"text": text, "facets": [*facets, *named.record["facets"]]}
    expected = (
        "é☕ https://shop.example/tea/green?size=1 and here (https://elsewhere.example/), or larkspur.example"
    )
    assert (await one(network, clock)).text == expected


@pytest.mark.parametrize(
    "facet",
    [
        link_to("https://a.example", 1, 3),
        link_to("https://a.example", -3, 2),
        {"index": {"byteStart": "x", "byteEnd": 2}, "features": [{"uri": "https://a.example"}]},
        {"index": None, "features": []},
        "nonsense",
    ],
)
async def test_places_that_make_no_sense_leave_the_text_alone(
    network: Bluesky, pds: Pds, clock: Clock, facet: Any
) -> None:
    post = pds.town.post("mira_bakes", "é larkspur tea")
    post.record["facets"] = [facet]
    (found,), _, _ = await caught_up(network, "search", before(clock))
    assert found.text == "é larkspur tea"


def span(text: str, part: str) -> tuple[int, int]:
    start = len(text[: text.index(part)].encode())
    return start, start + len(part.encode())


async def test_what_a_post_shows_comes_as_addresses(network: Bluesky, pds: Pds, clock: Clock) -> None:
    quoted = pds.town.post("tomas_w", "New: green tea", facets=[link_to("https://tea.example", 5, 14)])
    image = {"alt": "a wet parcel", "image": {"ref": {"$link": "bafkreipicture"}, "mimeType": "image/jpeg"}}
    post = pds.town.post(
        "mira_bakes",
        f"@{OURS} mine is wet",
        facets=[mention_of(pds.town.us, 0, len(OURS) + 1)],
        embed={
            "$type": "app.bsky.embed.recordWithMedia",
            "record": {"$type": "app.bsky.embed.record", "record": ref(quoted)},
            "media": {"$type": "app.bsky.embed.images", "images": [image]},
        },
    )
    mention = await one(network, clock)
    assert mention.quotes
    assert mention.media == (f"https://cdn.bsky.app/img/feed_fullsize/plain/{post.did}/bafkreipicture@jpeg",)
    assert mention.alts == ("a wet parcel",)
    assert mention.quoted == Quoted(
        f"https://bsky.app/profile/{native(quoted).replace('/', '/post/')}",
        "New: green tea (https://tea.example)",
        "tomas_w",
        "Tomas W",
    )


@pytest.mark.parametrize("what", ["gone", "a list", "unreadable"])
async def test_a_quoted_post_that_is_not_shown_leaves_the_post_as_it_is(
    network: Bluesky, pds: Pds, clock: Clock, what: str
) -> None:
    quoted = pds.town.post("tomas_w", "New: green tea")
    named = pds.town.mention(
        "mira_bakes", "look", embed={"$type": "app.bsky.embed.record", "record": ref(quoted)}
    )
    if what == "gone":
        del pds.town.posts[quoted.uri]
    else:
        uri = f"at://{quoted.did}/app.bsky.graph.list/3k" if what == "a list" else "nonsense"
        named.record["embed"]["record"] = {"uri": uri, "cid": "bafyreigone"}
    mention = await one(network, clock)
    assert (mention.quotes, mention.media) == (True, ())
    gone = Quoted(f"https://bsky.app/profile/{native(quoted).replace('/', '/post/')}")
    assert mention.quoted == (gone if what == "gone" else None)


async def test_whether_a_reply_would_be_seen_is_known_on_arrival(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    """Cover docs/pitfalls.md, 42."""
    pds.town.mention("mira_bakes", "anybody?")
    pds.town.mention("tomas_w", "friends only", closed=True)
    pds.town.blocked_us.add(pds.town.mention("ana_reads", "go away").did)
    found = [mention.may_reply for mention in await arrived(network, clock)]
    assert [may.answer for may in found] == ["yes", "no", "no"]
    assert ("limited" in found[1].why, "blocked" in found[2].why) == (True, True)


async def test_a_post_that_was_told_of_and_is_not_shown_is_kept_as_it_was_told(
    network: Bluesky, pds: Pds, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = pds.town.mention("mira_bakes", "quick")
    told = list(pds.town.concerns())
    monkeypatch.setattr(pds.town, "concerns", lambda _: iter(told))
    del pds.town.posts[post.uri]
    mention = await one(network, clock)
    assert (mention.text, mention.may_reply.answer) == (f"@{OURS} quick", "unknown")


async def test_a_reply_deep_in_a_thread_names_its_root_and_its_parent(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    """Cover docs/pitfalls.md, 45. The small Bluesky refuses any other place."""
    root = pds.town.post("tomas_w", "who knows a tea shop?")
    asked = pds.town.mention("mira_bakes", "they do", reply={"root": ref(root), "parent": ref(root)})
    await network.reply(await one(network, clock), "We do!", key="k")
    (sent,) = pds.asked_for(CREATE_RECORD)
    assert sent["record"]["reply"] == {"root": ref(root), "parent": ref(asked)}


async def test_links_of_a_reply_are_marked_by_their_bytes_and_nobody_is_called(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    """Cover docs/pitfalls.md, 45."""
    pds.town.mention("mira_bakes", "help")
    text = "Danke ☕ @mira.example: https://larkspur.example/hilfe?a=ü&b=1, oder larkspur.com/help #tee"
    await network.reply(await one(network, clock), text, key="k")
    (sent,) = pds.asked_for(CREATE_RECORD)
    marked = {
        text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(): facet["features"][0]
        for facet in sent["record"]["facets"]
    }
    assert {shown: (one["$type"].partition("#")[2]) for shown, one in marked.items()} == {
        "https://larkspur.example/hilfe?a=ü&b=1": "link",
        "larkspur.com/help": "link",
        "#tee": "tag",
    }
    assert marked["larkspur.com/help"]["uri"] == "https://larkspur.com/help"


async def test_the_same_reply_twice_makes_one_post(network: Bluesky, pds: Pds, clock: Clock) -> None:
    pds.town.mention("mira_bakes", "help")
    mention = await one(network, clock)
    receipt = await network.reply(mention, "On our way", key="1042@bluesky/4/reply")
    clock.time += timedelta(minutes=3)
    with pytest.raises(CannotTell):
        await network.reply(mention, "On our way", key="1042@bluesky/4/reply")
    found = await network.find_reply(mention, "On our way", key="1042@bluesky/4/reply", since=clock.time)
    assert found is not None
    assert (found.native_id, found.url) == (receipt.native_id, receipt.url)
    assert sum(post.did == pds.town.us for post in pds.town.posts.values()) == 1


async def test_a_newer_server_that_says_so_leads_to_the_same_look(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    pds.town.mention("mira_bakes", "help")
    mention = await one(network, clock)
    pds.faults.refused[CREATE_RECORD] = "key taken, as newer servers say"
    with pytest.raises(CannotTell):
        await network.reply(mention, "On our way", key="k")


@pytest.mark.parametrize(
    "name", [name for name, refusal in REFUSALS.items() if "code" in refusal and name != "expired token"]
)
async def test_a_refused_reply_says_why(network: Bluesky, pds: Pds, clock: Clock, name: str) -> None:
    pds.town.mention("mira_bakes", "help")
    mention = await one(network, clock)
    pds.faults.refused[CREATE_RECORD] = name
    with pytest.raises(Declined) as refused:
        await network.reply(mention, "On our way", key="k")
    assert refused.value.code == REFUSALS[name]["code"]
    assert " " in refused.value.why


async def test_a_link_with_a_handle_gives_the_post_too(network: Bluesky, pds: Pds) -> None:
    post = pds.town.post("mira.example", "where is my parcel?")
    named = network.post_id(f"https://bsky.app/profile/mira.example/post/{post.rkey}?ref=share")
    assert named == f"mira.example/{post.rkey}"
    mention = await network.fetch(named)
    assert mention is not None
    assert mention.native_id == native(post) == network.post_id(mention.url)
    assert await network.fetch(f"nobody.example/{post.rkey}") is None


async def test_a_hundred_posts_are_reviewed_in_four_calls_and_two_for_one_that_is_missing(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    """Cover docs/pitfalls.md, 56."""
    for number in range(100):
        pds.town.mention("mira_bakes", f"post {number}")
    held = await arrived(network, clock)
    del pds.town.posts[next(iter(pds.town.posts))]
    pds.asked.clear()
    review = await network.review(held)
    assert (review.edits, review.gone) == ((), (held[0].native_id,))
    assert [call.rpartition(".")[2] for call, _ in pds.asked] == ["getPosts"] * 4 + [
        "getProfiles",
        "getRecord",
    ]


async def test_the_session_is_kept_over_many_calls(network: Bluesky, pds: Pds) -> None:
    for _ in range(20):
        await network.mentions("notifications", "2026-11-22T05:00:00+00:00")
    assert len(pds.asked_for(CREATE_SESSION)) == 1


async def test_a_session_about_to_end_is_refreshed_without_the_password(pds: Pds) -> None:
    pds.token_seconds = 60
    network = Bluesky(OURS, APP_PASSWORD, service_url=pds.url)
    await network.start()
    await network.mentions("notifications", "2026-11-22T05:00:00+00:00")
    await network.stop()
    assert len(pds.asked_for(CREATE_SESSION)) == 1
    assert len(pds.asked_for("com.atproto.server.refreshSession")) >= 1


async def test_a_session_that_was_ended_is_begun_again_once_and_the_reply_goes_out(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    pds.town.mention("mira_bakes", "help")
    mention = await one(network, clock)
    pds.end_sessions()
    await network.reply(mention, "On our way", key="k")
    assert len(pds.asked_for(CREATE_SESSION)) == 2


async def test_calls_go_where_the_account_lives_and_sessions_begin_where_the_settings_say(pds: Pds) -> None:
    async with small_bluesky() as home:
        pds.lives_at = home.url
        network = Bluesky(OURS, APP_PASSWORD, service_url=pds.url)
        await network.start()
        with pytest.raises(Declined):  # this home knows none of the other's tokens
            await network.mentions("notifications", "2026-11-22T05:00:00Z")
        await network.stop()
        assert {call for call, _ in pds.asked} == {CREATE_SESSION}
        assert {call for call, _ in home.asked} == {NOTIFICATIONS}


async def test_a_refused_password_is_not_tried_over_and_over(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    pds.revoke()
    for _ in range(10):
        with pytest.raises(Declined, match="credentials"):
            await network.mentions("notifications", before(clock))
    assert len(pds.asked_for(CREATE_SESSION)) == LOGINS
    pds.password = APP_PASSWORD
    clock.time += LOGIN_WINDOW + timedelta(seconds=1)
    assert (await network.mentions("notifications", before(clock))).mentions == ()


async def test_a_session_that_ends_again_and_again_waits(network: Bluesky, pds: Pds, clock: Clock) -> None:
    for _ in range(LOGINS - 1):
        pds.end_sessions()
        await network.mentions("notifications", before(clock))
    pds.end_sessions()
    with pytest.raises(NotSent) as wait:
        await network.mentions("notifications", before(clock))
    assert wait.value.retry_after == LOGIN_WINDOW.total_seconds()


async def test_calls_side_by_side_begin_one_session(pds: Pds) -> None:
    network = Bluesky(OURS, APP_PASSWORD, service_url=pds.url)
    await asyncio.gather(*(network.mentions("notifications", "2026-11-22T05:00:00Z") for _ in range(5)))
    await network.stop()
    assert len(pds.asked_for(CREATE_SESSION)) == 1


async def test_mentions_of_strangers_arrive_though_the_account_wants_only_people_it_follows(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    """The setting hides them from whoever asks without a word on it; a page of likes is walked past in the same way."""
    pds.town.priority = True
    pds.filtered_at_once = 10
    pds.town.likes = [clock.time - timedelta(minutes=1, seconds=number) for number in range(30)]
    pds.town.mention("mira_bakes", "where is my parcel?", at=clock.time - timedelta(minutes=9))
    assert [mention.author.handle for mention in await arrived(network, clock)] == ["mira_bakes"]
    assert {asked.get("priority") for asked in pds.asked_for(NOTIFICATIONS)} == {"false"}


@pytest.mark.parametrize(
    ("filters", "named"),
    [
        ({"mention": {"include": "follows"}, "reply": {"include": "follows"}}, "mentions, replies"),
        ({"quote": {"list": False}}, "quotes"),
        ({"mention": {"push": False}}, ""),
        ({}, ""),
    ],
)
async def test_the_doctor_names_the_setting_that_hides_strangers(
    network: Bluesky, pds: Pds, filters: dict[str, Any], named: str
) -> None:
    pds.town.filters = filters
    troubles = list(await network.troubles())
    assert ([named in trouble for trouble in troubles]) == ([True] if named else [])
    assert all("Settings, Notifications" in trouble for trouble in troubles)


async def test_a_server_that_has_no_such_settings_is_no_trouble(network: Bluesky, pds: Pds) -> None:
    pds.faults.refused["app.bsky.notification.getPreferences"] = "unknown method"
    assert list(await network.troubles()) == []


async def test_a_main_password_is_pointed_out(pds: Pds) -> None:
    pds.scope = "com.atproto.access"
    network = Bluesky(OURS, APP_PASSWORD, service_url=pds.url)
    await network.start()
    (trouble,) = await network.troubles()
    await network.stop()
    assert "app password" in trouble


async def test_no_secret_is_in_an_error(network: Bluesky, pds: Pds, clock: Clock) -> None:
    pds.faults.arm(NOTIFICATIONS, "reset")
    with pytest.raises(NotSent) as broken:
        await network.mentions("notifications", before(clock))
    assert broken.value.__cause__ is None
    assert broken.value.__suppress_context__
    assert APP_PASSWORD not in repr(broken.value)


async def test_the_log_tells_neither_tokens_nor_what_is_searched_for(
    pds: Pds, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("DEBUG", "json", [])
    network = Bluesky(OURS, APP_PASSWORD, service_url=pds.url, search_query="larkspur tea")
    await network.start()
    for source in network.sources:
        await network.mentions(source, "2026-11-22T05:00:00+00:00")
    await network.stop()
    out = capsys.readouterr().out
    assert not any(word in out for word in (APP_PASSWORD, "eyJ", "larkspur", "Bearer"))


# posts that are not shown


async def test_an_answer_without_any_post_is_no_deletion(network: Bluesky, pds: Pds, clock: Clock) -> None:
    for number in range(34):
        pds.town.mention("mira_bakes", f"post {number}")
    held = await arrived(network, clock)
    pds.shows_nothing = True
    assert await network.review(held) == Review()


@pytest.mark.parametrize(
    ("state", "why", "shows_words"),
    [
        ("blocked_us", "author blocks our account", True),
        ("blocked", "Our account blocks the author", True),
        ("deactivated", "deactivated, suspended or deleted", False),
    ],
)
async def test_a_post_that_is_not_shown_to_us_is_hidden_and_one_of_its_author_that_was_deleted_is_gone(
    network: Bluesky, pds: Pds, clock: Clock, state: str, why: str, shows_words: bool
) -> None:
    pds.town.mention("mira_bakes", "where is my parcel?")
    mention = await one(network, clock)
    people: set[str] = getattr(pds.town, state)
    people.add(pds.town.did_of("mira_bakes"))
    found = await network.review([mention])
    assert (found.seen, found.gone) == (frozenset(), ())
    assert why in found.hidden[mention.native_id].why
    assert found.hidden[mention.native_id].shows_words is shows_words
    people.clear()
    assert (await network.review([mention])).seen == {mention.native_id}
    pds.town.posts.clear()
    if state != "deactivated":  # then Bluesky tells of nothing in the account
        people.add(pds.town.did_of("mira_bakes"))
        assert (await network.review([mention])).gone == (mention.native_id,)


async def test_a_look_at_the_record_that_fails_says_nothing_of_any_post(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    pds.town.mention("mira_bakes", "where is my parcel?")
    held = await arrived(network, clock)
    pds.town.posts.clear()
    pds.faults.arm("com.atproto.repo.getRecord", "500")
    with pytest.raises(NotSent):
        await network.review(held)


# the thread around a post


async def test_a_customers_own_thread_is_read_around_the_post_that_names_us(
    network: Bluesky, pds: Pds, clock: Clock
) -> None:
    first = pds.town.post("mira_bakes", "1/3 my parcel")
    named = pds.town.answer(
        "mira_bakes",
        first,
        f"2/3 @{OURS} number 4711",
        facets=[mention_of(pds.town.us, 4, 4 + len(OURS) + 1)],
    )
    third = pds.town.answer("mira_bakes", named, "3/3 is lost")
    stranger = pds.town.answer("tomas_w", third, "mine too")
    pds.town.answer("mira_bakes", stranger, "oh no")
    ours = pds.town.answer(OURS, third, "We look into it.")
    deep: Post = pds.town.answer("mira_bakes", ours, "thanks 1")
    for number in range(2, 8):
        deep = pds.town.answer("mira_bakes", deep, f"thanks {number}")
    mention = await network.fetch(native(named))
    assert mention is not None
    found = await network.thread(mention)
    assert [one.text for one in found.mentions] == [
        "1/3 my parcel",
        "3/3 is lost",
        *(f"thanks {number}" for number in range(1, 8)),
    ]
    assert {one.conversation for one in found.mentions} == {mention.conversation}
    assert not found.more
    pds.deepest = 2
    assert (await network.thread(mention)).more


async def test_the_thread_of_a_post_that_is_gone_is_empty(network: Bluesky, pds: Pds, clock: Clock) -> None:
    pds.town.mention("mira_bakes", "where is my parcel?")
    mention = await one(network, clock)
    pds.town.posts.clear()
    assert (await network.thread(mention)).mentions == ()
