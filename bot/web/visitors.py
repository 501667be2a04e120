"""The network address of a visitor, behind a proxy or without one."""

from aiohttp import web

from bot.mention import storable


def visitor_of(request: web.Request) -> str:
    """Return the caller's network address: the one the last proxy added, else the peer's. Without a proxy a caller
    can claim any address, so limits by visitor only slow people down."""
    *_, last = request.headers.get("X-Forwarded-For", "").split(",")
    return storable(last.strip()) or request.remote or ""
