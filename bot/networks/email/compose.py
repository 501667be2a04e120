"""Composition of a reply e-mail: its recipient, its thread, and its way back to the case."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.delivery import Declined
from bot.mention import Mention
from bot.networks.email.message import is_address

# Folded, a long message id would be encoded and thread nowhere; 998 is a line's limit (RFC 5322, 2.1.1).
POLICY = SMTP.clone(max_line_length=998)
SUBJECT_LIMIT = 200
NO_ADDRESS = "Baton can't send e-mail to this person's address. Contact them another way."


def answer(
    mention: Mention, text: str, *, message_id: str, sender: str, name: str, reply_to: str, now: datetime
) -> EmailMessage:
    """Return the message. Raise Declined when the author has no usable address."""
    message = EmailMessage(POLICY)
    message["From"] = Address(_line(name), addr_spec=sender)
    message["To"] = _recipient(mention.answer_to or mention.author.handle)
    message["Reply-To"] = reply_to
    message["Subject"] = _subject(mention.title)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{message_id}>"
    message["In-Reply-To"] = f"<{mention.native_id}>"
    message["References"] = _references(mention)
    message.set_content(text, cte="quoted-printable")
    return message


def _recipient(handle: str) -> str:
    """Return the address with its domain in IDNA form. Few servers accept a mailbox beyond ASCII."""
    local, _, domain = handle.rpartition("@")
    if not is_address(handle):
        raise Declined(NO_ADDRESS)
    try:
        return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise Declined(NO_ADDRESS) from None


def _references(mention: Mention) -> str:
    """Return the ids of the thread's first message, its predecessor and itself (RFC 5322, 3.6.4, shortened)."""
    ids = (mention.conversation, mention.in_reply_to, mention.native_id)
    return " ".join(dict.fromkeys(f"<{each}>" for each in ids if each and "@" in each))


def _subject(title: str) -> str:
    subject = _line(title)[:SUBJECT_LIMIT]
    return subject if subject.casefold().startswith("re:") else f"Re: {subject or 'your message'}"


def _line(words: str) -> str:
    """Return one line without control characters, so that no text can add headers."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())
