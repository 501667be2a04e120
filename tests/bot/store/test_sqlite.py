"""Features of the SQLite driver: locks of other processes, a full disk, a file that is read-only, damaged or gone."""

import asyncio
import os
import resource
import sqlite3
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from bot.store import Unreachable, Unwritable, open_store
from bot.store.sqlite import LOOK_SECONDS
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.store.samples import NOW, job, new_case, opened

PATIENCE = 1.0
# A busy machine may take long over anything; before, the last of eight waited for some forty seconds.
BOUND = 6.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "baton.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    store = open_store(str(path), patience=PATIENCE)
    await store.start()
    await add(store, "first")
    yield store
    await store.close()


@pytest.fixture
def holder(path: Path, store: Store) -> Iterator[sqlite3.Connection]:
    """Another process, which holds the database's write lock."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    yield other
    other.close()


async def add(store: Store, lane: str) -> None:
    await store.transact(lambda tx: tx.add_jobs([job(lane)]))


async def waiting(store: Store) -> int:
    return await store.transact(lambda tx: tx.jobs_waiting())


async def seconds_until_refused(store: Store, lane: str) -> float:
    began = time.monotonic()
    with pytest.raises(Unreachable):
        await add(store, lane)
    return time.monotonic() - began


async def test_nobody_waits_longer_for_another_process_than_the_patience(
    store: Store, holder: sqlite3.Connection
) -> None:
    waits = await asyncio.gather(*(seconds_until_refused(store, f"{n}") for n in range(40)))
    assert max(waits) < PATIENCE + BOUND


async def test_who_comes_while_others_wait_has_a_patience_of_their_own(
    store: Store, holder: sqlite3.Connection
) -> None:
    first = asyncio.create_task(seconds_until_refused(store, "a"))
    await asyncio.sleep(PATIENCE / 2)
    second = await seconds_until_refused(store, "b")
    assert await first >= PATIENCE / 2
    assert PATIENCE / 2 <= second < PATIENCE + BOUND


async def test_all_are_written_when_the_other_process_lets_go(
    store: Store, holder: sqlite3.Connection
) -> None:
    adding = [asyncio.create_task(add(store, f"{n}")) for n in range(40)]
    await asyncio.sleep(PATIENCE / 4)
    holder.execute("commit")
    await asyncio.gather(*adding)
    assert await waiting(store) == 41


async def test_what_is_held_is_said_with_what_to_check(store: Store, holder: sqlite3.Connection) -> None:
    with pytest.raises(Unreachable, match=r"program has locked the database .*baton\.db"):
        await add(store, "a")


async def test_a_full_disk_refuses_writes_serves_reads_and_is_over_when_there_is_room(store: Store) -> None:
    await store.transact(lambda tx: tx.save([opened(new_case(1001))]))
    await fill(store)
    with pytest.raises(Unwritable, match=r"its disk is full\. Free space on the disk of .*baton\.db"):
        await store.beat()
    assert await store.transact(lambda tx: tx.case(1001)) is not None
    await limit(store, 1_000_000)
    await store.beat()
    await add(store, "afterwards")


async def test_who_only_reads_is_served_though_a_write_was_asked_for_at_the_same_moment(store: Store) -> None:
    await fill(store)
    tasks = [store.transact(write) if n % 2 else waiting(store) for n in range(10)]
    told = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(each, Unwritable) for each in told] == [False, True] * 5


async def test_a_disk_that_is_really_full_refuses_writes_and_takes_them_again(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        store = open_store(str(disk / "baton.db"), patience=PATIENCE)
        await store.start()
        await add(store, "first")
        ballast = fill_disk(disk)
        for _ in range(3):
            with pytest.raises(Unwritable, match=r"its disk (is full|failed)"):
                await store.transact(write)
            assert await waiting(store) == 1
        ballast.unlink()
        await store.transact(write)
        await store.beat()
        await store.close()


async def test_a_limit_on_the_size_of_files_refuses_writes_and_is_over_when_it_is_lifted(
    store: Store, path: Path
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size(path), hard))
    try:
        with pytest.raises(Unwritable, match=r"its disk (is full|failed)"):
            await write_much(store)
        count = await waiting(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    await store.transact(write)
    assert await waiting(store) == count


async def test_a_file_that_may_only_be_read_is_read(store: Store) -> None:
    await store.transact(lambda tx: tx.sql.rows("pragma query_only = on"))
    with pytest.raises(
        Unwritable, match=r"its file is read-only\. Give the user that runs Baton write access"
    ):
        await add(store, "a")
    assert await waiting(store) == 1
    await store.transact(lambda tx: tx.sql.rows("pragma query_only = off"))
    await add(store, "a")


async def test_a_damaged_file_is_said_with_its_remedy(store: Store, path: Path) -> None:
    await store.transact(lambda tx: tx.save([opened(new_case(number)) for number in range(1001, 1200)]))
    again = open_store(str(damaged_copy(path)), patience=0)
    with pytest.raises(Unwritable, match=r"its file is damaged\. Stop Baton and restore the last backup"):
        await read_all(again)
    await again.close()


async def test_a_file_that_is_no_database_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database " * 1_000)
    store = open_store(str(tmp_path / "notes.txt"), patience=0)
    with pytest.raises(Unwritable, match="damaged"):
        await store.start()
    await store.close()


async def test_a_log_that_somebody_deleted_loses_nothing(store: Store, path: Path) -> None:
    """Check that rows written since the last checkpoint, which are only in the log, survive."""
    await waiting(store)
    path.with_name("baton.db-wal").unlink()
    await add(store, "into the deleted log")
    await asyncio.sleep(LOOK_SECONDS)
    await add(store, "afterwards")
    with closing(sqlite3.connect(path)) as other:
        found = other.execute("select lane from jobs order by lane").fetchall()
    assert [lane for (lane,) in found] == ["afterwards", "first", "into the deleted log"]


async def test_a_file_that_is_gone_takes_no_writes_until_it_is_back(store: Store, path: Path) -> None:
    """SQLite would go on writing to a file that has no name any more."""
    os.rename(path, f"{path}-elsewhere")
    await asyncio.sleep(LOOK_SECONDS)
    with pytest.raises(Unwritable, match=r"gone or was replaced\. Put baton\.db back"):
        await add(store, "a")
    os.rename(f"{path}-elsewhere", path)
    await add(store, "a")
    assert await waiting(store) == 2


def write(tx: Tx) -> None:
    """Needs pages of its own."""
    tx.sql.run(
        "insert into topics (topic, at, key) values (:topic, :at, 'a')", topic="x" * 9_000, at=str(NOW)
    )
    tx.sql.run("delete from topics")


async def limit(store: Store, pages: int) -> None:
    await store.transact(lambda tx: tx.sql.rows(f"pragma max_page_count = {pages}"))


async def fill(store: Store) -> None:
    """As a disk that fills up: no room for a page more."""
    await limit(store, 1)  # SQLite makes it as many as there are
    with pytest.raises(Unwritable):
        await write_much(store)


async def write_much(store: Store) -> None:
    for number in range(1_000):
        await store.transact(lambda tx, number=number: tx.lead({f"{number}/{'x' * 2_000}": 1}, {}))  # type: ignore[misc]


async def read_all(store: Store) -> None:
    await store.start()
    await store.transact(lambda tx: tx.cases(range(1001, 1200)))


def damaged_copy(path: Path) -> Path:
    """A copy of the database of which only the first page is as it was."""
    copy = path.with_name("copy.db")
    with closing(sqlite3.connect(path)) as whole, closing(sqlite3.connect(copy)) as other:
        whole.backup(other)
    with copy.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size(copy) - 4096))
    return copy


def fill_disk(folder: Path) -> Path:
    """A file that leaves no byte free."""
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return ballast


def size(path: Path) -> int:
    return path.stat().st_size


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of one megabyte; skips the test where nobody may mount one."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
