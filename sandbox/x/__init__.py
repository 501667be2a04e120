"""A simulated X: a town square in memory that speaks X's v2 API over HTTP."""

from aiohttp import web

from sandbox.x.api import add_api
from sandbox.x.gate import Limits, Logins
from sandbox.x.records import Account, Media, Post, Rules
from sandbox.x.square import add_square
from sandbox.x.town import Stream, Town, Unknown
from sandbox.x.words import weighted_length

__all__ = [
    "Account",
    "Limits",
    "Logins",
    "Media",
    "Post",
    "Rules",
    "Stream",
    "Town",
    "Unknown",
    "add_routes",
    "weighted_length",
]


def add_routes(app: web.Application, town: Town) -> None:
    """Serve the town over `app`: X's API under /2/, the square under /page/town."""
    add_api(app, town)
    add_square(app, town)
