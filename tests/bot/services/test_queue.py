"""The queue: each case in one list, filters, counts; the next case; a search."""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Case, Status, claim
from bot.case.case_filter import CaseFilter
from bot.case.handling_model import Snooze
from bot.mention import Author, tombstone
from bot.routing import Priority
from bot.services.casebook import Casebook
from bot.services.queue import Queue
from bot.services.search import FOUND, search
from bot.store import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.case.world import AINO, RUTH, ask
from tests.bot.store.samples import NOW, after, new_case, opened

LATER = after(30)
TEAMS = ("service", "billing")


class Hiding:
    """A visibility that hides some cases."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = numbers

    def sees(self, case: Case) -> bool:
        return case.number not in self.numbers

    async def look_up(self, case: Case) -> None:
        """Do nothing: everything is known."""


async def put(store: Store, cases: Iterable[Case]) -> None:
    await store.transact(lambda tx: tx.save([opened(case) for case in cases]))


def own(number: int, **more: Any) -> Case:
    return new_case(number, status=Status.CLAIMED, owner=AINO, **more)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """One database will do: the statements have a contract of their own."""
    store = open_store(f"sqlite:///{tmp_path / 'baton.db'}")
    await store.start()
    yield store
    await store.close()


def numbers(queue: Queue) -> dict[str, list[int]]:
    lists = {name: getattr(queue, name) for name in ("late", "mine", "waiting", "pending", "snoozed")}
    return {name: [case.number for case in cases] for name, cases in lists.items()}


async def test_each_case_is_in_one_list_only(store: Store) -> None:
    asleep = Snooze(3, AINO, None)
    await put(
        store,
        [
            new_case(1001, due_at=after(20)),
            new_case(1002, due_at=after(99)),
            own(1003, due_at=after(20), asked_at=NOW),
            own(1004, due_at=after(99), asked_at=NOW),
            own(1005, answered_at=after(1)),
            own(1006, snooze=asleep, due_at=after(20), team="press"),
            new_case(1007, snooze=asleep),
            own(1008, due_at=after(10), asked_at=NOW, team="press"),
            new_case(1009, due_at=after(10), team="press"),
        ],
    )
    queue = await Casebook(store).queue(AINO, TEAMS, LATER, counted=TEAMS)
    assert numbers(queue) == {
        "late": [1008, 1001, 1003, 1006],
        "mine": [1004],
        "waiting": [1002],
        "pending": [1005],
        "snoozed": [1007],
    }
    assert queue.counts == {"own": 4, "late": 2, "waiting": 1}


async def test_nothing_is_counted_where_cases_may_be_hidden(store: Store) -> None:
    await put(store, [new_case(1001), new_case(1002)])
    book = Casebook(store).seen_by(Hiding(1001))
    queue = await book.queue(AINO, TEAMS, LATER, counted=["service"])
    assert (numbers(queue)["waiting"], queue.counts) == ([1002], {"own": 0})


async def test_a_filter_leaves_only_what_it_names(store: Store) -> None:
    await put(
        store,
        [
            new_case(1001, network="email"),
            new_case(1002),
            new_case(1003, network="email", priority=Priority.LOW),
        ],
    )
    for only, left in (
        (CaseFilter(network="email"), [1001, 1003]),
        (CaseFilter(priority=int(Priority.LOW)), [1003]),
        (CaseFilter(network="x", priority=int(Priority.LOW)), []),
        (CaseFilter(network="%"), []),
    ):
        queue = await Casebook(store).queue(AINO, TEAMS, LATER, only=only)
        assert numbers(queue)["waiting"] == left


async def test_the_next_case_is_the_most_urgent_of_all_teams_that_is_not_hidden(store: Store) -> None:
    await put(
        store,
        [
            new_case(1001, due_at=after(5)),
            new_case(1002, team="billing", priority=Priority.URGENT),
            new_case(1003, team="billing", priority=Priority.URGENT, network="email"),
        ],
    )
    book = Casebook(store).seen_by(Hiding(1002))
    done = await book.do_next(TEAMS, ask(AINO), claim)
    assert done is not None
    assert done.case.number == 1003
    done = await book.do_next(TEAMS, ask(RUTH), claim, CaseFilter(network="email"))
    assert done is None


async def test_a_queue_of_a_thousand_cases_reads_no_more_than_it_shows(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(store, [new_case(number, due_at=after(number % 60)) for number in range(1001, 2001)])
    read: list[int] = []
    plans: list[str] = []
    kept = Tx.bodies

    def counted(self: Tx, text: str, **values: object) -> list[Case]:
        found = kept(self, text, **values)
        read.append(len(found))
        plans.extend(row["detail"] for row in self.sql.rows(f"explain query plan {text}", **values))
        return found

    monkeypatch.setattr(Tx, "bodies", counted)
    queue = await Casebook(store).queue(AINO, TEAMS, LATER, limit=9, counted=TEAMS)
    assert [plan for plan in plans if plan.startswith("SCAN cases") and "INDEX" not in plan] == []
    assert (len(queue.late), len(queue.waiting)) == (9, 9)
    assert queue.counts["late"] + queue.counts["waiting"] == 1000
    assert sum(read) <= 20


async def test_a_search_finds_numbers_handles_and_words_of_open_and_past_cases(store: Store) -> None:
    ana = new_case(1001, text="The router is DOWN in my Straße")
    bob = new_case(1002, text="Where is my refund?", status=Status.RESOLVED)
    bob = replace(bob, mentions=(replace(bob.first, author=Author("bob_7", "Bob Müller")),))
    gone = new_case(1003, text="router secret")
    gone = replace(gone, mentions=(tombstone(gone.first),))
    await put(store, [ana, bob, gone, new_case(1004, text="my number is 1001")])
    book = Casebook(store)
    for words, found in (
        ("#1001", [1001]),
        ("1001", [1001, 1004]),
        ("ROUTER down", [1001]),
        ("straße", [1001]),
        ("@bob_7", [1002]),
        ("müller REFUND", [1002]),
        ("secret", []),
        ("%", []),
        ('"', []),
        ("  ", []),
    ):
        assert [case.number for case in await search(book, words)] == found, words


async def test_a_search_shows_no_hidden_case_and_reads_on_behind_many_of_them(store: Store) -> None:
    await put(store, [new_case(number, text="router") for number in range(1001, 1151)])
    book = Casebook(store).seen_by(Hiding(*range(1004, 1151)))
    assert [case.number for case in await search(book, "router")] == [1003, 1002, 1001]
    assert await search(book, "1100") == []
    assert len(await search(Casebook(store), "router")) == FOUND
