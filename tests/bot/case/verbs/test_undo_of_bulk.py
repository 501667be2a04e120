"""Undo of work on many cases: right after it, each case is as it was before, for people and for timers."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Ask, Case, Event, Refused, Thread, fold, undo
from bot.case.bulk import Plan, Powers, act
from bot.case.clocks import ClockKind
from bot.case.serialization import case_from_json, case_to_json
from bot.case.verbs.delivery import record_shown
from bot.case.verbs.edit import struck, without_quotes, wordings
from bot.case.verbs.retime import retime
from bot.case.verbs.tags import change_tags
from bot.case.verbs.warn import warn
from bot.jobs.from_events import jobs_for
from bot.routing import read_rules
from bot.services.casebook import decide
from tests.bot.case.history import History
from tests.bot.case.test_folding import SERVICE as ANY_SERVICE
from tests.bot.case.test_folding import STEPS, random_story
from tests.bot.case.verbs.test_undo_resolution import STORIES, TIMED, alike, asked
from tests.bot.case.world import AINO, LEON, NOW, RUTH, ask, post

RULES = read_rules(
    "teams: {service: {channel: '#service'}, billing: {channel: '#billing'}, outage: {channel: '#outage'}}\n"
    "default: {team: service}\n"
)
EVERYBODY = frozenset({AINO, RUTH, LEON})
POWERS = Powers(RULES, dict.fromkeys(RULES.teams, EVERYBODY))
PLANS = {
    "claim": Plan("claim"),
    "hand over": Plan("hand_over", team="outage", note="theirs"),
    "spam": Plan("resolve", resolution="spam"),
    "elsewhere": Plan("resolve", resolution="answered elsewhere", note="by phone"),
    "assign": Plan("assign", to=RUTH),
}
REQUEST = "bulk/1/1042"


def seen(case: Case) -> Case:
    """The case without its threads, which keep the card it had meanwhile, and without what every event changes."""
    return replace(alike(case), thread=None, earlier_threads=())


def did(history: History, plan: Plan, *, by: str = AINO, minutes: float = 5) -> None:
    """Do it to the case as the casebook does, acceptance included."""
    events = act(history.case, ask(by, minutes, request=REQUEST), plan=plan, powers=POWERS)
    history.append(list(decide(history.case, events).events))


def undone(history: History, *, by: str = AINO, minutes: float = 6) -> Case:
    asked = ask(by, minutes, request=f"{REQUEST}/undo")
    history.append(undo(history.case, asked, event_log=history.event_log, request=REQUEST))
    assert history.folded(history.event_log) == history.case
    return history.case


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("story", STORIES)
def test_the_case_is_exactly_as_before(story: str, plan: str) -> None:
    history = asked()
    STORIES[story](history)
    before = history.case
    try:
        did(history, PLANS[plan])
    except (Refused, IndexError):
        return
    assert seen(undone(history)) == seen(before)


def test_any_case_is_as_before_after_any_work_and_its_undo() -> None:
    tried: Counter[str] = Counter()
    for seed in range(60):
        dice = random.Random(seed)
        case, event_log = random_story(seed, dice.randrange(5, STEPS))
        for name, plan in PLANS.items():
            by = case.owner if case.owner and dice.random() < 0.7 else dice.choice(sorted(EVERYBODY))
            tried[name] += _goes_back(case, event_log, plan, by)
    assert min(tried[name] for name in PLANS) > 5, tried


def _goes_back(case: Case, event_log: list[Event], plan: Plan, by: str) -> bool:
    history = History()
    history.case, history.event_log = case, list(event_log)
    try:
        events = act(case, Ask(by, NOW + timedelta(minutes=STEPS), REQUEST), plan=plan, powers=POWERS)
    except Refused:
        return False
    if not events:
        return False
    history.append(list(decide(case, events).events))
    assert seen(undone(history, by=by, minutes=STEPS + 1)) == seen(case)
    assert case_from_json(case_to_json(history.case)) == history.case
    return True


def test_tags_and_a_claim_that_accepts_are_undone_too() -> None:
    history = asked().append(change_tags(asked().case, ask(), add=["vip"]))
    history.append(change_tags(history.case, ask(AINO, 5, request=REQUEST), add=["late"], remove=["vip"]))
    assert undone(history).route.tags == ("vip",)


def test_a_case_that_was_assigned_is_offered_to_the_same_person_again() -> None:
    history = asked()
    did(history, PLANS["assign"], by=LEON, minutes=1)
    given = history.case.assignment
    history.event_log[-1] = replace(history.event_log[-1], request="before")
    did(history, PLANS["spam"], by=RUTH)
    assert history.case.assignment is None
    assert undone(history, by=RUTH).assignment == given
    kinds = {job.kind for job in jobs_for(history.case, history.event_log[-1:])}
    assert {"take_back", "redraw", "settle", "tick"} <= kinds


def test_a_handed_over_case_is_back_in_the_thread_of_its_card() -> None:
    home, away = Thread("C1", "1.1", "u", "#service"), Thread("C2", "2.2", "v", "#outage")
    history = asked().do(record_shown, minutes=1, by="baton", thread=home, team="service", drawn=1)
    did(history, PLANS["hand over"])
    history.do(record_shown, minutes=5.5, by="baton", thread=away, team="outage", drawn=2)
    case = undone(history)
    assert (case.thread, case.earlier_threads) == (home, (away,))
    kinds = [job.kind for job in jobs_for(case, history.event_log[-1:])]
    assert "redraw" in kinds
    assert "show" not in kinds


def test_a_handed_over_case_without_a_card_gets_one_in_its_old_channel() -> None:
    history = asked()
    did(history, PLANS["hand over"])
    case = undone(history)
    assert case.thread is None
    jobs = jobs_for(case, history.event_log[-1:])
    assert "say" not in {job.kind for job in jobs}
    shows = [job for job in jobs if job.kind == "show"]
    assert [job.gate for job in shows] == ["slack:#service"]


def test_what_baton_recorded_meanwhile_still_counts() -> None:
    history = asked()
    did(history, PLANS["hand over"])
    history.do(warn, minutes=40, by="baton", kind=ClockKind.FIRST_RESPONSE, level=50)
    history.do(retime, minutes=41, by="baton", route=replace(history.case.route, hours=ANY_SERVICE.hours))
    case = undone(history, minutes=42)
    assert case.response_clock is not None
    assert case.response_clock.notified == 50
    # The new hours were for the team that the case is no longer with.
    assert case.route.hours == TIMED.hours


def test_only_the_person_who_did_it_undoes_it() -> None:
    history = asked()
    did(history, PLANS["spam"])
    with pytest.raises(Refused) as refusal:
        undone(history, by=RUTH)
    assert refusal.value.code == "not_yours"


def test_what_a_customer_deletes_leaves_what_an_undo_brought_back() -> None:
    words = "my router blinks red since the morning"
    history = History(TIMED).take(replace(post(), text=words), minutes=0)
    did(history, Plan("hand_over", team="billing", note=f"They say {words}"), minutes=1)
    history.event_log[-1] = replace(history.event_log[-1], request="before")
    did(history, PLANS["hand over"])
    assert words in undone(history).brought.reason  # type: ignore[union-attr]
    key = history.case.first.key
    case = without_quotes(history.case, wordings(history.event_log, key))
    clean = {event.number: event for event in struck(history.event_log, key)}
    log = [clean.get(event.number, event) for event in history.event_log]
    assert words not in str(log[1:])
    assert fold(case.number, log).brought == case.brought
