"""Suggestions for unknown names: the nearest known ones, else a list of all."""

import pytest

from bot.suggest import did_you_mean, nearest, remedy

TEAMS = ("billing", "care", "VIPs")


@pytest.mark.parametrize(
    ("written", "name"), [("biling", "billing"), ("BILLING", "billing"), ("vip", "VIPs"), ("x", ""), ("", "")]
)
def test_the_nearest_name_is_found_whatever_its_case(written: str, name: str) -> None:
    assert nearest(written, TEAMS) == name


def test_a_higher_cutoff_accepts_only_slips() -> None:
    assert nearest("bill", TEAMS) == "billing"
    assert nearest("bill", TEAMS, cutoff=0.85) == ""


def test_a_question_names_as_many_as_asked_for() -> None:
    assert did_you_mean("DE-BX", ("DE-BB", "DE-BE", "AT-1"), count=3) == 'did you mean "DE-BE" or "DE-BB"?'
    assert did_you_mean("DE-BX", ("DE-BB", "DE-BE"), count=1) == 'did you mean "DE-BE"?'
    assert did_you_mean("zz", TEAMS) == ""


def test_without_a_near_name_all_names_are_listed_up_to_twelve() -> None:
    assert remedy("zz", TEAMS) == "use one of: billing, care, VIPs"
    assert remedy("biling", TEAMS, search=False) == "use one of: billing, care, VIPs"
    assert remedy("zz", [f"t{n:02}" for n in range(13)]).endswith("t11, ...")
