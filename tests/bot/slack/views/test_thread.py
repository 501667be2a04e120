"""The thread's messages about posts, replies and people, and who is notified."""

from typing import Any

import pytest
from msgspec.structs import replace

from bot.case.model import Case, Event, Status
from bot.case.reply_model import Delivery
from bot.mention import Author
from bot.slack import Message
from bot.slack.views.correct import NOTHING, Allowed
from bot.slack.views.thread import draw_event, draw_joined, draw_reply
from tests.bot.slack.views.limits import check_message, pinging, pressable
from tests.bot.slack.views.samples import CLAIMED, OTHER, OWNER, POST, REPLY, event, posted

STRANGER = replace(POST, native_id="1002", author=Author("bo", "Bo", 3, "78"), text="Same here!")


def drawn(what: Event, case: Case = CLAIMED, allowed: Allowed = NOTHING) -> Message:
    message = draw_event(case, what, allowed)
    assert message
    check_message(message)
    return message


def test_a_further_post_of_the_customer_stands_with_its_text_and_link() -> None:
    said = drawn(posted(mention=replace(POST, native_id="1002", text="Still red."))).text
    assert "New message from customer" in said
    assert "Still red." in said
    assert POST.url in said


def test_a_bystander_is_marked_as_one() -> None:
    """Pitfall 52 (docs/pitfalls.md): the author is kept per post, never per case."""
    said = drawn(posted(mention=STRANGER)).text
    assert "Another user replied" in said
    assert "@bo" in said


def test_an_answer_by_another_member_of_a_forum_is_the_communitys() -> None:
    said = drawn(posted(mention=replace(STRANGER, community=True))).text
    assert "Community reply: " in said
    own = drawn(posted(mention=replace(POST, native_id="1002", community=True))).text
    assert "community" not in own


def test_a_reply_that_stands_at_no_web_address_offers_no_link_to_it() -> None:
    """An e-mail has no address to open."""
    sent = replace(REPLY, state=Delivery.SENT, url="mid:1042.7@larkspur.example")
    assert "Open" not in draw_reply(CLAIMED, sent).text


def test_a_post_that_reopens_a_case_says_both() -> None:
    said = drawn(posted("reopened")).text
    assert "Reopened by a new message" in said
    assert POST.text in said


@pytest.mark.parametrize(
    ("state", "said", "buttons"),
    [
        (Delivery.SENDING, "Sending on X", {}),
        (Delivery.SENT, "Open the reply (https://x.com/larkspur/status/2)", {}),
        (Delivery.NOT_SENT, "Not sent: ⁨X was down.⁩", {"try_again": "1042/7"}),
        (Delivery.UNSURE, "We couldn't confirm delivery.", {"it_did": "1042/7", "send_again": "1042/7"}),
    ],
)
def test_a_reply_shows_its_exact_text_and_where_it_stands(
    state: Delivery, said: str, buttons: dict[str, str]
) -> None:
    reply = replace(REPLY, state=state, why="X was down.", url="https://x.com/larkspur/status/2")
    case = replace(CLAIMED, replies=(reply,))
    message = drawn(event("sending", text=reply.text, to="1001", draft=5), case, Allowed(resends=True))
    assert said in message.text
    assert reply.text in message.text
    assert pressable(message) == buttons


@pytest.mark.parametrize("state", [Delivery.NOT_SENT, Delivery.UNSURE])
def test_what_is_decided_asks_nothing_any_more(state: Delivery) -> None:
    before = replace(REPLY, state=state, why="X was down.")
    later = replace(REPLY, number=9, state=Delivery.SENT)
    for case in (
        replace(CLAIMED, replies=(before, later)),
        replace(CLAIMED, replies=(before,), status=Status.RESOLVED),
    ):
        message = drawn(event("sending", text=before.text, to="1001", draft=5), case)
        assert "X was down." in message.text
        assert "We couldn't confirm delivery." not in message.text
        assert pressable(message) == {}


def test_a_reply_shown_after_it_was_sent_is_not_called_sending() -> None:
    case = replace(CLAIMED, replies=(replace(REPLY, state=Delivery.SENT),))
    assert "Sent on X" in drawn(event("sending"), case).text


def test_what_goes_out_in_private_is_said_to_be_private_and_on_its_own_network() -> None:
    """Pitfall 3 (docs/pitfalls.md)."""
    mail = replace(POST, network="email", native_id="m1", private=True, case=1042)
    case = replace(CLAIMED, mentions=(POST, mail))
    assert "New message from customer, PRIVATE: " in drawn(posted(mention=mail)).text
    reply = replace(REPLY, to="m1", network="email", state=Delivery.SENT)
    assert "Sent in private (E-mail)" in draw_reply(case, reply).text
    assert "Sent on X" in draw_reply(case, replace(reply, to=POST.native_id, network="x")).text


