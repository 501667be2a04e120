"""Tests of the customer's question: the post that begins it, its answers, and its end without an answer."""

from datetime import timedelta

from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    Resolution,
    Status,
    claim,
    confirm_sent,
    mark_answered,
    record_unsure,
    reopen,
    resolve,
    revise,
    withdraw,
)
from bot.case.clocks import ClockKind
from tests.bot.case.history import History
from tests.bot.case.world import BOB, NOW, ask, post

FIRST, NEXT = ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE


def started() -> History:
    return History().take(post(), minutes=2).do(claim, minutes=10)


def seconds(history: History) -> dict[str, float]:
    """The open seconds of every response that is kept, by its kind."""
    return {one.kind.value: one.spent for one in history.case.kept if one.kind in (FIRST, NEXT)}


def asked_at_minute(case: Case) -> float | None:
    return (case.asked_at - NOW) / timedelta(minutes=1) if case.asked_at else None


def test_an_edit_while_a_reply_is_in_flight_leaves_the_question_answered() -> None:
    history = started().sending(minutes=21)
    edited(history, minutes=22).sent(minutes=24)
    assert (history.case.asked_at, history.case.clocks) == (None, ())
    assert seconds(history) == {"first_response": 1_440.0}


def test_an_edit_and_a_new_post_in_flight_leave_the_new_post_as_the_question() -> None:
    history = started().sending(minutes=21)
    edited(history, minutes=22).take(post("2", minutes=22), minutes=23).sent(minutes=24)
    assert asked_at_minute(history.case) == 22
    history.reply(minutes=31, sent=32)
    assert seconds(history) == {"first_response": 1_440.0, "next_response": 600.0}


def test_an_edit_after_the_answer_asks_nothing() -> None:
    history = started().reply(minutes=21, sent=24)
    assert edited(history, minutes=40).case.asked_at is None


def test_a_post_written_before_the_send_and_taken_after_it_opens_the_next_question() -> None:
    history = started().sending(minutes=21)
    history.take(post("2", minutes=20), minutes=23).sent(minutes=24)
    assert asked_at_minute(history.case) == 20
    assert history.case.response_clock
    assert history.case.response_clock.kind is NEXT


def test_an_answer_that_arrives_late_does_not_answer_a_question_asked_after_it_was_sent() -> None:
    """The earlier of two replies is confirmed when the later one has answered and the customer wrote again."""
    history = started().sending(minutes=20)
    unsure = history.case.replies[-1].number
    history.do(record_unsure, minutes=21, number=unsure, why="no answer")
    history.take(post("2", minutes=22), minutes=22).reply(minutes=25, sent=26)
    history.take(post("3", minutes=30), minutes=30).do(confirm_sent, minutes=35, number=unsure)
    assert asked_at_minute(history.case) == 30


def test_a_bystanders_post_on_an_ended_case_starts_no_response_clock() -> None:
    """F11."""
    history = started().reply(minutes=21, sent=24).do(resolve, minutes=30, resolution=Resolution.ANSWERED)
    history.take(post("2", BOB, minutes=40), minutes=40)
    assert history.case.status is Status.WAITING
    assert (history.case.asked_at, history.case.response_clock, history.case.due_at) == (None, None, None)
    assert seconds(history) == {"first_response": 1_440.0}


def test_a_bystanders_post_on_a_case_closed_without_an_answer_asks_nothing_either() -> None:
    history = started().do(resolve, minutes=30, resolution=Resolution.SPAM)
    assert history.take(post("2", BOB, minutes=40), minutes=40).case.asked_at is None


def test_reopening_by_staff_asks_nothing_for_the_customer_and_the_customers_next_post_does() -> None:
    history = started().reply(minutes=21, sent=24).do(resolve, minutes=30, resolution=Resolution.ANSWERED)
    assert history.do(reopen, minutes=50).case.asked_at is None
    history.take(post("2", minutes=70), minutes=71)
    assert asked_at_minute(history.case) == 70


def test_a_case_that_staff_reopened_can_be_marked_as_answered_elsewhere() -> None:
    history = started().do(resolve, minutes=30, resolution=Resolution.SPAM).do(reopen, minutes=50)
    history.do(claim, minutes=51).do(mark_answered, minutes=52)
    assert history.event_log[-1].kind == "answered_elsewhere"
    assert mark_answered(history.case, ask(minutes=53)) == []


def test_closing_as_answered_elsewhere_is_an_answer() -> None:
    history = started().do(resolve, minutes=30, resolution=Resolution.ELSEWHERE, because="they called")
    assert seconds(history) == {"first_response": 1_800.0}
    history.take(post("2", minutes=60), minutes=60)
    assert history.case.response_clock
    assert history.case.response_clock.kind is NEXT


def test_closing_in_any_other_way_is_no_answer() -> None:
    for resolution in (Resolution.NO_ANSWER, Resolution.SPAM):
        history = started().do(resolve, minutes=30, resolution=resolution, because="a thank-you")
        assert seconds(history) == {}
        history.take(post("2", minutes=60), minutes=60)
        assert history.case.response_clock
        assert history.case.response_clock.kind is FIRST


