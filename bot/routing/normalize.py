"""Text normalization: no invisible characters, one kind of hyphen and apostrophe, no marks of emphasis."""

import re
import unicodedata

import regex

# Soft hyphen, zero-width and direction signs, joiners, fillers, variation selectors (Unicode's property
# Default_Ignorable_Code_Point, in the basic plane), and the lines that tools draw through or under each letter.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u0332-\u0338"
)
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u00b4"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58"
_ONE_SIGN = dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-")
# Frequent ones: replacing them one by one is faster than one regex for all.
_OFTEN = {"\ufe0f": "", "\u2019": "'", "\u2013": "-"}
_ODD = re.compile(f"[{_UNSEEN}{_APOSTROPHES}{_DASHES}]")
_ONE_SPELLING = dict.fromkeys(map(chr, range(0xFE00, 0xFE10)), "") | dict.fromkeys(_APOSTROPHES, "'")

_UNSEEN_BEYOND = "[\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
_LETTER_OF_FLAG = "[\U0001f1e6-\U0001f1ff]"
# Two letters, or a black or white flag with the sign of a region or with what makes it a pirate's or a rainbow's.
_FLAG = f"{_LETTER_OF_FLAG}{{2}}|[\U0001f3f3\U0001f3f4](?:[\U000e0020-\U000e007f]+|\u200d.)?"
_FLAG_OR_UNSEEN = re.compile(f"({_FLAG})|{_UNSEEN_BEYOND}")
_ODD_OR_BEYOND = re.compile(f"[{_UNSEEN}{_APOSTROPHES}{_DASHES}\U0001bca0-\U000e0fff]")
_FLAG_OR_BEYOND = re.compile("[\U0001bca0-\U0001f1ff\U0001f3f3\U0001f3f4\U000e0000-\U000e0fff]")
# Surrounds every flag, so that parts of two flags never look like a third. Private use: no font or network has it.
_POLE = "\ue0f1"

# Stars, backticks, ~~ and || that open or close something; an underscore only at the ends of a word.
_MARKS = re.compile(r"(?<=[^\s*`~|])(?:[*`]|~~|\|\|)++|(?<![*`~|])(?:[*`]|~~|\|\|)++(?=[^\s*`~|])")
_UNDERSCORE_AT_END = re.compile(r"_(?:(?<!\w_)|(?!\w))")
_UNDERSCORES = regex.compile(r"(?<![\w\p{M}@#])(?:_++[#@]?[\w\p{M}]++|[\w\p{M}]++(?<=_))")


def plain(text: str) -> str:
    """Return `text` in NFKC without variation selectors and with straight apostrophes; case stays as it is."""
    if text.isascii():
        return text
    for (
        odd,
        plain_one,
    ) in _ONE_SPELLING.items():  # faster than str.translate, which visits every character
        if odd in text:
            text = text.replace(odd, plain_one)
    return unicodedata.normalize("NFKC", text)


def visible(text: str) -> str:
    """Return `without_unseen` of `text` in NFKC."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", without_unseen(text))


def without_unseen(text: str) -> str:
    """Return `text` without invisible characters, with one kind of apostrophe and hyphen, and with flags kept apart."""
    for odd, plain_one in _OFTEN.items():
        if odd in text:
            text = text.replace(odd, plain_one)
    if not _ODD_OR_BEYOND.search(text):
        return text
    if _FLAG_OR_BEYOND.search(text):
        text = _FLAG_OR_UNSEEN.sub(lambda found: f"{_POLE}{found[1]}{_POLE}" if found[1] else "", text)
    return _ODD.sub(lambda found: _ONE_SIGN.get(found[0], ""), text)


def without_emphasis(text: str) -> str:
    """Return `text` without the marks of emphasis in Markdown: *burning*, _burning_, ~~burning~~, ||burning||."""
    if "*" in text or "`" in text or "~" in text or "|" in text:
        text = _MARKS.sub("", text)
    if "_" in text and _UNDERSCORE_AT_END.search(text):
        text = str(_UNDERSCORES.sub(_without_ends, text))
    return text


def _without_ends(found: regex.Match[str]) -> str:
    word = str(found[0])
    return word.strip("_") or word
