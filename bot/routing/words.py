"""How words are compared: one spelling for the many ways to write a word, and a text's words in order."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_VARIATION_SELECTORS = dict.fromkeys(range(0xFE00, 0xFE10), "")
_ONE_SPELLING = _VARIATION_SELECTORS | dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u00b4"), "'")


def plain(text: str) -> str:
    """NFKC, no variation selectors, straight apostrophes; upper and lower case stay as they are."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_ONE_SPELLING))


def fold(text: str) -> str:
    """`plain`, and without case: two spellings of one word fold to the same text."""
    return text.lower() if text.isascii() else plain(text).casefold().replace("\u0307", "")


def _marks() -> Iterator[str]:
    """Ranges of the signs that stand over, under and beside a letter: parts of a word that `\\w` leaves out."""
    start = None
    for code in range(0x300, 0x10000):
        is_mark = unicodedata.category(chr(code)) in ("Mn", "Mc")
        if is_mark and start is None:
            start = code
        elif not is_mark and start is not None:
            yield f"{chr(start)}-{chr(code - 1)}"
            start = None


WORD = rf"[\w{''.join(_marks())}]"
_SIGN = WORD.replace("[", r"[^\s#@", 1)
_TOKEN = re.compile(rf"{WORD}+|{_SIGN}|[#@](?!{WORD})")
_TAGGED_TOKEN = re.compile(rf"[#@]?{WORD}+|{_SIGN}|[#@]")


def tokens(folded: str) -> list[str]:
    """Words and single signs in order; a tagged word (#fail, @larkspur) stands there without its tag."""
    return _TOKEN.findall(folded)


def tagged_tokens(folded: str) -> list[str]:
    """The same tokens, one for one, tags kept."""
    return _TAGGED_TOKEN.findall(folded)


@dataclass(frozen=True, slots=True)
class Keyword:
    """What a rule looks for: its tokens with and without tags, and how the rule's author wrote it."""

    written: str
    tagged: tuple[str, ...]
    bare: tuple[str, ...]

    @property
    def has_tag(self) -> bool:
        return self.tagged != self.bare


def keyword(written: str) -> Keyword:
    """The keyword as texts are read; its `bare` is empty when nothing but spaces or invisible signs was written."""
    folded = fold(written)
    share = sys.intern
    return Keyword(written, tuple(map(share, tagged_tokens(folded))), tuple(map(share, tokens(folded))))
