"""The command line, `python -m bot`: demo, init, run, serve, work, migrate, routing, doctor and others."""

import asyncio
import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot import __version__
from bot.case import Refused
from bot.cli.init import init
from bot.cli.replay import routing
from bot.cli.starting import HINT, lacks_keys, settings_or_set_up, settings_without_keys
from bot.logs import configure_logs
from bot.routing import RulesError
from bot.settings import Settings, SettingsError, given_values, read_settings
from bot.settings.types import POSTGRES
from bot.slack.manifest import manifest as app_manifest
from bot.store import Clash, NewerSchema, SchemaBehind, Unreachable

ERROR_NUMBER = re.compile(r"\[Errno -?\d+\] ")


class CannotUse(Exception):
    """The SQLite file of DATABASE_URL cannot be used; the text says why and what to do."""


class DemoMissing(Exception):
    """A package that only the demo needs is not installed; the text says how to install it."""


CANNOT_START = (
    RulesError,
    SettingsError,
    NewerSchema,
    SchemaBehind,
    Unreachable,
    CannotUse,
    DemoMissing,
    OSError,
)


@click.group()
@click.version_option(__version__, prog_name="baton", message="%(prog)s %(version)s")
def main() -> None:
    """Route social posts to the right support team and reply from Slack."""


main.add_command(routing)
main.add_command(init)


SETUP = click.option("--setup", is_flag=True, help="Show /setup until Slack's keys are set.")


@main.command()
@SETUP
def run(setup: bool) -> None:
    """Run everything in one process: Slack requests, jobs and networks."""
    _run(web=True, worker=True, setup=setup)


@main.command()
@SETUP
def serve(setup: bool) -> None:
    """Run only the web process: Slack requests, webhooks and health checks."""
    _run(web=True, worker=False, setup=setup)


@main.command()
@click.option("--setup", is_flag=True, help="Wait until Slack's keys are set.")
def work(setup: bool) -> None:
    """Run only the worker: jobs and networks."""
    _run(web=False, worker=True, setup=setup)


@main.command()
@click.option("--feed", type=click.Path(path_type=Path, exists=True), help="CSV file with posts to play.")
@click.option("--rate", type=click.FloatRange(0.01, 1000), help="Posts per second.")
@click.option("--port", default=4000, show_default=True, help="Port of the page; 0 picks any free port.")
def demo(feed: Path | None, rate: float | None, port: int) -> None:
    """Run Baton with a simulated Slack, X, Discord and e-mail on this machine; no account needed.

    \f
    Raise DemoMissing where the demo's packages are not installed.
    """
    try:
        from bot.cli.demo import FeedError, run_demo  # here, so that no other command loads the sandbox
    except ModuleNotFoundError as missing:
        raise DemoMissing(
            f"The demo needs the package {missing.name}, which is not installed. "
            'Install Baton with its extra "demo": in a clone, pip install ".[demo]" or make demo.'
        ) from missing
    try:
        asyncio.run(run_demo(feed, rate, port))
    except FeedError as error:
        sys.exit(f"The demo cannot start.\n{error}")


@main.command()
def migrate() -> None:
    """Apply pending database migrations."""
    from bot.store import open_store

    async def steps(url: str) -> list[str]:
        store = open_store(url)
        try:
            return await store.migrate()
        finally:
            await store.close()

    with _database_named(url := _logging(settings_without_keys(os.environ)).database.url):
        taken = asyncio.run(steps(url))
    click.echo("\n".join(f"applied migration {step}" for step in taken) or "The database is up to date.")


@main.command()
@click.argument("cases", type=click.IntRange(min=1), nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Retry every failed job.")
def retry(cases: tuple[int, ...], everything: bool) -> None:
    """Retry the failed jobs of these CASES, or all of them, and re-check everything on hold.

    \f
    Raise UsageError without cases, and ClickException for a case that does not exist.
    """
    if everything == bool(cases):
        raise click.UsageError("Name the cases, as in `python -m bot retry 1042 1043`, or use --all.")
    from bot.services.retry import retry_jobs

    try:
        count = asyncio.run(retry_jobs(_settings().database.url, cases))
    except Refused as refusal:
        raise click.ClickException(refusal.why) from None
    jobs = "1 failed job" if count == 1 else f"{count} failed jobs"
    click.echo(f"Retrying {jobs}, and everything on hold.")


@main.command("confirm-deletions")
@click.argument("network")
def confirm_deletions(network: str) -> None:
    """Confirm that posts of NETWORK that disappeared together were deleted. Baton re-checks and erases them."""
    from bot.services import retry

    count = asyncio.run(retry.confirm_deletions(_settings().database.url, network))
    posts = "1 post" if count == 1 else f"{count} posts"
    click.echo(f"Baton will re-check {posts} and erase those that are still gone.")


@main.command()
@click.option(
    "--blocks", is_flag=True, help="Send every kind of message and window to Slack's check. Posts nothing."
)
def doctor(blocks: bool) -> None:
    """Check settings, tokens, scopes, channels, rules and database, and suggest fixes."""
    if blocks:
        from bot.cli.doctor_blocks import examine_blocks as examine
    else:
        from bot.cli.doctor import examine

    findings = asyncio.run(examine(os.environ))
    for finding in findings:
        click.echo(str(finding))
    sys.exit(any(finding.trouble for finding in findings))


@main.command()
@click.option("--url", help="Public URL of this Baton, https://...")
@click.option("--socket-mode", is_flag=True, help="For a machine without a public address.")
def manifest(url: str | None, socket_mode: bool) -> None:
    """Print the manifest for the Slack app.

    \f
    Raise UsageError without a URL that Slack can reach.
    """
    from bot.web.setup.slack_app import domains_of

    if not url and not socket_mode:
        raise click.UsageError("Use --url https://your-baton.example, or --socket-mode.")
    try:
        domains = domains_of(given_values(os.environ))
        click.echo(json.dumps(app_manifest(url, socket_mode, domains), indent=2))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _run(*, web: bool, worker: bool, setup: bool = False) -> None:
    from bot.process import run_until_stopped

    settings, access = settings_or_set_up(os.environ, page=web, asked=setup)
    if settings is None:
        return
    with _database_named(_logging(settings).database.url):
        asyncio.run(run_until_stopped(settings, web=web, worker=worker, access=access))


@contextmanager
def _database_named(url: str) -> Iterator[None]:
    """Say of a SQLite file that cannot be used which setting names it. Raises CannotUse."""
    try:
        yield
    except (sqlite3.Error, Clash, Unreachable) as error:
        if url.startswith(POSTGRES):
            raise
        name = url.removeprefix("sqlite:///")
        why = error if isinstance(error, Unreachable) else f"The database {name} cannot be used: {error}."
        raise CannotUse(f"{why} DATABASE_URL names this file: check that it is a Baton database.") from error


def _settings() -> Settings:
    return _logging(read_settings(os.environ))


def _logging(settings: Settings) -> Settings:
    """Configure the logs as the settings say, and return the settings."""
    configure_logs(settings.log.level, settings.log.format, settings.secrets())
    return settings


def start() -> None:
    """Run the command line, for `baton` and `python -m bot`; print why instead of a traceback when it cannot start."""
    try:
        main()
    except CANNOT_START as error:
        hint = f"\n{HINT}" if isinstance(error, SettingsError) and lacks_keys(error) else ""
        sys.exit(f"Baton cannot start.\n{ERROR_NUMBER.sub('', str(error))}{hint}")


if __name__ == "__main__":
    start()
