"""Random event logs by random verbs: replayed, they give exactly the saved case, on both databases."""

import random
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    Delivery,
    Event,
    Refused,
    Resolution,
    Status,
    Thread,
    accept_sender,
    apply,
    ask_guidance,
    assign,
    claim,
    confirm_same,
    confirm_sent,
    correct,
    correct_sentiment,
    delete_note,
    delete_reply,
    draft,
    draft_correction,
    edit_note,
    escalate,
    fold,
    give_guidance,
    hand_over,
    join,
    link_accounts,
    mark_answered,
    note,
    open_case,
    propose_same,
    record_corrected,
    record_deleted,
    record_not_corrected,
    record_not_sent,
    record_sent,
    record_shown,
    record_stuck,
    record_unstuck,
    record_unsure,
    reject_same,
    release,
    reopen,
    resolve,
    retime,
    revise,
    revoke_links,
    send,
    send_again,
    send_back,
    snooze,
    take_back,
    take_over,
    undo_resolution,
    undo_same,
    undo_sender,
    unlink_accounts,
    wait_for_customer,
    wake,
    wake_in_time,
    withdraw,
)
from bot.case.clocks import LEVELS, RESPONSES, ClockKind, SlaTimer
from bot.case.serialization import case_from_json, case_to_json
from bot.case.verbs.edit import key_in, struck, without_quotes, wordings
from bot.case.verbs.warn import warn
from bot.delivery import Receipt
from bot.mention import Mention
from bot.routing import read_rules
from bot.routing.rules import Targets
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.store.store import Store
from tests.bot.case import world
from tests.bot.case.world import AINO, ANA, BOB, LEON, NOW, RUTH, after, opened, post
from tests.bot.slack.views.hostile import HOSTILE

STEPS = 60
# A minute a step, from 10:00 in Berlin on: teams come and go while a story lasts.
TARGETS = Targets(claim=120, next_response=240, resolution=900, hand_off=60, guidance=60)
SERVICE = replace(world.SERVICE, hours="Europe/Berlin; Mo-Su 10:05-10:40", targets=TARGETS)
BILLING = replace(
    world.BILLING,
    hours="Europe/Berlin; Mo-Su 10:20-10:25, Mo-Su 10:45-23:00",
    targets=TARGETS,
    snooze_pauses=True,
)
CHANGED = replace(SERVICE, hours="Europe/Berlin; Mo-Su 10:10-10:50", first_response=90)
RULES = "teams: {service: {channel: '#service', first_response: 60m}}\ndefault: {team: service}\n"
WORDS = [text[:400] for text in HOSTILE if text.strip()] + ["hello", "on its way", "ç’est ça ❤️"]
VERBS = (
    *(claim, release, take_over, draft, draft, send, send, send_again, record_sent, record_not_sent),
    *(
        record_unsure,
        confirm_sent,
        mark_answered,
        hand_over,
        escalate,
        resolve,
        reopen,
        join,
        join,
        note,
        edit_note,
    ),
    *(delete_note, record_shown, record_stuck, record_unstuck, revise, revise, withdraw),
    *(draft_correction, correct, delete_reply, propose_same, confirm_same, reject_same, undo_same),
    *(
        link_accounts,
        unlink_accounts,
        correct_sentiment,
        snooze,
        wake,
        wake_in_time,
        send_back,
        ask_guidance,
        give_guidance,
    ),
    *(retime, warn, assign, take_back, accept_sender, undo_sender, revoke_links),
    *(wait_for_customer, wait_for_customer, undo_resolution, undo_resolution),
)
# These must be handed the event log.
WITH_LOG = (record_deleted, undo_resolution)
ACCOUNTS = (f"x/{BOB.key}", f"email/{BOB.key}", "page/9")
Step = tuple[Any, Ask, dict[str, Any]]


def test_any_event_log_folds_to_the_case_its_verbs_made() -> None:
    kinds: set[str] = set()
    for seed in range(250):
        case, event_log = random_story(seed)
        assert fold(case.number, event_log) == case
        assert case_from_json(case_to_json(case)) == case
        assert [event.number for event in event_log] == list(range(1, case.version + 1))
        kinds |= {event.kind for event in event_log}
    assert kinds >= {
        "sent",
        "unsure",
        "not_sent",
        "handed_over",
        "reopened",
        "taken_over",
        "resolved",
        "parted",
    }
    assert kinds >= {"same_person", "not_same_person", "same_person_undone", "recognised"}
    assert kinds >= {"mood_corrected", "edited", "withdrawn", "corrected", "not_corrected", "deleted"}
    assert kinds >= {"snoozed", "woken", "guidance_asked", "guidance_given", "retimed", "warned"}
    assert kinds >= {"assigned", "unassigned"}
    assert kinds >= {"pending", "pending_ended", "resolution_undone"}
    assert kinds >= {"sender_accepted", "sender_undone", "links_revoked"}


