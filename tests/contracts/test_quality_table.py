"""The table of how far each network is says what is so, as far as that can be looked up."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.settings import NETWORKS
from tests.contracts.stages import Stage
from tests.contracts.stages.table import STAGES

ROOT = Path(__file__).parents[2]
README = ROOT / "bot" / "networks" / "README.md"
# Where a network's exchanges are kept, when it is not a folder of its name.
WIRE = {"facebook": "meta", "instagram": "meta"}
STATES = re.compile(r"(done|todo because \S|exempt because \S)")
Cells = Mapping[str, str]


def quality() -> dict[str, Cells]:
    """The table's rows by network, each cell by its quality."""
    text = README.read_text(encoding="utf-8").partition("## Status of each network")[2]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}


def headings() -> str:
    lines = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("#"))


def test_every_network_has_a_row_and_every_cell_says_done_or_why_not() -> None:
    rows = quality()
    assert len(rows) == len(NETWORKS)
    vague = [
        (n, q)
        for n, row in rows.items()
        for q, cell in row.items()
        if q != "network" and not STATES.match(cell)
    ]
    assert not vague, f"begin with done, todo because or exempt because: {vague}"


@pytest.mark.parametrize("name", STAGES)
async def test_the_row_of_a_network_claims_what_it_keeps(name: str) -> None:
    async with STAGES[name]() as stage:
        row = next(cells for title, cells in quality().items() if title == stage.network.title)
        claimed = {quality for quality, cell in row.items() if STATES.match(cell) and cell.startswith("done")}
        assert "reads mentions" in claimed
        assert "limits declared" in claimed
        assert ("catches up after downtime" in claimed) == bool(stage.network.sources)
        assert ("finds its own reply" in claimed) == ("find" not in stage.exempt)
        _check_edits(stage, row["edits and deletions"])
        _check_paper(stage, row)


def _check_edits(stage: Stage, cell: str) -> None:
    """Whatever the network does not let us do with our own replies has its reason in the cell, and for people."""
    limits = stage.network.limits
    whole = limits.edits_replies and limits.deletes_replies
    assert whole or "because" in cell
    assert whole or limits.why_not


def _check_paper(stage: Stage, row: Cells) -> None:
    """Recordings lie where the tests look for them, and somebody who sets the network up finds its steps."""
    name = stage.network.name
    folder = ROOT / "tests" / "wire" / WIRE.get(name, name)
    assert not row["wire recordings"].startswith("done") or list(folder.glob("*.json"))
    assert not row["set-up steps"].startswith("done") or re.search(
        rf"\b{re.escape(stage.network.title)}\b|\b{name}\b", headings(), re.IGNORECASE
    )
