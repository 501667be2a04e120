"""Typed text as Slack delivers it: in its markup, over several lines, with team names in capitals."""

import json
from typing import Any

import pytest

from tests.handlers.front import Front

LINK = "https://x.com/ana/status/1234567"


async def fetching(front: Front) -> dict[str, Any]:
    """Return the data of the job that fetches the escalated post."""
    text = "select data from jobs where kind = 'fetch'"
    (row,) = await front.baton.store.transact(lambda tx: tx.sql.rows(text))
    found: dict[str, Any] = json.loads(row["data"])
    return found


async def test_a_reply_said_in_a_thread_is_what_was_typed_not_slacks_markup(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.say(
        "!reply Tom &amp; Jo: 3 &lt; 5, see <https://larkspur.example/a?b=1&amp;c=2> or"
        " <http://larkspur.example|larkspur.example> or <mailto:help@larkspur.example|help@larkspur.example>"
        " <#C0SERVICE|service>"
    )
    (draft,) = (await front.case(number)).drafts
    assert draft.text == (
        "Tom & Jo: 3 < 5, see https://larkspur.example/a?b=1&c=2 or larkspur.example or help@larkspur.example"
        " #service"
    )


async def test_people_are_still_found_by_the_names_slack_gives_them(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.say("!ask <@U0LEON> is it R&amp;D's?")
    (asked,) = (await front.case(number)).guidance
    assert (asked.person, asked.question) == ("U0LEON", "is it R&D's?")


@pytest.mark.parametrize("said", ["reply {}\nDear Ana,", "reply {}\tDear Ana,", "reply\n#{}\u00a0Dear Ana,"])
async def test_the_words_behind_a_number_may_begin_on_a_new_line(front: Front, said: str) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.command(said.format(number))
    assert [draft.text for draft in (await front.case(number)).drafts] == ["Dear Ana,"]


@pytest.mark.parametrize("said", ["!handover service\nthe router", "!handover Service the router"])
async def test_a_team_is_named_on_a_line_of_its_own_or_in_capitals(front: Front, said: str) -> None:
    number = await front.opened()
    await front.say(said)
    case = await front.case(number)
    assert (case.route.team, case.hand_off and case.hand_off.reason) == ("service", "the router")


async def test_a_question_to_a_team_in_capitals_is_kept_under_the_teams_own_name(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.say("!ask SERVICE\nis it yours?")
    (asked,) = (await front.case(number)).guidance
    assert (asked.team, asked.question) == ("service", "is it yours?")


@pytest.mark.parametrize("said", [f"{LINK} Billing charged twice", f"{LINK}\nbilling\ncharged twice"])
async def test_a_post_is_escalated_to_the_team_that_was_named(front: Front, said: str) -> None:
    """A name in capitals must not quietly become a part of the reason, nor a line be lost."""
    await front.command(f"escalate {said}")
    told = await fetching(front)
    assert (told["team"], told["reason"]) == ("billing", "charged twice")


async def test_a_hand_over_without_a_team_offers_them(front: Front) -> None:
    number = await front.opened()
    await front.command(f"handover {number}")
    assert front.windows() == ["hand_over"]
    await front.say("!handover")
    assert "Which team? Use `handover" in front.told()[-1]
    assert "billing" in front.told()[-1].partition("The teams are: ")[2]
