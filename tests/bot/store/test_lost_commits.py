"""A COMMIT whose answer is lost: the work is never done twice, and the caller gets its first result."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from msgspec.structs import replace

from bot.budget import Bill, Spending
from bot.case import claim
from bot.delivery import Receipt
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.services.rulebook import Rulebook
from bot.services.rulebook.versions import save
from bot.store import Unreachable, open_store
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.case.world import AINO, BOB, NOW, ask, post
from tests.bot.store.proxy import Fate, Proxy, postgres_proxy
from tests.bot.store.samples import LEASE, job

TEXT = "teams: {service: {channel: '#service', first_response: 60m}}\ndefault: {team: service}\n"
RULES = read_rules(TEXT)
ONE_READ = Bill("x", Spending(reads=1, micros=5_000))
LOST = pytest.mark.parametrize("fate", [Fate.ANSWER_LOST, Fate.REQUEST_LOST])


@pytest.fixture
async def proxy(ready_postgres: str) -> AsyncIterator[Proxy]:
    async with postgres_proxy(ready_postgres) as proxy:
        yield proxy


@pytest.fixture
async def store(proxy: Proxy) -> AsyncIterator[Store]:
    """A store whose every byte goes through the proxy."""
    async with started(proxy.url) as store:
        yield store


@asynccontextmanager
async def started(url: str, **more: Any) -> AsyncIterator[Store]:
    store = open_store(url, **more)
    await store.start()
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
def intake(store: Store) -> Intake:
    return Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))


def kinds(url: str, sql: str) -> list[Any]:
    """The first column of what the database says without the proxy."""
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute(sql.encode()).fetchall()]


@LOST
async def test_what_a_network_cost_is_counted_once(store: Store, proxy: Proxy, fate: Fate) -> None:
    proxy.lose("insert into spending", fate)
    await store.transact(lambda tx: tx.spend(ONE_READ, NOW))
    assert proxy.lost == 1
    assert (await store.transact(lambda tx: tx.spent("x", NOW))).reads == 1


@LOST
async def test_the_one_who_gave_the_first_notice_learns_that_it_was_the_first(
    store: Store, proxy: Proxy, fate: Fate
) -> None:
    proxy.lose("insert into notices", fate)
    assert await store.transact(lambda tx: tx.first_notice("a", NOW))
    assert not await store.transact(lambda tx: tx.first_notice("a", NOW))


async def test_a_count_in_a_row_rises_by_one(store: Store, proxy: Proxy) -> None:
    def count(tx: Tx) -> int:
        text = "insert into holders (person, times) values ('a', 1) on conflict (person)"
        return int(tx.sql.rows(f"{text} do update set times = holders.times + 1 returning times")[0]["times"])

    proxy.lose("insert into holders", times=2)
    assert [await store.transact(count) for _ in range(3)] == [1, 2, 3]
    assert proxy.lost == 2


@LOST
async def test_claim_next_claims_one_case(
    intake: Intake, store: Store, proxy: Proxy, ready_postgres: str, fate: Fate
) -> None:
    await intake.take([post(), replace(post("2", BOB), conversation="2")], NOW)
    proxy.lose("insert into events", fate)
    done = await Casebook(store).do_next(["service"], ask(AINO), claim)
    assert proxy.lost == 1
    assert done is not None
    assert [event.kind for event in done.events] == ["claimed"], "who asked hears what the first try did"
    assert kinds(ready_postgres, "select number from cases where status = 'claimed'") == [done.case.number]


@LOST
async def test_posts_taken_in_are_billed_once_and_said_to_have_opened_their_case(
    intake: Intake, proxy: Proxy, ready_postgres: str, fate: Fate
) -> None:
    proxy.lose("insert into mentions", fate)
    await intake.take([post()], NOW, source="x/mentions", cursor="1", bill=ONE_READ)
    assert proxy.lost == 1
    assert kinds(ready_postgres, "select reads from spending") == [1]
    assert kinds(ready_postgres, "select kind from events") == ["opened"]


@LOST
async def test_a_post_handed_in_is_billed_once(
    intake: Intake, proxy: Proxy, ready_postgres: str, fate: Fate
) -> None:
    proxy.lose("insert into mentions", fate)
    done = await intake.escalate(post(), ask(AINO), url="u", reason="", bill=ONE_READ)
    assert not done.heard
    assert kinds(ready_postgres, "select reads from spending") == [1]


@LOST
async def test_a_lease_is_handed_to_its_taker(store: Store, proxy: Proxy, fate: Fate) -> None:
    await store.transact(lambda tx: tx.add_jobs([job("a"), job("b")]))
    proxy.lose("update jobs set leased_until", fate)
    leased = [await store.transact(lambda tx: tx.lease(NOW, NOW + LEASE)) for _ in range(3)]
    assert [each and (each.lane, each.attempts) for each in leased] == [("a", 1), ("b", 1), None]


@LOST
async def test_a_job_is_finished_once_even_if_it_was_asked_for_again_meanwhile(
    store: Store, proxy: Proxy, ready_postgres: str, fate: Fate
) -> None:
    await store.transact(lambda tx: tx.add_jobs([job("a", gate="slack:C1")]))
    leased = await store.transact(lambda tx: tx.lease(NOW, NOW + LEASE))
    assert leased is not None
    proxy.lose("delete from jobs", fate)
    await store.transact(lambda tx: tx.finish(leased, NOW, 1.0, Receipt("1", "", NOW)))
    assert kinds(ready_postgres, "select key from jobs") == []
    assert kinds(ready_postgres, "select key from receipts") == ["a/1/say"]


@LOST
async def test_a_dead_letter_hook_that_counts_counts_once(
    store: Store, proxy: Proxy, ready_postgres: str, fate: Fate
) -> None:
    await store.transact(lambda tx: tx.add_jobs([job("a")]))
    leased = await store.transact(lambda tx: tx.lease(NOW, NOW + LEASE))
    assert leased is not None

    def dead_letter(tx: Tx) -> None:
        tx.dead_letter(leased, "no")
        tx.add_jobs([job("alert", kind="alert")])

    proxy.lose("update jobs set buried", fate)
    await store.transact(dead_letter)
    found = "select asked from jobs where kind = 'alert'"
    assert kinds(ready_postgres, found) == [1], "asked for once"
    assert kinds(ready_postgres, "select trouble from jobs where buried = 1") == ["no"]


@LOST
async def test_rules_are_saved_as_one_version(
    store: Store, proxy: Proxy, tmp_path: Path, ready_postgres: str, fate: Fate
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(TEXT)
    book = Rulebook(store, file, alerts="#alerts", editors="", now=lambda: NOW)
    await book.open()
    proxy.lose("insert into rule_versions", fate)
    assert (await save(book, TEXT, author=AINO, note="again")).number == 1
    assert proxy.lost == 1
    assert kinds(ready_postgres, "select number from rule_versions") == [1]


async def test_a_listener_for_new_jobs_is_notified_of_those_written_by_a_lost_commit(
    store: Store, proxy: Proxy
) -> None:
    heard: list[bool] = []
    store.on_commit(lambda: heard.append(True))
    proxy.lose("insert into jobs")
    await store.transact(lambda tx: tx.add_jobs([job("a")]))
    assert heard == [True]


async def test_answers_lost_again_and_again_still_count_once(store: Store, proxy: Proxy) -> None:
    """The answer to the look whether it was written can be lost, too."""
    proxy.lose("", times=3)
    await store.transact(lambda tx: tx.spend(ONE_READ, NOW))
    assert proxy.lost == 3
    assert (await store.transact(lambda tx: tx.spent("x", NOW))).reads == 1


@pytest.mark.slow
async def test_a_commit_that_reaches_the_server_after_the_work_was_repeated_is_refused(
    store: Store, proxy: Proxy, ready_postgres: str
) -> None:
    proxy.lose("insert into spending", Fate.REQUEST_LATE)
    await store.transact(lambda tx: tx.spend(ONE_READ, NOW))
    assert proxy.late, "the first one is still on its way"
    proxy.deliver()
    waiting = "select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle'"
    await _until(lambda: kinds(ready_postgres, waiting) == [1])
    assert kinds(ready_postgres, "select reads from spending") == [1]


async def test_what_waits_for_a_store_that_is_away_does_not_forget_that_it_may_be_written(
    proxy: Proxy, ready_postgres: str
) -> None:
    async with started(proxy.url, patience=0) as store:
        proxy.lose("", times=3)
        await store.insist(lambda tx: tx.spend(ONE_READ, NOW))
        assert proxy.lost == 3
    assert kinds(ready_postgres, "select reads from spending") == [1]


async def test_without_patience_the_caller_learns_that_the_database_is_away(proxy: Proxy) -> None:
    async with started(proxy.url, patience=0) as store:
        proxy.lose("insert into spending", times=2)
        with pytest.raises(Unreachable):
            await store.transact(lambda tx: tx.spend(ONE_READ, NOW))


async def test_many_at_once_whose_answers_are_lost_count_exactly(store: Store, proxy: Proxy) -> None:
    proxy.lose("insert into spending", times=10)
    await asyncio.gather(*(store.transact(lambda tx: tx.spend(ONE_READ, NOW)) for _ in range(30)))
    assert proxy.lost == 10
    assert (await store.transact(lambda tx: tx.spent("x", NOW))).reads == 30


async def test_what_only_reads_writes_nothing(store: Store, ready_postgres: str) -> None:
    """A look that finds no job must not cost a commit on the disk."""
    writes = "select pg_current_wal_insert_lsn()::text"
    for _ in range(3):
        before = kinds(ready_postgres, writes)
        await store.transact(lambda tx: (tx.lease(NOW, NOW + LEASE), tx.next_run_at(NOW)))
        if kinds(ready_postgres, writes) == before:
            return
    raise AssertionError("looking for a job wrote something each time")


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not await asyncio.to_thread(true):
            await asyncio.sleep(0.02)
