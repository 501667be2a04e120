"""An inbound e-mail: the common form of every provider's request, with its addresses and ids."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from bot.mention import ADDRESS_LIMIT, NAME_LIMIT

MID = "mid:"
# One @, no space, no quotes, nothing a header could be broken with.
SIGN = r"[^\s@<>()\[\],;:\\\"]"
ADDRESS = re.compile(rf"{SIGN}{{1,254}}@{SIGN}{{1,254}}\.{SIGN}{{1,254}}")
ANGLED = re.compile(r"<\s*(?:mailto:)?([^<>\s]+)\s*>", re.IGNORECASE)
MESSAGE_ID = re.compile(r"<([^<>\s]+)>")
# Of each header; a longer one names more people, or more emails, than anything is done with.
HEADER_READ = 16_000
# Of the text, in characters. Less than providers/forms.py keeps of any charset: so what is cut off there is said here.
TEXT_READ = 80_000
GOES_ON = "[the e-mail is longer; this is its beginning]"


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check of the sender: whether it passed, and for which domain."""

    passed: bool
    domain: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to an e-mail; its size is in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class InboundEmail:
    """One e-mail as its provider parsed it."""

    #: Header names in lower case, each with its first value.
    headers: Mapping[str, str]
    #: The From header.
    sender: str
    #: The decoded subject.
    subject: str
    #: The addresses it was sent to, from the envelope where the provider gives it.
    recipients: tuple[str, ...]
    #: The plain text part; empty if there is none.
    text: str
    #: The HTML part.
    html: str = ""
    #: Names and sizes of the attachments.
    attachments: tuple[Attachment, ...] = ()
    #: The envelope's sender: "" is the null sender (RFC 5321, 4.5.5), None if the provider does not say.
    return_path: str | None = None
    #: What the provider found by SPF and DKIM, each with the domain it speaks for.
    checks: tuple[Check, ...] = ()

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), "")[:HEADER_READ]

    @property
    def message_id(self) -> str:
        """Return the message id without brackets; one derived from the content if the sender set none."""
        found = ids_in(self.header("message-id"))
        if found:
            return found[0]
        parts = (self.sender, self.header("date"), self.subject, self.text, self.html)
        return f"{_digest(*parts)}@missing.invalid"

    @property
    def references(self) -> tuple[str, ...]:
        """Return the ids of the e-mails this one refers to, oldest first (RFC 5322, 3.6.4).

        Of a long list only the first and the latest: those name the thread, and the message answered.
        """
        listed = self.headers.get("references", "")
        older, newer = listed[:HEADER_READ], listed[HEADER_READ:][-HEADER_READ:]
        named = [*ids_in(older), *ids_in(newer), *ids_in(self.header("in-reply-to"))[:1]]
        return tuple(dict.fromkeys(named))


def ids_in(header: str) -> list[str]:
    """Return the message ids in a header. An overlong one becomes its digest, which is still unique."""
    return [
        each if len(each) <= NAME_LIMIT else f"{_digest(each)}@long.invalid"
        for each in MESSAGE_ID.findall(header)
    ]


def mailbox_in(header: str) -> tuple[str, str]:
    """Return the name and the address in a From, as written; "" for what it lacks.

    The last address in angle brackets counts, whatever comes before it: names with commas and semicolons come without
    their quotes.
    """
    found = [each for each in ANGLED.finditer(header[:HEADER_READ]) if is_address(each[1])]
    if found:
        begin = found[-2].end() if len(found) > 1 else 0
        return _unquoted(header[begin : found[-1].start()]), found[-1][1]
    bare = ADDRESS.search(header[:HEADER_READ])
    if bare is None or not is_address(bare[0]):
        return _unquoted(header[:HEADER_READ]), ""
    return _unquoted(f"{header[: bare.start()]} {header[bare.end() : HEADER_READ]}"), bare[0]


def addresses_in(header: str) -> list[str]:
    """Return all addresses in a header, as written, in their order."""
    words = header[:HEADER_READ]
    found = [each[1] for each in ANGLED.finditer(words)] or ADDRESS.findall(words)
    return [each for each in found if is_address(each)]


def is_same_mailbox(address: str, other: str) -> bool:
    """Return whether mail to `address` comes to `other` too, ignoring what follows a plus."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" == other.casefold()


def is_address(words: str) -> bool:
    """Return whether these words are one address and nothing else."""
    return len(words) <= ADDRESS_LIMIT and ADDRESS.fullmatch(words) is not None


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].casefold().rstrip(".")


def mid_url(message_id: str) -> str:
    """Return the URL of an e-mail (RFC 2392)."""
    return MID + quote(message_id, safe="@.-_")


def id_in_url(url: str) -> str | None:
    return unquote(url.removeprefix(MID)) if url.startswith(MID) else None


def kept(words: str) -> str:
    """Return `words` as a key; overlong text becomes its digest."""
    return words if len(words) <= NAME_LIMIT else _digest(words)


def _unquoted(phrase: str) -> str:
    """Return a name without its quotes and escapes, or the brackets of a comment (RFC 5322, 3.2)."""
    words = phrase.strip(" \t\r\n,;")
    if words[:1] + words[-1:] == "()":
        return words[1:-1].strip()
    if words[:1] + words[-1:] == '""':
        return re.sub(r"\\(.)", r"\1", words[1:-1]).strip()
    return words.strip("\"' ")


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "replace"))
        digest.update(b"\0")
    return digest.hexdigest()
