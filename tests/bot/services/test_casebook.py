"""Tests of do(): the verb decides, its events and jobs are written together, a request takes effect once."""

import asyncio
from datetime import timedelta

import pytest
from msgspec import ValidationError
from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    Event,
    Refused,
    claim,
    mark_answered,
    note,
    record_stuck,
    release,
    snooze,
    take_over,
    wait_for_customer,
)
from bot.jobs.job import Job
from bot.routing import read_rules
from bot.services.casebook import Casebook, decide, do
from bot.services.intake import Intake
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.case.world import AINO, ANA, LEON, NOW, RUTH, after, ask, opened, post

RULES = read_rules("teams: {service: {channel: '#service', first_response: 60m}}\ndefault: {team: service}\n")
NOTE = {"channel": "C1", "ts": "1.1", "text": "internal"}


@pytest.fixture
async def book(store: Store) -> Casebook:
    """A casebook with the cases 1001 to 1003 waiting."""
    intake = Intake(store, lambda: RULES, merge=timedelta(0), reopen=timedelta(0))
    authors = (replace(ANA, native_id=f"7{number}") for number in range(3))
    posts = [replace(post(str(n), by, n - 2), conversation=str(n)) for n, by in enumerate(authors)]
    await intake.take(posts, NOW)
    return Casebook(store)


async def kinds(book: Casebook, number: int = 1_001) -> list[str]:
    return [event.kind for event in await book.store.transact(lambda tx: tx.event_log(number))]


async def test_two_people_claim_at_once_and_one_learns_who_won(book: Casebook) -> None:
    """Pitfall 6 (docs/pitfalls.md)."""
    tries = (book.do(1_001, ask(by), claim) for by in (AINO, RUTH, LEON))
    results = await asyncio.gather(*tries, return_exceptions=True)
    (won,) = [result for result in results if not isinstance(result, BaseException)]
    lost = [str(result) for result in results if isinstance(result, Refused)]
    assert len(lost) == 2
    assert all(f"<@{won.case.owner}>" in words for words in lost)
    assert await kinds(book) == ["opened", "claimed"]


async def test_a_request_takes_effect_once_whatever_the_verb(book: Casebook) -> None:
    """Pitfall 15 (docs/pitfalls.md)."""
    same = ask(AINO, request="Ev1")
    first = await book.do(1_001, same, claim)
    second = await book.do(1_001, same, release)
    assert (first.heard, second.heard, second.events) == (False, True, ())
    assert await kinds(book) == ["opened", "claimed"]


async def test_the_same_request_many_times_at_once_is_one_event(book: Casebook) -> None:
    """Pitfall 15 (docs/pitfalls.md)."""
    same = ask(AINO, request="Ev2")
    await asyncio.gather(*(book.do(1_001, same, note, **NOTE) for _ in range(6)))
    assert await kinds(book) == ["opened", "noted"]


async def test_notes_of_many_at_once_are_all_kept(book: Casebook) -> None:
    await asyncio.gather(*(book.do(1_001, ask(AINO), note, **NOTE) for _ in range(8)))
    assert await kinds(book) == ["opened", *["noted"] * 8]


async def test_a_refusal_writes_nothing(book: Casebook) -> None:
    await book.do(1_001, ask(AINO), claim)
    with pytest.raises(Refused):
        await book.do(1_001, ask(RUTH), release)
    assert await kinds(book) == ["opened", "claimed"]


async def test_an_event_that_cannot_be_applied_leaves_nothing(book: Casebook) -> None:
    def broken(case: Case, asked: Ask) -> list[Event]:
        return [asked.event("claimed"), asked.event("joined", mention="no mention at all")]

    jobs = await book.store.transact(lambda tx: tx.jobs_waiting())
    with pytest.raises(ValidationError):
        await book.do(1_001, ask(), broken)
    assert await kinds(book) == ["opened"]
    assert await book.store.transact(lambda tx: tx.jobs_waiting()) == jobs


