"""A simulated Discord: one server in memory that speaks Discord's REST API and gateway over HTTP."""

from collections.abc import Callable

from aiohttp import web

from sandbox.discord.api import ROOT, add_api
from sandbox.discord.gateway import PATH, Gateway
from sandbox.discord.guild import TOKEN, Guild, Unknown
from sandbox.discord.records import (
    FORUM,
    HISTORY,
    PRIVATE_THREAD,
    SEND,
    TEXT,
    VIEW,
    Channel,
    Interaction,
    Message,
    User,
)
from sandbox.discord.square import add_square

__all__ = [
    "FORUM",
    "HISTORY",
    "PRIVATE_THREAD",
    "ROOT",
    "SEND",
    "TEXT",
    "TOKEN",
    "VIEW",
    "Channel",
    "Gateway",
    "Guild",
    "Interaction",
    "Message",
    "Unknown",
    "User",
    "add_routes",
]


def add_routes(app: web.Application, guild: Guild, gateway: Gateway, base_url: Callable[[], str]) -> None:
    """Serve the guild over `app`: the API under ROOT, the gateway, what the page reads under /page/discord."""
    add_api(app, guild, base_url)
    app.router.add_get(PATH, gateway.handle)
    add_square(app, guild)
