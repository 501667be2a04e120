"""Migrations are applied once; a database of another version is refused with the remedy."""

from pathlib import Path

import pytest

from bot.store import IntakeOutcome, NewerSchema, SchemaBehind, migrations, open_store
from bot.store.idempotency import Heard
from bot.store.jobs import _JOB, _job_row
from bot.store.migrations import STEPS
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.store.samples import LEASE, NOW, job, new_case, opened


async def test_steps_are_taken_once(empty_database_url: str) -> None:
    store = open_store(empty_database_url)
    taken = await store.migrate()
    assert [int(step.split()[0]) for step in taken] == [step.number for step in STEPS]
    assert await store.migrate() == []
    await store.start()
    await store.close()


async def test_what_was_written_is_there_after_the_next_start(database_url: str) -> None:
    store = open_store(database_url)
    await store.migrate()
    await store.transact(lambda tx: tx.save([opened(new_case(1001))]))
    await store.close()
    again = open_store(database_url)
    await again.start()
    assert await again.transact(lambda tx: tx.case(1001)) is not None
    await again.close()


async def test_sqlite_takes_its_steps_at_the_first_start(tmp_path: Path) -> None:
    """Pitfall 32 (docs/pitfalls.md): with and without the scheme it is the same file."""
    path = tmp_path / "baton.db"
    for url in (str(path), f"sqlite:///{path}"):
        store = open_store(url)
        await store.start()
        assert await store.transact(lambda tx: tx.jobs_waiting()) == 0
        await store.close()


async def test_a_sqlite_file_in_no_folder_is_refused_with_the_remedy(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "nowhere" / "baton.db"))
    with pytest.raises(FileNotFoundError, match=r"There is no folder .*nowhere"):
        await store.start()
    await store.close()


async def test_postgres_that_is_behind_is_refused_with_the_command_to_run(fresh_postgres: str) -> None:
    store = open_store(fresh_postgres.replace("postgresql://", "postgres://"))
    with pytest.raises(SchemaBehind, match=r"step 0 of \d+\. Run: python -m bot migrate"):
        await store.start()
    await store.close()


async def test_a_newer_schema_is_refused(store: Store, database_url: str) -> None:
    await store.transact(
        lambda tx: tx.sql.run(
            "insert into steps (number, name, at) values (99, 'from the future', :at)", at=str(NOW)
        )
    )
    older = open_store(database_url)
    with pytest.raises(NewerSchema, match="step 99"):
        await older.start()
    with pytest.raises(NewerSchema, match="step 99"):
        await older.migrate()
    await older.close()


async def test_a_database_of_an_earlier_version_keeps_its_cases_and_jobs(empty_database_url: str) -> None:
    store = open_store(empty_database_url)
    await store._in_thread(lambda: _as_at_step_16(store))
    assert [step.split()[0] for step in await store.migrate()] == [str(s.number) for s in STEPS[16:]]
    await store.start()
    await store.beat()
    assert await store.transact(lambda tx: tx.case(1001)) is not None
    leased = await store.transact(lambda tx: tx.lease(NOW, NOW + LEASE))
    assert leased is not None
    assert (leased.lane, leased.attempts, leased.held) == ("waits", 1, "")
    buried = await store.transact(lambda tx: tx.dead_letters())
    assert [(each.job.lane, each.why) for each in buried] == [("given up", "no")]
    await store.transact(lambda tx: tx.revive(buried[0].job.key))
    again = await store.transact(lambda tx: tx.lease(NOW, NOW + LEASE))
    assert again is not None
    assert (again.lane, again.attempts, again.held) == ("given up", 2, "")
    await store.close()


async def test_a_database_of_an_earlier_version_follows_edits_and_remembers_requests(
    empty_database_url: str,
) -> None:
    store = open_store(empty_database_url)
    await store._in_thread(lambda: _as_at_step_16(store))
    await store.migrate()
    await store.start()
    times = (NOW, NOW - LEASE, NOW + LEASE)
    newest = [
        await store.transact(lambda tx, at=at: tx.is_newest_edit("x/1", at))  # type: ignore[misc]
        for at in times
    ]
    assert newest == [True, False, True]
    assert await store.transact(lambda tx: tx.heard("r1")) is None
    await store.transact(lambda tx: tx.remember("r1", NOW, "done"))
    assert await store.transact(lambda tx: tx.heard("r1")) == Heard("done", refused=False)
    await store.close()


def _as_at_step_16(store: Store) -> None:
    """Build a database as the version with sixteen steps left it."""
    driver = store._driver
    driver.open()
    migrations.migrate(driver, NOW, STEPS[:16])
    with driver.transaction(marked=False) as sql:
        tx = Tx(sql, driver)
        tx.save([opened(new_case(1001))])
        # Today's words for queueing a job name columns that these jobs do not have.
        rows = [(*_job_row(job("waits")), 0, None), (*_job_row(job("given up")), 1, "no")]
        sql.insert("jobs", f"{_JOB}, buried, trouble", rows)
        tx.record([IntakeOutcome("x/1", "opened", 1001, "the default", NOW)])
