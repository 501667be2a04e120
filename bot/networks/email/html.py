"""Mail that came as HTML alone, as plain text in which quotes are marked as everywhere in mail."""

import re
from html.parser import HTMLParser

HIDDEN = frozenset(("script", "style", "title"))
BLOCKS = frozenset(("blockquote", "br", "div", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"))
HEADING = re.compile("h[1-6]")
# Most of a letter's markup is layout; what stands behind this much of it nobody reads.
READ = 200_000
# Dealt with beforehand: Python's parser takes quadratic time over what begins and never ends.
COMMENTS = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)
NO_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")


def text_of(html: str) -> str:
    """The visible text, a line for each block; the lines of a quote begin with ">"."""
    reader = _Reader()
    reader.feed(NO_TAG.sub("&lt;", COMMENTS.sub("", html[:READ])))
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects lines. Python's own parser: it takes any markup however deep it is nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quoted = 0
        self._hidden = 0

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or HEADING.fullmatch(tag):
            self._end_line()
        self._quoted += tag == "blockquote"
        self._hidden += tag in HIDDEN

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS or HEADING.fullmatch(tag):
            self._end_line()
        self._quoted = max(0, self._quoted - (tag == "blockquote"))
        self._hidden = max(0, self._hidden - (tag in HIDDEN))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._line.append(data)

    def _end_line(self) -> None:
        words = " ".join("".join(self._line).split())
        self._line.clear()
        if words:
            self._lines.append(f"> {words}" if self._quoted else words)
