"""The hashtags of a text by X's published rules: a # in a link's anchor or behind a letter starts none.

Source: twitter-text 3, conformance/extract.yml, https://github.com/twitter/twitter-text
"""

import re

import regex

# Beside letters, marks and digits: _, the joiners, and signs inside words of Hebrew, Japanese, Tibetan and Catalan.
_SIGNS = r"_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
_LETTER = r"[\p{L}\p{M}]"
_PART = rf"\p{{L}}\p{{M}}\p{{Nd}}{_SIGNS}"
# Variation selectors are marks; an emoji ends with one, and a hashtag may follow it.
_BEGUN = rf"(?:(?<![{_PART}&][#＃])|(?<=[\ufe0e\ufe0f][#＃]))(?![\ufe0f\u20e3])"
_HASHTAG = rf"[#＃]{_BEGUN}(?P<tag>(?=[\p{{Nd}}{_SIGNS}]*{_LETTER})[{_PART}]++)(?!\#|＃|://)"
# Wider than X's own links, which need a known ending: an anchor on a test host is no hashtag either.
_IN_PATH = r"(?:[!-'*-~À-ɏЀ-ӿ]|\([!-'*-~À-ɏЀ-ӿ]*\))"
_HOST = r"(?<![\w.-])[\w-]++(?:\.[\w-]++)++(?::\d+)?"
_LINK = rf"(?:https?://|\bwww\.){_IN_PATH}++|{_HOST}[/?]{_IN_PATH}*+"

_ALONE = regex.compile(_HASHTAG)
# The same for what most posts are, in a sixth of the time.
_ALONE_IN_ASCII = re.compile(r"#(?<![\w&]#)((?=[\d_]*[a-zA-Z])\w++)(?!#|://)", re.ASCII)
_OR_LINK = regex.compile(rf"{_LINK}|{_HASHTAG}", regex.IGNORECASE)
_NO_HASHTAG = regex.compile(rf"{_LINK}|(?<=[{_PART}&])\#", regex.IGNORECASE)


def hashtags(text: str) -> list[str]:
    """Return the hashtags of `text` in order, as written and without their #."""
    if "#" not in text and "＃" not in text:
        return []
    glued = _has_glued(text, "#") or _has_glued(text, "＃")
    if text.isascii() and not glued:
        return _ALONE_IN_ASCII.findall(text)
    return [found["tag"] for found in (_OR_LINK if glued else _ALONE).finditer(text) if found["tag"]]


def is_hashtag(tag: str) -> bool:
    """Return True when `tag`, with its #, is one whole hashtag; a number alone is none."""
    return bool(_ALONE.fullmatch(tag))


def without_hashtags(text: str) -> str:
    """Return `text` with a space for each hashtag; links keep their anchors."""
    return str(_OR_LINK.sub(lambda found: " " if found["tag"] else found[0], text))


def with_signs_apart(text: str) -> str:
    """Return `text` with a space behind every # that starts no hashtag because it is in a link or follows a letter."""
    if "#" not in text or not _has_glued(text, "#"):
        return text
    return str(_NO_HASHTAG.sub(lambda found: found[0].replace("#", "# "), text))


def _has_glued(text: str, sign: str) -> bool:
    """Return True when `sign` follows something other than a space: only then can it be part of a link or an
    address.
    """
    return text.count(sign) > text.count(f" {sign}") + text.startswith(sign)
