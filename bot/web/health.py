"""Health checks: each part of a process, reported on /healthz and /readyz."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.app import Baton
from bot.lag import lags
from bot.networks import sources_of
from bot.store import Clash, Unreachable

ANSWERS_WITHIN = 3.0
# A part's entry in the answer, and whether the part is ready for traffic.
Report = tuple[dict[str, Any], bool]


def add_health(app: web.Application, baton: Baton) -> None:
    """Add /healthz (the process is alive) and /readyz (it is ready) to `app`."""

    async def ready(_: web.Request) -> web.Response:
        reports = [await part(baton) for part in PARTS]
        said = {name: value for report, _ in reports for name, value in report.items()}
        ok = all(well for _, well in reports)
        return web.json_response({"ok": ok, **said}, status=200 if ok else 503)

    app.router.add_get("/healthz", _healthy)
    app.router.add_get("/readyz", ready)


async def store_report(baton: Baton) -> Report:
    """Report whether the store accepts writes, or why not, without internal details."""
    trouble = await baton.pulse.trouble()
    if trouble is None:
        counting = baton.store.transact(lambda tx: tx.jobs_waiting())
        try:
            return {"jobs_waiting": await asyncio.wait_for(counting, ANSWERS_WITHIN)}, True
        except (TimeoutError, Clash, Unreachable):
            trouble = Unreachable("")
    return {"store": trouble.short}, False


async def slack_report(baton: Baton) -> Report:
    """Report the state of each connection to Slack. Baton is ready without it: no other process would do better."""
    said = {way.name: "not checked yet" if way.said is None else way.said or "ok" for way in baton.ways}
    return ({**said, "degraded": True} if any(way.said for way in baton.ways) else said), True


async def holds_report(baton: Baton) -> Report:
    """Report which jobs are on hold, since when and why. Baton stays ready: nothing is lost meanwhile."""
    try:
        holds = await asyncio.wait_for(baton.store.transact(lambda tx: tx.holds()), ANSWERS_WITHIN)
    except (TimeoutError, Clash, Unreachable):  # the report of the store says so
        return {}, True
    waits = [{"for": hold.key, "since": hold.since.isoformat(), "why": hold.why} for hold in holds]
    return ({"degraded": True, "on_hold": waits} if waits else {}), True


async def networks_report(baton: Baton) -> Report:
    """Report which networks are connected, and the age of each source's last poll. One failure blocks no other."""
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
