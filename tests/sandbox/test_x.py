"""The small X, called by tweepy's own client over the wire."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import tweepy
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st
from tweepy.asynchronous import AsyncClient
from yarl import URL

from sandbox.x import Limits, Town, add_routes, weighted_length
from sandbox.x.clock import first_id_at

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FIELDS = [
    "attachments", "author_id", "conversation_id", "created_at", "entities", "in_reply_to_user_id",
    "note_tweet", "referenced_tweets", "reply_settings",
]  # fmt: skip


class Clock:
    """A hand-set clock."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Noticeboard:
    """Keeps what the town tells the page."""

    def __init__(self) -> None:
        self.notices: list[tuple[str, dict[str, object]]] = []

    def publish(self, kind: str, **data: object) -> None:
        self.notices.append((kind, data))


class Redirected:
    """A session that takes tweepy, whose host is fixed, to the small X."""

    def __init__(self, session: ClientSession, base: URL) -> None:
        self._session, self._base = session, base
        self.closed = False

    def request(self, method: str, url: str | URL, **options: Any) -> Any:
        here = URL(url).with_scheme("http").with_host("127.0.0.1").with_port(self._base.port)
        return self._session.request(method, here, **options)

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def board() -> Noticeboard:
    return Noticeboard()


@pytest.fixture
def town(clock: Clock, board: Noticeboard) -> Town:
    return Town(board, clock=clock)


@pytest.fixture
async def server(town: Town) -> AsyncIterator[TestServer]:
    app = web.Application()
    add_routes(app, town)
    running = TestServer(app)
    await running.start_server()
    yield running
    await running.close()


@pytest.fixture
async def http(server: TestServer) -> AsyncIterator[ClientSession]:
    async with ClientSession(server.make_url("/")) as session:
        yield session


@pytest.fixture
def x(http: ClientSession, server: TestServer) -> AsyncClient:
    return client(http, server)


def client(http: ClientSession, server: TestServer, bearer: str = "user-token") -> AsyncClient:
    made = AsyncClient(bearer, "key", "secret", "token", "token-secret")
    made.session = Redirected(http, server.make_url("/"))
    return made


async def test_me_is_the_brand_with_its_public_metrics(x: AsyncClient, town: Town) -> None:
    answer = await x.get_me(user_fields=["public_metrics"])
    assert answer.data.username == "larkspur_help"
    assert answer.data.id == int(town.brand.id)
    assert answer.data.public_metrics["followers_count"] == 48_200


async def test_mentions_come_newest_first_with_author_conversation_and_time(
    x: AsyncClient, town: Town
) -> None:
    first = town.post("dora_bakes", "@Larkspur_Help the line is dead since noon")
    town.post("dora_bakes", "nobody is named here")
    second = town.post("tomas_w", "hey @larkspur_help, love the new router", name="Tomas", followers=91)
    answer = await x.get_users_mentions(
        town.brand.id,
        tweet_fields=FIELDS,
        expansions=["author_id"],
        user_fields=["public_metrics"],
        max_results=5,
    )
    assert [str(post.id) for post in answer.data] == [second.id, first.id]
    assert answer.data[1].created_at == NOON
    assert str(answer.data[1].conversation_id) == first.id
    assert answer.data[1].entities["mentions"][0]["id"] == town.brand.id
    authors = {user.id: user for user in answer.includes["users"]}
    assert authors[answer.data[0].author_id].public_metrics["followers_count"] == 91
    assert answer.meta == {"result_count": 2, "newest_id": second.id, "oldest_id": first.id}


async def test_only_three_fields_come_unasked_as_in_the_recorded_exchanges(
    x: AsyncClient, town: Town
) -> None:
    town.post("dora_bakes", "@larkspur_help hello")
    answer = await x.get_users_mentions(town.brand.id)
    assert sorted(answer.data[0].data) == ["edit_history_tweet_ids", "id", "text"]


