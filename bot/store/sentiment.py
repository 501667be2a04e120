"""Sentiment corrections of agents, and the classifier trained on them."""

from datetime import datetime

from bot.nlp import SentimentLabel
from bot.store.rows import TableRows
from bot.store.timestamps import to_text


class SentimentRows(TableRows):
    """Statements about corrections, one row for each post, and about the newest trained classifier."""

    def keep_correction(self, said: SentimentLabel, by: str, at: datetime) -> None:
        """Store the sentiment of a post."""
        self.sql.run(_KEEP, key=said.key, words=said.text, label=said.label, said_by=by, at=to_text(at))

    def redact_correction(self, key: str) -> None:
        """Delete the text of a correction, because the author deleted the post."""
        self.sql.run("update corrections set text = '' where key = :key", key=key)

    def corrections(self, limit: int) -> list[SentimentLabel]:
        """Return the latest corrections whose text is still kept."""
        rows = self.sql.rows(_LATEST, limit=limit)
        return [SentimentLabel(row["key"], row["text"], row["label"]) for row in rows]

    def learned_version(self) -> int:
        """Return the version of the newest classifier; 0 when there is none."""
        version: int = self.sql.rows("select coalesce(max(version), 0) as version from learned")[0]["version"]
        return version

    def learned(self) -> tuple[int, str]:
        """Return the version and text of the newest classifier; version 0 when there is none."""
        rows = self.sql.rows("select version, body from learned order by version desc limit 1")
        return (rows[0]["version"], rows[0]["body"]) if rows else (0, "")

    def keep_learned(self, version: int, body: str, at: datetime) -> None:
        """Store this classifier and delete older ones. A version that is taken is a Clash."""
        self.sql.insert("learned", "version, body, at", [(version, body, to_text(at))])
        self.sql.run("delete from learned where version < :version", version=version)


_KEEP = """
insert into corrections (key, text, label, said_by, at) values (:key, :words, :label, :said_by, :at)
on conflict (key) do update set text = excluded.text, label = excluded.label, said_by = excluded.said_by,
    at = excluded.at"""

_LATEST = "select key, text, label from corrections where text <> '' order by at desc, key limit :limit"
