"""A real server on loopback that answers with the exchanges of tests/wire, and keeps what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

WIRE = Path(__file__).parents[2] / "wire"
JSON = dict[str, Any]


@dataclass
class Asked:
    method: str
    path: str
    query: dict[str, str]
    body: JSON
    headers: Mapping[str, str]


@dataclass
class Replay:
    """Answers by method and path; the answers of one path come in their order, the last one again and again.

    A "silent" one is answered only when all is over.
    """

    exchanges: list[JSON]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await _sent(request)
        self.asked.append(Asked(request.method, request.path, dict(request.query), body, request.headers))
        fitting = [
            one for one in self.exchanges if (one["method"], one["path"]) == (request.method, request.path)
        ]
        if not fitting:
            return web.json_response(
                {"title": "Not Found", "detail": request.path, "status": 404}, status=404
            )
        if len(fitting) > 1:
            self.exchanges.remove(fitting[0])
        if fitting[0].get("silent"):
            await self.over.wait()
        return _response(fitting[0])

    def asked_for(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path == path]


def recorded(*names: str) -> list[JSON]:
    """The exchanges of these files under tests/wire, in order."""
    return [one for name in names for one in json.loads((WIRE / f"{name}.json").read_text("utf-8"))]


@asynccontextmanager
async def replay(exchanges: list[JSON]) -> AsyncIterator[Replay]:
    """Serve the exchanges while the block runs."""
    served = Replay(list(exchanges))
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", served.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield served
    finally:
        served.over.set()
        await runner.cleanup()


async def _sent(request: web.Request) -> JSON:
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(await request.post())
    return dict(await request.json()) if request.can_read_body else {}


def _response(exchange: JSON) -> web.Response:
    headers = exchange.get("headers", {})
    if "page" in exchange:
        return web.Response(
            status=exchange["status"], text=exchange["page"], content_type="text/html", headers=headers
        )
    return web.json_response(exchange["body"], status=exchange["status"], headers=headers)
