"""One of every message: cards, messages of a thread, alerts, and lists for one person."""

from collections.abc import Iterator
from dataclasses import replace as with_fields
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from bot.case import Case, ClockKind, Delivery, Event, Sameness
from bot.case.serialization import mention_to_json
from bot.routing import RuleError
from bot.shifts import Loan, Present, Shift
from bot.slack import Message
from bot.slack.gallery.cases import (
    NOW,
    OTHER,
    OWNER,
    SOON,
    cases,
    draft,
    known,
    match,
    post,
    sent,
    team,
    thread,
)
from bot.slack.views.assign import draw_assigned
from bot.slack.views.blocks import group, person
from bot.slack.views.card import draw_card, draw_moved
from bot.slack.views.case_row import Reader
from bot.slack.views.clocks import draw_clocks
from bot.slack.views.correct import Allowed, confirm_correction_message, delete_reply_message
from bot.slack.views.customer import draw_match
from bot.slack.views.digests import Ignored, draw_backlog, draw_ignored_posts
from bot.slack.views.edit import draw_kept_in_slack
from bot.slack.views.escalation import WarningPart, draw_warning
from bot.slack.views.handoff import draw_bouncing, draw_guidance_wanted
from bot.slack.views.home import Lists, draw_queue
from bot.slack.views.inform import informed_message, waiting_message
from bot.slack.views.modals import (
    Invitation,
    resolved_message,
    take_over_message,
    take_private_message,
    with_result,
)
from bot.slack.views.reply import Terms, confirm_reply_message, resolving_message
from bot.slack.views.rule_alerts import broken_message, saved_message, valid_again_message
from bot.slack.views.rule_editor import Version, edit_message, history_message
from bot.slack.views.sentiment import sentiment_message
from bot.slack.views.shifts import draw_present, draw_temporary_member, draw_temporary_members
from bot.slack.views.thread import draw_event, draw_joined, draw_reply
from bot.slack.views.transcript import draw_history
from bot.slack.views.why import InForce, draw_why

Named = Iterator[tuple[str, Message | None]]
ALL = Allowed(corrects=True, deletes=True, resends=True)


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
        yield f"card, {name}: moved", draw_moved(case, thread(words))


def thread_messages(words: str) -> Named:
    """Yield the message about every kind of event, a reply in every state, posts, and the history."""
    case = cases(words)["claimed"]
    for event in events(words):
        yield f"event {event.kind}, {event.number}", draw_event(_after(case, event, words), event, ALL)
    for state in Delivery:
        reply = sent(words, state)
        yield f"reply {state.value}", draw_reply(replace(case, replies=(reply,)), reply, ALL)
    waits = replace(sent(words, Delivery.SENDING), waits_until=SOON, waits_for=words, over_budget=True)
    yield "reply waits", draw_reply(case, waits)
    by_link = post(words, case=case.number, unverified=True)
    yield "message of a bystander", draw_joined(case, post(words, community=True), bystander=True)
    yield "message by a link", draw_joined(case, by_link, bystander=True, event=7)
    for said in Sameness:
        yield f"same customer: {said.value}", draw_match(case, replace(match(words), said=said))
    for page, drawn in enumerate(draw_history(case, events(words) * 3, until=10_000)):
        yield f"history, page {page + 1}", drawn
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
    ]
    return [Event(kind, OWNER, NOW, "r", data, number) for number, (kind, data) in enumerate(said, 7)]


def _after(case: Case, event: Event, words: str) -> Case:
    """Return the case as the event left it, as far as its message shows."""
    state = {"not_sent": Delivery.NOT_SENT, "unsure": Delivery.UNSURE}.get(event.kind, Delivery.SENT)
    replies = (replace(sent(words, state), number=7),)
    asked = replace(match(words), number=event.number)
    return replace(case, replies=replies, matches=(asked,), owner=OTHER if event.kind == "woken" else OWNER)


def alerts(words: str) -> Named:
    """Yield the messages to channels: SLA warnings, digests, FYI, rules."""
    case = cases(words)["unassigned"]
    part = WarningPart([(case, case.clocks[0])] * 15, [group("S0000TEAM")])
    yield "SLA warning", draw_warning(part, part)
    yield "bouncing", draw_bouncing(case, events(words)[12], [person(OTHER)])
    yield "guidance wanted", draw_guidance_wanted(case, events(words)[14], [person(OTHER)])
    yield "assigned", draw_assigned(cases(words)["assigned"], _given(words))
    yield "backlog", draw_backlog(words, [case] * 10, 30, NOW)
    ignored = [
        Ignored("x/1", words, post(words)),
        Ignored("x/2", words, None),
        Ignored("x/3", words, None, 7),
    ]
    yield "ignored posts", draw_ignored_posts(ignored, 9)
    yield "FYI", informed_message(case, words)
    yield "notified later", waiting_message([person(OTHER)])
    faults = [RuleError(line, 1, words, words) for line in range(1, 9)]
    yield "rules broken", broken_message(words, faults, "v1", words)
    yield "rules valid again", valid_again_message(words, words, "v2")
    yield "rules saved", saved_message(3, "v2", OWNER, words)
    yield "rules replaced", saved_message(3, "v2", "", words, replaced_by=4)


def lists(words: str) -> Named:
    """Yield the answers to one person."""
    found = cases(words)
    case, reply, terms = found["claimed"], sent(words), Terms(words, 18, 280, NOW, cost=0.2, dearer=True)
    listed = Lists(
        mine=[case] * 9,
        waiting=[found["unassigned"]] * 9,
        late=[found["urgent and overdue"]],
        snoozed=[found["snoozed"]] * 5,
    )
    queue = draw_queue(Reader(OWNER, NOW), listed, team="service")
    yield "queue", queue
    yield "queue after an action", with_result(f"Case #{case.number} is yours.", queue)
    yield "SLA timers", draw_clocks(case, NOW)
    yield "why", draw_why(case, None, InForce("v1", words))
    yield "sentiment", sentiment_message(case)
    yield "preview of a reply", confirm_reply_message(case, case.first, draft(words), terms)
    yield "preview of a correction", confirm_correction_message(case, reply, case.first, draft(words), terms)
    yield "delete a reply", delete_reply_message(case, reply, case.first)
    yield "take over", take_over_message(case, NOW, NOW)
    yield "resolved", resolved_message(case, 7, closing=True)
    yield "resolved once sent", resolving_message(case, reply)
    yield (
        "move to private",
        take_private_message(case, Invitation("https://help.example/7", "help@help.example")),
    )
    yield "edit rules", edit_message()
    version = Version(3, OWNER, NOW, words, False)
    yield "versions of the rules", history_message([version, with_fields(version, number=2, author="")])
    yield "no version of the rules", history_message([])
    present = Present(team(words), (Shift(OWNER, SOON), Shift(OTHER, None)))
    yield "on shift", draw_present(OWNER, [present], ["service"])
    loan = Loan("service", OTHER, OWNER, SOON)
    yield "temporary members", draw_temporary_members([loan] * 12, {"service": words})
    yield "no temporary members", draw_temporary_members([], {})
    yield "temporary member", draw_temporary_member(loan, words, NOW)
    yield "no longer a temporary member", draw_temporary_member(loan, words, SOON + timedelta(days=1))


def _given(words: str) -> Event:
    return next(replace(event, number=4) for event in events(words) if event.kind == "assigned")
