"""One of every message in channels: cards, messages of a thread, alerts."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from bot.case import Case, ClockKind, Delivery, Event, Sameness
from bot.case.handling_model import Assignment, Guidance
from bot.case.serialization import mention_to_json
from bot.routing import RuleError
from bot.slack import Message
from bot.slack.gallery.cases import (
    NOW,
    OTHER,
    OWNER,
    SOON,
    cases,
    known,
    match,
    post,
    sent,
    thread,
)
from bot.slack.views.assign import draw_assigned
from bot.slack.views.blocks import group, person
from bot.slack.views.card import draw_card, draw_moved
from bot.slack.views.correct import Allowed
from bot.slack.views.customer import draw_match
from bot.slack.views.digests import Ignored, draw_backlog, draw_ignored_posts
from bot.slack.views.edit import draw_kept_in_slack
from bot.slack.views.escalation import WarningPart, draw_warning
from bot.slack.views.handoff import draw_bouncing, draw_guidance_wanted
from bot.slack.views.inform import informed_message, waiting_message
from bot.slack.views.rule_alerts import broken_message, built_in_message, saved_message, valid_again_message
from bot.slack.views.thread import draw_event, draw_joined, draw_reply
from bot.slack.views.transcript import draw_history

Named = Iterator[tuple[str, Message | None]]
ALL = Allowed(corrects=True, deletes=True, resends=True)
GIVEN = ("assigned", "reassigned")


def cards(words: str) -> Named:
    """Yield the card of every case, as its first posting for marketing and as a redraw."""
    notify = [group("S0000TEAM"), person(OTHER)]
    for name, case in cases(words).items():
        first = draw_card(
            case, notify=notify, marketing=True, team=words, sentiment="negative", fresh=True, now=NOW
        )
        yield f"card, {name}: first posting", first
        again = draw_card(case, private=True, known=known(words), now=NOW)
        yield f"card, {name}: redrawn", again
        yield f"card, {name}: moved", draw_moved(case, [thread(words), *case.earlier_threads][-1])


def thread_messages(words: str) -> Named:
    """Yield the message about every kind of event, a reply in every state, posts, and the history."""
    case = cases(words)["claimed"]
    for event in events(words):
        yield f"event {event.kind}, {event.number}", draw_event(after(case, event, words), event, ALL)
    for state in Delivery:
        reply = sent(words, state)
        yield f"reply {state.value}", draw_reply(replace(case, replies=(reply,)), reply, ALL)
    waits = replace(sent(words, Delivery.SENDING), waits_until=SOON, waits_for=words, over_budget=True)
    yield "reply waits", draw_reply(case, waits)
    yield "message of a bystander", draw_joined(case, post(words, community=True), bystander=True)
    for name, each in cases(words).items():
        yield f"message, {name}", draw_joined(each, each.mentions[-1], bystander=False, event=7)
        for reply in each.replies:
            yield f"reply, {name}", draw_reply(each, reply, ALL)
    unsure = sent(words, Delivery.UNSURE)
    yield "reply never confirmed", draw_reply(replace(cases(words)["resolved"], replies=(unsure,)), unsure)
    for said in Sameness:
        yield f"same customer: {said.value}", draw_match(case, replace(match(words), said=said))
    moved = cases(words)["moved within the channel"]
    for length in (1, 40):
        for page, drawn in enumerate(draw_history(moved, events(words) * length, until=10_000)):
            yield f"history, {length}, page {page + 1}", drawn
    yield "links to delete by hand", draw_kept_in_slack([words, thread(words).url])


def events(words: str) -> list[Event]:
    """Return one event of every kind that a thread shows."""
    mention = mention_to_json(post(words))
    about = {"network": "x", "native_id": "1001"}
    teams = {"team_from": words, "team_to": words, "reason": words}
    asked = {"question": words, "team": "", "title": "", "person": OTHER}
    said: list[tuple[str, dict[str, Any]]] = [
        ("sending", {"text": words, "to": "1001", "draft": 5}),
        ("joined", {"mention": mention}),
        ("reopened", {"mention": mention}),
        ("reopened", {"because": words}),
        ("edited", {**about, "own": True, "text": words, "title": words}),
        ("withdrawn", {**about, "quoted_in": [["C0000TEAM", "1.2"]]}),
        ("hidden", {**about, "why": words, "shows_words": False}),
        ("unhidden", about),
        ("not_sent", {"reply": 7, "why": words}),
        ("unsure", {"reply": 7, "why": words}),
        ("not_corrected", {"reply": 7, "why": words}),
        ("not_deleted", {"reply": 7, "why": words}),
        ("handed_over", {**teams, "owner": OTHER, "brought_by": OTHER, "refused": True}),
        ("woken", {"why": "time"}),
        ("guidance_asked", asked),
        ("guidance_given", {"asked_by": OTHER, "guidance": 4}),
        ("taken_over", {"from": OTHER}),
        ("prioritized", {"from": "normal", "to": "urgent", "because": words}),
        ("assigned", {"to": OWNER, "until": SOON.isoformat(), "anew": False}),
        ("released", {"because": words}),
        ("unassigned", {"because": words}),
        ("warned", {"clock": ClockKind.FIRST_RESPONSE.value, "rung": 50, "away": False}),
        ("answered_elsewhere", {"because": words, "url": words}),
        ("same_person_proposed", {}),
        ("links_revoked", {}),
        ("pending_ended", {}),
        ("reassigned", {"from": OTHER, "to": OWNER, "until": SOON.isoformat(), "anew": True}),
        ("undone", {"what": "reassigned", "owner": OTHER}),
        ("noted", {"text": words, "channel": "C0000TEAM", "ts": "1.2"}),
        ("resolved", {"resolution": "spam", "because": words}),
        ("guidance_given", {"asked_by": OWNER, "guidance": 4, "more": [[5, OWNER], [6, OTHER]]}),
        ("unassigned", {"because": words, "to": OTHER}),
        ("woken", {"why": "time", "set_by": OTHER}),
    ]
    return [Event(kind, OWNER, NOW, "r", data, number) for number, (kind, data) in enumerate(said, 7)]


def after(case: Case, event: Event, words: str) -> Case:
    """Return the case as the event left it, as far as its messages show."""
    state = {"not_sent": Delivery.NOT_SENT, "unsure": Delivery.UNSURE}.get(event.kind, Delivery.SENT)
    asked = Guidance(event.number, OWNER, words, NOW, person=OTHER)
    return replace(
        case,
        replies=(replace(sent(words, state), number=7),),
        matches=(replace(match(words), number=event.number),),
        guidance=(asked,) if event.kind == "guidance_asked" else (),
        assignment=Assignment(event.number, SOON) if event.kind in GIVEN else None,
        resumed=event.kind == "pending_ended",
        owner=_owner_after(event),
    )


def _owner_after(event: Event) -> str | None:
    if event.kind != "woken":
        return OWNER
    return None if "set_by" in event.data else OTHER


def alerts(words: str) -> Named:
    """Yield the messages to channels: SLA warnings, digests, FYI, rules."""
    case = cases(words)["unassigned"]
    many = [(replace(case, number=case.number + place), case.clocks[0]) for place in range(30)]
    late, soon = (WarningPart(each, [group("S0000TEAM")]) for each in (many[:15], many[15:]))
    yield "SLA warning", draw_warning(late, soon)
    owned = [(cases(words)[name], case.clocks[0]) for name in ("claimed", "without a card")]
    none = WarningPart([], [])
    yield "SLA warning, owners", draw_warning(WarningPart(owned, []), none)
    yield "SLA warning, owners off shift", draw_warning(none, WarningPart(owned, []), away=[OWNER])
    yield "bouncing", draw_bouncing(case, events(words)[12], [person(OTHER)])
    yield "guidance wanted", draw_guidance_wanted(case, events(words)[14], [person(OTHER)])
    yield "assigned", draw_assigned(cases(words)["assigned"], _given(words))
    yield "backlog", draw_backlog(words, [case] * 10, 30, NOW)
    yield "backlog of one", draw_backlog(words, [case], 1, NOW)
    ignored = [
        Ignored("x/1", words, post(words)),
        Ignored("x/2", words, None),
        Ignored("x/3", words, None, 7),
    ]
    yield "ignored posts", draw_ignored_posts(ignored, 9)
    yield "ignored post", draw_ignored_posts(ignored[:1], 1)
    for name, each in cases(words).items():
        yield f"FYI, {name}", informed_message(each, words)
    yield "notified later", waiting_message(case, [person(OTHER)])
    faults = [RuleError(line, 1, words, words) for line in range(1, 9)]
    yield "rules broken", broken_message(words, faults, "v1", words)
    yield "rules valid again", valid_again_message(words, words, "v2")
    yield "rules saved", saved_message(3, "v2", OWNER, words)
    yield "rules replaced", saved_message(3, "v2", "", words, replaced_by=4)
    yield "rules from the file again", saved_message(3, "", OWNER, words)
    yield "no rules file", built_in_message(words, words)


def _given(words: str) -> Event:
    return next(replace(event, number=4) for event in events(words) if event.kind == "assigned")
