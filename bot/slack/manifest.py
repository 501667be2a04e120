"""The Slack app manifest: commands, shortcuts, scopes and events."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

# Each command: word, description, arguments. Escaping stays off, so Slack sends names and links as typed, not ids.
COMMANDS = (
    ("claim", "Claim a case and become its owner", "[case number | link to its thread | next]"),
    ("release", "Give a case back to the queue", "[case number] [reason]"),
    ("reply", "Reply to the customer; you confirm the exact text first", "[case number] [text]"),
    ("handover", "Hand over a case to another team, with its history", "[case number] [team] [reason]"),
    (
        "escalate",
        "Bring a public post to a service team",
        "[link to a post or message] [team] [reason]",
    ),
    (
        "resolve",
        "Resolve a case",
        "[case number] [answered | spam | elsewhere: why | no reply needed: why]",
    ),
    ("reopen", "Reopen a resolved case", "[case number] [reason]"),
    ("queue", "List your cases, unassigned cases and overdue cases", "[team]"),
    ("baton", "All commands in one, and help", "[claim | release | reply | ... | help]"),
)
SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "links:read",
    "links:write",
    "metadata.message:read",
    "usergroups:read",
    "users:read",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "channel_archive",
    "channel_created",
    "channel_id_changed",
    "channel_rename",
    "channel_unarchive",
    "group_rename",
    "group_unarchive",
    "link_shared",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
)
# Domains whose links show the case of their post. Slack takes five, and with a domain its subdomains:
# https://docs.slack.dev/reference/app-manifest
UNFURL_DOMAINS = ("x.com", "twitter.com", "bsky.app")
DOMAINS = 5
DOMAIN = re.compile(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]+")
# Slack sends events, commands and interactions to this one path.
PATH = "/slack/events"


def manifest(url: str | None, socket_mode: bool, domains: Sequence[str] = UNFURL_DOMAINS) -> dict[str, Any]:
    """Return the manifest of an app served at `url` (its public base address), or over Socket Mode.

    `domains` are those of the connected networks: see `unfurl_domains`.

    Raise ValueError when Slack could not reach the app: neither Socket Mode nor an https address. Fields and
    limits: Slack's manifest schema, version 1.
    """
    address = {} if socket_mode else {"url": _request_url(url)}
    at = {} if socket_mode else {"request_url": address["url"]}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Baton",
            "description": "Route social posts to the right support team and reply from Slack",
            "background_color": "#1f3a4d",
        },
        "features": {**_features(address), "unfurl_domains": list(domains[:DOMAINS])},
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**at, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }


def unfurl_domains(mastodon_url: str | None, *, discord: bool) -> tuple[str, ...]:
    """Return the domains of posts on these networks, at most DOMAINS.

    Links to X and Bluesky are listed even before these networks are connected, so that connecting them needs no new
    manifest. A host that is no domain is left out: Slack would refuse the whole manifest.
    """
    more = [*_domain(mastodon_url or ""), *(["discord.com"] if discord else [])]
    return tuple(dict.fromkeys((*UNFURL_DOMAINS, *more)))[:DOMAINS]


def _domain(url: str) -> list[str]:
    """Return the domain of an address, or nothing."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return []
    return [host] if DOMAIN.fullmatch(host) else []


def _request_url(url: str | None) -> str:
    """Return the address for Slack's requests. Raise ValueError without an https address."""
    if url is None or not url.startswith("https://"):
        raise ValueError(
            "Slack can't reach Baton. Set the public https:// address, or use Socket Mode, which needs none."
        )
    return url.rstrip("/") + PATH


def _features(address: dict[str, str]) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Baton", "always_online": True},
        "shortcuts": [
            {
                "name": "Escalate to service",
                "type": "message",
                "callback_id": "escalate",
                "description": "Bring this message to a service team",
            },
            {
                "name": "Select cases",
                "type": "global",
                "callback_id": "bulk",
                "description": "Claim, hand over, resolve or tag several cases at once",
            },
        ],
        "slash_commands": [_command(*words, address) for words in COMMANDS],
    }


def _command(word: str, description: str, usage: str, address: dict[str, str]) -> dict[str, Any]:
    return {
        "command": f"/{word}",
        **address,
        "description": description,
        "usage_hint": usage,
        "should_escape": False,
    }
