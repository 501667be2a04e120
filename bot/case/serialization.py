"""Conversion of records to JSON and back, for the event log and the store."""

from functools import lru_cache
from typing import Any

import msgspec

from bot.case.model import Case, Origin, Thread
from bot.case.upgrade import upgraded
from bot.mention import Mention
from bot.routing import Route


def _plain(value: object) -> object:
    """Turn a str or int subclass into its plain value: network libraries use classes of their own for ids and names."""
    for kind in (str, int):
        if isinstance(value, kind):
            return kind(value)
    raise TypeError(f"Cannot store a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_CASE = msgspec.json.Decoder(Case)


def to_text(document: object) -> str:
    """Encode records as JSON. Raise UnicodeEncodeError for half a surrogate pair."""
    return _ENCODER.encode(document).decode()


def mention_to_json(mention: Mention) -> dict[str, Any]:
    return _builtins(mention)


def mention_from_json(data: dict[str, Any]) -> Mention:
    return msgspec.convert(data, Mention)


def mention_to_text(mention: Mention) -> str:
    return to_text(mention)


def mention_from_text(text: str) -> Mention:
    return msgspec.json.decode(text, type=Mention)


@lru_cache(maxsize=1024)
def route_to_json(route: Route) -> dict[str, Any]:
    return _builtins(route)


def route_from_json(data: dict[str, Any]) -> Route:
    return msgspec.convert(data, Route)


def thread_to_json(thread: Thread) -> dict[str, Any]:
    return _builtins(thread)


def thread_from_json(data: dict[str, Any]) -> Thread:
    return msgspec.convert(data, Thread)


def origin_to_json(origin: Origin | None) -> dict[str, Any] | None:
    return _builtins(origin) if origin else None


def origin_from_json(data: dict[str, Any] | None) -> Origin | None:
    return msgspec.convert(data, Origin | None)


def case_to_json(case: Case) -> str:
    return to_text(case)


def case_from_json(text: str) -> Case:
    return upgraded(_CASE.decode(text))


def _builtins(record: object) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(record, enc_hook=_plain)
    return data
