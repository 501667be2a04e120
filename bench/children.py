"""Other processes: Baton as it is started everywhere, and the bare things it is measured against."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psutil

from bench.posts import ROOT, RULES
from sandbox import Sandbox
from sandbox.slack.seed import BOT_TOKEN

PATIENCE = 60.0
MEGABYTE = 1_000_000


class Child:
    """A Python process of ours, and what it says on stdout."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._draining: asyncio.Task[bytes] | None = None

    async def said(self, word: str) -> str:
        """Return the first line with `word` in it; the rest is read and dropped. Raise TimeoutError, RuntimeError."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            async for line in self._process.stdout:
                if word in line.decode():
                    self._draining = asyncio.create_task(self._process.stdout.read())
                    return line.decode()
        raise RuntimeError(f"the process ended before it said {word!r}")

    @property
    def pid(self) -> int:
        return self._process.pid

    def resident(self) -> float:
        """Return its resident memory now, in megabytes."""
        return float(psutil.Process(self._process.pid).memory_info().rss / MEGABYTE)

    async def stop(self) -> None:
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.wait()
        if self._draining:
            await self._draining


@asynccontextmanager
async def python(*arguments: str, **environ: str) -> AsyncIterator[Child]:
    """Return a Python process that sees only these settings, and no .env file."""
    known = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    env = {**known, "PYTHONPATH": str(ROOT), **environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", *arguments, stdout=PIPE, env=env, cwd=ROOT / "bench"
    )
    child = Child(process)
    try:
        yield child
    finally:
        await child.stop()


@asynccontextmanager
async def world() -> AsyncIterator[Sandbox]:
    """Return a simulated Slack and X in this process, without rate limits."""
    sandbox = Sandbox(0, limits=False)
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


def settings(sandbox: Sandbox, database_url: str, **more: str) -> dict[str, str]:
    """Return the environment of a Baton whose Slack is the sandbox, without pauses between calls."""
    return {
        "DATABASE_URL": database_url,
        "ROUTING_RULES": str(RULES),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
        "SLACK_API_URL": f"{sandbox.url}/api/",
        "SLACK_POST_SECONDS": "0.000001",
        "PORT": "0",
        **more,
    }
