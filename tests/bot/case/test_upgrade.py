"""Cases saved by versions that did not store the posts of a question continue as they were."""

import json
from datetime import timedelta

from bot.case import Case, claim, confirm_sent, record_unsure, withdraw
from bot.case.clocks import ClockKind
from bot.case.model import Origin
from bot.case.serialization import case_from_json, case_to_json
from bot.mention import AUTHOR_DELETED
from tests.bot.case.history import History
from tests.bot.case.world import NOW, RUTH, post

UNKNOWN = ("question", "recalled", "past")


def as_saved_before(history: History) -> History:
    """The history, whose case an earlier version saved."""
    row = json.loads(case_to_json(history.case))
    history.case = case_from_json(json.dumps({name: row[name] for name in row if name not in UNKNOWN}))
    return history


def asked_at_minute(case: Case) -> float | None:
    return (case.asked_at - NOW) / timedelta(minutes=1) if case.asked_at else None


def started() -> History:
    return History().take(post(), minutes=2).do(claim, minutes=10)


def test_what_is_written_down_now_is_read_back_as_it_was() -> None:
    history = started().sending(minutes=20).take(post("2", minutes=21), minutes=22)
    assert case_from_json(case_to_json(history.case)) == history.case


def test_an_open_question_is_answered_by_the_reply_that_is_in_flight() -> None:
    history = as_saved_before(started().sending(minutes=20)).sent(minutes=24)
    assert history.case.asked_at is None


def test_a_post_that_came_after_the_reply_was_sent_stays_a_question() -> None:
    history = started().sending(minutes=20).take(post("2", minutes=21), minutes=22)
    assert asked_at_minute(as_saved_before(history).sent(minutes=24).case) == 21


def test_a_post_between_two_replies_is_answered_by_the_later_one_only() -> None:
    history = started().sending(minutes=20)
    unsure = history.case.replies[0].number
    history.do(record_unsure, minutes=21, number=unsure, why="no answer")
    history.take(post("2", minutes=22), minutes=22).sending(minutes=25)
    history = as_saved_before(history).do(confirm_sent, minutes=26, number=unsure)
    assert asked_at_minute(history.case) == 22
    assert history.sent(minutes=27).case.asked_at is None


def test_the_question_ends_when_its_posts_are_deleted() -> None:
    history = started().reply(minutes=20, sent=24).take(post("2", minutes=30), minutes=31)
    as_saved_before(history).do(withdraw, minutes=40, held=history.case.mentions[1])
    assert history.case.asked_at is None


def test_a_question_without_a_post_of_its_own_goes_on_until_it_is_answered() -> None:
    """Earlier versions let staff who reopen a case ask for the customer."""
    history = started()
    row = json.loads(case_to_json(history.case)) | {"asked_at": (NOW + timedelta(minutes=50)).isoformat()}
    history.case = case_from_json(json.dumps({name: row[name] for name in row if name not in UNKNOWN}))
    assert asked_at_minute(history.case) == 50
    assert history.reply(minutes=60, sent=61).case.asked_at is None


def test_what_a_person_handed_in_counts_from_then() -> None:
    """The post was written long before."""
    history = History(origin=Origin(RUTH, "https://slack.example/1")).take(post(minutes=-600), minutes=0)
    case = as_saved_before(history).case
    assert (asked_at_minute(case), case.question[0].key) == (0, "x/1")
    assert history.do(withdraw, minutes=5, held=case.first).case.asked_at is None


def test_a_clock_that_a_snooze_paused_goes_on_when_the_case_is_awake() -> None:
    history = started()
    (clock,) = history.case.clocks
    row = json.loads(case_to_json(history.case)) | {
        "snooze": {"number": 2, "by": RUTH, "until": None},
        "clocks": [{"kind": "first_response", "target": 3600, "hours": "", "started_at": NOW.isoformat()}],
    }
    row["clocks"][0] |= {"run": 1, "spent": 900.0}
    history.case = case_from_json(json.dumps({name: row[name] for name in row if name not in UNKNOWN}))
    history.take(post("2", minutes=60), minutes=60)
    (clock,) = history.case.clocks
    assert (clock.kind, clock.spent, clock.since) == (
        ClockKind.FIRST_RESPONSE,
        900.0,
        NOW + timedelta(minutes=60),
    )


def test_a_deleted_post_has_the_words_of_this_version() -> None:
    history = started()
    history.do(withdraw, minutes=12, held=history.case.mentions[0])
    earlier = case_to_json(history.case).replace(AUTHOR_DELETED, "The author took this post away.")
    assert case_from_json(earlier) == history.case
    (gone,) = history.case.mentions
    assert gone.may_reply.why == AUTHOR_DELETED
