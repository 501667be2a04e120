"""The customer's own text, without quoted e-mails and signatures."""

import re
from collections.abc import Iterable, Sequence

from bot.networks.email.boundaries import Attribution, Boundaries, is_framed
from bot.networks.email.markers import ANSWER_IN_FINNISH, CLOSINGS, FORWARD_SUBJECT, SENT_FROM
from bot.networks.email.message import GOES_ON, TEXT_READ

MOST_LINES = 10_000
SIGNATURE_LINES = 8
NAME_WORDS = 3
# Where mail programs break a line at the latest, and what a line they broke is at least as long as.
WRAPPED_AT, LONG = 72, 60
ENDS = tuple(".?!:;,…>)\"'”»。？！")
DELIMITER = re.compile(r"--|_{2,}|-{8,}")
SENTENCE = re.compile(r"(?:\S+\s+){4,}\S*[.?!]|.*[。？！]|p\.?\s?s\.?\b.*", re.IGNORECASE)
CLOSING = re.compile(r"([^,.!:]+?)\s*(?:[,.!]+\s*(.*))?")
PLACE = re.compile(r"\s(?:aus|from|depuis|desde|da|fra|från)\s\S+(?:\s\S+)?$")


def own_words(text: str, subject: str = "") -> str:
    """Return `text` without quoted e-mails and signature; `text` itself if nothing else would be left.

    A forwarded message is kept with the lines above it: it is the content. A subject that begins with FW: marks one
    too.
    """
    lines = _lines(text)
    quoted = _quoted(lines)
    whole = "\n".join(lines).strip()
    own, forwarded = _own(lines, quoted)
    if forwarded:
        return "\n".join([*own, *_once_less_quoted(forwarded)]).strip()
    if _is_forward(subject, whole):
        return whole
    return "\n".join(_unsigned(own)).strip() or whole


def _lines(text: str) -> list[str]:
    """Return the lines, trimmed, with at most one blank line between others.

    A space before ">" is kept: it says that the line is no quote (RFC 3676, 4.4). The last line says so if there is
    more text than is read.
    """
    kept: list[str] = []
    for line in text[:TEXT_READ].replace("\0", "").splitlines():
        if len(kept) == MOST_LINES:
            break
        words = line.strip().lstrip("\ufeff")
        if words.startswith(">") and line.startswith(" "):
            words = f" {words}"
        if words or (kept and kept[-1]):
            kept.append(words)
    return [*kept, GOES_ON] if len(text) > TEXT_READ or len(kept) == MOST_LINES else kept


def _is_forward(subject: str, text: str) -> bool:
    answer, sender = ANSWER_IN_FINNISH
    begins = subject.strip()
    return FORWARD_SUBJECT.match(begins) is not None and not (
        answer.match(begins) and sender in text.casefold()
    )


def _quoted(lines: Sequence[str]) -> list[bool]:
    """Return of each line whether it is marked as quoted, or was broken off such a line by the sender's program."""
    quoted = [line.startswith(">") for line in lines]
    for at, line in enumerate(lines):
        before, after = at > 0 and quoted[at - 1], at + 1 < len(lines) and lines[at + 1].startswith(">")
        if quoted[at]:
            # ">100 people", alone: a sign, not a mark.
            quoted[at] = before or after or line[1:2] in ("", " ", ">") or _is_introduced(lines, at)
        elif line and before:
            quoted[at] = _is_broken_off(
                lines[at - 1], line, followed=after or not any(lines[at + 1 : at + 2])
            )
    return quoted


def _is_introduced(lines: Sequence[str], at: int) -> bool:
    above = [line for line in lines[max(0, at - 2) : at] if line]
    return bool(above) and above[-1].endswith((":", "："))


def _is_broken_off(quote: str, line: str, *, followed: bool) -> bool:
    """Return whether `line` goes on with the quoted line above it, which was too long for the sender's program."""
    first = line.split(maxsplit=1)[0]
    too_long = len(quote) >= LONG and len(quote) + 1 + len(first) > WRAPPED_AT
    return followed and too_long and line[0].islower() and len(line) < len(quote) and not quote.endswith(ENDS)


def _own(lines: Sequence[str], quoted: Sequence[bool]) -> tuple[list[str], Sequence[str]]:
    """Return the writer's own lines, and those of the email they forward, its marker first."""
    own: list[str] = []
    at, found = 0, Boundaries(lines)
    while at < len(lines):
        if found.is_forward(at) and _is_first_quoted(lines, quoted, at):
            return own, lines[at:]
        if quoted[at]:
            _drop_blank(own)
            at += 1
        elif below := _below_quote(lines, quoted, at, attribution := found.attribution(at)):
            at = below
        elif found.is_original(at) or found.is_header_block(at) or (attribution and attribution.ends):
            _drop_blank(own, rules_too=True)
            break
        else:
            own.append(lines[at])
            at += 1
    return own, ()


def _drop_blank(own: list[str], *, rules_too: bool = False) -> None:
    while own and (not own[-1] or (rules_too and is_framed(own[-1]))):
        own.pop()


def _is_first_quoted(lines: Sequence[str], quoted: Sequence[bool], at: int) -> bool:
    """Return whether nothing is quoted right above this line, where it is quoted itself."""
    while quoted[at] and at and quoted[at - 1] and not lines[at - 1].strip("> "):
        at -= 1
    return not (quoted[at] and at and quoted[at - 1])


def _below_quote(
    lines: Sequence[str], quoted: Sequence[bool], at: int, attribution: Attribution | None
) -> int:
    """Return the place below the quote that the line introduces, where that is marked; 0 where it introduces none."""
    if attribution is None or not attribution.introduces:
        return 0
    begin = at + attribution.count
    while begin < len(lines) and not lines[begin]:
        begin += 1
    end = begin
    while end < len(lines) and quoted[end]:
        end += 1
    return end if end > begin else 0


def _once_less_quoted(lines: Sequence[str]) -> Iterable[str]:
    """Return an email that was forwarded as a quote, as Apple Mail does, as it was."""
    if all(line.startswith(">") for line in lines if line):
        return [line.removeprefix(">").removeprefix(" ") for line in lines]
    return lines


def _unsigned(own: list[str]) -> list[str]:
    """Return the lines without the signature at their end. If in doubt the signature stays, not to lose customers'
    words."""
    filled = [at for at, line in enumerate(own) if line][-SIGNATURE_LINES:]
    for at in filled:
        if any(own[:at]) and _opens_signature(own[at]):
            return own if _goes_on(own[at + 1 :], own[at]) else own[:at]
    return own


def _opens_signature(line: str) -> bool:
    if DELIMITER.fullmatch(line) or SENT_FROM.match(line):
        return True
    found = CLOSING.fullmatch(line) if len(line) <= LONG else None
    if found is None:
        return False
    name = (found[2] or "").split()
    is_name = len(name) <= NAME_WORDS and all(word[0].isupper() or not word[0].isalpha() for word in name)
    return is_name and PLACE.sub("", found[1]).casefold() in CLOSINGS


def _goes_on(below: Sequence[str], opening: str) -> bool:
    """Return whether the author wrote more below what seems to be the end."""
    if DELIMITER.fullmatch(opening):
        return False
    first = next(filter(None, below), "")
    return first[:1].islower() or any(SENTENCE.fullmatch(line) for line in below)
