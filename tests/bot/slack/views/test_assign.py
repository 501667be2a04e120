"""An assigned case: the thread asks one person, and afterwards shows if they accepted."""

from datetime import timedelta

from msgspec.structs import replace

from bot.case import Event, Status
from bot.case.handling_model import Assignment
from bot.slack.views.assign import draw_assigned
from bot.slack.views.card import draw_card
from tests.bot.slack.views.limits import check_message, parts, pinging
from tests.bot.slack.views.samples import CLAIMED, NOW, OTHER, OWNER

UNTIL = NOW + timedelta(minutes=10)
GIVEN = replace(CLAIMED, assignment=Assignment(4, UNTIL))
EVENT = Event("assigned", "baton", NOW, "r", {"to": OWNER, "until": UNTIL.isoformat(), "anew": False}, 4)


def buttons(blocks: object) -> list[tuple[str, str]]:
    return [
        (each["action_id"], each["text"]["text"]) for each in parts(blocks) if each.get("type") == "button"
    ]


def test_whoever_it_is_given_to_is_asked_until_when_with_both_answers() -> None:
    drawn = draw_assigned(GIVEN, EVENT)
    check_message(drawn)
    assert f"<@{OWNER}>: case #1042 is assigned to you." in drawn.text
    assert "22 Nov 2026 14:15 UTC" in drawn.text
    assert buttons(list(drawn.blocks)) == [("claim", "Accept"), ("release", "Give back")]


def test_the_owner_who_loses_a_case_is_notified_with_the_one_who_gets_it() -> None:
    taken = {"from": OTHER, "to": OWNER, "until": UNTIL.isoformat(), "anew": True}
    event = Event("reassigned", "U0RUTH", NOW, "r", taken, 4)
    drawn = draw_assigned(GIVEN, event)
    check_message(drawn)
    assert pinging(drawn) >= {OTHER, OWNER}
    assert "reassigned case #1042." in drawn.text
    assert OTHER not in str(draw_assigned(CLAIMED, event).blocks)


def test_afterwards_it_says_what_became_of_it_and_has_no_buttons() -> None:
    for case, said in (
        (CLAIMED, "who accepted it"),
        (replace(CLAIMED, owner=OTHER), "who did not accept it"),
        (replace(CLAIMED, owner=None, status=Status.WAITING), "who did not accept it"),
        (replace(GIVEN, owner=OTHER, assignment=Assignment(9, UNTIL)), "who did not accept it"),
    ):
        drawn = draw_assigned(case, EVENT)
        check_message(drawn)
        assert said in drawn.text
        assert buttons(list(drawn.blocks)) == []


def test_the_card_says_until_when_it_is_to_be_accepted_and_offers_that() -> None:
    drawn = draw_card(GIVEN, now=NOW)
    check_message(drawn)
    assert f"Pending acceptance by <@{OWNER}> until 22 Nov 2026 14:15 UTC" in drawn.text
    assert ("accept_reply", "Accept & reply") in buttons(list(drawn.blocks))
    assert ("claim", "Claim") not in buttons(list(draw_card(CLAIMED, now=NOW).blocks))
