"""What each failure of a call to Mastodon means, over a real wire."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.delivery import CannotTell, Declined, NotSent
from bot.mention import Author, MayReply, Mention
from bot.networks.mastodon import Mastodon
from bot.networks.mastodon.errors import retry_after
from tests.bot.networks.replay import Replay, recorded, replay
from tests.wire.mastodon.instance import ENTITIES

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TOKEN = "token-secret-0"
MENTION = Mention("mastodon", "7", "7", Author("mira_bakes", "Mira"), "help", "", NOW, MayReply("yes"))
POST = ENTITIES["status"] | {"account": ENTITIES["account"]}


def answer(method: str, path: str, body: Any, status: int = 200, **more: Any) -> dict[str, Any]:
    return {"method": method, "path": path, "status": status, "body": body, **more}


BEFORE = [
    answer("GET", "/api/v1/accounts/verify_credentials", ENTITIES["account"]),
    answer("GET", "/api/v2/instance/", ENTITIES["instance"]),
    answer("GET", "/api/v1/statuses/7", POST),
]


@asynccontextmanager
async def answering(*exchanges: dict[str, Any], **settings: Any) -> AsyncIterator[tuple[Mastodon, Replay]]:
    async with replay([*exchanges, *BEFORE]) as server:
        network = Mastodon(server.url, TOKEN, now=lambda: NOW, **settings)
        try:
            yield network, server
        finally:
            await network.stop()


def posting(body: Any = None, status: int = 200, **more: Any) -> dict[str, Any]:
    return answer("POST", "/api/v1/statuses", body, status, **more)


def notifications(body: Any = None, status: int = 200, **more: Any) -> dict[str, Any]:
    return answer("GET", "/api/v1/notifications", body, status, **more)


@pytest.mark.parametrize(
    "refusal", recorded("mastodon/refusals"), ids=lambda refusal: refusal["body"]["error"]
)
async def test_a_refused_reply_says_why(refusal: dict[str, Any]) -> None:
    """Cover docs/pitfalls.md, 42."""
    async with answering(posting(refusal["body"], refusal["status"])) as (network, _):
        with pytest.raises(Declined, match=refusal["why"]) as refused:
            await network.reply(MENTION, "On our way", key="k")
    assert refused.value.code == refusal["code"]


@pytest.mark.parametrize(
    "refusal", recorded("mastodon/refusals"), ids=lambda refusal: refusal["body"]["error"]
)
async def test_a_refused_look_says_the_same(refusal: dict[str, Any]) -> None:
    async with answering(notifications(refusal["body"], refusal["status"])) as (network, _):
        with pytest.raises(Declined, match=refusal["why"]):
            await network.mentions("notifications", "1")


async def test_a_page_in_place_of_an_answer_leaves_it_open_after_a_write_and_not_after_a_read() -> None:
    page: dict[str, Any] = {"status": 503, "page": "<h1>503</h1>"}
    async with answering(posting(**page), notifications(**page)) as (network, _):
        with pytest.raises(CannotTell):
            await network.reply(MENTION, "On our way", key="k")
        with pytest.raises(NotSent):
            await network.mentions("notifications", "1")


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_page_that_turns_the_call_away_means_it_never_reached_mastodon(status: int) -> None:
    async with answering(posting(status=status, page="<h1>Are you human?</h1>")) as (network, _):
        with pytest.raises(NotSent):
            await network.reply(MENTION, "On our way", key="k")


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "no",
        None,
        7,
        {"id": "8"},
        {"id": "8", "created_at": "soon"},
        {"created_at": "2026-11-22T01:00:00Z"},
    ],
)
async def test_a_success_that_cannot_be_read_leaves_it_open(body: object) -> None:
    async with answering(posting(body)) as (network, _):
        with pytest.raises(CannotTell):
            await network.reply(MENTION, "On our way", key="k")


@pytest.mark.parametrize("body", ["no", None, 7, {"error": "no"}, ["no"]])
async def test_a_read_without_anything_usable_is_tried_again(body: object) -> None:
    async with answering(notifications(body)) as (network, _):
        with pytest.raises(NotSent):
            await network.mentions("notifications", "1")


@pytest.mark.parametrize("me", [{}, [], {"id": "1"}, {"id": "1", "acct": "a", "source": "no"}])
async def test_an_account_that_cannot_be_read_is_asked_for_again(me: object) -> None:
    async with answering(answer("GET", "/api/v1/accounts/verify_credentials", me)) as (network, _):
        with pytest.raises(NotSent):
            await network.start()


async def test_an_instance_that_tells_no_limits_has_those_mastodon_comes_with() -> None:
    async with answering(answer("GET", "/api/v2/instance/", {"domain": "mastodon.example"})) as (network, _):
        await network.start()
        assert network.limits.longest == 500 - 32


async def test_nobody_listening_means_not_sent_whatever_we_do() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        network = Mastodon(f"http://127.0.0.1:{free.getsockname()[1]}", TOKEN)
        with pytest.raises(NotSent, match="cannot be reached"):
            await network.start()
        with pytest.raises(NotSent, match="cannot be reached"):
            await network.delete_reply(MENTION, "7")
        await network.stop()


async def test_an_answer_that_does_not_come_in_time_leaves_it_open() -> None:
    async with answering(posting({}, silent=True), timeout=0.3) as (network, _):
        with pytest.raises(CannotTell, match="in time"):
            await network.reply(MENTION, "On our way", key="k")


async def test_no_secret_is_in_an_error() -> None:
    async with answering(posting(status=403, page="no")) as (network, server):
        with pytest.raises(NotSent) as refused:
            await network.reply(MENTION, "On our way", key="k")
        assert TOKEN in server.asked[-1].headers["Authorization"]
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert TOKEN not in repr(refused.value)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"X-RateLimit-Reset": "soon"}, None),
        ({"X-RateLimit-Reset": "2026-11-22T01:05"}, None),
        ({"X-RateLimit-Reset": "2026-11-22T01:05:00.000000Z"}, 300),
        ({"X-RateLimit-Reset": "2026-11-22T00:59:00Z"}, 1),
        ({"X-RateLimit-Reset": str(int(NOW.timestamp()) + 60)}, 60),
        ({"X-RateLimit-Reset": "9" * 400}, None),
    ],
)
def test_the_wait_is_until_the_instance_takes_calls_again(
    headers: dict[str, str], wait: float | None
) -> None:
    assert retry_after(headers, NOW) == wait


async def test_too_many_calls_say_how_long_to_wait_and_nothing_sleeps() -> None:
    """Cover docs/pitfalls.md, 43: Mastodon.py by itself would sleep until calls are taken again."""
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-11-22T01:05:00Z"}
    async with answering(posting({"error": "Too many requests"}, 429, headers=headers)) as (network, _):
        with pytest.raises(NotSent) as busy:
            await network.reply(MENTION, "On our way", key="k")
    assert busy.value.retry_after == 300


async def test_a_header_of_a_success_that_cannot_be_read_does_not_deny_the_success() -> None:
    """Mastodon.py calls it a rate limit; the post is there all the same."""
    headers = {"X-RateLimit-Remaining": "5", "X-RateLimit-Reset": "the day after"}
    async with answering(posting(POST, headers=headers)) as (network, _):
        with pytest.raises(CannotTell):
            await network.reply(MENTION, "On our way", key="k")
