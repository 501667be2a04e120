"""Commands typed in messages: in channels with `!` or to @Baton, in Baton's Messages tab as they are.

In a channel, everything else is a note, and a note must never act by accident. So a command is the first thing in its
message. Quotes, code, and a mention of Baton inside a sentence are notes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.suggest import nearest

_WORD = r"(?P<word>[A-Za-z][\w-]*)[:,.!?]?(?=\s|$)(?P<rest>.*)"
_BANG = re.compile(rf"\s*!{_WORD}", re.DOTALL)
_GREETING = r"(?:(?:hey|hi|hello|dear|ok|okay|please|pls)\b[\s,.!:]*){0,3}"
_HELLO = re.compile(r"\s*(?:hey|hi|hello|\?)?(?:\s+baton)?[\s!.?]*", re.IGNORECASE)
_MENTION = re.compile(rf"\s*{_GREETING}<@(?P<bot>\w+)(?:\|[^<>]*)?>(?P<said>.*)", re.DOTALL | re.IGNORECASE)
_POLITE = re.compile(rf"[\s,:]*(?:(?:please|pls)\b[\s,:]*)?!?{_WORD}", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """A command word and the rest of the message; `to_baton` when Baton was mentioned, else it began with `!`."""

    word: str
    rest: str = ""
    to_baton: bool = False

    @property
    def is_alone(self) -> bool:
        return not self.rest.strip()


def command_in(markup: str, bot: str) -> TypedCommand | None:
    """Return the command in a message to Baton (the user `bot`); None for a note. A bare mention asks for help."""
    if found := _BANG.match(markup):
        return TypedCommand(found["word"].lower(), found["rest"])
    mention = _MENTION.match(markup)
    if mention is None or mention["bot"] != bot:
        return None
    if not re.search(r"\w", mention["said"]):
        return TypedCommand("help", to_baton=True)
    found = _POLITE.match(mention["said"])
    return (
        TypedCommand(found["word"].lower(), found["rest"], True)
        if found
        else TypedCommand("", mention["said"], True)
    )


def direct_command(markup: str, bot: str) -> TypedCommand:
    """Return the command in a message to Baton alone: its first word, with or without `!`; a greeting asks for help."""
    if said := command_in(markup, bot):
        return said
    if _HELLO.fullmatch(markup):
        return TypedCommand("help", to_baton=True)
    found = _POLITE.match(markup)
    return TypedCommand(found["word"].lower() if found else "", found["rest"] if found else markup, True)


def unknown_command(word: str, known: Iterable[str], prefix: str, *, noted: bool = False) -> str:
    """Return why nothing was done, and what to write instead; `prefix` precedes a command where this was typed."""
    near = nearest(word, known)
    kept = " It was kept as a note." if noted else ""
    what = f"`{word}` is not a command." if word else "That is not a command."
    instead = f"Did you mean `{prefix}{near}`? " if near else ""
    return f"{what}{kept} {instead}`{prefix}help` lists all commands."
