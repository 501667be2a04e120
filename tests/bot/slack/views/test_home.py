"""The Home tab, /queue and a search: lists without doubles, filters, pages, panels, and Slack's limits."""

import json
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.case.handling_model import Assignment, HandOff, Snooze
from bot.case.model import Case
from bot.lag import Lag
from bot.mention import Author
from bot.routing import Priority
from bot.slack.views.case_row import Reader, case_row, moment
from bot.slack.views.home import Lists, draw_home, draw_queue
from bot.slack.views.home_filters import Choices, HomeSelection, state_from
from bot.slack.views.home_panels import AdminPanel, Agent, RulesInForce, Spent, Stopped, TeamPanel
from bot.slack.views.modals import TeamChoice
from bot.slack.views.search import search_message, search_window
from tests.bot.slack.views.limits import check_message, check_view, parts
from tests.bot.slack.views.samples import (
    CLAIMED,
    NOW,
    OTHER,
    OWNER,
    POST,
    RESOLVED,
    ROUTE,
    THREAD,
    WAITING,
)

READER = Reader(OWNER, NOW, ZoneInfo("Europe/Berlin"), {OTHER: "Leon"}, {"service": "Service"})
LATE = replace(WAITING, number=7, due_at=NOW - timedelta(hours=1))
BACK = replace(WAITING, brought=HandOff(OTHER, "billing", "Please thank her.\nReally.", NOW, sent_back=True))
ASLEEP = replace(WAITING, number=8, snooze=Snooze(3, OWNER, None))


def many(case: Case, count: int) -> list[Case]:
    return [replace(case, number=number) for number in range(count)]


def buttons(view: Any) -> list[tuple[str, str]]:
    return [(each["action_id"], each["value"]) for each in parts(view) if each.get("type") == "button"]


def row(case: Case) -> str:
    return str(case_row(case, READER, None)["text"]["text"]).translate(dict.fromkeys((0x2068, 0x2069)))


def headers(view: dict[str, Any]) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]


@pytest.mark.parametrize(
    ("case", "first"),
    [
        (WAITING, "🟠 High · #1042 · X · Ada K · reply due 15:45 · unassigned · Service"),
        (replace(CLAIMED, owner=OTHER), "🟠 High · #1042 · X · Ada K · reply due 15:45 · Leon · Service"),
        (CLAIMED, "🟠 High · #1042 · X · Ada K · reply due 15:45 · Service"),
        (LATE, "🟠 High · #7 · X · Ada K · overdue since 14:05 · unassigned · Service"),
        (RESOLVED, "🟠 High · #1042 · X · Ada K · resolved: answered · Service"),
        (
            replace(WAITING, snooze=Snooze(3, OWNER, None), due_at=None),
            "🟠 High · #1042 · X · Ada K · snoozed until the customer replies · unassigned · Service",
        ),
        (
            replace(CLAIMED, assignment=Assignment(4, NOW + timedelta(days=1)), due_at=None),
            "🟠 High · #1042 · X · Ada K · accept by Mon 15:05 · Service",
        ),
    ],
)
def test_a_row_says_what_matters_about_a_case(case: Case, first: str) -> None:
    assert row(case) == f"{first}\nMy router blinks red since the morning. Anybody?"


def test_a_normal_priority_is_not_loud() -> None:
    quiet = replace(WAITING, route=replace(ROUTE, priority=Priority.NORMAL))
    assert row(quiet).startswith("#1042 · X")


def test_a_row_leaves_out_the_names_a_post_is_addressed_to() -> None:
    post = replace(WAITING.first, text="@larkspur_help  @other my bill\n\nis wrong " + "x" * 200)
    assert row(replace(WAITING, mentions=(post,))).splitlines()[1].startswith("my bill is wrong xxx")
    empty = replace(WAITING.first, text="@larkspur_help")
    assert row(replace(WAITING, mentions=(empty,))).splitlines()[1] == "@larkspur_help"


