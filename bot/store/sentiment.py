"""How posts sound, as agents said, and what was learned from it."""

from datetime import datetime

from bot.nlp import SentimentLabel
from bot.store.rows import TableRows
from bot.store.timestamps import to_text


class CorrectionRows(TableRows):
    """One row a post: the latest word on it counts. Of what was learned only the newest is kept."""

    def keep_correction(self, said: SentimentLabel, by: str, at: datetime) -> None:
        """From now on this is how the post sounds."""
        self.sql.run(_KEEP, key=said.key, words=said.text, label=said.label, said_by=by, at=to_text(at))

    def strike_correction(self, key: str) -> None:
        """The post's author took it away: nothing is kept of its words."""
        self.sql.run("update corrections set text = '' where key = :key", key=key)

    def corrections(self, limit: int) -> list[SentimentLabel]:
        """The latest ones whose words are still kept."""
        rows = self.sql.rows(_LATEST, limit=limit)
        return [SentimentLabel(row["key"], row["text"], row["label"]) for row in rows]

    def learned_version(self) -> int:
        """Which one was learned last; 0 when none was."""
        version: int = self.sql.rows("select coalesce(max(version), 0) as version from learned")[0]["version"]
        return version

    def learned(self) -> tuple[int, str]:
        """What was learned last, and its version; nothing as version 0."""
        rows = self.sql.rows("select version, body from learned order by version desc limit 1")
        return (rows[0]["version"], rows[0]["body"]) if rows else (0, "")

    def keep_learned(self, version: int, body: str, at: datetime) -> None:
        """Keep this one and no other. A version that is taken is a Clash."""
        self.sql.insert("learned", "version, body, at", [(version, body, to_text(at))])
        self.sql.run("delete from learned where version < :version", version=version)


_KEEP = """
insert into corrections (key, text, label, said_by, at) values (:key, :words, :label, :said_by, :at)
on conflict (key) do update set text = excluded.text, label = excluded.label, said_by = excluded.said_by,
    at = excluded.at"""

_LATEST = "select key, text, label from corrections where text <> '' order by at desc, key limit :limit"
