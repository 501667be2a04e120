"""URLs of posts, on our own instance and on others."""

import re
from urllib.parse import urlsplit

# Where Mastodon shows a post to people, and its name among instances (Mastodon docs: Status, url and uri).
_PATH = re.compile(
    r"/(?:web/)?@[\w.-]+(?:@[\w.:-]+)?/(?P<shown>\d{1,20})/?"
    r"|/users/[\w.-]+/statuses/(?P<named>\d{1,20})/?"
    r"|/web/statuses/(?P<old>\d{1,20})/?"
)


def post_id(url: str, instance: str) -> str | None:
    """Return the id of a post in its URL. Of a post on another instance return the URL itself, which only the
    instance can resolve. None when it is not the URL of a post."""
    try:
        address, home = urlsplit(url.strip()), urlsplit(instance)
    except ValueError:
        return None
    found = _PATH.fullmatch(address.path)
    if found is None or address.scheme not in ("http", "https") or not address.hostname:
        return None
    if address.netloc.lower() != home.netloc.lower():
        return f"https://{address.netloc}{address.path}"
    return found["shown"] or found["named"] or found["old"]


def post_url(instance: str, handle: str, native_id: str) -> str:
    """Return the URL of the post on our instance; it redirects strangers to the original."""
    return f"{instance}/@{handle}/{native_id}"


def newest(ids: list[str], since: str) -> str:
    """Return the newest of these ids, or `since`. They are numbers as text (Mastodon docs: Guidelines, ids)."""
    return max([since, *ids], key=lambda native_id: (len(native_id), native_id))
