"""Addresses by which accounts on several networks may be one person's: their own, and those they link to."""

import re
from urllib.parse import urlsplit

from bot.mention import Author, Mention

# What an index of a database takes with room to spare; nobody's page has a longer address.
LONGEST = 300
SAME_HOST = {"twitter.com": "x.com", "mobile.twitter.com": "x.com", "mobile.x.com": "x.com"}
MAIL = re.compile(r"[^@\s,;?]+@[^@\s,;?]+\.[^@\s,;?]+")


def addresses_of(post: Mention) -> dict[str, bool]:
    """The addresses a post's author gives, each with whether it is the account's own: an e-mail address, or the page
    its posts stand on. A link in a profile is not: many may link to one page."""
    linked = {address: _is_mail(address) for link in post.author.links if (address := one_address(link))}
    page = one_address(page_of(post.url, post.author))
    return linked | ({page: True} if page else {})


def one_address(link: str) -> str:
    """A link in the one spelling that all ways of writing it share; empty for what leads to no account."""
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
    """The address of an account, from that of its post: up to and with the author's handle; empty without one."""
    name = re.escape(author.handle.removeprefix("@").partition("@")[0])
    found = re.match(rf"(https?://[^/?#\s]+/(?:[^?#\s]*/)??@?{name})(?=/|$)", url, re.IGNORECASE)
    return found[1] if found and name else ""


def _is_mail(address: str) -> bool:
    return address.startswith("mailto:")


def _fits(address: str) -> bool:
    return 0 < len(address) <= LONGEST
