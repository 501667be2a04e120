"""A worker as a process of its own, that can be killed as the kernel kills: at once, at a chosen moment."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from typing import Any

from bot.app import build
from bot.process import running
from bot.settings import Settings, read_settings
from bot.store import Driver, Sql

# Workers are forked from a process that has imported everything, since a journey starts many.
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["bot.__main__", "bot.process", "bot.networks.x", __name__])


class Worker:
    """A worker process. It dies by `kill()`, or by itself."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process

    async def kill(self) -> None:
        """Kill it as `kill -9` does: nothing is tidied, no lease is given back."""
        self._process.kill()
        await asyncio.to_thread(self._process.join)

    async def died(self, seconds: float = 30.0) -> None:
        """Wait until it has killed itself. Fails when it ended in another way, or not within `seconds`."""
        await asyncio.to_thread(self._process.join, seconds)
        assert self._process.exitcode == -signal.SIGKILL, f"the worker ended with {self._process.exitcode}"


@asynccontextmanager
async def worker(settings: Settings, dies_finishing: str = "") -> AsyncIterator[Worker]:
    """`python -m bot work` with these settings; the process is gone when the block ends.

    With `dies_finishing` it kills itself when it is about to commit that a job whose key ends so is done: what the job
    did has been committed, that it is done has not.
    """
    process = FORKS.Process(target=_work, args=(as_environment(settings), dies_finishing), daemon=True)
    process.start()
    started = Worker(process)
    try:
        yield started
    finally:
        await started.kill()


def _work(environment: Mapping[str, str], dies_finishing: str) -> None:
    from bot.__main__ import main  # here, since only the process itself is a command

    os.environ.update(environment)
    if dies_finishing:
        asyncio.run(_work_until_doomed(dies_finishing))
    else:
        main(["work"])


async def _work_until_doomed(job: str) -> None:
    async with build(read_settings(os.environ, env_file=None)) as baton:
        baton.store._driver = Doomed(baton.store._driver, job)
        async with running(baton, web=False):
            await asyncio.Event().wait()


class Doomed:
    """A store's driver that kills its process when a job whose key ends in `job` is about to be counted as done."""

    def __init__(self, driver: Driver, job: str) -> None:
        self._driver = driver
        self._job = job

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    @contextmanager
    def transaction(self, *, marked: bool = True) -> Iterator[Sql]:
        with self._driver.transaction(marked=marked) as sql:
            yield _DoomedSql(sql, self._job)


class _DoomedSql:
    def __init__(self, sql: Sql, job: str) -> None:
        self._sql = sql
        self._job = job

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sql, name)

    def run(self, text: str, **values: object) -> None:
        if text.startswith("delete from jobs") and str(values["key"]).endswith(self._job):
            os.kill(os.getpid(), signal.SIGKILL)
        self._sql.run(text, **values)


def as_environment(settings: Settings) -> dict[str, str]:
    """The settings as the environment would give them."""
    given, values = settings.given(), settings.values()
    return {name: _in_the_clear(values[name]) for name in given if values[name] is not None}


def _in_the_clear(value: Any) -> str:
    reveal = getattr(value, "get_secret_value", None)
    return str(reveal() if reveal else value)