async def test_any_event_log_folds_to_the_saved_row(store: Store) -> None:
    rules = read_rules(RULES)
    intake = Intake(store, lambda: rules, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    book = Casebook(store)
    dice = random.Random(7)
    await intake.take([replace(post(str(n)), conversation=str(n), author=_author(n)) for n in range(6)], NOW)
    for place in range(6 * STEPS):
        number = 1_001 + dice.randrange(6)
        verb, ask, details = _step(dice, await book.case(number), place)
        do = book.do_with_event_log if verb in WITH_LOG else book.do
        try:
            await do(number, ask, verb, **details)
        except Refused:
            continue
    for number in range(1_001, 1_007):
        event_log, saved = await store.transact(lambda tx, n=number: (tx.event_log(n), tx.case(n)))  # type: ignore[misc]
        assert fold(number, event_log) == saved
        assert saved.version == len(event_log)


def random_story(seed: int, steps: int = STEPS) -> tuple[Case, list[Event]]:
    """A case and its event log after random verbs; with an odd seed, deleted posts are struck from both."""
    dice = random.Random(seed)
    case = opened(route=SERVICE)
    event_log = [_first(case)]
    for place in range(steps):
        case, events = _tried(case, _step(dice, case, place, event_log))
        event_log += events
        if seed % 2:
            event_log, case = _struck(event_log, case, events)
    return case, event_log


def _struck(event_log: list[Event], case: Case, events: list[Event]) -> tuple[list[Event], Case]:
    """Journal and case without any word of the posts that were taken away just now."""
    for event in events:
        if event.kind == "withdrawn":
            key = key_in(event)
            case = without_quotes(case, wordings(event_log, key))
            clean = {each.number: each for each in struck(event_log, key)}
            event_log = [clean.get(each.number, each) for each in event_log]
    return event_log, case


def _first(case: Case) -> Event:
    return open_case(Ask("x", NOW, "first"), case.first, SERVICE)


def _author(number: int) -> Any:
    return replace(ANA, native_id=f"7{number}", handle=f"ana{number}")


def _tried(case: Case, step: Step) -> tuple[Case, list[Event]]:
    verb, ask, details = step
    try:
        events = verb(case, ask, **details)
    except Refused:
        return case, []
    placed = [replace(event, number=case.version + n) for n, event in enumerate(events, start=1)]
    changed = after(case, events)
    assert changed == _one_by_one(case, placed)
    clock = changed.response_clock
    assert (clock is None) == (changed.asked_at is None)
    assert changed.due_at == (clock.due_at if clock else None)
    assert not (changed.snoozed and any(each.since for each in changed.clocks if _stops(each, changed)))
    assert not (changed.pending and (changed.question or changed.snoozed or changed.owner is None))
    assert (changed.owner is None) == (changed.status is not Status.CLAIMED) or (
        changed.status is Status.RESOLVED
    )
    return changed, placed


def _stops(clock: SlaTimer, case: Case) -> bool:
    """Return true when a snooze pauses the timer."""
    return clock.kind not in RESPONSES or case.route.snooze_pauses


def _one_by_one(case: Case, events: list[Event]) -> Case:
    for event in events:
        case = apply(case, event)
    return case


def _step(dice: random.Random, case: Case, place: int, event_log: list[Event] | None = None) -> Step:
    """A verb with details that may or may not make sense now; `event_log` where the verb must be handed it."""
    verb = dice.choice(_next(case) if dice.random() < 0.45 else VERBS)
    by = case.owner if case.owner and dice.random() < 0.7 else dice.choice((AINO, RUTH, LEON))
    ask = Ask(by, NOW + timedelta(minutes=place), f"step-{place}")
    details = _details(dice, verb, case, place)
    if verb is undo_resolution:
        done = [event for event in event_log or () if event.kind == "resolved"][-1:]
        ask = replace(ask, by=done[0].by) if done else ask
        details = {"number": done[0].number if done else 3}
    needs_log = verb in WITH_LOG and event_log
    return verb, ask, details | {"event_log": tuple(event_log)} if needs_log and event_log else details


def _details(dice: random.Random, verb: Any, case: Case, place: int) -> dict[str, Any]:
    words = dice.choice(WORDS).encode("utf-8", "replace").decode()
    if verb is send:
        return {"number": dice.choice([d.number for d in case.drafts] or [3])}
    if verb in (send_again, confirm_sent):
        return {"number": _reply(dice, case)}
    if verb is record_sent:
        return {"number": _reply(dice, case), "receipt": Receipt("9", words, NOW)}
    if verb in (record_not_sent, record_unsure):
        return {"number": _reply(dice, case), "why": words}
    if verb in (record_corrected, record_deleted):
        return {"change": _change(dice, case)}
    if verb is record_not_corrected:
        return {"change": _change(dice, case), "why": words}
    by_verb: dict[Any, dict[str, Any]] = {
        draft: {
            "text": words,
            "to": dice.choice(list(case.latest_each.values())),
            "length": len(words),
            "longest": 280,
            "cost": dice.choice([0, 10_000]),
            "over_budget": dice.random() < 0.5,
            "resolves": dice.random() < 0.3,
        },
        revise: _revision(dice, case, words),
        withdraw: {"held": dice.choice(case.mentions), "quoted_in": [("C1", str(place))]},
        draft_correction: {"number": _reply(dice, case), "text": words, "length": 9, "longest": 280},
        correct: {"number": dice.choice([d.number for d in case.drafts] or [3])},
        delete_reply: {"number": _reply(dice, case)},
        propose_same: {
            "account": case.first.account,
            "other": dice.choice(ACCOUNTS),
            "names": (words, words),
            "of_case": 7,
            "why": words,
        },
        confirm_same: {"number": _question(dice, case)},
        reject_same: {"number": _question(dice, case)},
        undo_same: {"number": _question(dice, case)},
        assign: {"to": dice.choice((AINO, RUTH)), "until": NOW, "anew": dice.random() < 0.3},
        take_back: {"number": case.assignment.number if case.assignment else 3},
        link_accounts: {"accounts": [dice.choice(ACCOUNTS)]},
        unlink_accounts: {"accounts": [dice.choice(ACCOUNTS)]},
        accept_sender: {
            "account": dice.choice(ACCOUNTS),
            "shown": [2],
            "route": dice.choice((SERVICE, CHANGED)),
        },
        undo_sender: {"account": dice.choice(ACCOUNTS), "shown": [2]},
        hand_over: {"route": dice.choice((SERVICE, BILLING)), "reason": words},
        escalate: {"route": dice.choice((SERVICE, BILLING)), "reason": words},
        correct_sentiment: {"label": dice.choice(("negative", "neutral", "positive", "grim"))},
        send_back: {"route": dice.choice((SERVICE, BILLING)), "reason": words},
        retime: {"route": dice.choice((SERVICE, CHANGED, BILLING))},
        warn: {"kind": dice.choice(list(ClockKind)), "level": dice.choice(LEVELS)},
        wait_for_customer: {"until": dice.choice([None, NOW + timedelta(days=3)])},
        snooze: {"until": dice.choice([None, NOW + timedelta(days=2)])},
        wake_in_time: {"number": _waking(case)},
        ask_guidance: {"question": words, **dice.choice(({"team": "billing"}, {"person": LEON}))},
        give_guidance: {"number": dice.choice([asked.number for asked in case.guidance] or [3])},
        resolve: {"resolution": dice.choice(list(Resolution)), "because": words},
        join: {"mention": _further(dice, case, place)},
        note: {"channel": "C1", "ts": str(place), "text": words},
        edit_note: {"channel": "C1", "ts": str(place), "text": words},
        delete_note: {"channel": "C1", "ts": str(place)},
        record_shown: {
            "thread": Thread("C1", f"{case.number}.{place}", words, "#x"),
            "team": dice.choice((SERVICE, BILLING)).team,
            "drawn": case.version,
        },
        record_stuck: {"job": "1@slack/1/show", "why": words},
    }
    return by_verb.get(verb, {})


def _further(dice: random.Random, case: Case, place: int) -> Mention:
    """A post of the customer's or of a bystander; now and then in private, by a link of the case."""
    further = post(f"{place}-{case.number}", dice.choice((case.first.author, BOB)), place)
    if dice.random() < 0.7:
        return further
    return replace(further, network="email", private=True, case=case.number, unverified=dice.random() < 0.5)


def _waking(case: Case) -> int:
    until = case.snooze or case.follow_up
    return until.number if until else 3


def _question(dice: random.Random, case: Case) -> int:
    return dice.choice([match.number for match in case.matches] or [3])


def _revision(dice: random.Random, case: Case, words: str) -> dict[str, Any]:
    held = dice.choice(case.mentions)
    return {"held": held, "now": replace(held, text=dice.choice([held.text, words]))}


def _next(case: Case) -> tuple[Any, ...]:
    """Return what usually follows, so that long paths are sometimes walked to their end."""
    if any(reply.correction for reply in case.replies):
        return record_corrected, record_deleted, record_not_corrected
    if any(reply.state is Delivery.SENDING for reply in case.replies):
        return record_sent, record_sent, record_unsure, record_not_sent
    if case.drafts:
        return send, send, correct
    return (draft_correction, delete_reply) if case.replies else VERBS


def _change(dice: random.Random, case: Case) -> int:
    return dice.choice([r.correction.number for r in case.replies if r.correction] or [3])


def _reply(dice: random.Random, case: Case) -> int:
    return dice.choice([reply.number for reply in case.replies] or [3])