def test_a_reply_beyond_the_months_budget_says_so_and_what_it_costs() -> None:
    """Pitfall 40 (docs/pitfalls.md)."""
    assert "budget" not in draw_reply(CLAIMED, replace(REPLY, cost=10_000)).text
    said = draw_reply(CLAIMED, replace(REPLY, cost=10_000, over_budget=True)).text
    assert "This month's budget for X was already used up; this reply costs $0.01." in said


def test_when_nobody_can_tell_the_owner_gets_the_link_to_look() -> None:
    reply = replace(REPLY, state=Delivery.UNSURE)
    message = draw_reply(replace(CLAIMED, replies=(reply,)), reply)
    assert POST.url in message.text
    assert pinging(message) == {OWNER}


def test_a_reply_on_its_way_tells_nobody() -> None:
    """Pitfall 55 (docs/pitfalls.md): the message is edited when the reply is sent, and an edit notifies nobody."""
    assert pinging(draw_reply(CLAIMED, REPLY)) == set()


def test_the_old_owner_is_told_of_a_take_over() -> None:
    data: dict[str, Any] = {"from": OWNER}
    message = drawn(event("taken_over", OTHER, **data))
    assert pinging(message) == {OWNER, OTHER}
    assert f"<@{OTHER}> took over case" in message.text


def test_a_hand_over_says_from_whom_to_whom_and_why() -> None:
    data: dict[str, Any] = {
        "team_from": "service",
        "team_to": "billing",
        "reason": "A wrong invoice.",
        "owner": OWNER,
    }
    message = drawn(event("handed_over", OTHER, **data))
    assert "from ⁨service⁩ to ⁨billing⁩" in message.text
    assert "A wrong invoice." in message.text
    assert pinging(message) == {OWNER, OTHER}


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (event("released", because="lunch"), "<@U0PRIYA> unassigned the case: \u2068lunch\u2069"),
        (event("unassigned", because="lunch"), "<@U0PRIYA> unassigned the case: \u2068lunch\u2069"),
        (event("reopened", why="", because="again"), "Reopened by <@U0PRIYA>: \u2068again\u2069"),
        (event("answered_elsewhere", because="by phone"), "by <@U0PRIYA>: \u2068by phone\u2069"),
        (event("reopened", why="<@U0PRIYA> reopened it"), "Reopened by <@U0PRIYA>"),
        (event("answered_elsewhere"), "Marked as answered outside Baton by <@U0PRIYA>"),
        (event("answered_elsewhere", url="https://x.com/a/status/3"), "<@U0PRIYA> · Open the reply"),
    ],
)
def test_what_people_did_is_said_with_their_name(what: Event, said: str) -> None:
    assert said in drawn(what).text


def test_what_only_the_card_shows_is_not_said() -> None:
    """Pitfall 55 (docs/pitfalls.md): a claim changes the card and adds no message."""
    for kind in ("opened", "claimed", "shown", "noted", "drafted", "sent", "resolved", "stuck"):
        assert draw_event(CLAIMED, event(kind)) is None


def test_a_reply_that_is_gone_from_the_case_is_not_drawn() -> None:
    assert draw_event(CLAIMED, event("sending", number=99)) is None


def test_a_push_begins_with_who_wrote_what() -> None:
    """A phone shows the beginning of the text, and nothing else."""
    long = replace(POST, text="My router blinks red. " * 20)
    firsts = {
        "new": draw_joined(CLAIMED, POST, bystander=False),
        "other": draw_joined(CLAIMED, POST, bystander=True),
        "private": draw_joined(CLAIMED, replace(POST, private=True), bystander=False),
    }
    said = "⁨Ada K⁩ (12.4k) on X: “⁨My router blinks red since the morning. Anybody?⁩”"
    assert {name: drawn.text.split("\n")[0] for name, drawn in firsts.items()} == {
        "new": f"New message: {said}",
        "other": f"Another user replied: {said}",
        "private": f"New message: {said}".replace("on X", "on X, private"),
    }
    whole = draw_joined(CLAIMED, long, bystander=False).text
    assert whole.count("My router blinks red.") > 20, "a screen reader gets all of a long message"
    assert firsts["new"].text.count("My router blinks red") == 1, "and a short one once"
