"""Baton as operators run it: commands, health, a stop that finishes what it began, clear words when it cannot start."""

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from tests.journeys.stage import PATIENCE, Stage, a_sandbox, number_of, stage_settings, until
from tests.journeys.worker_process import as_environment

HEROKU_KILLS_AFTER = 30.0
ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with a_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@asynccontextmanager
async def command(environment: dict[str, str], *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot` with these words and only this environment; killed if the block leaves it running."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        env={"PATH": os.environ["PATH"], "PYTHON_DOTENV_DISABLED": "1", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def finished(environment: dict[str, str], *words: str) -> tuple[int, str]:
    """The exit status and the words of a command that ends by itself."""
    async with command(environment, *words) as process:
        # A start is much work: beside seven other tests on two cores it took more than forty seconds.
        said, _ = await asyncio.wait_for(process.communicate(), 3 * PATIENCE)
        return process.returncode or 0, said.decode()


async def address(process: asyncio.subprocess.Process) -> str:
    """Where the process says that it listens."""
    assert process.stdout is not None
    while not (
        found := ADDRESS.search(line := await asyncio.wait_for(process.stdout.readline(), 2 * PATIENCE))
    ):
        assert line, "it ended without an address"
    return found.group().decode()


async def ready(http: aiohttp.ClientSession, url: str) -> Any:
    async def look() -> Any:
        try:
            async with http.get(f"{url}/readyz") as answer:
                return await answer.json() if answer.status == 200 else None
        except aiohttp.ClientError:
            return None

    return await until(look)


async def stops(process: asyncio.subprocess.Process) -> float:
    """Send SIGTERM; the seconds until it has ended of its own accord."""
    started = time.monotonic()
    process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.communicate(), HEROKU_KILLS_AFTER)
    assert process.returncode == 0
    return time.monotonic() - started


async def test_one_process_is_ready_does_the_job_and_stops_when_told(
    sandbox: Sandbox, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """pitfall 31"""
    settings = stage_settings(sandbox, f"sqlite:///{tmp_path / 'baton.db'}", tmp_path)
    async with command(as_environment(settings), "run") as process:
        url = await address(process)

        async def watched() -> bool:
            return bool((await ready(http, url))["networks"]["x"] == "@larkspur_help")

        await until(watched)
        async with http.get(f"{url}/healthz") as healthy:
            assert healthy.status == 200
        sandbox.bot_url = url
        stage = Stage(sandbox, http)
        await until(lambda: _watched_again(sandbox))
        await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
        await stage.card("billing")
        assert "is yours" in (await stage.agent("U0AINO").command("billing", "/claim 1001"))["reply"]["text"]
        sandbox.faults.arm("chat.update", "slow", times=1, seconds=2.0)
        assert await stops(process) < 25


async def test_web_and_worker_are_processes_of_their_own_on_postgres(
    sandbox: Sandbox, http: aiohttp.ClientSession, tmp_path: Path, fresh_postgres: str
) -> None:
    environment = as_environment(stage_settings(sandbox, fresh_postgres, tmp_path))
    code, said = await finished(environment, "work")
    assert code == 1
    assert "python -m bot migrate" in said
    code, said = await finished(environment, "migrate")
    assert code == 0
    assert "applied migration 1" in said
    assert (await finished(environment, "migrate"))[1].strip() == "The database is up to date."
    async with command(environment, "serve") as web, command(environment, "work") as worker:
        url = await address(web)

        async def named() -> bool:
            """The web process names the account replies go out from, though the worker does the looking."""
            return bool((await ready(http, url))["networks"]["x"] == "@larkspur_help")

        await until(named)
        sandbox.bot_url = url
        stage = Stage(sandbox, http)
        await until(lambda: _watched_again(sandbox))
        await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
        card = await stage.card("billing")
        aino = stage.agent("U0AINO")
        await aino.press("claim", card)
        await aino.answer(card, "It goes back today.")
        await stage.said(card, "Sent on X")
        assert await stops(web) < 25
        assert await stops(worker) < 25


async def test_a_worker_says_how_it_is_where_a_port_is_named_for_that(
    sandbox: Sandbox, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    settings = stage_settings(sandbox, f"sqlite:///{tmp_path / 'baton.db'}", tmp_path, HEALTH_PORT="0")
    async with command(as_environment(settings), "work") as worker:
        url = await address(worker)
        assert (await ready(http, url))["ok"] is True
        async with http.get(f"{url}/healthz") as healthy:
            assert healthy.status == 200
        for path in ("/slack/events", "/hooks/webhook", "/private/1"):
            async with http.post(f"{url}{path}") as answer:
                assert answer.status == 404, "it answers nothing else"
        assert await stops(worker) < 25


async def test_every_bad_setting_is_named_and_no_secret_is_shown() -> None:
    code, said = await finished(
        {"SLACK_BOT_TOKEN": "nonsense-secret", "PORT": "many", "X_CONSUMER_KEY": "abcdefgh"}, "run"
    )
    assert code == 1
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "PORT", "X_CONSUMER_SECRET"):
        assert name in said
    assert "nonsense-secret" not in said
    assert "Traceback" not in said


async def test_a_dyno_without_postgres_refuses_to_start(sandbox: Sandbox, tmp_path: Path) -> None:
    """pitfalls 21 and 31"""
    environment = as_environment(stage_settings(sandbox, str(tmp_path / "baton.db"), tmp_path))
    code, said = await finished({**environment, "DYNO": "web.1"}, "run")
    assert code == 1
    assert "DATABASE_URL" in said


async def test_a_broken_rules_file_keeps_baton_from_starting_and_says_where(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("teams:\n  a: {channel: '#a'}\ndefault: {team: b}\n", encoding="utf-8")
    settings = stage_settings(sandbox, str(tmp_path / "b.db"), tmp_path, ROUTING_RULES=str(rules))
    code, said = await finished(as_environment(settings), "run")
    assert code == 1
    assert "rules.yaml:3" in said
    assert "Traceback" not in said


async def test_the_manifest_is_printed_for_an_address() -> None:
    """Before Slack's keys are there, it has the domains of the networks that are set."""
    networks = {"MASTODON_URL": "https://social.example", "DISCORD_BOT_TOKEN": "t"}
    code, said = await finished(networks, "manifest", "--url", "https://baton.example")
    assert code == 0
    assert '"social.example"' in said
    assert '"discord.com"' in said
    assert '"https://baton.example/slack/events"' in said


async def test_the_demo_prints_the_address_of_its_page(http: aiohttp.ClientSession) -> None:
    """pitfall 59"""
    async with command({}, "demo", "--port", "0", "--rate", "50") as process:
        url = await address(process)
        async with http.get(url) as page:
            assert page.status == 200

        async def cards() -> bool:
            async with http.get(f"{url}/page/channels/C0OUTAGE/messages", params={"user": "U0FEMI"}) as seen:
                return any(number_of(m) for m in await seen.json())

        await until(cards)
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.communicate(), 25)
        assert process.returncode == 0


async def _watched_again(sandbox: Sandbox) -> bool:
    """Whether the worker has begun to look at the town: what was posted before is history."""
    return sandbox.x.limits.calls["GET /2/users/{id}/mentions"] > 0
