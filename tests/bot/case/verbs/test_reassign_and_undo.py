"""Assignment by a lead, and undo of what one request did."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Case, Event, Refused, Status, claim, hand_over, note, release, resolve, snooze
from bot.case.handling_model import Snooze
from bot.case.model import Resolution
from bot.case.verbs.reassign import reassign
from bot.case.verbs.undo import undo
from tests.bot.case.history import History
from tests.bot.case.world import AINO, BILLING, LEON, NOW, RUTH, ask, post

UNTIL = NOW + timedelta(minutes=60)


def story() -> History:
    return History().take(post("1"), minutes=0)


def did(history: History, verb: object, *, by: str = AINO, **details: object) -> str:
    """Do it in one request, and return the key of that request."""
    asked = ask(by, 5, request="bulk/1/1042")
    history.append(verb(history.case, asked, **details))  # type: ignore[operator]
    return asked.request


def undone(history: History, request: str, by: str = AINO) -> Case:
    asked = ask(by, 9, request=f"{request}/undo")
    history.append(undo(history.case, asked, event_log=history.event_log, request=request))
    return history.case


def kinds(history: History) -> list[str]:
    return [event.kind for event in history.event_log]


def test_a_waiting_case_is_assigned_and_an_owned_one_changes_hands() -> None:
    history = story().do(reassign, minutes=1, by=LEON, to=AINO, until=UNTIL)
    assert kinds(history) == ["opened", "assigned"]
    assert (history.case.owner, history.case.assignment is not None) == (AINO, True)
    history.do(claim, minutes=2).do(reassign, minutes=3, by=LEON, to=RUTH, until=UNTIL)
    assert history.case.owner == RUTH
    assert history.event_log[-1].data["from"] == AINO
    assert history.folded(history.event_log) == history.case
    assert reassign(history.case, ask(LEON, 4), to=RUTH, until=UNTIL) == []


def test_a_snoozed_case_is_woken_and_a_resolved_one_stays() -> None:
    history = story()
    asleep = replace(history.case, snooze=Snooze(2, AINO, None))
    assert [each.kind for each in reassign(asleep, ask(LEON), to=RUTH, until=UNTIL)] == ["woken", "assigned"]
    with pytest.raises(Refused):
        reassign(replace(history.case, status=Status.RESOLVED), ask(LEON), to=RUTH, until=UNTIL)


def test_a_claim_is_undone() -> None:
    history = story()
    assert undone(history, did(history, claim)).owner is None


def test_a_hand_over_is_undone_and_the_owner_has_it_again() -> None:
    history = story().do(claim, minutes=1)
    before = history.case
    case = undone(history, did(history, hand_over, route=BILLING, reason="ours"))
    assert (case.route.team, case.owner, case.status) == (before.route.team, AINO, Status.CLAIMED)
    assert kinds(history)[2:] == ["handed_over", "undone"]


@pytest.mark.parametrize("owned", [True, False])
def test_a_resolution_is_undone(owned: bool) -> None:
    history = story()
    if owned:
        history.do(claim, minutes=1)
    case = undone(history, did(history, resolve, resolution=Resolution.SPAM))
    assert (case.status is Status.RESOLVED, case.owner) == (False, AINO if owned else None)


def test_an_assignment_is_undone_back_to_the_queue_or_to_the_owner() -> None:
    history = story()
    case = undone(history, did(history, reassign, by=LEON, to=RUTH, until=UNTIL), LEON)
    assert (case.owner, case.assignment, case.status) == (None, None, Status.WAITING)
    history = story().do(claim, minutes=1)
    case = undone(history, did(history, reassign, by=LEON, to=RUTH, until=UNTIL), LEON)
    assert (case.owner, case.assignment) == (AINO, None)


def test_what_changed_since_stays_and_what_baton_noted_itself_does_not_count() -> None:
    history = story()
    request = did(history, claim)
    history.append([Event("warned", "baton", NOW, "w", {"clock": "first_response", "rung": 50})])
    assert undo(history.case, ask(AINO, 9), event_log=history.event_log, request=request)
    history.do(note, minutes=6, channel="C1", ts="1.1", text="hm")
    with pytest.raises(Refused, match="has changed since"):
        undo(history.case, ask(AINO, 9), event_log=history.event_log, request=request)


def test_a_request_that_did_nothing_or_cannot_be_undone_is_refused() -> None:
    history = story()
    with pytest.raises(Refused, match="was not changed"):
        undo(history.case, ask(AINO, 9), event_log=history.event_log, request="bulk/1/1042")
    request = did(history, snooze, until=None)
    with pytest.raises(Refused, match="cannot be undone"):
        undo(history.case, ask(AINO, 9), event_log=history.event_log, request=request)


def test_only_the_person_who_claimed_undoes_it() -> None:
    history = story()
    request = did(history, claim)
    with pytest.raises(Refused, match="Only <@U0AINO> can undo"):
        undo(history.case, ask(RUTH, 9), event_log=history.event_log, request=request)
    assert release(history.case, ask(AINO, 9))
