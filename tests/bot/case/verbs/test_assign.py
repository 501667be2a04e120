"""Automatic assignments: accepted by a word or an action, returned, or taken back in time; the timer runs on."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    ClockKind,
    Refused,
    Status,
    assign,
    claim,
    draft,
    hand_over,
    note,
    release,
    take_back,
    take_over,
)
from bot.routing.rules import Targets
from bot.services.casebook import decide
from tests.bot.case.world import AINO, BILLING, LEON, NOW, RUTH, SERVICE, after, ask, done, opened

UNTIL = NOW + timedelta(minutes=10)
NOTE = {"channel": "C1", "ts": "1.1", "text": "looking"}


def given(to: str = AINO) -> Case:
    case = opened()
    return after(case, assign(case, ask("baton"), to=to, until=UNTIL))


def test_a_given_case_is_theirs_until_they_say_or_the_time_is_over() -> None:
    case = given()
    assert (case.owner, case.status, case.waits) == (AINO, Status.CLAIMED, True)
    assert case.assignment is not None
    assert case.assignment.until == UNTIL
    assert assign(case, ask("baton"), to=RUTH, until=UNTIL) == []


def test_claiming_it_accepts_it_and_once_is_enough() -> None:
    case = done(given(), (claim, ask(AINO), {}))
    assert (case.owner, case.assignment, case.waits) == (AINO, None, False)
    assert claim(case, ask(AINO)) == []
    assert take_back(case, ask("baton"), number=2) == []


def test_whatever_they_do_with_it_accepts_it() -> None:
    case = given()
    change = decide(case, note(case, ask(AINO), **NOTE))
    assert [event.kind for event in change.events] == ["accepted", "noted"]
    assert change.case.assignment is None
    words = draft(case, ask(AINO), text="Hi", to=case.latest, length=2, longest=280)
    assert [event.kind for event in decide(case, words).events] == ["accepted", "drafted"]


def test_what_others_do_with_it_does_not() -> None:
    case = given()
    change = decide(case, note(case, ask(RUTH), **NOTE))
    assert [event.kind for event in change.events] == ["noted"]
    assert change.case.assignment is not None
    with pytest.raises(Refused, match="already assigned"):
        claim(case, ask(RUTH))


@pytest.mark.parametrize("way", ["given back", "unanswered"])
def test_it_waits_again_when_it_is_given_back_or_nobody_answers(way: str) -> None:
    case = given()
    events = release(case, ask(AINO)) if way == "given back" else take_back(case, ask("baton"), number=2)
    assert [event.kind for event in events] == ["unassigned"]
    back = decide(case, events).case
    assert (back.owner, back.status, back.tried) == (None, Status.WAITING, (AINO,))


def test_the_time_of_an_earlier_assignment_ends_nothing() -> None:
    case = done(given(), (release, ask(AINO), {}))
    again = after(case, assign(case, ask("baton"), to=RUTH, until=UNTIL))
    assert take_back(again, ask("baton"), number=2) == []
    assert again.tried == (AINO,)
    anew = after(case, assign(case, ask("baton"), to=AINO, until=UNTIL, anew=True))
    assert anew.tried == ()


def test_somebody_else_may_take_it_over() -> None:
    case = given()
    (event,) = take_over(case, ask(LEON))
    assert event.data == {"from": AINO, "assignment": 2}
    taken = after(case, [event])
    assert (taken.owner, taken.assignment, taken.tried) == (LEON, None, ())


def test_the_claim_clock_runs_until_somebody_accepts() -> None:
    """Pitfall 4: a case that was only given to somebody is nobody's yet."""
    route = replace(SERVICE, targets=Targets(claim=900))
    case = opened(route=route)
    case = done(case, (assign, ask("baton", 2), {"to": AINO, "until": UNTIL}))
    case = done(case, (take_back, ask("baton", 12), {"number": 2}))
    case = done(case, (assign, ask("baton", 12), {"to": RUTH, "until": UNTIL}))
    (clock,) = [clock for clock in case.clocks if clock.kind is ClockKind.CLAIM]
    assert clock.due_at == case.opened_at + timedelta(seconds=900)
    accepted = done(case, (claim, ask(RUTH, 13), {}))
    assert [clock.kind for clock in accepted.clocks] == [ClockKind.FIRST_RESPONSE]
    assert [ended.spent for ended in accepted.kept if ended.kind is ClockKind.CLAIM] == [13 * 60]


def test_a_hand_over_forgets_to_whom_it_was_given() -> None:
    case = done(
        given(), (release, ask(AINO), {}), (hand_over, ask(RUTH), {"route": BILLING, "reason": "money"})
    )
    assert (case.tried, case.assignment) == ((), None)
