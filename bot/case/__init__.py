"""The case, the verbs people and clocks do to it, and apply(), the only place where it changes."""

from bot.case.records import (
    Case,
    Delivery,
    Draft,
    Event,
    Origin,
    Refused,
    Reply,
    Resolution,
    Status,
    Thread,
)

__all__ = [
    "Case",
    "Delivery",
    "Draft",
    "Event",
    "Origin",
    "Refused",
    "Reply",
    "Resolution",
    "Status",
    "Thread",
]
