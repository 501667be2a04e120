"""A running process: its parts start together and stop in order, within Heroku's thirty seconds."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from bot.app import Baton, build
from bot.settings import Settings
from bot.tasks.store_alerts import watch_store
from bot.web.server import address, serve, serve_health
from bot.web.setup.access import SetupAccess

log = structlog.get_logger(__name__)
STOP_SECONDS = 12.0


async def run_until_stopped(
    settings: Settings, *, web: bool, worker: bool, access: SetupAccess | None = None
) -> None:
    """Run the web part, the worker part, or both, until SIGTERM or SIGINT; `access` is to /setup."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with (
        build(settings) as baton,
        running(baton, web=web, worker=worker, on_end=stopped.set, access=access),
    ):
        loop.add_signal_handler(signal.SIGHUP, baton.rulebook.wake)
        await stopped.wait()
        log.info("stopping")


@asynccontextmanager
async def running(
    baton: Baton,
    *,
    web: bool = True,
    worker: bool = True,
    on_end: Callable[[], None] = lambda: None,
    access: SetupAccess | None = None,
) -> AsyncIterator[str]:
    """Run Baton inside the block and yield the address it listens on. `on_end` is called when the worker ends."""
    runner = await serve(baton, access) if web else await serve_health(baton)
    task = asyncio.create_task(baton.work(), name="worker") if worker else None
    following = [
        asyncio.create_task(baton.rulebook.follow(baton.patience.rules), name="rules"),
        asyncio.create_task(baton.training.follow(baton.patience.classifier), name="moods"),
        asyncio.create_task(watch_store(baton.context, baton.pulse), name="store"),
        asyncio.create_task(baton.identity.follow(), name="identity"),
    ]
    introducing = None if worker else asyncio.create_task(baton.introduce(), name="introduce")
    if task:
        task.add_done_callback(lambda _: on_end())
    where = address(runner) if runner else ""
    log.info("ready", listening_on=where or None, worker=worker)
    try:
        yield where
    finally:
        if runner:
            await runner.cleanup()
        for beside in (*following, *([introducing] if introducing else [])):
            beside.cancel()
        if task:
            await _stop(baton, task)


async def _stop(baton: Baton, task: asyncio.Task[None]) -> None:
    await baton.outbox.stop(STOP_SECONDS)
    with suppress(asyncio.CancelledError):
        await task
