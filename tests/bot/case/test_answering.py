"""Tests of replies: the post they answer, cases with posts on several networks, and reply windows."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    Refused,
    apply,
    begin,
    claim,
    draft,
    join,
    may_still_send,
    open_case,
    record_not_sent,
    send,
)
from bot.case import refuse_unanswerable as refuse
from bot.case.model import MENTIONS_KEPT
from bot.jobs.from_events import jobs_for
from bot.mention import MayReply, Mention
from tests.bot.case.world import AINO, BOB, NOW, SERVICE, after, ask, done, opened, post

PUBLIC = post()
PRIVATE = replace(post("m1", BOB, 2), network="email", conversation="m1", private=True, case=1_042)
UNTIL = NOW + timedelta(hours=24)


def further(mention: Mention) -> tuple[Any, Any, dict[str, Any]]:
    return (join, ask("network"), {"mention": mention})


def both() -> Case:
    return done(opened(PUBLIC), (claim, ask(AINO), {}), further(PRIVATE))


def hello(to: Mention) -> dict[str, Any]:
    return {"text": "Hello", "to": to, "length": 5, "longest": 280}


def sending(case: Case, to: Mention) -> Case:
    written = done(case, (draft, ask(AINO), hello(to)))
    return done(written, (send, ask(AINO), {"number": written.drafts[0].number}))


def windowed(**more: Any) -> Mention:
    return post(may=MayReply("yes", until=UNTIL), **more)


def test_what_came_by_a_link_of_the_case_is_the_customers_own_post() -> None:
    case = both()
    assert (case.latest, case.turn) == (PRIVATE, 2)
    assert list(case.latest_each) == [PRIVATE.place, "x/public"]
    assert case.customers == ("x/71", "email/72")


def test_the_same_id_on_another_network_is_another_person() -> None:
    """Pitfall 58."""
    stranger = replace(post("9", minutes=3), network="bluesky")
    case = done(opened(PUBLIC), further(stranger))
    assert stranger.author.key == PUBLIC.author.key
    assert (case.latest, case.turn) == (PUBLIC, 1)


@pytest.mark.parametrize("to", [PUBLIC, PRIVATE])
def test_a_reply_goes_where_its_writer_chose_in_a_lane_of_that_network(to: Mention) -> None:
    """Pitfalls 1 and 46: what was written in private never goes out in public, nor the other way round."""
    written = done(both(), (draft, ask(AINO), hello(to)))
    (event,) = send(written, ask(AINO), number=written.drafts[0].number)
    case = after(written, [event])
    assert case.answered(case.replies[0]) == to
    (job,) = [job for job in jobs_for(case, [event]) if job.kind == "reply"]
    assert (job.lane, job.gate) == (f"1042@{to.network}", f"{to.network}-reply")


def test_a_reply_answers_only_the_latest_post_of_its_place() -> None:
    case = done(both(), further(post("2", minutes=5)))
    with pytest.raises(Refused) as refusal:
        draft(case, ask(AINO), **hello(PUBLIC))
    assert refusal.value.code == "stale"


def test_posts_with_the_same_id_on_two_networks_are_distinguished() -> None:
    twin = replace(PRIVATE, native_id=PUBLIC.native_id)
    case = sending(done(opened(PUBLIC), (claim, ask(AINO), {}), further(twin)), twin)
    assert case.answered(case.replies[0]) == twin


def test_an_event_log_from_before_the_choice_is_of_the_first_posts_network() -> None:
    case = both()
    drafted = replace(ask(AINO).event("drafted", text="Hello", to="1"), number=case.version + 1)
    old = apply(case, drafted)
    assert old.answered(old.drafts[0]) == PUBLIC
    sent = replace(ask(AINO).event("sending", text="Hello", to="1", draft=drafted.number), number=99)
    (job,) = [job for job in jobs_for(apply(old, sent), [sent]) if job.kind == "reply"]
    assert job.lane == "1042@x"


def test_the_posts_a_reply_can_answer_are_kept_however_many_come() -> None:
    noise = [further(post(f"n{n}", BOB, 10 + n)) for n in range(2 * MENTIONS_KEPT)]
    case = done(both(), further(post("2", minutes=4)), *noise)
    assert len(case.mentions) == MENTIONS_KEPT
    assert {m.native_id for m in case.latest_each.values()} == {"2", "m1"}


def test_a_reply_whose_post_is_no_longer_kept_does_not_go_to_another() -> None:
    case = sending(both(), PRIVATE)
    without = replace(case, mentions=(PUBLIC,))
    assert "no longer keeps" in may_still_send(without, case.replies[0].number, NOW)


def test_when_the_time_for_answers_is_over_nobody_writes_sends_or_tries_again() -> None:
    """Pitfall 47."""
    to = windowed()
    case = done(opened(to), (claim, ask(AINO), {}))
    late = ask(AINO, minutes=24 * 60)
    written = done(case, (draft, ask(AINO, minutes=24 * 60 - 1), hello(to)))
    with pytest.raises(Refused, match=r"closed 23 Nov 2026 09:00 UTC\. Answer on the network itself"):
        draft(case, late, **hello(to))
    with pytest.raises(Refused, match="closed 23 Nov"):
        send(written, late, number=written.drafts[0].number)
    with pytest.raises(Refused, match="closed 23 Nov"):
        refuse(case, late)
    sent = done(written, (send, ask(AINO), {"number": written.drafts[0].number}))
    number = sent.replies[0].number
    assert may_still_send(sent, number, UNTIL - timedelta(seconds=1)) == ""
    assert "closed 23 Nov" in may_still_send(sent, number, UNTIL)
    failed = done(sent, (record_not_sent, ask("baton"), {"number": number, "why": "late"}))
    assert failed.answerable(UNTIL) == {}


def test_one_post_that_can_be_answered_is_enough() -> None:
    closed = post(may=MayReply("no", "X takes no reply."))
    case = done(opened(closed), (claim, ask(AINO), {}), further(PRIVATE))
    refuse(case, ask(AINO))
    assert list(case.answerable(NOW)) == [PRIVATE.place]


def test_the_card_is_looked_at_an_hour_before_the_time_is_over_and_at_its_end() -> None:
    case = opened(windowed())
    (first, second) = [job for job in jobs_for(case, [_opening(windowed())]) if job.kind == "window"]
    assert [first.run_at, second.run_at] == [UNTIL - timedelta(hours=1), UNTIL]
    assert {first.lane, second.lane} == {"1042@window/1"}


@pytest.mark.parametrize(("hours_left", "jobs"), [(0.5, 1), (0, 0)])
def test_a_time_that_is_nearly_over_needs_fewer_checks(hours_left: float, jobs: int) -> None:
    until = NOW + timedelta(hours=hours_left)
    event = _opening(post(may=MayReply("yes", until=until)))
    found = [job for job in jobs_for(begin(1_042, event), [event]) if job.kind == "window"]
    assert [job.run_at for job in found] == [until] * jobs


def _opening(mention: Mention) -> Any:
    return replace(open_case(ask("x", 0), mention, SERVICE), number=1)
