"""Whether a process is well, part by part; answered on /healthz and /readyz."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.app import Baton
from bot.lag import lags
from bot.networks import sources_of
from bot.store import Clash, Unreachable

ANSWERS_WITHIN = 3.0
# What a part adds to the answer, and whether traffic may come as far as it is concerned.
Report = tuple[dict[str, Any], bool]


def add_health(app: web.Application, baton: Baton) -> None:
    """Let `app` answer whether its process lives, and whether it is ready."""

    async def ready(_: web.Request) -> web.Response:
        reports = [await part(baton) for part in PARTS]
        said = {name: value for report, _ in reports for name, value in report.items()}
        ok = all(well for _, well in reports)
        return web.json_response({"ok": ok, **said}, status=200 if ok else 503)

    app.router.add_get("/healthz", _healthy)
    app.router.add_get("/readyz", ready)


async def store_report(baton: Baton) -> Report:
    """The store takes writes; else why not, in words for everybody."""
    trouble = await baton.pulse.trouble()
    if trouble is None:
        counting = baton.store.transact(lambda tx: tx.jobs_waiting())
        try:
            return {"jobs_waiting": await asyncio.wait_for(counting, ANSWERS_WITHIN)}, True
        except (TimeoutError, Clash, Unreachable):
            trouble = Unreachable("")
    return {"store": trouble.short}, False


async def slack_report(baton: Baton) -> Report:
    """Say how each way to Slack is. Baton is ready without it: no other process would do better with our requests."""
    said = {way.name: "not checked yet" if way.said is None else way.said or "ok" for way in baton.ways}
    return ({**said, "degraded": True} if any(way.said for way in baton.ways) else said), True


async def holds_report(baton: Baton) -> Report:
    """Say what jobs are on hold, since when and why. Baton is ready all the same: nothing is lost meanwhile."""
    try:
        holds = await asyncio.wait_for(baton.store.transact(lambda tx: tx.holds()), ANSWERS_WITHIN)
    except (TimeoutError, Clash, Unreachable):  # the report of the store says so
        return {}, True
    waits = [{"for": hold.key, "since": hold.since.isoformat(), "why": hold.why} for hold in holds]
    return ({"degraded": True, "on_hold": waits} if waits else {}), True


async def networks_report(baton: Baton) -> Report:
    """Say which networks are connected, and how long ago each source was read. One that is away stops nothing else."""
    said = {"networks": {name: each.account or "not connected" for name, each in baton.networks.items()}}
    try:
        read = await asyncio.wait_for(baton.store.transact(lambda tx: tx.read_at()), ANSWERS_WITHIN)
    except (TimeoutError, Clash, Unreachable):  # the report of the store says so
        return said, True
    lagging = lags(sources_of(baton.networks.values()), read, baton.context.now())
    late = [lag.place for lag in lagging if lag.is_late]
    ago = {lag.place: lag.seconds for lag in lagging if lag.read_at}
    return {
        **said,
        "read_seconds_ago": ago,
        **({"degraded": True, "not_read": late} if late else {}),
    }, True


PARTS: tuple[Callable[[Baton], Awaitable[Report]], ...] = (
    store_report,
    networks_report,
    slack_report,
    holds_report,
)


async def _healthy(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})
