"""The small Discord answers as Discord's documentation says, and the page can read and use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.discord import HISTORY, SEND, TOKEN, VIEW, Unknown

MESSAGES = "/channels/{}/messages"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@asynccontextmanager
async def client(sandbox: Sandbox, token: str = TOKEN) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Authorization": f"Bot {token}"}
    async with aiohttp.ClientSession(f"{sandbox.discord_url}/", headers=headers) as session:
        yield session


async def call(sandbox: Sandbox, method: str, path: str, **more: Any) -> tuple[int, Any]:
    async with client(sandbox) as session, session.request(method, path.lstrip("/"), **more) as answer:
        return answer.status, await answer.json() if answer.content_length else None


async def test_answers_are_marked_as_json_and_nothing_else(sandbox: Sandbox) -> None:
    """discord.py reads no JSON that names a charset."""
    async with client(sandbox) as session, session.get("users/@me") as answer:
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["X-RateLimit-Remaining"] == "999"


async def test_a_heartbeat_is_acknowledged_after_a_round_trip_and_holds_nothing_else_up(
    sandbox: Sandbox,
) -> None:
    """discord.py calls an acknowledgement late that comes before it has noted the time of sending."""
    async with client(sandbox) as session, session.ws_connect("/discord/gateway") as socket:
        assert (await socket.receive_json())["op"] == 10
        begun = asyncio.get_running_loop().time()
        await socket.send_json({"op": 1, "d": None})
        await socket.send_json({"op": 2, "d": {"token": TOKEN, "intents": 0}})
        kinds = [(await socket.receive_json())["op"] for _ in range(2)]
        assert kinds == [0, 11]
        assert asyncio.get_running_loop().time() - begun > 0.1


async def test_without_the_token_nothing_is_answered(sandbox: Sandbox) -> None:
    async with client(sandbox, "another") as session, session.get("users/@me") as answer:
        assert (answer.status, (await answer.json())["code"]) == (401, 0)


async def test_pages_of_history_go_forward_from_an_id_and_backward_from_the_end(sandbox: Sandbox) -> None:
    guild = sandbox.discord
    ids = [guild.post("gia_moss", f"{number}").id for number in range(5)]
    path = MESSAGES.format(guild.help.id)
    _, after = await call(sandbox, "GET", path, params={"after": ids[0], "limit": 2})
    _, before = await call(sandbox, "GET", path, params={"before": ids[4], "limit": 2})
    _, last = await call(sandbox, "GET", path, params={"limit": 1})
    shown = [[one["content"] for one in page] for page in (after, before, last)]
    assert shown == [["2", "1"], ["3", "2"], ["4"]]


async def test_an_enforced_nonce_gives_the_first_message_again(sandbox: Sandbox) -> None:
    body = {"content": "hello", "nonce": "n", "enforce_nonce": True}
    path = MESSAGES.format(sandbox.discord.help.id)
    _, first = await call(sandbox, "POST", path, json=body)
    _, again = await call(sandbox, "POST", path, json=body | {"content": "other"})
    assert (first["id"], again["content"]) == (again["id"], "hello")


@pytest.mark.parametrize(
    ("denied", "status", "code"), [(VIEW, 403, 50001), (SEND, 403, 50013), (HISTORY, 200, None)]
)
async def test_permissions_hold(sandbox: Sandbox, denied: int, status: int, code: int | None) -> None:
    sandbox.discord.help.denied = denied
    path = MESSAGES.format(sandbox.discord.help.id)
    answered, body = await call(sandbox, "POST", path, json={"content": "hello"})
    assert (answered, body.get("code")) == (status, code)


async def test_without_the_portals_switch_only_what_names_the_bot_is_shown(sandbox: Sandbox) -> None:
    guild = sandbox.discord
    guild.message_content = False
    guild.post("gia_moss", "hello")
    guild.post("gia_moss", "@larkspur_help hello")
    _, shown = await call(sandbox, "GET", MESSAGES.format(guild.help.id))
    assert [one["content"] for one in shown] == [f"<@{guild.bot.id}> hello", ""]


async def test_a_bucket_that_is_used_up_answers_429_with_the_time_to_wait(sandbox: Sandbox) -> None:
    sandbox.discord.limits.set("GET /users/@me", 1, 60)
    await call(sandbox, "GET", "/users/@me")
    async with client(sandbox) as session, session.get("users/@me") as answer:
        body = await answer.json()
        assert answer.status == 429
        assert 55 < body["retry_after"] <= 60
        assert answer.headers["X-RateLimit-Remaining"] == "0"


async def test_a_post_in_a_forum_is_a_thread_and_answers_open_it_again(sandbox: Sandbox) -> None:
    guild = sandbox.discord
    post = guild.forum_post("gia_moss", "Tea", "which one?")
    assert post.id == post.channel.id
    guild.archive(post.channel.id)
    guild.answer("pixel_pim", post.channel.id, "the green one")
    _, answer = await call(sandbox, "GET", f"/guilds/{guild.id}/threads/active")
    assert [thread["name"] for thread in answer["threads"]] == ["Tea"]
    status, refused = await call(
        sandbox, "POST", MESSAGES.format(guild.questions.id), json={"content": "hello"}
    )
    assert (status, refused["code"]) == (400, 50008)


async def test_the_bot_changes_only_what_it_wrote(sandbox: Sandbox) -> None:
    guild = sandbox.discord
    post = guild.post("gia_moss", "hello")
    path = f"{MESSAGES.format(guild.help.id)}/{post.id}"
    status, refused = await call(sandbox, "PATCH", path, json={"content": "bye"})
    assert (status, refused["code"]) == (403, 50005)
    status, refused = await call(sandbox, "DELETE", path)
    assert (status, refused["code"]) == (403, 50013)


def test_a_command_nobody_made_known_cannot_be_used() -> None:
    with pytest.raises(Unknown):
        Sandbox().discord.command("gia_moss", "needs-staff")


async def page(sandbox: Sandbox, act: str, **asked: Any) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession(sandbox.url) as session,
        session.post(f"/page/discord/{act}", json=asked) as answer,
    ):
        return answer.status, await answer.json()


async def test_the_page_reads_the_server_and_writes_in_it(sandbox: Sandbox) -> None:
    guild = sandbox.discord
    _, asked = await page(sandbox, "post", handle="gia_moss", text="hello @larkspur_help")
    _, question = await page(
        sandbox, "post", handle="gia_moss", title="Tea", text="which?", channel=guild.questions.id
    )
    await page(sandbox, "post", handle="pixel_pim", text="green", channel=question["channel"])
    await page(sandbox, "edit", id=asked["id"], text="hello!")
    async with aiohttp.ClientSession(sandbox.url) as session, session.get("/page/discord") as answer:
        shown = await answer.json()
    assert [one["text"] for one in shown["messages"]] == ["hello!", "which?", "green"]
    assert [(one["name"], one["forum"]) for one in shown["threads"]] == [("Tea", guild.questions.id)]
    assert {one["name"] for one in shown["channels"]} == {"help", "lounge", "questions"}
    assert (await page(sandbox, "delete", id=asked["id"]))[1] == {"deleted": True}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"text": " "}, 400),
        ({"text": "x" * 2001}, 400),
        ({"text": "hello", "channel": "1"}, 404),
        ({"text": "hello", "in_reply_to": "1"}, 404),
    ],
)
async def test_the_page_is_told_what_is_wrong(sandbox: Sandbox, asked: dict[str, str], status: int) -> None:
    answered, body = await page(sandbox, "post", handle="gia_moss", **asked)
    assert answered == status
    assert body["error"]


async def test_a_forum_wants_a_title(sandbox: Sandbox) -> None:
    status, body = await page(sandbox, "post", text="hello", channel=sandbox.discord.questions.id)
    assert (status, body["error"]) == (400, "a post in a forum needs a title")