def test_a_time_is_short_and_in_the_readers_zone() -> None:
    assert moment(NOW, READER) == "15:05"
    assert moment(NOW + timedelta(days=2), READER) == "Tue 15:05"
    assert moment(NOW + timedelta(days=9), READER) == "1 Dec 15:05"


def test_what_came_back_says_why_and_can_be_claimed() -> None:
    view = draw_home(READER, Lists(back=[BACK], praise=[replace(WAITING, number=5)]))
    check_view(view)
    assert headers(view)[:2] == ["Sent back to us · 1", "Praise · 1"]
    assert "↩ Sent back by \u2068Leon\u2069: \u2068Please thank her. Really.\u2069" in json.dumps(
        view, ensure_ascii=False
    )
    assert [word for word, _ in buttons(view)].count("claim") == 2
    assert "2 unassigned" in view["blocks"][0]["text"]["text"]
    assert "claim_next" in str(view["blocks"][0])


def test_each_row_has_one_button() -> None:
    lists = Lists(late=[LATE], mine=[CLAIMED], waiting=[WAITING], snoozed=[ASLEEP])
    view = draw_home(READER, lists)
    check_view(view)
    rows = [block for block in view["blocks"] if block["type"] == "section"][1:]
    assert [buttons(block)[0][0] for block in rows] == ["claim", "open_case", "claim", "wake"]
    assert rows[1]["accessory"]["url"] == THREAD.url
    assert rows[0]["accessory"]["accessibility_label"] == "Claim case 7"


def test_the_first_line_counts_and_offers_the_next_case() -> None:
    view = draw_home(
        READER, Lists(late=[LATE], mine=[CLAIMED], waiting=[WAITING], counts={"waiting": 45, "own": 1})
    )
    first = view["blocks"][0]
    assert first["text"]["text"] == "⚠ 1 overdue · 1 assigned to you · 45 unassigned"
    assert first["accessory"]["action_id"] == "claim_next"
    assert "claim_next" not in str(draw_home(READER, Lists(mine=[CLAIMED])))


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        (
            Lists(mine=[CLAIMED], pending=many(CLAIMED, 3), counts={"own": 4}),
            "1 assigned to you · 0 unassigned · 3 pending",
        ),
        (Lists(late=[replace(LATE, owner=OWNER)], counts={"own": 1}), "⚠ 1 overdue (1 yours) · 0 unassigned"),
        (Lists(waiting=[WAITING]), "0 overdue · 0 assigned to you · 1 unassigned"),
    ],
)
def test_the_first_line_has_the_numbers_of_the_lists(lists: Lists, said: str) -> None:
    assert draw_home(READER, lists)["blocks"][0]["text"]["text"].endswith(said)


def test_a_colleague_whose_message_became_a_case_has_a_name_in_every_list() -> None:
    message = replace(POST, network="slack", author=Author(OTHER, OTHER))
    case = replace(WAITING, mentions=(message,))
    assert "#1042 · Slack · Leon" in row(case)
    assert Lists(waiting=[case]).people == {OTHER}
    assert "Slack · Leon" in search_message("router", [case], READER).text.translate(
        {0x2068: None, 0x2069: None}
    )
    unknown = str(case_row(case, Reader(OWNER, NOW), None))
    assert "A colleague" in unknown
    assert OTHER not in unknown


@pytest.mark.parametrize(
    ("lists", "state", "says"),
    [
        (Lists(), HomeSelection(), "Nothing is waiting."),
        (Lists(), HomeSelection(team="billing"), "No open case matches these filters."),
        (Lists(waiting=[WAITING]), HomeSelection(), "Press “Claim next” to take the most urgent one."),
    ],
)
def test_where_there_is_little_to_show_the_tab_says_what_to_do_next(
    lists: Lists, state: HomeSelection, says: str
) -> None:
    assert says in str(draw_home(READER, lists, state=state))


def test_somebody_in_no_team_learns_how_to_get_into_one() -> None:
    assert "You are in no team yet" in str(draw_home(READER, Lists(), choices=Choices(has_team=False)))
    assert "You are in no team yet" not in str(draw_home(READER, Lists()))


