"""Who is notified: random stories with random settings and shifts, over the choice, the jobs and the messages."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.case import (
    Case,
    Event,
    Refused,
    Resolution,
    Status,
    Thread,
    ask_guidance,
    assign,
    claim,
    draft,
    give_guidance,
    hand_over,
    join,
    mark_answered,
    record_not_sent,
    record_unsure,
    release,
    resolve,
    revise,
    send,
    send_back,
    snooze,
    take_over,
    wake,
    wake_in_time,
    with_acceptance,
)
from bot.case.clocks import LEVELS, REMIND
from bot.case.handling_model import Escalation, HandOff
from bot.case.notifications import (
    AWAITED,
    CONCERNED,
    NOWHERE,
    Media,
    Notice,
    Preference,
    Way,
    media,
    notices,
    only_notifies,
    sole_owner,
)
from bot.case.source import news_for
from bot.case.verbs.assign import take_back
from bot.case.verbs.pending import wait_for_customer
from bot.case.verbs.priority import set_priority
from bot.case.verbs.reassign import reassign
from bot.case.verbs.warn import warn
from bot.jobs.from_events import jobs_for
from bot.mention import Mention
from bot.routing import Priority
from bot.slack.views.notification import DRAWN, draw_direct
from bot.slack.views.people import MENTION, people_in
from bot.slack.views.thread import draw_event
from tests.bot.case.world import (
    AINO,
    ANA,
    BILLING,
    BOB,
    LEON,
    NOW,
    RUTH,
    SERVICE,
    after,
    ask,
    done,
    opened,
    post,
)
from tests.bot.slack.views.limits import check_message

STAFF = (AINO, RUTH, LEON)
CARD = Thread("C0SERVICE", "1.1", "https://larkspur.slack.com/archives/C0SERVICE/p11", "#service")
CASE = replace(opened(), thread=CARD)
PREFERENCES = st.builds(Preference, st.sampled_from(Way), st.booleans())
SETTINGS = st.fixed_dictionaries(dict.fromkeys(STAFF, PREFERENCES))
OFF_SHIFT = st.sets(st.sampled_from(STAFF))
Step = tuple[Callable[..., list[Event]], str, dict[str, Any]]


def steps(case: Case, turn: int) -> dict[str, Callable[[str], Step]]:
    """Return what can be tried with the case, by name; each takes the person who does it."""
    said = post(str(turn), minutes=turn)
    reply = case.replies[-1].number if case.replies else 0
    clock = case.clocks[0] if case.clocks else None
    level = LEVELS[turn % len(LEVELS)]
    asked = case.guidance[0] if case.guidance else None
    ends = case.snooze or case.follow_up
    until = NOW + timedelta(minutes=turn + 30)
    return {
        "claim": lambda by: (claim, by, {}),
        "take over": lambda by: (take_over, by, {}),
        "release": lambda by: (release, by, {}),
        "assign": lambda by: (assign, "baton" if by == AINO else by, {"to": RUTH, "until": until}),
        "reassign": lambda by: (reassign, by, {"to": LEON, "until": until}),
        "take back": lambda by: (
            take_back,
            "baton",
            {"number": case.assignment.number if case.assignment else 0},
        ),
        "wait": lambda by: (wait_for_customer, by, {"until": until}),
        "prioritize": lambda by: (
            set_priority,
            by,
            {"priority": list(Priority)[turn % len(Priority)], "because": "why"},
        ),
        "write": lambda by: (join, "x", {"mention": said}),
        "another writes": lambda by: (join, "x", {"mention": replace(said, author=BOB)}),
        "a stranger writes": lambda by: (join, "page", {"mention": _by_link(said)}),
        "edit": lambda by: (
            revise,
            "x",
            {"held": case.first, "now": replace(case.first, text=f"new {turn}")},
        ),
        "snooze": lambda by: (snooze, by, {"until": until}),
        "wake": lambda by: (wake, by, {}),
        "wake in time": lambda by: (wake_in_time, "baton", {"number": ends.number if ends else 0}),
        "ask": lambda by: (ask_guidance, by, {"question": "why?", "person": RUTH}),
        "answer": lambda by: (give_guidance, RUTH, {"number": asked.number if asked else 0}),
        "answer all": lambda by: (
            give_guidance,
            LEON,
            {"number": 0, "more": [each.number for each in case.guidance]},
        ),
        "hand over": lambda by: (hand_over, by, {"route": BILLING, "reason": "theirs"}),
        "send back": lambda by: (send_back, by, {"route": SERVICE, "reason": "not ours"}),
        "resolve": lambda by: (resolve, by, {"resolution": Resolution.SPAM, "because": ""}),
        "mark answered": lambda by: (mark_answered, by, {"because": "by phone"}),
        "draft": lambda by: (draft, by, {"text": "Sorry.", "to": case.latest, "length": 6, "longest": 280}),
        "send": lambda by: (send, by, {"number": case.drafts[-1].number if case.drafts else 0}),
        "not sent": lambda by: (record_not_sent, "baton", {"number": reply, "why": "no"}),
        "unsure": lambda by: (record_unsure, "baton", {"number": reply, "why": "no"}),
        "warn": lambda by: (warn, "baton", {"kind": clock.kind if clock else "claim", "level": level}),
    }


OWNER = "the owner"
# What needs something before it, as an answer needs a question: tried together, or it would hardly ever happen.
TOGETHER = {
    "reply": ("draft", "send"),
    "follow up": ("mark answered", "wait", "wake in time"),
    "fail": ("draft", "send", "not sent"),
    "doubt": ("draft", "send", "unsure"),
}
ORDER = st.lists(
    st.tuples(
        st.sampled_from(sorted({*steps(CASE, 0), *TOGETHER})),
        st.sampled_from((OWNER, OWNER, *STAFF)),
        st.integers(1, 30),
    ),
    min_size=5,
    max_size=30,
)


def _by_link(said: Mention) -> Mention:
    return replace(said, author=BOB, case=CASE.number, unverified=True, network="page")


def told(order: list[tuple[str, str, int]]) -> Iterator[tuple[Case, tuple[Event, ...]]]:
    """Yield the case after each step of a story, with the events of that step."""
    case, minutes = owned(), 1
    tried = [(each, by, later) for name, by, later in order for each in TOGETHER.get(name, (name,))]
    for turn, (name, by, later) in enumerate(tried, start=2):
        minutes += later
        verb, actor, details = steps(case, turn)[name]((case.owner or AINO) if by == OWNER else by)
        try:
            events = verb(case, ask(actor, minutes), **details)
        except Refused:
            continue
        if events:
            case, placed = last(case, with_acceptance(case, events))
            case = case if case.thread else replace(case, thread=CARD)
            yield case, tuple(placed)


def reached(case: Case, event: Event, settings: dict[str, Preference], off: set[str]) -> dict[str, Media]:
    """Return whom an event notifies, and where."""
    chosen = {
        each: media(settings[each.person], each, off_shift=each.person in off)
        for each in notices(case, event)
    }
    return {each.person: where for each, where in chosen.items() if where != NOWHERE}


@given(ORDER, SETTINGS, OFF_SHIFT)
def test_nobody_is_notified_of_their_own_deed_or_twice_or_against_their_choice_or_off_shift(
    order: list[tuple[str, str, int]], settings: dict[str, Preference], off: set[str]
) -> None:
    for case, events in told(order):
        calls: Counter[tuple[str, str]] = Counter()
        for event in events:
            awaited = {each.person for each in notices(case, event) if each.awaited}
            for person, where in reached(case, event, settings, off).items():
                assert person != event.by
                chosen = settings[person]
                assert (where.thread, where.direct) == (
                    chosen.way in (Way.THREAD, Way.BOTH),
                    chosen.way in (Way.DIRECT, Way.BOTH),
                )
                assert person not in off or chosen.off_shift or person in awaited
                calls.update({(person, "thread"): where.thread, (person, "direct"): where.direct})
        # A deed is one transaction: whatever events it has, it is one thing to hear of.
        assert all(times <= 1 for times in calls.values()), (calls, events)


@given(ORDER, SETTINGS, OFF_SHIFT)
def test_messages_and_jobs_notify_exactly_whom_the_choice_names(
    order: list[tuple[str, str, int]], settings: dict[str, Preference], off: set[str]
) -> None:
    for case, events in told(order):
        jobs = Counter((job.kind, job.data.get("event")) for job in jobs_for(case, events))
        for event in events:
            where = reached(case, event, settings, off)
            whom = [person for person, each in where.items() if each.thread]
            message = draw_event(case, event, whom=whom)
            assert message or not whom, event
            if message and not (only_notifies(event) and not whom):
                assert Counter(people_in(message.blocks, MENTION)) == Counter(whom), event
                assert jobs["say", event.number] == 1 or not whom, event
                check_message(message)
            assert jobs["notify_owner", event.number] == bool(notices(case, event))
            for person in (person for person, each in where.items() if each.direct):
                direct = draw_direct(case, event, person, event.at)
                assert direct is None or not set(people_in(direct.blocks, MENTION))
                if direct:
                    check_message(direct)


def test_each_kind_that_notifies_has_a_direct_message() -> None:
    assert set(CONCERNED) == set(DRAWN)


def test_an_escalator_whose_case_comes_back_is_notified_under_their_message_alone() -> None:
    brought = HandOff(RUTH, "marketing", "hers", NOW)
    case = replace(
        CASE, hand_off=brought, escalations=(Escalation(1, RUTH, NOW, "service", "C0SOCIAL", "1.1"),)
    )
    marketing = replace(SERVICE, team="marketing")
    back, (event,) = last(case, send_back(case, ask(AINO), route=marketing, reason="praise"))
    assert [each.person for each in notices(back, event)] == []
    assert [each.by for each, _ in news_for(back, event)] == [RUTH]
    unfollowed = replace(back, escalations=())
    assert [each.person for each in notices(unfollowed, event)] == [RUTH]


@given(st.sampled_from(Way), st.booleans(), st.booleans(), st.booleans())
def test_the_choice_of_places(way: Way, off_shift: bool, wanted: bool, awaited: bool) -> None:
    where = media(Preference(way, off_shift=wanted), Notice(AINO, awaited), off_shift=off_shift)
    silent = way is Way.OFF or (off_shift and not wanted and not awaited)
    assert (where == NOWHERE) is silent


def owned() -> Case:
    return done(CASE, (claim, ask(AINO), {}))


def last(case: Case, events: list[Event]) -> tuple[Case, list[Event]]:
    placed = [replace(each, number=case.version + n) for n, each in enumerate(events, start=1)]
    return after(case, placed), placed


def people(case: Case, events: list[Event]) -> list[str]:
    case, placed = last(case, events)
    return [each.person for event in placed for each in notices(case, event)]


def test_the_owner_is_notified_when_the_customer_writes_again_and_of_nobody_else() -> None:
    case = owned()
    assert people(case, join(case, ask("x"), mention=post("2"))) == [AINO]
    assert people(case, join(case, ask("x"), mention=post("2", BOB))) == []
    assert people(CASE, join(CASE, ask("x"), mention=post("2"))) == []


def test_a_post_that_ends_a_snooze_notifies_once() -> None:
    case = done(owned(), (snooze, ask(AINO), {"until": None}))
    assert people(case, join(case, ask("x"), mention=post("2"))) == [AINO]


def test_of_a_flood_only_the_first_posts_notify_however_late_they_are_shown() -> None:
    case, happened, at_once = owned(), [], []
    for number in range(2, 12):
        case, placed = last(case, join(case, ask("x"), mention=post(str(number), ANA, number / 60)))
        at_once += [each.person for each in notices(case, placed[0])]
        happened += placed
    later = [each.person for event in happened for each in notices(case, event)]
    assert at_once == later == [AINO] * 4


def test_what_a_person_settled_before_they_were_notified_notifies_them_no_more() -> None:
    case, assigned = last(CASE, assign(CASE, ask("baton"), to=RUTH, until=NOW + timedelta(hours=1)))
    assert notices(case, assigned[0]) == (Notice(RUTH),)
    assert notices(done(case, (claim, ask(RUTH), {})), assigned[0]) == ()
    case, taken = last(owned(), take_over(owned(), ask(RUTH)))
    assert notices(case, taken[0]) == (Notice(AINO),)
    assert notices(done(case, (take_over, ask(AINO), {})), taken[0]) == ()
    case, asked = last(owned(), ask_guidance(owned(), ask(AINO), question="why?", person=RUTH))
    assert notices(case, asked[0]) == (Notice(RUTH),)
    assert notices(done(case, (give_guidance, ask(RUTH), {"number": asked[0].number})), asked[0]) == ()


def test_the_outcome_of_a_reply_is_awaited_for_an_hour() -> None:
    case = owned()
    case = done(case, (draft, ask(AINO), {"text": "Hi", "to": case.latest, "length": 2, "longest": 280}))
    case = done(case, (send, ask(AINO, 2), {"number": case.drafts[-1].number}))
    for minutes, awaited in ((3, True), (2 + AWAITED.total_seconds() / 60 + 1, False)):
        failed = record_not_sent(case, ask("baton", minutes), number=case.replies[-1].number, why="no")
        settled, (event,) = last(case, failed)
        assert notices(settled, event) == (Notice(AINO, awaited),)


def test_a_colleague_who_took_over_is_notified_of_the_former_owners_failed_reply_too() -> None:
    case = owned()
    case = done(case, (draft, ask(AINO), {"text": "Hi", "to": case.latest, "length": 2, "longest": 280}))
    case = done(case, (send, ask(AINO, 2), {"number": case.drafts[-1].number}), (take_over, ask(RUTH, 3), {}))
    failed = record_unsure(case, ask("baton", 4), number=case.replies[-1].number, why="no")
    assert people(case, failed) == [AINO, RUTH]


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_of_a_target_notifies_the_owner(level: int) -> None:
    case = owned()
    warned = warn(case, ask("baton"), kind=case.clocks[0].kind, level=level)
    assert people(case, warned) == [AINO]
    assert only_notifies(warned[0]) is (level != REMIND)
    assert people(CASE, warn(CASE, ask("baton"), kind=CASE.clocks[0].kind, level=level)) == []


def test_the_owner_of_every_case_is_named_and_of_some_is_not() -> None:
    assert sole_owner([owned(), owned()]) == AINO
    assert sole_owner([owned(), CASE]) is None
    assert CASE.status is Status.WAITING
