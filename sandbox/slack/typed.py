"""Conversion of typed text to what Slack sends: names, links and emoji become codes, the rest is escaped."""

import re

from sandbox.slack.emoji import with_codes
from sandbox.slack.pings import BROADCASTS
from sandbox.slack.workspace import Workspace

TOKEN = re.compile(r"<(?:[@#!][^<>\s]+|https?://[^<>\s]+|mailto:[^<>\s]+)>")
SPOKEN = re.compile(r"(?<![\w@])@([\w][\w.-]*\w|\w)|(?<![\w#&])#([\w-]+)|(https?://[^\s<>|]+)")


def as_sent(workspace: Workspace, text: str) -> str:
    """Return the ``text`` of the message that Slack makes of typed text; existing tokens stay as they are."""
    pieces, end = [], 0
    for token in TOKEN.finditer(text):
        pieces += [_encode(workspace, text[end : token.start()]), token.group()]
        end = token.end()
    return "".join([*pieces, _encode(workspace, text[end:])])


def _encode(workspace: Workspace, text: str) -> str:
    pieces, end = [], 0
    for spoken in SPOKEN.finditer(text):
        pieces += [_escape(text[end : spoken.start()]), _token(workspace, spoken)]
        end = spoken.end()
    return "".join([*pieces, _escape(text[end:])])


def _token(workspace: Workspace, spoken: re.Match[str]) -> str:
    name, channel, link = spoken.groups()
    if link:
        return f"<{_escape(link)}>"
    if name:
        return _person(workspace, name) or _escape(spoken.group())
    for known in workspace.channels.values():
        if known.name == channel and not known.is_im:
            return f"<#{known.id}|{known.name}>"
    return _escape(spoken.group())


def _person(workspace: Workspace, name: str) -> str | None:
    if name in BROADCASTS:
        return f"<!{BROADCASTS[name]}>"
    who = workspace.names()(name)
    if who is None:
        return None
    return f"<!subteam^{who}>" if who in workspace.groups else f"<@{who}>"


def _escape(text: str) -> str:
    return with_codes(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
