"""Feeds: customers' posts and e-mails, read from a CSV file.

Two kinds of file are read, distinguished by their first line. Times are UTC, text is UTF-8.

Written for the sandbox (feed.csv), played in the order of its lines:

    id         a name for the post, so that others can refer to it; may be empty
    handle     the author's handle, without @; by e-mail their address
    name       the name shown
    followers  a whole number
    kind       post; retweet (shares the post named in reply_to); edit (a new text for it); delete (deletes it);
               of e-mails also html (the text is HTML, and there is no other) and automatic (a machine wrote it)
    reply_to   the id of an earlier line on the same network
    text       the text; empty for retweet and delete
    media      the URL of an image; may be empty
    network    x, discord or email; X if empty, or if the file has no such column
    place      the channel on Discord; help if empty
    title      the subject of an e-mail; a post on Discord that has one opens a thread in the forum

Recorded, played in the order of posted_at: `author,text` and, where known, `posted_at` and `id`; other columns are
ignored. Recorded posts are as X served them, with HTML entities, and were all meant for the company: one that does
not mention the brand is addressed to it. An id that occurs twice is one post.
"""

import csv
import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

# What `make demo` plays.
SAMPLE = Path(__file__).with_name("feed.csv")
WRITTEN = ("id", "handle", "name", "followers", "kind", "reply_to", "text", "media")
RECORDED = ("author", "text")
KINDS = {
    "x": ("post", "retweet", "edit", "delete"),
    "discord": ("post", "edit", "delete"),
    "email": ("post", "html", "automatic"),
}
WORDLESS = ("retweet", "delete")
ABOUT_ANOTHER = ("retweet", "edit", "delete")
LONGEST_REPORT = 20

Line = Mapping[str | None, str | list[str] | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a feed."""

    #: Its line number in the file.
    line: int
    #: A name that other rows refer to; may be empty.
    id: str
    #: The author's handle or e-mail address.
    handle: str
    #: The text.
    text: str
    #: The author's display name.
    name: str | None = None
    #: The author's followers.
    followers: int | None = None
    #: post, retweet, edit, delete, html or automatic.
    kind: str = "post"
    #: The id of the row it refers to.
    reply_to: str = ""
    #: The URL of an image.
    media: str = ""
    #: The time of a recorded post.
    posted_at: datetime | None = None
    #: The row is from a recorded file.
    recorded: bool = False
    #: x, discord or email.
    network: str = "x"
    #: The channel on Discord.
    place: str = ""
    #: The subject, or the title of a forum post.
    title: str = ""


class FeedError(ValueError):
    """A feed that cannot be played; the text lists the invalid lines and what is wrong with them."""


def read_feed(path: Path | str) -> list[Row]:
    """Return the rows of a feed file in the order they are played. Raise FeedError for invalid lines, and OSError."""
    with Path(path).open(newline="", encoding="utf-8-sig") as file:
        try:
            return _read(csv.DictReader(file, strict=True), str(path))
        except UnicodeDecodeError:
            raise FeedError(f"{path} is not UTF-8 text; save it as UTF-8") from None
        except csv.Error as wrong:
            raise FeedError(f"{path}:1: {wrong}") from None


def _read(lines: "csv.DictReader[str]", path: str) -> list[Row]:
    header = [name.strip() for name in lines.fieldnames or ()]
    lines.fieldnames = header
    if not set(WRITTEN) <= set(header) and not set(RECORDED) <= set(header):
        wanted = f"either {','.join(WRITTEN)} or {','.join(RECORDED)}[,posted_at,id]"
        raise FeedError(f"{path}:1: the first line must name the columns: {wanted}")
    recorded = not set(WRITTEN) <= set(header)
    rows, faults = _rows(lines, recorded=recorded)
    if faults:
        left = f"\n... and {len(faults) - LONGEST_REPORT} more" if len(faults) > LONGEST_REPORT else ""
        raise FeedError("\n".join(f"{path}:{fault}" for fault in faults[:LONGEST_REPORT]) + left)
    return sorted(rows, key=_moment) if recorded else rows


def _rows(lines: "csv.DictReader[str]", *, recorded: bool) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    faults: list[str] = []
    seen: dict[str, str] = {}
    for number, line in _numbered(lines, faults):
        try:
            row = _recorded_row(number, line) if recorded else _written_row(number, line, seen)
        except ValueError as wrong:
            faults.append(f"{number}: {wrong}")
            continue
        rows.append(row)
        seen[row.id] = row.network
    return rows, faults


def _numbered(lines: "csv.DictReader[str]", faults: list[str]) -> Iterator[tuple[int, Line]]:
    """Yield each record with the line it begins on: a quoted text may span several lines."""
    begins = lines.line_num + 1
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except csv.Error as wrong:
            faults.append(f"{begins}: {wrong}; is a quotation mark missing?")
            return
        yield begins, line
        begins = lines.line_num + 1


def _written_row(number: int, line: Line, seen: Mapping[str, str]) -> Row:
    label, handle, name, followers, kind, reply_to, text, media = _fields(line, WRITTEN)
    network = _optional(line, "network") or "x"
    if network not in KINDS:
        raise ValueError(f"network {network!r} is none of {', '.join(KINDS)}")
    if kind not in KINDS[network]:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS[network])}")
    if not handle:
        raise ValueError("handle is empty")
    if network == "email" and "@" not in handle:
        raise ValueError(f"handle {handle!r} is not an e-mail address")
    if not followers.isascii() or not followers.isdecimal():
        raise ValueError(f"followers {followers!r} is not a whole number")
    if kind not in WORDLESS and not text.strip():
        raise ValueError("text is empty")
    if label and label in seen:
        raise ValueError(f"id {label!r} is already used on an earlier line")
    if (reply_to or kind in ABOUT_ANOTHER) and (not reply_to or seen.get(reply_to) != network):
        raise ValueError(f"reply_to {reply_to!r} is not the id of an earlier line on {network}")
    place, title = _optional(line, "place"), _optional(line, "title")
    return Row(
        number,
        label,
        handle,
        text,
        name,
        int(followers),
        kind,
        reply_to,
        media,
        network=network,
        place=place,
        title=title,
    )


def _recorded_row(number: int, line: Line) -> Row:
    author, text = _fields(line, RECORDED)
    if not author:
        raise ValueError("author is empty")
    if not text.strip():
        raise ValueError("text is empty")
    posted_at = _time(_optional(line, "posted_at"))
    return Row(number, _optional(line, "id"), author, html.unescape(text), posted_at=posted_at, recorded=True)


def _fields(line: Line, names: Sequence[str]) -> list[str]:
    if line.get(None):
        raise ValueError("there are more fields than columns; put the text in quotation marks")
    values = [value for name in names if isinstance(value := line.get(name), str)]
    if len(values) < len(names):
        raise ValueError("there are fewer fields than columns")
    return [value if name == "text" else value.strip() for name, value in zip(names, values, strict=True)]


def _optional(line: Line, name: str) -> str:
    return str(line.get(name) or "").strip()


def _time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"posted_at {text!r} is not a time such as 2026-03-02T12:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(row: Row) -> datetime:
    return row.posted_at or datetime.max.replace(tzinfo=UTC)
