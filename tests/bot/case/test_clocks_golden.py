"""Timers of a case against a table: each row with its public source, or the reason for the expected time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    Event,
    ask_guidance,
    begin,
    claim,
    give_guidance,
    hand_over,
    join,
    open_case,
    release,
    reopen,
    resolve,
    retime,
    snooze,
    wake,
)
from bot.case.clocks import ClockKind, spent
from bot.case.model import Origin, Resolution
from bot.mention import MayReply, Mention
from bot.routing import Route
from bot.routing.rules import Targets
from tests.bot.case.world import AINO, ANA, SERVICE, done

BERLIN = "Europe/Berlin; Mo-Fr 09:00-17:00"
NEW_YORK = "America/New_York; Mo-Fr 09:00-17:00"
TARGETS = Targets(claim=1_800, next_response=7_200, resolution=28_800, hand_off=900, guidance=3_600)
HOUR = 3_600.0


def routed(team: str, hours: str, first_response: int = 3_600) -> Route:
    return replace(SERVICE, team=team, hours=hours, first_response=first_response, targets=TARGETS)


CARE, DESK_NY, DESK_B = (routed(*each) for each in (("care", BERLIN), ("ny", NEW_YORK), ("b", BERLIN)))
PAUSING = replace(CARE, snooze_pauses=True)


def berlin(day: int, clock: str, month: int = 11) -> datetime:
    """A moment of 2026 by the clock on a wall in Berlin; 2 to 6 November are Monday to Friday."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def written(at: datetime, native_id: str = "1") -> Mention:
    return Mention("x", native_id, "1", ANA, "Help!", "https://x.com/1", at, MayReply("yes"))


def opened(at: datetime, route: Route = CARE, taken: datetime | None = None) -> Case:
    return begin(1_042, open_case(Ask("x", taken or at, "first"), written(at), route))


Step = tuple[Callable[..., list[Event]], datetime, dict[str, Any]]


def after(case: Case, *steps: Step) -> Case:
    return done(
        case, *((verb, Ask(AINO, at, f"{at.isoformat()}-{verb.__name__}"), how) for verb, at, how in steps)
    )


def answer(at: datetime, native_id: str = "1") -> Step:
    return answered, at, {}


def answered(case: Case, ask: Ask) -> list[Event]:
    return [ask.event("answered_elsewhere")]


def moved(at: datetime, route: Route) -> Step:
    return hand_over, at, {"route": route, "reason": "theirs"}


def wrote(at: datetime, native_id: str) -> Step:
    return join, at, {"mention": written(at, native_id)}


def settled(at: datetime) -> Step:
    return resolve, at, {"resolution": Resolution.SPAM}


@dataclass(frozen=True)
class Row:
    """The moment timer `kind` of `case` is due, with the reason."""

    name: str
    case: Case
    kind: ClockKind
    due: datetime | None
    source: str


FIRST, NEXT, CLAIM = ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE, ClockKind.CLAIM
HAND_OFF, RESOLUTION, GUIDANCE = ClockKind.HAND_OFF, ClockKind.RESOLUTION, ClockKind.GUIDANCE
FRIDAY, MONDAY = 6, 9
ORIGIN = Origin(AINO, "https://slack.example/1", "angry")