async def test_since_id_gives_only_what_came_later_and_pages_follow_one_another(
    x: AsyncClient, town: Town
) -> None:
    posts = [town.post("dora_bakes", f"@larkspur_help {number}") for number in range(13)]
    seen: list[str] = []
    token = None
    while True:
        answer = await x.get_users_mentions(
            town.brand.id, since_id=posts[0].id, max_results=5, pagination_token=token
        )
        seen += [str(post.id) for post in answer.data]
        token = answer.meta.get("next_token")
        if token is None:
            break
    assert seen == [post.id for post in reversed(posts[1:])]
    nothing = await x.get_users_mentions(town.brand.id, since_id=posts[-1].id)
    assert nothing.data is None
    assert nothing.meta == {"result_count": 0}


async def test_outside_text_comes_escaped_with_short_links_as_x_serves_it(x: AsyncClient, town: Town) -> None:
    town.post("dora_bakes", "@larkspur_help <!channel> R&D https://example.com/a-long/path?x=1 #down")
    answer = await x.get_users_mentions(town.brand.id, tweet_fields=["entities"])
    post = answer.data[0]
    link = post.entities["urls"][0]
    assert post.text == f"@larkspur_help &lt;!channel&gt; R&amp;D {link['url']} #down"
    assert link["url"].startswith("https://t.co/")
    assert link["expanded_url"] == "https://example.com/a-long/path?x=1"
    assert post.text[link["start"] : link["end"]] == link["url"]
    assert post.entities["hashtags"][0]["tag"] == "down"


async def test_a_long_post_is_cut_and_whole_in_note_tweet(x: AsyncClient, town: Town) -> None:
    told = "@larkspur_help " + "seven weeks of calls and still no line. " * 20
    town.post("quietfern", told)
    cut, whole = [
        (await x.get_users_mentions(town.brand.id, tweet_fields=fields)).data[0]
        for fields in (["created_at"], ["note_tweet"])
    ]
    assert len(cut.text) < 310
    assert "…" in cut.text
    assert "note_tweet" not in cut.data
    assert whole.data["note_tweet"]["text"] == told


async def test_pictures_are_named_by_keys_and_given_in_includes(x: AsyncClient, town: Town) -> None:
    town.post("jo_on_bikes", "@larkspur_help look at this cable", media=["https://pics.example/cable.jpg"])
    answer = await x.get_users_mentions(
        town.brand.id, expansions=["attachments.media_keys"], media_fields=["url"]
    )
    picture = answer.includes["media"][0]
    assert answer.data[0].attachments == {"media_keys": [picture.media_key]}
    assert (picture.type, picture.url) == ("photo", "https://pics.example/cable.jpg")


async def test_a_reply_continues_the_conversation_and_names_those_in_it(x: AsyncClient, town: Town) -> None:
    root = town.post("dora_bakes", "@larkspur_help no internet")
    town.post("hakan_reads", "same in my street", in_reply_to=root.id)
    answer = await x.get_users_mentions(town.brand.id, tweet_fields=FIELDS, expansions=["author_id"])
    reply = answer.data[0]
    assert reply.text == "@dora_bakes @larkspur_help same in my street"
    assert str(reply.conversation_id) == root.id
    assert str(reply.in_reply_to_user_id) == root.author.id
    assert (reply.referenced_tweets[0].type, str(reply.referenced_tweets[0].id)) == ("replied_to", root.id)


async def test_the_brand_answers_a_post_that_names_it_and_the_square_shows_the_answer(
    x: AsyncClient, town: Town, http: ClientSession, board: Noticeboard
) -> None:
    root = town.post("dora_bakes", "@larkspur_help no internet")
    answer = await x.create_tweet(text="We are on it.", in_reply_to_tweet_id=root.id)
    assert answer.data["text"] == "@dora_bakes We are on it."
    shown = await (await http.get("/page/town")).json()
    assert [post["text"] for post in shown] == ["@larkspur_help no internet", "We are on it."]
    assert shown[1]["author"]["is_brand"]
    assert shown[1]["in_reply_to"] == root.id
    assert board.notices[-1] == ("post", {"id": answer.data["id"]})
    own = await x.get_users_tweets(town.brand.id, tweet_fields=["conversation_id"])
    assert str(own.data[0].conversation_id) == root.id