def test_closing_an_answered_case_as_answered_elsewhere_leaves_how_long_the_answer_took() -> None:
    history = started().reply(minutes=21, sent=24)
    history.do(resolve, minutes=90, resolution=Resolution.ELSEWHERE, because="they called")
    assert seconds(history) == {"first_response": 1_440.0}


def test_a_deleted_reply_counts_as_never_sent() -> None:
    history = started().reply(minutes=21, sent=24).delete_reply(minutes=50)
    clock = history.case.response_clock
    assert clock
    assert (clock.kind, clock.started_at, clock.spent) == (FIRST, NOW, 0)
    assert (seconds(history), history.case.answered_at) == ({}, None)
    history.reply(minutes=70, sent=71)
    assert seconds(history) == {"first_response": 71 * 60.0}


def test_a_deleted_reply_leaves_the_later_posts_in_the_first_question() -> None:
    history = started().reply(minutes=21, sent=24).take(post("2", minutes=30), minutes=31)
    history.delete_reply(minutes=50)
    clock = history.case.response_clock
    assert clock
    assert (clock.kind, clock.started_at) == (FIRST, NOW)
    assert [one.kind for one in history.case.clocks] == [FIRST]


def test_when_a_reply_is_deleted_the_next_answer_is_what_answered_its_question() -> None:
    history = started().reply(minutes=21, sent=24).take(post("2", minutes=30), minutes=31)
    history.reply(minutes=40, sent=42).delete_reply(minutes=50, place=0)
    assert history.case.asked_at is None
    assert seconds(history) == {"first_response": 42 * 60.0}


def test_two_deleted_replies_leave_the_question_as_it_was_asked() -> None:
    history = started().reply(minutes=21, sent=24).reply(minutes=30, sent=31)
    history.delete_reply(minutes=40, place=1)
    assert (history.case.asked_at, seconds(history)) == (None, {"first_response": 1_440.0})
    history.delete_reply(minutes=50, place=0)
    assert asked_at_minute(history.case) == 0
    assert seconds(history) == {}


def test_the_clock_of_a_deleted_reply_is_looked_at_again() -> None:
    """A timer finds the clocks that the event started: what is late by then must be announced."""
    history = started().reply(minutes=21, sent=24).delete_reply(minutes=90)
    clock = history.case.response_clock
    assert clock
    assert clock.run == history.case.version


def test_a_reply_deleted_on_an_ended_case_starts_nothing() -> None:
    history = started().reply(minutes=21, sent=24).do(resolve, minutes=30, resolution=Resolution.ANSWERED)
    history.delete_reply(minutes=50)
    assert (history.case.asked_at, history.case.clocks, history.case.answered_at) == (None, (), None)


def test_an_event_log_of_an_earlier_version_whose_reply_was_deleted_waits_for_an_answer() -> None:
    """Earlier versions wrote the number of the reply and nothing else."""
    history = started().reply(minutes=21, sent=24).delete_reply(minutes=50)
    event = history.event_log.pop()
    history.case = History.folded(history.event_log)
    history.append([Ask("baton", event.at, "old").event("deleted", reply=event.data["reply"])])
    assert asked_at_minute(history.case) == 0
    assert history.case.response_clock


def test_deleting_the_only_post_of_an_open_question_ends_the_question() -> None:
    history = started().reply(minutes=21, sent=24).take(post("2", minutes=30), minutes=31)
    history.do(withdraw, minutes=40, held=history.case.mentions[1])
    assert (history.case.asked_at, history.case.response_clock) == (None, None)
    assert seconds(history) == {"first_response": 1_440.0}
    assert not history.case.withdrawn


def test_a_question_goes_on_while_one_of_its_posts_is_there_and_from_its_first_post() -> None:
    history = started().reply(minutes=21, sent=24)
    history.take(post("2", minutes=30), minutes=31).take(post("3", minutes=35), minutes=36)
    history.do(withdraw, minutes=40, held=history.case.mentions[1])
    assert asked_at_minute(history.case) == 30
    history.do(withdraw, minutes=41, held=history.case.mentions[2])
    assert history.case.asked_at is None


def test_deleting_a_post_that_was_answered_changes_nothing_about_the_open_question() -> None:
    history = started().reply(minutes=21, sent=24).take(post("2", minutes=30), minutes=31)
    history.do(withdraw, minutes=40, held=history.case.first)
    assert asked_at_minute(history.case) == 30


def test_a_post_deleted_while_the_reply_is_in_flight_is_no_question_after_it() -> None:
    history = started().sending(minutes=21).take(post("2", minutes=22), minutes=22)
    history.do(withdraw, minutes=23, held=history.case.mentions[1]).sent(minutes=24)
    assert history.case.asked_at is None


def test_the_post_after_a_deleted_question_begins_a_new_one() -> None:
    history = started().reply(minutes=21, sent=24).take(post("2", minutes=30), minutes=31)
    history.do(withdraw, minutes=40, held=history.case.mentions[1])
    history.take(post("3", minutes=60), minutes=61)
    assert asked_at_minute(history.case) == 60


def edited(history: History, minutes: float) -> History:
    """The customer changes the first post."""
    held = history.case.first
    return history.do(revise, minutes=minutes, by="x", held=held, now=replace(held, text="It is worse now"))