ROWS = [
    Row(
        "Friday 16:30 and an hour",
        opened(berlin(FRIDAY, "16:30")),
        FIRST,
        berlin(MONDAY, "09:30"),
        "chatwoot#13392: half an hour is left on Friday, half an hour is due on Monday",
    ),
    Row(
        "a post that came late counts from when it was written",
        opened(berlin(2, "10:00"), taken=berlin(2, "14:00")),
        FIRST,
        berlin(2, "11:00"),
        "pitfall 22 (matterbridge#154): the customer has waited all the while",
    ),
    Row(
        "but its claim counts from when it came",
        opened(berlin(2, "10:00"), taken=berlin(2, "14:00")),
        CLAIM,
        berlin(2, "14:30"),
        "nobody could have claimed what was not there",
    ),
    Row(
        "a second post of the same turn starts nothing",
        after(opened(berlin(2, "10:00")), wrote(berlin(2, "10:40"), "2")),
        FIRST,
        berlin(2, "11:00"),
        "whoever repeats the question has waited since the first one",
    ),
    Row(
        "the next turn has its own time",
        after(opened(berlin(2, "10:00")), answer(berlin(2, "10:30")), wrote(berlin(2, "16:00"), "2")),
        NEXT,
        berlin(3, "10:00"),
        "chatwoot#12058: a clock for each turn; two open hours, one today and one tomorrow",
    ),
    Row(
        "reopened",
        after(
            opened(berlin(2, "10:00")),
            answer(berlin(2, "10:30")),
            settled(berlin(2, "11:00")),
            wrote(berlin(FRIDAY, "16:00"), "2"),
        ),
        NEXT,
        berlin(MONDAY, "10:00"),
        "chatwoot#12058: not counted from birth",
    ),
    Row(
        "reopened, the resolution anew",
        after(opened(berlin(2, "10:00")), settled(berlin(2, "11:00")), (reopen, berlin(4, "12:00"), {})),
        RESOLUTION,
        berlin(5, "12:00"),
        "chatwoot#12058: eight open hours from the reopening",
    ),
    Row(
        "escalated by a person",
        begin(
            1_042, open_case(Ask(AINO, berlin(2, "10:00"), "e"), written(berlin(2, "08:00")), CARE, ORIGIN)
        ),
        HAND_OFF,
        berlin(2, "10:15"),
        "marketing passed it on: service is to take it or send it back",
    ),
    Row(
        "escalated, the answer from then on",
        begin(
            1_042, open_case(Ask(AINO, berlin(2, "10:00"), "e"), written(berlin(2, "08:00")), CARE, ORIGIN)
        ),
        FIRST,
        berlin(2, "11:00"),
        "until somebody brought it nobody had been asked",
    ),
    Row(
        "handed over within one zone",
        after(opened(berlin(2, "10:00")), moved(berlin(2, "10:30"), DESK_B)),
        FIRST,
        berlin(2, "11:00"),
        "the customer does not wait longer because we changed our minds",
    ),
    Row(
        "handed over to another zone",
        after(opened(berlin(2, "16:30")), moved(berlin(2, "16:45"), DESK_NY)),
        FIRST,
        berlin(2, "17:30"),
        "a quarter is spent in Berlin; New York (six hours behind) is open, so three quarters follow at once",
    ),
    Row(
        "handed over twice",
        after(
            opened(berlin(2, "16:30")),
            moved(berlin(2, "16:45"), DESK_NY),
            moved(berlin(2, "17:15"), DESK_B),
        ),
        FIRST,
        berlin(3, "09:15"),
        "a quarter in Berlin, half an hour in New York; Berlin has closed, the last quarter is tomorrow's",
    ),
    Row(
        "handed over, the hand-off by the hours of who must take it",
        after(opened(berlin(2, "09:00")), moved(berlin(2, "10:00"), DESK_NY)),
        HAND_OFF,
        berlin(2, "15:15"),
        "New York opens at 15:00 in Berlin; a quarter of an hour later",
    ),
    Row(
        "handed over with another target",
        after(opened(berlin(2, "10:00")), moved(berlin(2, "10:30"), routed("fast", BERLIN, 60))),
        FIRST,
        berlin(2, "11:00"),
        "a clock keeps the target it began with",
    ),
    Row(
        "and its next turn by the new one",
        after(
            opened(berlin(2, "10:00")),
            moved(berlin(2, "10:30"), replace(routed("fast", BERLIN, 60), targets=Targets())),
            answer(berlin(2, "10:40")),
            wrote(berlin(2, "11:00"), "2"),
        ),
        NEXT,
        berlin(2, "11:01"),
        "what begins later begins with the target of then",
    ),
    Row(
        "released",
        after(
            opened(berlin(2, "10:00")),
            (claim, berlin(2, "10:05"), {}),
            (release, berlin(2, "16:45"), {}),
        ),
        CLAIM,
        berlin(3, "09:15"),
        "it waits for somebody anew",
    ),
    Row(
        "snoozed and woken, where a snooze pauses the clock",
        after(
            opened(berlin(2, "10:00"), PAUSING),
            (snooze, berlin(2, "10:20"), {"until": berlin(4, "12:00")}),
            (wake, berlin(4, "12:00"), {}),
        ),
        FIRST,
        berlin(4, "12:40"),
        "twenty minutes were spent; Freshdesk and Zendesk pause likewise while a case is put on hold",
    ),
    Row(
        "woken in the night by the customer, where a snooze pauses the clock",
        after(
            opened(berlin(2, "10:00"), PAUSING),
            (snooze, berlin(2, "10:20"), {"until": None}),
            wrote(berlin(2, "23:00"), "2"),
        ),
        FIRST,
        berlin(3, "09:40"),
        "it goes on with the customer's word, and counts when the team is there",
    ),
    Row(
        "snoozed, where a snooze pauses the clock",
        after(opened(berlin(2, "10:00"), PAUSING), (snooze, berlin(2, "10:20"), {"until": None})),
        FIRST,
        None,
        "a paused clock is due at no time",
    ),
    Row(
        "snoozed while the customer waits",
        after(opened(berlin(2, "10:00")), (snooze, berlin(2, "10:20"), {"until": berlin(4, "12:00")})),
        FIRST,
        berlin(2, "11:00"),
        "the customer waits, whether the team looks or not",
    ),
    Row(
        "snoozed before anybody claimed it",
        after(opened(berlin(2, "10:00")), (snooze, berlin(2, "10:20"), {"until": berlin(4, "12:00")})),
        CLAIM,
        None,
        "nobody has to claim what the team put off",
    ),
    Row(
        "a rule changed to pause, while it is snoozed",
        after(
            opened(berlin(2, "10:00")),
            (snooze, berlin(2, "10:20"), {"until": None}),
            (retime, berlin(2, "10:30"), {"route": PAUSING}),
        ),
        FIRST,
        None,
        "changed rules count from the moment of the change",
    ),
    Row(
        "guidance, from the first question that is open",
        after(
            opened(berlin(2, "10:00")),
            (claim, berlin(2, "10:05"), {}),
            (ask_guidance, berlin(2, "16:30"), {"question": "Is this refundable?", "team": "billing"}),
            (ask_guidance, berlin(2, "16:40"), {"question": "And that?", "team": "billing"}),
        ),
        GUIDANCE,
        berlin(3, "09:30"),
        "who asks waits since the first question",
    ),
    Row(
        "hours changed while it runs",
        after(
            opened(berlin(2, "16:00")),
            (retime, berlin(2, "16:30"), {"route": routed("care", "Europe/Berlin; Mo-Fr 09:00-16:30")}),
        ),
        FIRST,
        berlin(3, "09:30"),
        "half an hour was open by the hours of then; the rest follows by the new ones",
    ),
    Row(
        "hours changed after they had ended",
        after(
            opened(berlin(FRIDAY, "16:30")),
            (retime, berlin(7, "12:00"), {"route": routed("care", f"{BERLIN}, Sa 10:00-14:00")}),
        ),
        FIRST,
        berlin(7, "12:30"),
        "Saturday counts from the change on, not before",
    ),
    Row(
        "the clock goes back in the night",
        opened(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), routed("care", "Europe/Berlin; Mo-Su 00:00-24:00")),
        FIRST,
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        "Directive 2000/84/EC: 02:30 comes twice that night; an hour stays an hour",
    ),
    Row(
        "always, where a team has no hours",
        opened(berlin(FRIDAY, "23:30"), routed("care", "")),
        FIRST,
        berlin(7, "00:30"),
        "what earlier versions did",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_row_is_due_when_the_table_says(row: Row) -> None:
    """Pitfalls 22, 36, 37 and 38."""
    clock = row.case.clock(row.kind)
    assert clock is not None
    assert clock.due_at == row.due, row.source


def test_a_resolution_is_paused_while_the_next_word_is_the_customers() -> None:
    """Zendesk's pausable resolution time does the same: what we cannot do is not counted against us."""
    case = after(opened(berlin(2, "10:00")), answer(berlin(2, "12:00")))
    clock = case.clock(RESOLUTION)
    assert clock is not None
    assert (clock.due_at, spent(clock, berlin(4, "12:00"))) == (None, 2 * HOUR)
    again = after(case, wrote(berlin(4, "12:00"), "2")).clock(RESOLUTION)
    assert again is not None
    assert (again.due_at, again.spent) == (berlin(5, "10:00"), 2 * HOUR)


def test_how_a_clock_ended_is_kept_in_working_time() -> None:
    case = after(opened(berlin(FRIDAY, "16:50")), answer(berlin(MONDAY, "09:05")))
    (ended,) = [one for one in case.kept if one.kind is FIRST]
    assert (ended.spent, ended.late_by) == (900.0, 0.0)
    late = after(opened(berlin(2, "10:00")), answer(berlin(2, "11:30")))
    assert late.kept[-1].late_by == HOUR / 2


def test_a_case_that_is_settled_has_no_clock_and_no_answer_is_claimed_for_it() -> None:
    case = after(opened(berlin(2, "10:00")), settled(berlin(2, "10:10")))
    assert (case.clocks, case.due_at) == ((), None)
    assert [one.kind for one in case.kept] == [RESOLUTION]


def test_hours_that_did_not_change_are_no_event() -> None:
    case = opened(berlin(2, "10:00"))
    assert retime(case, Ask("baton", berlin(2, "10:30"), "r"), route=CARE) == []


def test_a_target_that_changed_counts_for_the_next_turn_only() -> None:
    """A clock never changes the target it began with."""
    slower = replace(CARE, first_response=4 * 3_600, targets=Targets(next_response=4 * 3_600))
    case = after(opened(berlin(2, "10:00")), (retime, berlin(2, "10:30"), {"route": slower}))
    assert case.due_at == berlin(2, "11:00")
    case = after(case, answer(berlin(2, "10:40")), wrote(berlin(2, "11:00"), "2"))
    assert case.due_at == berlin(2, "15:00")


def test_a_line_of_hours_that_cannot_be_read_any_more_counts_as_always_open() -> None:
    case = opened(berlin(FRIDAY, "23:30"), routed("care", "Europe/Atlantis; Mo-Fr 09:00-17:00"))
    assert case.due_at == berlin(FRIDAY, "23:30") + timedelta(hours=1)


def test_guidance_that_was_given_is_kept_with_the_time_it_took() -> None:
    asked = after(
        opened(berlin(2, "10:00")),
        (claim, berlin(2, "10:05"), {}),
        (ask_guidance, berlin(2, "16:30"), {"question": "Is this refundable?", "team": "billing"}),
    )
    given = after(asked, (give_guidance, berlin(3, "09:40"), {"number": asked.guidance[0].number}))
    assert given.clock(GUIDANCE) is None
    assert (given.kept[-1].kind, given.kept[-1].late_by) == (GUIDANCE, 600.0)
