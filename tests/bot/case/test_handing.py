"""Tests of hand-overs: accepted or declined; a question to others leaves the case where it is."""

from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    Origin,
    Refused,
    Resolution,
    Thread,
    ask_guidance,
    begin,
    claim,
    draft,
    give_guidance,
    hand_over,
    open_case,
    record_sent,
    resolve,
    send,
    send_back,
)
from bot.case.verbs.guidance import QUESTIONS
from bot.delivery import Receipt
from bot.slack.views.card import draw_card
from tests.bot.case.world import AINO, BILLING, LEON, NOW, RUTH, SERVICE, ask, done, opened, post

BACK: dict[str, Any] = {"route": SERVICE, "reason": "it is no bill"}
WORDS: dict[str, Any] = {"resolution": Resolution.NO_ANSWER, "because": "they called"}


def handed() -> Case:
    """Aino of service handed it to billing."""
    return done(
        opened(), (claim, ask(AINO), {}), (hand_over, ask(AINO), {"route": BILLING, "reason": "the bill"})
    )


def test_a_team_sends_back_what_is_not_its_own_with_the_reason_and_who_had_brought_it() -> None:
    case = done(handed(), (claim, ask(LEON), {}))
    (event,) = send_back(case, ask(LEON), **BACK)
    assert (event.kind, event.data["refused"], event.data["brought_by"]) == ("handed_over", True, AINO)
    assert (event.data["team_from"], event.data["team_to"], event.data["reason"]) == (
        "billing",
        "service",
        "it is no bill",
    )
    back = done(case, (send_back, ask(LEON), BACK))
    assert (back.route.team, back.owner, back.sent_back) == ("service", None, 1)
    assert back.hand_off
    assert back.hand_off.sent_back


def test_how_a_case_came_to_its_team_stays_said_once_it_is_resolved() -> None:
    back = done(handed(), (send_back, ask(LEON), BACK), (claim, ask(AINO), {}), (resolve, ask(AINO), WORDS))
    assert back.hand_off is None
    left = replace(back, earlier_threads=(Thread("C1", "1.1", "https://larkspur.slack.com/p1", "#billing"),))
    said = draw_card(left, now=NOW).text
    assert "Sent back from the thread in #billing" in said
    assert "it is no bill" in said


def test_what_came_back_is_not_sent_back_again_but_can_be_handed_over_again() -> None:
    back = done(handed(), (send_back, ask(LEON), BACK))
    with pytest.raises(Refused, match="Hand over"):
        send_back(back, ask(AINO), route=BILLING, reason="no, yours")
    again = done(back, (hand_over, ask(AINO), {"route": BILLING, "reason": "look at page 2"}))
    assert done(again, (send_back, ask(LEON), BACK)).sent_back == 2


def test_what_nobody_handed_over_is_not_sent_back() -> None:
    with pytest.raises(Refused) as refusal:
        send_back(opened(), ask(), route=BILLING, reason="not ours")
    assert refusal.value.code == "not_handed_over"


def test_an_escalated_case_can_be_sent_back() -> None:
    origin = Origin(RUTH, "https://slack.example/1", "please look")
    case = begin(1_042, open_case(ask(RUTH), post(), SERVICE, origin))
    assert case.can_be_sent_back
    assert case.hand_off
    assert (case.hand_off.by, case.hand_off.team_from) == (RUTH, "")


def test_once_answered_it_is_not_sent_back() -> None:
    case = done(handed(), (claim, ask(LEON), {}))
    case = done(case, (draft, ask(LEON), {"text": "Hi", "to": case.latest, "length": 2, "longest": 280}))
    case = done(case, (send, ask(LEON), {"number": case.drafts[0].number}))
    receipt = Receipt("9", "https://x.com/9", NOW)
    case = done(case, (record_sent, ask("baton"), {"number": case.replies[0].number, "receipt": receipt}))
    with pytest.raises(Refused):
        send_back(case, ask(LEON), **BACK)


def test_a_reason_is_needed_and_only_who_has_it_sends_it_back() -> None:
    """Pitfall 7."""
    with pytest.raises(Refused) as refusal:
        send_back(handed(), ask(LEON), route=SERVICE, reason="\u2060 ")
    assert refusal.value.code == "no_reason"
    with pytest.raises(Refused, match=LEON):
        send_back(done(handed(), (claim, ask(LEON), {})), ask(RUTH), **BACK)


def asking(**whom: str) -> Case:
    return done(
        opened(), (claim, ask(AINO), {}), (ask_guidance, ask(AINO), {"question": "refundable?", **whom})
    )


def test_the_owner_asks_and_keeps_the_case() -> None:
    case = asking(team="billing", title="Billing")
    assert case.owner == AINO
    (asked,) = case.guidance
    assert (asked.by, asked.team, asked.title, asked.question) == (AINO, "billing", "Billing", "refundable?")
    (event,) = give_guidance(case, ask(LEON), number=asked.number)
    assert event.data == {"guidance": asked.number, "asked_by": AINO}
    given = done(case, (give_guidance, ask(LEON), {"number": asked.number}))
    assert given.guidance == ()
    assert give_guidance(given, ask(LEON), number=asked.number) == []


@pytest.mark.parametrize(
    ("by", "details", "code"),
    [
        (RUTH, {"question": "why?", "team": "billing"}, "not_owner"),
        (AINO, {"question": "  ", "team": "billing"}, "no_question"),
        (AINO, {"question": "why?", "person": AINO}, "oneself"),
    ],
)
def test_only_the_owner_asks_somebody_else_something(by: str, details: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask_guidance(asking(person=LEON), ask(by), **details)
    assert refusal.value.code == code


def test_no_more_questions_are_open_than_people_can_follow() -> None:
    case = asking(team="billing")
    for _ in range(QUESTIONS - 1):
        case = done(case, (ask_guidance, ask(AINO), {"question": "why?", "team": "billing"}))
    with pytest.raises(Refused, match="Answered"):
        ask_guidance(case, ask(AINO), question="why?", team="billing")


def test_questions_end_with_the_case_and_with_a_hand_over() -> None:
    assert done(asking(team="billing"), (resolve, ask(AINO), WORDS)).guidance == ()
    moved = done(asking(team="billing"), (hand_over, ask(AINO), {"route": BILLING, "reason": "yours"}))
    assert moved.guidance == ()


@pytest.mark.parametrize("resolution", [Resolution.NO_ANSWER, Resolution.ELSEWHERE])
def test_a_case_is_not_closed_unanswered_without_words(resolution: Resolution) -> None:
    for words in ("", "  \n"):
        with pytest.raises(Refused) as refusal:
            resolve(opened(), ask(), resolution=resolution, because=words)
        assert refusal.value.code == "unexplained"
    closed = done(opened(), (resolve, ask(), {"resolution": resolution, "because": " by phone "}))
    assert (closed.resolution, closed.resolved_because) == (resolution, "by phone")


def test_no_way_of_closing_leaves_a_case_unanswered_and_unexplained() -> None:
    """Answered demands an answer, spam is its own reason, the others demand words."""
    for resolution in Resolution:
        try:
            closed = done(opened(), (resolve, ask(), {"resolution": resolution}))
        except Refused:
            continue
        assert closed.resolution is Resolution.SPAM
