"""Who is notified: random stories with random settings and shifts, over the choice, the jobs and the messages."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from random import Random
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
    begin,
    claim,
    correct,
    delete_reply,
    draft,
    draft_correction,
    give_guidance,
    hand_over,
    join,
    mark_answered,
    open_case,
    reassign,
    record_not_corrected,
    record_not_deleted,
    record_not_sent,
    record_sent,
    record_unsure,
    release,
    reopen,
    resolve,
    revise,
    send,
    send_back,
    snooze,
    take_back,
    take_over,
    undo,
    undo_resolution,
    wait_for_customer,
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
from bot.case.verbs.priority import set_priority
from bot.case.verbs.warn import warn
from bot.delivery import Receipt
from bot.jobs.from_events import jobs_for
from bot.mention import Mention
from bot.routing import Priority
from bot.slack.views.notification import DRAWN, draw_direct
from bot.slack.views.people import MENTION, people_in
from bot.slack.views.thread import _DRAWN, draw_event
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
    post,
)
from tests.bot.slack.views.limits import check_message

STAFF = (AINO, RUTH, LEON)
CARD = Thread("C0SERVICE", "1.1", "https://larkspur.slack.com/archives/C0SERVICE/p11", "#service")
OPENED = open_case(ask("x", 0), post(), SERVICE)
CASE = replace(begin(1_042, OPENED), thread=CARD)
PREFERENCES = st.builds(Preference, st.sampled_from(Way), st.booleans())
SETTINGS = st.fixed_dictionaries(dict.fromkeys(STAFF, PREFERENCES))
OFF_SHIFT = st.sets(st.sampled_from(STAFF))
Step = tuple[Callable[..., list[Event]], str, dict[str, Any]]


def steps(case: Case, turn: int, log: Sequence[Event]) -> dict[str, Callable[[str], Step]]:
    """Return what can be tried with the case, by name; each takes the person who does it."""
    until = NOW + timedelta(days=30)
    asked = case.guidance[0] if case.guidance else None
    snoozed = case.snooze.number if case.snooze else 0
    waits = case.follow_up.number if case.follow_up else 0
    given = case.assignment.number if case.assignment else 0
    resolved = next((event.number for event in reversed(log) if event.kind == "resolved"), 0)
    return {
        **_by_customers_and_timers(case, turn),
        **_about_replies(case),
        "claim": lambda by: (claim, by, {}),
        "take over": lambda by: (take_over, by, {}),
        "release": lambda by: (release, by, {}),
        "assign": lambda by: (assign, "baton" if by == AINO else by, {"to": RUTH, "until": until}),
        "reassign": lambda by: (reassign, by, {"to": STAFF[turn % len(STAFF)], "until": until}),
        "take back": lambda by: (take_back, "baton", {"number": given}),
        "snooze": lambda by: (snooze, by, {"until": until}),
        "wake": lambda by: (wake, by, {}),
        "wake in time": lambda by: (wake_in_time, "baton", {"number": snoozed}),
        "wait": lambda by: (wait_for_customer, by, {"until": until}),
        "follow up": lambda by: (wake_in_time, "baton", {"number": waits}),
        "ask": lambda by: (ask_guidance, by, {"question": "why?", "person": RUTH}),
        "answer": lambda by: (give_guidance, RUTH, {"number": asked.number if asked else 0}),
        "answer all": lambda by: (
            give_guidance,
            LEON,
            {"number": 0, "more": [g.number for g in case.guidance]},
        ),
        "prioritize": lambda by: (
            set_priority,
            by,
            {"priority": list(Priority)[turn % len(Priority)], "because": "why"},
        ),
        "hand over": lambda by: (hand_over, by, {"route": BILLING, "reason": "theirs"}),
        "send back": lambda by: (send_back, by, {"route": SERVICE, "reason": "not ours"}),
        "another sends back": lambda by: (
            send_back,
            LEON if by != LEON else RUTH,
            {"route": SERVICE, "reason": "not ours"},
        ),
        "resolve": lambda by: (resolve, by, {"resolution": Resolution.SPAM, "because": ""}),
        "undo resolution": lambda by: (undo_resolution, by, {"number": resolved, "event_log": log}),
        "reopen": lambda by: (reopen, by, {"because": "again"}),
        "undo": lambda by: (undo, by, {"event_log": log, "request": log[-1].request}),
    }


def _by_customers_and_timers(case: Case, turn: int) -> dict[str, Callable[[str], Step]]:
    said = post(str(turn), minutes=turn)
    clock, level = case.clocks[0] if case.clocks else None, LEVELS[turn % len(LEVELS)]
    edited = {"held": case.first, "now": replace(case.first, text=f"new {turn}")}
    return {
        "write": lambda by: (join, "x", {"mention": said}),
        "another writes": lambda by: (join, "x", {"mention": replace(said, author=BOB)}),
        "a stranger writes": lambda by: (join, "page", {"mention": _by_link(said)}),
        "edit": lambda by: (revise, "x", edited),
        "warn": lambda by: (warn, "baton", {"kind": clock.kind if clock else "claim", "level": level}),
    }


def _about_replies(case: Case) -> dict[str, Callable[[str], Step]]:
    latest = case.replies[-1] if case.replies else None
    number, written = latest.number if latest else 0, {"number": case.drafts[-1].number if case.drafts else 0}
    change = {"change": latest.correction.number if latest and latest.correction else 0, "why": "no"}
    text = {"text": f"Sorry {case.version}.", "length": 6, "longest": 280}
    return {
        "draft": lambda by: (draft, by, {"to": case.latest, **text}),
        "send": lambda by: (send, by, written),
        "sent": lambda by: (
            record_sent,
            "baton",
            {"number": number, "receipt": Receipt("9", "https://x.com/9", NOW)},
        ),
        "not sent": lambda by: (record_not_sent, "baton", {"number": number, "why": "no"}),
        "unsure": lambda by: (record_unsure, "baton", {"number": number, "why": "no"}),
        "answered": lambda by: (mark_answered, by, {"because": "by phone"}),
        "draft correction": lambda by: (draft_correction, by, {"number": number, **text}),
        "correct": lambda by: (correct, by, written),
        "not corrected": lambda by: (record_not_corrected, "baton", change),
        "delete": lambda by: (delete_reply, by, {"number": number}),
        "not deleted": lambda by: (record_not_deleted, "baton", change),
    }


OWNER = "the owner"
# What needs something before it, as an answer needs a question: tried together, or it would hardly ever happen.
TOGETHER = {
    "reply": ("draft", "send"),
    "fail": ("draft", "send", "not sent"),
    "doubt": ("draft", "send", "unsure"),
    "post": ("draft", "send", "sent"),
    "post and wait": ("draft", "send", "sent", "wait", "follow up"),
    "correct in vain": ("draft", "send", "sent", "draft correction", "correct", "not corrected"),
    "delete in vain": ("draft", "send", "sent", "delete", "not deleted"),
    "hand over in vain": ("hand over", "another sends back"),
    "hand over and undo": ("hand over", "undo"),
    "reassign and undo": ("reassign", "undo"),
    "assign and undo": ("release", "reassign", "undo"),
    "ask and answer all": ("ask", "ask", "answer all"),
    "snooze, and the customer writes": ("snooze", "write"),
    "snooze and reassign": ("snooze", "reassign"),
    "snooze until its end": ("snooze", "wake in time"),
    "resolve and undo": ("resolve", "undo"),
    "resolve, undo it": ("resolve", "undo resolution"),
    "resolve, and the customer writes": ("resolve", "write"),
}
ORDER = st.lists(
    st.tuples(
        st.sampled_from(sorted({*steps(CASE, 0, [OPENED]), *TOGETHER})),
        st.sampled_from((OWNER, OWNER, *STAFF)),
        st.integers(1, 30),
    ),
    min_size=5,
    max_size=30,
)


def _by_link(said: Mention) -> Mention:
    return replace(said, author=BOB, case=CASE.number, unverified=True, network="page")


def told(order: list[tuple[str, str, int]]) -> Iterator[tuple[Case, str, tuple[Event, ...]]]:
    """Yield the case after each step of a story, with the person whose step it was and its events."""
    case, log = last(CASE, claim(CASE, ask(AINO)))
    log, minutes = [OPENED, *log], 1
    tried = [(each, by, later) for name, by, later in order for each in TOGETHER.get(name, (name,))]
    for turn, (name, by, later) in enumerate(tried, start=2):
        minutes += later
        verb, actor, details = steps(case, turn, log)[name]((case.owner or AINO) if by == OWNER else by)
        try:
            events = verb(case, ask(actor, minutes), **details)
        except Refused:
            continue
        if events:
            case, placed = last(case, with_acceptance(case, events))
            case = case if case.thread else replace(case, thread=CARD)
            log += placed
            yield case, actor, tuple(placed)


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
    for case, actor, events in told(order):
        calls: Counter[tuple[str, str]] = Counter()
        for event in events:
            awaited = {each.person for each in notices(case, event) if each.awaited}
            for person, where in reached(case, event, settings, off).items():
                assert person != actor
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
    for case, _, events in told(order):
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


@given(ORDER)
def test_a_message_is_addressed_to_nobody_whom_it_does_not_notify(order: list[tuple[str, str, int]]) -> None:
    """A kind that is missing among those that notify would only be left unsaid."""
    for case, actor, events in told(order):
        for event in events:
            drawn = _DRAWN[event.kind](case, event) if event.kind in _DRAWN else None
            addressed = set(people_in(drawn.blocks, MENTION)) if drawn else set()
            assert addressed <= {each.person for each in notices(case, event)} | {actor}, event


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


def test_the_stories_reach_every_kind_that_notifies() -> None:
    """Without this, the properties above could hold because nothing happened."""
    chance, reached = Random(7), set[str]()
    names = sorted({*steps(CASE, 0, [OPENED]), *TOGETHER})
    for _ in range(150):
        order = [
            (chance.choice(names), chance.choice((OWNER, *STAFF)), chance.randint(1, 30)) for _ in range(20)
        ]
        for case, _, events in told(order):
            reached |= {event.kind for event in events if notices(case, event)}
    assert reached == set(CONCERNED)


def test_a_lead_who_reassigns_a_case_notifies_who_gets_it_and_who_had_it() -> None:
    case, given = last(owned(), reassign(owned(), ask(RUTH), to=LEON, until=NOW + timedelta(hours=1)))
    assert notices(case, given[0]) == (Notice(LEON), Notice(AINO))
    assert people(owned(), reassign(owned(), ask(RUTH), to=RUTH, until=NOW + timedelta(hours=1))) == [AINO]
    assert notices(done(case, (claim, ask(LEON), {})), given[0]) == (Notice(AINO),)
    assert notices(done(case, (take_over, ask(AINO), {})), given[0]) == ()


def test_the_owner_is_notified_when_a_customer_stayed_silent_until_the_follow_up() -> None:
    case = done(
        owned(),
        (mark_answered, ask(AINO), {"because": "by phone"}),
        (wait_for_customer, ask(AINO), {"until": NOW + timedelta(days=1)}),
    )
    waits = case.follow_up.number if case.follow_up else 0
    assert people(case, wake_in_time(case, ask("baton", 1_500), number=waits)) == [AINO]


def test_who_had_a_resolved_case_is_notified_when_its_customer_writes_again_and_of_nobody_else() -> None:
    case = done(owned(), (resolve, ask(AINO), {"resolution": Resolution.SPAM}))
    assert people(case, join(case, ask("x"), mention=post("2"))) == [AINO]
    assert people(case, join(case, ask("x"), mention=post("2", BOB))) == []
    assert people(case, reopen(case, ask(RUTH))) == []
    again, (event,) = last(case, join(case, ask("x"), mention=post("2")))
    assert notices(done(again, (claim, ask(LEON), {})), event) == ()


def test_the_owner_of_every_case_is_named_and_of_some_is_not() -> None:
    assert sole_owner([owned(), owned()]) == AINO
    assert sole_owner([owned(), CASE]) is None
    assert CASE.status is Status.WAITING