def test_an_empty_queue_says_so() -> None:
    message = draw_queue(READER, Lists())
    check_message(message)
    assert "Nothing is waiting." in message.text


def test_a_long_list_has_pages() -> None:
    lists = Lists(waiting=many(WAITING, 9), counts={"waiting": 30})
    first = draw_home(READER, lists)
    assert headers(first) == ["Unassigned · 30"]
    assert ("home_more", "page/waiting/1") in buttons(first)
    assert "More (22)" in str(first)
    assert "home_back" not in str(first)
    second = draw_home(READER, replace_pages(lists), state=HomeSelection(pages={"waiting": 1}))
    assert {("home_back", "page/waiting/0"), ("home_more", "page/waiting/2")} <= set(buttons(second))
    assert ("claim", "8") in buttons(second)
    assert ("claim", "0") not in buttons(second)


def replace_pages(lists: Lists) -> Lists:
    return Lists(waiting=many(WAITING, 17), counts=lists.counts)


def test_a_page_that_emptied_meanwhile_becomes_the_last_there_is() -> None:
    view = draw_home(READER, Lists(waiting=many(WAITING, 3)), state=HomeSelection(pages={"waiting": 5}))
    assert ("claim", "2") in buttons(view)


def test_the_filters_show_what_is_in_force_and_come_back_with_the_view() -> None:
    choices = Choices([TeamChoice("billing", "Billing")], ["x", "email"])
    state = HomeSelection("billing", "email", "0", {"late": 2})
    view = draw_home(READER, Lists(), state=state, choices=choices)
    check_view(view)
    (block,) = [block for block in view["blocks"] if block.get("block_id") == "filters"]
    assert [each["initial_option"]["text"]["text"] for each in block["elements"][1:4]] == [
        "Billing",
        "E-mail",
        "Urgent",
    ]
    assert state_from(json.loads(view["private_metadata"])) == state
    assert state.valid(Choices()) == HomeSelection("", "", "0", {"late": 2})


@pytest.mark.parametrize(
    "carried", [{}, {"pages": 7, "team": None}, {"pages": {"late": -1, "mine": 9_999, "waiting": "1"}}]
)
def test_what_no_view_of_ours_carries_counts_as_nothing(carried: dict[str, Any]) -> None:
    assert state_from(carried) == HomeSelection()


def lots() -> Lists:
    return Lists(
        late=many(LATE, 200),
        mine=many(CLAIMED, 200),
        waiting=many(WAITING, 200),
        pending=many(CLAIMED, 200),
        snoozed=many(ASLEEP, 200),
        back=many(BACK, 200),
        praise=many(WAITING, 200),
    )


def test_however_many_cases_there_are_slacks_limits_hold() -> None:
    teams = [TeamChoice(f"team{n}", "T" * 200) for n in range(150)]
    agents = [Agent("N" * 200, 3)] * 40
    led = [TeamPanel(f"t{n}", "T" * 200, 9, 9, 9, agents) for n in range(9)]
    admin = AdminPanel(
        [Lag("X", f"x/{n}", NOW, 12) for n in range(40)],
        [Spent("x", 12.5, 50.0)] * 20,
        RulesInForce(4, OWNER, NOW, "n" * 400),
    )
    view = draw_home(
        READER, lots(), choices=Choices(teams, [f"x{n}" for n in range(200)]), led=led, admin=admin
    )
    check_view(view)
    assert len(view["blocks"]) <= 82, "other panels need room, too"
    message = draw_queue(READER, lots())
    check_message(message)
    assert "and 195 more" in message.text


def test_a_case_without_a_thread_yet_is_listed_without_a_link() -> None:
    message = draw_queue(READER, Lists(mine=[replace(CLAIMED, thread=None)]))
    check_message(message)
    assert "open_case" not in str(message.blocks)


def test_the_buttons_of_a_listed_case_name_the_list() -> None:
    message = draw_queue(READER, Lists(waiting=[WAITING], snoozed=[ASLEEP]), team="billing")
    assert buttons(list(message.blocks)) == [("claim_listed", "1042/billing"), ("wake_listed", "8/billing")]


