"""Several processes that start at the same moment."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

WORKER = Path(__file__).with_name("worker.py")
ROOT = WORKER.parents[3]


def start(count: int, task: str, url: str, *more: str) -> list[subprocess.Popen[str]]:
    """That many workers, all at the starting line."""
    line = [sys.executable, "-m", "tests.bot.store.worker", task, url, *more]
    workers = [
        subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    return workers


def begin(workers: Sequence[subprocess.Popen[str]]) -> None:
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()


def race(count: int, task: str, url: str, *more: str) -> list[list[str]]:
    """Return what each of the workers printed, once all have ended well."""
    with running(count, task, url, *more) as workers:
        begin(workers)
        printed = [worker.communicate(timeout=50)[0].splitlines() for worker in workers]
        assert [worker.returncode for worker in workers] == [0] * count
    return printed


@contextmanager
def running(count: int, task: str, url: str, *more: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Workers at the starting line, which do not outlive the block."""
    workers = start(count, task, url, *more)
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
