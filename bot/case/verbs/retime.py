"""New hours and targets for an open case after the routing rules changed."""

from bot.case.model import Ask, Case, Event, Status
from bot.case.serialization import route_to_json
from bot.routing import Route


def retime(case: Case, ask: Ask, *, route: Route) -> list[Event]:
    """Apply the current hours and targets in `route` to the case.

    Running timers keep their targets; the time they spent was counted by the old hours.
    """
    settled = case.status is Status.RESOLVED or case.route.team != route.team
    return [] if settled or route == case.route else [ask.event("retimed", route=route_to_json(route))]
