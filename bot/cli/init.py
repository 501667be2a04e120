"""`python -m bot init`: write a first .env and starter rules, from questions or options."""

import json
import os
import secrets
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import click

from bot.cli.rules import RULES_FILE, NotDone
from bot.cli.starting import SLACK_KEYS
from bot.routing import RulesError, read_rules
from bot.routing.starter import starter_rules
from bot.settings import SettingsError, read_settings

ENV_FILE = ".env"
TEAM, CHANNEL = "support", "#support"
BOT_TOKEN, SIGNING_SECRET, APP_TOKEN = SLACK_KEYS
QUESTIONS = {
    BOT_TOKEN: "Bot token, from OAuth & Permissions (Enter: later)",
    SIGNING_SECRET: "Signing secret, from Basic Information (Enter: later)",
    APP_TOKEN: "App-level token, from Basic Information (Enter: later)",
}
HEAD = "# Settings of Baton. .env.example explains each of them, and lists all others.\n"
ONE_CHANNEL = "# Cards and operational alerts share one channel at first."
Wrong = Callable[[str], str]
KEY_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)


@click.command()
@click.option("--team", help="Name of the first team; support if omitted.")
@click.option("--channel", help="The team's Slack channel (#name or id); #support if omitted.")
@click.option("--socket-mode", is_flag=True, help="For a machine without a public address.")
@click.option(
    "--slack-bot-token-file", type=KEY_FILE, help="File with the bot token; - reads a line of stdin."
)
@click.option("--slack-signing-secret-file", type=KEY_FILE, help="The same for the signing secret.")
@click.option(
    "--slack-app-token-file", type=KEY_FILE, help="The same for the app-level token of Socket Mode."
)
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def init(team: str | None, channel: str | None, socket_mode: bool, force: bool, **files: str | None) -> None:
    """Write a first .env and routing_rules.yaml into this folder. Without options, Baton asks.

    Secrets come from files or stdin: other users of the machine can read command lines.

    \f
    Raise NotDone for a value that can't be used, and when both files exist.
    """
    to_write = [name for name in (RULES_FILE, ENV_FILE) if force or _is_free(Path(name))]
    if not to_write:
        raise NotDone(
            f"{RULES_FILE} and {ENV_FILE} exist already. Edit them, or use --force to overwrite them."
        )
    asks = not (team or channel or socket_mode or any(files.values()))
    team = _answer(team, "Name of the first team", TEAM, _wrong_team, asks=asks)
    channel = _named(_answer(channel, "Its Slack channel", CHANNEL, _wrong_channel, asks=asks))
    if asks and ENV_FILE in to_write:
        socket_mode = not click.confirm("Can Slack reach this machine at a public https address?")
    keys = _keys(files, socket_mode=socket_mode, asks=asks) if ENV_FILE in to_write else {}
    if RULES_FILE in to_write:
        _write(Path(RULES_FILE), starter_rules(team, channel), 0o644)
        click.echo(f"Wrote {RULES_FILE}: every post goes to team {team}, in {channel}.")
    if ENV_FILE in to_write:
        _write(Path(ENV_FILE), _env(keys, channel), 0o600)
        click.echo(f"Wrote {ENV_FILE}, which only you can read: {', '.join(_set(keys)) or 'no keys yet'}.")
    for name in {RULES_FILE, ENV_FILE}.difference(to_write):
        click.echo(f"Kept {name}, which exists already. To overwrite it, use --force.")
    click.echo("Next: python -m bot run --setup, which leads you on at /setup.")


def _is_free(file: Path) -> bool:
    """Return true when nothing of anyone's is lost: there is no file, or it is the starter of a fresh clone."""
    try:
        return file.read_text(encoding="utf-8") == starter_rules(TEAM, CHANNEL)
    except FileNotFoundError:
        return True
    except (OSError, UnicodeDecodeError):
        return False


def _answer(
    given: str | None, question: str, default: str, wrong: Wrong, *, asks: bool, hidden: bool = False
) -> str:
    """Return the given value, the typed one, or the default. Raise NotDone when the given one can't be used."""
    if given is not None and (fault := wrong(given)):
        raise NotDone(fault)
    while asks:
        typed = click.prompt(question, default=default, show_default=bool(default), hide_input=hidden).strip()
        if not typed or not (fault := wrong(typed)):
            return typed
        click.echo(fault, err=True)
    return default if given is None else given


def _keys(files: dict[str, str | None], *, socket_mode: bool, asks: bool) -> dict[str, str]:
    """Return Slack's keys by the names of their settings; "" for one that is to be set later."""
    found = {}
    for name in (BOT_TOKEN, APP_TOKEN if socket_mode else SIGNING_SECRET):
        file, wrong = files[f"{name.lower()}_file"], partial(_wrong_key, name)
        given = _first_line(file) if file else None
        found[name] = _answer(given, QUESTIONS[name], "", wrong, asks=asks, hidden=True)
    return found


def _first_line(file: str) -> str:
    """Return the first line of a file, or the next one of stdin: two keys can come one after the other."""
    if file == "-":
        return sys.stdin.readline().strip()
    with open(file, encoding="utf-8") as opened:
        return opened.readline().strip()


def _wrong_team(team: str) -> str:
    return _fault_of_rules(starter_rules(team, CHANNEL)) if team.strip() else "A team needs a name."


def _wrong_channel(channel: str) -> str:
    name = _named(channel)
    return _fault_of_rules(starter_rules(TEAM, name)) or _wrong_key("ALERT_CHANNEL", name)


def _named(channel: str) -> str:
    """Return the channel's name with its #, which people leave out; an id as it is."""
    is_name = not channel.startswith("#") and channel == channel.lower()
    return f"#{channel}" if is_name else channel


def _fault_of_rules(text: str) -> str:
    try:
        read_rules(text)
    except RulesError as error:
        return f"{error.faults[0].message}; {error.faults[0].remedy}"
    return ""


def _wrong_key(name: str, value: str) -> str:
    """Return what the settings say of this value alone; empty if it can be used."""
    try:
        read_settings({**SLACK_KEYS, name: value}, env_file=None)
    except SettingsError as error:
        return " ".join(f"{fault.name} {fault.wrong}. {fault.remedy}" for fault in error.faults)
    return ""


def _env(keys: dict[str, str], channel: str) -> str:
    lines = [f"{name}={_quoted(value)}" if value else f"# {name}=" for name, value in keys.items()]
    link_secret = f"LINK_SECRET={secrets.token_urlsafe(32)}"
    return "\n".join(
        [HEAD, *lines, "", ONE_CHANNEL, f"ALERT_CHANNEL={_quoted(channel)}", "", link_secret, ""]
    )


def _quoted(value: str) -> str:
    """Return the value in quotes, in which # begins no comment."""
    return json.dumps(value, ensure_ascii=False)


def _set(keys: dict[str, str]) -> Iterable[str]:
    return (name for name, value in keys.items() if value)


def _write(file: Path, text: str, mode: int) -> None:
    """Write a file that has these rights from its first byte. Raise NotDone when it can't be written."""
    fresh = file.with_name(f"{file.name}.new")
    try:
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8"
        ) as open_file:
            open_file.write(text)
        fresh.replace(file)
    except OSError as error:
        raise NotDone(
            f"{file} cannot be written: {error.strerror}. Run this in a folder you can write in."
        ) from None
