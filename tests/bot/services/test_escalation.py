"""The escalation policy: each level is notified once, never outside business hours, never for a settled case."""

import asyncio
import json
from datetime import datetime, timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    ClockKind,
    Event,
    Refused,
    claim,
    fold,
    hand_over,
    mark_answered,
    resolve,
    snooze,
    wake,
)
from bot.case.clocks import BREACH, REMIND, WARN
from bot.case.model import Resolution, Status
from bot.case.notifications import notices
from bot.case.verbs.warn import Warned, still_due, warn
from bot.jobs.build import retime_jobs
from bot.jobs.job import Job
from bot.mention import Mention
from bot.routing import Rules, read_rules
from bot.services import escalation
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.slack.views.escalation import ROWS, WarningPart, draw_reminder, draw_warning
from bot.store.store import Store
from tests.bot.case.test_clocks_golden import MONDAY, berlin, written
from tests.bot.case.world import AINO, BILLING
from tests.bot.slack.views.limits import check_message, parts, pressable

FIRST = ClockKind.FIRST_RESPONSE
OPEN = "{zone: Europe/Berlin, open: {mon-fri: '09:00-17:00'}}"
FILE = """
teams:
  service: {channel: "#service", first_response: 100m, hours: %s, outside: %s, lead: ["@lead"]}
default: {team: service}
"""
RULES = read_rules(FILE % (OPEN, "wait"))
GOES_ON = read_rules(FILE % (OPEN, "go on"))
PAUSES = read_rules((FILE % (OPEN, "wait")).replace("100m", "100m, snooze: pauses the clock"))
CLAIM_TOO = read_rules((FILE % (OPEN, "wait")).replace("100m", "100m, targets: {claim: 50m}"))
MINUTE = timedelta(minutes=1)
ALERTS = "#alerts"


