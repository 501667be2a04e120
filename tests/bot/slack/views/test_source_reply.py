"""The progress of an escalated case under its source, and what its escalator is notified of."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case.handling_model import Assignment, Escalation, FollowUp, HandOff, QuestionPost, Snooze
from bot.case.model import Case, Resolution
from bot.slack.views.escalated import escalated_rows, passed_on_rows
from bot.slack.views.people import with_names
from bot.slack.views.source_reply import (
    draw_answered,
    draw_answered_directly,
    draw_ended,
    draw_ended_directly,
    draw_source_reply,
)
from tests.bot.slack.views.limits import check_message, check_view, pinging
from tests.bot.slack.views.samples import CLAIMED, ESCALATED, NOW, OTHER, OWNER, RESOLVED, THREAD

MIRA = "U0MIRA"
ESCALATION = Escalation(1, MIRA, NOW, "service", "C0SOCIAL", "1.1")
BROUGHT = HandOff(OTHER, "service", "This is praise, please thank her.", NOW, sent_back=True, number=9)
NAMES = {OWNER: "priya", OTHER: "leon", MIRA: "mira"}
PRIYA, LEON = "\u2068priya\u2069", "\u2068leon\u2069"
SECRETS = ("#1042", THREAD.url, "priya", "thank her", "she called")


def with_escalation(case: Case, **more: object) -> Case:
    return replace(case, escalations=(ESCALATION,), **more)


UNASSIGNED = with_escalation(ESCALATED, question=(QuestionPost(1, "x/1001", NOW),))
CLAIMED_ONE = with_escalation(CLAIMED, question=(QuestionPost(1, "x/1001", NOW),))
ANSWERED = with_escalation(CLAIMED, answered_at=NOW, replies=RESOLVED.replies)
BACK = with_escalation(ESCALATED, brought=BROUGHT, route=replace(ESCALATED.route, team="marketing"))
STATES = [
    (UNASSIGNED, "○ Unassigned"),
    (CLAIMED_ONE, f"◐ Claimed by {PRIYA}"),
    (replace(CLAIMED_ONE, assignment=Assignment(4, NOW)), f"◐ Assigned to {PRIYA}, not accepted yet"),
    (ANSWERED, f"● Answered by {PRIYA}"),
    (replace(ANSWERED, question=UNASSIGNED.question), "◐ Claimed"),
    (
        replace(ANSWERED, answered_at=None, replies=(), follow_up=FollowUp(6, OWNER, None)),
        f"◔ Pending: waiting for the customer · claimed by {PRIYA}",
    ),
    (replace(ANSWERED, resumed=True), f"◐ Claimed by {PRIYA}"),
    (replace(CLAIMED_ONE, snooze=Snooze(5, OWNER, None)), "◌ Snoozed"),
    (with_escalation(RESOLVED), "✓ Resolved: answered"),
    (
        with_escalation(RESOLVED, resolved_because="she called"),
        "✓ Resolved: answered: \u2068she called\u2069",
    ),
    (BACK, f"now with \u2068Marketing\u2069 · ↩ Sent back by {LEON}: \u2068This is praise"),
]


def said(case: Case, *, is_open: bool = True, escalation: Escalation = ESCALATION) -> str:
    drawn = with_names(
        draw_source_reply(case, escalation, to="Customer service", now_with="Marketing", is_open=is_open),
        NAMES,
    )
    check_message(drawn)
    assert not pinging(drawn), "a redraw notifies nobody"
    return drawn.text


@pytest.mark.parametrize(("case", "words"), STATES)
def test_each_state_is_one_line_with_the_way_to_the_thread(case: Case, words: str) -> None:
    line = said(case)
    assert line.startswith("Escalated to \u2068Customer service\u2069 as #1042")
    assert words in line
    assert line.endswith(" · Open thread")
    assert "\n" not in line


@pytest.mark.parametrize(("case", "_"), STATES)
def test_readers_who_may_not_see_the_case_read_its_team_and_state_alone(case: Case, _: str) -> None:
    line = said(case, is_open=False)
    assert [secret for secret in SECRETS if secret in line] == []
    assert case.first.text not in said(case) + line


def test_marketings_card_keeps_the_note_and_who_escalated() -> None:
    line = said(UNASSIGNED, escalation=replace(ESCALATION, reason="She is furious."))
    assert "by \u2068mira\u2069" in line
    assert line.endswith("She is furious.")


def test_before_the_card_is_posted_the_number_is_said_without_a_link() -> None:
    line = said(replace(UNASSIGNED, thread=None))
    assert "as #1042 · ○ Unassigned" in line


def test_the_escalator_is_notified_of_the_answer_with_the_way_to_it() -> None:
    drawn = with_names(draw_answered(ANSWERED, ESCALATION, is_open=True), NAMES)
    assert set(pinging(drawn)) == {MIRA}
    assert drawn.text.endswith(f"was answered on X by {PRIYA}.")
    (reply,) = ANSWERED.replies
    found = replace(ANSWERED, replies=(replace(reply, url="https://x.com/larkspur_help/status/9"),))
    drawn = with_names(draw_answered(found, ESCALATION, is_open=True), NAMES)
    assert f"was answered on X by {PRIYA} · Open the reply" in drawn.text
    hidden = draw_answered(ANSWERED, ESCALATION, is_open=False)
    assert hidden.text == f"<@{MIRA}> The case you escalated was answered."


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (with_escalation(RESOLVED, resolution=Resolution.SPAM), "is resolved: spam"),
        (BACK, "was sent back to \u2068Marketing\u2069 by"),
    ],
)
def test_the_escalator_is_notified_of_the_end(case: Case, words: str) -> None:
    drawn = draw_ended(case, ESCALATION, "Marketing", is_open=True)
    assert drawn
    drawn = with_names(drawn, NAMES)
    check_message(drawn)
    assert words in drawn.text
    assert set(pinging(drawn)) == {MIRA}
    hidden = draw_ended(case, ESCALATION, "Marketing", is_open=False)
    assert hidden
    assert hidden.text.startswith(f"<@{MIRA}> The case you escalated ")
    assert [secret for secret in SECRETS if secret in hidden.text] == []


def test_a_direct_message_says_the_end_without_the_words_of_anybody() -> None:
    back = draw_ended_directly(BACK, ESCALATION, "Service", "Marketing", sees=True)
    assert back
    moved = f"was sent back to \u2068Marketing\u2069 by {LEON}. The reason is in its thread."
    assert with_names(back, NAMES).text == f"#1042 · The case you escalated {moved}"
    resolved = draw_ended_directly(
        with_escalation(RESOLVED, resolved_because="she called"),
        ESCALATION,
        "Service",
        "Marketing",
        sees=True,
    )
    assert resolved
    assert resolved.text == "#1042 · The case you escalated is resolved: answered."
    answered = draw_answered_directly(ANSWERED, "Service", sees=True)
    assert "The case you escalated was answered on X by" in answered.text
    for case in (BACK, with_escalation(RESOLVED, resolved_because="she called")):
        hidden = draw_ended_directly(case, ESCALATION, "Service", "Marketing", sees=False)
        assert hidden
        assert hidden.text.startswith("A case you escalated to \u2068Service\u2069 ")
        assert [secret for secret in SECRETS if secret in str(hidden)] == []
    assert draw_ended_directly(UNASSIGNED, ESCALATION, "Service", "Marketing", sees=True) is None


def test_a_case_that_is_open_again_ends_nothing() -> None:
    assert draw_ended(UNASSIGNED, ESCALATION, "Marketing", is_open=True) is None


def test_home_lists_open_escalations_first_and_how_the_others_ended() -> None:
    ended = with_escalation(RESOLVED, number=1041, resolved_at=NOW - timedelta(days=1))
    blocks = escalated_rows([CLAIMED_ONE], [ended], str.title)
    check_view({"type": "home", "blocks": blocks})
    words = str(blocks)
    assert words.index("#1042") < words.index("#1041")
    assert "Escalated by me · 1" in words
    assert escalated_rows([], [], str.title) == []


def test_marketing_sees_what_its_people_passed_on() -> None:
    blocks = passed_on_rows([CLAIMED_ONE] * 14, str.title)
    check_view({"type": "home", "blocks": blocks})
    assert "Passed on by colleagues · 14" in str(blocks)
    assert "and 4 more" in str(blocks)
    assert passed_on_rows([], str.title) == []
