"""Opening a case from a post, and what a further post does to it."""

from bot.case.codec import mention_to_json, origin_to_json, route_to_json
from bot.case.records import Ask, Case, Event, Origin, Status
from bot.mention import Mention
from bot.routing import Route


def open_case(ask: Ask, mention: Mention, route: Route, origin: Origin | None = None) -> Event:
    """The first event of a new case."""
    data = {
        "mention": mention_to_json(mention),
        "route": route_to_json(route),
        "origin": origin_to_json(origin),
    }
    return Event("opened", ask.by, ask.at, ask.request, data, number=1)


def join(case: Case, ask: Ask, *, mention: Mention) -> list[Event]:
    """A further post joins the case; after resolution it reopens it."""
    kind = "reopened" if case.status is Status.RESOLVED else "joined"
    return [ask.event(kind, mention=mention_to_json(mention))]
