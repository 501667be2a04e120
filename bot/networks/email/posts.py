"""Conversion of an e-mail into a Mention: its author, text, thread and case."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import islice

from bot.mention import TEXT_LIMIT, MayReply, Mention
from bot.networks.case_tokens import read_address
from bot.networks.email.author import NAME_READ, answer_to, author_of, is_of_sender, is_verified
from bot.networks.email.charsets import header_words
from bot.networks.email.flowed import unflowed
from bot.networks.email.html import text_of
from bot.networks.email.message import GOES_ON, Attachment, InboundEmail, addresses_in, mid_url
from bot.networks.email.message_ids import case_of_id
from bot.networks.email.quote_stripping import own_words

# What mail servers try before they give up (RFC 5321, 4.5.4.1). A date further back is the sender's wrong clock.
LONGEST_WAY = timedelta(days=5)
NOT_VERIFIED = "[sender not verified: the mail server found no proof that this address is theirs]"
ELSEWHERE = (
    "[replies go to {}: the sender asks for this (Reply-To), and there is no proof that it is their address]"
)
ATTACHMENTS_NAMED = 20
SUBJECT_READ, DATE_READ, RECIPIENTS_READ = 2_000, 200, 2_000
SUBJECT_ALONE = "(no text)"


def mention_of(message: InboundEmail, network: str, ours: str, secret: str, now: datetime) -> Mention:
    """Return the mention in this email to our address `ours`. Raise NoSender."""
    author, elsewhere = author_of(message, ours), answer_to(message, ours)
    message_id, references = message.message_id, message.references
    case, made_at = _case(message, secret)
    return Mention(
        network,
        message_id,
        references[0] if references else message_id,
        author,
        _text(message, ours),
        mid_url(message_id),
        _written_at(message.header("date"), now),
        MayReply("yes"),
        in_reply_to=references[-1] if references else None,
        title=" ".join(header_words(message.subject[:SUBJECT_READ]).split()),
        private=True,
        case=case,
        link_made_at=made_at,
        answer_to=elsewhere,
    )


def _text(message: InboundEmail, ours: str) -> str:
    """Return the writer's own words, and below them in brackets what staff should know of the email."""
    words = own_words(_written(message), message.subject) or SUBJECT_ALONE
    below = "\n".join(_notes(message, ours))
    room = TEXT_LIMIT - len(below) - len(GOES_ON) - 4
    shown = words if len(words) <= room else f"{words[:room]}\n{GOES_ON}"
    return "\n\n".join(filter(None, (shown, below)))


def _written(message: InboundEmail) -> str:
    """Return the text; that of the HTML if there is none, or if the provider derived it from the HTML."""
    kind = message.header("content-type")
    plain = unflowed(message.text, kind)
    if plain.strip() and not (message.html and kind.casefold().startswith("text/html")):
        return plain
    return text_of(message.html) or plain


def _notes(message: InboundEmail, ours: str) -> list[str]:
    notes = [_named(each) for each in message.attachments[:ATTACHMENTS_NAMED]]
    if more := message.attachments[ATTACHMENTS_NAMED:]:
        notes.append(f"[{len(more)} more attachments]")
    if not is_verified(message):
        notes.append(NOT_VERIFIED)
    if (elsewhere := answer_to(message, ours)) and not is_of_sender(message, elsewhere):
        notes.append(ELSEWHERE.format(elsewhere))
    return notes


def _named(attachment: Attachment) -> str:
    name = " ".join(header_words(attachment.name[:NAME_READ]).split())[:100] or "unnamed"
    return f"[attachment: {name}, {_size(attachment.size)}]"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _written_at(date: str, now: datetime) -> datetime:
    try:
        written = parsedate_to_datetime(date[:DATE_READ])
        at = written.replace(tzinfo=UTC) if written.tzinfo is None else written.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return now
    return at if now - LONGEST_WAY <= at <= now else now


def _case(message: InboundEmail, secret: str) -> tuple[int | None, datetime | None]:
    """Return the case the e-mail names, and when the address that names it was created. An answer to one of our
    messages comes first, since only its recipient has the id; then the address it was sent to."""
    answered = (case_of_id(each, secret) for each in reversed(message.references))
    if case := next(filter(None, answered), None):
        return case, None
    addresses = (each for header in message.recipients for each in addresses_in(header))
    named = next(
        filter(None, (read_address(each, secret) for each in islice(addresses, RECIPIENTS_READ))), None
    )
    return (named.case, named.made_at) if named else (None, None)
