"""Decoding of e-mails by the WHATWG's charset labels (WHATWG, Encoding), which are wider than Python's."""

import codecs
import re
from email.errors import MessageError
from email.header import decode_header

import webencodings

# These say that there are seven bits. Where there are eight, the sender's program did not know the charset either.
UNKNOWN = frozenset(("us-ascii", "ascii", "ansi_x3.4-1968", "iso-ir-6", "unknown-8bit", "x-unknown", ""))
# WHATWG shuts out two for the web's sake. Mail is written in them.
SHUT_OUT = {"iso-2022-kr": "iso2022_kr", "csiso2022kr": "iso2022_kr", "hz-gb-2312": "hz"}
ESCAPE = re.compile(rb"\x1b(\([BIJ]|\$[@B])")


def decode(content: bytes, label: str) -> str:
    """Return `content` as text by the charset that `label` names; invalid bytes become U+FFFD.

    Without a known label it is UTF-8 if that fits, else windows-1252.
    """
    name = label.strip().strip("\"';").strip().casefold()
    encoding = webencodings.lookup(name)
    if name in UNKNOWN:
        return _guessed(content)
    if name in SHUT_OUT:
        return content.decode(SHUT_OUT[name], "replace")
    if encoding is None or encoding.name == "replacement":
        return _by_python(content, name)
    if encoding.name == "iso-2022-jp":
        return _iso_2022_jp(content)
    # GB 18030 is the wider one of the two, and how WHATWG reads both.
    text: str = webencodings.decode(content, "gb18030" if encoding.name == "gbk" else encoding)[0]
    return text


def header_words(words: str) -> str:
    """Return a header's words without their encoding (RFC 2047); as they are where that cannot be undone."""
    try:
        parts = decode_header(words)
    except (MessageError, ValueError):
        return words
    return "".join(part if isinstance(part, str) else _part(part, charset) for part, charset in parts)


def _part(part: bytes, charset: str | None) -> str:
    return decode(part, charset) if charset else part.decode("raw-unicode-escape", "replace")


def _guessed(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        begin = content[: fault.start]
        # A text that was cut may end within a character.
        is_cut = fault.reason == "unexpected end of data" and not begin.isascii()
        return begin.decode() if is_cut else content.decode("cp1252", "replace")


def _by_python(content: bytes, name: str) -> str:
    """Return the text by one of Python's own charsets: cp850, utf-7."""
    try:
        return content.decode(codecs.lookup(name).name, "replace")
    except (LookupError, ValueError):
        return _guessed(content)


def _iso_2022_jp(content: bytes) -> str:
    """Return the text, with the signs of NEC and IBM, which Windows sends and Python's codec does not know."""
    try:
        return content.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        first, *rest = ESCAPE.split(content)
    pieces = zip(rest[::2], rest[1::2], strict=True)
    return b"".join([first, *(_shift_jis(escape, piece) for escape, piece in pieces)]).decode(
        "cp932", "replace"
    )


def _shift_jis(escape: bytes, piece: bytes) -> bytes:
    """Return a piece of ISO-2022-JP, which follows `escape`, in Shift_JIS (JIS X 0208, appendix 1)."""
    if escape == b"(I":
        return bytes(each | 0x80 for each in piece)
    if not escape.startswith(b"$"):
        return piece
    return bytes(
        half
        for row, cell in zip(piece[::2], piece[1::2], strict=False)
        for half in (
            ((row - 0x21) >> 1) + (0x81 if row < 0x5F else 0xC1) & 0xFF,
            (cell + (0x1F if cell < 0x60 else 0x20) if row % 2 else cell + 0x7E) & 0xFF,
        )
    )
