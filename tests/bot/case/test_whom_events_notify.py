"""Whom each kind of event notifies, in one table: people by their part in the case, or nobody, and why."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    Event,
    Resolution,
    ask_guidance,
    assign,
    claim,
    draft,
    give_guidance,
    hand_over,
    join,
    record_not_sent,
    reopen,
    resolve,
    revise,
    send,
    snooze,
    take_over,
    wake_in_time,
)
from bot.case.apply_undo import REQUEST_UNDONE, UNDONE
from bot.case.handling_model import HandOff
from bot.case.notifications import CONCERNED, notices
from bot.case.reply_model import Correction, Delivery, Reply
from bot.case.verbs.correct import record_not_corrected, record_not_deleted
from bot.case.verbs.hand_over import send_back
from bot.case.verbs.pending import wait_for_customer
from bot.case.verbs.priority import set_priority
from bot.case.verbs.reassign import reassign
from bot.case.verbs.reply import record_unsure
from bot.case.verbs.undo import undo
from bot.case.verbs.warn import warn
from bot.routing import Priority
from bot.slack.views.thread import draw_event
from tests.bot.case.history import History
from tests.bot.case.world import AINO, BILLING, LEON, NOW, RUTH, after, ask, done, opened, post

UNTIL = NOW + timedelta(minutes=60)
LEAD = "U0LEAD"

# Kinds that no call of `ask.event` spells.
NAMED_APART = ("opened", "same_person", "not_same_person", UNDONE, REQUEST_UNDONE)
# Why nobody is notified of these.
NOBODY = {
    "accepted": "It is the owner's own act; the lead reads it in the thread.",
    "answered_elsewhere": "It is the owner's own act, or nobody owns the case.",
    "channel_changed": "Slack moved the thread; nothing is to be done.",
    "claimed": "It is the owner's own act, and nobody loses the case.",
    "corrected": "It is the owner's own act, and went as they asked.",
    "correcting": "It is the owner's own act.",
    "delayed": "The reply still goes out; its message says when.",
    "deleted": "It is the owner's own act, and went as they asked.",
    "deleting": "It is the owner's own act.",
    "drafted": "It is the owner's own act.",
    "hidden": "Nothing is to be done: the card says it, and a reply is checked before it is sent.",
    "kept_open": "It is the act of the person who wanted it resolved with their reply.",
    "links_revoked": "Nothing is to be done: the thread says it.",
    "longer": "Nothing is to be done: the card says it.",
    "mood_corrected": "Nothing is to be done: the card says it.",
    "not_same_person": "Nothing is to be done: the thread says it.",
    "note_deleted": "Slack notifies those who follow the thread.",
    "note_edited": "Slack notifies those who follow the thread.",
    "noted": "Slack notifies those who follow the thread.",
    "opened": "The card notifies the team.",
    "parted": "Nothing is to be done: the card says it.",
    "pending": "It is the owner's own act.",
    "recognised": "Nothing is to be done: the card says it.",
    "redrafted": "It is the owner's own act.",
    "released": "It is the owner's own act; the queue has the case.",
    "resolution_undone": "It is the act of the person who resolved it.",
    "resolved": "It is the owner's own act; an escalator is notified where they escalated.",
    "retimed": "The rules changed; the targets notify in time.",
    "same_person": "Nothing is to be done: the thread says it.",
    "same_person_proposed": "There is no hurry: the question waits in the thread.",
    "same_person_undone": "Nothing is to be done: the thread says it.",
    "sender_accepted": "Its posts count from now on, and the targets notify.",
    "sender_undone": "Nothing is to be done: the thread says it.",
    "sending": "It is the owner's own act.",
    "sent": "It went as its author asked; an escalator is notified where they escalated.",
    "shown": "The card itself notifies the team.",
    "snoozed": "It is the owner's own act, or nobody owns the case.",
    "stuck": "The alert channel is notified.",
    "tagged": "A label asks for nothing.",
    "unassigned": "The person gave it back, or did not accept it in time, as the assignment said.",
    "unhidden": "Nothing is to be done: the card says it.",
    "unstuck": "Nothing is to be done: the card says it.",
    "withdrawn": "Nothing is left to answer: the card says it, and a reply is checked before it is sent.",
}


def owned() -> Case:
    return done(opened(), (claim, ask(AINO), {}))


def answering() -> Case:
    to = opened().latest
    case = done(owned(), (draft, ask(AINO), {"text": "Hi", "to": to, "length": 2, "longest": 280}))
    return done(case, (send, ask(AINO, 2), {"number": case.drafts[-1].number}))


def changing() -> Case:
    reply = Reply(7, AINO, "Hi", "1", Delivery.SENT, NOW, turn=1, correction=Correction(9, AINO, "Hello"))
    return replace(owned(), replies=(reply,))


def asking(*questions: str) -> Case:
    asked = ({"question": each, "team": "billing"} for each in questions)
    return done(owned(), *((ask_guidance, ask(AINO), each) for each in asked))


def taken_over(case: Case) -> Case:
    return done(case, (take_over, ask(LEON), {}))


def given() -> Case:
    return done(opened(), (assign, ask("baton"), {"to": RUTH, "until": UNTIL}))


def pending() -> Case:
    case = replace(owned(), question=(), answered_at=NOW)
    return done(case, (wait_for_customer, ask(AINO), {"until": UNTIL}))


def asleep(case: Case) -> Case:
    return done(case, (snooze, ask(case.owner or LEON), {"until": UNTIL}))


def resolved() -> Case:
    return done(owned(), (resolve, ask(AINO), {"resolution": Resolution.SPAM}))


def brought() -> Case:
    return replace(opened(), hand_off=HandOff(RUTH, "marketing", "yours", NOW))


def reassigned(*, was_owned: bool = True) -> History:
    history = History().take(post("1"), minutes=0)
    if was_owned:
        history.do(claim, minutes=1)
    history.append(reassign(history.case, ask(LEAD, 5), to=RUTH, until=UNTIL))
    return history


def taken_back(history: History) -> list[Event]:
    request = history.event_log[-1].request
    return undo(history.case, ask(LEAD, 6), event_log=history.event_log, request=request)


def in_time(case: Case) -> list[Event]:
    ends = case.snooze or case.follow_up
    return wake_in_time(case, ask("baton"), number=ends.number if ends else 0)


def warned(case: Case) -> list[Event]:
    return warn(case, ask("baton"), kind=case.clocks[0].kind, level=50)


def edited(case: Case) -> list[Event]:
    return revise(case, ask("x"), held=case.first, now=replace(case.first, text="new"))


# The kind, the case before it, what happens, and who is notified. "lead" and "colleague" say whose act it is.
SOMEBODY: tuple[tuple[str, Case, Callable[[Case], list[Event]], list[str]], ...] = (
    ("joined", owned(), lambda case: join(case, ask("x"), mention=post("2")), [AINO]),
    ("reopened", resolved(), lambda c: join(c, ask("x"), mention=post("2")), [AINO]),
    ("reopened", resolved(), lambda c: reopen(c, ask(LEON)), []),
    ("edited", owned(), edited, [AINO]),
    (
        "not_sent",
        answering(),
        lambda c: record_not_sent(c, ask("baton"), number=c.replies[-1].number, why="no"),
        [AINO],
    ),
    (
        "unsure",
        answering(),
        lambda c: record_unsure(c, ask("baton"), number=c.replies[-1].number, why="no"),
        [AINO],
    ),
    (
        "not_corrected",
        changing(),
        lambda c: record_not_corrected(c, ask("baton"), change=9, why="no"),
        [AINO],
    ),
    ("not_deleted", changing(), lambda c: record_not_deleted(c, ask("baton"), change=9, why="no"), [AINO]),
    ("assigned", opened(), lambda c: assign(c, ask("baton"), to=RUTH, until=UNTIL), [RUTH]),
    ("assigned", opened(), lambda c: reassign(c, ask(LEAD), to=RUTH, until=UNTIL), [RUTH]),
    ("assigned", opened(), lambda c: reassign(c, ask(LEAD), to=LEAD, until=UNTIL), []),
    ("reassigned", owned(), lambda c: reassign(c, ask(LEAD), to=RUTH, until=UNTIL), [RUTH, AINO]),
    ("reassigned", asleep(owned()), lambda c: reassign(c, ask(LEAD), to=RUTH, until=UNTIL), [RUTH, AINO]),
    ("reassigned", given(), lambda c: reassign(c, ask(LEAD), to=AINO, until=UNTIL), [AINO, RUTH]),
    ("reassigned", owned(), lambda c: reassign(c, ask(LEAD), to=LEAD, until=UNTIL), [AINO]),
    ("reassigned", owned(), lambda c: reassign(c, ask(AINO), to=RUTH, until=UNTIL), [RUTH]),
    ("undone", reassigned().case, lambda c: taken_back(reassigned()), [RUTH, AINO]),
    ("taken_over", owned(), lambda c: take_over(c, ask(LEON)), [AINO]),
    ("handed_over", owned(), lambda c: hand_over(c, ask(AINO), route=BILLING, reason="yours"), []),
    ("handed_over", brought(), lambda c: send_back(c, ask(LEON), route=BILLING, reason="no"), [RUTH]),
    (
        "prioritized",
        owned(),
        lambda c: set_priority(c, ask(LEON), priority=Priority.URGENT, because="fire"),
        [AINO],
    ),
    (
        "prioritized",
        owned(),
        lambda c: set_priority(c, ask(AINO), priority=Priority.URGENT, because="fire"),
        [],
    ),
    (
        "prioritized",
        opened(),
        lambda c: set_priority(c, ask(LEON), priority=Priority.URGENT, because="fire"),
        [],
    ),
    ("guidance_asked", owned(), lambda c: ask_guidance(c, ask(AINO), question="why?", person=RUTH), [RUTH]),
    ("guidance_given", asking("why?"), lambda c: answers(c, ask(LEON)), [AINO]),
    ("guidance_given", asking("why?", "when?", "who?"), lambda c: answers(c, ask(LEON)), [AINO]),
    ("guidance_given", asking("why?"), lambda c: answers(c, ask(AINO)), []),
    ("guidance_given", taken_over(asking("why?")), lambda c: answers(c, ask(RUTH)), [AINO, LEON]),
    ("woken", asleep(owned()), in_time, [AINO]),
    ("woken", taken_over(asleep(owned())), in_time, [LEON]),
    ("woken", asleep(opened()), in_time, [LEON]),
    ("pending_ended", pending(), in_time, [AINO]),
    ("pending_ended", taken_over(pending()), in_time, [LEON]),
    ("warned", owned(), warned, [AINO]),
)


def answers(case: Case, asked: Ask) -> list[Event]:
    first, *more = [each.number for each in case.guidance]
    return give_guidance(case, asked, number=first, more=more)


@pytest.mark.parametrize(
    ("kind", "case", "happens", "whom"), SOMEBODY, ids=[f"{n} {row[0]}" for n, row in enumerate(SOMEBODY)]
)
def test_an_event_notifies(
    kind: str, case: Case, happens: Callable[[Case], list[Event]], whom: list[str]
) -> None:
    events = happens(case)
    placed = [replace(each, number=case.version + n) for n, each in enumerate(events, start=1)]
    assert kind in [each.kind for each in placed]
    now = after(case, events)
    notified = [notice.person for event in placed for notice in notices(now, event)]
    assert notified == whom


@pytest.mark.parametrize("was_owned", [True, False])
def test_an_undone_assignment_notifies_everyone_it_changes_hands_for(was_owned: bool) -> None:
    history = reassigned(was_owned=was_owned)
    history.append(taken_back(history))
    last = history.event_log[-1]
    whom = [RUTH, AINO] if was_owned else [RUTH]
    assert [each.person for each in notices(history.case, last)] == whom
    assert draw_event(history.case, last, whom=whom)


def test_who_has_the_case_again_or_accepted_it_is_not_notified_late() -> None:
    case = owned()
    (event,) = [
        replace(each, number=case.version + 1) for each in reassign(case, ask(LEAD), to=RUTH, until=UNTIL)
    ]
    now = after(case, [event])
    assert [each.person for each in notices(now, event)] == [RUTH, AINO]
    accepted = done(now, (claim, ask(RUTH), {}))
    assert [each.person for each in notices(accepted, event)] == [AINO]
    back = done(accepted, (take_over, ask(AINO), {}))
    assert notices(back, event) == ()


def test_every_kind_of_event_is_in_one_of_the_tables() -> None:
    somebody = {kind for kind, *_ in SOMEBODY}
    assert somebody == set(CONCERNED)
    assert not somebody & set(NOBODY)
    assert somebody | set(NOBODY) == kinds_written()


def kinds_written() -> set[str]:
    """Return every kind of event that a verb writes, as its source spells it; choices between two count as both."""
    trees = [ast.parse(each.read_text(encoding="utf-8")) for each in Path("bot/case").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    made = [each.args[0] for each in calls if ast.unparse(each.func) in ("ask.event", "ask.explained")]
    parts = [part for kind in made for part in ast.walk(kind)]
    spelled = {each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return {*NAMED_APART, *spelled}
