"""Shifts and temporary members, within Slack's limits and without untrusted markup."""

import dataclasses
from datetime import timedelta

from msgspec.structs import replace

from bot.routing.rules import Team
from bot.shifts import Loan, Present, Shift
from bot.slack.views.case_row import Reader
from bot.slack.views.home import Lists, draw_home
from bot.slack.views.shifts import draw_present, draw_temporary_member, draw_temporary_members, own_shifts
from tests.bot.slack.views.limits import check_message, check_view, parts
from tests.bot.slack.views.samples import NOW, OTHER, OWNER, WAITING

TEAM = Team("service", "Service <!channel>", "#service", (), 60)
LATER = NOW + timedelta(hours=3)
BOTH = Present(TEAM, (Shift(OWNER, LATER), Shift(OTHER, None)))
LOAN = Loan("service", OTHER, OWNER, LATER)


def buttons(blocks: object) -> list[tuple[str, str]]:
    return [(each["action_id"], each["value"]) for each in parts(blocks) if each.get("type") == "button"]


def test_who_is_on_and_until_when_is_said_with_the_button_that_changes_it() -> None:
    drawn = draw_present(OWNER, [BOTH], ["service"])
    check_message(drawn)
    assert f"on shift: <@{OWNER}> until 22 Nov 2026 17:05 UTC, <@{OTHER}>." in drawn.text
    assert "\u2069: You are on shift until 22 Nov 2026 17:05 UTC" in drawn.text
    assert "<!channel>" not in drawn.text
    assert buttons(list(drawn.blocks)) == [("shift_off", "service")]


def test_whoever_does_not_work_there_gets_no_button() -> None:
    drawn = draw_present("U0MIRA", [Present(TEAM, ())], [])
    assert "no one is on shift" in drawn.text
    assert buttons(list(drawn.blocks)) == []


def test_whoever_went_off_shift_reads_until_when() -> None:
    away = Present(TEAM, (), (Shift(OWNER, LATER),))
    assert "You are off shift until 22 Nov 2026 17:05 UTC" in draw_present(OWNER, [away], ["service"]).text
    assert "until" not in draw_present(OTHER, [away], ["service"]).text


def test_however_many_there_are_slacks_limits_hold() -> None:
    crowd = tuple(Shift(f"U{n}", LATER) for n in range(300))
    teams = [Present(dataclasses.replace(TEAM, name=f"t{n}", title="long " * 40), crowd) for n in range(30)]
    drawn = draw_present("U1", teams, [each.team.name for each in teams])
    check_message(drawn)
    assert "and 280 more" in drawn.text
    check_message(draw_temporary_members([LOAN] * 90, {"service": "Service"}))
    lots = [replace(WAITING, number=number) for number in range(200)]
    check_view(draw_home(Reader("U1", NOW), Lists(lots, lots, lots), present=teams))


def test_the_home_tab_offers_to_go_on_shift() -> None:
    assert buttons(own_shifts("U0MIRA", [BOTH])) == [("shift_on", "service")]
    assert own_shifts("U0MIRA", []) == []


def test_a_loan_is_told_to_the_person_as_it_begins_and_as_it_ends() -> None:
    assert f"<@{OTHER}>: you are a temporary member of" in draw_temporary_member(LOAN, "Service", NOW).text
    assert "no longer a temporary member" in draw_temporary_member(LOAN, "Service", LATER).text


def test_loans_are_listed_with_a_button_to_end_each() -> None:
    drawn = draw_temporary_members([LOAN], {"service": "Service"})
    assert buttons(list(drawn.blocks)) == [("end_loan", f"service/{OTHER}")]
    assert "There are no temporary members" in draw_temporary_members([], {}).text
