"""Snooze: rights, deadlines, and everything that ends it."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    Refused,
    Resolution,
    claim,
    hand_over,
    join,
    resolve,
    revise,
    snooze,
    wake,
    wake_in_time,
)
from tests.bot.case.world import AINO, BILLING, BOB, NOW, RUTH, after, ask, done, opened, post

LATER: dict[str, Any] = {"until": NOW + timedelta(hours=2)}


def sleeping(**until: Any) -> Case:
    return done(opened(), (claim, ask(AINO), {}), (snooze, ask(AINO), until or LATER))


def test_a_snoozed_case_says_until_when_and_by_whom() -> None:
    case = sleeping()
    assert (case.snoozed, case.snoozed_until, case.snooze and case.snooze.by) == (True, LATER["until"], AINO)
    assert sleeping(until=None).snoozed_until is None


def test_a_case_nobody_has_is_snoozed_by_anybody_and_another_agents_by_nobody() -> None:
    """Pitfall 7."""
    assert done(opened(), (snooze, ask(RUTH), LATER)).snoozed
    with pytest.raises(Refused, match=AINO):
        snooze(done(opened(), (claim, ask(AINO), {})), ask(RUTH), **LATER)


@pytest.mark.parametrize(
    ("until", "code"),
    [(NOW, "past"), (NOW + timedelta(days=90, minutes=2), "too_long"), (NOW - timedelta(days=1), "past")],
)
def test_a_snooze_ends_in_the_future_and_not_too_far_in_it(until: Any, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        snooze(opened(), ask(), until=until)
    assert refusal.value.code == code


def test_a_resolved_case_is_not_snoozed_and_a_snoozed_one_can_be_resolved() -> None:
    resolved = done(sleeping(), (resolve, ask(AINO), {"resolution": Resolution.SPAM}))
    assert not resolved.snoozed
    with pytest.raises(Refused, match="resolved"):
        snooze(resolved, ask(AINO), **LATER)


def test_the_customer_wakes_it_by_a_post_or_a_change_and_nobody_else_does() -> None:
    case = sleeping()
    woken = join(case, ask("x"), mention=post("2"))
    assert [event.kind for event in woken] == ["joined", "woken"]
    assert woken[1].data == {"why": "customer"}
    assert not after(case, woken).snoozed
    changed = revise(case, ask("x"), held=case.first, now=replace(case.first, text="it is worse now"))
    assert [event.kind for event in changed] == ["edited", "woken"]
    assert [event.kind for event in join(case, ask("x"), mention=post("3", BOB))] == ["joined"]


def test_another_account_of_the_customer_wakes_it_too() -> None:
    woken = join(sleeping(), ask("x"), mention=post("2", BOB), same_person=True)
    assert [event.kind for event in woken] == ["joined", "woken"]


def test_only_the_latest_snooze_wakes_the_case_in_time() -> None:
    case = sleeping()
    assert case.snooze
    first = case.snooze.number
    again = done(case, (snooze, ask(AINO), {"until": NOW + timedelta(hours=5)}))
    assert again.snooze
    assert wake_in_time(again, ask("baton"), number=first) == []
    (event,) = wake_in_time(again, ask("baton"), number=again.snooze.number)
    assert (event.kind, event.data) == ("woken", {"why": "time", "resumes": True})
    assert wake_in_time(done(again, (wake, ask(AINO), {})), ask("baton"), number=again.snooze.number) == []


def test_waking_what_is_awake_changes_nothing() -> None:
    assert wake(opened(), ask()) == []


def test_a_case_that_is_handed_over_wakes_up_first() -> None:
    """Its clocks go on where it stands before they begin anew elsewhere."""
    moved = hand_over(sleeping(), ask(AINO), route=BILLING, reason="the bill")
    assert [event.kind for event in moved] == ["woken", "handed_over"]
    assert not after(sleeping(), moved).snoozed