async def test_a_post_that_did_not_summon_us_may_not_be_answered(x: AsyncClient, town: Town) -> None:
    """Cover docs/pitfalls.md, 39."""
    stranger = town.post("tomas_w", "larkspur is the slowest provider in town")
    with pytest.raises(tweepy.Forbidden, match="where you are mentioned or are the author"):
        await x.create_tweet(text="Sorry to hear it!", in_reply_to_tweet_id=stranger.id)
    town.rules.summoned_only = False
    await x.create_tweet(text="Sorry to hear it!", in_reply_to_tweet_id=stranger.id)


async def test_a_post_that_quotes_us_may_be_answered(x: AsyncClient, town: Town) -> None:
    ours = town.post("larkspur_help", "Works tonight in Harbor Lane.")
    quoting = town.post("tomas_w", "finally", quoted=ours.id)
    await x.create_tweet(text="Thank you for waiting.", in_reply_to_tweet_id=quoting.id)
    assert town.replies_to(quoting.id)[0].typed == "Thank you for waiting."


async def test_an_author_may_restrict_who_replies(x: AsyncClient, town: Town) -> None:
    """Cover docs/pitfalls.md, 42."""
    closed = town.post("tomas_w", "@larkspur_help thanks", reply_settings="following")
    with pytest.raises(tweepy.Forbidden, match="restricted who can reply"):
        await x.create_tweet(text="Welcome!", in_reply_to_tweet_id=closed.id)


async def test_the_same_words_twice_are_refused_for_a_day(x: AsyncClient, town: Town, clock: Clock) -> None:
    """Cover docs/pitfalls.md, 41."""
    roots = [town.post("dora_bakes", f"@larkspur_help {number}") for number in range(3)]
    await x.create_tweet(text="Please restart it.", in_reply_to_tweet_id=roots[0].id)
    with pytest.raises(tweepy.Forbidden, match="duplicate content"):
        await x.create_tweet(text="Please restart it.", in_reply_to_tweet_id=roots[1].id)
    clock.now += timedelta(hours=25)
    await x.create_tweet(text="Please restart it.", in_reply_to_tweet_id=roots[2].id)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("a" * 280, 280),
        ("日本語", 6),
        ("👩‍👩‍👧‍👦🇩🇪", 4),
        ("see https://example.com/a/very/long/path/indeed", 27),
        ("cafe\u0301", 4),
        ("", 0),
    ],
)
def test_length_is_weighed_as_x_weighs_it(text: str, weight: int) -> None:
    """Cover docs/pitfalls.md, 44."""
    assert weighted_length(text) == weight


@given(st.text(max_size=80), st.text(alphabet="abc xyz", max_size=40))
def test_plain_latin_words_add_their_own_length(text: str, words: str) -> None:
    assert weighted_length(text + " " + words) == weighted_length(text + " ") + len(words)


async def test_an_overlong_answer_is_refused_but_the_leading_names_are_free(
    x: AsyncClient, town: Town
) -> None:
    root = town.post("dora_bakes", "@larkspur_help no internet")
    with pytest.raises(tweepy.Forbidden, match="too long"):
        await x.create_tweet(text="a" * 281, in_reply_to_tweet_id=root.id)
    await x.create_tweet(text="a" * 280, in_reply_to_tweet_id=root.id)
    with pytest.raises(tweepy.BadRequest):
        await x.create_tweet(text=" ", in_reply_to_tweet_id=root.id)


async def test_looking_up_posts_gives_those_that_are_there_and_names_the_missing(
    x: AsyncClient, town: Town
) -> None:
    """Cover docs/pitfalls.md, 56."""
    kept, gone = (town.post("dora_bakes", f"@larkspur_help {number}") for number in range(2))
    town.delete(gone.id)
    answer = await x.get_tweets([kept.id, gone.id])
    assert [str(post.id) for post in answer.data] == [kept.id]
    assert answer.errors[0]["resource_id"] == gone.id
    assert (await x.get_tweet(gone.id)).errors[0]["title"] == "Not Found Error"
    assert str((await x.get_tweet(kept.id)).data.id) == kept.id
    with pytest.raises(tweepy.Forbidden, match="deleted or not visible"):
        await x.create_tweet(text="hello", in_reply_to_tweet_id=gone.id)


