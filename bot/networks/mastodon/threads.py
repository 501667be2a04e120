"""The customer's own thread on Mastodon: their posts around a post, in reply to themselves or to us."""

from collections.abc import Iterator, Sequence

from bot.networks.mastodon.posts import JSON

# Posts of one thread that are read at most.
MOST = 50


def posts_around(native_id: str, author: str, us: str, context: JSON) -> tuple[list[JSON], bool]:
    """Return the author's posts around theirs, from its context (Mastodon docs: Context), and whether there are
    more."""
    above, below = (_posts(context, part) for part in ("ancestors", "descendants"))
    found = [*_above(above, author), *_below(below, native_id, author, us)]
    return found[:MOST], len(found) > MOST


def _posts(context: JSON, part: str) -> list[JSON]:
    return [post for post in context.get(part) or [] if isinstance(post, dict)]


def _above(ancestors: Sequence[JSON], author: str) -> Iterator[JSON]:
    for post in reversed(ancestors):
        if _author(post) != author:
            return
        yield post


def _below(descendants: Sequence[JSON], native_id: str, author: str, us: str) -> Iterator[JSON]:
    """Yield what the author answered themselves or us. Mastodon sorts an answer after what it answers."""
    between = {native_id}
    for post in descendants:
        if str(post.get("in_reply_to_id")) in between and _author(post) in (author, us):
            between.add(str(post.get("id")))
            if _author(post) == author:
                yield post


def _author(post: JSON) -> str:
    return str((post.get("account") or {}).get("id"))
