"""Boundaries in an e-mail: the lines that mail programs put above quoted or forwarded messages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.networks.email.markers import DATE, FORWARDED, FROM, ORIGINAL, SUBJECT, TO, WROTE

# A marker may be broken into this many lines, and a block of headers go on for this many.
MARKER_LINES, MARKER_WIDTH = 4, 400
# "Larkspur Help wrote:", without a date.
SHORT = 6
LABEL_READ = 60
BLOCK_LINES, BLOCK_GAP = 14, 2
KINDS = {label: kind for kind in (FROM, DATE, SUBJECT, TO) for label in kind}
ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
IN_BRACKETS = re.compile(r"[<\[(]\s*(?:mailto:)?[^\s@<>]+@[^\s@<>]+\s*[>\])]")
TIME = re.compile(
    r"(?<!\d)\d{1,2}(?::\d{2}(?!\d)|h\d{2}|時|시|点|點)|(?:klo|kl\.?|\d{4}) \d{1,2}\.\d{2}(?!\d)"
)
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
# Marks that turn the direction of writing: they surround names and addresses in Hebrew and Arabic.
TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
RULE = re.compile(r"[\s_\-–—=*]{5,}")
FRAME, COLONS = "-_=*–—", (":", "：")
Header = frozenset[str]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The `count` lines that introduce a quote, what they say of it, and in how many words."""

    count: int
    said: frozenset[str]
    words: int

    @property
    def introduces(self) -> bool:
        """Return whether it may introduce a quote that is marked. Little is asked: nothing else is cut for it."""
        return "address" in self.said or len(self.said) > 1 or ("wrote" in self.said and self.words <= SHORT)

    @property
    def ends(self) -> bool:
        """Return whether everything below it is quoted, without a mark.

        "On Monday at 9:00 the driver wrote:" is a story.
        """
        return "address" in self.said and len(self.said) > 1


class Boundaries:
    """The lines of an e-mail, searched for the beginning of another one."""

    def __init__(self, lines: Sequence[str]) -> None:
        # No marker is longer, and several patterns take quadratic time over a line.
        short = (line[: MARKER_WIDTH + 1] for line in lines)
        self._lines = [line if line.isascii() else TURNS.sub("", line).strip() for line in short]
        self._headers = [_header_in(line) for line in self._lines]

    def is_forward(self, at: int) -> bool:
        """Return whether a line says that a forwarded email follows: framed by dashes, or ended by a colon."""
        line = self._lines[at].lstrip("> ")
        said = _in_frame(line) or (line.rstrip(" :：") if line.endswith(COLONS) else "")
        return any(_plain(part) in FORWARDED for part in re.split("/|---", said)) if said else False

    def is_original(self, at: int) -> bool:
        """Return whether a line says that the email which is answered follows."""
        return _plain(_in_frame(self._lines[at])) in ORIGINAL

    def attribution(self, at: int) -> Attribution | None:
        """Return what says in this line, and up to three below, who wrote what is quoted: "On ... wrote:"."""
        for count in range(1, MARKER_LINES + 1):
            piece = self._lines[at : at + count]
            if len(piece) < count or not piece[-1] or len(whole := " ".join(piece)) > MARKER_WIDTH:
                return None
            if _is_open(whole) and (said := _said(whole)):
                # Where fewer lines say as much, the first ones are the writer's own.
                inner = any(_said(" ".join(piece[skip:])) == said for skip in range(1, count))
                return None if inner else Attribution(count, said, len(whole.split()))
        return None

    def is_header_block(self, at: int) -> bool:
        """Return whether the headers of another email begin in a line.

        A journey has a *From* and a *To* as well. So the sender has an address, or there is a subject and one of the
        headers has an address, or the date has a year and a time.
        """
        found = self._block(at) if self._headers[at] else {}
        if FROM not in found or len(found) < 2:
            return False
        if ADDRESS.search(found[FROM]):
            return True
        when = found.get(DATE, "")
        dated = YEAR.search(when) is not None and TIME.search(when) is not None
        return SUBJECT in found and (dated or any(ADDRESS.search(value) for value in found.values()))

    def _block(self, at: int) -> dict[Header, str]:
        """Return the headers from `at` on, by kind; those broken into several lines whole."""
        found: dict[Header, str] = {}
        kind, gap = None, 0
        for place in range(at, min(at + BLOCK_LINES, len(self._lines))):
            header, line = self._headers[place], self._lines[place]
            gap = 0 if header else gap + 1
            if header:
                kind = header
                found.setdefault(header, line)
            elif kind is None or gap > BLOCK_GAP:
                break
            else:
                found[kind] += f" {line}"
        return found


def is_framed(line: str) -> bool:
    """Return whether a line is a rule, or words framed by dashes: what may come above a block of headers."""
    return RULE.fullmatch(line) is not None or _in_frame(line) != ""


def _in_frame(line: str) -> str:
    """Return the words between two or more dashes on each side; "" where there is no such frame."""
    framed = line[:1] in FRAME and line[1:2] in FRAME and line[-1:] in FRAME and line[-2:-1] in FRAME
    return line.strip(f"{FRAME} ") if line and framed else ""


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _header_in(line: str) -> Header | None:
    """Return the kind of header that a line is; None for another line."""
    label, colon, _ = line[:LABEL_READ].replace("：", ":").partition(":")
    return KINDS.get(_plain(label.strip("*_ "))) if colon else None


def _is_open(words: str) -> bool:
    """Return whether something follows these words: they end with a colon, or have dashes on both sides."""
    return words.endswith(COLONS) or (words.startswith("--") and words.endswith("--"))


def _said(words: str) -> frozenset[str]:
    """Return what a marker mentions: *when*, an *address*, and that a person *wrote*."""
    facts = {
        "when": YEAR.search(words) is not None and TIME.search(words) is not None,
        "address": IN_BRACKETS.search(words) is not None,
        "wrote": WROTE.search(words) is not None,
    }
    return frozenset(fact for fact, is_said in facts.items() if is_said)
