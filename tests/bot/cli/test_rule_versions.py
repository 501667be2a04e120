"""`python -m bot routing history`, `export`, `import` and `replay`, as people type them, on each database."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from bot.cli.replay import routing
from bot.routing import read_rules, sample
from bot.services.intake import Intake
from bot.store import open_store

FILE = b"# k\xc3\xa4se\nteams: {care: {channel: care}}\r\ndefault: {team: care}\n\n"
MINE = FILE + b"rules: [] # mine  \n"


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()


@pytest.fixture
def desk(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules in it, and the settings of a Baton."""

    async def migrate() -> None:
        store = open_store(database_url)
        await store.migrate()
        await store.close()

    asyncio.run(migrate())
    (tmp_path / "rules.yaml").write_bytes(FILE)
    (tmp_path / "mine.yaml").write_bytes(MINE)
    settings = {
        "PYTHON_DOTENV_DISABLED": "1",
        "DATABASE_URL": database_url,
        "ROUTING_RULES": str(tmp_path / "rules.yaml"),
        "SLACK_BOT_TOKEN": "xoxb-1234",
        "SLACK_SIGNING_SECRET": "signing-secret",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(routing, [str(word) for word in words])


def test_what_goes_in_comes_out_byte_by_byte(desk: Path) -> None:
    assert typed("export").stdout_bytes == FILE
    assert typed("history").output == "No version was saved. The file is active.\n"
    result = typed("import", desk / "mine.yaml", "--note", "for bills")
    assert result.exit_code == 0
    assert "by the shell  for bills" in result.output
    assert typed("export").stdout_bytes == MINE
    typed("import", "--use-file")
    assert typed("export").stdout_bytes == FILE
    assert typed("export", "--version", "1").stdout_bytes == MINE
    assert [line.split()[0] for line in typed("history").output.splitlines()] == ["2", "1"]


def test_a_broken_file_is_not_imported_and_every_fault_is_told(desk: Path) -> None:
    (desk / "mine.yaml").write_bytes(MINE.replace(b"team: care", b"team: cara"))
    result = typed("import", desk / "mine.yaml")
    assert result.exit_code == 1
    assert 'team "cara" is not defined; did you mean "care"?' in result.output
    assert typed("history").output == "No version was saved. The file is active.\n"


def test_what_rules_in_the_shadow_would_have_taken_is_listed(desk: Path, database_url: str) -> None:
    assert "No shadow rule would have matched" in typed("shadow").stdout
    rules = MINE.replace(b"[]", b"[{name: new, shadow: true, when: {words: [bill]}, then: {team: care}}]")
    take(database_url, rules)
    assert "1  would match shadow rule: new   now go to: care, normal 1" in typed("shadow").stdout


def take(database_url: str, rules: bytes) -> None:
    """A post about a bill comes in, and is judged by these rules."""

    async def taken() -> None:
        store = open_store(database_url)
        await store.start()
        read = read_rules(rules.decode())
        intake = Intake(store, lambda: read, merge=timedelta(hours=24), reopen=timedelta(hours=72))
        await intake.take([sample("my bill\x1b[2J is wrong")], datetime.now(UTC))
        await store.close()

    asyncio.run(taken())


def test_a_replay_shows_a_table_and_writes_a_page(desk: Path, database_url: str) -> None:
    take(database_url, FILE)
    (desk / "mine.yaml").write_bytes(
        MINE.replace(b"[]", b"[{name: bill, when: {words: [bill]}, then: {team: care, priority: high}}]")
    )
    result = typed("replay", desk / "mine.yaml", "--days", "2", "--html", desk / "page.html")
    assert result.exit_code == 0
    assert "1 of 1 posts of the last 2 days would go to a different team or rule." in result.stdout
    assert "1  care, normal -> care, high   rule: default -> bill" in result.stdout
    assert '"my bill[2J is wrong"' in result.stdout
    assert "my bill[2J is wrong" in (desk / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["import", "none.yaml"], "the file cannot be read: No such file or directory"),
        (["import"], "Name a FILE to save, or use --use-file."),
        (["replay", "mine.yaml", "--html", "none/page.html"], "none/page.html cannot be written"),
        (["export", "--version", "9"], "There is no saved text of version 9"),
    ],
)
def test_what_cannot_be_done_says_why(
    desk: Path, words: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    result = typed(*words)
    assert result.exit_code in (1, 2)
    assert told in result.output
