"""A letter as a mention: who wrote what, in which thread, for which case."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from bot.links import read_address
from bot.mention import TEXT_LIMIT, Author, MayReply, Mention
from bot.networks.email.html import text_of
from bot.networks.email.letters import Attachment, Check, Letter, address_in, domain_of, mid_url
from bot.networks.email.message_ids import case_of_id
from bot.networks.email.trimming import own_words

# What mail servers try before they give up (RFC 5321, 4.5.4.1). A date further back is the sender's wrong clock.
LONGEST_WAY = timedelta(days=5)
NOT_VERIFIED = "[sender not verified: the mail server found no proof that this address is theirs]"
ATTACHMENTS_NAMED = 20
SUBJECT_ALONE = "(no text)"


class NoSender(ValueError):
    """A letter without an address anybody could be answered at."""


def mention_of(letter: Letter, network: str, secret: str, now: datetime) -> Mention:
    """The mention in this letter. Raises NoSender."""
    author = _author(letter)
    message_id, references = letter.message_id, letter.references
    case, made_at = _case(letter, secret)
    return Mention(
        network,
        message_id,
        references[0] if references else message_id,
        author,
        _text(letter, author.handle),
        mid_url(message_id),
        _written_at(letter.header("date"), now),
        MayReply("yes"),
        in_reply_to=references[-1] if references else None,
        title=" ".join(letter.subject.split()),
        private=True,
        case=case,
        link_made_at=made_at,
    )


def _author(letter: Letter) -> Author:
    """Whom an answer goes to: Reply-To, else From (RFC 5322, 3.6.2). Their name is what they call themselves."""
    address = address_in(letter.header("reply-to")) or address_in(letter.sender)
    if not address:
        raise NoSender("a letter without an address to answer")
    name = decoded(parseaddr(letter.sender)[0]) or address
    key = address.casefold()
    return Author(address, name, native_id=key, links=(f"mailto:{key}",))


def decoded(words: str) -> str:
    """A header's words without their encoding (RFC 2047); as they stand where that cannot be undone."""
    try:
        return str(make_header(decode_header(words)))
    except (MessageError, LookupError, ValueError):
        return words


def _text(letter: Letter, address: str) -> str:
    written = letter.text.strip() or text_of(letter.html)
    words = letter.stripped.strip() or own_words(written) or SUBJECT_ALONE
    notes = [_named(each) for each in letter.attachments[:ATTACHMENTS_NAMED]]
    if further := letter.attachments[ATTACHMENTS_NAMED:]:
        notes.append(f"[{len(further)} further attachments]")
    if not _verified(letter.checks, address):
        notes.append(NOT_VERIFIED)
    below = "\n".join(notes)
    room = TEXT_LIMIT - len(below) - 2
    return "\n\n".join(filter(None, (words[:room], below)))


def _named(attachment: Attachment) -> str:
    name = " ".join(decoded(attachment.name).split())[:100] or "without a name"
    return f"[attachment: {name}, {_size(attachment.size)}]"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _verified(checks: Sequence[Check], address: str) -> bool:
    """Whether a check passed for the author's own domain (as DMARC asks, RFC 7489, 3.1), or none was made."""
    domain = domain_of(address)
    return not checks or any(check.passed and _aligned(check.domain, domain) for check in checks)


def _aligned(checked: str, domain: str) -> bool:
    return bool(checked) and (f".{domain}".endswith(f".{checked}") or f".{checked}".endswith(f".{domain}"))


def _written_at(date: str, now: datetime) -> datetime:
    try:
        written = parsedate_to_datetime(date)
        at = written.replace(tzinfo=UTC) if written.tzinfo is None else written.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return now
    return at if now - LONGEST_WAY <= at <= now else now


def _case(letter: Letter, secret: str) -> tuple[int | None, datetime | None]:
    """The case the letter names, and when the address was given out that names it: by an answer to one of our letters,
    which only its reader has, else by the address it was sent to."""
    answered = (case_of_id(each, secret) for each in reversed(letter.references))
    if case := next(filter(None, answered), None):
        return case, None
    addresses = (read_address(address, secret) for _, address in getaddresses(letter.recipients))
    named = next(filter(None, addresses), None)
    return (named.case, named.made_at) if named else (None, None)
