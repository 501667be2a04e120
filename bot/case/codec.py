"""Records to JSON and back: what the journal and the store write down."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from bot.case.records import Case, Origin, Thread
from bot.case.timing import adopted
from bot.mention import Mention
from bot.routing import Route

# Where it counts, an adapter's own serializer and validator are asked: what stands before them costs a few
# microseconds a call.
_MENTION = TypeAdapter(Mention)
_ROUTE = TypeAdapter(Route)
_THREAD = TypeAdapter(Thread)
_ORIGIN = TypeAdapter(Origin | None)
_CASE = TypeAdapter(Case)


def mention_to_json(mention: Mention) -> dict[str, Any]:
    return _MENTION.serializer.to_python(mention, mode="json")  # type: ignore[no-any-return]


def mention_from_json(data: dict[str, Any]) -> Mention:
    return _MENTION.validate_python(data)


def mention_to_text(mention: Mention) -> str:
    return _MENTION.dump_json(mention).decode()


@lru_cache(maxsize=1024)
def route_to_json(route: Route) -> dict[str, Any]:
    return _ROUTE.dump_python(route, mode="json")  # type: ignore[no-any-return]


def route_from_json(data: dict[str, Any]) -> Route:
    return _ROUTE.validate_python(data)


def thread_to_json(thread: Thread) -> dict[str, Any]:
    return _THREAD.dump_python(thread, mode="json")  # type: ignore[no-any-return]


def thread_from_json(data: dict[str, Any]) -> Thread:
    return _THREAD.validate_python(data)


def origin_to_json(origin: Origin | None) -> dict[str, Any] | None:
    return _ORIGIN.dump_python(origin, mode="json") if origin else None


def origin_from_json(data: dict[str, Any] | None) -> Origin | None:
    return _ORIGIN.validate_python(data)


def case_to_json(case: Case) -> str:
    return _CASE.serializer.to_json(case).decode()


def case_from_json(text: str) -> Case:
    return adopted(_CASE.validator.validate_json(text))
