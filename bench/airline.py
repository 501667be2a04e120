"""The labelled posts to six airlines of ../shared/data, in two halves: one to learn from, one to judge by."""

import csv
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bot.mention import Author, MayReply, Mention

POSTS = Path(__file__).parents[2] / "shared" / "data" / "airline_mentions.csv"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One post with what people who read it said: negative, neutral or positive, and why negative (or nothing)."""

    mention: Mention
    brand: str
    sentiment: str
    reason: str


def halves() -> tuple[list[Labelled], list[Labelled]]:
    """Return the posts to learn from, and those to judge by: an id is in the second half if its SHA-256 is odd.

    So a post that occurs twice in the file is in one half only, whatever the file's order. Raise FileNotFoundError
    when the folder is absent.
    """
    first: list[Labelled] = []
    second: list[Labelled] = []
    for post in _posts():
        odd = sha256(post.mention.native_id.encode()).digest()[-1] % 2
        (second if odd else first).append(post)
    return first, second


def _posts() -> list[Labelled]:
    with POSTS.open(encoding="utf-8", newline="") as file:
        return [_labelled(row) for row in csv.DictReader(file)]


def _labelled(row: dict[str, str]) -> Labelled:
    author = Author(row["author"], row["author"])
    posted_at = datetime.fromisoformat(row["posted_at"])
    mention = Mention("x", row["id"], row["id"], author, row["text"], "", posted_at, MayReply("unknown"))
    return Labelled(mention, row["brand"], row["sentiment"], row["negative_reason"])
