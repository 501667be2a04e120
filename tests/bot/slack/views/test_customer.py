"""The customer's other cases and accounts, and the windows that move a case to private."""

import pytest
from msgspec.structs import replace

from bot.case import NOBODY, Case, Known, Match, Sameness
from bot.mention import MayReply
from bot.slack.views.blocks import readable
from bot.slack.views.card import draw_card
from bot.slack.views.customer import draw_match
from bot.slack.views.modals import Invitation, take_private_message, take_private_modal
from bot.slack.views.more import MoreFacts, more_modal
from bot.slack.views.thread import draw_event, draw_joined
from tests.bot.slack.views.limits import check_message, check_view, pressable
from tests.bot.slack.views.samples import BY_HAND, CLAIMED, NOW, POST, RESOLVED, WAITING, event

MAIL = replace(
    POST,
    network="email",
    native_id="m1",
    private=True,
    author=replace(POST.author, handle="ada@customer.example"),
)
EARLIER = replace(RESOLVED, number=1_001)
LATER = replace(WAITING, number=1_050, thread=None, mentions=(MAIL,))
PERSON = frozenset({POST.account, MAIL.account})
LINK, ADDRESS = "https://help.larkspur.example/private/1042.abc", "help+c1042.abc@larkspur.example"


def card(case: Case = CLAIMED, known: Known = NOBODY, private: bool = False) -> str:
    drawn = draw_card(case, known=known, private=private, now=NOW)
    check_message(drawn)
    return drawn.text


def test_the_card_lists_the_customers_other_cases_with_links_and_how_they_ended() -> None:
    assert EARLIER.thread
    shown = card(known=Known(PERSON, (LATER, EARLIER), 3))
    assert f"Earlier: #1001 ({EARLIER.thread.url}) resolved (answered)" in shown
    assert "Later: #1050 unassigned" in shown
    assert "Linked accounts: ⁨X ada_k, E-mail ada@customer.example⁩ · last reply" in shown
    assert "3 more cases" in shown


def test_who_has_one_case_and_one_account_needs_no_word_about_it() -> None:
    assert "ccount" not in card(known=Known(frozenset({POST.account})))
    assert "ccount" not in card()


def test_another_persons_case_that_a_post_names_is_listed_but_says_nothing_of_its_accounts() -> None:
    stranger = replace(
        EARLIER, mentions=(replace(POST, author=replace(POST.author, native_id="5", handle="eve")),)
    )
    shown = card(known=Known(frozenset({POST.account}), (stranger,)))
    assert "#1001" in shown
    assert "eve" not in shown
    assert "ccount" not in shown


@pytest.mark.parametrize(
    ("unverified", "said"),
    [
        ({"page/1042-eve"}, "Unverified sender wrote through a link or an address of this case"),
        ({"page/1042-eve", "email/e@x.example"}, "2 unverified senders wrote through a link or an address"),
    ],
)
def test_whoever_wrote_by_the_private_link_is_no_customer_on_the_card(
    unverified: set[str], said: str
) -> None:
    by_link = replace(
        MAIL,
        network="page",
        case=CLAIMED.number,
        author=replace(MAIL.author, handle="Eve", native_id="1042-eve"),
    )
    case = replace(CLAIMED, mentions=(POST, by_link), accounts=tuple(unverified))
    shown = card(case, Known(frozenset({POST.account}), unverified=frozenset(unverified)))
    assert said in shown
    assert "ccount" not in shown


def question(said: Sameness, why: str = "both give ada@customer.example") -> Match:
    return Match(
        7, "U0RUTH", POST.account, MAIL.account, ("Ada K @ada_k", "ada@customer.example"), 1_001, why, said
    )


