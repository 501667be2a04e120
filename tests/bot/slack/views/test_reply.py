"""The reply windows show the exact text, its readers, account and cost, and send back only ids."""

import dataclasses
import json
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case.model import Case, Status
from bot.case.reply_model import Draft
from bot.mention import MayReply
from bot.slack import Message
from bot.slack.views.blocks import readable
from bot.slack.views.reply import Terms, confirm_reply_message, confirm_reply_modal, reply_modal
from tests.bot.slack.views.limits import check_message, check_view, parts, shown
from tests.bot.slack.views.samples import CLAIMED, DRAFT, NOW, POST

TERMS = Terms("@larkspur_help", 18, 280, NOW)
MAIL = replace(POST, network="email", native_id="m1", private=True, case=1042, text="My number is 5.")
BOTH = replace(CLAIMED, mentions=(POST, MAIL), turn=2)


def reading(view: dict[str, Any]) -> str:
    return readable(view["blocks"])


def element(view: dict[str, Any], block: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each["element"] for each in view["blocks"] if each.get("block_id") == block)
    return found


def writing(case: Case = CLAIMED, **terms: Any) -> dict[str, Any]:
    view = reply_modal(case, case.latest, dataclasses.replace(TERMS, **terms))
    check_view(view)
    return view


def test_the_reply_window_says_who_reads_it_from_which_account_and_how_much_is_left() -> None:
    view = writing()
    said = reading(view)
    assert "PUBLIC on X, from ⁨@larkspur_help⁩, in reply to ⁨Ada K⁩ ⁨@ada_k⁩" in said
    assert "18 of 280 characters" in said
    assert json.loads(view["private_metadata"]) == {"case": 1042, "to": "x/public"}
    assert "costs" not in said
    assert "until" not in said


def test_an_answer_in_private_is_called_private_all_the_way() -> None:
    """Pitfall 3 (docs/pitfalls.md)."""
    view = writing(BOTH)
    assert "PRIVATE on E-mail" in reading(view)
    assert "only this customer can read it" in json.dumps(view)
    confirmed = confirm_reply_modal(BOTH, MAIL, DRAFT, TERMS)
    assert confirmed["submit"]["text"] == "Send privately"
    assert "PUBLIC" not in reading(confirmed)


def test_where_a_customer_can_be_answered_in_two_places_the_writer_chooses() -> None:
    chosen = element(writing(BOTH), "post")
    assert [option["value"] for option in chosen["options"]] == [MAIL.place, "x/public"]
    assert chosen["initial_option"]["value"] == MAIL.place
    assert "PUBLIC on X: My router" in chosen["options"][1]["text"]["text"]
    view = reply_modal(BOTH, POST, TERMS)
    assert element(view, "post")["initial_option"]["value"] == "x/public"
    assert "PUBLIC on X, from" in reading(view)


@pytest.mark.parametrize(
    "case", [CLAIMED, replace(BOTH, mentions=(MAIL, replace(POST, may_reply=MayReply("no"))))]
)
def test_where_there_is_one_place_there_is_nothing_to_choose(case: Case) -> None:
    assert not [
        block for block in reply_modal(case, case.first, TERMS)["blocks"] if block.get("block_id") == "post"
    ]


def test_the_reply_window_says_what_sending_costs_and_why() -> None:
    """Pitfall 40 (docs/pitfalls.md)."""
    assert "characters · costs $0.01" in reading(writing(cost=0.01))
    assert "costs $0.20 because of the link" in reading(writing(cost=0.2, dearer=True))
    said = reading(writing(cost=0.01, over_budget=True))
    assert "This month's budget for X is used up. You can still send." in said


def test_the_reply_window_says_until_when_the_network_takes_it() -> None:
    """Pitfall 47 (docs/pitfalls.md)."""
    may = MayReply("yes", until=NOW + timedelta(hours=3))
    case = replace(CLAIMED, mentions=(replace(POST, may_reply=may),))
    said = reading(writing(case))
    assert "Reply window closes 22 Nov 2026 17:05 UTC (3 h left)" in said


def test_the_reply_window_hears_of_every_character_and_keeps_what_was_typed() -> None:
    field = element(reply_modal(CLAIMED, POST, TERMS, "We are"), "text")
    assert field["dispatch_action_config"] == {"trigger_actions_on": ["on_character_entered"]}
    assert field["initial_value"] == "We are"
    assert field["action_id"] == "text"


def test_a_reply_that_is_too_long_is_told_by_how_much() -> None:
    said = reading(writing(used=292, unit="graphemes"))
    assert "12 graphemes over the limit of X" in said


def test_the_confirmation_shows_the_exact_text_however_long() -> None:
    text = "".join(f"{n} <!channel> & *so on*\n  \n" for n in range(900))
    view = confirm_reply_modal(
        CLAIMED, POST, replace(DRAFT, text=text), dataclasses.replace(TERMS, limit=25_000)
    )
    check_view(view)
    (section,) = view["blocks"][0]["elements"]
    assert section["type"] == "rich_text_section"
    assert "".join(shown([section])) == text
    assert view["submit"]["text"] == "Post to X"
    assert json.loads(view["private_metadata"]) == {"case": 1042, "draft": 5}


def confirmed(case: Case = CLAIMED, draft: Draft = DRAFT, **terms: Any) -> list[str]:
    """The lines of the confirmation, without the isolates around names."""
    view = confirm_reply_modal(case, case.latest, draft, dataclasses.replace(TERMS, **terms))
    check_view(view)
    return reading(view).translate({0x2068: None, 0x2069: None}).splitlines()


