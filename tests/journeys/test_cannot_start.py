"""A start that must fail says why and what to do, without a traceback or an error number, and exits with 1."""

import errno
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import open_store
from bot.web.server import CannotListen
from tests.journeys.test_processes import finished

TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-1-never-used-never-used",
    "SLACK_SIGNING_SECRET": "never-used-never-used-never-used",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "PORT": "0",
}


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port: int = taken.getsockname()[1]
        yield port


async def refusal(tmp_path: Path, *words: str, **settings: str) -> str:
    """What a command says that cannot start."""
    given = TOKENS | {"DATABASE_URL": str(tmp_path / "baton.db")} | settings
    code, said = await finished(given, *(words or ("run",)))
    assert code == 1, said
    for never in ("Traceback", "Errno", "sqlite3.", "xoxb-1-never", "warning"):
        assert never not in said, said
    return said


async def test_a_busy_port_is_named_with_the_setting_to_change(tmp_path: Path, busy_port: int) -> None:
    said = await refusal(tmp_path, PORT=str(busy_port))
    assert f"Another program listens on port {busy_port} of 127.0.0.1" in said
    assert "PORT" in said


async def test_a_busy_port_of_the_demo_is_named_with_its_option(tmp_path: Path, busy_port: int) -> None:
    said = await refusal(tmp_path, "demo", "--port", str(busy_port))
    assert f"Another program listens on port {busy_port} of 127.0.0.1" in said
    assert "--port" in said


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("no-such-host.invalid", "The host name no-such-host.invalid is not known"),
        ("192.0.2.7", "This machine has no address 192.0.2.7"),
    ],
)
async def test_a_host_that_is_not_this_machine_is_named(tmp_path: Path, host: str, why: str) -> None:
    said = await refusal(tmp_path, HOST=host)
    assert why in said
    assert "Set HOST" in said


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EACCES, "This user may not listen on port 80 of 0.0.0.0. Set PORT to a port above 1023."),
        (errno.EMFILE, "Baton cannot listen on port 80 of 0.0.0.0 (Too many open files)."),
    ],
)
def test_why_nobody_can_listen_there_is_said_in_words(number: int, why: str) -> None:
    assert str(CannotListen.of(OSError(number, "while binding"), "0.0.0.0", 80)).startswith(why)


@pytest.mark.parametrize(
    ("port", "wrong"), [("abc", "is not a whole number"), ("70000", "must be at most 65535")]
)
async def test_a_port_that_is_none_is_named(tmp_path: Path, port: str, wrong: str) -> None:
    assert f"PORT {wrong}" in await refusal(tmp_path, PORT=port)


@pytest.mark.parametrize("place", ["a folder", "a text", "nowhere to write", "no folder"])
async def test_a_database_file_that_cannot_be_used_is_named(tmp_path: Path, place: str) -> None:
    folder, text = tmp_path / "folder", tmp_path / "notes.txt"
    folder.mkdir()
    text.write_text("These are notes, and no database. " * 40, encoding="utf-8")
    paths = {"a folder": folder, "a text": text, "nowhere to write": Path("/proc/baton.db")}
    path = paths.get(place, tmp_path / "none" / "baton.db")
    said = await refusal(tmp_path, DATABASE_URL=str(path))
    assert path.name in said
    assert "DATABASE_URL" in said or "Create it" in said


async def test_a_database_another_program_holds_is_named(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "baton.db"))
    await store.start()
    await store.close()
    import sqlite3

    holder = sqlite3.connect(tmp_path / "baton.db", isolation_level=None)
    holder.execute("begin exclusive")
    said = await refusal(tmp_path)
    holder.close()
    assert f"Another program has locked the database {tmp_path / 'baton.db'}" in said


@pytest.mark.parametrize(
    "url",
    [
        "postgres://baton:hidden-password@127.0.0.1:9/baton",
        "postgres://baton:hidden-password@no-such-host.invalid/baton",
    ],
)
async def test_a_postgres_that_does_not_answer_is_named_without_its_password(
    tmp_path: Path, url: str
) -> None:
    said = await refusal(tmp_path, DATABASE_URL=url)
    assert "DATABASE_URL" in said
    assert "hidden-password" not in said


@pytest.mark.parametrize("place", ["missing", "a folder"])
async def test_a_rules_file_that_cannot_be_read_is_named(tmp_path: Path, place: str) -> None:
    path = tmp_path / "rules.yaml"
    if place == "a folder":
        path.mkdir()
    said = await refusal(tmp_path, ROUTING_RULES=str(path))
    assert "rules.yaml" in said
    assert "ROUTING_RULES" in said


async def test_a_feed_of_the_demo_that_cannot_be_played_is_named(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text("a,b\n", encoding="utf-8")
    said = await refusal(tmp_path, "demo", "--port", "0", "--feed", str(feed))
    assert "feed.csv:1: the first line must name the columns" in said
