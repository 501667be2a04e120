"""A store that is unavailable for a while: every transaction fails to reach a database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.store import Sql, Unreachable
from bot.store.store import Store


class Away:
    """Takes the place of the store's driver; `refused` counts the transactions that met no database."""

    def __init__(self, store: Store) -> None:
        self.refused = 0
        self._driver = store._driver
        self._back_at = 0.0
        store._driver = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def leave(self, seconds: float) -> None:
        """Be away for so many seconds from now on."""
        self._back_at = time.monotonic() + seconds

    @contextmanager
    def transaction(self, *, marked: bool = True) -> Iterator[Sql]:
        if time.monotonic() < self._back_at:
            self.refused += 1
            raise Unreachable("The database does not answer.")
        with self._driver.transaction(marked=marked) as sql:
            yield sql
