"""Public replies: reviewed before they are sent, sent by the owner, never sent when that is no longer right."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    Delivery,
    Event,
    Refused,
    Status,
    claim,
    confirm_sent,
    draft,
    join,
    mark_answered,
    may_still_send,
    record_not_sent,
    record_sent,
    record_unsure,
    resolve,
    revise,
    send,
    send_again,
    take_over,
)
from bot.case.model import Resolution
from bot.delivery import Receipt
from bot.mention import MayReply
from tests.bot.case.history import History
from tests.bot.case.world import AINO, BOB, NOW, RUTH, ask, done, opened, post

HELLO: dict[str, Any] = {"text": "Hello Ana", "to": post(), "length": 9, "longest": 280}
RECEIPT = Receipt("900", "https://x.com/us/status/900", NOW)
Verb = Callable[..., list[Event]]


def claimed(case: Case | None = None) -> Case:
    return done(case or opened(), (claim, ask(AINO), {}))


def drafted() -> Case:
    return done(claimed(), (draft, ask(AINO), HELLO))


def sending() -> Case:
    case = drafted()
    return done(case, (send, ask(AINO), {"number": case.drafts[0].number}))


def test_what_goes_out_is_what_was_shown() -> None:
    case = drafted()
    (event,) = send(case, ask(AINO), number=case.drafts[0].number)
    assert (event.kind, event.data["text"], event.data["to"]) == ("sending", "Hello Ana", "1")


def test_a_draft_is_sent_once() -> None:
    """Pitfall 15 (docs/pitfalls.md)."""
    case = sending()
    with pytest.raises(Refused) as refusal:
        send(case, ask(AINO), number=2)
    assert refusal.value.code == "no_draft"


def test_a_person_has_one_draft_the_latest() -> None:
    case = done(drafted(), (draft, ask(AINO), {**HELLO, "text": "Better"}))
    assert [d.text for d in case.drafts] == ["Better"]


@pytest.mark.parametrize(
    ("details", "code"),
    [({"text": " \n"}, "empty"), ({"text": "\u200b\u2800 \u3164"}, "empty"), ({"length": 281}, "too_long")],
)
def test_an_empty_or_too_long_reply_is_refused(details: dict[str, Any], code: str) -> None:
    """Pitfall 44 (docs/pitfalls.md)."""
    with pytest.raises(Refused) as refusal:
        draft(claimed(), ask(AINO), **{**HELLO, **details})
    assert refusal.value.code == code


@pytest.mark.parametrize(("by", "code"), [(RUTH, "not_owner"), (AINO, "unclaimed")])
def test_only_the_owner_writes(by: str, code: str) -> None:
    """Pitfall 7 (docs/pitfalls.md)."""
    case = opened() if code == "unclaimed" else claimed()
    with pytest.raises(Refused) as refusal:
        draft(case, ask(by), **HELLO)
    assert refusal.value.code == code


def test_a_post_the_network_lets_nobody_answer_is_answered_by_hand() -> None:
    """Pitfall 39 (docs/pitfalls.md)."""
    closed = post(may=MayReply("no", "X takes no reply."))
    case = claimed(opened(closed))
    with pytest.raises(Refused, match="Mark answered"):
        draft(case, ask(AINO), **{**HELLO, "to": closed})
    answered = done(case, (mark_answered, ask(AINO), {}))
    assert (answered.due_at, answered.answered_at is not None) == (None, True)
    assert mark_answered(answered, ask(AINO)) == []


def test_a_draft_is_stale_once_the_customer_wrote_again() -> None:
    """Pitfall 53 (docs/pitfalls.md)."""
    case = done(drafted(), (join, ask("x"), {"mention": post("2", minutes=3)}))
    with pytest.raises(Refused) as refusal:
        send(case, ask(AINO), number=case.drafts[0].number)
    assert refusal.value.code == "stale"


def test_a_bystander_makes_no_draft_stale() -> None:
    """Pitfall 52 (docs/pitfalls.md)."""
    case = done(drafted(), (join, ask("x"), {"mention": post("2", BOB, 3)}))
    assert send(case, ask(AINO), number=case.drafts[0].number)
    assert (case.latest.native_id, case.turn, case.mention_count) == ("1", 1, 2)


def test_another_agents_draft_is_not_mine_to_send() -> None:
    """Pitfall 34 (docs/pitfalls.md)."""
    case = drafted()
    with pytest.raises(Refused):
        send(case, ask(RUTH), number=case.drafts[0].number)
    with pytest.raises(Refused):
        send(done(case, (take_over, ask(RUTH), {})), ask(RUTH), number=case.drafts[0].number)


def test_a_reply_is_sent_once_however_often_that_is_written_down() -> None:
    case = sending()
    number = case.replies[0].number
    sent = done(case, (record_sent, ask("baton"), {"number": number, "receipt": RECEIPT}))
    assert (sent.replies[0].state, sent.replies[0].url, sent.due_at) == (Delivery.SENT, RECEIPT.url, None)
    assert record_sent(sent, ask("baton"), number=number, receipt=RECEIPT) == []
    assert record_not_sent(sent, ask("baton"), number=number, why="late") == []
    assert record_unsure(sent, ask("baton"), number=number, why="late") == []


def test_an_answer_to_an_earlier_post_leaves_the_later_one_waiting() -> None:
    case = done(sending(), (join, ask("x"), {"mention": post("2", minutes=30)}))
    sent = done(case, (record_sent, ask("baton"), {"number": case.replies[0].number, "receipt": RECEIPT}))
    assert sent.due_at == post(minutes=90).posted_at


def test_when_nobody_can_tell_a_person_says_what_they_saw() -> None:
    case = sending()
    number = case.replies[0].number
    unsure = done(case, (record_unsure, ask("baton"), {"number": number, "why": "no answer"}))
    seen = done(unsure, (confirm_sent, ask(AINO), {"number": number}))
    assert seen.replies[0].state is Delivery.SENT
    again = done(unsure, (send_again, ask(AINO), {"number": number}))
    assert [reply.state for reply in again.replies] == [Delivery.UNSURE, Delivery.SENDING]
    with pytest.raises(Refused):
        send_again(again, ask(AINO), number=number)


@pytest.mark.parametrize("verb", [confirm_sent, send_again])
def test_a_reply_that_is_none_of_the_case_is_refused(verb: Verb) -> None:
    """Pitfall 34 (docs/pitfalls.md)."""
    with pytest.raises(Refused) as refusal:
        verb(sending(), ask(AINO), number=99)
    assert refusal.value.code == "no_reply"


def test_the_owner_is_looked_at_once_more_before_the_reply_leaves() -> None:
    """Pitfall 6 (docs/pitfalls.md)."""
    case = sending()
    assert may_still_send(case, case.replies[0].number, NOW) == ""
    taken = done(case, (take_over, ask(RUTH), {}))
    assert "got a new owner" in may_still_send(taken, case.replies[0].number, NOW)


def test_answered_is_a_reason_only_once_somebody_answered() -> None:
    with pytest.raises(Refused) as refusal:
        resolve(claimed(), ask(AINO), resolution=Resolution.ANSWERED)
    assert refusal.value.code == "not_answered"


def resolving(**more: Any) -> History:
    """A history whose owner sends a reply and wants the case resolved with it."""
    history = History().take(post(), minutes=0).do(claim, minutes=1)
    history.do(
        draft, minutes=2, text="Done!", to=history.case.latest, length=5, longest=280, resolves=True, **more
    )
    return history.do(send, minutes=3, number=history.case.drafts[-1].number)


def test_a_reply_that_should_resolve_the_case_does_so_once_it_is_sent() -> None:
    history = resolving()
    before = history.case
    assert before.status is Status.CLAIMED
    history.sent(minutes=4)
    assert (history.case.status, history.case.resolution) == (Status.RESOLVED, Resolution.ANSWERED)
    assert (history.event_log[-1].kind, history.event_log[-1].by) == ("resolved", AINO)
    assert history.folded(history.event_log) == history.case


def test_one_that_was_not_sent_resolves_nothing_until_it_is() -> None:
    history = resolving()
    number = history.case.replies[0].number
    failed = history.do(record_not_sent, minutes=4, by="baton", number=number, why="no").case
    assert failed.status is Status.CLAIMED
    history.do(send_again, minutes=5, number=number).sent(minutes=6)
    assert history.case.status is Status.RESOLVED


def test_one_whose_delivery_a_person_confirms_resolves_the_case_too() -> None:
    history = resolving()
    number = history.case.replies[0].number
    history.do(record_unsure, minutes=4, by="baton", number=number, why="?")
    assert history.do(confirm_sent, minutes=5, number=number).case.status is Status.RESOLVED


@pytest.mark.parametrize("act", ["writes", "edits", "loses it"])
def test_it_resolves_nothing_when_the_customer_acted_or_another_agent_has_the_case(act: str) -> None:
    history = resolving()
    if act == "writes":
        history.take(post("2", minutes=4), minutes=4)
    elif act == "edits":
        held = history.case.first
        history.do(revise, minutes=4, by="x", held=held, now=replace(held, text="not yet"))
    else:
        history.do(take_over, minutes=4, by=RUTH)
    assert history.sent(minutes=5).case.status is Status.CLAIMED
