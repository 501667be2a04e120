"""People as Slack describes them: members, guests, apps, people of other workspaces."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Declined
from bot.roles import Home, Person, Role
from bot.slack.client import fetch

SLACKBOT = "USLACKBOT"
UNKNOWN = ("user_not_found", "user_not_visible", "users_not_found")
GetHome = Callable[[], Awaitable[Home]]


async def fetch_person(client: AsyncWebClient, home: GetHome, user: str) -> Person:
    """Return the person of that id. Raise NotSent or Declined."""
    ours = await home()
    try:
        answer = await fetch(client.users_info(user=user))
    except Declined as refusal:
        if refusal.code in UNKNOWN:  # someone who shares no channel with us
            return Person(user, "", Role.EXTERNAL)
        raise
    return person_of(answer["user"], ours)


def person_of(user: Mapping[str, Any], home: Home) -> Person:
    """Return the person that a user object describes.

    Source: https://docs.slack.dev/reference/objects/user-object
    """
    profile = user.get("profile") or {}
    return Person(
        id=user["id"],
        name=str(user.get("name") or ""),
        role=_role(user, home),
        shown=str(profile.get("display_name") or ""),
        full_name=str(user.get("real_name") or profile.get("real_name") or ""),
        workspaces=_workspaces(user, home),
    )


def _role(user: Mapping[str, Any], home: Home) -> Role:
    if user.get("deleted"):
        return Role.GONE
    if user.get("is_bot") or user["id"] == SLACKBOT:
        return Role.APP
    # `is_stranger` alone is not enough: it is false for people who share a channel with us.
    if user.get("is_stranger") or not _is_ours(user, home):
        return Role.EXTERNAL
    return Role.GUEST if user.get("is_restricted") or user.get("is_ultra_restricted") else Role.MEMBER


def _is_ours(user: Mapping[str, Any], home: Home) -> bool:
    """Return whether the person belongs to our workspace or organization."""
    org = str((user.get("enterprise_user") or {}).get("enterprise_id") or "")
    return home.has(str(user.get("team_id") or "")) or (bool(home.enterprise) and org == home.enterprise)


def _workspaces(user: Mapping[str, Any], home: Home) -> frozenset[str]:
    if not _is_ours(user, home):
        return frozenset()
    teams = (user.get("enterprise_user") or {}).get("teams") or ()
    return frozenset(filter(None, (home.team, home.enterprise, user.get("team_id"), *teams)))
