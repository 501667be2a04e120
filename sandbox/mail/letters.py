"""Letters of the small mail world."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.mail.html import words_in


@dataclass(frozen=True, slots=True)
class Address:
    """Who sends or receives, and what they call themselves."""

    address: str
    name: str = ""

    def __str__(self) -> str:
        return f'"{self.name}" <{self.address}>' if self.name else self.address


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a letter."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; ids stand without their brackets. `of_bot` is what the bot sent, everything else came to it.

    `headers` are further ones, as a person's or a machine's mail program adds them. `token` is what the receiving
    service signs it with.
    """

    id: str
    sender: Address
    to: Address
    subject: str
    text: str
    at: datetime
    references: tuple[str, ...] = ()
    reply_to: str = ""
    of_bot: bool = False
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    return_path: str | None = None
    token: str = ""

    @property
    def in_reply_to(self) -> str | None:
        return self.references[-1] if self.references else None

    @property
    def is_automatic(self) -> bool:
        """Whether it says of itself that a machine wrote it (RFC 3834, 5)."""
        return self.headers.get("Auto-Submitted", "no") != "no"

    def as_json(self) -> dict[str, Any]:
        """The letter as the page shows it."""
        return {
            "id": self.id,
            "from": {"address": self.sender.address, "name": self.sender.name},
            "to": {"address": self.to.address, "name": self.to.name},
            "subject": self.subject,
            "text": self.text or words_in(self.html),
            "is_html": bool(self.html and not self.text),
            "is_automatic": self.is_automatic,
            "at": self.at.isoformat(),
            "in_reply_to": self.in_reply_to,
            "reply_to": self.reply_to,
            "of_bot": self.of_bot,
            "files": [each.name for each in self.files],
        }