@pytest.mark.parametrize(
    ("said", "words", "buttons"),
    [
        (Sameness.ASKED, "Is this the same customer?", {"same_yes": "1042/7", "same_no": "1042/7"}),
        (Sameness.SAME, "The same customer:", {"same_undo": "1042/7"}),
        (Sameness.NOT, "Not the same customer:", {"same_undo": "1042/7"}),
    ],
)
def test_the_question_shows_what_was_said_and_what_can_be_pressed(
    said: Sameness, words: str, buttons: dict[str, str]
) -> None:
    case = replace(CLAIMED, matches=(question(said),))
    shown = draw_event(case, event("same_person_proposed", number=7))
    assert shown
    check_message(shown)
    assert shown.text.startswith(
        f"#1042 · {words} ⁨X Ada K @ada_k⁩ and ⁨E-mail ada@customer.example⁩ of case #1001"
    )
    assert ("both give" in shown.text) == (said is Sameness.ASKED)
    assert ("<@U0RUTH>" in shown.text) == (said is not Sameness.ASKED)
    assert pressable(shown) == buttons


def test_who_asked_by_hand_is_named() -> None:
    assert "asked by <@U0RUTH>" in draw_match(CLAIMED, question(Sameness.ASKED, why="")).text


@pytest.mark.parametrize(
    ("case", "private", "shown"),
    [
        (CLAIMED, True, True),
        (CLAIMED, False, False),
        (WAITING, True, False),
        (RESOLVED, True, False),
        (BY_HAND, True, False),
        (replace(CLAIMED, mentions=(MAIL,)), True, False),
    ],
)
def test_a_public_case_that_somebody_has_can_be_taken_private(case: Case, private: bool, shown: bool) -> None:
    drawn = draw_card(case, private=private, now=NOW)
    assert ("take_private" in pressable(drawn)) == shown


def test_the_window_shows_link_and_address_to_copy_and_asks_which_the_reply_shall_name() -> None:
    view = take_private_modal(CLAIMED, Invitation(LINK, ADDRESS))
    check_view(view)
    assert LINK in readable(view["blocks"])
    assert ADDRESS in readable(view["blocks"])
    assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == ["how"]
    one = take_private_modal(CLAIMED, Invitation(LINK, ""))
    assert [block for block in one["blocks"] if block["type"] == "input"] == []
    assert "E-mail" not in readable(one["blocks"])


def test_in_a_thread_the_same_stands_in_a_message_with_a_button() -> None:
    shown = take_private_message(CLAIMED, Invitation("", ADDRESS))
    check_message(shown)
    assert ADDRESS in shown.text
    assert pressable(shown) == {"take_private": "1042"}


def test_a_post_that_came_by_a_link_is_an_unverified_senders_until_they_are_accepted() -> None:
    """Pitfall 58 (docs/pitfalls.md)."""
    by_link = replace(MAIL, network="page", case=CLAIMED.number, may_reply=MayReply("yes"), unverified=True)
    case = replace(CLAIMED, mentions=(POST, by_link))
    shown = draw_joined(case, by_link, bystander=True, event=7)
    assert "Unverified sender, PRIVATE: " in shown.text
    assert "accept the sender to reply" in shown.text
    assert pressable(shown) == {"accept_sender": "1042/7"}
    assert f"<@{CLAIMED.owner}>" in shown.text
    further = replace(by_link, native_id="m2")
    longer = replace(case, mentions=(*case.mentions, further))
    assert "<@" not in draw_joined(longer, further, bystander=True, event=8).text
    accepted = replace(case, accounts=(by_link.account,), accepted=(by_link.account,))
    shown = draw_joined(accepted, by_link, bystander=False, event=7)
    assert "New message from customer, PRIVATE: " in shown.text
    assert pressable(shown) == {"undo_sender": "1042/7"}
    assert pressable(draw_joined(case, replace(MAIL, case=None), bystander=True)) == {}
    said_elsewhere = replace(case, accounts=(by_link.account,))
    assert pressable(draw_joined(said_elsewhere, by_link, bystander=False, event=7)) == {}


def test_links_of_a_case_that_somebody_used_can_be_revoked_from_more() -> None:
    by_link = replace(MAIL, network="page", case=CLAIMED.number, unverified=True)
    case = replace(CLAIMED, mentions=(POST, by_link))
    assert "revoke_links" in str(more_modal(case, MoreFacts(now=NOW)))
    assert "revoke_links" not in str(more_modal(CLAIMED, MoreFacts(now=NOW)))
