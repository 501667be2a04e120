"""Paragraphs that the sender's program broke into lines, rejoined (RFC 3676, format=flowed)."""

import re
from collections.abc import Iterator
from email.message import Message

from bot.networks.email.message import TEXT_READ

SIGNATURE = "-- "
DEPTH = re.compile(r">*")


def unflowed(text: str, content_type: str) -> str:
    """Return `text` with a line for each paragraph where `content_type` says format=flowed; else as it is.

    Quotes begin with ">" at the start of a line. A line of the writer's own that begins with ">" has a space before it.
    """
    head = Message()
    head["Content-Type"] = content_type
    if head.get_content_type() != "text/plain" or str(head.get_param("format")).casefold() != "flowed":
        return text
    joint = "" if str(head.get_param("delsp")).casefold() == "yes" else " "
    return "\n".join([*_paragraphs(text[:TEXT_READ].splitlines(), joint), text[TEXT_READ:]])


def _paragraphs(lines: list[str], joint: str) -> Iterator[str]:
    begun: list[str] = []
    depth = 0
    for line in lines:
        quoted, words = _parts(line)
        if begun and (quoted != depth or words == SIGNATURE):
            yield _written(depth, begun)
            begun = []
        depth, flows = quoted, words.endswith(" ") and words != SIGNATURE
        begun.append(words[:-1] + joint if flows else words)
        if not flows:
            yield _written(depth, begun)
            begun = []
    if begun:
        yield _written(depth, begun)


def _parts(line: str) -> tuple[int, str]:
    """Return how deep a line is quoted, and its words without the space that some programs stuff in (4.4)."""
    depth = DEPTH.match(line).end()  # type: ignore[union-attr]
    return depth, line[depth:].removeprefix(" ")


def _written(depth: int, pieces: list[str]) -> str:
    words = "".join(pieces)
    if depth:
        return f"{'>' * depth} {words}"
    return f" {words}" if words.startswith(">") else words
