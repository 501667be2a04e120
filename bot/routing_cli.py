"""`python -m bot routing`: check the rules file, and explain where a post would go."""

from collections.abc import Sized
from pathlib import Path

import click

from bot.routing import Rules, RulesError, check_examples, explain, read_rules, sample

RULES_FILE = "routing_rules.yaml"


@click.group()
def routing() -> None:
    """Try routing_rules.yaml before it goes live."""


@routing.command()
@click.argument("file", default=RULES_FILE, type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check FILE: its form, and that its examples go where they should."""
    rules = read(file)
    failures = check_examples(rules)
    if failures:
        told = [f"{file}:{failure.line}: example {failure.message}" for failure in failures]
        raise NotDone("\n".join([*told, f"{len(failures)} of {len(rules.examples)} examples failed"]))
    counts = [_count(rules.teams, "team"), _count(rules.rules, "rule"), _count(rules.examples, "example")]
    click.echo(f"{file} is fine: {', '.join(counts)} as expected (version {rules.version})")


@routing.command(name="explain")
@click.argument("text")
@click.option("--author", default="someone", help="The author's handle.")
@click.option("--followers", type=click.IntRange(min=0), help="How many followers the author has.")
@click.option("--network", default="x", show_default=True, help="Where the post stands.")
@click.option(
    "--file", default=RULES_FILE, type=click.Path(path_type=Path), show_default=True, help="The rules."
)
def explain_(text: str, author: str, followers: int | None, network: str, file: Path) -> None:
    """Say which rule takes a post with this TEXT, and why the rules before it do not."""
    click.echo(str(explain(read(file), sample(text, author, followers, network))))


class NotDone(click.ClickException):
    """What was wrong, without the word Error in front of it."""

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


def broken(error: RulesError) -> NotDone:
    """Every fault, and how many there are."""
    return NotDone(f"{error}\n{_count(error.faults, 'fault')} in {error.name}")


def read(file: Path) -> Rules:
    """The rules of a file. Raises NotDone with every fault."""
    try:
        return read_rules(file.read_text(encoding="utf-8"), str(file))
    except RulesError as error:
        raise broken(error) from None
    except (OSError, UnicodeDecodeError) as error:
        raise NotDone(f"{file} cannot be read: {error}; name the file, or run this where it stands") from None


def _count(things: Sized, name: str) -> str:
    return f"{len(things)} {name}" + ("" if len(things) == 1 else "s")
