"""Webhooks: requests from networks and other programs, answered once their content is in the store."""

from collections.abc import Awaitable, Callable, Mapping

import structlog
from aiohttp import web

from bot.delivery import CannotTell, Declined, NotSent
from bot.mention import storable
from bot.networks import HookAnswer, HookCall, HookLimits, SocialNetwork
from bot.store import Clash, Unreachable, Unreadable
from bot.web.bodies import BodyBudget, BodyRefused, chunks, read_body, refuse_early, size_of
from bot.web.visitors import visitor_of

log = structlog.get_logger(__name__)
PATH = "/hooks/{network}{rest:(/.*)?}"
# The one network that people reach with a browser, at an address they can read.
PRIVATE, PRIVATE_PAGE = "/private{rest:/.*}", "page"
# The total size of the bodies of all requests in flight.
ROOM_BYTES = 24 * 1024 * 1024
TRY_LATER = HookAnswer(
    503, "Baton cannot accept this request just now. Send it again later.", headers={"Retry-After": "5"}
)


def hooked(
    networks: Mapping[str, SocialNetwork], room: BodyBudget
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler of PATH and PRIVATE; its bodies count against `room`.

    Every failure on our side is a 5xx, so that the sender retries.
    """

    async def answer(request: web.Request) -> web.Response:
        network = networks.get(request.match_info.get("network", PRIVATE_PAGE))
        if network is None or network.hook is None:
            return web.Response(status=404, text="No network with this path is turned on.")
        try:
            return await _answered(network, request, room)
        except BodyRefused as refusal:
            log.warning("hook_refused", network=network.name, status=refusal.status, why=refusal.why)
            return refusal.response()

    return answer


async def _answered(network: SocialNetwork, request: web.Request, room: BodyBudget) -> web.Response:
    limits = network.hook_limits
    refuse_early(request, limits.body_bytes)
    with room.hold(limits.held_bytes or size_of(request, limits.body_bytes)):
        said = await _said(network, await _read(request, limits))
    headers = {**said.headers, "X-Content-Type-Options": "nosniff"}
    return web.Response(status=said.status, text=said.text, content_type=said.content_type, headers=headers)


async def _said(network: SocialNetwork, call: HookCall) -> HookAnswer:
    assert network.hook is not None
    try:
        return await network.hook(call)
    except (Clash, Unreachable, Unreadable, NotSent, CannotTell) as trouble:
        log.warning("hook_not_taken", network=network.name, why=type(trouble).__name__)
        return TRY_LATER
    except Declined as refusal:
        return HookAnswer(400, refusal.why)


async def _read(request: web.Request, limits: HookLimits) -> HookCall:
    return HookCall(
        request.method,
        storable(request.match_info["rest"].strip("/")),
        {storable(name): storable(value) for name, value in request.query.items()},
        {name.lower(): storable(value) for name, value in request.headers.items()},
        b"" if limits.streams else await read_body(request, limits.body_bytes),
        chunks(request, limits.body_bytes) if limits.streams else None,
        visitor=visitor_of(request),
    )
