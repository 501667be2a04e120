"""The customer's own thread on Bluesky: their posts around a post, in reply to themselves or to us."""

from collections.abc import Iterator
from typing import Any

JSON = dict[str, Any]
# Posts of one thread that are read at most.
MOST = 50


def posts_around(node: JSON, us: str) -> tuple[list[JSON], bool]:
    """Return the author's posts around a post, as app.bsky.feed.getPostThread shows it, without that post; and
    whether there are more."""
    author = _author(node)
    below = list(_below(node, {author, us}))
    posts = [one["post"] for one in (*_above(node, author), *below) if _author(one) == author]
    cut_off = any("replies" not in one and one["post"].get("replyCount") for one in (node, *below))
    return posts[:MOST], cut_off or len(posts) > MOST


def _above(node: JSON, author: str) -> Iterator[JSON]:
    parent = node.get("parent")
    while isinstance(parent, dict) and _author(parent) == author:
        yield parent
        parent = parent.get("parent")


def _below(node: JSON, people: set[str]) -> Iterator[JSON]:
    """Yield what these people answered one another."""
    waiting = [node]
    while waiting:
        answers = waiting.pop().get("replies") or []
        ours = [one for one in answers if isinstance(one, dict) and _author(one) in people]
        yield from ours
        waiting += ours


def _author(node: JSON) -> str:
    """Return the author's DID; "" for a post that is not shown."""
    return str(((node.get("post") or {}).get("author") or {}).get("did") or "")