async def test_an_edited_post_has_a_new_id_and_the_whole_history(x: AsyncClient, town: Town) -> None:
    first = town.post("dora_bakes", "@larkspur_help no internte")
    edited = town.edit(first.id, "@larkspur_help no internet")
    answer = await x.get_users_mentions(town.brand.id)
    assert [str(post.id) for post in answer.data] == [edited.id]
    assert answer.data[0].edit_history_tweet_ids == [int(first.id), int(edited.id)]
    town.delete(edited.id)
    assert (await x.get_tweets([first.id, edited.id])).data is None


async def test_search_finds_words_and_leaves_out_retweets(x: AsyncClient, town: Town) -> None:
    """Cover docs/pitfalls.md, 19."""
    plain = town.post("tomas_w", "Larkspur, you are slow today")
    tagged = town.post("jo_on_bikes", "no net again #larkspur")
    other = town.post("dora_bakes", "@larkspur_help is not the plain word")
    town.retweet("deals4u_now", plain.id)
    assert await found(x, "larkspur -is:retweet") == {plain.id, tagged.id}
    assert await found(x, '"slow today" OR #larkspur') == {plain.id, tagged.id}
    assert await found(x, "@larkspur_help") == {other.id}
    assert await found(x, "larkspur (slow OR fast) -from:dora_bakes") == {plain.id}
    assert await found(x, f"conversation_id:{other.id} -word") == set()
    assert await found(x, f"conversation_id:{other.id}") == {other.id}


async def found(x: AsyncClient, query: str) -> set[str]:
    answer = await x.search_recent_tweets(query)
    return {str(post.id) for post in answer.data or []}


@pytest.mark.parametrize("query", ["larkspur (slow", "larkspur )", "a OR", "near:here", "x" * 513])
async def test_a_query_x_cannot_read_is_a_bad_request(x: AsyncClient, query: str) -> None:
    with pytest.raises(tweepy.BadRequest):
        await x.search_recent_tweets(query)


async def test_search_reaches_back_seven_days_and_says_so(x: AsyncClient, town: Town, clock: Clock) -> None:
    town.post("tomas_w", "larkspur of last week")
    clock.now += timedelta(days=8)
    recent = town.post("tomas_w", "larkspur of today")
    assert await found(x, "larkspur") == {recent.id}
    with pytest.raises(tweepy.BadRequest, match="since_id"):
        await x.search_recent_tweets("larkspur", since_id=first_id_at(NOON))


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("mentions?max_results=3", "max_results"),
        ("mentions?max_results=101", "max_results"),
        ("mentions?since_id=abc", "since_id"),
        ("mentions?tweet.fields=colour", "tweet.fields"),
        ("mentions?expansions=everything", "expansions"),
        ("mentions?pagination_token=zz", "pagination_token"),
        ("mentions?start_time=yesterday", "start_time"),
    ],
)
async def test_a_wrong_parameter_is_named_in_the_problem(
    http: ClientSession, town: Town, path: str, parameter: str
) -> None:
    headers = {"Authorization": "Bearer user-token"}
    async with http.get(f"/2/users/{town.brand.id}/{path}", headers=headers) as answer:
        body = await answer.json()
    assert answer.status == 400
    assert parameter in body["errors"][0]["parameters"]
    assert body["title"] == "Invalid Request"


@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer None", 'OAuth oauth_token="t"', "Basic abc"])
async def test_without_a_login_there_is_no_answer(http: ClientSession, header: str | None) -> None:
    async with http.get("/2/users/me", headers={"Authorization": header} if header else {}) as answer:
        body = await answer.json()
    assert (answer.status, body["title"], body["type"]) == (401, "Unauthorized", "about:blank")


