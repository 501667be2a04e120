"""Rules are saved in the store as versions: in force at once, told, restored, never over somebody else's."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.case import Refused
from bot.routing import RulesError, choose, sample
from bot.services.rulebook import Rulebook
from bot.services.rulebook.versions import base_of, history, restore, save, save_draft, undo
from bot.store.store import Store
from tests.bot.store.samples import NOW

FILE = "teams: {care: {channel: care}, billing: {channel: billing}}\ndefault: {team: care} # käse\n"
MINE = FILE.replace("{team: care} #", "{team: billing}   #")
THEIRS = MINE + "# by somebody else\n"


@pytest.fixture
async def book(store: Store, tmp_path: Path) -> Rulebook:
    file = tmp_path / "rules.yaml"
    file.write_text(FILE, encoding="utf-8")
    book = Rulebook(store, file, alerts="#alerts", editors="", now=lambda: NOW)
    await book.open()
    return book


def team(book: Rulebook) -> str:
    return choose(book.current(), sample("anything")).team


async def refused(doing: Awaitable[object]) -> str:
    with pytest.raises(Refused) as refusal:
        await doing
    return refusal.value.why


async def alerts(book: Rulebook) -> list[str]:
    text = "select data from jobs where kind = 'alert' order by run_at, key"
    return [row["data"] for row in await book.store.transact(lambda tx: tx.sql.rows(text))]


async def test_what_was_saved_is_in_force_at_once_kept_byte_by_byte_and_told(book: Rulebook) -> None:
    saved = await save(book, MINE, author="U1", note="bills <!channel>", base=0)
    assert (team(book), saved.number) == ("billing", 1)
    assert (await base_of(book)).text == MINE
    assert choose(book.current(), sample("x")).version == saved.version
    (alert,) = await alerts(book)
    assert "undo_rules" in alert
    assert '"user_id":"U1"' in alert


async def test_a_broken_text_is_not_saved(book: Rulebook) -> None:
    with pytest.raises(RulesError):
        await save(book, MINE.replace("billing}", "biling}"), author="U1", note="")
    assert await history(book, 5) == []


async def test_the_second_of_two_who_edit_hears_who_saved_in_between(book: Rulebook) -> None:
    base = await base_of(book)
    mine, theirs = base.draft("a", MINE, "U1", NOW), base.draft("b", THEIRS, "U2", NOW)
    await save_draft(book, theirs, author="U2", note="for <Ana>")
    why = await refused(save_draft(book, mine, author="U1", note=""))
    assert why.startswith(
        "<@U2> saved version 1 of the rules in the meantime (for &lt;Ana&gt;). Go back and preview again"
    )
    assert (await base_of(book)).text == THEIRS


async def test_of_two_who_save_at_the_same_moment_one_is_refused(book: Rulebook) -> None:
    saving = [save(book, text, author=who, note="", base=0) for text, who in ((MINE, "U1"), (THEIRS, "U2"))]
    outcomes = await asyncio.gather(*saving, return_exceptions=True)
    assert [isinstance(each, Refused) for each in outcomes].count(True) == 1
    assert len(await history(book, 9)) == 1


async def test_a_file_that_changed_meanwhile_is_not_overruled(book: Rulebook) -> None:
    draft = (await base_of(book)).draft("a", MINE, "U1", NOW)
    book.file.write_text(FILE + "# touched\n", encoding="utf-8")
    assert "file has changed since you began" in await refused(save_draft(book, draft, author="U1", note=""))


async def test_the_same_request_heard_twice_saves_once(book: Rulebook) -> None:
    """Pitfall 15."""
    draft = (await base_of(book)).draft("a", MINE, "U1", NOW)
    first = await save_draft(book, draft, author="U1", note="")
    assert await save_draft(book, draft, author="U1", note="") == first
    back = await undo(book, 1, author="U1")
    assert await undo(book, 1, author="U1") == back
    assert len(await history(book, 9)) == 2


async def test_undo_brings_back_what_was_in_force_before(book: Rulebook) -> None:
    await save(book, MINE, author="U1", note="")
    await save(book, THEIRS, author="U2", note="")
    await undo(book, 2, author="U3")
    assert (await base_of(book)).text == MINE
    why = await refused(undo(book, 2, author="U1"))
    assert why.startswith("<@U3> saved version 3 of the rules in the meantime (restored version 1). ")
    assert why.endswith("`/baton rules history` lists all versions, each with a Restore button.")
    assert [each.note for each in await history(book, 9)] == ["restored version 1", "", ""]


async def test_undoing_the_first_version_puts_the_file_in_force_again(book: Rulebook) -> None:
    await save(book, MINE, author="U1", note="")
    await undo(book, 1, author="U1")
    assert (team(book), book.place.name) == ("care", "rules.yaml")
    assert (await base_of(book)).text == FILE


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_text(FILE.replace("care}", "cara}"))])
async def test_a_file_that_cannot_be_used_is_not_put_in_force_again(
    book: Rulebook, spoil: Callable[[Path], object]
) -> None:
    """A process that starts then would have no rules at all."""
    await save(book, MINE, author="U1", note="")
    spoil(book.file)
    with pytest.raises(RulesError):
        await undo(book, 1, author="U1")
    again = Rulebook(book.store, book.file, alerts="#alerts", editors="", now=lambda: NOW)
    await again.open()
    assert (team(book), team(again)) == ("billing", "billing")


async def test_any_version_can_be_restored_and_one_that_never_was_cannot(book: Rulebook) -> None:
    for text in (MINE, THEIRS, FILE):
        await save(book, text, author="U1", note="")
    await restore(book, 2, author="U1")
    assert (await base_of(book)).text == THEIRS
    assert await refused(restore(book, 9, author="U1")) == "There is no version 9 of the rules."
