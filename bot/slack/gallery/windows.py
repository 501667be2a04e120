"""One of every window, and the Home tab."""

from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.lag import Lag
from bot.mention import Author
from bot.routing.replay import Move, Replayed
from bot.shifts import Present, Shift
from bot.slack.gallery.cases import NOW, NUMBER, OTHER, OWNER, SOON, cases, draft, known, post, sent, team
from bot.slack.views.case_row import Reader
from bot.slack.views.correct import confirm_correction_modal, correct_modal
from bot.slack.views.escalate import (
    SourceMessage,
    escalate_case_modal,
    escalate_modal,
    escalated_message,
    escalated_modal,
)
from bot.slack.views.home import Lists, draw_home
from bot.slack.views.home_panels import AdminPanel, Agent, RulesInForce, Spent, TeamPanel
from bot.slack.views.inputs import View
from bot.slack.views.modals import (
    Invitation,
    TeamChoice,
    hand_over_modal,
    resolve_modal,
    take_over_modal,
    take_private_modal,
)
from bot.slack.views.more import MoreFacts, more_modal
from bot.slack.views.reply import Terms, confirm_reply_modal, reply_modal
from bot.slack.views.rule_editor import checking_window, edit_window, preview_window
from bot.slack.views.rule_text_parts import Part
from bot.slack.views.search import search_window
from bot.slack.views.snooze_and_ask import (
    follow_up_choices,
    guidance_modal,
    pending_modal,
    send_back_modal,
    snooze_choices,
    snooze_modal,
)
from bot.slack.views.why import InForce, why_modal

Named = Iterator[tuple[str, View]]


def windows(words: str) -> Named:
    """Yield every window."""
    found = cases(words)
    case, reply = found["claimed"], sent(words)
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
        yield f"resolve, {name}", resolve_modal(each)
    yield from _replies(words)
    terms = Terms(words, 18, 280, NOW)
    written = replace(draft(words), corrects=reply.number)
    yield "correct", correct_modal(case, reply, case.first, terms)
    yield "confirm correction", confirm_correction_modal(case, reply, case.first, written, terms)
    teams = [TeamChoice("service", words), TeamChoice("press", words)]
    yield "hand over", hand_over_modal(case, teams)
    yield "hand over, no other team", hand_over_modal(case, teams[:1])
    yield "hand over, from a private channel", hand_over_modal(case, teams, [words] * 9)
    yield "send back", send_back_modal(case, words, [words])
    yield "ask", guidance_modal(case, teams)
    yield "snooze", snooze_modal(case, snooze_choices(NOW, ZoneInfo("UTC"), has_hours=True))
    yield "pending", pending_modal(case, follow_up_choices(NOW, ZoneInfo("UTC")))
    yield "take over", take_over_modal(case, NOW, NOW)
    yield (
        "move to private",
        take_private_modal(case, Invitation("https://help.example/7", "help@help.example")),
    )
    source = SourceMessage(words, Author(words, words), "C0000TEAM", "1.2", words, "1.1", words)
    yield "escalate", escalate_modal(source, teams=teams)
    yield "escalate, a case", escalate_case_modal(case, teams, "service", "", [words])
    yield "escalated", escalated_modal(escalated_message(case, words, is_followed=False), "window")
    yield "why", why_modal(case, None, InForce("v1", words), misses=True)
    yield from _rules(words)


def homes(words: str) -> Named:
    """Yield the Home tab, full and empty."""
    found = cases(words)
    service = team(words)
    lists = Lists(
        mine=[found["claimed"]] * 30,
        waiting=[found["unassigned"]] * 30,
        late=[found["urgent and overdue"]] * 30,
        snoozed=[found["snoozed"]] * 5,
    )
    reader = Reader(OWNER, NOW, names={OWNER: words})
    admin = AdminPanel(
        [Lag("X", words, NOW, 9, True)] * 30, [Spent("x", 9.0, 10.0)], RulesInForce(3, OWNER, NOW, words)
    )
    agents = [Agent(words, 9)] * 30
    panel = TeamPanel(name="service", title=words, late=9, late_unassigned=3, waiting=9, agents=agents)
    yield (
        "home",
        draw_home(
            reader,
            lists,
            present=[Present(service, (Shift(OWNER, SOON),))],
            led=[panel],
            admin=admin,
        ),
    )
    yield "home, empty", draw_home(reader, Lists())
    yield "search", search_window(words, [found["claimed"]] * 30, reader)


def _replies(words: str) -> Named:
    case = cases(words)["claimed"]
    private = post(words, network="email", native_id="7", private=True, case=NUMBER)
    both = replace(case, mentions=(case.first, private), turn=9)
    terms = Terms(words, 300, 280, NOW, cost=0.2, dearer=True, over_budget=True)
    for each in both.mentions:
        where = each.network
        yield f"reply on {where}", reply_modal(both, each, terms, words, replies=[words] * 9)
        yield f"reply on {where}, with a saved reply", reply_modal(both, each, terms, words, filled=1)
        yield f"confirm reply on {where}", confirm_reply_modal(both, each, draft(words), terms)


def _rules(words: str) -> Named:
    if view := edit_window([Part(words or " ", "Rules"), Part(words or " ", "Rules")], 3, "v1"):
        yield "edit rules", view
    yield "rules are checked", checking_window("draft-1", 14)
    move = Move(words, words, words, words)
    replayed = Replayed(posts=9, moved=4, counts=Counter({move: 3}), examples={move: [post(words)]})
    yield "preview of rules", preview_window("draft-1", replayed, 14, False)
