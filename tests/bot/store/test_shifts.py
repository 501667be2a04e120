"""Availability, temporary assignments, turns and loads, on both databases."""

import asyncio
import threading
from contextlib import suppress

from bot.shifts import Availability, AvailabilityOverride, Loan
from bot.store import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.store.samples import NOW, after, claimed, new_case, opened

ON = AvailabilityOverride("billing", "U0AINO", True, after(3_600))
LOAN = Loan("billing", "U0MIRA", "U0RUTH", after(60))


async def test_the_latest_toggle_counts_until_it_ends(store: Store) -> None:
    off = AvailabilityOverride("billing", "U0AINO", False, after(60))
    await store.transact(lambda tx: tx.toggle(ON, NOW))
    await store.transact(lambda tx: tx.toggle(off, NOW))
    assert await store.transact(lambda tx: tx.said("billing", NOW)) == Availability((off,))
    assert await store.transact(lambda tx: tx.said("service", NOW)) == Availability()
    assert await store.transact(lambda tx: tx.said("billing", after(60))) == Availability()


async def test_a_loan_ends_automatically_or_by_hand(store: Store) -> None:
    await store.transact(lambda tx: tx.lend(LOAN, NOW))
    assert await store.transact(lambda tx: tx.loans(after(59))) == [LOAN]
    assert await store.transact(lambda tx: tx.loans(after(60))) == []
    assert await store.transact(lambda tx: tx.end_loan("billing", "U0MIRA"))
    assert not await store.transact(lambda tx: tx.end_loan("billing", "U0MIRA"))


async def test_what_has_ended_does_not_pile_up(store: Store) -> None:
    await store.transact(lambda tx: tx.toggle(ON, NOW))
    await store.transact(lambda tx: tx.lend(LOAN, NOW))
    later = after(4_000)
    await store.transact(
        lambda tx: tx.toggle(AvailabilityOverride("service", "U0LEON", True, after(9_000)), later)
    )
    await store.transact(lambda tx: tx.lend(Loan("service", "U0LEON", "U0RUTH", after(9_000)), later))
    for table in ("toggles", "loans"):
        rows = await store.transact(lambda tx, t=table: tx.sql.rows(f"select team from {t}"))  # type: ignore[misc]
        assert rows == [{"team": "service"}]


async def test_turns_are_remembered_for_each_team(store: Store) -> None:
    for seconds in (0, 5):
        await store.transact(lambda tx, s=seconds: tx.give_turn("billing", "U0AINO", after(s)))  # type: ignore[misc]
    assert await store.transact(lambda tx: list(tx.turns("billing"))) == ["U0AINO"]
    assert await store.transact(lambda tx: tx.turns("service")) == {}


async def test_only_open_cases_somebody_has_are_held(store: Store) -> None:
    cases = [new_case(number) for number in (1001, 1002, 1003)]
    await store.transact(lambda tx: tx.save([opened(case) for case in cases]))
    held = [opened(case).case for case in cases[:2]]
    await store.transact(lambda tx: tx.save([claimed(case, "U0AINO", f"c/{case.number}") for case in held]))
    assert await store.transact(lambda tx: tx.held(["U0AINO", "U0RUTH"])) == {"U0AINO": 2}
    assert await store.transact(lambda tx: tx.held_after_others("U0AINO")) == 2
    assert await store.transact(lambda tx: tx.held_after_others("U0RUTH")) == 0


async def test_of_two_who_count_at_once_the_second_counts_what_the_first_wrote(fresh_postgres: str) -> None:
    """Pitfall 6, on Postgres, where transactions run side by side; on SQLite one ends before the next begins."""
    both_wrote = threading.Barrier(2, timeout=20)
    # Nobody commits before both have counted, where the second does not have to wait for the first.
    both_counted = threading.Barrier(2, timeout=0.5)
    store = open_store(fresh_postgres)
    await store.migrate()
    await store.start()

    async def claim_and_count(number: int) -> int:
        case = opened(new_case(number)).case

        def work(tx: Tx) -> int:
            tx.save([claimed(case, "U0AINO", f"c/{number}")])
            tx.case(number)  # what was written is with the database now, not only in the pipeline
            both_wrote.wait()
            count = tx.held_after_others("U0AINO")
            with suppress(threading.BrokenBarrierError):
                both_counted.wait()
            return count

        return await store.transact(work)

    await store.transact(lambda tx: tx.save([opened(new_case(number)) for number in (1001, 1002)]))
    assert sorted(await asyncio.gather(claim_and_count(1001), claim_and_count(1002))) == [1, 2]
    await store.close()
