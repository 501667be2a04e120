"""The requests networks and other programs send us: each to the network it names, answered once all is in the store."""

from collections.abc import Awaitable, Callable, Mapping

import structlog
from aiohttp import web

from bot.job import CannotTell, Declined, NotSent
from bot.networks import HookAnswer, HookCall, SocialNetwork
from bot.store import Clash, Unreachable

log = structlog.get_logger(__name__)
PATH = "/hooks/{network}{rest:(/.*)?}"
# The one network that people reach with a browser, at an address they can read.
PRIVATE, PRIVATE_PAGE = "/private{rest:/.*}", "page"
PRIVATE_BYTES = 256 * 1024
# Mail comes with its attachments; the largest of the providers takes 30 MB.
BODY_BYTES = 32 * 1024 * 1024
TRY_LATER = HookAnswer(503, "Baton cannot take this in just now. Send it again later.")


def hooked(
    networks: Mapping[str, SocialNetwork], most: int = BODY_BYTES
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of PATH and PRIVATE, for bodies of up to `most` bytes. Whatever goes wrong on our side is a 5xx, so
    that the sender tries again."""

    async def answer(request: web.Request) -> web.Response:
        network = networks.get(request.match_info.get("network", PRIVATE_PAGE))
        if network is None or network.hook is None:
            return web.Response(status=404, text="No network that is switched on listens here.")
        call = await _read(request.clone(client_max_size=most))
        try:
            said = await network.hook(call)
        except (Clash, Unreachable, NotSent, CannotTell) as trouble:
            log.warning("hook_not_taken", network=network.name, why=type(trouble).__name__)
            said = TRY_LATER
        except Declined as refusal:
            said = HookAnswer(400, refusal.why)
        headers = {**said.headers, "X-Content-Type-Options": "nosniff"}
        return web.Response(
            status=said.status, text=said.text, content_type=said.content_type, headers=headers
        )

    return answer


async def _read(request: web.Request) -> HookCall:
    return HookCall(
        request.method,
        request.match_info["rest"].strip("/"),
        dict(request.query),
        {name.lower(): value for name, value in request.headers.items()},
        await request.read(),
    )
