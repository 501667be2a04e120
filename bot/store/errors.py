"""Errors of the store."""

from __future__ import annotations

from collections.abc import Callable

from bot.case.model import Refused

# Characters shown of a library's message about a row.
REASON = 150


class Clash(Exception):
    """Raised when another transaction wrote first (a unique key, a lock): read again and decide again."""


class Unreachable(Exception):
    """Raised when the database did not answer; nothing is known to have been written.

    `short` gives the reason without any host, file or person, so that anybody may read it. `passing`: the database
    itself says that it will accept connections soon.
    """

    short = "does not answer"

    def __init__(self, why: str, *, passing: bool = False) -> None:
        super().__init__(why)
        self.passing = passing


class Unwritable(Unreachable):
    """Raised when the database answers but accepts no writes: its disk is full, or it is read-only. Nothing was
    written."""

    def __init__(self, short: str, remedy: str, *, passing: bool = False) -> None:
        super().__init__(f"The database accepts no writes: {short}. {remedy}", passing=passing)
        self.short = f"accepts no writes: {short}"


class InDoubt(Unreachable):
    """Raised when the connection was lost at the COMMIT.

    `was_committed()` asks the database and settles it for good; after a no, a COMMIT that arrives late is refused. It
    raises Unreachable while the database does not answer.
    """

    def __init__(self, why: str, was_committed: Callable[[], bool]) -> None:
        super().__init__(why)
        self.was_committed = was_committed


class Unreadable(Refused):
    """Raised for a row that this version of Baton cannot read: it is damaged, or a later version wrote it.

    Lists leave it out, and queues set it aside; only a request for this very row is refused.
    """

    def __init__(self, table: str, key: str, error: Exception) -> None:
        self.table = table
        self.key = key
        reason = f"{type(error).__name__}: {error}"[:REASON]
        super().__init__(
            f"Baton cannot read {key}: its row in the table {table} is damaged, or a later version of Baton wrote it "
            f"({reason}). Everything else keeps working. Restore the row from a backup, or start that version again.",
            "unreadable",
        )


class SchemaBehind(Exception):
    """Raised when the database lacks migrations of this version; `python -m bot migrate` applies them."""


class NewerSchema(Exception):
    """Raised when the database was migrated by a later version of Baton."""
