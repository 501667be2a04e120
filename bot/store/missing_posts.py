"""Posts that a network reported missing, until they are erased or seen again."""

from collections.abc import Iterable
from datetime import datetime

from bot.store.model import Missing
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text


class MissingRows(TableRows):
    """Statements about missing posts.

    A row is kept from the first check of a missing post to the one that decides.
    """

    def missing(self, keys: Iterable[str]) -> dict[str, Missing]:
        """Return those of these posts that were missing before, by key."""
        rows = self.rows_of("select key, since, state from missing where key in ({keys})", keys)
        return {row["key"]: Missing(row["key"], from_text(row["since"]), row["state"]) for row in rows}

    def note_missing(self, keys: Iterable[str], at: datetime, state: str) -> None:
        """Record that these posts are missing. `since` does not change for one that is recorded already."""
        rows = [(key, to_text(at), state) for key in sorted(keys)]
        self.sql.insert("missing", "key, since, state", rows, _NOTE)

    def forget_missing(self, keys: Iterable[str]) -> None:
        """Forget these missing posts."""
        for key in sorted(keys):
            self.sql.run("delete from missing where key = :key", key=key)

    def missing_to_recheck(self, network: str, limit: int) -> list[Missing]:
        """Return the network's missing posts that a second check may erase, the longest missing first."""
        rows = self.sql.rows(_RECHECK, prefix=f"{network}/", length=len(network) + 1, held=HELD, limit=limit)
        return [Missing(row["key"], from_text(row["since"]), row["state"]) for row in rows]

    def missing_held(self) -> dict[str, int]:
        """Return how many missing posts wait for a person to confirm that they were deleted, by network."""
        counts: dict[str, int] = {}
        for row in self.sql.rows("select key from missing where state = :held", held=HELD):
            network = row["key"].partition("/")[0]
            counts[network] = counts.get(network, 0) + 1
        return counts

    def confirm_missing(self, network: str) -> int:
        """Let the network's held posts be erased after another check, and return their count."""
        rows = self.sql.rows(
            _CONFIRM, prefix=f"{network}/", length=len(network) + 1, held=HELD, state=CONFIRMED
        )
        return len(rows)


# States of a missing post: a second check decides, a person must confirm, a person has confirmed.
SUSPECTED, HELD, CONFIRMED = "suspected", "held", "confirmed"

_NOTE = "on conflict (key) do update set state = excluded.state"

_RECHECK = """
select key, since, state from missing
where substr(key, 1, :length) = :prefix and state <> :held
order by since, key limit :limit"""

_CONFIRM = """
update missing set state = :state
where substr(key, 1, :length) = :prefix and state = :held
returning key"""
