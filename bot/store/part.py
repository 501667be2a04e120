"""What the parts of a transaction share: the open transaction, and questions about many keys at once."""

from collections.abc import Iterable

from bot.store import Driver, Row, Sql

# Both databases take more values in one statement; this keeps the number of different statements small.
KEYS_AT_ONCE = 500


class Part:
    """Statements about one subject, run in the transaction `sql`."""

    def __init__(self, sql: Sql, driver: Driver) -> None:
        self.sql = sql
        self.driver = driver

    def rows_of(self, text: str, keys: Iterable[object], **values: object) -> list[Row]:
        """The rows of a question with `in ({keys})` in it, for however many keys."""
        wanted = list(dict.fromkeys(keys))
        return [
            row
            for start in range(0, len(wanted), KEYS_AT_ONCE)
            for row in self._rows_of(text, wanted[start : start + KEYS_AT_ONCE], values)
        ]

    def _rows_of(self, text: str, keys: list[object], values: dict[str, object]) -> list[Row]:
        named = {f"key{place}": key for place, key in enumerate(keys)}
        return self.sql.rows(text.format(keys=", ".join(f":{name}" for name in named)), **named, **values)
