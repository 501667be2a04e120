"""Random histories: the response timer agrees with its definition, walked slowly over the event log."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Delivery,
    Origin,
    Refused,
    Resolution,
    claim,
    confirm_sent,
    hand_over,
    mark_answered,
    record_not_sent,
    record_unsure,
    reopen,
    resolve,
    retime,
    revise,
    snooze,
    take_over,
    wake,
    withdraw,
)
from bot.case.clocks import RESPONSES, spent
from bot.routing import Route
from bot.routing.rules import Targets
from tests.bot.case import by_definition
from tests.bot.case.by_definition import SPANS, Walk
from tests.bot.case.history import History
from tests.bot.case.world import ANA, BILLING, BOB, LEON, NOW, RUTH, SERVICE, post

STEPS = 45
BEGIN = NOW - timedelta(days=1)
ALWAYS, BERLIN, NEW_YORK = SPANS


def routes(pauses: bool) -> list[Route]:
    return [
        replace(SERVICE, hours=BERLIN, first_response=7_200, snooze_pauses=pauses),
        replace(SERVICE, hours=NEW_YORK, targets=Targets(next_response=5_400), snooze_pauses=pauses),
        replace(BILLING, hours=ALWAYS, targets=Targets(next_response=900)),
        replace(BILLING, hours=BERLIN, snooze_pauses=pauses),
    ]


@pytest.mark.parametrize("pauses", [False, True], ids=["a snooze lets the clock run", "a snooze pauses it"])
def test_any_history_has_the_response_clock_of_its_definition(pauses: bool) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(150):
        dice = random.Random(seed)
        history = begun(dice, pauses)
        for place in range(STEPS):
            step(dice, history, place, pauses)
            agrees(history, seed)
        assert History.folded(history.event_log) == history.case
        kinds += Counter(event.kind for event in history.event_log)
    for kind in ("sent", "deleted", "withdrawn", "edited", "reopened", "handed_over", "retimed", "snoozed"):
        assert kinds[kind] > 50, kinds


def agrees(history: History, seed: int) -> None:
    """The running clock, and the latest answered question of each kind."""
    now = history.event_log[-1].at + timedelta(minutes=30)
    walk, case = Walk(history.event_log, BEGIN), history.case
    clock, question = case.response_clock, walk.open
    running = clock and (clock.kind.value, clock.started_at, clock.target, spent(clock, now))
    expected = question and (question.kind, question.since, question.target, walk.spent(question, now))
    assert running == expected, (seed, history.event_log[-1].number)
    kept = {
        one.kind.value: (one.started_at, one.ended_at, one.target, one.spent)
        for one in case.kept
        if one.kind in RESPONSES
    }
    assert kept == {
        each.kind: (each.since, each.ended, each.target, walk.spent(each, now)) for each in walk.answered
    }, (seed, history.event_log[-1].number)


def begun(dice: random.Random, pauses: bool) -> History:
    origin = Origin(RUTH, "https://slack.example/1", "angry") if dice.random() < 0.2 else None
    history = History(dice.choice(routes(pauses)), origin)
    return history.take(post("first", minutes=-dice.randrange(120)), minutes=0)


def step(dice: random.Random, history: History, place: int, pauses: bool) -> None:
    """Something happens some minutes after what happened last; what is refused does not."""
    at = (history.event_log[-1].at - NOW) / timedelta(minutes=1) + dice.choice((0, 1, 7, 30, 180, 400))
    deed = dice.choice(in_flight(history) or DEEDS)
    try:
        deed(dice, history, at, place, pauses)
    except Refused:
        return


def writes(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    """The customer, mostly; now and then somebody else, who may be known as the customer. Posts may come late."""
    author, known = dice.choice([(ANA, False), (ANA, False), (BOB, False), (BOB, dice.random() < 0.2)])
    late = dice.choice((0, 0, 5, 90, 600))
    more = {"route": dice.choice(routes(False))} if dice.random() < 0.3 else {}
    history.take(post(str(place), author, minutes=at - late), minutes=at, same_person=known, **more)


def edits(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    held = dice.choice(history.case.mentions)
    history.do(revise, minutes=at, by="x", held=held, now=replace(held, text=f"now {place}"))


def deletes_post(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    history.do(withdraw, minutes=at, by="x", held=dice.choice(history.case.mentions))


def sends(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    history.do(take_over if history.case.owner else claim, minutes=at)
    history.sending(minutes=at)


def is_sent(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    places = [n for n, reply in enumerate(history.case.replies) if reply.state is Delivery.SENDING]
    history.sent(minutes=at, place=dice.choice(places))


def is_not_sent(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    number = dice.choice(history.case.replies).number
    history.do(dice.choice((record_not_sent, record_unsure)), minutes=at, number=number, why="no answer")


def is_seen(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    if history.case.replies:
        history.do(confirm_sent, minutes=at, number=dice.choice(history.case.replies).number)


def deletes_reply(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    found = [n for n, one in enumerate(history.case.replies) if one.state is Delivery.SENT and one.native_id]
    if found:
        history.do(take_over if history.case.owner else claim, minutes=at)
        history.delete_reply(minutes=at, place=dice.choice(found))


def settles(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    by = history.case.owner or LEON
    resolution = dice.choice(list(Resolution))
    history.do(resolve, minutes=at, by=by, resolution=resolution, because="it is settled")


def is_answered_by_hand(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    history.do(mark_answered, minutes=at, by=history.case.owner or LEON)


def is_reopened(dice: random.Random, history: History, at: float, place: int, pauses: bool) -> None:
    history.do(reopen, minutes=at, route=dice.choice([None, *routes(pauses)]))


def moves(dice: random.Random, history: History, at: float, place: int, pauses: bool) -> None:
    by, route = history.case.owner or LEON, dice.choice(routes(pauses))
    history.do(hand_over, minutes=at, by=by, route=route, reason="theirs")


def has_new_rules(dice: random.Random, history: History, at: float, place: int, pauses: bool) -> None:
    history.do(retime, minutes=at, by="baton", route=dice.choice(routes(pauses)))


def sleeps(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    history.do(snooze, minutes=at, by=history.case.owner or LEON, until=None)


def wakes(dice: random.Random, history: History, at: float, place: int, _: bool) -> None:
    history.do(wake, minutes=at)


Deed = Any
DEEDS: tuple[Deed, ...] = (
    *(writes, writes, writes, sends, sends, sends, deletes_reply, deletes_reply, is_seen),
    *(edits, deletes_post, settles, is_answered_by_hand, is_reopened, is_reopened, moves),
    *(has_new_rules, sleeps, sleeps, wakes),
)


def in_flight(history: History) -> tuple[Deed, ...]:
    """Choose what happens while a reply is in flight: mostly, the network accepts it."""
    flying = any(reply.state is Delivery.SENDING for reply in history.case.replies)
    return (is_sent, is_sent, is_not_sent, *DEEDS[::2], writes, edits) if flying else ()


def test_the_walk_itself_is_right_about_an_answer_that_is_obvious() -> None:
    history = History(replace(SERVICE, hours=BERLIN)).take(post(), minutes=0).do(claim, minutes=1)
    walk = Walk(history.reply(minutes=10, sent=24).event_log, BEGIN)
    (answered,) = walk.answered
    assert (walk.open, answered.kind, walk.spent(answered, NOW)) == (None, by_definition.FIRST, 24 * 60)
