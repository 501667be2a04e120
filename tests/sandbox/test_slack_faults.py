"""The fault switches: each failure as the real client meets it, and what was written all the same."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.slack_world import SOON, World, open_world, until


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with open_world() as world:
        yield world


def said(world: World) -> list[str]:
    return [message.text for message in world.sandbox.slack.channel("social").messages.values()]


async def post(world: World) -> object:
    return await world.client.chat_postMessage(channel="C0SOCIAL", text="hi")


@pytest.mark.parametrize(
    ("kind", "trouble", "written"),
    [
        ("429", SlackApiError, []),
        ("500", SlackApiError, []),
        ("500_after", SlackApiError, ["hi"]),
        ("reset", aiohttp.ServerDisconnectedError, []),
        ("reset_after", aiohttp.ServerDisconnectedError, ["hi"]),
        ("html", SlackApiError, []),
        ("malformed", SlackApiError, []),
        ("malformed_after", SlackApiError, ["hi"]),
        ("error:fatal_error", SlackApiError, []),
        ("error:internal_error", SlackApiError, []),
    ],
)
async def test_each_fault_fails_one_call_and_writes_or_not(
    world: World, kind: str, trouble: type[Exception], written: list[str]
) -> None:
    world.sandbox.faults.arm("chat.postMessage", kind)
    with pytest.raises(trouble):
        await post(world)
    assert said(world) == written
    assert [fault.kind for fault in world.sandbox.faults.fired] == [kind]
    await post(world)
    assert said(world) == [*written, "hi"]


async def test_a_429_says_how_long_to_wait(world: World) -> None:
    world.sandbox.faults.arm("chat.*", "429", seconds=7)
    with pytest.raises(SlackApiError) as trouble:
        await post(world)
    assert trouble.value.response.headers["Retry-After"] == "7"


async def test_a_slow_answer_outlasts_the_client_and_is_written_late(world: World) -> None:
    world.sandbox.faults.arm("chat.postMessage", "slow", seconds=1.2)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(post(world), 0.6)
    assert said(world) == []
    await until(lambda: said(world) == ["hi"])


async def test_the_switches_work_over_http_and_can_be_cleared(world: World) -> None:
    address = f"{world.sandbox.url}/faults"
    async with world.http.post(address, json={"on": "POST /2/tweets", "kind": "500", "times": 2}) as answer:
        assert (await answer.json())["armed"][0]["times"] == 2
    async with world.http.post(f"{world.sandbox.url}/2/tweets", json={"text": "x"}) as answer:
        assert answer.status == 500
    async with world.http.post(f"{address}/delivery", json={"copies": 3, "shuffle": True}) as answer:
        assert (await answer.json())["delivery"] == {"copies": 3, "shuffle": True}
    async with world.http.get(address) as answer:
        assert (await answer.json())["fired"][0]["on"] == "POST /2/tweets"
    async with world.http.delete(address) as answer:
        assert await answer.json() == {
            "armed": [],
            "fired": [],
            "delivery": {"copies": 1, "shuffle": False},
        }
    async with world.http.post(address, json={"on": "x", "kind": "explode"}) as answer:
        assert answer.status == 400


async def test_the_page_hears_what_to_fetch_again(world: World) -> None:
    async with world.http.get(f"{world.sandbox.url}/page/stream") as stream:
        await stream.content.readuntil(b"\n\n")
        await post(world)
        line = (await asyncio.wait_for(stream.content.readuntil(b"\n\n"), SOON)).decode()
    notice = json.loads(line.removeprefix("data: "))
    (ts,) = world.sandbox.slack.channel("social").messages
    assert notice == {"kind": "message", "channel": "C0SOCIAL", "ts": ts, "thread_ts": None}


async def test_the_sandbox_stops_at_once_with_a_page_open() -> None:
    async with open_world() as world:
        stream = await world.http.get(f"{world.sandbox.url}/page/stream")
        await stream.content.readuntil(b"\n\n")
        await asyncio.wait_for(world.sandbox.stop(), SOON)