def test_a_lead_sees_what_waits_and_who_is_on_shift() -> None:
    led = [TeamPanel("billing", "Billing", 4, 2, 12, [Agent("Ruth", 1), Agent("Aino", 3)])]
    drawn = json.dumps(draw_home(READER, Lists(), led=led), ensure_ascii=False)
    said = drawn.translate(dict.fromkeys((0x2068, 0x2069)))
    assert "Billing: 4 overdue (2 unassigned) · 12 more unassigned" in said
    assert "On shift: Ruth (1 open), Aino (3 open)" in said
    assert ("reassign", "billing") in buttons(draw_home(READER, Lists(), led=led))


def test_an_editor_of_the_rules_sees_sources_costs_and_the_rules_in_force() -> None:
    read = [
        Lag("X", "x/mentions", NOW, 12),
        Lag("Bluesky", "bluesky/notifications", NOW - timedelta(hours=1), 3600, is_late=True),
        Lag("Bluesky", "bluesky/search", None),
    ]
    admin = AdminPanel(read, [Spent("x", 12.5, 50.0)], RulesInForce(4, OTHER, NOW, "Black Friday"))
    view = draw_home(READER, Lists(), admin=admin)
    check_view(view)
    drawn = str(view)
    late, fine = "⚠ Not checked for posts since ", "Checked for posts on time: 1 source, last at "
    assert drawn.index(late) < drawn.index("bluesky/notifications") < drawn.index(fine)
    assert "x/mentions" not in drawn
    assert "bluesky/search" not in drawn
    assert "X this month: $12.50 of $50 (25%)" in drawn
    assert "version 4" in drawn
    assert "Black Friday" in drawn
    assert "edit_rules" in drawn
    assert "Checked for posts" not in str(draw_home(READER, Lists()))


def test_an_editor_of_the_rules_sees_what_has_failed_and_what_to_do() -> None:
    rules, read = RulesInForce(0), [Lag("X", "x/mentions", NOW, 12)]
    well = draw_home(READER, Lists(), admin=AdminPanel(read, [], rules))
    assert "✅ Nothing has failed, and nothing is on hold." in str(well)
    held = [Stopped("slack:C0BILLING", NOW, "not_in_channel")] * 9
    ill = draw_home(READER, Lists(), admin=AdminPanel(read, [], rules, 2, held))
    check_view(ill)
    assert "2 jobs have failed." in str(ill)
    assert "/baton retry" in str(ill)
    assert "not_in_channel" in str(ill)
    assert "✅" not in str(ill)
    assert "No network is connected" in str(draw_home(READER, Lists(), admin=AdminPanel([], [], rules)))


def test_a_list_that_was_read_in_part_does_not_claim_to_be_whole() -> None:
    """A person without a team may not see every case, so the database counts none for them."""
    view = draw_home(READER, Lists(late=many(LATE, 9), waiting=many(WAITING, 8), limit=9))
    assert headers(view)[:2] == ["Overdue · 9+", "Unassigned · 8"]
    assert "9+ overdue · 0 assigned to you · 8 unassigned" in view["blocks"][0]["text"]["text"]
    assert "More (1+)" in str(view)
    counted = Lists(late=many(LATE, 9), counts={"late": 9}, limit=9)
    assert headers(draw_home(READER, counted))[0] == "Overdue · 9"


@pytest.mark.parametrize("found", [[], [WAITING], many(RESOLVED, 30)])
def test_a_search_shows_what_it_found_and_searches_again(found: list[Case]) -> None:
    view = search_window("router", found, READER)
    check_view(view)
    check_message(search_message("router", found, READER))
    assert view["blocks"][0]["element"]["initial_value"] == "router"
    assert len([block for block in view["blocks"] if block["type"] == "section"]) == min(20, len(found))
    assert ("No case you can see" in str(view)) is not bool(found)
    assert ("Try fewer words" in str(view)) is not bool(found)
    check_view(search_window("", [], READER))
