"""Costs of networks are counted once, exactly, together with what they paid for."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.budget import Bill, Spending
from bot.case import Refused, claim, confirm_sent, draft, record_sent, record_unsure, send
from bot.delivery import Receipt
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.case.world import AINO, BOB, NOW, ask, post

RULES = read_rules("teams: {service: {channel: '#service', first_response: 60m}}\ndefault: {team: service}\n")
ONE_READ = Bill("x", Spending(reads=1, micros=5_000))


async def spent(store: Store) -> Spending:
    return await store.transact(lambda tx: tx.spent("x", NOW))


@pytest.fixture
def intake(store: Store) -> Intake:
    return Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))


async def replying(intake: Intake) -> tuple[Casebook, int]:
    """A casebook whose case 1001 has a reply under way that costs 20 cents, and the reply's number."""
    await intake.take([post()], NOW)
    book = Casebook(intake.store)
    await book.do(1_001, ask(AINO), claim)
    words: dict[str, Any] = {"text": "Hello", "to": post(), "length": 5, "longest": 280, "cost": 200_000}
    written = (await book.do(1_001, ask(AINO), draft, **words)).case.drafts[0]
    done = await book.do(1_001, ask(AINO), send, number=written.number)
    return book, done.case.replies[0].number


async def test_sums_of_many_at_once_are_exact_and_kept_by_network_and_month(store: Store) -> None:
    following = NOW + timedelta(days=30)
    bills = [(ONE_READ, NOW)] * 20 + [(ONE_READ, following), (Bill("email", Spending(1, 2, 3)), NOW)]
    await asyncio.gather(*(store.transact(lambda tx, b=b, at=at: tx.spend(b, at)) for b, at in bills))  # type: ignore[misc]
    assert await spent(store) == Spending(20, 0, 100_000)
    assert await store.transact(lambda tx: tx.spent("x", following)) == Spending(1, 0, 5_000)
    assert list(await store.transact(lambda tx: tx.spending(NOW))) == ["email", "x"]


async def test_dollars_beyond_what_fits_in_thirty_two_bits_are_counted(store: Store) -> None:
    await store.transact(lambda tx: tx.spend(Bill("x", Spending(micros=3_000_000_000)), NOW))
    assert (await spent(store)).dollars == 3_000


async def test_a_poll_is_billed_with_its_posts_and_cursor_or_not_at_all(intake: Intake) -> None:
    await intake.take([post()], NOW, source="x/mentions", cursor="1", bill=ONE_READ)
    assert await spent(intake.store) == Spending(1, 0, 5_000)
    broken = Intake(intake.store, _no_rules, merge=intake.merge, reopen=intake.reopen)
    elsewhere = replace(post("2", BOB), conversation="2")
    with pytest.raises(RuntimeError):
        await broken.take([elsewhere], NOW, source="x/mentions", cursor="2", bill=ONE_READ)
    assert await spent(intake.store) == Spending(1, 0, 5_000)


async def test_a_post_handed_in_is_billed_even_when_it_was_known(intake: Intake) -> None:
    for request in ("one", "two"):
        await intake.escalate(post(), ask(AINO, request=request), url="u", reason="", bill=ONE_READ)
    assert (await spent(intake.store)).reads == 2


async def test_a_reply_is_billed_once_it_is_known_to_have_gone_out_and_once(intake: Intake) -> None:
    book, number = await replying(intake)
    assert await spent(intake.store) == Spending()
    receipt = Receipt("9", "https://x.com/9", NOW)
    for request in ("job", "job", "job again"):
        await book.do(1_001, ask("baton", request=request), record_sent, number=number, receipt=receipt)
    assert await spent(intake.store) == Spending(0, 1, 200_000)


async def test_a_reply_a_person_saw_in_public_is_billed_too(intake: Intake) -> None:
    book, number = await replying(intake)
    await book.do(1_001, ask("baton"), record_unsure, number=number, why="no answer")
    assert await spent(intake.store) == Spending()
    await book.do(1_001, ask(AINO), confirm_sent, number=number)
    assert await spent(intake.store) == Spending(0, 1, 200_000)


async def test_a_refused_verb_costs_nothing(intake: Intake) -> None:
    book, _ = await replying(intake)
    with pytest.raises(Refused):
        await book.do(1_001, ask(AINO), confirm_sent, number=99)
    assert await spent(intake.store) == Spending()


async def test_spending_is_undone_with_its_transaction(store: Store) -> None:
    def work(tx: Tx) -> None:
        tx.spend(ONE_READ, NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.transact(work)
    assert await spent(store) == Spending()


def _no_rules() -> Any:
    raise RuntimeError
