"""Detection of links by X's published rules, in linear time.

Source: twitter-text 3.1, https://github.com/twitter/twitter-text
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Span = tuple[int, int]

LONGEST = 4_096
LONGEST_LABEL = 63
LONGEST_SHORT = 40
# A host name cannot have more labels (RFC 1035); checking longer ones again and again would take too long.
MOST_LABELS = 127

_MARKERS = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NEVER = "\ufffe\ufeff\uffff"
# What a host may not have in it; its labels may have - and, but for the last before the ending, _ inside.
_NO_HOST = rf"!'#%&()*+,\\/:;<=>?@\[\]^{{|}}~${_SPACES}{_NEVER}{_MARKERS}"
_ACCENTS = (
    "À-ÖØ-öø-ɏ\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    "\u0300-\u036f\u1e00-\u1eff"
)
# The match includes the character before a URL, if there is one.
_START = re.compile(
    rf"([^A-Za-z0-9@＠$#＃{_NEVER}]|[{_MARKERS}]|\A)(https?://)?+([^_.{_NO_HOST}-][^{_NO_HOST}]*+)",
    re.IGNORECASE,
)
_SCHEME_AT_END = re.compile(r".https?\Z", re.IGNORECASE | re.DOTALL)
# X detects a host without scheme only in Latin labels: a word in another script may contain several.
_LATIN_LABELS = re.compile(rf"(?:[a-z0-9{_ACCENTS}-]+\.)+", re.IGNORECASE)
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
_GOES_ON = re.compile(r"[0-9a-z@+-]", re.IGNORECASE)

_IN_PATH = rf"a-z0-9_Ѐ-ӿ{_ACCENTS}!*';:=+,.$/%#\[\]\u2013~@|&-"
_PAIR = rf"\((?:[{_IN_PATH}]+|[{_IN_PATH}]*\([{_IN_PATH}]+\)[{_IN_PATH}]*)\)"
_IN_QUERY = r"a-z0-9!?*'@();:&=+$/%#\[\]_.,~|-"
_QUERY = rf"\?[{_IN_QUERY}]*[a-z0-9_&=#/-]"
_REST = re.compile(
    rf"(?P<port>:[0-9]+)?(?P<path>/(?:[{_IN_PATH}]|{_PAIR})*(?<=[a-z0-9_Ѐ-ӿ{_ACCENTS}=#/+)-]))?(?P<query>{_QUERY})?",
    re.IGNORECASE,
)
_SHORT = re.compile(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", re.IGNORECASE)


def links(text: str) -> list[Span]:
    """Return where in `text`, which is in NFC, X sees a link: start and end of each, in order."""
    found: list[Span] = []
    place = 0
    while begun := _START.search(text, place):
        host = _host_end(text, *begun.span(3))
        if host is None:
            scheme = _SCHEME_AT_END.search(text, begun.start() + 1, begun.end())
            place = scheme.start() if scheme else begun.end()
            continue
        rest = _REST.match(text, host)
        assert rest is not None
        place = rest.end()
        found += _spans(text, begun, host, rest)
    return found


def _spans(text: str, begun: re.Match[str], host: int, rest: re.Match[str]) -> Iterator[Span]:
    """Yield the links of one address: one with its scheme, and as many as there are Latin hosts without."""
    start, end = begun.end(1), rest.end()
    if not _may_be(text[begun.start(3) : host]) or end - start + len(begun[2] or "https://") > LONGEST:
        return
    if begun[2]:
        short = _SHORT.match(text, start, end)
        if short is None or len(short[1]) <= LONGEST_SHORT:
            yield start, short.end() if short else end
    elif begun[1] not in ("-", "_", ".", "/"):
        bare = list(_latin_hosts(text[:host], start))
        yield from bare[:-1]
        yield from ((first, end if rest["path"] else last) for first, last in bare[-1:])


def _latin_hosts(host: str, start: int) -> Iterator[Span]:
    """Yield where in `host`, from `start` on, Latin labels lead to an ending."""
    while labels := _LATIN_LABELS.search(host, start):
        dots = [dot.end() for dot in re.finditer(r"\.", labels[0])]
        ends = (_ending(host, labels.start() + dot) for dot in reversed(dots))
        end = next(filter(None, ends), None)
        if end:
            yield labels.start(), end
        start = end or labels.end()


def _host_end(text: str, start: int, stop: int) -> int | None:
    """Return where the longest host ends that begins at `start`; None where none does before `stop`."""
    behind_names = []
    for _ in range(MOST_LABELS):
        dot = text.find(".", start, stop)
        if dot <= start or {text[start], text[dot - 1]} & {"_", "-"}:
            break
        if "_" not in text[start:dot]:
            behind_names.append(dot + 1)
        start = dot + 1
    return next(filter(None, (_ending(text, place) for place in reversed(behind_names))), None)


def _ending(text: str, start: int) -> int | None:
    """Return where the ending of a host at `start` ends; None where there is none."""
    for end in range(min(start + _longest_ending(), len(text)), start, -1):
        if text[start:end].lower() in _endings() and not _GOES_ON.match(text, end):
            return end
    encoded = _PUNYCODE.match(text, start)
    return encoded.end() if encoded else None


def _may_be(host: str) -> bool:
    """Return whether the names of `host` have a length that the Internet's names may have."""
    if host.startswith("xn--") and not any(_latin_hosts(host, 0)):
        return False
    return all(0 < len(_encoded(label)) <= LONGEST_LABEL for label in host.split("."))


def _encoded(label: str) -> bytes:
    return label.encode() if label.isascii() else b"xn--" + label.encode("punycode")


@cache
def _endings() -> frozenset[str]:
    lines = Path(__file__).with_name("endings.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


@cache
def _longest_ending() -> int:
    return max(map(len, _endings()))
