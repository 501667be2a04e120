"""Undo of a resolution: the case is as it was, and only for the person who resolved it, soon after."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    Origin,
    Refused,
    Resolution,
    Status,
    ask_guidance,
    claim,
    draft,
    fold,
    hand_over,
    reopen,
    resolve,
    snooze,
    undo_resolution,
    wait_for_customer,
    withdraw,
)
from bot.case.verbs.edit import struck, without_quotes, wordings
from bot.jobs.from_events import jobs_for
from bot.routing.rules import Targets
from tests.bot.case.history import History
from tests.bot.case.world import AINO, NOW, RUTH, SERVICE, ask, post

TIMED = replace(
    SERVICE, targets=Targets(resolution=3_600, guidance=600, claim=900, hand_off=300), snooze_pauses=True
)
Steps = Callable[[History], object]


def asked(**more: Any) -> History:
    return History(TIMED, **more).take(post(), minutes=0)


def mine(history: History) -> History:
    return history.do(claim, minutes=1)


def undone(history: History, minutes: float = 9, by: str = AINO) -> History:
    return history.do(
        undo_resolution,
        minutes=minutes,
        by=by,
        number=last(history),
        event_log=tuple(history.event_log),
    )


def last(history: History) -> int:
    return [event.number for event in history.event_log if event.kind == "resolved"][-1]


def drafting(history: History) -> History:
    return mine(history).do(draft, minutes=2, text="Sorry!", to=history.case.latest, length=6, longest=280)


STORIES: dict[str, Steps] = {
    "unassigned": lambda history: history,
    "claimed": mine,
    "answered": lambda history: mine(history).reply(minutes=2, sent=3),
    "answered again": lambda history: (
        mine(history).reply(minutes=2, sent=3).take(post("2", minutes=3), minutes=4)
    ),
    "draft": drafting,
    "snoozed": lambda history: mine(history).do(snooze, minutes=2, until=None),
    "follow-up": lambda history: (
        mine(history)
        .reply(minutes=2, sent=3)
        .do(wait_for_customer, minutes=4, until=NOW + timedelta(hours=1))
    ),
    "guidance": lambda history: mine(history).do(ask_guidance, minutes=2, question="Ours?", team="billing"),
    "handed over": lambda history: history.do(
        hand_over, minutes=2, route=replace(TIMED, team="billing"), reason="yours"
    ),
    "reopened": lambda history: (
        mine(history)
        .do(resolve, minutes=2, resolution=Resolution.SPAM)
        .do(reopen, minutes=3)
        .do(claim, minutes=4)
    ),
}


def alike(case: Case) -> Case:
    """The case without what every event changes: its version, and the event that started a run of a timer."""
    clocks = tuple(replace(clock, run=0) for clock in case.clocks)
    return replace(case, version=0, clocks=clocks)


@pytest.mark.parametrize("resolution", [Resolution.SPAM, Resolution.ELSEWHERE])
@pytest.mark.parametrize("story", STORIES)
def test_the_case_is_exactly_as_before(story: str, resolution: Resolution) -> None:
    history = asked()
    STORIES[story](history)
    before = history.case
    history.do(resolve, minutes=5, resolution=resolution, because="they called")
    assert history.case.status is Status.RESOLVED
    undone(history)
    assert alike(history.case) == alike(before)
    assert history.folded(history.event_log) == history.case


def test_an_escalated_case_keeps_that_it_was_handed_in() -> None:
    history = asked(origin=Origin("U0MIRA", "", "Angry."))
    before = history.case
    history.do(resolve, minutes=5, resolution=Resolution.SPAM)
    assert undone(history).case.hand_off == before.hand_off


def test_a_reply_that_arrives_after_the_resolution_counts_when_it_is_undone() -> None:
    history = mine(asked()).sending(minutes=2)
    history.do(resolve, minutes=3, resolution=Resolution.SPAM).sent(minutes=4)
    undone(history)
    assert (history.case.question, history.case.pending) == ((), True)
    assert history.folded(history.event_log) == history.case


def test_its_timers_and_its_snooze_are_checked_again() -> None:
    history = mine(asked()).do(snooze, minutes=2, until=NOW + timedelta(hours=1))
    undone(history.do(resolve, minutes=5, resolution=Resolution.SPAM))
    jobs = jobs_for(history.case, history.event_log[-1:])
    assert {"redraw", "wake"} <= {job.kind for job in jobs}
    awake = mine(asked())
    undone(awake.do(resolve, minutes=5, resolution=Resolution.SPAM))
    assert "tick" in {job.kind for job in jobs_for(awake.case, awake.event_log[-1:])}


@pytest.mark.parametrize(("by", "minutes", "code"), [(RUTH, 6, "not_yours"), (AINO, 16, "late")])
def test_only_its_author_undoes_it_and_soon(by: str, minutes: float, code: str) -> None:
    history = mine(asked()).do(resolve, minutes=5, resolution=Resolution.SPAM)
    with pytest.raises(Refused) as refusal:
        undone(history, minutes, by)
    assert refusal.value.code == code


def test_an_outdated_button_undoes_nothing() -> None:
    history = mine(asked()).do(resolve, minutes=2, resolution=Resolution.SPAM)
    first = last(history)
    history.do(reopen, minutes=3)
    log = tuple(history.event_log)
    assert undo_resolution(history.case, ask(minutes=3), number=first, event_log=log) == []
    history.do(resolve, minutes=4, resolution=Resolution.SPAM)
    with pytest.raises(Refused, match="resolved again"):
        undo_resolution(history.case, ask(minutes=5), number=first, event_log=tuple(history.event_log))


def test_what_a_customer_deletes_leaves_the_undone_drafts_and_questions_too() -> None:
    words = "my router blinks red since the morning"
    history = History(TIMED).take(replace(post(), text=words), minutes=0).do(claim, minutes=1)
    history.do(draft, minutes=2, text=f"You wrote: {words}", to=history.case.latest, length=6, longest=280)
    history.do(ask_guidance, minutes=3, question=f"They say {words}. Ours?", team="billing")
    undone(history.do(resolve, minutes=4, resolution=Resolution.SPAM))
    assert words in str(history.event_log[-1].data)
    history.do(withdraw, minutes=10, by="x", held=history.case.first)
    case = without_quotes(history.case, wordings(history.event_log, history.case.first.key))
    clean = {event.number: event for event in struck(history.event_log, history.case.first.key)}
    log = [clean.get(event.number, event) for event in history.event_log]
    assert words not in str(log)
    assert fold(case.number, log) == case
