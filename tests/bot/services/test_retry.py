"""python -m bot retry: it revives failed jobs and prints how many."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.case import Ask, record_stuck
from bot.jobs.job import Job
from bot.services.casebook import do
from bot.store import open_store
from bot.store.tx import Tx
from tests.bot.store.samples import NOW, new_case, opened

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1234", "SLACK_SIGNING_SECRET": "signing-secret"}
CASES = (1001, 1002)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a database in which the cards of two cases and an alert failed permanently."""
    path = tmp_path / "baton.db"
    asyncio.run(_fill(path))
    return path


async def _fill(path: Path) -> None:
    store = open_store(str(path))
    await store.start()
    shows = [Job(f"{number}@slack", 1, "show", NOW, {"case": number}) for number in CASES]

    def fill(tx: Tx) -> None:
        tx.save([opened(new_case(number), job) for number, job in zip(CASES, shows, strict=True)])
        tx.add_jobs([Job("alert/1", 0, "alert", NOW, {"text": "hello"})])
        given_up = [tx.lease(NOW, NOW + timedelta(minutes=1)) for _ in range(3)]
        for job in filter(None, given_up):
            tx.dead_letter(job, "token_revoked")
            if number := job.data.get("case"):
                do(tx, number, Ask("baton", NOW, f"stuck/{number}"), record_stuck, job=job.key, why="revoked")
        tx.begin_hold("slack", NOW, "Baton's token was revoked.")

    await store.transact(fill)
    await store.close()


def run(database: Path, *words: str) -> Result:
    environ = {**TOKENS, "DATABASE_URL": str(database), "PYTHON_DOTENV_DISABLED": "1"}
    return CliRunner().invoke(main, ["retry", *words], env=environ)


async def _left(path: Path) -> tuple[list[str], list[str], list[str]]:
    """Return the keys of failed jobs, the lanes of waiting ones, and why cases are stuck."""
    store = open_store(str(path))
    await store.start()
    gone = await store.transact(lambda tx: [one.job.key for one in tx.dead_letters()])
    rows = await store.transact(
        lambda tx: tx.sql.rows("select lane from jobs where buried = 0 order by lane")
    )
    cases = await store.transact(lambda tx: tx.cases(CASES))
    await store.close()
    return gone, [row["lane"] for row in rows], [cases[number].stuck for number in CASES]


def test_everything_is_tried_again_and_counted(database: Path) -> None:
    result = run(database, "--all")
    assert result.output == "Retrying 3 failed jobs, and everything on hold.\n"
    gone, waiting, stuck = asyncio.run(_left(database))
    assert (gone, stuck) == ([], ["", ""])
    assert {"1001@slack", "1002@slack", "alert/1", "hold/slack"} <= set(waiting)


def test_only_the_cases_that_are_named_are_tried_again(database: Path) -> None:
    assert run(database, "1002").output.startswith("Retrying 1 failed job,")
    gone, _, stuck = asyncio.run(_left(database))
    assert gone == ["1001@slack/1/show", "alert/1/0/alert"]
    assert stuck == ["revoked", ""]


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "or use --all"), (("--all", "1001"), "or use --all"), (("9999",), "There is no case #9999")],
)
def test_what_cannot_be_done_is_said_with_the_remedy(database: Path, words: Sequence[str], said: str) -> None:
    result = run(database, *words)
    assert result.exit_code != 0
    assert said in result.output + str(result.exception)


def test_nothing_to_do_is_said_too(tmp_path: Path) -> None:
    assert run(tmp_path / "new.db", "--all").output.startswith("Retrying 0 failed jobs,")
