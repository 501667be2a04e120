"""The contract of every database for cases, event logs and mentions."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.case import Case, Event, Status, Thread
from bot.case.bulk import Bulk, Plan, Result
from bot.case.case_filter import CaseFilter
from bot.case.clocks import ClockKind
from bot.case.handling_model import Snooze
from bot.case.upgrade import upgraded
from bot.case.verbs.warn import Warned
from bot.routing import Priority
from bot.store import Change, Clash, IntakeOutcome, open_store
from bot.store.bulks import KEPT
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.store.samples import NOW, after, claimed, job, new_case, opened

SURROGATE_AND_NUL = "half \ud83d, nothing \0"


@pytest.fixture
async def impatient(store: Store, database_url: str) -> AsyncIterator[Store]:
    """A second store on the same database, which does not wait for a clash to pass."""
    impatient = open_store(database_url, patience=0)
    await impatient.start()
    yield impatient
    await impatient.close()


async def put(store: Store, *cases: Case) -> None:
    await store.transact(lambda tx: tx.save([opened(case) for case in cases]))


async def get(store: Store, number: int) -> Case:
    case = await store.transact(lambda tx: tx.case(number))
    assert case is not None
    return case


def further(number: int, event: Event) -> Change:
    """A second event of a case that was just opened."""
    return Change(1, replace(new_case(number), version=2), (event,), ())


def claim(number: int, by: str) -> Callable[[Tx], str | None]:
    """Claim as a handler does: read, decide, write; the owner afterwards."""

    def work(tx: Tx) -> str | None:
        case = tx.case(number)
        assert case is not None
        if case.owner is None:
            tx.save([claimed(case, by, f"click/{by}")])
            return by
        return case.owner

    return work


async def test_a_case_comes_back_as_it_was_saved(store: Store) -> None:
    words = "Grüße 👩🏽‍🔧 𝕏 漢字 \0"
    case = upgraded(new_case(1001, text=words, due_at=after(3600), thread=Thread("C1", "1.2", "https://s")))
    assert case.clocks
    await put(store, case)
    assert await get(store, 1001) == replace(case, version=1)


async def test_numbers_begin_at_1001_and_are_given_once(store: Store) -> None:
    first = await store.transact(lambda tx: tx.next_numbers(3))
    taken = await asyncio.gather(*(store.transact(lambda tx: tx.next_numbers(2)) for _ in range(10)))
    assert first == [1001, 1002, 1003]
    assert sorted(number for numbers in taken for number in numbers) == list(range(1004, 1024))


async def test_racing_tasks_press_claim_and_one_wins(store: Store) -> None:
    await put(store, new_case(1001))
    owners = await asyncio.gather(*(store.transact(claim(1001, f"U{n}")) for n in range(20)))
    assert len(set(owners)) == 1
    assert [e.kind for e in await store.transact(lambda tx: tx.event_log(1001))] == ["opened", "claimed"]


async def test_two_stores_on_one_database_see_one_winner(store: Store, database_url: str) -> None:
    other = open_store(database_url)
    await other.start()
    try:
        for number in range(1001, 1021):
            await put(store, new_case(number))
            owners = await asyncio.gather(
                *(s.transact(claim(number, name)) for s, name in ((store, "U1"), (other, "U2")))
            )
            assert owners[0] == owners[1]
    finally:
        await other.close()


async def test_a_change_decided_on_an_old_version_is_a_clash(store: Store, impatient: Store) -> None:
    await put(store, new_case(1001))
    old = await get(store, 1001)
    await store.transact(claim(1001, "U1"))
    with pytest.raises(Clash):
        await impatient.transact(lambda tx: tx.save([claimed(old, "U2", "click/U2")]))
    assert (await get(store, 1001)).owner == "U1"


async def test_a_clash_is_tried_again_and_decided_again(store: Store) -> None:
    await put(store, new_case(1001))
    seen = []

    def work(tx: Tx) -> str | None:
        seen.append(tx.case(1001))
        if len(seen) < 3:
            raise Clash("somebody wrote first")
        return claim(1001, "U1")(tx)

    assert await store.transact(work) == "U1"
    assert len(seen) == 3


async def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def work(tx: Tx) -> None:
        tx.save([opened(new_case(1001), job("1001@slack"))])
        tx.record([IntakeOutcome("x/1", "opened", 1001, "default", NOW)])
        tx.lead({"x/conversation/1": 1001}, {})
        tx.move_cursor("x/mentions", "17", NOW)
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        await store.transact(work)

    def look(tx: Tx) -> list[object]:
        return [
            tx.case(1001),
            tx.event_log(1001),
            tx.known(["x/1"]),
            tx.correlation_keys(["x/conversation/1"]),
        ]

    assert await store.transact(look) == [None, [], {}, {}]
    assert await store.transact(lambda tx: (tx.cursor("x/mentions"), tx.jobs_waiting())) == (None, 0)


async def test_what_is_wrong_with_a_write_nobody_waits_for_is_still_raised(store: Store) -> None:
    def work(tx: Tx) -> None:
        tx.move_cursor("x/mentions", "17", NOW)
        tx.sql.run("insert into cursors (source, cursor, at) values ('y', null, '')")
        tx.add_jobs([job("a")])

    with pytest.raises(Exception, match=r"(?i)not.null"):
        await store.transact(work)
    assert await store.transact(lambda tx: (tx.cursor("x/mentions"), tx.jobs_waiting())) == (None, 0)


async def test_a_request_takes_effect_once(store: Store, impatient: Store) -> None:
    """Pitfall 15 (docs/pitfalls.md): the same click delivered again finds its own trace."""
    await put(store, new_case(1001))
    assert await store.transact(lambda tx: tx.case_and_heard(1001, "x/1001")[1])
    assert not await store.transact(lambda tx: tx.case_and_heard(1001, "click/9")[1])
    again = Event("opened", "x", NOW, "x/1001")
    with pytest.raises(Clash):
        await impatient.transact(lambda tx: tx.save([further(1001, again)]))


async def test_events_keep_their_place_and_their_words(store: Store) -> None:
    data = {"text": SURROGATE_AND_NUL, "deep": [1, None, {"a": "é"}]}
    event = Event("noted", "U1", after(0.000001), "m/1", data)
    await put(store, new_case(1001))
    await store.transact(lambda tx: tx.save([further(1001, event)]))
    event_log = await store.transact(lambda tx: tx.event_log(1001))
    assert event_log[1] == replace(event, number=2)
    assert await store.transact(lambda tx: tx.event(1001, 2)) == replace(event, number=2)
    assert await store.transact(lambda tx: tx.event(1001, 3)) is None


async def test_many_cases_are_saved_and_read_at_once(store: Store) -> None:
    await put(store, *(new_case(number) for number in range(1001, 2201)))
    cases = await store.transact(lambda tx: tx.cases(range(1001, 2301)))
    assert sorted(cases) == list(range(1001, 2201))


async def test_a_case_is_found_by_its_thread_and_by_an_earlier_one(store: Store) -> None:
    """Pitfall 17 (docs/pitfalls.md): a `ts` alone names no thread."""
    first, second = Thread("C1", "1.1", ""), Thread("C2", "2.2", "")
    await put(store, new_case(1001, thread=second, earlier_threads=(first,)), new_case(1002))
    places = [("C1", "1.1"), ("C2", "2.2"), ("C1", "2.2")]
    found = await store.transact(lambda tx: [tx.case_by_thread(*place) for place in places])
    assert found == [1001, 1001, None]


async def test_a_mention_is_recorded_once(store: Store, impatient: Store) -> None:
    seen = [
        IntakeOutcome("x/1", "opened", 1001, "default", NOW),
        IntakeOutcome("x/2", "ignored", None, "spam", NOW, "{}"),
    ]
    await store.transact(lambda tx: tx.record(seen))
    assert await store.transact(lambda tx: tx.known(["x/1", "x/2", "x/3"])) == {"x/1": 1001, "x/2": None}
    with pytest.raises(Clash):
        await impatient.transact(lambda tx: tx.record(seen[:1]))


async def test_an_ignored_mention_gets_a_case_once(store: Store, impatient: Store) -> None:
    await store.transact(lambda tx: tx.record([IntakeOutcome("x/1", "ignored", None, "spam", NOW, "{}")]))
    await store.transact(lambda tx: tx.reconsider(IntakeOutcome("x/1", "opened", 1001, "escalated", NOW)))
    assert await store.transact(lambda tx: tx.known(["x/1"])) == {"x/1": 1001}
    with pytest.raises(Clash):
        await impatient.transact(
            lambda tx: tx.reconsider(IntakeOutcome("x/1", "opened", 1002, "escalated", NOW))
        )


async def test_text_no_database_takes_is_made_fit(store: Store) -> None:
    key = f"x/author/{SURROGATE_AND_NUL}👍"
    await store.transact(lambda tx: tx.lead({key: 1001}, {}))
    assert await store.transact(lambda tx: list(tx.correlation_keys([key]).values())) == [1001]


async def test_a_correlation_key_that_was_moved_elsewhere_since_it_was_read_is_a_clash(
    store: Store, impatient: Store
) -> None:
    await store.transact(lambda tx: tx.lead({"x/author/1": 1001}, {}))
    for before in ({}, {"x/author/1": 1000}):
        with pytest.raises(Clash):
            await impatient.transact(lambda tx, before=before: tx.lead({"x/author/1": 1002}, before))  # type: ignore[misc]
    assert await store.transact(lambda tx: tx.correlation_keys(["x/author/1"])) == {"x/author/1": 1001}


async def test_correlation_keys_cursors_and_notices(store: Store) -> None:
    await store.transact(lambda tx: tx.lead({"x/author/1": 1001, "x/author/2": 1002}, {}))
    await store.transact(lambda tx: tx.lead({"x/author/1": 1003}, {"x/author/1": 1001, "x/author/2": 1002}))
    assert await store.transact(
        lambda tx: tx.correlation_keys(["x/author/1", "x/author/2", "x/author/3"])
    ) == {
        "x/author/1": 1003,
        "x/author/2": 1002,
    }
    await store.transact(lambda tx: tx.move_cursor("x/mentions", "17", NOW))
    await store.transact(lambda tx: tx.move_cursor("x/mentions", "50% off :now", NOW))
    assert await store.transact(lambda tx: tx.cursor("x/mentions")) == "50% off :now"
    told = [await store.transact(lambda tx: tx.first_notice("C1", NOW)) for _ in range(2)]
    assert told == [True, False]


async def test_the_queue_is_in_the_order_to_answer(store: Store) -> None:
    cases = [
        new_case(1001, priority=Priority.LOW, due_at=after(1)),
        new_case(1002, due_at=None),
        new_case(1003, due_at=after(60)),
        new_case(1004, due_at=after(30)),
        new_case(1005, due_at=after(30)),
        new_case(1006, priority=Priority.URGENT, team="billing"),
        new_case(1007, priority=Priority.URGENT, status=Status.CLAIMED, owner="U1", due_at=after(9)),
        new_case(1008, priority=Priority.URGENT, status=Status.RESOLVED, due_at=after(9)),
    ]
    await put(store, *cases)

    def numbers(tx: Tx) -> list[list[int]]:
        found = (
            tx.waiting("service", 9),
            tx.waiting("billing", 2),
            tx.owned_by("U1", 9),
            tx.late("service", after(30), 9),
        )
        return [[case.number for case in some] for some in found]

    waiting, billing, mine, late = await store.transact(numbers)
    assert waiting == [1004, 1005, 1003, 1002, 1001]
    assert billing == [1006]
    assert mine == [1007]
    assert late == [1007, 1004, 1005, 1001]
    assert await store.transact(lambda tx: [c.number for c in tx.late("billing", after(99), 9)]) == []


async def test_queues_leave_out_what_is_overdue_and_what_a_filter_leaves_out(store: Store) -> None:
    quoting = 'a quote: "mentions":[{"network":"email",'
    cases = [
        new_case(1001, due_at=after(20)),
        new_case(1002, due_at=after(99), text=quoting),
        new_case(1003, due_at=None, priority=Priority.URGENT, network="email"),
        new_case(1004, due_at=after(20), status=Status.CLAIMED, owner="U1", team="billing"),
        new_case(1005, due_at=after(99), status=Status.CLAIMED, owner="U1"),
    ]
    await put(store, *cases)
    mail, urgent = CaseFilter(network="email"), CaseFilter(priority=int(Priority.URGENT))

    def found(tx: Tx) -> list[list[int]]:
        lists = (
            tx.waiting("service", 9, after(30)),
            tx.waiting("service", 9, after(30), mail),
            tx.waiting("service", 9, None, urgent),
            tx.owned_by("U1", 9, after(30)),
            tx.late_of("U1", after(30), 9),
            tx.late("service", after(30), 9, mail),
        )
        return [[case.number for case in each] for each in lists]

    assert await store.transact(found) == [[1003, 1002], [1003], [1003], [1005], [1004], []]
    counts = await store.transact(
        lambda tx: [
            tx.count_waiting("service", after(30)),
            tx.count_waiting("service", after(30), mail),
            tx.count_late("service", after(30)),
            tx.count_late("billing", after(30)),
            tx.count_late("billing", after(30), unassigned=True),
        ]
    )
    assert counts == [2, 1, 1, 1, 0]


async def test_a_pattern_is_looked_for_in_all_latest_cases(store: Store) -> None:
    cases = [new_case(number, text=f"post {number} Straße") for number in range(1001, 1006)]
    await put(store, *cases, new_case(1006, text="POST of another"))
    for pattern, before, numbers in (
        ("%post%", 9_999, [1006, 1005]),
        ("%post%", 1_003, [1002, 1001]),
        ("%stra%e%", 1_005, [1004, 1003]),
        ("%nothing%", 9_999, []),
    ):
        found = await store.transact(partial(Tx.like, pattern=pattern, before=before, limit=2))
        assert [case.number for case in found] == numbers


async def test_a_snoozed_case_whose_answer_is_overdue_is_late_and_waits_for_nobody_to_claim_it(
    store: Store,
) -> None:
    asleep = Snooze(3, "U1", None)
    cases = [
        new_case(1001, due_at=after(1), snooze=asleep),
        new_case(1002, due_at=after(99), snooze=asleep),
        new_case(1003, due_at=None, snooze=asleep),
    ]
    await put(store, *cases)
    assert await store.transact(lambda tx: [c.number for c in tx.late("service", after(30), 9)]) == [1001]
    assert await store.transact(lambda tx: [c.number for c in tx.waiting("service", 9)]) == []


async def test_teams_are_open_as_long_as_they_have_a_case_that_is_not_resolved(store: Store) -> None:
    assert await store.transact(lambda tx: tx.open_teams()) == []
    await put(
        store,
        *(new_case(1001 + place, team=team) for place, team in enumerate(("service", "billing", "service"))),
        new_case(1004, team="press", status=Status.RESOLVED),
        new_case(1005, team="outage", status=Status.CLAIMED, owner="U1"),
    )
    assert await store.transact(lambda tx: tx.open_teams()) == ["billing", "outage", "service"]


moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
st.register_type_strategy(datetime, moments)
numbers = st.integers(1001, 2_000_000_000)


async def test_any_case_at_all_comes_back_as_it_was(store: Store) -> None:
    loop = asyncio.get_running_loop()

    @given(case=st.builds(Case, number=numbers), request=st.text(min_size=1))
    @settings(max_examples=50, database=None, suppress_health_check=list(HealthCheck))
    def comes_back(case: Case, request: str) -> None:
        def there_and_back(tx: Tx) -> Case | None:
            tx.sql.run("delete from events")
            tx.save([Change(0, case, (Event("opened", "x", NOW, request, {"said": request}),), ())])
            assert tx.event_log(case.number)[0].data == {"said": request}
            return tx.case(case.number)

        back = asyncio.run_coroutine_threadsafe(store.transact(there_and_back), loop).result(20)
        assert back == case

    await asyncio.to_thread(comes_back)


async def test_what_a_team_is_notified_of_is_taken_once_the_highest_level_of_each_clock(store: Store) -> None:
    first, other = Warned(1002, ClockKind.CLAIM, 80), Warned(1001, ClockKind.FIRST_RESPONSE, 80)

    def fill(tx: Tx) -> None:
        for warned in (first, other, replace(first, level=100)):
            tx.add_warning("service", warned, after(0))
        tx.add_warning("billing", first, after(0))

    await store.transact(fill)
    taken = await asyncio.gather(*(store.transact(lambda tx: tx.take_warnings("service")) for _ in range(4)))
    assert sorted(taken, key=len)[-1] == [other, replace(first, level=100)]
    assert [len(each) for each in sorted(taken, key=len)] == [0, 0, 0, 2]
    assert await store.transact(lambda tx: tx.take_warnings("billing")) == [first]


async def test_the_open_cases_of_a_team_come_in_pages(store: Store) -> None:
    await put(store, *(new_case(number) for number in (1001, 1002, 1003)))
    await put(store, new_case(1004, status=Status.RESOLVED), new_case(1005, team="billing"))

    async def page(after_number: int) -> list[int]:
        found = await store.transact(lambda tx: tx.open_cases("service", after_number, 2))
        return [case.number for case in found]

    assert [await page(0), await page(1002), await page(1003)] == [[1001, 1002], [1003], []]


async def test_work_on_many_cases_is_kept_for_the_person_who_asked(store: Store) -> None:
    first = Bulk("b1", "U1", NOW, Plan("claim"), (1001, 1002))
    second = Bulk("b2", "U1", after(5), Plan("resolve", resolution="spam"), (1001,))
    changed = first.with_result(Result(1001, changed=True))
    for bulk in (first, second, changed):
        await store.transact(partial(Tx.save_bulk, bulk=bulk))
    assert await store.transact(lambda tx: tx.bulk("b1")) == changed
    assert await store.transact(lambda tx: tx.bulk("b3")) is None
    assert await store.transact(lambda tx: tx.latest_bulk("U1", NOW)) == second
    assert await store.transact(lambda tx: tx.latest_bulk("U2", NOW)) is None
    assert await store.transact(lambda tx: tx.latest_bulk("U1", after(9))) is None
    later = replace(second, id="b4", at=NOW + KEPT + KEPT)
    await store.transact(lambda tx: tx.save_bulk(later))
    assert await store.transact(lambda tx: tx.bulk("b1")) is None
