"""Opening of a case from a post, and new posts in an open or resolved case."""

from collections.abc import Sequence
from typing import Any

from bot.case.model import Ask, Case, Event, Origin, Status
from bot.case.serialization import mention_to_json, origin_to_json, route_to_json
from bot.case.source import SourceThread
from bot.case.verbs.snooze import woken
from bot.mention import Mention
from bot.routing import Route


def open_case(
    ask: Ask,
    mention: Mention,
    route: Route,
    origin: Origin | None = None,
    accounts: Sequence[str] = (),
    source: SourceThread | None = None,
) -> Event:
    """Build the first event of a new case.

    `accounts` are other accounts of the same person (`x/71`). `source` is where someone escalated it.
    """
    data: dict[str, Any] = {
        "mention": mention_to_json(mention),
        "route": route_to_json(route),
        "origin": origin_to_json(origin),
    }
    if accounts:
        data["accounts"] = list(accounts)
    if source:
        data["escalated"] = {"channel": source.channel, "ts": source.ts}
    return Event(kind="opened", by=ask.by, at=ask.at, request=ask.request, data=data, number=1)


def join(
    case: Case, ask: Ask, *, mention: Mention, same_person: bool = False, route: Route | None = None
) -> list[Event]:
    """Add a new post to the case; a resolved case reopens with the hours and targets of `route`.

    `same_person`: the author is the customer, with another account. A customer's post ends a snooze. A post of an
    unverified sender neither ends it nor reopens the case.
    """
    reopens = case.status is Status.RESOLVED and not mention.unverified
    data: dict[str, Any] = {"mention": mention_to_json(mention)}
    if same_person:
        data["same_person"] = True
    if reopens and route and route != case.route:
        data["route"] = route_to_json(route)
    own = same_person or case.is_own(mention)
    if reopens and not own:
        data["resumes"] = True
    elif reopens and case.owner:
        data["owner"] = case.owner
    return [
        ask.event("reopened" if reopens else "joined", **data),
        *(woken(case, ask, "customer") if own else []),
    ]
