"""How words are compared: one spelling for the many ways to write a word, and a text's words in order."""

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_VARIATION_SELECTORS = dict.fromkeys(map(chr, range(0xFE00, 0xFE10)), "")
_ONE_SPELLING = _VARIATION_SELECTORS | dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4", "'")


def plain(text: str) -> str:
    """NFKC, no variation selectors, straight apostrophes; upper and lower case stay as they are."""
    if text.isascii():
        return text
    for (
        odd,
        plain_one,
    ) in _ONE_SPELLING.items():  # sooner done than str.translate, which looks at every character
        if odd in text:
            text = text.replace(odd, plain_one)
    return unicodedata.normalize("NFKC", text)


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
_SIGN = WORD.replace("[", r"[^\s\x00-\x1f\x7f", 1)
_TOKEN = re.compile(f"[#@]?{WORD}+|{_SIGN}")
_ASCII_SIGNS = [sign for sign in string.punctuation if sign not in "_#@"]
_CONTROLS = dict.fromkeys([*range(32), 127], " ")


def tagged_tokens(folded: str) -> list[str]:
    """Words and single signs in order; a word keeps the tag before it (#fail, @larkspur)."""
    return _ascii_tokens(folded) if folded.isascii() else _TOKEN.findall(folded)


def bare_tokens(tagged: list[str]) -> list[str]:
    """The same tokens, one for one, without tags."""
    return [token.lstrip("#@") or token for token in tagged]


def _ascii_tokens(folded: str) -> list[str]:
    """What _TOKEN finds, in half its time: nearly every post is ASCII."""
    spaced = folded if folded.isprintable() else folded.translate(_CONTROLS)
    for sign in _ASCII_SIGNS:
        if sign in spaced:
            spaced = spaced.replace(sign, f" {sign} ")
    return spaced.replace("#", " #").replace("@", " @").split()


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
    tagged = tagged_tokens(fold(written))
    return Keyword(written, tuple(tagged), tuple(bare_tokens(tagged)))
