"""Slack's payloads turned into requests: the person, the place, the words, and the key of the request."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any

from bot.mention import storable
from handlers.request import Request
from handlers.services import HandlerServices

Body = Mapping[str, Any]


def request_of_command(services: HandlerServices, body: Body) -> Request:
    """Return the request of a slash command. Commands cannot be typed in a thread, so it names none."""
    trigger = body.get("trigger_id", "")
    return Request(
        services,
        body["user_id"],
        f"command/{trigger or _new()}",
        workspace=body.get("team_id", ""),
        channel=body.get("channel_id", ""),
        text=storable(body.get("text") or "").strip(),
        trigger=trigger,
    )


def request_of_action(services: HandlerServices, body: Body, action: Body) -> Request:
    """Return the request of a button, a menu or a field that reports typing, on any surface."""
    container = body.get("container", {})
    message = body.get("message", {})
    trigger = body.get("trigger_id", "")
    thread = message.get("thread_ts") or container.get("thread_ts", "")
    pressed_at = message.get("ts") or container.get("message_ts", "")
    return Request(
        services,
        body["user"]["id"],
        f"action/{action['action_id']}/{trigger or action.get('action_ts') or _new()}",
        workspace=body["user"].get("team_id", ""),
        channel=(body.get("channel") or {}).get("id", "") or container.get("channel_id", ""),
        thread=thread or message.get("ts", ""),
        value=pressed(action)[1],
        trigger=trigger,
        active_thread=thread if thread != pressed_at else "",
        response_url=body.get("response_url") or "",
        ephemeral=bool(container.get("is_ephemeral")),
        view=body.get("view") or {},
        message=message,
    )


def pressed(action: Body) -> tuple[str, str]:
    """Return the action's name and the value it carries. A menu's option carries both."""
    match action.get("type"):
        case "overflow":
            word, _, value = str(action["selected_option"]["value"]).partition(" ")
            return word, value
        case "button":
            return action["action_id"], action.get("value", "")
    return action["action_id"], ""


def request_of_view(services: HandlerServices, body: Body) -> Request:
    """Return the request of a submitted window. The same window with the same words has the same key."""
    view = body["view"]
    said = json.dumps(view.get("state", {}), sort_keys=True).encode()
    key = f"view/{view['id']}/{view['callback_id']}/{hashlib.sha256(said).hexdigest()[:16]}"
    return Request(services, body["user"]["id"], key, workspace=body["user"].get("team_id", ""), view=view)


def request_of_shortcut(services: HandlerServices, body: Body) -> Request:
    """Return the request of a shortcut; a global one names no message and no channel.

    The message's link is built here: Slack gives it only to members of the channel.
    """
    if "message" not in body:
        return _request_of_global_shortcut(services, body)
    channel, message = body["channel"]["id"], body["message"]
    domain = body.get("team", {}).get("domain", "app")
    link = f"https://{domain}.slack.com/archives/{channel}/p{message['ts'].replace('.', '')}"
    return Request(
        services,
        body["user"]["id"],
        f"shortcut/{body.get('trigger_id') or _new()}",
        workspace=body["user"].get("team_id", ""),
        channel=channel,
        trigger=body.get("trigger_id", ""),
        response_url=body.get("response_url") or "",
        message={**message, "permalink": link},
    )


def _request_of_global_shortcut(services: HandlerServices, body: Body) -> Request:
    trigger = body.get("trigger_id", "")
    return Request(
        services,
        body["user"]["id"],
        f"shortcut/{trigger or _new()}",
        workspace=body["user"].get("team_id", ""),
        trigger=trigger,
    )


def installed_as(body: Body) -> str:
    """Return the user id of Baton's bot where an event comes from; "" when the event does not name it.

    https://docs.slack.dev/apis/events-api/#authorizations
    """
    found = [each.get("user_id") for each in body.get("authorizations") or () if each.get("is_bot")]
    return str(found[0] or "") if found else ""


def request_of_event(services: HandlerServices, event: Body, bot: str) -> Request:
    """Return the request of an event. A message has one key, whether it comes as `message` or `app_mention`."""
    changed = event.get("message") or event.get("previous_message") or {}
    stamp = event.get("ts") or event.get("event_ts", "")
    channel = event.get("channel", "")
    return Request(
        services,
        event.get("user") or changed.get("user") or "",
        _request_of_event(event, stamp),
        workspace=_workspace_of_event(event, changed),
        channel=channel if isinstance(channel, str) else channel.get("id", ""),
        thread=event.get("thread_ts", ""),
        active_thread=event.get("thread_ts", ""),
        text=storable(event.get("text") or ""),
        in_markup=True,
        bot=bot,
        message=event,
    )


def _workspace_of_event(event: Body, changed: Body) -> str:
    """Return the workspace of the event's author; "" when the event names none.

    In an `app_mention` from elsewhere `team` is ours and `user_team` theirs. In other events `team` is theirs
    (slackapi/bolt-python#854).
    """
    for said in (event, changed):
        if found := said.get("user_team") or said.get("source_team") or said.get("team"):
            return str(found)
    return ""


def _request_of_event(event: Body, stamp: str) -> str:
    place = f"{event['channel']}/" if isinstance(event.get("channel"), str) else ""
    if event["type"] == "link_shared":
        # Its time may be that of the message, whose own event must count, too.
        return f"unfurl/{event.get('unfurl_id') or place + str(event.get('message_ts', stamp))}"
    match event.get("subtype"):
        case "message_changed":
            message = event["message"]
            return f"{place}{message['ts']}/edited/{message.get('edited', {}).get('ts', '')}"
        case "message_deleted":
            return f"{place}{event['deleted_ts']}/deleted"
    return f"{place}{stamp}"


def _new() -> str:
    """Return a random key for a request that Slack gave none."""
    return uuid.uuid4().hex
