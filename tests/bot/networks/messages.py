"""The letters of tests/letters as each provider's request would bring them, and the words their writers wrote."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from urllib.parse import parse_qsl

import webencodings

from bot.networks import HookCall
from tests.wire.email.requests import BOUNDARY, mailgun, multipart, postmark, sendgrid

FOLDER = Path(__file__).parents[2] / "letters"
NAMES = sorted(path.stem for path in FOLDER.glob("*.eml"))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter: its bytes, and the charset its label names."""

    content: bytes = b""
    charset: str = "utf-8"
    filename: str = ""

    @property
    def words(self) -> str:
        charset = "utf-8" if self.charset == "us-ascii" else self.charset
        words: str = webencodings.decode(self.content, charset)[0]
        return words


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter as it was sent."""

    head: Message
    text: Part
    html: Part
    files: tuple[Part, ...]

    def header(self, name: str) -> str:
        return str(make_header(decode_header(str(self.head[name] or ""))))

    @property
    def address(self) -> str:
        return self.header("From").rpartition("<")[2].rstrip(">")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, self.header(name)) for name in self.head]


def sent(name: str) -> Sent:
    head = message_from_bytes((FOLDER / f"{name}.eml").read_bytes())
    parts = [part for part in head.walk() if not part.is_multipart()]
    files = tuple(_part(part) for part in parts if part.get_filename())
    return Sent(head, _first(parts, "text/plain"), _first(parts, "text/html"), files)


def words_in(name: str) -> str:
    """What the letter's writer wrote."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()


def comparable(words: str) -> str:
    """Words line by line, without what no reader sees: runs of spaces and of blank lines."""
    lines = [" ".join(line.split()) for line in words.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def by_mailgun(name: str, at: datetime) -> HookCall:
    message = sent(name)
    fields = {
        "from": message.header("From"),
        "sender": message.address,
        "subject": message.header("Subject"),
        "body-plain": message.text.words or _without_tags(message.html.words),
        "body-html": message.html.words,
        "message-headers": json.dumps(message.headers),
    }
    call = mailgun(at, **fields)
    if not message.files:
        return call
    given = {name: value.encode() for name, value in parse_qsl(call.body.decode(), keep_blank_values=True)}
    files = {f"attachment-{n}": (each.filename, each.content) for n, each in enumerate(message.files, 1)}
    return replace(
        call,
        body=multipart(given, files),
        headers={"content-type": f"multipart/form-data; boundary={BOUNDARY}"},
    )


def by_postmark(name: str, at: datetime) -> HookCall:
    message = sent(name)
    return postmark(
        FromFull={
            "Email": message.address,
            "Name": message.header("From").partition(" <")[0],
            "MailboxHash": "",
        },
        Subject=message.header("Subject"),
        TextBody=message.text.words,
        HtmlBody=message.html.words,
        Headers=[{"Name": name, "Value": value} for name, value in message.headers],
        Attachments=[{"Name": each.filename, "ContentLength": len(each.content)} for each in message.files],
    )


def by_sendgrid(name: str, at: datetime) -> HookCall:
    message = sent(name)
    files = {f"attachment{n}": (each.filename, each.content) for n, each in enumerate(message.files, 1)}
    named = {key: {"filename": filename, "name": filename} for key, (filename, _) in files.items()}
    fields: dict[str, str | bytes] = {
        "headers": "\n".join(f"{name}: {value}" for name, value in message.headers),
        "from": message.header("From"),
        "subject": message.header("Subject"),
        "envelope": json.dumps({"to": ["help@larkspur.example"], "from": message.address}),
        "text": message.text.content,
        "html": message.html.content,
        "attachment-info": json.dumps(named),
        "charsets": json.dumps({"text": message.text.charset, "html": message.html.charset}),
    }
    return sendgrid(at, files, **fields)  # type: ignore[arg-type]


BRINGING: dict[str, Callable[[str, datetime], HookCall]] = {
    "mailgun": by_mailgun,
    "postmark": by_postmark,
    "sendgrid": by_sendgrid,
}


def _first(parts: list[Message], kind: str) -> Part:
    found = [part for part in parts if part.get_content_type() == kind and not part.get_filename()]
    return _part(found[0]) if found else Part()


def _part(part: Message) -> Part:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    raw = " ".join(value for name, value in part.raw_items() if name == "Content-Disposition")
    named = re.search(r'filename="([^"]*)"', raw)
    filename = named[1].encode("ascii", "surrogateescape").decode("utf-8") if named else ""
    return Part(content, str(part.get_content_charset() or "utf-8"), filename)


def _without_tags(html: str) -> str:
    """A text such as Mailgun makes of a letter that has none: no quote in it is marked."""
    return re.sub(r"<[^>]*>", "", re.sub(r"<(br|/p|/div|/tr|/h2)\b[^>]*>", "\n", html))
