"""Correction and deletion of posted replies."""

from datetime import timedelta
from typing import Any

import pytest

from bot.case import (
    Case,
    Delivery,
    Refused,
    Resolution,
    claim,
    confirm_sent,
    correct,
    delete_reply,
    draft,
    draft_correction,
    may_still_correct,
    record_corrected,
    record_not_corrected,
    record_not_deleted,
    record_sent,
    record_unsure,
    resolve,
    send,
    send_again,
    take_over,
)
from bot.delivery import Receipt
from tests.bot.case.history import History
from tests.bot.case.world import ANA, NOW, RUTH, SERVICE, ask, done, opened, post

RECEIPT = Receipt("99", "https://x.com/99", NOW)
NEW: dict[str, Any] = {"text": "Sorry, Ana!", "length": 11, "longest": 280}


def sending(case: Case | None = None) -> Case:
    case = case or done(opened(), (claim, ask(), {}))
    case = done(case, (draft, ask(), {"text": "Sory!", "to": case.latest, "length": 5, "longest": 280}))
    return done(case, (send, ask(), {"number": case.drafts[0].number}))


def sent(case: Case | None = None, minutes: float = 2) -> Case:
    case = sending(case)
    receipt = {"number": case.replies[-1].number, "receipt": RECEIPT}
    return done(case, (record_sent, ask("baton", minutes), receipt))


def answered() -> History:
    return History().take(post(), minutes=0).do(claim, minutes=1).reply(minutes=1, sent=2)


def last(case: Case) -> int:
    return case.replies[-1].number


def correcting() -> Case:
    case = sent()
    case = done(case, (draft_correction, ask(), {**NEW, "number": last(case)}))
    return done(case, (correct, ask(), {"number": case.drafts[0].number}))


def test_a_correction_is_shown_then_done_then_read() -> None:
    case = correcting()
    change = case.replies[0].correction
    assert change is not None
    assert (case.drafts, case.replies[0].text, change.text) == ((), "Sory!", "Sorry, Ana!")
    case = done(case, (record_corrected, ask("baton"), {"change": change.number}))
    reply = case.replies[0]
    assert (reply.text, reply.correction, reply.state) == ("Sorry, Ana!", None, Delivery.SENT)
    assert reply.corrected_at
    assert record_corrected(case, ask("baton"), change=change.number) == []


def test_a_correction_that_failed_leaves_the_answer_and_says_why() -> None:
    case = correcting()
    change = case.replies[0].correction
    assert change is not None
    case = done(case, (record_not_corrected, ask("baton"), {"change": change.number, "why": "too late"}))
    assert (case.replies[0].text, case.replies[0].trouble) == ("Sory!", "too late")
    assert draft_correction(case, ask(), **NEW, number=last(case))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": " "}, "empty"),
        ({"text": "\u200b"}, "empty"),
        ({"length": 300}, "too_long"),
        ({"text": "Sory!"}, "same"),
        ({"number": 77}, "no_reply"),
    ],
)
def test_a_text_that_is_not_allowed_there_is_refused(given: dict[str, Any], code: str) -> None:
    case = sent()
    details = {**NEW, "number": last(case), **given}
    with pytest.raises(Refused) as refused:
        draft_correction(case, ask(), **details)
    assert refused.value.code == code


def test_only_its_owner_changes_an_answer() -> None:
    """Pitfall 7."""
    case = sent()
    verbs: list[tuple[Any, dict[str, Any]]] = [(delete_reply, {}), (draft_correction, NEW)]
    for verb, details in verbs:
        with pytest.raises(Refused, match="is assigned to"):
            verb(case, ask(RUTH), number=last(case), **details)
    moved = done(correcting(), (take_over, ask(RUTH), {}))
    change = moved.replies[0].correction
    assert change is not None
    assert "got a new owner" in may_still_correct(moved, change)


def test_a_correction_is_not_sent_as_an_answer_of_its_own() -> None:
    case = sent()
    case = done(case, (draft_correction, ask(), {**NEW, "number": last(case)}))
    with pytest.raises(Refused):
        send(case, ask(), number=case.drafts[0].number)


def test_an_answer_is_no_correction() -> None:
    case = done(opened(), (claim, ask(), {}))
    case = done(case, (draft, ask(), {"text": "Hi", "to": case.latest, "length": 2, "longest": 280}))
    with pytest.raises(Refused):
        correct(case, ask(), number=case.drafts[0].number)


def test_an_answer_a_person_confirmed_cannot_be_changed_and_that_is_said() -> None:
    case = sending()
    case = done(case, (record_unsure, ask("baton"), {"number": last(case), "why": "no answer"}))
    case = done(case, (confirm_sent, ask(), {"number": last(case)}))
    with pytest.raises(Refused, match="doesn't know which post") as refused:
        delete_reply(case, ask(), number=last(case))
    assert refused.value.code == "by_hand"


def test_one_change_at_a_time() -> None:
    case = correcting()
    with pytest.raises(Refused, match="already being changed"):
        delete_reply(case, ask(), number=last(case))


def test_a_deleted_answer_counts_as_none_and_the_clock_runs_again() -> None:
    history = answered()
    assert history.case.due_at is None
    case = history.delete_reply(minutes=3).case
    assert (case.replies[0].state, case.answered_at) == (Delivery.DELETED, None)
    assert case.due_at == NOW + timedelta(seconds=SERVICE.first_response)
    assert delete_reply(case, ask(), number=last(case)) == []
    with pytest.raises(Refused):
        send_again(case, ask(), number=last(case))


def test_another_answer_in_the_same_turn_keeps_the_clock_still() -> None:
    case = answered().reply(minutes=4, sent=5).delete_reply(minutes=6).case
    assert (case.due_at, case.answered_at) == (None, NOW + timedelta(minutes=2))


def test_an_earlier_answer_of_an_earlier_turn_does_not() -> None:
    history = answered().take(post("2", ANA, 3), minutes=3)
    case = history.reply(minutes=4, sent=5).delete_reply(minutes=6).case
    assert case.due_at == NOW + timedelta(minutes=3, seconds=SERVICE.first_response)
    assert case.answered_at == NOW + timedelta(minutes=2)


def test_a_resolved_case_stays_so_when_its_answer_is_deleted() -> None:
    history = answered().do(resolve, minutes=3, resolution=Resolution.ANSWERED)
    assert history.delete_reply(minutes=4).case.due_at is None


def test_a_deletion_that_failed_leaves_the_answer_an_answer() -> None:
    case = sent()
    case = done(case, (delete_reply, ask(), {"number": last(case)}))
    change = case.replies[0].correction
    assert change is not None
    case = done(case, (record_not_deleted, ask("baton"), {"change": change.number, "why": "keys expired"}))
    assert (case.replies[0].state, case.due_at) == (Delivery.SENT, None)