def test_the_confirmation_shows_our_text_and_one_line() -> None:
    assert confirmed() == ["We are on it, Ada.", "X · @larkspur_help → @ada_k"]
    assert confirmed(cost=0.01)[1] == "X · @larkspur_help → @ada_k · $0.01"
    resolving = replace(DRAFT, resolves=True)
    assert confirmed(draft=resolving)[1] == "X · @larkspur_help → @ada_k · then resolves the case"
    assert confirmed(BOTH, replace(DRAFT, turn=2))[1] == "E-mail · PRIVATE · @larkspur_help → @ada_k"


def test_it_warns_only_where_there_is_a_reason() -> None:
    assert confirmed(cost=0.2, dearer=True)[0] == "⚠ It has a link, so it costs $0.20."
    assert confirmed(over_budget=True)[0].startswith("⚠ This month's budget for X is used up.")
    for hours, warns in ((0.5, True), (3, False)):
        may = MayReply("yes", until=NOW + timedelta(hours=hours))
        case = replace(CLAIMED, mentions=(replace(POST, may_reply=may),))
        assert confirmed(case)[0].startswith("⚠ Reply window closes") is warns


def saved(view: dict[str, Any]) -> list[str]:
    lists = [each for each in parts(view) if each.get("action_id") == "saved_reply"]
    return [option["text"]["text"] for each in lists for option in each["options"]]


def test_saved_replies_are_a_list_and_one_that_was_inserted_is_in_a_new_field() -> None:
    assert saved(writing()) == []
    view = reply_modal(CLAIMED, POST, TERMS, replies=["restart", "on its way"])
    assert saved(view) == ["restart", "on its way"]
    again = reply_modal(
        CLAIMED, POST, TERMS, "Restart it.", replies=["restart"], filled=1, carries="Restart it."
    )
    check_view(again)
    assert element(again, "text_1")["initial_value"] == "Restart it."
    about = json.loads(again["private_metadata"])
    assert (about["filled"], about["begun"]) == (1, "Restart it.")
    long = reply_modal(CLAIMED, POST, TERMS, "x", filled=1, carries="ü" * 3_000)
    assert "begun" not in json.loads(long["private_metadata"])


def test_a_case_can_be_resolved_with_the_reply_unless_it_went_private_or_is_resolved() -> None:
    assert element(writing(), "resolve_after")["type"] == "checkboxes"
    for case in (BOTH, replace(CLAIMED, status=Status.RESOLVED)):
        assert "resolve_after" not in [each.get("block_id") for each in writing(case)["blocks"]]


def test_the_confirmation_warns_when_the_customer_wrote_again() -> None:
    """Pitfall 53 (docs/pitfalls.md): an approval is stale once the customer wrote again."""
    assert "has since written again" not in reading(confirm_reply_modal(CLAIMED, POST, DRAFT, TERMS))
    later = replace(CLAIMED, turn=2)
    assert "has since written again" in reading(confirm_reply_modal(later, POST, DRAFT, TERMS))


def test_where_no_window_opens_a_private_message_shows_the_text_and_leads_to_one() -> None:
    message: Message = confirm_reply_message(CLAIMED, POST, DRAFT, TERMS)
    check_message(message)
    assert DRAFT.text in message.text
    assert "Nothing has been sent yet." in message.text
    button = next(each for each in parts(message.blocks) if each.get("type") == "button")
    assert (button["action_id"], button["value"]) == ("review_reply", "1042/5")


CLOSED = MayReply("yes", until=NOW - timedelta(minutes=1))
ONLY_PUBLIC = replace(BOTH, mentions=(POST, replace(MAIL, may_reply=CLOSED)))


def test_a_reply_that_leaves_a_closed_private_conversation_says_so_before_anything_is_typed() -> None:
    view = reply_modal(ONLY_PUBLIC, POST, TERMS)
    check_view(view)
    first, second = readable(view["blocks"][:1]).splitlines()
    assert first == "⚠ Everyone can read this reply. The customer's latest message is private."
    assert "You can't reply to the latest message: ⁨The reply window for this post closed" in second
    assert confirmed_for(ONLY_PUBLIC, "x")[0] == first
    assert "Everyone can read" not in reading(reply_modal(BOTH, POST, TERMS))


def test_a_reply_to_an_older_post_of_the_same_readers_says_so() -> None:
    other = replace(POST, network="mastodon", native_id="m2", case=1042, may_reply=MayReply("no", "Too old."))
    case = replace(CLAIMED, mentions=(POST, other), turn=2)
    said = reading(reply_modal(case, POST, TERMS))
    assert said.startswith("⚠ This replies to an older post. It is PUBLIC on X.")
    assert "You can't reply to the latest message: ⁨Too old.⁩" in said


def confirmed_for(case: Case, network: str) -> list[str]:
    post = next(each for each in case.mentions if each.network == network)
    view = confirm_reply_modal(case, post, replace(DRAFT, turn=case.turn), TERMS)
    check_view(view)
    return reading(view).splitlines()


def test_an_invitation_to_go_on_in_private_cannot_resolve_the_case() -> None:
    view = reply_modal(CLAIMED, POST, TERMS, "Please continue here", invites=True)
    check_view(view)
    assert "resolve_after" not in [each.get("block_id") for each in view["blocks"]]
    assert json.loads(view["private_metadata"])["invites"] is True
