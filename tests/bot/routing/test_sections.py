"""Teams as the fields of forms: shown, changed, kept."""

from pathlib import Path
from typing import Any

import pytest

from bot.routing.editing.sections import (
    TeamFields,
    hidden_team_lines,
    team_fields,
    with_entry,
    with_team_fields,
)
from bot.routing.yaml_tree import read_tree

ROOT = Path(__file__).parents[3]
AIRLINE = (ROOT / "docs" / "airline_rules.yaml").read_text(encoding="utf-8")
TEXT = """\
teams:
  # The first team.
  care:   # all else
    channel: "#care"
    notify: []
    hours:
      zone: Europe/Berlin   # head office
      open:
        mon-fri: "09:00-12:00, 13:00-17:00"
        "sat, sun": "10:00-14:00"
      closed: [2026-12-24]
    cap: 5
  press: {channel: C024BE91L, members: ["@press", U024BE7LH]}
default: {team: care}
"""
TEAMS: dict[str, dict[str, Any]] = read_tree(TEXT).data["teams"]


@pytest.mark.parametrize("team", [*TEAMS.values(), *read_tree(AIRLINE).data["teams"].values(), {}])
def test_a_form_nobody_touched_changes_nothing(team: dict[str, Any]) -> None:
    assert with_team_fields(team, team_fields(team)) == team


def test_what_a_form_cannot_show_of_a_team_is_shown_as_text() -> None:
    assert hidden_team_lines(TEAMS["care"]) == ["cap: 5", "hours: {closed: [2026-12-24]}"]
    assert hidden_team_lines(TEAMS["press"]) == []


def test_a_change_of_a_team_keeps_everything_else() -> None:
    fields = team_fields(TEAMS["care"])
    assert fields.open == "mon-fri 09:00-12:00, 13:00-17:00\nsat, sun 10:00-14:00"
    new = TeamFields(
        channel="#care",
        title="Care",
        zone="Europe/Paris",
        open="Mon - Fri: 08:00-18:00\n",
        first_response="30m",
    )
    after = with_entry(TEXT, ("teams", "care"), with_team_fields(TEAMS["care"], new))
    assert "zone: Europe/Paris   # head office\n" in after
    assert '  care:   # all else\n    channel: "#care"\n    notify: []\n' in after
    assert "closed: [2026-12-24]\n    cap: 5\n" in after
    assert read_tree(after).data["teams"]["care"]["hours"]["open"] == {"Mon - Fri": "08:00-18:00"}
    no_hours = with_team_fields(TEAMS["care"], TeamFields(channel="#care"))
    assert "hours" not in no_hours


def test_hours_without_times_are_kept_to_be_refused() -> None:
    team = with_team_fields({}, TeamFields(zone="UTC", open="weekdays\nmon-fri 9-17"))
    assert team["hours"]["open"] == {"weekdays": "weekdays", "mon-fri 9-17": "mon-fri 9-17"}
