"""What each failure of a call to X means, over a real wire."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.delivery import CannotTell, Declined, NotSent
from bot.mention import Author, MayReply, Mention
from bot.networks.x import X
from bot.networks.x.errors import retry_after
from tests.bot.networks.replay import Replay, recorded, replay

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
MENTION = Mention(
    "x",
    "2124300000000000010",
    "2124300000000000010",
    Author("mira_bakes", "Mira"),
    "help",
    "",
    NOW,
    MayReply("yes"),
)
SECRETS = ("ck-secret-0", "cs-secret-1", "at-secret-2", "ats-secret-3", "bearer-secret-4")


@asynccontextmanager
async def answering(exchange: dict[str, Any], **settings: Any) -> AsyncIterator[tuple[X, Replay]]:
    async with replay([*recorded("x/me"), exchange]) as server:
        network = X(*SECRETS[:4], bearer_token=SECRETS[4], api_url=server.url, now=lambda: NOW, **settings)
        await network.start()
        try:
            yield network, server
        finally:
            await network.stop()


def post_answer(**answer: Any) -> dict[str, Any]:
    return {"method": "POST", "path": "/2/tweets", **answer}


@pytest.mark.parametrize("refusal", recorded("x/refusals"), ids=lambda refusal: refusal["code"])
async def test_a_refused_reply_says_why(refusal: dict[str, Any]) -> None:
    """Cover docs/pitfalls.md, 39, 41 and 42."""
    async with answering(post_answer(**refusal)) as (network, _):
        with pytest.raises(Declined) as refused:
            await network.reply(MENTION, "On our way", key="k")
    assert refused.value.code == refusal["code"]
    assert refused.value.why.endswith(".")


async def test_a_refusal_nobody_knows_is_shown_as_x_wrote_it() -> None:
    body = {"title": "Forbidden", "detail": "Something X has never said before."}
    async with answering(post_answer(status=403, body=body)) as (network, _):
        with pytest.raises(Declined, match=r"X refused: Something X has never said before\."):
            await network.reply(MENTION, "On our way", key="k")


async def test_a_page_in_place_of_an_answer_leaves_it_open_after_a_write_and_not_after_a_read() -> None:
    page = {"status": 503, "page": "<h1>503</h1>"}
    async with answering(post_answer(**page)) as (network, _):
        with pytest.raises(CannotTell):
            await network.reply(MENTION, "On our way", key="k")
    reading = {"method": "GET", "path": "/2/users/7001/mentions", **page}
    async with answering(reading) as (network, _):
        with pytest.raises(NotSent):
            await network.mentions("mentions", "1")


async def test_a_page_that_turns_the_call_away_means_it_never_reached_x() -> None:
    async with answering(post_answer(status=403, page="<h1>Are you human?</h1>")) as (network, _):
        with pytest.raises(NotSent):
            await network.reply(MENTION, "On our way", key="k")


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, {"data": []}, [], "no"])
async def test_a_success_without_an_id_leaves_it_open(body: object) -> None:
    async with answering(post_answer(status=201, body=body)) as (network, _):
        with pytest.raises(CannotTell):
            await network.reply(MENTION, "On our way", key="k")


@pytest.mark.parametrize(
    "body", [{}, [], {"errors": []}, {"errors": ["no"]}, {"data": None}, {"data": "x", "meta": 1}]
)
async def test_a_read_without_anything_usable_is_tried_again(body: object) -> None:
    nothing = {"method": "GET", "path": "/2/users/7001/mentions", "status": 200, "body": body}
    async with answering(nothing) as (network, _):
        with pytest.raises(NotSent):
            await network.mentions("mentions", "1")


async def test_errors_alone_in_a_success_are_a_refusal() -> None:
    gone = {
        "detail": "User has been suspended: [7001].",
        "title": "Forbidden",
        "type": "https://x/problems/resource",
    }
    answer = {"method": "GET", "path": "/2/users/7001/mentions", "status": 200, "body": {"errors": [gone]}}
    async with answering(answer) as (network, _):
        with pytest.raises(Declined, match="locked or suspended"):
            await network.mentions("mentions", "1")


async def test_nobody_listening_means_not_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        network = X("a", "b", "c", "d", api_url=f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(NotSent, match="cannot be reached"):
            await network.start()
        await network.stop()


async def test_an_answer_that_does_not_come_in_time_leaves_it_open() -> None:
    async with answering(post_answer(silent=True, status=201, body={}), timeout=0.2) as (network, _):
        with pytest.raises(CannotTell, match="in time"):
            await network.reply(MENTION, "On our way", key="k")


async def test_no_secret_is_in_an_error() -> None:
    async with answering(post_answer(status=403, page="no")) as (network, server):
        with pytest.raises(NotSent) as refused:
            await network.reply(MENTION, "On our way", key="k")
        assert SECRETS[2] in server.asked[-1].headers["Authorization"]
    assert refused.value.__cause__ is None
    assert not any(secret in repr(refused.value) for secret in SECRETS)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"x-rate-limit-reset": "soon"}, None),
        ({"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(NOW.timestamp()) + 90)}, 90),
        ({"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(NOW.timestamp()) - 5)}, 1),
        (
            {
                "x-rate-limit-remaining": "97",
                "x-rate-limit-reset": str(int(NOW.timestamp()) + 90),
                "x-user-limit-24hour-remaining": "0",
                "x-user-limit-24hour-reset": str(int(NOW.timestamp()) + 40_000),
            },
            40_000,
        ),
    ],
)
def test_the_wait_is_until_what_is_used_up_opens_again(headers: dict[str, str], wait: float | None) -> None:
    """Cover docs/pitfalls.md, 43: a cap of the day is not the window of a quarter of an hour."""
    assert retry_after(headers, NOW) == wait


async def test_too_many_calls_say_how_long_to_wait_and_nothing_sleeps() -> None:
    headers = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(NOW.timestamp()) + 600)}
    async with answering(post_answer(status=429, headers=headers, body={"detail": "Too Many Requests"})) as (
        network,
        _,
    ):
        with pytest.raises(NotSent) as busy:
            await network.reply(MENTION, "On our way", key="k")
    assert busy.value.retry_after == 600