async def test_a_case_that_does_not_exist_is_a_refusal_with_a_remedy(book: Casebook) -> None:
    for number in (0, 7, 999_999_999_999):
        with pytest.raises(Refused, match="queue") as refusal:
            await book.do(number, ask(), claim)
        assert refusal.value.code == "no_case"


async def test_next_gives_everybody_another_case_until_none_waits(book: Casebook) -> None:
    """Pitfall 6 (docs/pitfalls.md)."""
    taken = await asyncio.gather(*(book.do_next(["service"], ask(by), claim) for by in (AINO, RUTH, LEON)))
    assert sorted(done.case.number for done in taken if done) == [1_001, 1_002, 1_003]
    assert await book.do_next(["service"], ask(AINO), claim) is None


async def test_the_queue_knows_mine_what_waits_and_what_is_late(book: Casebook) -> None:
    await book.do(1_002, ask(AINO), claim)
    queue = await book.queue(AINO, ["service"], NOW + timedelta(minutes=58.5))
    assert [case.number for case in queue.mine] == [1_002]
    assert [case.number for case in queue.waiting] == [1_003]
    assert [case.number for case in queue.late] == [1_001]


async def test_what_waits_for_its_customer_is_listed_apart_with_the_next_follow_up_first(
    book: Casebook,
) -> None:
    days = {1_001: 3, 1_002: 1}
    for number, wait in days.items():
        await book.do(number, ask(), claim)
        await book.do(number, ask(), mark_answered)
        await book.do(number, ask(), wait_for_customer, until=NOW + timedelta(days=wait))
    await book.do(1_003, ask(), claim)
    queue = await book.queue(AINO, (), NOW)
    assert [case.number for case in queue.mine] == [1_003]
    assert [case.number for case in queue.pending] == [1_002, 1_001]


async def test_the_load_of_a_team_and_how_long_an_owner_has_a_case(book: Casebook) -> None:
    await book.do(1_001, ask(minutes=1), claim)
    await book.do(1_001, ask(RUTH, minutes=5), take_over)
    await book.do(1_002, ask(), snooze, until=None)
    assert await book.workload(["service", "press"], [AINO, RUTH]) == ({"service": 2}, {RUTH: 1})
    assert await book.owned_since(1_001) == NOW + timedelta(minutes=5)
    assert await book.owned_since(1_003) is None


async def test_what_is_stuck_is_sent_on_its_way_again(book: Casebook) -> None:
    show = "1001@slack/1/show"

    def give_up(tx: Tx) -> Job:
        job = tx.lease(NOW, NOW + timedelta(minutes=1))
        assert job is not None
        tx.dead_letter(job, "no channel")
        return job

    buried = await book.store.transact(give_up)
    await book.do(1_001, ask("baton"), record_stuck, job=buried.key, why="no channel")
    assert (buried.key, (await book.case(1_001)).stuck) == (show, "no channel")
    assert await book.try_again(1_001, ask(AINO)) == 1
    assert (await book.case(1_001)).stuck == ""
    assert await book.store.transact(lambda tx: tx.dead_letters(1_001)) == []


async def test_everything_that_was_dead_lettered_is_tried_again_of_every_case_and_of_none(
    book: Casebook,
) -> None:
    def give_up(tx: Tx) -> None:
        tx.add_jobs([Job("alert/1", 0, "alert", NOW)])
        while job := tx.lease(NOW, NOW + timedelta(minutes=1)):
            tx.dead_letter(job, "no channel")
            if "case" in job.data:
                do(tx, job.data["case"], ask("baton"), record_stuck, job=job.key, why="no channel")

    await book.store.transact(give_up)
    count = len(await book.store.transact(lambda tx: tx.dead_letters()))
    assert count > 3
    assert await book.try_all_again(ask(AINO)) == count
    assert await book.store.transact(lambda tx: tx.dead_letters()) == []
    assert [(await book.case(number)).stuck for number in (1_001, 1_002, 1_003)] == ["", "", ""]


def test_events_take_their_places_after_those_before() -> None:
    case = after(opened(), claim(opened(), ask(AINO)))
    change = decide(case, take_over(case, ask(RUTH)))
    assert (change.before, [event.number for event in change.events], change.case.version) == (2, [3], 3)