async def test_a_revoked_login_is_refused_and_an_app_only_one_may_only_read(
    http: ClientSession, server: TestServer, town: Town
) -> None:
    app_only = client(http, server, bearer="app-only")
    assert (await app_only.get_users_mentions(town.brand.id)).data is None
    with pytest.raises(tweepy.Forbidden, match="Application-Only"):
        await app_only.get_me(user_auth=False)
    town.logins.revoked.add("token")
    with pytest.raises(tweepy.Unauthorized):
        await app_only.get_me()


async def test_a_spent_window_is_a_429_until_its_reset(
    x: AsyncClient, town: Town, clock: Clock, http: ClientSession
) -> None:
    """Cover docs/pitfalls.md, 43."""
    town.limits.set("GET /2/users/{id}/mentions", 2, seconds=60)
    headers = {"Authorization": "Bearer user-token"}
    async with http.get(f"/2/users/{town.brand.id}/mentions", headers=headers) as answer:
        shown = {name: answer.headers[f"x-rate-limit-{name}"] for name in ("limit", "remaining", "reset")}
    reset = int(NOON.timestamp()) + 60
    assert shown == {"limit": "2", "remaining": "1", "reset": str(reset)}
    await x.get_users_mentions(town.brand.id)
    with pytest.raises(tweepy.TooManyRequests) as refused:
        await x.get_users_mentions(town.brand.id)
    assert refused.value.reset_time == reset
    clock.now += timedelta(seconds=61)
    await x.get_users_mentions(town.brand.id)


async def test_the_published_windows_are_there_for_who_wants_them(x: AsyncClient, town: Town) -> None:
    town.limits = Limits()
    for number in range(100):
        await x.create_tweet(text=f"note {number}")
    with pytest.raises(tweepy.TooManyRequests):
        await x.create_tweet(text="one too many")


async def test_own_posts_can_be_deleted_and_no_others(x: AsyncClient, town: Town) -> None:
    theirs = town.post("dora_bakes", "@larkspur_help hello")
    ours = await x.create_tweet(text="Hello.", in_reply_to_tweet_id=theirs.id)
    assert (await x.delete_tweet(ours.data["id"])).data == {"deleted": True}
    with pytest.raises(tweepy.Forbidden):
        await x.delete_tweet(theirs.id)


async def test_ids_grow_within_one_millisecond_and_carry_their_time(town: Town) -> None:
    ids = [int(town.post("dora_bakes", str(number)).id) for number in range(500)]
    assert ids == sorted(set(ids))
    assert ids[0] == first_id_at(NOON)


async def test_a_customer_posts_edits_retweets_and_deletes_in_the_square(
    http: ClientSession, town: Town
) -> None:
    asked = {"handle": "new_here", "name": "New Here", "followers": 40_000, "text": "@larkspur_help hi"}
    made = await (await http.post("/page/town/post", json=asked)).json()
    assert made["author"] == {
        "id": made["author"]["id"],
        "handle": "new_here",
        "name": "New Here",
        "followers": 40_000,
        "is_brand": False,
    }
    assert made["brand_may_reply"]
    edited = await (await http.post("/page/town/edit", json={"id": made["id"], "text": "hi again"})).json()
    assert edited["edited"]
    await http.post("/page/town/retweet", json={"handle": "jo_on_bikes", "id": edited["id"]})
    await http.post("/page/town/delete", json={"id": edited["id"]})
    shown = await (await http.get("/page/town")).json()
    assert [(post["text"], post["deleted"]) for post in shown] == [
        ("hi again", True),
        ("RT @new_here: hi again", False),
    ]
    assert any(one["handle"] == "new_here" for one in await (await http.get("/page/town/people")).json())


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("post", {"handle": "a", "text": "  "}, 400),
        ("post", {"handle": "a", "text": "x", "followers": "many"}, 400),
        ("post", {"handle": "a", "text": "x", "in_reply_to": "1"}, 404),
        ("delete", {"id": "1"}, 404),
        ("post", ["no", "object"], 400),
    ],
)
async def test_the_square_says_what_is_wrong(http: ClientSession, path: str, body: Any, status: int) -> None:
    async with http.post(f"/page/town/{path}", json=body) as answer:
        assert answer.status == status
        assert (await answer.json())["error"]
