"""Text of e-mails that came as HTML only, with quotes marked as usual in mail."""

import re
from collections.abc import Mapping

from lxml import etree

from bot.networks.email.message import GOES_ON, TEXT_READ

HIDDEN = frozenset(("script", "style", "title", "template"))
# A line each; those in APART have a blank line above and below too.
APART = frozenset(("blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"))
BLOCKS = APART | frozenset(("address", "article", "center", "dd", "div", "dt", "hr", "li", "section", "tr"))
CELLS = frozenset(("td", "th"))
# Outlook's paragraphs are lines: their style takes the room between them away.
LINES_OF_OUTLOOK = "Mso"
# How mail programs indent the author's own text. A quote has a border.
INDENTED = re.compile(r"border\s*:\s*(none|0)\b(?!.*border-left)", re.IGNORECASE)
NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
LINKED = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
# An image inside a data: URL may be megabytes long, with line breaks, and contains no text.
PICTURE = re.compile(r"data:[^\"'\s>]{40,}(?:\s+[A-Za-z0-9+/=]{40,})*")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
READ, CHUNK = 500_000, 16_384
# No one reads more. Each end tag searches the open tags, which would take quadratic time without this depth limit.
MOST_LINES, DEEPEST = 10_000, 500
LINK_SHOWN, ALT_SHOWN, STYLE_READ = 500, 200, 1_000
CELL = "\x1f"


def text_of(html: str) -> str:
    """Return the visible text, a line for each block; the lines of a quote begin with ">".

    Links keep their targets. After TEXT_READ characters or MOST_LINES lines, or below DEEPEST tags, nothing is read;
    the last line says so.
    """
    layout = _Layout()
    parser = etree.HTMLParser(target=layout, encoding="utf-8")
    parser.feed(b"<body>")  # a document without a tag would be none
    source = COMMENT.sub("", PICTURE.sub("data:", html.replace("\0", "")))
    for begin in range(0, min(len(source), READ), CHUNK):
        parser.feed(source[begin : begin + CHUNK].encode("utf-8", "replace"))
        if layout.full:
            return f"{layout.close()}\n{GOES_ON}"
    text: str = parser.close()
    return text if len(source) <= READ else f"{text}\n{GOES_ON}"


class _Layout:
    """The target of lxml's parser, called for each tag and text. It builds no tree, so depth costs nothing."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._size = 0
        self._depth = 0
        self._hidden = 0
        self._verbatim = 0
        self._quotes: list[bool] = []
        self._lists: list[int] = []
        self._links: list[tuple[str, int]] = []

    @property
    def full(self) -> bool:
        return self._size > TEXT_READ or len(self._lines) > MOST_LINES or self._depth > DEEPEST

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self._depth += 1
        style = (attrs.get("style") or "")[:STYLE_READ]
        if self._hidden or tag in HIDDEN or NOT_SHOWN.search(style):
            self._hidden += 1
            return
        if tag in BLOCKS:
            self._break(apart=_is_apart(tag, attrs))
        self._open(tag, attrs, style)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._hidden:
            self._hidden -= 1
            return
        if tag == "a" and self._links:
            self._say_target(*self._links.pop())
        if tag in BLOCKS:
            self._break(apart=tag in APART and tag != "p")
        self._shut(tag)

    def data(self, words: str) -> None:
        if self._hidden or self.full:
            return
        self._size += len(words)
        if not self._verbatim:
            self._line.append(words)
            return
        first, *further = words.split("\n")
        self._line.append(first)
        for each in further:
            self._end_line()
            self._line.append(each)

    def comment(self, words: str) -> None:
        """Return nothing: comments are not shown."""

    def close(self) -> str:
        self._break()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def _open(self, tag: str, attrs: Mapping[str, str], style: str) -> None:
        if tag == "br":
            self._end_line()
        elif tag in CELLS and self._line:
            self._line.append(CELL)
        elif tag == "blockquote":
            self._quotes.append(not INDENTED.search(style))
        elif tag in ("ol", "ul"):
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self._line.append(self._bullet())
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "img":
            self.data((attrs.get("alt") or "")[:ALT_SHOWN])
        elif tag == "a":
            self._links.append((attrs.get("href") or "", len(self._line)))

    def _shut(self, tag: str) -> None:
        if tag == "blockquote" and self._quotes:
            self._quotes.pop()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "pre" and self._verbatim:
            self._verbatim -= 1

    def _bullet(self) -> str:
        number = self._lists[-1] if self._lists else 0
        if not number:
            return "- "
        self._lists[-1] += 1
        return f"{number}. "

    def _say_target(self, target: str, begin: int) -> None:
        """Name where a link leads, unless its own words do."""
        shown = "".join(self._line[begin:]).strip()[-2 * LINK_SHOWN :]
        target = " ".join(target[:LINK_SHOWN].split())
        plain = re.sub(r"^(https?://|mailto:|tel:)", "", target, flags=re.IGNORECASE).rstrip("/")
        if LINKED.match(target) and plain.casefold() not in shown.casefold():
            self.data(f" ({target})" if shown else target)

    def _break(self, *, apart: bool = False) -> None:
        if self._line:
            self._end_line()
        if apart and self._lines and self._lines[-1] != "":
            self._lines.append("")

    def _end_line(self) -> None:
        words = "".join(self._line)
        self._line.clear()
        if not self._verbatim:
            words = "  ".join(" ".join(cell.split()) for cell in words.split(CELL)).strip()
        depth = sum(self._quotes)
        self._lines.append(f"{'>' * depth} {words.rstrip()}".rstrip() if depth else words.rstrip())


def _is_apart(tag: str, attrs: Mapping[str, str]) -> bool:
    return tag in APART and not (attrs.get("class") or "").startswith(LINES_OF_OUTLOOK)
