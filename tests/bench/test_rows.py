"""The benches' table and JSON say what the rows hold: figure, yardstick, ratio, and whether the promise is kept."""

import json

import pytest

from bench.rows import as_json, as_table, limit_row, rate_row, time_row

SLOW = time_row("a claim", [9.0, 8.0, 100.0], [2.0, 2.0, 1.0], at_most=3)
FAST = rate_row("mentions", [30_000.4], [15_000.2], at_least=1, unit="per s")
ROUTING = {
    "name": "reading rules",
    "value": 0.5,
    "unit": "s",
    "yardstick": 0.25,
    "ratio": 2.0,
    "target": None,
    "ok": True,
}


def test_a_time_is_judged_by_the_medians_of_its_rounds() -> None:
    assert (SLOW["value"], SLOW["yardstick"], SLOW["ratio"]) == (9.0, 2.0, 4.5)
    assert SLOW["ok"] is False


def test_a_rate_is_better_the_higher_it_is() -> None:
    assert (FAST["ratio"], FAST["ok"]) == (2.0, True)


@pytest.mark.parametrize(("value", "kept"), [(119.9, True), (120.1, False)])
def test_a_limit_is_the_figures_own_whatever_the_yardstick(value: float, kept: bool) -> None:
    row = limit_row("memory", [value], [40.0], under=120, unit="MB")
    assert row["ok"] is kept
    assert row["target"] == "under 120 MB"


def test_the_table_has_a_line_for_every_row() -> None:
    head, marks, *lines = as_table([SLOW, FAST, ROUTING]).splitlines()
    assert [cell.strip() for cell in head.strip("|").split("|")] == list(ROUTING)
    assert len({len(line) for line in (head, marks, *lines)}) == 1
    assert [cell.strip() for cell in lines[0].strip("|").split("|")] == [
        "a claim", "9.0", "ms", "2.0", "4.5", "at most 3", "NO",
    ]  # fmt: skip
    assert "30,000" in lines[1]
    assert "yes" in lines[1]
    assert lines[2].split("|")[6].strip() == ""


def test_the_json_holds_the_rows_and_what_is_to_be_known_of_the_run() -> None:
    written = json.loads(as_json([SLOW, ROUTING], quick=True, cores=2))
    assert written["quick"] is True
    assert written["cores"] == 2
    assert written["rows"] == [SLOW, ROUTING]
    assert [list(row) for row in written["rows"]] == [list(ROUTING)] * 2
