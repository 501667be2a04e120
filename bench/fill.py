"""A database with very many cases in it: one real case, copied by SQL."""

from datetime import UTC, datetime
from functools import partial

from bench import posts
from bench.places import settle, started
from bot.store.tx import Tx

CHUNK = 100_000
TEXT = "no internet since this morning, and nobody answers the phone"
NAME = "copied-0"

_CASES = """
insert into cases (number, version, status, team, owner, priority, due_at, opened_at, body)
select n.i, version, case when n.i % 2 = 0 then 'waiting' else 'resolved' end, team, owner, priority, due_at, opened_at,
    replace(replace(body, 'copied-0', 'copied-' || n.i), '"number":{model}', '"number":' || n.i)
from cases, n where number = {model}"""

_EVENTS = """
insert into events (case_number, number, kind, actor, at, request, data)
select n.i, number, kind, actor, at, replace(request, 'copied-0', 'copied-' || n.i),
    replace(data, 'copied-0', 'copied-' || n.i)
from events, n where case_number = {model}"""

_MENTIONS = """
insert into mentions (key, outcome, case_number, why, at)
select replace(key, 'copied-0', 'copied-' || n.i), outcome, n.i, why, at from mentions, n where case_number = {model}"""

_TRAILS = """
insert into trails (key, case_number)
select replace(key, 'copied-0', 'copied-' || n.i), n.i from trails, n where case_number = {model}"""

_COPIES = (_CASES, _EVENTS, _MENTIONS, _TRAILS)


async def fill(url: str, count: int) -> tuple[str, list[int]]:
    """Put `count` cases there, half of them waiting, the rest resolved; their team, and the numbers that wait."""
    async with started(url) as store:
        post = posts.mention(NAME, TEXT)
        await posts.intake(store).take([post], datetime.now(UTC))
        model, team = await store.transact(_model)
        numbers: list[int] = []
        while len(numbers) < count:
            chunk = min(CHUNK, count - len(numbers))
            numbers += await store.transact(partial(_copy, model=model, count=chunk))
        await store.transact(_no_jobs)
    settle(url)
    return team, [number for number in numbers if number % 2 == 0]


def _model(tx: Tx) -> tuple[int, str]:
    row = tx.sql.rows("select number, team from cases")[0]
    return row["number"], row["team"]


def _copy(tx: Tx, *, model: int, count: int) -> list[int]:
    numbers = tx.next_numbers(count)
    for text in _COPIES:
        head, _, rest = text.strip().partition("\n")
        series = "with recursive n(i) as (select cast(:first as integer) union all select i + 1 from n where i < :last)"
        filled = f"{head} {series} {rest}".replace("{model}", str(model))
        tx.sql.run(filled, first=numbers[0], last=numbers[-1])
    return numbers


def _no_jobs(tx: Tx) -> None:
    """Return no jobs: the cards were posted long ago."""
    tx.sql.run("delete from jobs")
