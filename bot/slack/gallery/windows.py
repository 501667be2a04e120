"""One of every window about cases and replies."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace as with_fields
from datetime import timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.case import Case, Resolution
from bot.mention import Author
from bot.routing.replay import Move, Replayed, ShadowMatches
from bot.slack import Message
from bot.slack.gallery.cases import NOW, NUMBER, OTHER, OWNER, cases, draft, known, post, sent
from bot.slack.views.case_row import Reader
from bot.slack.views.correct import confirm_correction_modal, correct_modal
from bot.slack.views.escalate import (
    SourceMessage,
    escalate_case_modal,
    escalate_modal,
    escalated_message,
    escalated_modal,
)
from bot.slack.views.inputs import View
from bot.slack.views.modals import (
    Invitation,
    TeamChoice,
    hand_over_modal,
    notice_modal,
    resolve_modal,
    resolved_message,
    take_over_modal,
    take_private_modal,
    team_load,
)
from bot.slack.views.more import MoreFacts, more_modal
from bot.slack.views.reply import Terms, confirm_reply_modal, reply_modal
from bot.slack.views.rule_editor import (
    Version,
    checking_window,
    edit_window,
    history_window,
    preview_window,
    published_window,
    undone_window,
)
from bot.slack.views.rule_text_parts import Part
from bot.slack.views.search import LONGEST, search_window
from bot.slack.views.snooze_and_ask import (
    follow_up_choices,
    guidance_modal,
    pending_modal,
    send_back_modal,
    snooze_choices,
    snooze_modal,
)
from bot.slack.views.text import one_line

Named = Iterator[tuple[str, View]]


def windows(words: str) -> Named:
    """Yield every window."""
    found = cases(words)
    case = found["claimed"]
    for name, each in found.items():
        facts = MoreFacts(
            now=NOW,
            user=OTHER,
            team=words,
            known=known(words),
            detected="neutral",
            marketing=True,
            private=True,
        )
        yield f"more, {name}", more_modal(each, facts)
        for chosen in (None, *Resolution):
            yield f"resolve, {name}, {chosen}", resolve_modal(each, chosen)
        yield f"snooze, {name}", snooze_modal(each, snooze_choices(NOW, ZoneInfo("UTC"), has_hours=True))
    yield from _replies(words)
    yield from _moves(words)
    yield from _escalations(words)
    yield from _rules(words)
    yield "search", search_window(one_line(words, LONGEST), [case] * 30, Reader(OWNER, NOW))
    yield "search, nothing yet", search_window("", [], Reader(OWNER, NOW))
    yield "notice", notice_modal(resolved_message(case, 7, closing=True), "Done")
    yield "notice of one line", notice_modal(Message(f"Case #{case.number} is yours."), "Done")


def _moves(words: str) -> Named:
    """Yield the windows that move a case to other people."""
    case = cases(words)["claimed"]
    on_shift = team_load([(words, 3), ("", 9), *[(words, 4)] * 9], 99)
    teams = [TeamChoice(f"team{number}", words, on_shift) for number in range(150)]
    teams += [TeamChoice("press", words, team_load([], 0)), TeamChoice("all", words, team_load([("", 1)], 1))]
    for name, offered in (
        ("many teams", teams),
        ("two teams", teams[-2:]),
        ("no other team", [TeamChoice("service", words)]),
    ):
        yield f"hand over, {name}", hand_over_modal(case, offered)
        yield f"hand over, {name}, from a private channel", hand_over_modal(case, offered, [words] * 9)
        yield f"ask, {name}", guidance_modal(case, offered)
    yield "hand over, moved since", hand_over_modal(case, teams, moved=words or "-", note=words[:1_000])
    yield "send back", send_back_modal(case, words)
    yield "send back, from a private channel", send_back_modal(case, words, [words])
    yield "pending", pending_modal(case, follow_up_choices(NOW, ZoneInfo("UTC")))
    for name in ("claimed", "answered"):
        yield f"take over, {name}", take_over_modal(cases(words)[name], NOW - timedelta(hours=30), NOW)
    yield "take over, owner's time unknown", take_over_modal(case, None, NOW)
    for link, address in (("https://help.example/7", "help@help.example"), ("", "help@help.example")):
        yield f"move to private, {link}", take_private_modal(case, Invitation(link, address))


def _escalations(words: str) -> Named:
    case, teams = cases(words)["claimed"], [TeamChoice("service", words), TeamChoice("press", words)]
    source = SourceMessage(words, Author(words, words), "C0000TEAM", "1.2", words, "1.1", words)
    yield "escalate", escalate_modal(source, teams=teams, name="window")
    yield "escalate, one team", escalate_modal(source, teams=[])
    yield "escalate, hard to carry", escalate_modal(with_fields(source, text='"' * 4_000), teams=teams)
    yield "escalate, a case", escalate_case_modal(case, teams, "service", "")
    yield "escalate, a case, from a private channel", escalate_case_modal(case, teams, "service", "", [words])
    yield "escalate, a case, no team", escalate_case_modal(case, [], "", "")
    yield "escalated", escalated_modal(escalated_message(case, words, is_followed=False), "window")
    yield "escalated, in words", escalated_modal(Message(f"Case #{case.number} is escalated."), "")


def _replies(words: str) -> Named:
    """Yield the windows to write, check and correct a reply, for every customer and all that can be said of it."""
    usual = Terms(words, 18, 280, NOW)
    dear = Terms(words, 300, 280, NOW, cost=0.2, dearer=True, over_budget=True)
    # More than a field accepts, and a text that fits in it no more.
    roomy = Terms(words, 3_000, 40_000, NOW)
    long = words * (1 + 4_000 // max(1, len(words)))
    for name, case in (cases(words) | _in_two_places(words)).items():
        for each in case.latest_each.values():
            to = f"{name}, on {each.network}"
            yield f"reply, {to}", reply_modal(case, each, dear, words, replies=[words, "", "bye"] * 50)
            yield f"reply, {to}, with a saved reply", reply_modal(case, each, roomy, long, filled=1)
            yield f"confirm reply, {to}", confirm_reply_modal(case, each, draft(words), dear)
            resolving = replace(draft(long), turn=9, resolves=True)
            yield f"confirm last reply, {to}", confirm_reply_modal(case, each, resolving, roomy, "preview")
    case, reply = cases(words)["claimed"], sent(words)
    written = replace(draft(words), corrects=reply.number)
    for name, terms in (("usual", usual), ("dear", dear), ("roomy", roomy)):
        yield f"correct, {name}", correct_modal(case, reply, case.first, terms)
        confirm = confirm_correction_modal(case, reply, case.first, written, terms)
        yield f"confirm correction, {name}", confirm


def _in_two_places(words: str) -> dict[str, Case]:
    """Return cases whose customer can be reached in two places, before and after the latest message."""
    case = cases(words)["claimed"]
    private = post(words, network="email", native_id="7", private=True, case=NUMBER)
    both = replace(case, mentions=(case.first, private), turn=9)
    return {"two places": both, "two places, edited": replace(both, changed_turn=9)}


def _rules(words: str) -> Named:
    if view := edit_window([Part(words or " ", "Rules"), Part(words or " ", "Rules")], 3, "v1"):
        yield "edit rules", view
    longest = [Part(words or " ", "Rules")] * 95
    if view := edit_window(longest, 3, "v1", ["rule_up 0123456789"] * 100):
        yield "edit long rules", view
    yield "rules are checked", checking_window("draft-1", 14)
    moves = Counter({Move(words, f"{number} {words}", words, words): 3 for number in range(30)})
    watched = ShadowMatches()
    watched.went["press"] = 9
    replayed = Replayed(
        posts=9_000,
        moved=400,
        counts=moves,
        examples={each: [post(words)] for each in moves},
        shadows={f"{number} {words}": watched for number in range(30)},
    )
    yield "preview of rules", preview_window("draft-1", replayed, 14, False, words[:500])
    yield "preview of rules, no change", preview_window("draft-1", Replayed(posts=9), 14, True)
    yield "rules were published", published_window(3)
    yield "rules were restored", undone_window(4, 3)
    version = Version(3, OWNER, NOW, words, False)
    yield "history of the rules", history_window([version, Version(2, "", NOW, words, False)])
