"""The settings a command starts with; without Slack's keys, those of set-up mode."""

import asyncio
from collections.abc import Mapping

from bot.logs import configure_logs
from bot.settings import Settings, SettingsError, given_values, read_settings
from bot.web.setup.access import SetupAccess

# Without usable ones Baton can do nothing for anyone, so set-up mode never shuts out a running desk.
SLACK_KEYS = {
    "SLACK_BOT_TOKEN": "xoxb-not-set-yet",
    "SLACK_SIGNING_SECRET": "not-set-yet",
    "SLACK_APP_TOKEN": "xapp-not-set-yet",
}
HINT = "`python -m bot init` asks for them and writes .env and routing_rules.yaml."


def lacks_keys(error: SettingsError) -> bool:
    """Return true when Slack's keys are missing or can't be right."""
    return any(fault.name in SLACK_KEYS for fault in error.faults)


def settings_or_set_up(
    environ: Mapping[str, str], *, page: bool, asked: bool
) -> tuple[Settings | None, SetupAccess | None]:
    """Return the settings, and the access to /setup that was given while they were awaited.

    Set-up mode is `asked` for, or begins on a dyno, because the Deploy button starts one with nothing set: it shows
    /setup (`page`) or waits until Slack's keys are set. None when it was stopped before. Raise SettingsError elsewhere.
    """
    try:
        return read_settings(environ), None
    except SettingsError as error:
        if not (lacks_keys(error) and (asked or "DYNO" in environ)):
            raise
    from bot.web.setup.waiting import wait_for_settings

    given = given_values(environ)
    configure_logs("INFO", "console" if given.get("LOG_FORMAT") == "console" else "json", ())
    access = SetupAccess(given.get("LINK_SECRET", ""))
    return asyncio.run(wait_for_settings(environ, access, page=page)), access


def settings_without_keys(environ: Mapping[str, str]) -> Settings:
    """Return the settings for a command that needs no Slack: on a first deploy, the database is migrated before any
    key is set. Raise SettingsError when another setting is wrong.
    """
    try:
        return read_settings(environ)
    except SettingsError as error:
        if not lacks_keys(error):
            raise
    return read_settings({**environ, **SLACK_KEYS})
