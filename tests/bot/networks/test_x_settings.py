"""X is opened when its keys are set, with what the settings say."""

import subprocess
import sys

from bot.networks.registry import open_networks
from bot.settings import read_settings

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "signing-secret"}
KEYS = {
    "X_CONSUMER_KEY": "consumer-key",
    "X_CONSUMER_SECRET": "consumer-secret",
    "X_ACCESS_TOKEN": "access-token",
    "X_ACCESS_TOKEN_SECRET": "access-secret",
}


def test_without_keys_there_is_no_x() -> None:
    assert open_networks(read_settings(SLACK, env_file=None)) == []


def test_with_keys_x_is_watched_as_the_settings_say() -> None:
    more = {"X_SEARCH_QUERY": "larkspur -is:retweet", "X_POLL_SECONDS": "90", "X_REPLY_LIMIT": "25000"}
    (network,) = open_networks(read_settings({**SLACK, **KEYS, **more}, env_file=None))
    assert (network.name, network.title, network.sources) == ("x", "X", ("mentions", "search"))
    assert (network.limits.longest, network.limits.poll_seconds) == (25_000, 90)


def test_the_library_of_a_network_that_is_not_set_up_is_not_loaded() -> None:
    check = "import sys, bot.networks; sys.exit('tweepy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
