"""The calls X gets from us, and what comes of its answers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery import Declined
from bot.networks.x import X
from bot.networks.x.ids import first_id_at
from bot.networks.x.polling import poll
from tests.bot.networks.replay import Replay, recorded, replay
from tests.bot.networks.test_x_failures import MENTION

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
MENTIONS = "/2/users/7001/mentions"
SEARCH = "/2/tweets/search/recent"
EMPTY = {"meta": {"result_count": 0}}


@pytest.fixture
async def server() -> AsyncIterator[Replay]:
    async with replay(recorded("x/me", "x/mentions", "x/own_posts")) as server:
        yield server


@pytest.fixture
async def network(server: Replay) -> AsyncIterator[X]:
    network = X(
        "ck",
        "cs",
        "at",
        "ats",
        bearer_token="app",
        search_query="larkspur",
        api_url=server.url,
        now=lambda: NOW,
    )
    yield network
    await network.stop()


async def test_at_the_start_we_learn_our_name(network: X, server: Replay) -> None:
    await network.start()
    assert network.account == "@larkspur_help"
    assert server.asked[0].headers["Authorization"].startswith("OAuth ")


async def test_the_first_look_costs_nothing_and_brings_nothing(network: X, server: Replay) -> None:
    """Cover docs/pitfalls.md, 20: no history."""
    batch = await network.mentions("mentions", None)
    assert (batch.mentions, batch.more, server.asked) == ((), False, [])
    assert int(batch.cursor) == first_id_at(NOW) - 1


async def test_a_look_brings_posts_oldest_first_and_moves_past_those_it_leaves_out(
    network: X, server: Replay
) -> None:
    batch = await network.mentions("mentions", "2124000000000000000")
    assert [mention.native_id[-3:] for mention in batch.mentions] == [
        "010", "020", "030", "050", "060", "070", "080", "120",
    ]  # fmt: skip
    assert batch.cursor == "2124300000000000120"
    (asked,) = server.asked_for(MENTIONS)
    assert asked.query["since_id"] == "2124000000000000000"
    assert {"note_tweet", "edit_history_tweet_ids", "entities"} <= set(asked.query["tweet.fields"].split(","))


async def test_an_empty_look_keeps_its_place(network: X, server: Replay) -> None:
    server.exchanges.append({"method": "GET", "path": SEARCH, "status": 200, "body": EMPTY})
    since = str(first_id_at(NOW - timedelta(hours=1)))
    batch = await network.mentions("search", since)
    assert (batch.mentions, batch.cursor, batch.more) == ((), since, False)
    (asked,) = server.asked_for(SEARCH)
    assert (asked.query["query"], asked.headers["Authorization"]) == ("larkspur", "Bearer app")


@pytest.mark.parametrize(
    ("source", "path", "token"),
    [("mentions", "/2/users/7001/mentions", "pagination_token"), ("search", SEARCH, "next_token")],
)
async def test_the_next_page_is_asked_for_by_its_token(
    network: X, server: Replay, source: str, path: str, token: str
) -> None:
    pages = [
        {"data": [{"id": "22", "text": "newer", "author_id": "8"}], "meta": {"next_token": "p2"}},
        {"data": [{"id": "21", "author_id": "8"}], "meta": {}},
    ]
    server.exchanges[:] = recorded("x/me") + [
        {"method": "GET", "path": path, "status": 200, "body": body} for body in pages
    ]
    batch = await network.mentions(source, "20")
    assert [mention.native_id for mention in batch.mentions] == ["21", "22"]
    assert [asked.query.get(token) for asked in server.asked_for(path)] == [None, "p2"]


async def test_a_search_after_a_long_silence_begins_where_x_still_searches(
    network: X, server: Replay
) -> None:
    server.exchanges.append({"method": "GET", "path": SEARCH, "status": 200, "body": EMPTY})
    await network.mentions("search", str(first_id_at(NOW - timedelta(days=30))))
    began = int(server.asked_for(SEARCH)[0].query["since_id"])
    assert first_id_at(NOW - timedelta(days=7)) < began < first_id_at(NOW - timedelta(days=6, hours=23))


async def test_without_a_query_only_mentions_are_watched(server: Replay) -> None:
    network = X("ck", "cs", "at", "ats", api_url=server.url)
    assert network.sources == ("mentions",)


async def test_a_reply_goes_to_the_post_and_comes_back_as_a_receipt(network: X, server: Replay) -> None:
    made = {"data": {"id": "2124300000000000300", "text": "On our way"}}
    server.exchanges.append({"method": "POST", "path": "/2/tweets", "status": 201, "body": made})
    receipt = await network.reply(MENTION, "On our way", key="1042@x/4/reply")
    assert receipt.url == "https://x.com/larkspur_help/status/2124300000000000300"
    assert (receipt.native_id, receipt.at) == ("2124300000000000300", NOW)
    (asked,) = server.asked_for("/2/tweets")
    assert asked.body == {"reply": {"in_reply_to_tweet_id": MENTION.native_id}, "text": "On our way"}


@pytest.mark.parametrize(
    "text",
    [
        "Sorry & thank you: larkspur.example/help has it <3 café",
        "Sorry & thank you: http://larkspur.example/help\nhas it <3 cafe\u0301 ",
    ],
)
async def test_our_reply_is_found_whatever_x_made_of_its_text(network: X, server: Replay, text: str) -> None:
    since = datetime(2026, 11, 22, 0, 40, tzinfo=UTC)
    found = await network.find_reply(MENTION, text, key="k", since=since)
    assert found is not None
    assert found.native_id == "2124300000000000230"
    assert found.at == datetime(2026, 11, 22, 0, 40, 5, tzinfo=UTC)
    assert server.asked_for("/2/users/7001/tweets")[0].query["start_time"] == "2026-11-22T00:40:00Z"


@pytest.mark.parametrize(
    "text", ["Which town?", "We are not sure", "On our way.", "not sure: Which town?", ""]
)
async def test_another_text_or_a_reply_to_another_post_is_not_ours(network: X, text: str) -> None:
    assert await network.find_reply(MENTION, text, key="k", since=NOW) is None


async def test_a_post_is_fetched_by_its_id(network: X, server: Replay) -> None:
    answer = recorded("x/mentions")[0]["body"]
    body = {"data": answer["data"][-1], "includes": answer["includes"]}
    server.exchanges.append(
        {"method": "GET", "path": "/2/tweets/2124300000000000010", "status": 200, "body": body}
    )
    mention = await network.fetch("2124300000000000010")
    assert mention is not None
    assert mention.author.handle == "mira_bakes"


async def test_a_post_x_does_not_have_is_none(network: X, server: Replay) -> None:
    gone = {"title": "Not Found Error", "type": "https://api.twitter.com/2/problems/resource-not-found"}
    server.exchanges.append(
        {"method": "GET", "path": "/2/tweets/77", "status": 200, "body": {"errors": [gone]}}
    )
    assert await network.fetch("77") is None
    assert await network.fetch("78") is None


async def test_a_post_x_hides_from_us_is_refused_with_its_reason(network: X, server: Replay) -> None:
    hidden = {
        "detail": "Sorry, you are not authorized to see the Tweet with id: [77].",
        "type": "https://api.twitter.com/2/problems/not-authorized-for-resource",
    }
    server.exchanges.append(
        {"method": "GET", "path": "/2/tweets/77", "status": 200, "body": {"errors": [hidden]}}
    )
    with pytest.raises(Declined, match="not authorized to see"):
        await network.fetch("77")


GONE = {"title": "Not Found Error", "type": "https://api.twitter.com/2/problems/resource-not-found"}
NOT_OURS = {"title": "Forbidden", "detail": "You are not authorized to delete this Tweet.", "status": 403}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, GONE),
        (200, {"errors": [GONE]}),
        (200, {"data": {"deleted": False}}),
        (200, {"data": {"deleted": True}}),
        (403, {"errors": [{"message": "That Tweet is deleted or not visible to you."}]}),
    ],
)
async def test_a_reply_of_ours_that_is_gone_already_counts_as_taken_back(
    network: X, server: Replay, status: int, body: dict[str, Any]
) -> None:
    server.exchanges.append({"method": "DELETE", "path": "/2/tweets/9", "status": status, "body": body})
    await network.delete_reply(MENTION, "9")


@pytest.mark.parametrize(("status", "body"), [(403, NOT_OURS), (200, {"errors": [NOT_OURS]})])
async def test_a_deletion_x_refuses_is_no_deletion(
    network: X, server: Replay, status: int, body: dict[str, Any]
) -> None:
    server.exchanges.append({"method": "DELETE", "path": "/2/tweets/9", "status": status, "body": body})
    with pytest.raises(Declined):
        await network.delete_reply(MENTION, "9")


def test_our_own_mentions_cost_a_fifth_of_what_a_search_or_a_review_does() -> None:
    network = X("ck", "cs", "at", "ats", search_query="larkspur")
    prices = [network.limits.price_of(source) for source in ("mentions", "search", "review")]
    assert prices == [0.001, 0.005, 0.005]
    agencys = X("ck", "cs", "at", "ats", owned_reads=False)
    assert agencys.limits.price_of("mentions") == 0.005


async def test_the_session_outlives_being_closed(network: X) -> None:
    await network.start()
    await network.stop()
    assert (await network.mentions("mentions", "1")).mentions


async def test_a_flood_is_taken_from_its_oldest_end_and_nothing_is_skipped() -> None:
    """Cover docs/pitfalls.md, 22: what came while we were away is fetched, by parts."""
    there = list(range(1000, 6000, 3))
    calls = 0

    async def page(
        since_id: int, until_id: int | None = None, pagination_token: str | None = None
    ) -> dict[str, Any]:
        nonlocal calls
        calls += 1
        ends = [one for one in (until_id, int(pagination_token or 0)) if one]
        fitting = [one for one in there if since_id < one < min([10_000, *ends])][::-1]
        more = {"next_token": str(fitting[99])} if len(fitting) > 100 else {}
        return {"data": [{"id": str(one)} for one in fitting[:100]], "meta": more}

    taken: list[int] = []
    since, more = 900, True
    while more:
        seen = await poll(page, since, 10_000)
        part = sorted(int(post["id"]) for answer in seen.answers for post in answer["data"])
        assert len(part) <= 800
        taken, since, more = taken + part, seen.seen, seen.more
    assert taken == there
    assert since == there[-1]
    assert calls < 120
