"""The rulebook follows changes of the file and the store; invalid rules change nothing and are reported once."""

import asyncio
import gc
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.routing import RulesError, choose, read_rules, sample
from bot.routing.starter import starter_rules
from bot.services.rulebook import Rulebook
from bot.services.rulebook.loading import read_in_thread
from bot.store.rule_versions import RuleRows, SavedRules
from bot.store.store import Store
from tests.bot.store.samples import NOW

GOOD = """\
# who hears of what
teams: {care: {channel: care}, billing: {channel: billing}}
default: {team: care}
rules:
  - {name: bill, when: {words: [bill]}, then: {team: billing}}
"""
OTHER = GOOD.replace("words: [bill]", "words: [invoice]")
BROKEN = GOOD.replace("then: {team: billing}", "then: {team: biling}")
UNEXPECTED = GOOD + "examples:\n  - {text: my bill, expect: {team: care}}\n"


class Kept:
    """A rules file on disk and the rulebook that follows it."""

    def __init__(self, store: Store, file: Path) -> None:
        self.store, self.file = store, file
        self.write(GOOD)
        self.book = self.another()

    def another(self) -> Rulebook:
        """The rulebook of a further process."""
        return Rulebook(self.store, self.file, alerts="#alerts", editors="@leads", now=lambda: NOW)

    def write(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    async def save(self, number: int, text: str | None) -> None:
        version = read_rules(text, "rules").version if text and text != BROKEN else "0" * 12 if text else ""
        saved = SavedRules(number, "U1", NOW, "", version)
        await self.store.transact(lambda tx: tx.save_rules(saved, text))

    async def alerts(self) -> list[str]:
        text = "select data from jobs where kind = 'alert' order by key"
        rows = await self.store.transact(lambda tx: tx.sql.rows(text))
        return [row["data"] for row in rows]

    def takes(self, words: str) -> str:
        return choose(self.book.current(), sample(words)).team


@pytest.fixture
async def kept(store: Store, tmp_path: Path) -> Kept:
    kept = Kept(store, tmp_path / "rules.yaml")
    await kept.book.open()
    return kept


async def test_a_changed_file_is_taken_once_it_has_stood_still(kept: Kept) -> None:
    kept.write(OTHER)
    await kept.book.poll()
    assert kept.takes("invoice") == "care"
    await kept.book.poll()
    assert kept.takes("invoice") == "billing"
    assert await kept.alerts() == []


async def test_a_file_that_is_still_being_written_is_left_alone(kept: Kept) -> None:
    for length in range(40, len(OTHER), 40):
        kept.write(OTHER[:length])
        await kept.book.poll()
    assert kept.takes("bill") == "billing"
    assert await kept.alerts() == []


async def test_the_signal_makes_it_poll_now(kept: Kept) -> None:
    kept.write(OTHER)
    following = asyncio.create_task(kept.book.follow(3_600))
    kept.book.wake()
    async with asyncio.timeout(10):
        while kept.takes("invoice") != "billing":
            await asyncio.sleep(0.01)
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following


async def test_broken_rules_change_nothing_and_are_reported_once_by_all_processes(kept: Kept) -> None:
    """See docs/pitfalls.md, 54."""
    second = kept.another()
    await second.open()
    kept.write(BROKEN)
    for _ in range(3):
        await kept.book.poll(at_once=True)
        await second.poll(at_once=True)
    assert kept.takes("bill") == "billing"
    (alert,) = await kept.alerts()
    column = BROKEN.splitlines()[4].index("biling") + 1
    assert f"Line 5, column {column}: " in alert
    assert "Did you mean" in alert
    assert "@leads" in alert
    assert kept.book.current().version in alert


async def test_what_was_fixed_is_reported_once_and_active(kept: Kept) -> None:
    kept.write(BROKEN)
    await kept.book.poll(at_once=True)
    kept.write(OTHER)
    for _ in range(2):
        await kept.book.poll(at_once=True)
    assert kept.takes("invoice") == "billing"
    assert [("valid again" in alert) for alert in await kept.alerts()].count(True) == 1


async def test_the_same_mistake_made_again_is_reported_again(kept: Kept) -> None:
    for seconds, text in enumerate((BROKEN, GOOD, BROKEN)):
        kept.write(text)
        os.utime(kept.file, (seconds, seconds))
        await kept.book.poll(at_once=True)
    assert [("have errors" in alert) for alert in await kept.alerts()].count(True) == 2


async def test_a_file_that_disappears_a_second_time_is_reported_again(kept: Kept) -> None:
    for _ in range(2):
        kept.file.unlink()
        await kept.book.poll(at_once=True)
        await kept.book.poll(at_once=True)
        kept.write(GOOD)
        await kept.book.poll(at_once=True)
    assert [("cannot be read" in alert) for alert in await kept.alerts()].count(True) == 2


async def test_a_file_of_which_only_the_rights_change_is_looked_at_again(kept: Kept) -> None:
    tried = kept.book.place.mark
    kept.file.chmod(0o640)
    await kept.book.poll(at_once=True)
    assert kept.book.place.mark != tried


async def test_without_a_file_the_built_in_rules_work_until_one_is_written(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "rules.yaml"
    book, second = (
        Rulebook(
            store, file, alerts="#a", editors="", now=lambda: NOW, built_in=starter_rules("all", "#help")
        )
        for _ in range(2)
    )
    for each in (book, second):
        await each.open()
        await each.poll(at_once=True)
    assert (choose(book.current(), sample("my bill")).channel, book.place.name) == ("#help", "built-in rules")
    alerts = "select data from jobs where kind = 'alert'"
    (alert,) = await store.transact(lambda tx: tx.sql.rows(alerts))
    assert "#help" in alert["data"]
    assert "until the file rules.yaml exists" in alert["data"]
    file.write_text(GOOD, encoding="utf-8")
    await book.poll(at_once=True)
    assert choose(book.current(), sample("my bill")).team == "billing"
    file.unlink()
    await book.poll(at_once=True)
    assert choose(book.current(), sample("my bill")).team == "billing"
    assert len(await store.transact(lambda tx: tx.sql.rows(alerts))) == 2


async def test_a_built_in_rule_is_no_excuse_for_a_broken_file(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(RulesError, match="biling"):
        await Rulebook(
            store, file, alerts="#a", editors="", now=lambda: NOW, built_in=starter_rules("all", "#help")
        ).open()


def replaced_by_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        replaced_by_a_folder,
        lambda file: file.write_bytes(b"teams: \xff"),
        lambda file: file.write_text(UNEXPECTED, encoding="utf-8"),
        lambda file: file.write_text("", encoding="utf-8"),
    ],
    ids=["gone", "a folder", "not UTF-8", "an example fails", "empty"],
)
async def test_rules_that_cannot_be_used_leave_the_old_ones(
    kept: Kept, spoil: Callable[[Path], object]
) -> None:
    spoil(kept.file)
    await kept.book.poll(at_once=True)
    assert kept.takes("bill") == "billing"
    assert len(await kept.alerts()) == 1


async def test_rules_saved_in_the_store_win_over_the_file_until_it_is_in_force_again(kept: Kept) -> None:
    await kept.save(1, OTHER)
    await kept.book.poll()
    assert (kept.takes("invoice"), kept.book.place.name) == ("billing", "rules version 1")
    kept.write(GOOD + "# touched\n")
    await kept.book.poll(at_once=True)
    assert kept.takes("invoice") == "billing"
    await kept.save(2, None)
    await kept.book.poll(at_once=True)
    assert (kept.takes("invoice"), kept.book.place.name) == ("care", "rules.yaml")


async def test_a_process_that_starts_reads_the_store_first(kept: Kept) -> None:
    await kept.save(1, OTHER)
    kept.file.unlink()
    kept.book = kept.another()
    await kept.book.open()
    assert kept.takes("invoice") == "billing"


async def test_a_first_start_with_broken_rules_is_refused(kept: Kept) -> None:
    kept.write(BROKEN)
    with pytest.raises(RulesError, match='team "biling" is not defined'):
        await kept.another().open()


async def test_versions_are_kept_byte_by_byte_newest_first(store: Store) -> None:
    text = "# käse\r\nteams:   {}  # two spaces \n\n"
    saved = [SavedRules(n, "U1", NOW + timedelta(seconds=n), f"note {n}", f"v{n}") for n in (1, 2, 3)]
    for each in saved:
        await store.transact(partial(RuleRows.save_rules, saved=each, text=text))
    assert await store.transact(lambda tx: tx.rules_history(2)) == [saved[2], saved[1]]
    assert await store.transact(lambda tx: tx.rules_text(2)) == text
    assert await store.transact(lambda tx: tx.saved_rules(4)) is None
    assert replace(saved[0], version="").is_file


def test_the_garbage_collector_is_on_again_after_rules_were_read() -> None:
    assert read_in_thread(GOOD, "r").rules
    assert gc.isenabled()
    with pytest.raises(RulesError):
        read_in_thread(BROKEN, "r")
    assert gc.isenabled()


async def test_what_could_not_be_reported_is_reported_at_the_next_poll(kept: Kept) -> None:
    kept.write(BROKEN)
    await kept.store.transact(lambda tx: tx.sql.run("alter table notices rename to elsewhere"))
    with pytest.raises(Exception, match="notices"):
        await kept.book.poll(at_once=True)
    await kept.store.transact(lambda tx: tx.sql.run("alter table elsewhere rename to notices"))
    await kept.book.poll(at_once=True)
    assert len(await kept.alerts()) == 1
