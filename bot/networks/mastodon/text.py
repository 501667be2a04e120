"""Conversion of a post's HTML to the text its author wrote."""

import re
from html.parser import HTMLParser

HTML_LIMIT = 200_000  # characters: many times the longest post instances allow

_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"))
_SILENT = frozenset(("script", "style"))
_AS_THEY_READ = frozenset(("mention", "hashtag"))


def plain_text(html: str) -> str:
    """Return the text with paragraphs, line breaks and whole links, without markup."""
    text = "".join(_read(html).pieces)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def links_in(html: str) -> list[str]:
    """Return the URLs that a piece of HTML links to, in order."""
    return _read(html).targets


class _Reader(HTMLParser):
    """An HTML parser without a tree: a post can be nested as deep as its sender likes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.targets: list[str] = []
        self._link: tuple[str, int] | None = None  # where it leads, and the piece its label begins at
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._end_link()
            self._link = (_target(dict(attrs)), len(self.pieces))
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag in _PARAGRAPHS:
            self.pieces.append("\n\n")
        self._silent = tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        elif tag in _PARAGRAPHS:
            self.pieces.append("\n\n")
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)

    def close(self) -> None:
        super().close()
        self._end_link()

    def _end_link(self) -> None:
        if self._link is None:
            return
        (target, start), self._link = self._link, None
        if not target:
            return
        label = "".join(self.pieces[start:])
        whole = target if _bare(label) in ("", _bare(target)) else f"{label} ({target})"
        self.pieces[start:] = [whole]
        self.targets.append(target)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html[:HTML_LIMIT])
    reader.close()
    return reader


def _target(attributes: dict[str, str | None]) -> str:
    """Return the whole target of a link; "" for a mention, a hashtag, or no web address."""
    address = attributes.get("href") or ""
    kinds = (attributes.get("class") or "").split()
    return "" if _AS_THEY_READ.intersection(kinds) or not re.match(r"https?://", address, re.I) else address


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address.strip(), flags=re.I).rstrip("/")
