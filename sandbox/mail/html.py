"""Text of an HTML e-mail, as a person reads it."""

import re
from html.parser import HTMLParser

LINES = frozenset(("p", "br", "div", "li", "tr", "h1", "h2", "h3", "ul", "ol"))
UNREAD = frozenset(("script", "style", "title"))


def words_in(html: str) -> str:
    """Return the text of an HTML document, line by line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(reader.words)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in UNREAD:
            self._inside.append(tag)
        elif tag in LINES:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data)
