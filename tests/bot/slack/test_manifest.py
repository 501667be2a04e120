"""The app manifest keeps Slack's rules, over HTTP and in Socket Mode."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.slack.manifest import COMMANDS, UNFURL_DOMAINS, manifest, unfurl_domains

SCHEMA = json.loads((Path(__file__).parents[2] / "wire/slack/manifest.schema.json").read_text())


def test_slack_accepts_the_manifest_of_a_bot_with_an_address() -> None:
    jsonschema.validate(manifest("https://baton.example.org", socket_mode=False), SCHEMA)


def test_slack_accepts_the_manifest_of_a_bot_in_socket_mode() -> None:
    jsonschema.validate(manifest(None, socket_mode=True), SCHEMA)


def test_everything_slack_sends_goes_to_one_address() -> None:
    made = manifest("https://baton.example.org/", socket_mode=False)
    assert set(_addresses(made)) == {"https://baton.example.org/slack/events"}
    assert len(_addresses(made)) == len(COMMANDS) + 2


def test_socket_mode_needs_no_address_and_names_none() -> None:
    assert not _addresses(manifest("https://baton.example.org", socket_mode=True))


@pytest.mark.parametrize("url", [None, "", "http://baton.example.org", "baton.example.org"])
def test_without_a_way_for_slack_to_reach_it_the_manifest_is_refused(url: str | None) -> None:
    with pytest.raises(ValueError, match="https://"):
        manifest(url, socket_mode=False)


def test_the_schema_of_this_test_refuses_what_slack_refuses() -> None:
    made = manifest(None, socket_mode=True)
    made["features"]["shortcuts"][0]["name"] = "a name of more than 24 characters"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**manifest(None, socket_mode=True), "settings": {"interactivity": {}}}, SCHEMA)


def test_every_event_has_the_scope_it_needs() -> None:
    made = manifest(None, socket_mode=True)
    needed = {
        "app_mention": "app_mentions:read",
        "channel_archive": "channels:read",
        "channel_created": "channels:read",
        "channel_id_changed": "channels:read",
        "channel_rename": "channels:read",
        "channel_unarchive": "channels:read",
        "group_rename": "groups:read",
        "group_unarchive": "groups:read",
        "link_shared": "links:read",
        "member_joined_channel": "channels:read",
        "member_left_channel": "channels:read",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
    }
    scopes = made["oauth_config"]["scopes"]["bot"]
    events = made["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) - {"app_home_opened"} == set(needed)
    assert {needed[event] for event in events if event in needed} <= set(scopes)


def test_links_of_the_connected_networks_are_previewed() -> None:
    made = manifest(None, socket_mode=True)
    assert made["features"]["unfurl_domains"] == ["x.com", "twitter.com", "bsky.app"]
    assert {"links:read", "links:write"} <= set(made["oauth_config"]["scopes"]["bot"])
    domains = unfurl_domains("https://social.example:8443", discord=True)
    assert domains == ("x.com", "twitter.com", "bsky.app", "social.example", "discord.com")
    for no_domain in ("http://127.0.0.1:8080", "http://[", "mastodon", "https://localhost"):
        assert unfurl_domains(no_domain, discord=False) == UNFURL_DOMAINS
    jsonschema.validate(manifest(None, socket_mode=True, domains=[*domains, "one.too.many"]), SCHEMA)


def _addresses(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [text for inner in part.values() for text in _addresses(inner)]
    if isinstance(part, list):
        return [text for inner in part for text in _addresses(inner)]
    return [part] if isinstance(part, str) and part.startswith("https://") else []
