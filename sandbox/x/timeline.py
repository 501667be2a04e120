"""A page of a timeline, newest first: what a request may ask for, `meta`, the token of the next page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sandbox.x import wire
from sandbox.x.clock import first_id_at
from sandbox.x.problems import JSON, invalid
from sandbox.x.records import Post
from sandbox.x.wire import Wanted

Query = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """The posts of one page, newest first, and whether older ones follow."""

    posts: list[Post]
    more: bool

    def meta(self) -> JSON:
        if not self.posts:
            return {"result_count": 0}
        ends = {"newest_id": self.posts[0].id, "oldest_id": self.posts[-1].id}
        following = {"next_token": _token(self.posts[-1])} if self.more else {}
        return {"result_count": len(self.posts), **ends, **following}


def page(
    query: Query, posts: Sequence[Post], *, smallest: int, newest: int = 800, keep: Callable[[Post], bool]
) -> Page:
    """Return one page of those `newest` visible posts that `keep` accepts and the query's ids and times allow."""
    size = _size(query, smallest)
    low, high = _bounds(query)
    candidates = islice((post for post in reversed(posts) if post.visible), newest)
    found = list(islice((post for post in _between(candidates, low, high) if keep(post)), size + 1))
    return Page(found[:size], more=len(found) > size)


def wanted(query: Query) -> Wanted:
    """Return the requested fields. Raise a 400 `Problem` that names one X does not have."""
    return Wanted(
        tweet=_names(query, "tweet.fields", wire.TWEET_FIELDS),
        user=_names(query, "user.fields", wire.USER_FIELDS),
        media=_names(query, "media.fields", wire.MEDIA_FIELDS),
        expansions=_names(query, "expansions", wire.EXPANSIONS),
    )


def _between(posts: Iterable[Post], low: int, high: int) -> Iterable[Post]:
    for post in posts:
        if int(post.id) <= low:
            return
        if int(post.id) < high:
            yield post


def _bounds(query: Query) -> tuple[int, int]:
    """Return the ids between which (exclusive) the posts are."""
    lows = [_id(query, "since_id", 0), _moment(query, "start_time", 0) - 1]
    highs = [_id(query, "until_id", 1 << 63), _moment(query, "end_time", 1 << 63)]
    token = query.get("pagination_token") or query.get("next_token")
    return max(lows), min(*highs, _anchor(token) if token else 1 << 63)


def _id(query: Query, name: str, otherwise: int) -> int:
    value = query.get(name)
    if value is None:
        return otherwise
    if not value.isdecimal() or len(value) > 19:
        raise invalid(name, value, f"The `{name}` query parameter value [{value}] is not a valid Tweet ID")
    return int(value)


def _moment(query: Query, name: str, otherwise: int) -> int:
    value = query.get(name)
    if value is None:
        return otherwise
    try:
        return first_id_at(datetime.fromisoformat(value))
    except (ValueError, TypeError):
        raise invalid(
            name, value, f"The `{name}` query parameter value [{value}] is not a valid time"
        ) from None


def _size(query: Query, smallest: int) -> int:
    value = query.get("max_results", "10")
    if not value.isdecimal() or not smallest <= int(value) <= 100:
        message = f"The `max_results` query parameter value [{value}] is not between {smallest} and 100"
        raise invalid("max_results", value, message)
    return int(value)


def _names(query: Query, parameter: str, known: frozenset[str]) -> frozenset[str]:
    names = frozenset(query[parameter].split(",")) if parameter in query else frozenset()
    for name in sorted(names - known):
        listed = ",".join(sorted(known))
        message = f"The `{parameter}` query parameter value [{name}] is not one of [{listed}]"
        raise invalid(parameter, name, message)
    return names


def _token(post: Post) -> str:
    return f"7140dib{int(post.id):x}"


def _anchor(token: str) -> int:
    try:
        return int(token.removeprefix("7140dib"), 16)
    except ValueError:
        message = f"The `pagination_token` query parameter value [{token}] is not valid"
        raise invalid("pagination_token", token, message) from None
