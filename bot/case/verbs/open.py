"""Opening a case from a post, and what a further post does to it."""

from collections.abc import Sequence
from typing import Any

from bot.case.model import Ask, Case, Event, Origin, Status
from bot.case.serialization import mention_to_json, origin_to_json, route_to_json
from bot.case.verbs.snooze import woken
from bot.mention import Mention
from bot.routing import Route


def open_case(
    ask: Ask, mention: Mention, route: Route, origin: Origin | None = None, accounts: Sequence[str] = ()
) -> Event:
    """The first event of a new case. `accounts` are others of the same person (`x/71`)."""
    data: dict[str, Any] = {
        "mention": mention_to_json(mention),
        "route": route_to_json(route),
        "origin": origin_to_json(origin),
    }
    if accounts:
        data["accounts"] = list(accounts)
    return Event("opened", ask.by, ask.at, ask.request, data, number=1)


def join(
    case: Case, ask: Ask, *, mention: Mention, same_person: bool = False, route: Route | None = None
) -> list[Event]:
    """A further post joins the case; after resolution it reopens it, with the hours and targets of `route`.
    `same_person`: its author is the customer, by another account. A post of the customer's wakes a snoozed case; one of
    an unverified sender neither wakes nor reopens."""
    reopens = case.status is Status.RESOLVED and not mention.unverified
    data: dict[str, Any] = {"mention": mention_to_json(mention)}
    if same_person:
        data["same_person"] = True
    if reopens and route and route != case.route:
        data["route"] = route_to_json(route)
    own = same_person or case.is_own(mention)
    return [
        ask.event("reopened" if reopens else "joined", **data),
        *(woken(case, ask, "customer") if own else []),
    ]
