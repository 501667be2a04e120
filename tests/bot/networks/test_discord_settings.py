"""Discord is opened when its token is set, with what the settings say."""

import subprocess
import sys

import pytest

from bot.networks.registry import open_networks
from bot.settings import SettingsError, read_settings

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "signing-secret"}
TOKEN = {"DISCORD_BOT_TOKEN": "discord-token"}
HELP, QUESTIONS = "1100000000000000001", "1100000000000000002"


def test_without_a_token_there_is_no_discord() -> None:
    assert open_networks(read_settings(SLACK, env_file=None)) == []


def test_with_a_token_its_channels_are_watched_and_mentions_anywhere() -> None:
    more = {"DISCORD_CHANNELS": f"{HELP}, {QUESTIONS},{HELP}", "DISCORD_POLL_SECONDS": "90"}
    (network,) = open_networks(read_settings({**SLACK, **TOKEN, **more}, env_file=None))
    assert (network.name, network.title, network.sources) == (
        "discord",
        "Discord",
        (HELP, QUESTIONS, "mentions"),
    )
    assert (network.limits.longest, network.limits.poll_seconds) == (2000, 90)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_CHANNELS", "#help"),
        ("DISCORD_CHANNELS", f"{HELP},"),
        ("DISCORD_STAFF_ROLE", "@staff"),
    ],
)
def test_names_in_place_of_ids_are_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({**SLACK, **TOKEN, name: value}, env_file=None)
    (fault,) = caught.value.faults
    assert fault.name == name
    assert "not a Discord id" in fault.wrong


def test_channels_without_a_token_are_refused() -> None:
    with pytest.raises(SettingsError, match="DISCORD_BOT_TOKEN is missing"):
        read_settings({**SLACK, "DISCORD_CHANNELS": HELP}, env_file=None)


def test_the_library_is_not_loaded_while_discord_is_off() -> None:
    check = "import sys, bot.networks.registry; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
