"""A store in trouble, seen from outside: what is refused, what is served, what people are told, what comes after."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import psycopg
import pytest

from bot.app import Baton, Patience
from bot.services.casebook import STORE_TROUBLE
from tests.journeys.callers import FORM, bring
from tests.journeys.stage import Stage, playing, until
from tests.wire.webhook.receiver import SECRET

SOON = Patience(store=0.1)
BILL = "@larkspur_help my bill is wrong, I was charged twice"


@asynccontextmanager
async def at_work(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(database_url, tmp_path, SOON, WEBHOOK_SECRET=SECRET) as pair:
        yield pair


@asynccontextmanager
async def no_room(baton: Baton) -> AsyncIterator[None]:
    """The database's file cannot grow inside."""
    await limit(baton, 1)  # SQLite makes it as many pages as there are
    with pytest.raises(STORE_TROUBLE):
        await write_much(baton)
    yield
    await limit(baton, 1_000_000)


async def limit(baton: Baton, pages: int) -> None:
    await baton.store.transact(lambda tx: tx.sql.rows(f"pragma max_page_count = {pages}"))


async def write_much(baton: Baton) -> None:
    for number in range(5_000):
        await baton.store.transact(lambda tx, number=number: tx.lead({f"{number}/{'x' * 1_500}": 1}, {}))  # type: ignore[misc]


@contextmanager
def read_only(url: str) -> Iterator[None]:
    """Every session of the server is read-only inside, as after a failover."""
    with psycopg.connect(url, autocommit=True, options="-c default_transaction_read_only=off") as server:
        try:
            server.execute("alter system set default_transaction_read_only = on")
            server.execute("select pg_reload_conf()")
            yield
        finally:
            server.execute("alter system reset default_transaction_read_only")
            server.execute("select pg_reload_conf()")


async def refused(stage: Stage) -> bool:
    """Whether a tool's post is answered 503; each that is not takes up what room is left inside the file's pages."""
    post = {**FORM, "id": uuid4().hex, "text": uuid4().hex * 40}
    return await bring(stage, post) == 503


async def readiness(stage: Stage) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as http, http.get(f"{stage.sandbox.bot_url}/readyz") as answer:
        return answer.status, json.loads(await answer.text())


async def not_ready(stage: Stage) -> dict[str, Any]:
    async def look() -> dict[str, Any] | None:
        status, said = await readiness(stage)
        return said if status == 503 else None

    return await until(look)


async def ready_again(stage: Stage) -> None:
    async def look() -> bool:
        return (await readiness(stage))[0] == 200

    await until(look)


async def test_a_full_disk_is_said_everywhere_ends_nothing_and_is_over_when_there_is_room(
    tmp_path: Path,
) -> None:
    async with at_work(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as (stage, baton):
        aino = stage.agent("U0AINO")
        await stage.customer("ana", BILL)
        await stage.card("billing")
        async with no_room(baton):
            assert (await not_ready(stage))["store"] == "accepts no writes: its disk is full"
            await until(lambda: refused(stage))
            assert "#1001" in str((await aino.command("billing", "/queue"))["reply"]), "reading goes on"
            await stage.alerted("The database accepts no writes: its disk is full. Free space")
        await ready_again(stage)
        await stage.alerted("The database accepts writes again")
        assert await bring(stage, FORM, later=5) == 200
        await stage.customer("bob", f"{BILL}, again")
        await stage.card("billing", "again")


async def test_a_server_that_is_read_only_for_a_while_costs_nothing_but_time(
    ready_postgres: str, tmp_path: Path
) -> None:
    async with at_work(ready_postgres, tmp_path) as (stage, _):
        with read_only(ready_postgres):
            assert (await not_ready(stage))["store"] == "accepts no writes: it is read-only"
            assert await bring(stage, FORM) == 503
            await stage.customer("ana", BILL)
            await stage.alerted("The database accepts no writes: it is read-only")
        await ready_again(stage)
        await stage.alerted("The database accepts writes again")
        await stage.card("billing")


async def test_a_case_that_cannot_be_read_is_alerted_and_refused_and_stops_nothing(
    stage: Stage, baton: Baton
) -> None:
    aino = stage.agent("U0AINO")
    for customer in ("ana", "bob"):
        await stage.customer(customer, f"{BILL}, says {customer}")
        await stage.card("billing", f"says {customer}")
    await baton.store.transact(lambda tx: tx.sql.run("update cases set body = '{' where number = 1001"))
    queue = str((await aino.command("billing", "/queue"))["reply"])
    assert "#1002" in queue
    assert "#1001" not in queue
    assert "cannot read case #1001" in (await aino.command("billing", "/claim 1001"))["reply"]["text"]
    await stage.alerted("Baton cannot read case #1001: its row in the table cases is damaged")
    assert "#1002" in (await aino.command("billing", "/claim next"))["reply"]["text"]


async def test_a_job_that_cannot_be_read_is_alerted_and_others_are_carried_out(
    stage: Stage, baton: Baton
) -> None:
    text = (
        "insert into jobs (lane, position, kind, key, gate, urgency, run_at, data, attempts, asked)"
        " values ('odd', 1, 'say', 'odd/1/say', '', 0, :at, '{', 0, 1)"
    )
    await baton.store.transact(lambda tx: tx.sql.run(text, at="2026-01-01T00:00:00.000000+00:00"))
    baton.outbox.wake()
    await stage.alerted("Baton cannot read odd/1/say: its row in the table jobs is damaged")
    await stage.customer("ana", BILL)
    await stage.card("billing")
