"""Two web processes and two workers on a Postgres that loses answers to COMMITs all the time: nothing happens twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg

from bot.app import build
from bot.process import running
from tests.bot.store.proxy import Proxy, postgres_proxy
from tests.journeys.stage import PATIENCE, USUAL, a_sandbox, at_work, calm, settled, stage_settings, until

CUSTOMERS = ("ana", "bob", "cid", "dora", "eve", "finn")
EVERY = 0.05


@asynccontextmanager
async def losing(proxy: Proxy) -> AsyncIterator[None]:
    """Inside, every few hundredths of a second the answer to a COMMIT that wrote something is lost."""

    async def lose() -> None:
        while True:
            proxy.lose("insert into commits")
            await asyncio.sleep(EVERY)

    task = asyncio.create_task(lose())
    try:
        yield
    finally:
        task.cancel()
        proxy.times = 0


def asked(url: str, sql: str) -> list[Any]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute(sql.encode()).fetchall()]


async def test_every_post_claim_and_reply_happens_once(ready_postgres: str, tmp_path: Path) -> None:
    async with a_sandbox() as sandbox, postgres_proxy(ready_postgres) as proxy:
        settings = stage_settings(sandbox, proxy.url, tmp_path)
        async with (
            at_work(sandbox, proxy.url, tmp_path, {}) as (stage, baton),
            build(settings, patience=calm(USUAL)) as second,
            running(second) as second_door,
        ):
            doors = [sandbox.bot_url, second_door]
            async with losing(proxy):
                for customer in CUSTOMERS:
                    await stage.customer(customer, f"@larkspur_help my bill is wrong, says {customer}")

                async def all_there() -> bool:
                    return len(await stage.cards("billing")) >= len(CUSTOMERS)

                await until(all_there)
                claimed = []
                for turn in range(len(CUSTOMERS)):
                    sandbox.bot_url = doors[turn % 2]
                    agent = stage.agent(("U0AINO", "U0RUTH")[turn % 2])
                    claimed.append((await agent.command("billing", "/claim next"))["reply"]["text"])
                card = await stage.card("billing", "says ana")
                owner = asked(ready_postgres, "select owner from cases where number = 1001")[0]
                await stage.agent(owner).answer(card, "It is on its way back to you.")
                await stage.said(card, "Sent on X")
            await until(lambda: settled(baton), PATIENCE)
            assert proxy.lost > len(CUSTOMERS)
            assert len(set(claimed)) == len(CUSTOMERS), "nobody was given a case twice, or two at once"
            assert len(await stage.cards("billing")) == len(CUSTOMERS)
            assert len(await stage.public_answers()) == 1
            assert asked(ready_postgres, "select replies from spending") == [1]
            claims = "select case_number from events where kind = 'claimed' order by case_number"
            assert asked(ready_postgres, claims) == list(range(1001, 1001 + len(CUSTOMERS)))
