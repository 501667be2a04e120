"""Posts: seen mentions, correlation keys of their conversations, cursors of sources, notices given once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.store.driver import Row, Values
from bot.store.errors import Clash
from bot.store.model import IntakeOutcome, IntakeRecord
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text


class MentionRows(TableRows):
    """Statements about posts and their sources."""

    def known(self, keys: Iterable[str]) -> dict[str, int | None]:
        """Return the case of each of these mentions that was seen before (None: it was ignored)."""
        rows = self.rows_of("select key, case_number from mentions where key in ({keys})", keys)
        return {row["key"]: row["case_number"] for row in rows}

    def known_by_ending(self, network: str, ending: str) -> dict[str, int]:
        """Return the cases of a network's mentions whose keys end like this, by key."""
        prefix = f"{network}/"
        values = {"prefix": prefix, "length": len(prefix), "ending": ending, "tail": len(ending) - 1}
        return {row["key"]: row["case_number"] for row in self.sql.rows(_BY_ENDING, **values)}

    def record(self, seen: Sequence[IntakeOutcome]) -> None:
        """Store the outcomes of new mentions. A mention that was seen before is a Clash."""
        self.sql.insert("mentions", _MENTION, [_seen_row(s) for s in sorted(seen, key=lambda s: s.key)])

    def reconsider(self, seen: IntakeOutcome) -> None:
        """Store the new outcome of an ignored mention. Raise Clash when it has a case by now."""
        names = _MENTION.split(", ")
        if not self.sql.rows(_RECONSIDER, **dict(zip(names, _seen_row(seen), strict=True))):
            raise Clash(f"{seen.key} has a case by now")

    def ignored_count(self, since: datetime) -> int:
        """Count the posts ignored since then that can still be read."""
        text = f"select count(*) as posts from {_IGNORED} and at > :since"
        return int(self.sql.rows(text, since=to_text(since))[0]["posts"])

    def ignored_at(self, since: datetime, place: int) -> IntakeOutcome:
        """Return one of them, by its place in the order of arrival, from 0."""
        text = f"select * from {_IGNORED} and at > :since order by at, key limit 1 offset :place"
        return _seen(self.sql.rows(text, since=to_text(since), place=place)[0])

    def seen(self, keys: Iterable[str]) -> dict[str, IntakeOutcome]:
        """Return the outcomes of these mentions; unknown ones are left out."""
        rows = self.rows_of("select * from mentions where key in ({keys})", keys)
        return {row["key"]: _seen(row) for row in rows}

    def rewrite(self, key: str, body: str | None) -> None:
        """Replace the stored text of an ignored mention; None deletes it for good."""
        text = "update mentions set body = :body where key = :key and body is not null"
        self.sql.run(text, key=key, body=body)

    def is_newest_edit(self, key: str, edited_at: datetime | None) -> bool:
        """Record an edit, and return true unless a later one was applied before, by any process.

        Networks that give no time of an edit deliver edits in order.
        """
        if edited_at is None:
            return True
        return bool(self.sql.rows(_EDITED, key=key, edited_at=to_text(edited_at)))

    def taken_after(self, network: str, at: datetime, key: str, limit: int) -> list[IntakeRecord]:
        """Return the network's mentions with a case in order of arrival, from after (`at`, `key`) on."""
        prefix = f"{network}/"
        rows = self.sql.rows(
            _TAKEN_AFTER, at=to_text(at), key=key, prefix=prefix, length=len(prefix), limit=limit
        )
        return [IntakeRecord(row["key"], row["case_number"], from_text(row["at"])) for row in rows]

    def correlation_keys(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the cases that these correlation keys lead to."""
        rows = self.rows_of("select key, case_number from trails where key in ({keys})", keys)
        return {row["key"]: row["case_number"] for row in rows}

    def lead(self, correlation_keys: Mapping[str, int], before: Mapping[str, int]) -> None:
        """Lead each of these correlation keys to its case; `before` is where they led when they were read.

        A key that another transaction moved since is a Clash: the decision was based on the old case.
        """
        moved: dict[int, list[str]] = {}
        for key in sorted(correlation_keys.keys() & before.keys()):
            moved.setdefault(before[key], []).append(key)
        for number, keys in sorted(moved.items()):
            self.rows_of(_LEFT, keys, number=number)
        self.sql.insert("trails", "key, case_number", sorted(correlation_keys.items()))

    def tagged(self, topic: str, after: datetime, until: datetime) -> int:
        """Count the posts on this topic written after `after` and not later than `until`."""
        rows = self.sql.rows(_TAGGED, topic=topic, after=to_text(after), until=to_text(until))
        return int(rows[0]["posts"])

    def keep_topics(self, topics: Iterable[tuple[str, datetime, str]]) -> None:
        """Store posts on topics that rules watch: the topic, the time of the post and its key."""
        rows = sorted((topic, to_text(at), key) for topic, at, key in topics)
        if rows:
            self.sql.insert("topics", "topic, at, key", rows, "on conflict (topic, at, key) do nothing")

    def forget_topics(self, before: datetime) -> None:
        """Forget posts written before then, which no rule can count any more."""
        self.sql.run("delete from topics where at < :before", before=to_text(before))

    def cursor(self, source: str) -> str | None:
        """Return the cursor of `source`; None before the first poll."""
        rows = self.sql.rows("select cursor from cursors where source = :source", source=source)
        return rows[0]["cursor"] if rows else None

    def move_cursor(self, source: str, cursor: str, at: datetime) -> None:
        """Store the cursor of `source` and the time of the poll."""
        self.sql.insert("cursors", "source, cursor, at", [(source, cursor, to_text(at))], _MOVE)

    def read_at(self) -> dict[str, datetime]:
        """Return when each source was last polled successfully."""
        return {
            row["source"]: from_text(row["at"]) for row in self.sql.rows("select source, at from cursors")
        }

    def was_noticed(self, key: str) -> bool:
        """Return true when `first_notice` has recorded `key`."""
        return bool(self.sql.rows("select key from notices where key = :key", key=key))

    def first_notice(self, key: str, at: datetime) -> bool:
        """Record the notice `key` and return true if it is the first time."""
        text = "insert into notices (key, at) values (:key, :at) on conflict (key) do nothing returning key"
        return bool(self.sql.rows(text, key=key, at=to_text(at)))


_TAKEN_AFTER = """
select key, case_number, at from mentions
where case_number is not null and (at, key) > (:at, :key) and substr(key, 1, :length) = :prefix
order by at, key limit :limit"""

_BY_ENDING = """
select key, case_number from mentions
where case_number is not null and substr(key, 1, :length) = :prefix and substr(key, length(key) - :tail) = :ending
order by key limit 20"""

_IGNORED = "mentions where outcome = 'ignored' and body is not null"

_RECONSIDER = """
update mentions set outcome = :outcome, case_number = :case_number, why = :why, at = :at, body = :body
where key = :key and case_number is null
returning key"""

# Of two simultaneous edits the second waits for the row lock, and then compares with what the first one wrote.
_EDITED = """
update mentions set edited_at = :edited_at
where key = :key and (edited_at is null or edited_at <= :edited_at)
returning key"""

_TAGGED = "select count(*) as posts from topics where topic = :topic and at > :after and at <= :until"

# Fewer deleted rows are not an error here: the insert that follows then finds the key taken, which is the Clash.
_LEFT = "delete from trails where case_number = :number and key in ({keys}) returning key"

_MOVE = "on conflict (source) do update set cursor = excluded.cursor, at = excluded.at"


_MENTION = "key, outcome, case_number, why, at, body"


def _seen_row(seen: IntakeOutcome) -> Values:
    return seen.key, seen.outcome, seen.case, seen.why, to_text(seen.at), seen.body


def _seen(row: Row) -> IntakeOutcome:
    at = from_text(row["at"])
    return IntakeOutcome(
        key=row["key"],
        outcome=row["outcome"],
        case=row["case_number"],
        why=row["why"],
        at=at,
        body=row["body"],
    )
