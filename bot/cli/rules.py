"""`python -m bot routing`: check the rules file, and explain where a post would go."""

from collections.abc import Sized
from dataclasses import replace
from pathlib import Path

import click
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.nlp import SentimentClassifier, language_of
from bot.routing import Rules, RulesError, check_examples, explain, lint, read_rules
from bot.routing.examples import read_post
from bot.routing.facts import SENTIMENTS
from bot.routing.json_schema import schema_text
from bot.routing.schema import PostForm

RULES_FILE = "routing_rules.yaml"


@click.group()
def routing() -> None:
    """Check and test the routing rules."""


@routing.command()
@click.argument("file", default=RULES_FILE, type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check FILE: its syntax, and that its examples go where they should.

    \f
    Raise NotDone with every error of the file, or every example that fails.
    """
    rules = read(file)
    failures = check_examples(rules)
    if failures:
        told = [f"{file}:{failure.line}: example {failure.message}" for failure in failures]
        raise NotDone("\n".join([*told, f"{len(failures)} of {len(rules.examples)} examples failed"]))
    counts = [_count(rules.teams, "team"), _count(rules.rules, "rule"), _count(rules.examples, "example")]
    for warning in lint(rules, _text(file)):
        click.echo(f"{file}:{warning.line}:{warning.column}: warning: {warning.message}; {warning.remedy}")
    click.echo(f"{file} is valid: {', '.join(counts)} as expected (version {rules.version})")


@routing.command()
def schema() -> None:
    """Print the JSON Schema of the file, with which editors complete and check it."""
    click.echo(schema_text(), nl=False)


@routing.command(name="explain")
@click.argument("text")
@click.option("--author", default="someone", help="The author's handle.")
@click.option("--followers", type=click.IntRange(min=0), help="How many followers the author has.")
@click.option("--network", default="x", show_default=True, help="Network of the post.")
@click.option("--account", help="Which of your accounts the post was written to.")
@click.option("--language", help="Two letters, or unknown; detected from the text if omitted.")
@click.option(
    "--sentiment", type=click.Choice(SENTIMENTS), help="Sentiment; detected from the text if omitted."
)
@click.option("--is-reply", is_flag=True, help="The post is a reply.")
@click.option("--is-quote", is_flag=True, help="The post quotes another post.")
@click.option("--has-media", is_flag=True, help="The post has images or videos.")
@click.option("--earlier-cases", type=click.IntRange(min=0), help="How many earlier cases the author has.")
@click.option("--open-case/--no-open-case", default=None, help="Whether the author has an open case.")
@click.option("--at", help="Time of the post, such as 2026-11-23 03:00 Europe/Berlin.")
@click.option("--lately", multiple=True, metavar="TAG=COUNT", help="How many recent posts have this tag.")
@click.option(
    "--file", default=RULES_FILE, type=click.Path(path_type=Path), show_default=True, help="The rules file."
)
def explain_(text: str, file: Path, lately: tuple[str, ...], **about: object) -> None:
    """Explain which rule matches a post with this TEXT, and why the rules before it do not.

    \f
    Raise NotDone when an option is invalid.
    """
    rules = read(file)
    given = {name: value for name, value in about.items() if value is not None}
    counts = dict(one.rpartition("=")[::2] for one in lately)
    try:
        form = PostForm.model_validate({"text": text, "lately": counts, **given})
    except ValidationError as error:
        raise NotDone("\n".join(map(_option_fault, error.errors()))) from None
    mention, facts = read_post(form)
    told = replace(
        facts,
        spoken=facts.spoken or language_of(text, rules.languages),
        sounds=facts.sounds or SentimentClassifier().classify(text),
    )
    click.echo(str(explain(rules, mention, told)))


def _option_fault(error: ErrorDetails) -> str:
    about = error.get("ctx", {})
    option = str(error["loc"][0]).replace("_", "-")
    return f"--{option}: {about.get('message', error['msg'])}; {about.get('remedy', 'see --help')}"


class NotDone(click.ClickException):
    """An error that click prints without the word "Error" before it."""

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


def broken(error: RulesError) -> NotDone:
    """Return an error that lists every fault of the rules and their number."""
    return NotDone(f"{error}\n{_count(error.faults, 'fault')} in {error.name}")


def read(file: Path) -> Rules:
    """Return the rules of a file. Raise NotDone with every fault when they cannot be used."""
    try:
        return read_rules(_text(file), str(file))
    except RulesError as error:
        raise broken(error) from None


def _text(file: Path) -> str:
    """Return the file's text with its line ends unchanged: the version is a hash of the bytes."""
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise NotDone(f"{file} cannot be read: {error}. Name the file, or run this in its folder.") from None
    except UnicodeDecodeError:
        raise NotDone(f"{file} is not UTF-8 text. Save it as UTF-8.") from None


def _count(things: Sized, name: str) -> str:
    return f"{len(things)} {name}" + ("" if len(things) == 1 else "s")
