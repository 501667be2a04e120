"""The author of an e-mail, whether they are verified, and the address for a reply."""

from functools import cache

from publicsuffixlist import PublicSuffixList

from bot.mention import Author
from bot.networks.email.charsets import header_words
from bot.networks.email.message import (
    InboundEmail,
    addresses_in,
    domain_of,
    is_address,
    is_same_mailbox,
    kept,
    mailbox_in,
)

NAME_READ = 1_000


class NoSender(ValueError):
    """An e-mail without any address to reply to."""


def author_of(message: InboundEmail, ours: str) -> Author:
    """Return the author: the address in From (RFC 7489, 3.1), else the envelope's sender. Raise NoSender.

    Forms and mailing lists write for many people and name each in Reply-To: each of those is a separate author. A
    form that sends from our own address is identified by the customer's address.
    """
    name, address = _sender(message)
    elsewhere = answer_to(message, ours)
    if not elsewhere or is_of_sender(message, elsewhere):
        key = address.casefold()
        return Author(address, name or address, native_id=kept(key), links=(f"mailto:{key}",))
    shown, other = (elsewhere, address) if is_same_mailbox(address, ours) else (address, elsewhere)
    return Author(shown, name or shown, native_id=kept(f"{shown} {other}".casefold()))


def answer_to(message: InboundEmail, ours: str) -> str:
    """Return the address in Reply-To for replies; "" if there is none, or it is the sender's own or ours."""
    _, sender = _sender(message)
    found = [each for each in addresses_in(message.header("reply-to")) if not is_same_mailbox(each, ours)]
    return found[0] if found and found[0].casefold() != sender.casefold() else ""


def is_of_sender(message: InboundEmail, address: str) -> bool:
    """Return whether an address is of the organisation in From, as relaxed alignment asks (RFC 7489, 3.1.1)."""
    return _aligned(domain_of(address), message)


def is_verified(message: InboundEmail) -> bool:
    """Return whether SPF or DKIM passed for the organisation in From (RFC 7489, 3.1), or neither was checked."""
    return not message.checks or any(
        check.passed and _aligned(check.domain, message) for check in message.checks
    )


def _aligned(domain: str, message: InboundEmail) -> bool:
    return bool(domain) and _organisation(domain) == _organisation(domain_of(_sender(message)[1]))


def _sender(message: InboundEmail) -> tuple[str, str]:
    """Return name and address of the sender. Raise NoSender."""
    name, address = mailbox_in(message.sender)
    address = address or mailbox_in(message.header("from"))[1] or (message.return_path or "").strip("<> ")
    if not is_address(address):
        raise NoSender("an e-mail without a sender's address")
    return " ".join(header_words(name[:NAME_READ]).split()), address


def _organisation(domain: str) -> str:
    """Return the domain below a public suffix: post.example for mail.post.example."""
    return _suffixes().privatesuffix(domain) or domain


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
