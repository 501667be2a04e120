"""auth.*, team.*, users.*, usergroups.*, apps.*: the app's identity and the workspace's members."""

from sandbox.slack.api.arguments import Arguments
from sandbox.slack.api.method import Method, Room
from sandbox.slack.api.pages import page_of
from sandbox.slack.errors import SlackError
from sandbox.slack.records import Json


def auth_test(room: Room, arguments: Arguments) -> Json:
    """Serve auth.test: the token's owner."""
    workspace = room.workspace
    team = workspace.team
    about = {"url": f"https://{team['domain']}.slack.com/", "team": team["name"], "team_id": team["id"]}
    name = workspace.users[workspace.bot_user].name
    who = {"user": name, "user_id": workspace.bot_user, "bot_id": workspace.bot_id}
    grid = {"enterprise_id": workspace.enterprise_id} if workspace.enterprise_id else {}
    return about | who | grid | {"is_enterprise_install": False}


def team_info(room: Room, arguments: Arguments) -> Json:
    """Serve team.info."""
    return {"team": room.workspace.team}


def user_info(room: Room, arguments: Arguments) -> Json:
    """Serve users.info."""
    return {"user": room.workspace.user(arguments.need("user")).as_json()}


def list_users(room: Room, arguments: Arguments) -> Json:
    """Serve users.list."""
    page, cursor = page_of(list(room.workspace.users.values()), arguments)
    return {"members": [user.as_json() for user in page], "response_metadata": {"next_cursor": cursor}}


def list_groups(room: Room, arguments: Arguments) -> Json:
    """Serve usergroups.list."""
    include_users, disabled = arguments.flag("include_users"), arguments.flag("include_disabled")
    found = [group for group in room.workspace.groups.values() if disabled or not group.is_disabled]
    return {"usergroups": [group.as_json(include_users=include_users) for group in found]}


def list_group_users(room: Room, arguments: Arguments) -> Json:
    """Serve usergroups.users.list. Raise ``no_such_subteam``."""
    group = room.workspace.groups.get(arguments.need("usergroup"))
    if group is None or (group.is_disabled and not arguments.flag("include_disabled")):
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}


def open_connection(room: Room, arguments: Arguments) -> Json:
    """Serve apps.connections.open: a URL for one Socket Mode connection."""
    return {"url": room.socket_url()}


METHODS = {
    "auth.test": Method(auth_test),
    "team.info": Method(team_info, "team:read"),
    "users.info": Method(user_info, "users:read"),
    "users.list": Method(list_users, "users:read"),
    "usergroups.list": Method(list_groups, "usergroups:read"),
    "usergroups.users.list": Method(list_group_users, "usergroups:read"),
    "apps.connections.open": Method(open_connection, app_level=True),
}
