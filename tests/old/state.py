"""The sandbox's state as plain data: written when a database is recorded, restored when a test starts on it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox import Sandbox
from sandbox.discord import Guild
from sandbox.slack import Workspace
from sandbox.slack.records import Channel, Message
from sandbox.slack.seed import APP_ID, BOT_USER
from sandbox.x.town import Town
from tests.old.vocabulary import buttons

Json = dict[str, Any]
FOLDER = Path(__file__).parent
APP = {"user": BOT_USER, "app_id": APP_ID}
PLACE = ("id", "name", "is_private", "is_archived", "is_im", "members")


def kept(sandbox: Sandbox, at: datetime) -> Json:
    """Return what Slack, X and Discord show at the moment `at`."""
    return {
        "at": at.isoformat(),
        "serial": sandbox.slack.new_id("b"),
        "channels": [_channel(each) for each in sandbox.slack.channels.values()],
        "town": _town(sandbox.x),
        "guild": _guild(sandbox.discord),
    }


def write(state: Json, file: Path) -> None:
    """Write the state as JSON with one message or post per line."""
    file.write_text("".join(_lines(state)) + "\n", encoding="utf-8")


def read(file: Path) -> Json:
    state: Json = json.loads(file.read_text(encoding="utf-8"))
    return state


def restore(sandbox: Sandbox, state: Json) -> None:
    """Give a fresh sandbox what Slack, X and Discord showed then."""
    _restore_slack(sandbox.slack, state)
    _restore_town(sandbox.x, state["town"])
    _restore_guild(sandbox.discord, state["guild"])


def _lines(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield JSON with the first four levels spread over lines; what is deeper is one line."""
    if depth > 3 or not value or not isinstance(value, dict | list):
        yield json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    rows = value.items() if isinstance(value, dict) else ((None, each) for each in value)
    yield opened
    for place, (name, each) in enumerate(rows):
        yield ("," if place else "") + "\n" + " " * (depth + 1)
        yield "" if name is None else f"{json.dumps(name)}: "
        yield from _lines(each, depth + 1)
    yield closed


def _channel(channel: Channel) -> Json:
    """Return a channel as JSON. Of what only one person saw, what can be pressed is kept."""
    messages = [_message(each) for each in channel.messages.values()]
    whispers = [_message(each) for each in channel.whispers if any(buttons(each.blocks))]
    return {name: getattr(channel, name) for name in PLACE} | {"messages": messages, "whispers": whispers}


def _message(message: Message) -> Json:
    """Leave out what is empty or the same in every message, or in every message of the app."""
    usual = {field.name: field.default for field in fields(Message)} | (APP if message.bot_id else {})
    return {name: value for name, value in asdict(message).items() if value and value != usual[name]}


def _town(town: Town) -> Json:
    posts = [
        {
            "id": post.id,
            "handle": post.author.handle,
            "text": post.typed,
            "lead": post.lead,
            "created_at": post.created_at.isoformat(),
            "conversation_id": post.conversation_id,
            "in_reply_to": post.in_reply_to,
            "history": post.history,
            "superseded": post.superseded,
            "deleted": post.deleted,
        }
        for post in town.posts.values()
    ]
    accounts = [{"id": a.id, "handle": a.handle, "followers": a.followers} for a in town.accounts()]
    return {"accounts": accounts, "posts": posts}


def _guild(guild: Guild) -> Json:
    messages = [
        {
            "id": each.id,
            "handle": each.author.handle,
            "text": each.text,
            "at": each.at.isoformat(),
            "answers": each.answers.id if each.answers else None,
            "nonce": each.nonce,
            "edited_at": each.edited_at.isoformat() if each.edited_at else None,
        }
        for each in guild.help.messages
        if not each.deleted
    ]
    members = [{"id": each.id, "handle": each.handle, "name": each.name} for each in guild.members.values()]
    return {"id": guild.id, "help": guild.help.id, "members": members, "messages": messages}


def _restore_slack(slack: Workspace, state: Json) -> None:
    while slack.new_id("b") < state["serial"]:
        pass  # the ids of blocks go on after those that were given out
    slack.channels.clear()
    for each in state["channels"]:
        channel = slack.channels[each["id"]] = Channel(**{name: each[name] for name in PLACE})
        for message in each["messages"]:
            channel.add(Message(**_whole(message)))
        channel.whispers = [Message(**_whole(message)) for message in each["whispers"]]


def _whole(message: Json) -> Json:
    """Put back what was left out."""
    return {"text": ""} | (APP if "bot_id" in message else {}) | message


def _restore_town(town: Town, state: Json) -> None:
    """Write the posts again. Ids of accounts are given out in order, so the same accounts get the same ones."""
    for each in state["accounts"]:
        account = town.account(each["handle"], followers=each["followers"])
        assert account.id == each["id"], f"@{each['handle']} had the id {each['id']}"
    for each in state["posts"]:
        post = town.post(each["handle"], each["text"])
        del town.posts[post.id]
        for name in ("id", "lead", "conversation_id", "in_reply_to", "history", "superseded", "deleted"):
            setattr(post, name, each[name])
        post.created_at = datetime.fromisoformat(each["created_at"])
        town.posts[post.id] = post


def _restore_guild(guild: Guild, state: Json) -> None:
    guild.id = guild.everyone.id = state["id"]
    del guild.channels[guild.help.id]
    guild.help.id = state["help"]
    guild.channels[guild.help.id] = guild.help
    for each in state["members"]:
        guild.member(each["handle"], each["name"]).id = each["id"]
    for each in state["messages"]:
        about = {"in_reply_to": each["answers"], "nonce": each["nonce"], "message_id": each["id"]}
        message = guild.post(each["handle"], each["text"], **about)
        message.at = datetime.fromisoformat(each["at"])
        message.edited_at = each["edited_at"] and datetime.fromisoformat(each["edited_at"])
