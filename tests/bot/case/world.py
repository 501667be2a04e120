"""Shared helpers of the case tests: people, posts, a case, and verbs applied one after the other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import count
from typing import Any

from msgspec.structs import replace

from bot.case import Ask, Case, Event, apply, begin, open_case
from bot.mention import Author, MayReply, Mention
from bot.routing import Priority, Route

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AINO, RUTH, LEON = "U0AINO", "U0RUTH", "U0LEON"
SERVICE = Route("service", "#service", ("@service-team",), Priority.NORMAL, (), 3_600, "help")
BILLING = Route("billing", "#billing", (), Priority.HIGH, ("money",), 600, "bill")
ANA, BOB = Author("ana", "Ana", 7, "71"), Author("bob", "Bob", None, "72")
_requests = count(1)


def post(native_id: str = "1", author: Author = ANA, minutes: float = 0, **more: Any) -> Mention:
    at = NOW + timedelta(minutes=minutes)
    may = more.pop("may", MayReply("yes"))
    return Mention("x", native_id, "1", author, f"post {native_id}", "https://x.com/1", at, may, **more)


def ask(by: str = AINO, minutes: float = 1, request: str = "") -> Ask:
    return Ask(by, NOW + timedelta(minutes=minutes), request or f"request-{next(_requests)}")


def opened(mention: Mention | None = None, route: Route = SERVICE, number: int = 1_042) -> Case:
    event = open_case(ask("x", 0), mention or post(), route)
    return begin(number, event)


def done(case: Case, *steps: tuple[Callable[..., list[Event]], Ask, dict[str, Any]]) -> Case:
    """The case after these verbs, each with who asks and its details."""
    for verb, asked, details in steps:
        case = after(case, verb(case, asked, **details))
    return case


def after(case: Case, events: list[Event]) -> Case:
    placed = [replace(event, number=case.version + place) for place, event in enumerate(events, start=1)]
    return reduce(apply, placed, case)
