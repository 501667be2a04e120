"""The filter of a list of cases."""

from msgspec import Struct


class CaseFilter(Struct, frozen=True):
    """The cases to list: those whose first post is of one network ("": all), of one priority (None: all)."""

    network: str = ""
    priority: int | None = None


EVERY_CASE = CaseFilter()
