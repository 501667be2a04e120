"""Automatic assignment: by capacity, people not tried yet, skill, then turn."""

from dataclasses import replace

import pytest

from bot.routing.rules import LEAST_LOADED, ROUND_ROBIN, Team
from bot.shifts import Candidate, pick, skilled

TEAM = Team("a", "A", "#a", (), 60, cap=3, assign=ROUND_ROBIN, skills=(("German", ("@ana", "@bob")),))
WHO = {"@ana": frozenset({"U1"}), "@bob": frozenset({"U2"})}


@pytest.mark.parametrize(
    ("assign", "candidates", "chosen"),
    [
        (ROUND_ROBIN, [Candidate("U1", 0, "2026-11"), Candidate("U2", 2, "2026-10")], "U2"),
        (ROUND_ROBIN, [Candidate("U1", 0, "2026-11"), Candidate("U2", 2)], "U2"),  # never had one
        (LEAST_LOADED, [Candidate("U1", 1, "2026-11"), Candidate("U2", 2, "2026-10")], "U1"),
        (LEAST_LOADED, [Candidate("U1", 1, "2026-11"), Candidate("U2", 1, "2026-10")], "U2"),
        (ROUND_ROBIN, [Candidate("U1", 3), Candidate("U2", 2, "2026-11")], "U2"),  # no room under the cap
        (ROUND_ROBIN, [Candidate("U1", 0), Candidate("U2", 0, "2026-11", skilled=True)], "U2"),
        (ROUND_ROBIN, [Candidate("U1", 0, tried=True), Candidate("U2", 0, "2026-11")], "U2"),
        (ROUND_ROBIN, [Candidate("U1", 0, skilled=True, tried=True), Candidate("U2", 0, "2026-11")], "U2"),
        (ROUND_ROBIN, [Candidate("U1", 0, "2026-11", tried=True), Candidate("U2", 0, tried=True)], "U2"),
        (ROUND_ROBIN, [Candidate("U1", 3), Candidate("U2", 4)], None),
        (ROUND_ROBIN, [], None),
    ],
)
def test_the_case_goes_to_whose_turn_it_is(
    assign: str, candidates: list[Candidate], chosen: str | None
) -> None:
    found = pick(replace(TEAM, assign=assign), candidates)
    assert (found.person if found else None) == chosen


def test_without_a_cap_everybody_has_room() -> None:
    assert pick(replace(TEAM, cap=None), [Candidate("U1", 900)]) == Candidate("U1", 900)


def test_a_tag_or_a_language_of_the_case_names_a_skill() -> None:
    assert skilled(TEAM, WHO, ["refund", "german"]) == {"U1", "U2"}
    assert skilled(TEAM, WHO, ["refund"]) == frozenset()
