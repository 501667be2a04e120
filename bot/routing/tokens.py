"""Tokens: the words of a text in order, folded so that different spellings of a word compare equal."""

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlp.hashtags import with_signs_apart
from bot.routing.normalize import visible, without_emphasis


def fold(text: str) -> str:
    """Return `text` normalized and without case: two spellings of one word fold to the same text.

    The two letters i of Turkish count as one: in capitals without their dots they look the same.
    """
    return text.lower() if text.isascii() else fold_case(visible(text))


def fold_case(seen: str) -> str:
    """Return `fold` of a text that is `visible` already."""
    return seen.lower() if seen.isascii() else seen.casefold().replace("\u0307", "").replace("ı", "i")


def _marks() -> Iterator[str]:
    """Yield ranges of combining marks over, under and beside a letter: parts of a word that `\\w` leaves out."""
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
# An @ inside an e-mail address is no mention; behind RT it is one.
_IN_ADDRESS = re.compile(r"@(?<=[a-z0-9_]@)(?<!\brt@)")
_CONTROLS = dict.fromkeys([*range(32), 127], " ")


def tagged_tokens(folded: str) -> list[str]:
    """Return words and single signs in order; a word keeps the # or @ before it (#fail, @larkspur)."""
    return _ascii_tokens(folded) if folded.isascii() else _TOKEN.findall(folded)


def tags_of(folded: str) -> frozenset[str]:
    """Return the tokens that are a hashtag or a mention, not part of a link, an e-mail address or another word."""
    apart = _IN_ADDRESS.sub("@ ", with_signs_apart(folded))
    return frozenset(token for token in tagged_tokens(apart) if token[0] in "#@" and len(token) > 1)


def bare_tokens(tagged: list[str]) -> list[str]:
    """Return the same tokens, one for one, without # and @."""
    return [token.lstrip("#@") or token for token in tagged]


def _ascii_tokens(folded: str) -> list[str]:
    """Return what _TOKEN finds, in half the time: most posts are ASCII."""
    spaced = folded if folded.isprintable() else folded.translate(_CONTROLS)
    for sign in _ASCII_SIGNS:
        if sign in spaced:
            spaced = spaced.replace(sign, f" {sign} ")
    return spaced.replace("#", " #").replace("@", " @").split()


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of a rule: as written, and its tokens with and without # and @; `tags` are the tokens with one."""

    written: str
    tagged: tuple[str, ...]
    bare: tuple[str, ...]
    tags: frozenset[str]

    @property
    def has_tag(self) -> bool:
        return self.tagged != self.bare


def keyword(written: str) -> Keyword:
    """Return the keyword of a written text; its `bare` is empty when the text has only spaces or invisible
    characters.
    """
    folded = without_emphasis(fold(written))
    tagged = tagged_tokens(folded)
    return Keyword(written, tuple(tagged), tuple(bare_tokens(tagged)), tags_of(folded))
