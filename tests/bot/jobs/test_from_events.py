"""Jobs that follow from each event, in lanes that keep them in order."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Ask, Delivery, Event, Reply, Thread, open_case
from bot.case.clocks import BREACH, REMIND
from bot.case.handling_model import HandOff
from bot.case.model import Case
from bot.jobs.build import (
    BACKGROUND,
    CONVERSATION,
    FLOOD,
    IN_A_WHILE,
    PRESSED,
    UPDATES,
    channel_gate,
    redraw_job,
)
from bot.jobs.from_events import jobs_for
from bot.jobs.job import TIMERS
from bot.routing import Priority
from tests.bot.case.world import ANA, BILLING, NOW, SERVICE, opened, post

CASE = opened(route=SERVICE, number=1_042)
THREAD = Thread("C1", "1.1", "https://slack.example/1", "#service")


def event(kind: str, number: int = 5, **data: object) -> Event:
    return Event(kind, "U0AINO", NOW, "request", data, number)


def kinds(*events: Event) -> list[str]:
    return [job.kind for job in jobs_for(CASE, events)]


def test_an_opened_case_is_shown_in_its_channel_with_its_urgency() -> None:
    case = opened(route=replace(BILLING, priority=Priority.URGENT))
    first = open_case(Ask("x", NOW, "x/1"), post(), case.route)
    (job,) = [job for job in jobs_for(case, [replace(first, number=1)]) if job.kind != "tick"]
    assert (job.key, job.gate, job.urgency) == ("1042@slack/1/show", channel_gate("#billing"), 0)
    assert job.data == {"case": 1_042, "event": 1}


@pytest.mark.parametrize("kind", ["noted", "note_edited", "note_deleted", "drafted", "never heard of"])
def test_what_staff_say_and_draft_makes_nothing_happen_outside(kind: str) -> None:
    """Pitfall 1 (docs/pitfalls.md)."""
    assert kinds(event(kind, text="internal")) == []


def test_only_sending_sends() -> None:
    """Pitfall 1 (docs/pitfalls.md)."""
    sends = [kind for kind in ("opened", "joined", "claimed", "sending", "sent", "resolved", "handed_over")
             if "reply" in kinds(event(kind, reply=3, drawn=1))]  # fmt: skip
    assert sends == ["sending"]


def test_a_public_reply_has_a_lane_of_its_own_that_slack_does_not_hold_up() -> None:
    jobs = {job.kind: job for job in jobs_for(CASE, [event("sending", text="Hi", to="1", draft=4)])}
    assert (jobs["reply"].lane, jobs["say"].lane) == ("1042@x", "1042@slack")
    assert jobs["reply"].key == "1042@x/5/reply"


def test_a_card_is_redrawn_by_one_job_however_often_it_is_asked_for() -> None:
    """Pitfall 55 (docs/pitfalls.md)."""
    both = jobs_for(replace(CASE, thread=THREAD), [event("claimed", 5), event("released", 6)])
    assert {job.key for job in both} == {redraw_job(CASE, NOW).key}
    assert {job.gate for job in both} == {UPDATES}
    assert {job.urgency for job in both} == {PRESSED}


def test_other_teams_are_notified_of_a_case_once_when_its_first_card_is_posted() -> None:
    route = replace(BILLING, inform=(("press", "#press"), ("social", "#social")))
    case = replace(opened(route=route), thread=THREAD)
    jobs = [job for job in jobs_for(case, [event("shown", 2, drawn=1)]) if job.kind == "inform"]
    assert [(job.key, job.gate) for job in jobs] == [
        ("1042@inform/press/0/inform", channel_gate("#press")),
        ("1042@inform/social/0/inform", channel_gate("#social")),
    ]
    moved = replace(case, earlier_threads=(THREAD,))
    assert "inform" not in {job.kind for job in jobs_for(moved, [event("shown", 4, drawn=3)])}


def test_a_card_drawn_before_something_happened_is_drawn_again() -> None:
    shown = replace(CASE, thread=THREAD)
    assert [job.kind for job in jobs_for(shown, [event("shown", 2, drawn=1)])] == ["acquaint"]
    assert [job.kind for job in jobs_for(shown, [event("shown", 4, drawn=1)])] == ["redraw", "acquaint"]


def test_a_handed_over_case_brings_its_story_once_its_new_card_is_posted() -> None:
    moved = replace(CASE, earlier_threads=(THREAD,), thread=Thread("C2", "2.2", "", "#billing"))
    assert [job.kind for job in jobs_for(moved, [event("shown", 9, drawn=8)])] == ["redraw", "story"]


def test_a_card_the_case_has_left_before_it_was_posted_is_closed_and_says_where_the_case_went() -> None:
    """The farewell stands in the lane before the new card, which the hand-over asked for."""
    hand_off = HandOff("U1", "billing", "", NOW, number=4)
    moved = replace(CASE, earlier_threads=(THREAD,), hand_off=hand_off)
    jobs = jobs_for(moved, [event("shown", 5, drawn=1, left=True)])
    assert [job.kind for job in jobs] == ["redraw", "say", "acquaint"]
    farewell, shown = jobs[1], jobs_for(moved, [event("handed_over", 4)])[-1]
    assert (farewell.lane, farewell.position, farewell.data["event"]) == ("1042@slack", 4, 4)
    assert farewell.gate == channel_gate(THREAD.name)
    assert shown.kind == "show"
    assert (farewell.position, farewell.kind) < (shown.position, shown.kind)


def test_what_waits_for_a_time_has_a_lane_that_nothing_else_waits_in() -> None:
    until = (NOW + timedelta(hours=48)).isoformat()
    events = [
        event("opened", 1, mention={"may_reply": {"until": until}}),
        event("snoozed", 2, until=until),
        event("assigned", 3, until=until),
        event("guidance_asked", 4, team="billing"),
    ]
    jobs = jobs_for(CASE, events)
    waiting = {job.lane for job in jobs if job.kind in TIMERS}
    assert {job.kind for job in jobs if job.lane in waiting} == {"tick", "wake", "take_back", "window"}


def test_later_events_come_later_in_the_lane() -> None:
    jobs = jobs_for(CASE, [event("joined", 5), event("joined", 6)])
    assert [job.position for job in jobs if job.kind == "say"] == [5, 6]


def test_a_change_of_an_answer_waits_behind_it_in_the_lane_of_its_network() -> None:
    reply = Reply(5, "U0AINO", "Hi", "1", Delivery.SENT, NOW, network="email", native_id="9")
    case = replace(CASE, replies=(reply,))
    for kind, job in (("correcting", "correct"), ("deleting", "delete")):
        (first, _) = jobs_for(case, [event(kind, 7, reply=5)])
        assert (first.key, first.gate) == (f"1042@email/7/{job}", "email-reply")


@pytest.mark.parametrize("kind", ["edited", "withdrawn"])
def test_a_post_that_changes_is_redrawn_in_card_and_thread(kind: str) -> None:
    assert sorted(kinds(event(kind))) == ["redraw", "retell", "say"]


def urgencies(case: Case, happened: Event) -> dict[str, int]:
    return {job.kind: job.urgency for job in jobs_for(case, [happened])}


def test_a_conversation_goes_before_new_cards_and_what_nobody_asked_for_comes_last() -> None:
    claimed = replace(CASE, thread=THREAD, owner="U0AINO")
    assert urgencies(claimed, event("sending", text="Hi", to="1", draft=4))["reply"] == CONVERSATION
    assert urgencies(claimed, event("sent", reply=5))["say_again"] == CONVERSATION
    assert urgencies(claimed, event("released"))["redraw"] == PRESSED
    by_itself = replace(event("sent", reply=5), by="baton")
    assert urgencies(claimed, by_itself)["redraw"] == IN_A_WHILE
    assert urgencies(claimed, event("joined"))["say"] == CONVERSATION
    waiting = replace(CASE, thread=THREAD)
    by_itself = replace(event("warned", rung=REMIND), by="baton")
    assert urgencies(waiting, by_itself)["say"] == BACKGROUND
    assert urgencies(waiting, replace(by_itself, data={"rung": BREACH}))["redraw"] == BACKGROUND
    assert urgencies(waiting, replace(event("joined"), by="x"))["say"] == Priority.NORMAL


def test_a_card_that_somebody_hands_on_or_claims_is_awaited() -> None:
    new = replace(CASE, route=replace(SERVICE, priority=Priority.LOW))
    assert urgencies(new, replace(event("opened"), by="x"))["show"] == Priority.LOW
    assert urgencies(new, event("handed_over", team_to="billing"))["show"] == PRESSED
    hurried = {job.key: job.urgency for job in jobs_for(new, [event("claimed")])}
    assert hurried["1042@slack/1/show"] == CONVERSATION


@pytest.mark.parametrize("owner", [None, "U0AINO"])
def test_one_authors_many_posts_block_no_one(owner: str | None) -> None:
    """Three hundred posts of one author held the next customer's card up for five minutes."""
    posts = tuple(post(str(n), ANA, n / 60) for n in range(6))
    case = replace(CASE, thread=THREAD, owner=owner, mentions=posts[:5])
    (fifth,) = [job for job in jobs_for(case, [event("joined", 9)]) if job.kind == "say"]
    (sixth,) = [
        job for job in jobs_for(replace(case, mentions=posts), [event("joined", 10)]) if job.kind == "say"
    ]
    assert (fifth.lane, sixth.lane) == ("1042@slack", "1042@slack/more")
    assert fifth.urgency < FLOOD == sixth.urgency
    later = replace(case, mentions=(*posts, post("7", ANA, 5)))
    (seventh,) = [job for job in jobs_for(later, [event("joined", 11)]) if job.kind == "say"]
    assert seventh.lane == "1042@slack"
