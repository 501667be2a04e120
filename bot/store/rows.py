"""The shared base of all statements: the open transaction, and queries about many keys at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.store.driver import Driver, Row, Sql
from bot.store.errors import Unreadable

T = TypeVar("T")

# Both databases accept more values in one statement; this keeps the number of different statements small.
KEYS_AT_ONCE = 500


class TableRows:
    """Statements about one subject, run in the transaction `sql`."""

    def __init__(self, sql: Sql, driver: Driver) -> None:
        self.sql = sql
        self.driver = driver
        self.unreadable: list[Unreadable] = []

    def readable(self, table: str, key: str, read: Callable[[], T]) -> T | None:
        """Return what `read` makes of a row; None, with an entry in `unreadable`, when it cannot be read."""
        try:
            return self.read(table, key, read)
        except Unreadable as row:
            self.unreadable.append(row)
            return None

    def read(self, table: str, key: str, read: Callable[[], T]) -> T:
        """Return what `read` makes of a row. Raise Unreadable when it cannot be read."""
        try:
            return read()
        except Exception as error:  # a damaged row can make a parser raise anything
            raise Unreadable(table, key, error) from error

    def rows_of(self, text: str, keys: Iterable[object], **values: object) -> list[Row]:
        """Return the rows of a query with `in ({keys})` in it, for any number of keys."""
        wanted = list(dict.fromkeys(keys))
        return [
            row
            for start in range(0, len(wanted), KEYS_AT_ONCE)
            for row in self._rows_of(text, wanted[start : start + KEYS_AT_ONCE], values)
        ]

    def _rows_of(self, text: str, keys: list[object], values: dict[str, object]) -> list[Row]:
        named = {f"key{place}": key for place, key in enumerate(keys)}
        return self.sql.rows(text.format(keys=", ".join(f":{name}" for name in named)), **named, **values)
