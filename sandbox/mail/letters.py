"""E-mails of the simulated mail world."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.mail.html import words_in


@dataclass(frozen=True, slots=True)
class Address:
    """A sender or recipient with their display name."""

    address: str
    name: str = ""

    def __str__(self) -> str:
        return f'"{self.name}" <{self.address}>' if self.name else self.address


@dataclass(frozen=True, slots=True)
class File:
    """A file attached to an e-mail."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Email:
    """One e-mail; ids are without their brackets."""

    #: The message id.
    id: str
    #: The author.
    sender: Address
    #: The recipient.
    to: Address
    #: The subject.
    subject: str
    #: The plain text.
    text: str
    #: When it was written.
    at: datetime
    #: Ids of the e-mails it refers to, oldest first; the last is the one it answers.
    references: tuple[str, ...] = ()
    #: Where answers should go; empty for the sender.
    reply_to: str = ""
    #: The bot sent it; all others were sent to the bot.
    of_bot: bool = False
    #: The HTML part.
    html: str = ""
    #: Additional headers, as mail programs add them.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Attachments.
    files: tuple[File, ...] = ()
    #: The envelope's sender; None for the author's address.
    return_path: str | None = None
    #: The token with which the inbound mail service signs it.
    token: str = ""

    @property
    def in_reply_to(self) -> str | None:
        return self.references[-1] if self.references else None

    @property
    def is_automatic(self) -> bool:
        """Return whether its headers say that a machine wrote it (RFC 3834, 5)."""
        return self.headers.get("Auto-Submitted", "no") != "no"

    def as_json(self) -> dict[str, Any]:
        """Return the e-mail as the page shows it."""
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
