"""What a customer wrote, without the letters they quote and the lines everybody signs with."""

import re
from collections.abc import Iterable

from mailparser_reply.constants import MAIL_LANGUAGES
from mailparser_reply.parser import EmailMessage, EmailReply

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "da", "sv", "pl", "cs", "ja", "ko", "zh")
# Where the library's closing phrases are phrases; in the others two letters at the start of a line are enough.
SIGNED = ("en", "de", "fr", "es", "it", "nl", "pl", "cs")
# The library's patterns take quadratic time and worse: within these bounds the worst known text takes half a second.
READ = 6_000
WIDTH = 120
SIGNATURE_LINES = 8
CLOSING_WORDS = 3
SENT_FROM = re.compile(
    "|".join(phrase for own in MAIL_LANGUAGES.values() if (phrase := own.get("sent_from"))), re.IGNORECASE
)
ATTRIBUTION = re.compile(r"(?=.*(?:@|\d:\d\d)).{,300}:")
LONG_LINE = re.compile(r"\0(\d+)\0")


def own_words(text: str) -> str:
    """`text` without quoted letters and without a signature; `text` itself where nothing else would be left."""
    lines = _lines(text)
    return _whole(_unsigned(_own(lines)), lines) or "\n".join(lines).strip()


def _lines(text: str) -> list[str]:
    """The lines, stripped, with never more than one blank one between others, and without the NUL we mark with."""
    stripped = [line.strip() for line in text.replace("\0", "").splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(stripped)).strip().split("\n")


def _own(lines: list[str]) -> str:
    """Without quotes; long lines stand in it as marks."""
    known = _short(lines)
    rest = lines[len(known) :]
    first, *quoted = _replies(known, LANGUAGES)
    if not quoted:
        return _unquoted([*_without_header(first), *rest])
    beneath = [line for reply in quoted for line in _without_header(reply)] + rest
    return "\n\n".join(filter(None, (_unquoted(_without_header(first)), _between(beneath))))


def _short(lines: list[str]) -> list[str]:
    """The first lines, each short enough for the library's patterns: a long one is replaced by a mark."""
    short, room = [], READ
    for number, line in enumerate(lines):
        short.append(line if len(line) <= WIDTH else f"\0{number}\0")
        room -= len(short[-1]) + 1
        if room < 0:
            break
    return short


def _replies(lines: list[str], languages: Iterable[str]) -> list[EmailReply]:
    message = EmailMessage(text="\n".join(lines), languages=[*languages], keep_hyphen_lists=True)
    replies: list[EmailReply] = message.read().replies
    return replies


def _without_header(reply: EmailReply) -> list[str]:
    words: str = reply.content.replace(reply.headers or "", "", 1)
    return words.split("\n")


def _between(lines: list[str]) -> str:
    """What somebody wrote between the lines of a quoted letter, where quoting is marked."""
    marked = [number for number, line in enumerate(lines) if line.startswith(">")]
    return _unquoted(lines[marked[0] :]) if marked else ""


def _unquoted(lines: Iterable[str]) -> str:
    """Without the marked lines and the one that says above them who wrote that."""
    own: list[str] = []
    quoting = False
    for line in lines:
        if line.startswith(">") and not quoting:
            _drop_attribution(own)
        quoting = line.startswith(">")
        if not quoting:
            own.append(line)
    return "\n".join(own).strip()


def _drop_attribution(own: list[str]) -> None:
    """Take the last line away, or the last two, if they read "... 13:37, somebody <address> wrote:"."""
    while own and not own[-1]:
        own.pop()
    for count in (1, 2):
        if all(own[-count:]) and ATTRIBUTION.fullmatch(" ".join(own[-count:])):
            del own[-count:]
            return


def _unsigned(words: str) -> str:
    """Without the signature the library finds, if that is one: short, and after more than itself. Rather a signature
    too many than a customer's words lost."""
    signature = _replies(words.split("\n")[-SIGNATURE_LINES:], SIGNED)[-1].signatures or ""
    opening = signature.split("\n", 1)[0]
    closes = opening[:2] in ("--", "__") or len(opening.split()) <= CLOSING_WORDS or SENT_FROM.match(opening)
    return words.removesuffix(signature).rstrip() if closes else words


def _whole(words: str, lines: list[str]) -> str:
    return LONG_LINE.sub(lambda mark: lines[int(mark[1])], words)
