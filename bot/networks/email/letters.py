"""A letter: what every provider's request comes down to, and its addresses and ids."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import quote, unquote

from bot.mention import NAME_LIMIT

MID = "mid:"
# One @, no space, no quotes, nothing a header could be broken with.
ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"]+\.[^\s@<>()\[\],;:\\\"]+")
ADDRESS_LIMIT = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
MESSAGE_ID = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about where a letter came from: whether it passed, and the domain it is about."""

    passed: bool
    domain: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a letter; its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail as its provider parsed it. Names of headers are in lower case, each with its first value.

    `stripped` is the text without quotes and signature where the provider found it. `return_path` is the envelope's
    sender: "" is the null one (RFC 5321, 4.5.5), None that the provider does not say. `spf` and `dkim` are what the
    provider found, each with the domain it speaks for.
    """

    headers: Mapping[str, str]
    sender: str
    subject: str
    recipients: tuple[str, ...]
    text: str
    stripped: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    return_path: str | None = None
    checks: tuple[Check, ...] = ()

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), "")

    @property
    def message_id(self) -> str:
        """The letter's id without its brackets; one made of its content where the sender gave none."""
        found = ids_in(self.header("message-id"))
        if found:
            return found[0]
        parts = (self.sender, self.header("date"), self.subject, self.text, self.html)
        return f"{_digest(chr(0).join(parts))}@missing.invalid"

    @property
    def references(self) -> tuple[str, ...]:
        """The letters this one goes back to, oldest first (RFC 5322, 3.6.4)."""
        named = [*ids_in(self.header("references")), *ids_in(self.header("in-reply-to"))[:1]]
        return tuple(dict.fromkeys(named))


def ids_in(header: str) -> list[str]:
    """The message ids in a header. One too long to keep becomes its digest: still an id, though no longer theirs."""
    return [
        each if len(each) <= NAME_LIMIT else f"{_digest(each)}@long.invalid"
        for each in MESSAGE_ID.findall(header)
    ]


def address_in(header: str) -> str:
    """The one address in such a header, as written; empty when there is none that mail could go to."""
    _, address = parseaddr(header)
    return address if is_address(address) else ""


def is_address(words: str) -> bool:
    """Whether these words are one address and nothing else."""
    return len(words) <= ADDRESS_LIMIT and ADDRESS.fullmatch(words) is not None


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].casefold().rstrip(".")


def mid_url(message_id: str) -> str:
    """The address of a letter (RFC 2392)."""
    return MID + quote(message_id, safe="@.-_")


def id_in_url(url: str) -> str | None:
    return unquote(url.removeprefix(MID)) if url.startswith(MID) else None


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
