"""`python -m bot routing`: list, export and import the versions of the rules in the store."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from bot.case import Refused
from bot.cli.rules import NotDone, broken, routing
from bot.logs import configure_logs
from bot.routing import RulesError
from bot.services.rulebook import Rulebook, read_file
from bot.services.rulebook.versions import base_of, save
from bot.settings import Settings, read_settings
from bot.store import open_store
from bot.store.rule_versions import SavedRules

# The group; importing it from here adds the commands of this module to it.
__all__ = ["routing"]

T = TypeVar("T")
SHOWN = 20


@routing.command(name="history")
def history_() -> None:
    """List the newest versions in the store, newest first."""
    saved = with_rulebook(lambda book: book.store.transact(lambda tx: tx.rules_history(SHOWN)))
    click.echo("\n".join(map(_line, saved)) or "No version was saved. The file is active.")


@routing.command()
@click.option(
    "--version",
    "number",
    type=click.IntRange(min=1),
    help="Number of the version; the active one if omitted.",
)
def export(number: int | None) -> None:
    """Print the active rules, or an earlier version, exactly as they were saved.

    \f
    Raise NotDone when there is no such version.
    """

    async def text(book: Rulebook) -> str | None:
        if number is None:
            return (await base_of(book)).text
        return await book.store.transact(lambda tx: tx.rules_text(number))

    found = with_rulebook(text)
    if found is None:
        raise NotDone(f"There is no saved text of version {number}. See `python -m bot routing history`.")
    click.echo(found.encode(), nl=False)


@routing.command(name="import")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--use-file", is_flag=True, help="Activate the file of ROUTING_RULES again.")
@click.option("--note", default="", help="Change note, shown in the history.")
def import_(file: Path | None, use_file: bool, note: str) -> None:
    """Check FILE and save it in the store; saved rules override the file of ROUTING_RULES.

    \f
    Raise UsageError unless exactly one of FILE and --use-file is given.
    """
    if (file is None) is not use_file:
        raise click.UsageError("Name a FILE to save, or use --use-file.")
    text = None if file is None else _text(file)
    saved = with_rulebook(lambda book: save(book, text, author="", note=note))
    click.echo(_line(saved))


def with_rulebook(work: Callable[[Rulebook], Awaitable[T]]) -> T:
    """Run `work` on the store of the settings and return its result. Raise NotDone with what went wrong."""

    async def run(settings: Settings) -> T:
        store = open_store(settings.database.url)
        try:
            await store.start()
            book = Rulebook(
                store,
                settings.routing_rules,
                alerts=settings.alert.channel,
                editors=settings.rules_editors or "",
                now=lambda: datetime.now(UTC),
            )
            return await work(book)
        finally:
            await store.close()

    try:
        settings = read_settings(os.environ)
        configure_logs("WARNING", "console", settings.secrets())
        return asyncio.run(run(settings))
    except RulesError as error:
        raise broken(error) from None
    except Refused as refusal:
        raise NotDone(refusal.why) from None


def _text(file: Path) -> str:
    try:
        return read_file(file)
    except RulesError as error:
        raise broken(error) from None


def _line(saved: SavedRules) -> str:
    who = saved.author or "the shell"
    what = "restored the rules file" if saved.is_file else saved.version
    return f"{saved.number:>4}  {saved.at:%Y-%m-%d %H:%M} UTC  {what:<14}  by {who}  {saved.note}".rstrip()