async def take(store: Store, at: datetime, rules: Rules = RULES) -> Job:
    """A post taken at `at`: case 1001; its timer."""
    intake = Intake(store, lambda: rules, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    await intake.take([written(at)], at)
    (timer,) = await timers(store)
    return timer


async def timers(store: Store, kind: str = "tick") -> list[Job]:
    text = "select lane, run_at, data from jobs where kind = :kind order by run_at"
    rows = await store.transact(lambda tx: tx.sql.rows(text, kind=kind))
    return [
        Job(row["lane"], 0, kind, datetime.fromisoformat(row["run_at"]), json.loads(row["data"]))
        for row in rows
    ]


async def climb(store: Store, timer: Job, at: datetime, rules: Rules = RULES) -> datetime | None:
    ask = Ask("baton", at, timer.key)
    return await store.transact(lambda tx: escalation.evaluate(tx, timer.data["case"], ask, rules, MINUTE))


async def event_log(store: Store) -> list[Event]:
    return await store.transact(lambda tx: tx.event_log(1_001))


async def rungs(store: Store) -> list[int]:
    return [level for _, level in await warned(store)]


async def warned(store: Store) -> list[tuple[str, int]]:
    events = [event.data for event in await event_log(store) if event.kind == "warned"]
    return [(data["clock"], data["rung"]) for data in events]


async def case_1001(store: Store) -> Case:
    return await Casebook(store).case(1_001)


async def test_a_clock_rises_level_by_level_and_each_is_written_once(store: Store) -> None:
    """Pitfalls 23 and 55."""
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    assert timer.run_at == begun + 50 * MINUTE
    assert await climb(store, timer, begun + 50 * MINUTE) == begun + 80 * MINUTE
    assert await climb(store, timer, begun + 51 * MINUTE) == begun + 80 * MINUTE
    assert await climb(store, timer, begun + 80 * MINUTE) == begun + 100 * MINUTE
    assert await climb(store, timer, begun + 100 * MINUTE) is None
    assert await climb(store, timer, begun + 200 * MINUTE) is None
    assert await rungs(store) == [REMIND, WARN, BREACH]
    assert fold(1_001, await event_log(store)) == await case_1001(store)


async def test_one_timer_checks_every_clock_of_a_case(store: Store) -> None:
    begun = berlin(2, "10:00")
    timer = await take(store, begun, CLAIM_TOO)
    assert timer.run_at == begun + 25 * MINUTE
    for look, following in zip((25, 40, 50, 80), (40, 50, 80, 100), strict=True):
        assert await climb(store, timer, begun + look * MINUTE, CLAIM_TOO) == begun + following * MINUTE
    assert await climb(store, timer, begun + 100 * MINUTE, CLAIM_TOO) is None
    assert await warned(store) == [
        ("claim", REMIND),
        ("claim", WARN),
        ("first_response", REMIND),
        ("claim", BREACH),
        ("first_response", WARN),
        ("first_response", BREACH),
    ]


async def test_a_timer_of_a_clock_that_ended_waits_on_for_the_others(store: Store) -> None:
    begun = berlin(2, "10:00")
    timer = await take(store, begun, CLAIM_TOO)
    await Casebook(store).do(1_001, Ask(AINO, begun + MINUTE, "c"), claim)
    assert await climb(store, timer, begun + 25 * MINUTE, CLAIM_TOO) == begun + 50 * MINUTE
    assert await warned(store) == []


async def test_a_late_start_notifies_the_highest_level_alone(store: Store) -> None:
    """Pitfall 22: a post found after a downtime is late at once, and that is said once."""
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    assert await climb(store, timer, begun + 300 * MINUTE) is None
    assert await rungs(store) == [BREACH]


async def test_of_what_is_settled_nobody_is_notified(store: Store) -> None:
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    await Casebook(store).do(1_001, Ask(AINO, begun + MINUTE, "a"), mark_answered)
    assert await climb(store, timer, begun + 90 * MINUTE) is None
    assert await rungs(store) == []
    assert await timers(store, "gather") == []


async def test_the_team_is_notified_once_of_a_whole_bad_hour(store: Store) -> None:
    """Pitfall 55."""
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    await climb(store, timer, begun + 80 * MINUTE)
    (gathering,) = await timers(store, "gather")
    assert gathering.run_at == begun + 81 * MINUTE
    await climb(store, timer, begun + 100 * MINUTE)
    assert len(await timers(store, "gather")) == 1
    for _ in range(2):
        await store.transact(lambda tx: escalation.flush(tx, "service", begun + 101 * MINUTE, RULES, ALERTS))
    (telling,) = await timers(store, "warn_team")
    assert telling.data == {"team": "service", "late": [[1_001, "first_response", BREACH]]}


async def test_nobody_is_notified_outside_business_hours_and_the_card_turns_late_all_the_same(
    store: Store,
) -> None:
    """Pitfall 37: clocks that go on at night, people who do not."""
    begun = berlin(6, "16:00")
    timer = await take(store, begun, GOES_ON)
    await store.transact(lambda tx: tx.sql.run("delete from jobs where kind = 'redraw'"))
    opens = berlin(MONDAY, "09:00")
    assert await climb(store, timer, begun + 80 * MINUTE, GOES_ON) == begun + 100 * MINUTE
    assert await timers(store, "redraw") == []
    assert await climb(store, timer, begun + 100 * MINUTE, GOES_ON) == opens
    assert len(await timers(store, "redraw")) == 1
    assert await rungs(store) == []
    assert await climb(store, timer, opens, GOES_ON) is None
    assert await rungs(store) == [BREACH]


async def test_a_message_that_would_come_after_closing_waits_until_the_team_opens(store: Store) -> None:
    begun = berlin(2, "15:39")
    timer = await take(store, begun)
    await climb(store, timer, begun + 80 * MINUTE)
    closed = berlin(2, "17:00")
    opens = await store.transact(lambda tx: escalation.flush(tx, "service", closed, RULES, ALERTS))
    assert opens == berlin(3, "09:00")
    assert await timers(store, "warn_team") == []
    assert await store.transact(lambda tx: escalation.flush(tx, "service", opens, RULES, ALERTS)) is None
    assert len(await timers(store, "warn_team")) == 1


async def test_changed_hours_reach_every_open_case_of_the_team_and_no_other(store: Store) -> None:
    intake = Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    at = berlin(6, "16:00")
    posts = [written(at, str(n)) for n in range(3)]
    for n, one in enumerate(posts):
        await intake.take([_of_author(one, n)], at)
    await Casebook(store).do(1_003, Ask(AINO, at, "r"), resolve, resolution=Resolution.SPAM)
    longer = read_rules((FILE % (OPEN, "wait")).replace("17:00", "18:00"))
    ask = Ask("baton", berlin(6, "16:30"), "retime")
    assert await store.transact(lambda tx: escalation.retime_page(tx, "service", 0, ask, longer)) is None
    book = Casebook(store)
    due = [(await book.case(number)).due_at for number in (1_001, 1_002, 1_003)]
    assert due == [berlin(6, "17:40"), berlin(6, "17:40"), None]
    assert [job.lane for job in retime_jobs(longer.teams, "v", at)] == ["retime/service"]


async def test_hours_that_change_again_and_back_reach_the_same_case_each_time(store: Store) -> None:
    begun = berlin(2, "10:00")
    await take(store, begun)
    dues = []
    for minute, closes in enumerate(("10:30", "16:00", "10:30"), start=1):
        shorter = read_rules((FILE % (OPEN, "wait")).replace("17:00", closes))
        ask = Ask("baton", begun + minute * MINUTE, "retime/service/0/retime")
        page = partial(escalation.retime_page, team="service", after=0, ask=ask, rules=shorter)
        await store.transact(page)
        dues.append((await case_1001(store)).due_at)
    assert dues == [berlin(3, "10:10"), berlin(2, "11:40"), berlin(3, "10:10")]


def _of_author(post: Mention, number: int) -> Mention:
    author = replace(post.author, native_id=f"7{number}")
    return replace(post, author=author, conversation=str(number))


async def test_a_clock_that_restarted_is_not_notified_of_the_old_ones_level(store: Store) -> None:
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    await climb(store, timer, begun + 80 * MINUTE)
    told = Warned(1_001, FIRST, WARN)
    assert still_due(await case_1001(store), told)
    await Casebook(store).do(1_001, Ask(AINO, begun + 81 * MINUTE, "a"), mark_answered)
    assert still_due(await case_1001(store), told) is None
    with pytest.raises(Refused):
        await Casebook(store).do(9, Ask("baton", begun, "w"), warn, kind=FIRST, level=WARN)


async def test_a_timer_that_rose_since_is_in_the_later_message_alone(store: Store) -> None:
    """A worker that was away finds both messages due; one case is overdue once."""
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    await climb(store, timer, begun + 80 * MINUTE)
    await climb(store, timer, begun + 100 * MINUTE)
    case = await case_1001(store)
    assert still_due(case, Warned(1_001, FIRST, WARN)) is None
    assert still_due(case, Warned(1_001, FIRST, BREACH))


async def test_the_reminder_names_the_owner_and_else_nobody(store: Store) -> None:
    """Pitfall 55."""
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    await climb(store, timer, begun + 50 * MINUTE)
    event = (await event_log(store))[-1]
    unclaimed = draw_reminder(await case_1001(store), event)
    assert unclaimed is not None
    assert notices(await case_1001(store), event) == ()
    assert "First reply SLA: 50% elapsed, due 2 Nov 2026 10:40 UTC" in unclaimed.text
    await Casebook(store).do(1_001, Ask(AINO, begun + 51 * MINUTE, "c"), claim)
    assert [each.person for each in notices(await case_1001(store), event)] == [AINO]
    await climb(store, timer, begun + 80 * MINUTE)
    assert draw_reminder(await case_1001(store), event) is None


async def test_one_message_lists_what_is_late_and_counts_the_rest(store: Store) -> None:
    begun = berlin(2, "10:00")
    await take(store, begun)
    case = await case_1001(store)
    clock = case.clocks[0]
    message = draw_warning(WarningPart([(case, clock)] * (ROWS + 14), ()), WarningPart([(case, clock)], ()))
    check_message(message)
    assert f"Overdue · {ROWS + 14}" in message.text
    assert "and 14 more: /queue lists them" in message.text
    assert "Due soon · 1" in message.text
    assert message.text.count("No owner · first reply overdue since 2 Nov 2026 10:40 UTC") == ROWS
    assert message.text.count("#1001") == ROWS + 1, "each case once"
    assert pressable(message) == {"claim": "1001"}


async def test_each_late_case_without_an_owner_can_be_claimed_from_the_message(store: Store) -> None:
    await take(store, berlin(2, "10:00"))
    case = await case_1001(store)
    rows = [(replace(case, number=number), case.clocks[0]) for number in range(90)]
    owned = replace(case, number=99, owner=AINO, status=Status.CLAIMED)
    message = draw_warning(
        WarningPart([(owned, case.clocks[0]), *rows], ()), WarningPart([*rows[50:], *rows], ())
    )
    check_message(message)
    values = [part["value"] for part in parts(message.blocks) if part.get("action_id") == "claim"]
    assert values == [str(number) for number in (*range(ROWS - 1), *range(50, 50 + ROWS))]


async def test_of_several_processes_one_reports(store: Store) -> None:
    """Pitfall 23."""
    begun = berlin(2, "10:00")
    timer = await take(store, begun, CLAIM_TOO)
    await asyncio.gather(*(climb(store, timer, begun + 100 * MINUTE, CLAIM_TOO) for _ in range(4)))
    assert await warned(store) == [("first_response", BREACH), ("claim", BREACH)]
    assert len(await timers(store, "gather")) == 1


async def test_a_team_is_not_notified_of_what_another_has_by_now(store: Store) -> None:
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    await climb(store, timer, begun + 80 * MINUTE)
    taken = Ask(AINO, begun + 80 * MINUTE, "h")
    await Casebook(store).do(1_001, taken, hand_over, route=BILLING, reason="a refund")
    for team in ("service", "billing"):
        gathering = partial(escalation.flush, team=team, at=begun + 81 * MINUTE, rules=RULES, alerts=ALERTS)
        assert await store.transact(gathering) is None
    (telling,) = await timers(store, "warn_team")
    assert telling.data == {"team": "billing", "late": [[1_001, "first_response", WARN]]}


async def test_a_case_without_a_timer_gets_one_at_the_start(store: Store) -> None:
    """Cases of earlier versions have none, or one for each clock."""
    begun = berlin(2, "10:00")
    await take(store, begun)
    await store.transact(lambda tx: tx.sql.run("delete from jobs where kind = 'tick'"))
    ask = Ask("baton", begun + MINUTE, "start")
    await store.transact(lambda tx: escalation.retime_page(tx, "service", 0, ask, RULES))
    assert [timer.run_at for timer in await timers(store)] == [begun + 50 * MINUTE]
    assert [event.kind for event in await event_log(store)] == ["opened"]


async def test_a_case_snoozed_while_its_customer_waits_is_announced_as_it_becomes_late(store: Store) -> None:
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    await Casebook(store).do(1_001, Ask(AINO, begun + 10 * MINUTE, "s"), snooze, until=None)
    for minutes in (50, 80, 100):
        await climb(store, timer, begun + minutes * MINUTE)
    assert await rungs(store) == [REMIND, WARN, BREACH]
    late = await store.transact(lambda tx: tx.late("service", begun + 101 * MINUTE, 9))
    assert [case.number for case in late] == [1_001]


async def test_a_snooze_pauses_the_clock_where_the_teams_rules_changed_to_say_so(store: Store) -> None:
    begun = berlin(2, "10:00")
    timer = await take(store, begun)
    await Casebook(store).do(1_001, Ask(AINO, begun + 10 * MINUTE, "s"), snooze, until=None)
    ask = Ask("baton", begun + 20 * MINUTE, "start")
    await store.transact(lambda tx: escalation.retime_page(tx, "service", 0, ask, PAUSES))
    assert await climb(store, timer, begun + 50 * MINUTE, PAUSES) is None
    assert await rungs(store) == []


async def test_a_case_that_wakes_has_its_timer_again(store: Store) -> None:
    begun = berlin(2, "10:00")
    timer = await take(store, begun, PAUSES)
    book = Casebook(store)
    await book.do(1_001, Ask(AINO, begun + 10 * MINUTE, "s"), snooze, until=None)
    assert await climb(store, timer, begun + 50 * MINUTE, PAUSES) is None
    await store.transact(lambda tx: tx.sql.run("delete from jobs where kind = 'tick'"))
    await book.do(1_001, Ask(AINO, begun + 60 * MINUTE, "w"), wake)
    assert [timer.run_at for timer in await timers(store)] == [begun + 100 * MINUTE]
