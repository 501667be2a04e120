"""Hand over, resolve, reopen, and the posts that come after."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Refused,
    Resolution,
    Status,
    Thread,
    claim,
    hand_over,
    join,
    record_shown,
    record_stuck,
    record_unstuck,
    reopen,
    resolve,
    resolve_answered,
)
from bot.case.model import MENTIONS_KEPT
from tests.bot.case.history import History
from tests.bot.case.world import AINO, ANA, BILLING, BOB, NOW, RUTH, SERVICE, ask, done, opened, post

THREAD = Thread("C1", "1.1", "https://slack.example/1", "#service")
REASON: dict[str, Any] = {"route": BILLING, "reason": " it is the bill "}


def test_a_hand_over_starts_again_elsewhere_and_remembers_the_thread() -> None:
    shown = done(
        opened(),
        (record_shown, ask("baton"), {"thread": THREAD, "team": "service", "drawn": 1}),
        (claim, ask(AINO), {}),
    )
    (event,) = hand_over(shown, ask(AINO), **REASON)
    assert (event.data["reason"], event.data["team_from"], event.data["team_to"]) == (
        "it is the bill",
        "service",
        "billing",
    )
    moved = done(shown, (hand_over, ask(AINO), REASON))
    assert (moved.status, moved.owner, moved.thread, moved.earlier_threads) == (
        Status.WAITING,
        None,
        None,
        (THREAD,),
    )
    assert moved.route == BILLING


@pytest.mark.parametrize(
    ("details", "code"),
    [({"reason": "\u3164 "}, "no_reason"), ({"route": SERVICE}, "same_team")],
)
def test_a_hand_over_needs_a_reason_and_another_team(details: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        hand_over(opened(), ask(), **{**REASON, **details})
    assert refusal.value.code == code


def test_another_agents_case_is_neither_handed_over_nor_resolved() -> None:
    """Pitfall 7 (docs/pitfalls.md)."""
    claimed = done(opened(), (claim, ask(AINO), {}))
    with pytest.raises(Refused, match=AINO):
        hand_over(claimed, ask(RUTH), **REASON)
    with pytest.raises(Refused, match=AINO):
        resolve(claimed, ask(RUTH), resolution=Resolution.SPAM)


def test_resolving_twice_is_resolving_once_and_reopening_asks_nothing_for_the_customer() -> None:
    """Pitfall 38 (docs/pitfalls.md)."""
    resolved = done(opened(), (resolve, ask(AINO, 5), {"resolution": Resolution.SPAM}))
    assert (resolved.due_at, resolved.resolved_at) == (None, NOW + timedelta(minutes=5))
    assert resolve(resolved, ask(RUTH), resolution=Resolution.SPAM) == []
    again = done(resolved, (reopen, ask(RUTH, 90), {}))
    assert (again.status, again.owner, again.resolution) == (Status.WAITING, None, None)
    assert again.due_at is None
    assert reopen(again, ask(RUTH)) == []


def test_a_post_after_resolution_reopens_and_its_clock_runs_from_the_post() -> None:
    """Pitfalls 22 and 38 (docs/pitfalls.md)."""
    resolved = done(opened(), (resolve, ask(AINO, 5), {"resolution": Resolution.SPAM}))
    (event,) = join(resolved, ask("x", 200), mention=post("2", minutes=100))
    assert event.kind == "reopened"
    again = done(resolved, (join, ask("x", 200), {"mention": post("2", minutes=100)}))
    assert again.due_at == NOW + timedelta(minutes=100, seconds=SERVICE.first_response)


def test_a_case_keeps_its_first_post_the_latest_ones_and_the_count_of_all() -> None:
    case = opened()
    for number in range(2, 2 * MENTIONS_KEPT):
        author = ANA if number == 3 else BOB
        case = done(case, (join, ask("x"), {"mention": post(str(number), author, number)}))
    kept = [mention.native_id for mention in case.mentions]
    assert len(kept) == MENTIONS_KEPT
    assert (kept[0], kept[-1], case.mention_count) == ("1", str(2 * MENTIONS_KEPT - 1), 2 * MENTIONS_KEPT - 1)
    assert case.latest.native_id == "3"


def test_what_is_stuck_is_shown_until_it_is_sent_on_its_way_again() -> None:
    stuck = done(opened(), (record_stuck, ask("baton"), {"job": "1042@x/4/reply", "why": "no network"}))
    assert stuck.stuck == "no network"
    assert done(stuck, (record_unstuck, ask(), {})).stuck == ""
    assert record_unstuck(opened(), ask()) == []


def test_a_card_that_is_where_it_was_is_no_news() -> None:
    shown = done(opened(), (record_shown, ask("baton"), {"thread": THREAD, "team": "service", "drawn": 1}))
    assert record_shown(shown, ask("baton"), thread=THREAD, team="service", drawn=2) == []
    assert record_shown(shown, ask("baton"), thread=replace(THREAD, ts="2.2"), team="service", drawn=2)


def test_a_card_that_was_posted_only_after_the_case_had_moved_on_is_one_it_has_left() -> None:
    moved = done(opened(), (hand_over, ask(AINO), REASON))
    shown = done(moved, (record_shown, ask("baton"), {"thread": THREAD, "team": "service", "drawn": 1}))
    assert (shown.thread, shown.earlier_threads) == (None, (THREAD,))
    assert record_shown(shown, ask("baton"), thread=THREAD, team="service", drawn=1) == []


def test_only_a_case_whose_customer_has_the_latest_reply_is_resolved_without_a_reason() -> None:
    history = History().take(post(), minutes=0).do(claim, minutes=1)

    def code() -> str:
        with pytest.raises(Refused) as refusal:
            resolve_answered(history.case, ask())
        return refusal.value.code

    assert code() == "unanswered"
    history.sending(minutes=2)
    assert code() == "unanswered"
    history.sent(minutes=3).take(post("2", minutes=4), minutes=4)
    assert code() == "unanswered"
    history.reply(minutes=5, sent=6)
    with pytest.raises(Refused, match=AINO):
        resolve_answered(history.case, ask(RUTH))
    history.do(resolve_answered, minutes=7)
    assert (history.case.resolution, resolve_answered(history.case, ask())) == (Resolution.ANSWERED, [])
