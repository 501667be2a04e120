"""What a database may answer instead of doing what it was asked."""

from __future__ import annotations

from collections.abc import Callable

from bot.case.model import Refused

# As many characters as are shown of what a library says of a row.
REASON = 150


class Clash(Exception):
    """Somebody else wrote first (a unique key, a lock): read again and decide again."""


class Unreachable(Exception):
    """The database did not answer; nothing is known to have been written.

    `short` says why in words that name no host, no file and no person: anybody may read them. `passing`: the database
    says itself that it will let us in soon.
    """

    short = "does not answer"

    def __init__(self, why: str, *, passing: bool = False) -> None:
        super().__init__(why)
        self.passing = passing


class Unwritable(Unreachable):
    """The database answers, but takes no writes: its disk is full, or it is read-only. Nothing was written."""

    def __init__(self, short: str, remedy: str, *, passing: bool = False) -> None:
        super().__init__(f"The database takes no writes: {short}. {remedy}", passing=passing)
        self.short = f"takes no writes: {short}"


class InDoubt(Unreachable):
    """The connection was lost at the COMMIT. `was_committed()` asks the database, and settles it for good.

    It raises Unreachable while the database does not answer. Once it said no, that COMMIT is refused if it comes late.
    """

    def __init__(self, why: str, was_committed: Callable[[], bool]) -> None:
        super().__init__(why)
        self.was_committed = was_committed


class Unreadable(Refused):
    """A row that this version of Baton cannot read: its words were damaged, or a later version wrote them.

    It is left out of lists and set aside where it would stop others; only who asks for it by name is refused.
    """

    def __init__(self, table: str, key: str, error: Exception) -> None:
        self.table = table
        self.key = key
        reason = f"{type(error).__name__}: {error}"[:REASON]
        super().__init__(
            f"Baton cannot read {key}: its row in the table {table} is damaged, or a later version of Baton wrote it "
            f"({reason}). Everything else goes on. Restore the row from a backup, or start that version again.",
            "unreadable",
        )


class SchemaBehind(Exception):
    """The database has not taken every step of this version; `python -m bot migrate` takes them."""


class NewerSchema(Exception):
    """The database was made by a later version of Baton than this one."""
