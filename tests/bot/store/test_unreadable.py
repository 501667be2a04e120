"""Unreadable rows: each is set aside or left out, reported with its key, and stops nothing else."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.case import Refused, Status, claim
from bot.cli.doctor import examine
from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.outbox import Outbox
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.store import Unreadable, open_store
from bot.store.replay import Spot
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.case.world import AINO, ask, post
from tests.bot.store.samples import LEASE, NOW, job, new_case, opened
from tests.bot.store.worker import Never

RULES = read_rules("teams: {service: {channel: '#service', first_response: 60m}}\ndefault: {team: service}\n")
DAMAGED = {
    "no JSON": "update jobs set data = '{\"text\": ' where lane = 'bad'",
    "empty": "update jobs set data = '' where lane = 'bad'",
    "no time": "update jobs set run_at = '2025-13-45T99:00:00.000000+00:00' where lane = 'bad'",
    "an empty time": "update jobs set run_at = '' where lane = 'bad'",
    "a time of another width": "update jobs set run_at = '2025-01-01' where lane = 'bad'",
}
BODIES = {
    "no JSON": "update cases set body = '{' where number = 1001",
    "a status of a later version": "update cases set body = replace(body, '\"claimed\"', '\"parked\"')"
    " where number = 1001",
    "nothing": "update cases set body = '' where number = 1001",
    "a list": "update cases set body = '[]' where number = 1001",
}


async def do(store: Store, text: str) -> None:
    await store.transact(lambda tx: tx.sql.run(text))


async def lease(store: Store) -> Job | None:
    return await store.transact(lambda tx: tx.lease(NOW, NOW + LEASE))


@pytest.fixture
def noted(store: Store) -> list[Unreadable]:
    noted: list[Unreadable] = []
    store.on_unreadable(noted.append)
    return noted


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
async def test_a_damaged_job_is_set_aside_and_the_others_run(
    store: Store, noted: list[Unreadable], damage: str
) -> None:
    await store.transact(
        lambda tx: tx.add_jobs([job("bad", gate="slack:C1", urgency=0), job("good", gate="slack:C1")])
    )
    await do(store, damage)
    leased: list[str] = []
    await store.beat()  # finds those that no search for the next job finds
    for _ in range(3):
        if found := await lease(store):
            leased.append(found.lane)
            await store.transact(lambda tx, done=found: tx.finish(done, NOW, 0, None))  # type: ignore[misc]
        else:
            await store.transact(lambda tx: tx.next_run_at(NOW))
    assert leased == ["good"]
    assert [(row.table, row.key) for row in noted] == [("jobs", "bad/1/say")]
    assert [key for key, _ in await store.transact(lambda tx: tx.set_aside())] == ["bad/1/say"]
    assert await store.transact(lambda tx: (tx.jobs_waiting(), tx.dead_letters(), tx.next_run_at(NOW))) == (
        0,
        [],
        None,
    )


async def test_a_job_that_was_set_aside_runs_once_it_is_repaired_or_asked_for_again(store: Store) -> None:
    await store.transact(lambda tx: tx.add_jobs([job("repaired"), job("bad")]))
    await do(store, "update jobs set data = '?'")
    assert await lease(store) is None
    await do(store, "update jobs set data = '{}', buried = 0 where lane = 'repaired'")
    await store.transact(lambda tx: tx.add_jobs([job("bad")]))
    leased = [await lease(store) for _ in range(2)]
    assert sorted(each.lane for each in leased if each) == ["bad", "repaired"]


async def test_a_dead_lettered_job_that_cannot_be_read_hides_no_other(store: Store) -> None:
    await store.transact(lambda tx: tx.add_jobs([job("1001@x"), job("1001@slack")]))
    for _ in range(2):
        leased = await lease(store)
        assert leased is not None
        await store.transact(lambda tx, leased=leased: tx.dead_letter(leased, "no"))  # type: ignore[misc]
    await do(store, "update jobs set data = '?' where lane = '1001@x'")
    assert [one.job.lane for one in await store.transact(lambda tx: tx.dead_letters(1001))] == ["1001@slack"]


async def test_an_outbox_carries_on_beside_damaged_jobs(store: Store, noted: list[Unreadable]) -> None:
    done: list[str] = []

    async def run(one: Job) -> Receipt:
        done.append(one.lane)
        return Receipt(one.key, "", NOW)

    await store.transact(lambda tx: tx.add_jobs([job(f"bad{n}", urgency=0) for n in range(20)]))
    await do(store, "update jobs set data = '?'")
    await store.transact(lambda tx: tx.add_jobs([job(f"good{n}") for n in range(5)]))
    outbox = Outbox(store, run, gap=lambda gate: 0.0, now=lambda: NOW + timedelta(seconds=1), hooks=Never())
    working = asyncio.create_task(outbox.run())
    async with asyncio.timeout(20):
        while len(done) < 5:
            await asyncio.sleep(0.01)
    await outbox.stop(2.0)
    await working
    assert len(noted) == 20


@pytest.mark.parametrize("damage", BODIES.values(), ids=BODIES)
async def test_a_damaged_case_is_left_out_of_lists_and_refused_by_its_number(
    store: Store, noted: list[Unreadable], damage: str
) -> None:
    await with_cases(store, damage)
    book = Casebook(store)
    queue = await book.queue(AINO, ["service"], NOW + timedelta(hours=9))
    assert [case.number for case in queue.late] == [1002, 1003]
    assert {(row.table, row.key) for row in noted} == {("cases", "case #1001")}
    with pytest.raises(
        Refused, match=r"cannot read case #1001: its row in the table cases is damaged"
    ) as refused:
        await book.do(1001, ask(AINO), claim)
    assert refused.value.code == "unreadable"
    with pytest.raises(Refused, match="cannot read case #1001"):
        await book.case(1001)


def each(tx: Tx) -> list[list[int]]:
    found = (
        tx.late("service", NOW + timedelta(days=9), 9),
        tx.open_cases("service", 0, 9),
        tx.owned_by(AINO, 9),
    )
    return [[case.number for case in cases] for cases in found]


@pytest.mark.parametrize("damage", BODIES.values(), ids=BODIES)
async def test_no_list_of_cases_ends_at_one_that_cannot_be_read(store: Store, damage: str) -> None:
    await with_cases(store, damage)
    assert await store.transact(each) == [[1002, 1003], [1002, 1003], [1002]]
    assert await store.transact(lambda tx: [c.number for c in tx.open_cases("service", 0, 1)]) == [1002], (
        "a page is full all the same: whoever goes through them would stop at one that is not"
    )
    assert await store.transact(lambda tx: list(tx.cases([1001, 1002]))) == [1002]


async def test_the_next_case_is_the_next_that_can_be_read(store: Store) -> None:
    await with_cases(store, "update cases set body = '{' where number = 1001")
    await do(store, "update cases set status = 'waiting', owner = null where number = 1001")
    done = await Casebook(store).do_next(["service"], ask(AINO), claim)
    assert done is not None
    assert done.case.number == 1003


async def test_a_post_in_a_conversation_whose_case_cannot_be_read_opens_another(
    store: Store, noted: list[Unreadable]
) -> None:
    intake = Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    await intake.take([post()], NOW)
    await do(store, "update cases set body = '{'")
    seen = await intake.take([post("2")], NOW)
    assert [(each.outcome, each.case) for each in seen] == [("opened", 1002)]
    with pytest.raises(Refused, match="cannot read case #1001"):
        await intake.escalate(post(), ask(AINO), url="u", reason="")


async def test_an_event_log_is_replayed_without_what_cannot_be_read(
    store: Store, noted: list[Unreadable]
) -> None:
    await with_cases(store, "update events set data = '{' where case_number = 1001 and number = 1")
    assert await store.transact(lambda tx: tx.event_log(1001)) == []
    assert [row.key for row in noted] == ["event 1 of case #1001"]
    with pytest.raises(Unreadable):
        await store.transact(lambda tx: tx.event(1001, 1))


async def test_a_replay_passes_over_posts_that_cannot_be_read(store: Store, noted: list[Unreadable]) -> None:
    intake = Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    await intake.take([post()], NOW)
    await do(store, "update events set data = '{}'")
    past, spot = await store.transact(lambda tx: tx.opened_after(Spot(NOW - timedelta(days=1)), 9))
    assert (past, spot) == ([], None)
    assert [row.table for row in noted] == ["events"]


async def test_the_doctor_names_every_row_that_cannot_be_read(tmp_path: Path) -> None:
    url = str(tmp_path / "baton.db")
    store = open_store(url)
    await store.start()
    await with_cases(store, "update cases set body = '{' where number = 1001")
    await store.transact(lambda tx: tx.add_jobs([job("bad")]))
    await do(store, "update jobs set data = '?'")
    await lease(store)
    await store.close()
    environ = {
        "PYTHON_DOTENV_DISABLED": "1",
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": "xoxb-1234",
        "SLACK_SIGNING_SECRET": "signing-secret",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
    }
    said = [str(finding) for finding in await examine(environ) if finding.about == "rows"]
    assert [each.startswith("✗ rows: ") for each in said] == [True, True]
    assert "Baton cannot read case #1001" in said[0]
    assert "the job bad/1/say was set aside" in said[1]


async def with_cases(store: Store, damage: str) -> None:
    """Three cases of one team, of which the first two are somebody's; then the first is damaged."""
    mine: dict[str, Any] = {"status": Status.CLAIMED, "owner": AINO, "due_at": NOW}
    cases = [new_case(1001, **mine), new_case(1002, **mine), new_case(1003, due_at=NOW)]
    await store.transact(lambda tx: tx.save([opened(case) for case in cases]))
    await do(store, damage)
