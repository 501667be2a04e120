"""The Home tab by the front door: filters, pages, the next case, a search, and what leads and editors see."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Ask, escalate, send_back
from bot.mention import Author, MayReply, Mention
from tests.handlers.front import Front, open_front

AINO, LEAD, OUTSIDER = "U0AINO", "U0RUTH", "U0MIRA"
RULES = """
teams:
  billing: {channel: "#billing", members: ["@billing-team"], lead: [U0RUTH], first_response: 60m}
  service: {channel: "#service", members: ["@service-team"], first_response: 60m}
  press: {channel: "#press", members: [U0JONAS]}
rules:
  - {name: press, when: {words: [journalist]}, then: {team: press}}
  - {name: router, when: {words: [router]}, then: {team: service, priority: urgent}}
default: {team: billing}
"""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Front]:
    (tmp_path / "rules.yaml").write_text(RULES)
    settings = {
        "ROUTING_RULES": str(tmp_path / "rules.yaml"),
        "RULES_EDITORS": LEAD,
        "MONTHLY_BUDGETS": "x=50",
    }
    async with open_front(tmp_path, **settings) as front:
        yield front


async def press(front: Front, word: str, value: str = "", user: str = LEAD, **chosen: str) -> dict[str, Any]:
    """Press something on the Home tab that the person has open, and return the tab as it is then."""
    home = front.sandbox.server.views.homes[user]
    state: dict[str, Any] = json.loads(json.dumps(home["state"]))
    for name, option in chosen.items():
        state["values"]["filters"][name] = {"type": "static_select", "selected_option": {"value": option}}
    action = {"type": "button", "action_id": word, "block_id": "b", "value": value, "action_ts": "1.2"}
    await front.interact("block_actions", user, actions=[action], view=home | {"state": state})
    return dict(front.sandbox.server.views.homes[user])


def listed(view: dict[str, Any]) -> list[str]:
    """Return the numbers of the cases that can be claimed."""
    rows = [block.get("accessory") or {} for block in view["blocks"]]
    return [row["value"] for row in rows if row.get("action_id") == "claim"]


async def test_the_filters_narrow_the_tab_and_stay_when_it_is_opened_again(desk: Front) -> None:
    bill, router = await desk.opened(), await desk.opened("my router is red", team="service", ts="1.7")
    await desk.home(LEAD)
    for name, value, left in (
        ("home_team", "billing", [bill]),
        ("home_team", "all", [router, bill]),
        ("home_priority", "0", [router]),
        ("home_network", "slack", []),
    ):
        view = await press(desk, name, **{name: value})
        assert listed(view) == [str(number) for number in left]
    assert "No open case matches these filters" in json.dumps(view)
    again = {"type": "app_home_opened", "user": LEAD, "channel": "D1", "tab": "home", "event_ts": "7.7"}
    await desk.event(again | {"view": view})
    assert "No open case matches these filters" in json.dumps(desk.sandbox.server.views.homes[LEAD])


async def test_a_long_list_is_turned_page_by_page(desk: Front) -> None:
    numbers = [await desk.opened(ts=f"{place}.5") for place in range(10)]
    await desk.home(LEAD)
    view = await press(desk, "home_more", "page/waiting/1")
    assert listed(view) == [str(number) for number in numbers[8:]]
    view = await press(desk, "home_back", "page/waiting/0")
    assert listed(view) == [str(number) for number in numbers[:8]]
    assert "10 unassigned" in view["blocks"][0]["text"]["text"]


@pytest.mark.parametrize(
    "value", ["page/waiting/-1", "page/waiting/x", "page/waiting/99999", "page/x/1", "page/"]
)
async def test_a_page_that_no_button_of_ours_names_shows_the_first(desk: Front, value: str) -> None:
    number = await desk.opened()
    await desk.home(LEAD)
    assert listed(await press(desk, "home_more", value)) == [str(number)]


async def test_the_next_case_is_the_most_urgent_that_the_tab_lists(desk: Front) -> None:
    bill, router = await desk.opened(), await desk.opened("my router is red", team="service", ts="1.7")
    await desk.home(LEAD)
    await press(desk, "claim_next", "next")
    assert (await desk.case(router)).owner == LEAD
    view = await press(desk, "claim_next", "next", home_team="service")
    assert "Nothing is left to claim here" in desk.told(LEAD)[-1]
    assert listed(view) == []
    await press(desk, "claim_next", "next", home_team="billing")
    assert (await desk.case(bill)).owner == LEAD


async def test_a_search_opens_its_result_and_shows_no_hidden_case(desk: Front) -> None:
    bill, hidden = (
        await desk.opened("refund my bill"),
        await desk.opened("I am a journalist, refund", ts="1.7"),
    )
    await desk.home(AINO)
    home = desk.sandbox.server.views.homes[AINO]
    home["state"]["values"]["search_words"] = {
        "search_words": {"type": "plain_text_input", "value": "refund"}
    }
    await press(desk, "search", user=AINO)
    (window,) = desk.views()
    assert f"#{bill}" in json.dumps(window)
    assert f"#{hidden}" not in json.dumps(window)
    answer = await desk.submit("search", {}, AINO, words=str(hidden))
    assert answer.body["response_action"] == "update"
    assert "No case you can see has" in json.dumps(answer.body)


async def test_a_search_by_words_in_a_thread_is_answered_there(desk: Front) -> None:
    number = await desk.opened()
    await desk.say("!search bill", AINO)
    assert f"#{number}" in desk.told(AINO)[-1]
    await desk.say("!search", AINO, ts="9.2")
    assert "Search for what?" in desk.told(AINO)[-1]


async def test_leads_see_their_teams_and_editors_the_state_of_baton(desk: Front) -> None:
    number = await desk.opened()
    await desk.command(f"claim {number}", AINO)
    shown = await desk.home(LEAD)
    assert "Teams you lead" in shown
    assert "(1 open)" in shown
    assert "reassign" in shown
    assert "X this month: $0 of $50 (0%)" in shown
    assert "Routing rules: the file is active." in shown
    for words in ("Teams you lead", "Routing rules", "this month"):
        assert words not in await desk.home(AINO)


async def test_somebody_in_no_team_sees_what_they_may_see_and_how_to_join(desk: Front) -> None:
    number = await desk.opened()
    shown = await desk.home(OUTSIDER)
    assert "You are in no team yet" in shown
    assert f"#{number}" in shown


async def test_five_hundred_cases_are_counted_turned_filtered_and_searched(desk: Front) -> None:
    now = desk.baton.services.now()
    posts = [
        Mention("x", f"many{n}", f"many{n}", Author(f"ana{n}", f"Ana {n}"), words, "", now, MayReply("yes"))
        for n in range(500)
        for words in [f"my router {n} is dead" if n % 10 == 0 else f"bill {n} is wrong"]
    ]
    seen = await desk.baton.intake.take(posts, now)
    last = seen[-1].case
    await desk.command(f"resolve {last} spam", LEAD)
    await desk.home(LEAD)
    view = desk.sandbox.server.views.homes[LEAD]
    assert "499 unassigned" in view["blocks"][0]["text"]["text"]
    assert len(listed(view)) == 8
    view = await press(desk, "home_more", "page/waiting/1")
    assert "More (483)" in json.dumps(view)
    view = await press(desk, "home_team", home_team="service")
    assert "50 unassigned" in view["blocks"][0]["text"]["text"]
    for words in (f"#{last}", "@ana499", "Bill 499 WRONG"):
        answer = await desk.submit("search", {}, AINO, words=words)
        found = json.dumps(answer.body)
        assert f"#{last} " in found, words
        assert "resolved: spam" in found


MARKETING = """
marketing: social
teams:
  social: {channel: "#social", members: [U0MIRA, U0JONAS]}
  billing: {channel: "#billing", members: [U0MIRA, U0AINO]}
