"""A start while Slack is away or refuses Baton: it listens and works, says what is wrong, and stops when it is told."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import Baton, Patience
from sandbox import Sandbox
from sandbox.slack.seed import APP_TOKEN
from tests.journeys.stage import PATIENCE, Agent, Stage, a_sandbox, at_work, stage_environ, until
from tests.journeys.test_processes import ADDRESS, address, command, ready, stops

WRONG_BOT, WRONG_APP = "xoxb-1-wrong-wrong-wrong", "xapp-1-wrong-wrong-wrong"
POST = "@larkspur_help my bill is wrong, refund please"


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@asynccontextmanager
async def black_hole() -> AsyncIterator[str]:
    """A server that takes every connection and never answers; its address."""
    held: set[asyncio.StreamWriter] = set()

    async def hold(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.add(writer)

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/"
    finally:
        for writer in held:
            writer.close()
        server.close()


def environment(sandbox: Sandbox, folder: Path, **more: str) -> dict[str, str]:
    return stage_environ(sandbox, f"sqlite:///{folder / 'baton.db'}", folder, **more)


async def readiness(http: aiohttp.ClientSession, url: str, *, says: str) -> Any:
    """What /readyz answers, once these words are in it."""

    async def look() -> Any:
        said = await ready(http, url)
        return said if says in json.dumps(said) else None

    return await until(look)


async def logged(process: asyncio.subprocess.Process, words: str) -> list[str]:
    """The lines of the log up to the first with these words."""
    assert process.stdout is not None
    lines: list[str] = []
    async with asyncio.timeout(2 * PATIENCE):  # a start is much work on a busy machine
        while not lines or words not in lines[-1]:
            line = await process.stdout.readline()
            assert line, f"it ended without {words!r}: {lines[-5:]}"
            lines.append(line.decode())
    return lines


async def started(process: asyncio.subprocess.Process, words: str) -> tuple[str, list[str]]:
    """The address that the log names, and its lines up to the first with these words: either may come first."""
    assert process.stdout is not None
    lines: list[str] = []
    async with asyncio.timeout(2 * PATIENCE):
        while not (url := ADDRESS.search("".join(lines).encode())) or words not in "".join(lines):
            line = await process.stdout.readline()
            assert line, f"it ended without an address or {words!r}: {lines[-5:]}"
            lines.append(line.decode())
    return url.group().decode(), lines


@pytest.mark.parametrize("slack", ["refuses connections", "never answers"])
async def test_in_socket_mode_without_slack_it_listens_works_and_stops(
    http: aiohttp.ClientSession, tmp_path: Path, slack: str
) -> None:
    async with a_sandbox(socket_mode=True) as sandbox, black_hole() as hole:
        away = hole if slack == "never answers" else "http://127.0.0.1:9/api/"
        settings = environment(sandbox, tmp_path, SLACK_APP_TOKEN=APP_TOKEN, SLACK_API_URL=away)
        async with command(settings, "run") as process:
            url = await address(process)
            async with http.get(f"{url}/healthz") as healthy:
                assert healthy.status == 200
            said = await readiness(http, url, says="degraded")
            assert said["ok"] is True
            await until(lambda: _watched(sandbox))
            assert await stops(process) < 25


async def test_a_wrong_app_token_is_said_with_its_remedy_and_nothing_else_stops(
    http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    async with a_sandbox(socket_mode=True) as sandbox:
        settings = environment(sandbox, tmp_path, SLACK_APP_TOKEN=WRONG_APP)
        async with command(settings, "run") as process:
            url, lines = await started(process, "SLACK_APP_TOKEN")
            assert any('"level": "error"' in line and "SLACK_APP_TOKEN" in line for line in lines)
            assert not any("Traceback" in line or WRONG_APP in line for line in lines)
            said = await readiness(http, url, says="SLACK_APP_TOKEN")
            assert (said["ok"], said["degraded"]) == (True, True)
            await until(lambda: _watched(sandbox))
            stage = Stage(sandbox, http)
            await stage.customer("ana", POST)
            await stage.card("billing")
            assert await stops(process) < 25


async def test_commands_arrive_as_soon_as_slack_opens_a_socket_again(tmp_path: Path) -> None:
    async with a_sandbox(socket_mode=True) as sandbox:
        sandbox.faults.arm("apps.connections.open", "500", times=2)
        sandbox.faults.arm("apps.connections.open", "error:internal_error")
        async with at_work(
            sandbox, f"sqlite:///{tmp_path / 'b.db'}", tmp_path, {"SLACK_APP_TOKEN": APP_TOKEN}
        ) as (
            stage,
            _,
        ):
            await asyncio.wait_for(sandbox.server.sockets.connected(), PATIENCE)
            await stage.customer("ana", POST)
            await stage.card("billing")
            answer = await stage.agent("U0AINO").command("billing", "/claim 1001")
            assert "#1001 is yours" in answer["reply"]["text"]


async def test_a_socket_whose_address_is_used_up_is_opened_at_a_new_one(tmp_path: Path) -> None:
    """Slack's addresses are good for one connection: the library would try a dead one for ever."""
    async with a_sandbox(socket_mode=True) as sandbox:
        sandbox.server.sockets.refuse(2)
        async with at_work(
            sandbox, f"sqlite:///{tmp_path / 'b.db'}", tmp_path, {"SLACK_APP_TOKEN": APP_TOKEN}
        ) as (
            stage,
            _,
        ):
            await asyncio.wait_for(sandbox.server.sockets.connected(), PATIENCE)
            await stage.customer("ana", POST)
            await stage.card("billing")
            await sandbox.server.sockets.disconnect()
            await until(lambda: _socket(sandbox))
            answer = await stage.agent("U0AINO").command("billing", "/claim 1001")
            assert "#1001 is yours" in answer["reply"]["text"]


