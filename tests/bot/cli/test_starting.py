"""Which settings a command starts with, and when set-up mode begins."""

import pytest

from bot.cli.starting import settings_or_set_up, settings_without_keys
from bot.settings import SettingsError

KEYS = {"SLACK_BOT_TOKEN": "xoxb-1-bot-token", "SLACK_SIGNING_SECRET": "signing-secret"}
POSTGRES = {"DATABASE_URL": "postgres://baton:secret@db.example/baton"}
OFF = {"PYTHON_DOTENV_DISABLED": "1"}


@pytest.mark.parametrize("keys", [{}, KEYS, {"SLACK_BOT_TOKEN": ""}, {"SLACK_APP_TOKEN": "xoxb-swapped"}])
def test_the_first_release_migrates_without_keys(keys: dict[str, str]) -> None:
    settings = settings_without_keys({**OFF, **POSTGRES, **keys, "DYNO": "release.1"})
    assert settings.database.url == POSTGRES["DATABASE_URL"]


def test_any_other_wrong_setting_stops_a_migration() -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL is not Postgres"):
        settings_without_keys({**OFF, "DYNO": "release.1"})


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, False),
        ({**KEYS, "DYNO": "web.1"}, False),
        ({**KEYS, **POSTGRES, "DYNO": "web.1", "PORT": "many"}, True),
    ],
    ids=["no dyno", "no Postgres", "another setting"],
)
def test_set_up_mode_needs_a_dyno_or_a_wish_and_keys_that_are_missing(
    given: dict[str, str], asked: bool
) -> None:
    with pytest.raises(SettingsError):
        settings_or_set_up({**OFF, **given}, page=True, asked=asked)


def test_with_good_settings_nothing_waits() -> None:
    settings, access = settings_or_set_up({**OFF, **KEYS}, page=True, asked=True)
    assert settings is not None
    assert access is None
