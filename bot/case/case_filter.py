"""The filter of a list of cases."""

from msgspec import Struct


class CaseFilter(Struct, frozen=True):
    """The cases to list: those whose first post is of one network ("": all), of one priority (None: all)."""

    network: str = ""
    priority: int | None = None

    def matches(self, network: str, priority: int) -> bool:
        """Return true for a case with a first post of that network, and of that priority."""
        return self.network in ("", network) and self.priority in (None, priority)


EVERY_CASE = CaseFilter()
