"""Length of a text as X counts it (twitter-text configuration v3; X docs: Counting characters)."""

import unicodedata

import emoji

from bot.networks.x.links import links

LINK_LENGTH = 23
_SCALE = 100
_WIDE = 200
_NARROW = 100
_NARROW_RANGES = (range(4352), range(8192, 8206), range(8208, 8224), range(8242, 8248))


def weighted_length(text: str) -> int:
    """Return the length of `text` as X counts it against its limit of 280.

    Every link counts 23, an emoji of any make 2, scripts such as Chinese 2 a character, most others 1. The handles X
    itself puts before a reply are free, and never in `text`.
    """
    composed = unicodedata.normalize("NFC", text)
    spans = links(composed)
    edges = [0, *(edge for span in spans for edge in span), len(composed)]
    between = (composed[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return LINK_LENGTH * len(spans) + sum(map(_points, between)) // _SCALE


def has_link(text: str) -> bool:
    """Return whether X sees a link in `text`; a bare "example.com" is one."""
    return bool(links(unicodedata.normalize("NFC", text)))


def _points(piece: str) -> int:
    if piece.isascii():
        return _NARROW * len(piece)
    tokens = list(emoji.analyze(piece, non_emoji=True, join_emoji=False))
    # The library leaves a variation selector out when it stands behind nothing that it changes.
    left_out = len(piece) - sum(len(token.chars) for token in tokens)
    return _WIDE * left_out + sum(map(_token_points, tokens))


def _token_points(token: emoji.Token) -> int:
    chars = token.chars
    # A lone sign such as © is an emoji only with a variation selector behind it.
    if not isinstance(token.value, emoji.EmojiMatch) or len(chars) == 1:
        return sum(map(_sign_points, chars))
    # X knows a joined emoji only as it is spelled in full: without a selector each of its parts counts.
    if "\u200d" in chars and emoji.EMOJI_DATA[chars]["status"] > emoji.STATUS["fully_qualified"]:
        return _NARROW * chars.count("\u200d") + sum(map(_points, chars.split("\u200d")))
    return _WIDE


def _sign_points(char: str) -> int:
    return _NARROW if _is_narrow(ord(char)) else _WIDE


def _is_narrow(point: int) -> bool:
    return any(point in span for span in _NARROW_RANGES)
