"""Work on many cases at once: what was asked for, and what became of each case."""

from datetime import datetime, timedelta
from functools import partial

from msgspec import json

from bot.case.bulk import Bulk
from bot.store.driver import Row
from bot.store.rows import TableRows
from bot.store.timestamps import to_text

KEPT = timedelta(days=4)


class BulkRows(TableRows):
    """Statements about work on many cases at once."""

    def bulk(self, name: str) -> Bulk | None:
        """Return the work of that id; None when it is not kept or cannot be read."""
        rows = self.sql.rows("select id, body from bulks where id = :id", id=name)
        return self._bulk(rows[0]) if rows else None

    def latest_bulk(self, person: str, since: datetime) -> Bulk | None:
        """Return what a person asked for last, if it was after `since`."""
        text = "select id, body from bulks where person = :person and at > :since order by at desc limit 1"
        rows = self.sql.rows(text, person=person, since=to_text(since))
        return self._bulk(rows[0]) if rows else None

    def save_bulk(self, bulk: Bulk) -> None:
        """Store the work in its present state. Work older than KEPT is deleted."""
        self.sql.run("delete from bulks where at < :before", before=to_text(bulk.at - KEPT))
        row = (bulk.id, bulk.person, to_text(bulk.at), json.encode(bulk).decode())
        self.sql.insert(
            "bulks", "id, person, at, body", [row], "on conflict (id) do update set body = excluded.body"
        )

    def _bulk(self, row: Row) -> Bulk | None:
        return self.readable("bulks", f"bulk {row['id']}", partial(json.decode, row["body"], type=Bulk))
