"""The rules changed: an open case counts by the new hours from now on, and begins new clocks with the new targets."""

from bot.case.model import Ask, Case, Event, Status
from bot.case.serialization import route_to_json
from bot.routing import Route


def retime(case: Case, ask: Ask, *, route: Route) -> list[Event]:
    """`route` is the case's own, with the hours and targets of now. Clocks that run keep their targets; what they have
    spent was counted by the old hours."""
    settled = case.status is Status.RESOLVED or case.route.team != route.team
    return [] if settled or route == case.route else [ask.event("retimed", route=route_to_json(route))]