async def test_a_wrong_bot_token_is_an_error_in_the_log_and_degrades_readiness(
    http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    async with a_sandbox() as sandbox:
        settings = environment(sandbox, tmp_path, SLACK_BOT_TOKEN=WRONG_BOT)
        async with command(settings, "run") as process:
            url, lines = await started(process, "SLACK_BOT_TOKEN")
            assert any('"level": "error"' in line and "SLACK_BOT_TOKEN" in line for line in lines)
            assert not any(WRONG_BOT in line for line in lines)
            said = await readiness(http, url, says="SLACK_BOT_TOKEN")
            assert (said["ok"], said["degraded"]) == (True, True)
            assert await stops(process) < 25


async def test_a_good_start_says_that_slack_is_well_and_warns_of_nothing(
    http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    async with a_sandbox() as sandbox, command(environment(sandbox, tmp_path), "run") as process:
        lines = await logged(process, '"ready"')
        (where,) = [json.loads(line)["listening_on"] for line in lines if '"ready"' in line]
        said = await readiness(http, where, says='"slack": "ok"')
        assert "degraded" not in said
        assert [line for line in lines if '"level": "warning"' in line] == []
        assert await stops(process) < 25


async def test_the_first_request_after_a_start_does_not_wait_for_slack_to_say_who_we_are(
    tmp_path: Path,
) -> None:
    """Only Slack says who is of our workspace: until it does, they get an answer in time, and may do nothing."""
    async with a_sandbox() as sandbox:
        sandbox.faults.arm("auth.test", "hold", times=99)
        database, patience = f"sqlite:///{tmp_path / 'b.db'}", Patience(slack=2 * PATIENCE, lookup=0.5)
        async with at_work(sandbox, database, tmp_path, {}, patience) as (stage, baton):
            await sandbox.faults.held()
            await stage.customer("ana", POST)
            card = await stage.card("billing")
            aino = stage.agent("U0AINO")
            assert (
                "Baton couldn't check your account in Slack"
                in (await aino.command("billing", "/claim 1001"))["reply"]["text"]
            )
            await aino.say(card, "It went out twice.")
            await until(lambda: _noted(baton))
            sandbox.faults.armed.clear()
            sandbox.faults.release()
            await until(lambda: _claimed(aino))
            await aino.say(card, "<@U0BATON> snooze 2h")
            await until(lambda: _noted(baton, "snoozed"))


async def _noted(baton: Baton, kind: str = "noted") -> bool:
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    return kind in {event.kind for event in journal}


async def _claimed(agent: Agent) -> bool:
    return "#1001 is yours" in (await agent.command("billing", "/claim 1001"))["reply"]["text"]


async def _watched(sandbox: Sandbox) -> bool:
    return sandbox.x.limits.calls["GET /2/users/{id}/mentions"] > 0


async def _socket(sandbox: Sandbox) -> bool:
    return bool(sandbox.server.sockets.connections)
