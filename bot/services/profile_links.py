"""Addresses that link accounts on several networks to one person: their own pages, and links in profiles."""

import re
from urllib.parse import urlsplit

from bot.mention import Author, Mention

# Well within the limit of a database index; real profile pages have shorter addresses.
LONGEST = 300
SAME_HOST = {"twitter.com": "x.com", "mobile.twitter.com": "x.com", "mobile.x.com": "x.com"}
MAIL = re.compile(r"[^@\s,;?]+@[^@\s,;?]+\.[^@\s,;?]+")


def addresses_of(post: Mention) -> dict[str, bool]:
    """Return the addresses a post's author gives, each with true when it is the account's own.

    An e-mail address and the page of its posts are its own. A link in a profile is not: many people may link to one
    page.
    """
    linked = {address: _is_mail(address) for link in post.author.links if (address := one_address(link))}
    page = one_address(page_of(post.url, post.author))
    return linked | ({page: True} if page else {})


def one_address(link: str) -> str:
    """Normalise a link to one spelling; empty when it does not lead to an account."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme.casefold() == "mailto":
        return f"mailto:{parts.path.casefold()}" if _fits(parts.path) and MAIL.fullmatch(parts.path) else ""
    path = parts.path.rstrip("/").casefold()
    if parts.scheme.casefold() not in ("http", "https") or not host or not path:
        return ""
    address = SAME_HOST.get(host, host) + path
    return address if _fits(address) else ""


def page_of(url: str, author: Author) -> str:
    """Return the profile page of an account from the address of its post; empty when it does not contain the handle."""
    name = re.escape(author.handle.removeprefix("@").partition("@")[0])
    found = re.match(rf"(https?://[^/?#\s]+/(?:[^?#\s]*/)??@?{name})(?=/|$)", url, re.IGNORECASE)
    return found[1] if found and name else ""


def _is_mail(address: str) -> bool:
    return address.startswith("mailto:")


def _fits(address: str) -> bool:
    return 0 < len(address) <= LONGEST
