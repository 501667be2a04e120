"""Corrections of sent replies, and messages about edited and deleted posts."""

import pytest
from msgspec.structs import replace

from bot.case.reply_model import Correction, Delivery, Draft, Reply
from bot.slack.views.blocks import readable
from bot.slack.views.card import draw_card
from bot.slack.views.correct import Allowed, confirm_correction_modal, correct_modal
from bot.slack.views.reply import Terms
from bot.slack.views.thread import draw_event, draw_reply
from tests.bot.slack.views.limits import check_message, check_view, parts
from tests.bot.slack.views.samples import CLAIMED, GONE, NOW, OWNER, POST, REPLY, THREAD, event

SENT = replace(REPLY, state=Delivery.SENT, native_id="99", url="https://x.com/b/status/99")
BOTH = Allowed(corrects=True, deletes=True)
TERMS = Terms("@larkspur_help", 18, 280, NOW)


def words(reply: Reply, allowed: Allowed) -> list[str]:
    message = draw_reply(CLAIMED, reply, allowed)
    check_message(message)
    buttons = [each["action_id"] for each in parts(message.blocks) if each.get("type") == "button"]
    menus = [each for each in parts(message.blocks) if each.get("type") == "overflow"]
    assert all(each["confirm"]["confirm"]["text"] == "Delete" for each in menus)
    return buttons + [option["value"] for each in menus for option in each["options"]]


@pytest.mark.parametrize(
    ("reply", "allowed", "shown"),
    [
        (SENT, BOTH, ["correct", "delete_reply 1042/7"]),
        (SENT, Allowed(deletes=True), ["delete_reply 1042/7"]),
        (SENT, Allowed(), []),
        (replace(SENT, native_id=""), BOTH, []),
        (replace(SENT, correction=Correction(9, OWNER, "new")), BOTH, []),
        (replace(SENT, state=Delivery.DELETED), BOTH, []),
        (replace(SENT, state=Delivery.SENDING), BOTH, []),
    ],
)
def test_the_buttons_are_those_that_would_work(reply: Reply, allowed: Allowed, shown: list[str]) -> None:
    assert words(reply, allowed) == shown


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (replace(SENT, correction=Correction(9, OWNER, "new")), "Correcting"),
        (replace(SENT, correction=Correction(9, OWNER)), "Deleting"),
        (replace(SENT, trouble="The keys expired."), "Not changed: \u2068The keys expired."),
        (replace(SENT, corrected_at=NOW), "corrected 22 Nov 2026"),
        (replace(SENT, state=Delivery.DELETED), "Deleted on X"),
    ],
)
def test_what_is_done_to_an_answer_is_said_beside_it(reply: Reply, said: str) -> None:
    assert said in draw_reply(CLAIMED, reply, BOTH).text


def test_a_correction_is_shown_letter_by_letter_beside_what_it_replaces() -> None:
    written = Draft(9, OWNER, "We  are\non it — Ada!", "1001", 1, corrects=SENT.number)
    view = confirm_correction_modal(CLAIMED, SENT, POST, written, TERMS)
    check_view(view)
    check_view(correct_modal(CLAIMED, SENT, POST, TERMS))
    said = readable(view["blocks"])
    assert said.index(written.text) < said.index(SENT.text)
    assert "X · \u2068@larkspur_help\u2069 → \u2068@ada_k\u2069" in said
    assert view["submit"]["text"] == "Change on X"


def test_a_card_whose_posts_are_gone_shows_no_word_of_them_and_what_is_left_to_do() -> None:
    card = draw_card(GONE, now=NOW)
    check_message(card)
    assert "The author deleted this post." in card.text
    assert "No reply needed" in card.text
    assert not any(outside in card.text for outside in (POST.text, "Ada", "ada_k", POST.url))
    pressed = [each["action_id"] for each in parts(card.blocks) if each.get("type") == "button"]
    assert "resolve" in pressed
    assert not {"reply", "mark_answered", "open_post"} & set(pressed)


def test_the_owner_is_told_that_a_post_changed_and_nothing_of_what_it_said() -> None:
    changed = event("edited", network="x", native_id="1001", own=True, text="new", title="")
    message = draw_event(CLAIMED, changed, whom=[OWNER])
    assert message
    assert message.text.startswith(f"<@{OWNER}> \u2068Ada K\u2069 edited a post on X.")
    assert POST.text not in message.text


def test_notes_that_repeat_what_is_gone_are_linked_to() -> None:
    gone = event("withdrawn", network="x", native_id="1001", quoted_in=[["C0SERVICE", "1790000001.000500"]])
    message = draw_event(GONE, gone)
    assert message
    assert f"p1790000001000500?thread_ts={THREAD.ts}" in str(message.blocks)
