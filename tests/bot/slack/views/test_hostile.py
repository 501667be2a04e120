"""Untrusted text, in any place, notifies no one, breaks no message and crashes nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.case import Delivery, Known, Match, Sameness
from bot.case.serialization import mention_to_json
from bot.lag import Lag
from bot.mention import Author, tidy
from bot.slack import Message
from bot.slack.views.blocks import group
from bot.slack.views.card import draw_card, draw_moved
from bot.slack.views.case_row import Reader
from bot.slack.views.correct import (
    Allowed,
    confirm_correction_message,
    confirm_correction_modal,
    correct_modal,
    delete_reply_message,
)
from bot.slack.views.customer import draw_match
from bot.slack.views.edit import draw_kept_in_slack
from bot.slack.views.escalate import (
    SourceMessage,
    escalate_case_modal,
    escalate_modal,
    escalated_message,
    escalated_modal,
)
from bot.slack.views.home import Lists, draw_home, draw_queue
from bot.slack.views.home_filters import Choices
from bot.slack.views.home_panels import AdminPanel, Agent, RulesInForce, Spent, TeamPanel
from bot.slack.views.inform import informed_message
from bot.slack.views.modals import (
    Invitation,
    TeamChoice,
    hand_over_modal,
    resolve_modal,
    take_private_modal,
)
from bot.slack.views.reply import Terms, confirm_reply_message, confirm_reply_modal, reply_modal
from bot.slack.views.search import search_message, search_window
from bot.slack.views.text import one_line
from bot.slack.views.thread import draw_event, draw_reply
from bot.slack.views.transcript import draw_history
from tests.bot.slack.views.hostile import HOSTILE
from tests.bot.slack.views.limits import check_message, check_view, parts, pinging
from tests.bot.slack.views.samples import (
    BY_HAND,
    CLAIMED,
    DRAFT,
    ESCALATED,
    MOVED,
    NOW,
    OTHER,
    OWNER,
    POST,
    REPLY,
    RESOLVED,
    WAITING,
    event,
    with_text,
)

OURS = {OWNER, OTHER, "S0SERVICE"}


def cards(text: str) -> Iterator[Message]:
    for case in (WAITING, CLAIMED, RESOLVED, BY_HAND, ESCALATED, MOVED):
        yield draw_card(
            with_text(case, text), notify=[group("S0SERVICE")], marketing=True, team=text, now=NOW
        )
        yield informed_message(with_text(case, text), text)
    known = Known(frozenset({POST.account}), tuple(with_text(case, text) for case in (RESOLVED, MOVED)), 3)
    yield draw_card(replace(with_text(CLAIMED, text), number=2_000), known=known, private=True, now=NOW)
    for said in Sameness:
        yield draw_match(CLAIMED, Match(5, text, f"x/{text}", text, (text, text), 7, text, said))
    moved = with_text(MOVED, text)
    yield draw_moved(moved, replace(moved.earlier_threads[0], name=text, url=text))


def thread_messages(text: str) -> Iterator[Message | None]:
    case = with_text(CLAIMED, text)
    for state in Delivery:
        reply = replace(REPLY, text=text, why=text, url=text, state=state)
        yield draw_reply(replace(case, replies=(reply,)), reply)
    sent = replace(REPLY, text=text, state=Delivery.SENT, native_id=text, trouble=text)
    yield draw_reply(case, sent, Allowed(corrects=True, deletes=True))
    yield delete_reply_message(case, sent, case.first)
    yield draw_kept_in_slack([text, "https://larkspur.slack.com/archives/C1/p1"])
    happened = [
        event("joined", mention=_posted(text)),
        event("reopened", mention=_posted(text)),
        event("reopened", why=text),
        event("noted", by=OTHER, channel="C1", ts="1", text=text),
        event("handed_over", team_from=text, team_to=text, reason=text, owner=OTHER),
        event("answered_elsewhere", url=text),
        event("edited", network="x", native_id=case.first.native_id, own=True, text=text, title=text),
        event("withdrawn", network="x", native_id=case.first.native_id, quoted_in=[[text, text]]),
        event("not_corrected", reply=REPLY.number, why=text),
        event("stuck", why=text, job=text),
        event("sending", number=99, text=text, to="1", draft=1),
    ]
    yield from (draw_event(case, each) for each in happened)
    yield from draw_history(case, happened * 3, until=8)
    draft = replace(DRAFT, text=text)
    yield confirm_correction_message(case, sent, case.first, draft, Terms(text, 18, 280, NOW))
    yield confirm_reply_message(case, case.first, draft, Terms(text, 18, 280, NOW))
    lists = Lists(mine=[case] * 9, waiting=[with_text(WAITING, text)] * 9, late=[case])
    yield draw_queue(reader(text), lists, team="billing")
    yield search_message(one_line(text, 100), [case] * 9, reader(text))


def views(text: str) -> Iterator[dict[str, Any]]:
    case = with_text(CLAIMED, text)
    teams = [TeamChoice("billing", text), TeamChoice("press", "Press")]
    terms = Terms(text, 18, 280, NOW)
    private = replace(case.first, network="email", native_id="7", private=True, case=case.number)
    both = replace(case, mentions=(case.first, private), turn=9)
    for post in both.mentions:
        yield reply_modal(
            both, post, terms, text, replies=[text, f"{text} ", "other"], filled=2, carries=text
        )
        yield confirm_reply_modal(both, post, replace(DRAFT, text=text), terms)
    reply, written = replace(REPLY, text=text), replace(DRAFT, text=text, corrects=REPLY.number)
    yield correct_modal(case, reply, case.first, terms)
    yield confirm_correction_modal(case, reply, case.first, written, terms)
    yield take_private_modal(
        case, Invitation("https://help.larkspur.example/private/7", "help@larkspur.example")
    )
    yield hand_over_modal(case, teams)
    author = Author(text, text)
    yield escalate_modal(SourceMessage(text, author, "C1", "1.2", text, "1.1", text), teams=teams)
    yield escalate_case_modal(case, teams, "billing", "")
    yield escalated_modal(escalated_message(case, text, is_followed=False), "window")
    yield resolve_modal(case)
    waiting = [with_text(WAITING, text)] * 30
    lists = Lists(mine=[case] * 30, waiting=waiting, late=[case] * 30, pending=waiting, snoozed=waiting)
    led = [TeamPanel("billing", text, 1, 1, 1, [Agent(text, 1)] * 9)]
    admin = AdminPanel([Lag("X", text, NOW)], [Spent("x", 1, 2)], RulesInForce(4, OWNER, NOW, text))
    yield draw_home(reader(text), lists, choices=Choices(teams, ["x"]), led=led, admin=admin)
    yield search_window(one_line(text, 100), [case] * 9, reader(text))


def reader(text: str) -> Reader:
    return Reader(OWNER, NOW, names={OWNER: text, OTHER: text}, titles={text: text})


def check_harmless(text: str) -> None:
    for message in (*cards(text), *filter(None, thread_messages(text))):
        check_message(message)
        # A team member whose very id is the hostile text is told; nobody else is.
        assert pinging(message) <= OURS | ({text} if re.fullmatch(r"[UW][A-Z0-9]+", text) else set())
        assert "javascript:" not in " ".join(each.get("url", "") for each in parts(message.blocks))
    for view in views(text):
        check_view(view)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(text: str) -> None:
    check_harmless(text)


@settings(max_examples=60)
@given(
    st.text(st.characters(), max_size=400)
    | st.text("<>@!&|#*`_~ \n\u202e\u2068\U0001f600aU1^", max_size=4_000)
)
def test_any_text_is_only_text(text: str) -> None:
    check_harmless(text)


def _posted(text: str) -> dict[str, Any]:
    return mention_to_json(tidy(with_text(CLAIMED, text).first))
