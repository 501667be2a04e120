"""python -m bench: run the benches, print the table, write bench/results.json."""

import asyncio
import logging
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import click
import structlog

from bench import footprint, growth, intake, mention_to_card, networks, reload, routing, slash_command, storm
from bench.places import Places, open_places
from bench.rows import Row, as_json, as_table

RESULTS = Path(__file__).parent / "results.json"


async def _routing(places: Places, quick: bool) -> list[Row]:
    return routing.run()


BENCHES: dict[str, Callable[[Places, bool], Coroutine[Any, Any, list[Row]]]] = {
    "slash_command": slash_command.run,
    "mention_to_card": mention_to_card.run,
    "intake": intake.run,
    "routing": _routing,
    "reload": reload.run,
    "growth": growth.run,
    "footprint": footprint.run,
    "networks": networks.run,
    "storm": storm.run,
}


@click.command()
@click.option(
    "--only", multiple=True, type=click.Choice(list(BENCHES)), help="Just this one; may be repeated."
)
@click.option("--quick", is_flag=True, help="Fewer rounds and smaller numbers, to see that all of it runs.")
def main(only: tuple[str, ...], quick: bool) -> None:
    """Measure Baton, each figure beside a yardstick of the same run. Ends with 1 when a target is missed."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    rows = [row for name in only or BENCHES for row in _measured(name, quick)]
    about = {"quick": quick, "python": platform.python_version(), "cores": os.cpu_count()}
    RESULTS.write_text(as_json(rows, **about, sqlite=sqlite3.sqlite_version), encoding="utf-8")
    print(as_table(rows))
    sys.exit(not all(row["ok"] for row in rows))


def _measured(name: str, quick: bool) -> list[Row]:
    """Return the rows of one bench on databases of its own, printed at once: the next may take long, or fail."""
    start = time.monotonic()
    with open_places() as places:
        rows = asyncio.run(BENCHES[name](places, quick))
    click.echo(f"{name}: {time.monotonic() - start:.0f} s\n{as_table(rows)}", err=True)
    return rows


if __name__ == "__main__":
    main()
