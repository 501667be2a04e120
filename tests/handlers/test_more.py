"""*Claim & reply* in one press, and the window *More*: what it shows, and what *Save* stores."""

import json
from typing import Any

import pytest

from bot.slack.views.blocks import readable
from tests.handlers.front import Front

AINO, RUTH = "U0AINO", "U0RUTH"


def chosen(value: str) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": {"value": value}}


async def saved(front: Front, number: int, user: str = AINO, **typed: Any) -> dict[str, Any]:
    """Open *More* and submit it with what was changed; the answer's body."""
    await front.press("more", str(number), user)
    view = front.views()[-1]
    about = json.loads(view["private_metadata"])
    untouched = {"priority": chosen(about["priority"]), "tags": about["tags"], "because": "", "same": ""}
    body = (await front.submit("more", about, user, **{**untouched, **typed})).body
    return body if isinstance(body, dict) else {}


@pytest.mark.parametrize("word", ["claim_reply", "accept_reply"])
async def test_one_press_claims_and_opens_the_reply_window(front: Front, word: str) -> None:
    number = await front.opened()
    await front.press(word, str(number))
    assert (await front.case(number)).owner == AINO
    assert front.windows() == ["reply"]
    assert await front.kinds(number) == ["claimed"]


async def test_of_two_who_press_it_the_second_is_told_who_won_and_gets_no_reply_window(front: Front) -> None:
    number = await front.opened()
    await front.press("claim_reply", str(number))
    await front.press("claim_reply", str(number), RUTH)
    assert front.windows() == ["reply"]
    assert "is already assigned to <@U0AINO>" in front.notices(RUTH)[0]


async def test_a_case_that_takes_no_reply_is_claimed_and_the_press_says_why_no_window_opens(
    front: Front,
) -> None:
    number = await front.opened(may="no")
    await front.press("claim_reply", str(number))
    assert (await front.case(number)).owner == AINO
    assert "X takes no reply there." in front.notices()[0]


async def test_more_shows_what_the_card_leaves_out(front: Front) -> None:
    number = await front.opened("my bill is wrong, refund")
    await front.press("more", str(number))
    view = front.views()[-1]
    shown = readable(view["blocks"])
    assert view["title"]["text"] == f"More about #{number}"
    for expected in ("my bill is wrong, refund", "No owner yet", "Assigned to", "First reply", "Sentiment:"):
        assert expected in shown
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert fields == ["priority", "because", "sentiment", "tags", "same"]


async def test_only_the_owner_is_offered_to_release_and_only_others_to_take_over(front: Front) -> None:
    number = await front.opened(team="billing")
    await front.press("claim", str(number))
    offered = {}
    for user in (AINO, RUTH):
        await front.press("more", str(number), user)
        offered[user] = json.dumps(front.views()[-1])
    assert "ask_take_over" not in offered[AINO]
    assert "ask_take_over" in offered[RUTH]


async def test_an_untouched_window_stores_nothing(front: Front) -> None:
    number = await front.opened()
    await saved(front, number)
    assert await front.kinds(number) == []


async def test_the_priority_changes_with_a_reason_and_not_without(front: Front) -> None:
    number = await front.opened()
    answer = await saved(front, number, priority=chosen("urgent"))
    assert answer["errors"] == {"because": "Add a few words on why the priority changes."}
    await saved(front, number, priority=chosen("urgent"), because="the press asks")
    case = await front.case(number)
    assert case.route.priority.name == "URGENT"
    assert case.route.score == ()
    journal = await front.baton.store.transact(lambda tx: tx.event_log(number))
    assert journal[-1].kind == "prioritized"
    assert journal[-1].data["to"] == "urgent"
    assert journal[-1].data["because"] == "the press asks"


async def test_tags_are_added_and_removed_and_those_of_another_person_stay(front: Front) -> None:
    number = await front.opened()
    await saved(front, number, tags="VIP, #fiber ,vip")
    had = (await front.case(number)).route.tags
    assert had[-2:] == ("VIP", "fiber")
    await front.press("more", str(number))
    about = json.loads(front.views()[-1]["private_metadata"])
    await saved(front, number, RUTH, tags=", ".join((*had, "by Ruth")))
    await front.submit("more", about, tags="fiber")
    assert (await front.case(number)).route.tags == ("fiber", "by Ruth")


async def test_a_tag_that_is_too_long_is_refused_at_its_field(front: Front) -> None:
    answer = await saved(front, await front.opened(), tags="x" * 41)
    assert "longer than 40 characters" in answer["errors"]["tags"]


async def test_the_sentiment_is_stored_and_trains(front: Front) -> None:
    number = await front.opened()
    await saved(front, number, sentiment=chosen("negative"))
    assert (await front.case(number)).sentiment == "negative"


async def test_the_same_customer_is_asked_in_the_thread(front: Front) -> None:
    number, other = await front.opened(), await front.opened()
    answer = await saved(front, number, same=f"#{other}")
    assert "Baton asks in the thread" in json.dumps(answer)
    assert await front.kinds(number) == ["same_person_proposed"]
    wrong = await saved(front, number, same=str(number))
    assert wrong["errors"] == {"same": "Give the number of another case, such as 1023."}
    gone = await saved(front, number, same="9999")
    assert "There is no case #9999" in gone["errors"]["same"]


async def test_a_submission_that_comes_twice_is_stored_once(front: Front) -> None:
    number = await front.opened()
    await front.press("more", str(number))
    about = json.loads(front.views()[-1]["private_metadata"])
    for _ in range(2):
        await front.submit("more", about, tags="once", priority=chosen("low"), because="praise")
    assert await front.kinds(number) == ["prioritized", "tagged"]