rules:
  - {name: praise, when: {words: [thanks]}, then: {team: social, tags: [praise]}}
default: {team: billing}
"""


async def test_no_case_is_in_two_sections_of_marketings_home(tmp_path: Path) -> None:
    """Praise and what came back are unassigned, too; what a person escalated may be in their own queue."""
    (tmp_path / "rules.yaml").write_text(MARKETING)
    async with open_front(tmp_path, ROUTING_RULES=str(tmp_path / "rules.yaml")) as front:
        praise = [await front.opened("thanks a lot", team="social", ts=f"{n}.5") for n in range(9)]
        mine, back, away = praise[:3]
        book, now = front.baton.context.book, front.baton.services.now()
        for number, by in ((back, "U0MIRA"), (away, "U0MIRA")):
            route = replace((await front.case(number)).route, team="billing", channel="#billing")
            await book.do(number, Ask(by, now, f"e{number}"), escalate, route=route, reason="")
        route = replace((await front.case(back)).route, team="social", channel="#social")
        await book.do(back, Ask("U0AINO", now, "b"), send_back, route=route, reason="please thank her")
        await front.command(f"claim {mine}", "U0MIRA")
        await front.home("U0MIRA")
        view = front.sandbox.server.views.homes["U0MIRA"]
        said = json.dumps(view, ensure_ascii=False)
        assert "Sent back to us · 1" in said
        assert "please thank her" in said
        assert "Praise · 6" in said
        assert "Unassigned · 1" in said, "the escalated case is with billing, which is hers too"
        assert "8 unassigned" in said
        assert "Escalated by me" not in said, "both are above"
        seen = numbers_in(view)
        assert sorted(seen) == sorted({mine, back, away, *praise[3:7]}), "each once, four rows of praise"
        view = await press(front, "home_more", "page/praise/1", user="U0MIRA")
        assert set(numbers_in(view)) >= set(praise[7:])


def numbers_in(view: dict[str, Any]) -> list[int]:
    """Return the numbers of the cases in rows and lines."""
    return [int(each) for each in re.findall(r"#(\d+)", json.dumps(view["blocks"][3:]))]
