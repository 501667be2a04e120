"""`python -m bot routing replay`: preview a changed file on the real posts of the last days, as table or page."""

import sys
from datetime import timedelta
from pathlib import Path

import click

from bot.cli.rule_versions import routing, with_rulebook
from bot.cli.rules import RULES_FILE, NotDone, read
from bot.mention import Mention
from bot.nlp import SentimentClassifier
from bot.routing import Rules
from bot.routing.replay import Move, Replayed, RouteChooser
from bot.services.rulebook import Rulebook
from bot.services.rulebook.replay_posts import by, original_route, replay_past
from bot.services.rulebook.report_page import Heading, draw_page
from bot.services.sentiment import SentimentTraining
from bot.slack.views.text import one_line

__all__ = ["routing"]

DAYS = 14
EXAMPLE = 70
KINDS_SHOWN = 40


@routing.command(name="replay")
@click.argument("file", default=RULES_FILE, type=click.Path(path_type=Path))
@click.option(
    "--days", default=DAYS, show_default=True, type=click.IntRange(1, 3_650), help="How many days back."
)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write an HTML report to this file.",
)
def replay_(file: Path, days: int, page: Path | None) -> None:
    """Show where FILE would have sent the posts of the last days, compared with where they went."""
    rules = read(file)
    found = with_rulebook(lambda book: _replayed(book, rules, days))
    click.echo("\n".join(_table(found, days)))
    if page:
        _write(page, draw_page(Heading(str(file), rules.version, days), found))
        click.echo(f"The report is in {page}.")


@routing.command()
@click.option(
    "--days", default=DAYS, show_default=True, type=click.IntRange(1, 3_650), help="How many days back."
)
def shadow(days: int) -> None:
    """Show which posts that opened a case the rules with `shadow: true` would have matched."""
    found = with_rulebook(lambda book: _walked(book, days, original_route, original_route))
    click.echo(
        "\n".join(_shadows(found)) or f"No shadow rule would have matched a post of the last {days} days."
    )


def _write(page: Path, words: str) -> None:
    try:
        page.write_text(words, encoding="utf-8")
    except OSError as error:
        raise NotDone(f"{page} cannot be written: {error}. Name a file in an existing folder.") from None


async def _replayed(book: Rulebook, rules: Rules, days: int) -> Replayed:
    training = SentimentTraining(book.store, SentimentClassifier())
    await training.reload()
    return await _walked(book, days, original_route, by(rules, training.classifier))


async def _walked(book: Rulebook, days: int, then: RouteChooser, now: RouteChooser) -> Replayed:
    since, found = book.now() - timedelta(days=days), Replayed()
    expected = await book.store.transact(lambda tx: tx.count_past(since))
    with click.progressbar(length=expected, label="Replaying", file=sys.stderr) as bar:
        async for posts in replay_past(found, book.store, since, then, now):
            bar.update(posts - bar.pos)
    return found


def _table(found: Replayed, days: int) -> list[str]:
    head = f"{found.moved:,} of {found.posts:,} posts of the last {days} days would go to a different team or rule."
    rows = [line for each in found.moves[:KINDS_SHOWN] for line in _kind(*each)]
    shown = sum(count for _, count, _ in found.moves[:KINDS_SHOWN])
    more = (
        [f"{found.moved - shown:,} more posts would move, with other changes."] if found.moved > shown else []
    )
    return [head, *rows, *more, *_shadows(found)]


def _kind(move: Move, count: int, examples: list[Mention]) -> list[str]:
    """Return one kind of move with example posts; `one_line` keeps a post from sending codes to the terminal."""
    head = f"\n{count:>7,}  {move.source} -> {move.target}   rule: {move.rule_then} -> {move.rule_now}"
    return [head, *_quoted(examples)]


def _shadows(found: Replayed) -> list[str]:
    """Return for each shadow rule how many posts it would match, where they go now, and some examples."""
    lines = []
    for rule, watched in sorted(found.shadows.items(), key=lambda one: -one[1].went.total()):
        went = ", ".join(f"{place} {count:,}" for place, count in watched.went.most_common())
        lines += [f"\n{watched.went.total():>7,}  would match shadow rule: {rule}   now go to: {went}"]
        lines += _quoted(watched.examples)
    return lines


def _quoted(examples: list[Mention]) -> list[str]:
    return [f'         "{one_line(post.title or post.text, EXAMPLE)}"' for post in examples]
