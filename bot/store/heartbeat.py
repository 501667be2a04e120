"""The store's heartbeat: a row that proves it accepts writes, and that reveals a clock turned back."""

from datetime import datetime, timedelta

from bot.store.commits import FORGET, outdated
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text

# Clocks drift by this much.
STEP = timedelta(seconds=5)
UNKNOWN = timedelta(minutes=1)
# About the size of a case and its jobs.
ROOM = "x" * 8_192


class HeartbeatRows(TableRows):
    """Statements about the last write, and the repair after a clock was turned back."""

    def beat(self, at: datetime, before: datetime) -> timedelta:
        """Write that it is `at`; return by how much the clock went back since the last heartbeat, zero if it did not.

        `before` is the latest time that the clock may have shown. Jobs that were due by then become due at once.
        """
        last = self.sql.rows("select at from pulses where name = 'store' and length(at) = 32")
        self.sql.run(_BEAT, name="store", at=to_text(at))
        # Overwriting a row needs no new page, so only an insert shows that the file can still grow.
        self.sql.run(_BEAT, name="room", at=ROOM)
        self.sql.run("delete from pulses where name = 'room'")
        self.sql.run(FORGET, number=outdated(at))
        if not last or from_text(last[0]["at"]) <= at + STEP:
            return timedelta()
        latest = from_text(last[0]["at"])
        back = max(before, latest) - at
        # A process that ended before the change may have queued jobs after its last heartbeat, so a minute is added.
        self._hurry(at, before if before >= latest else latest + UNKNOWN, back)
        self.move_leases(at, -back)
        return back

    def move_leases(self, at: datetime, by: timedelta) -> None:
        """Let every lease that runs at `at` end `by` later."""
        text = "select key, leased_until from jobs where leased_until > :at and length(leased_until) = 32"
        for row in self.sql.rows(text, at=to_text(at)):
            until = to_text(max(at, from_text(row["leased_until"]) + by))
            self.sql.run(
                "update jobs set leased_until = :until where key = :key", until=until, key=row["key"]
            )

    def _hurry(self, at: datetime, before: datetime, back: timedelta) -> None:
        """Make jobs due that may have been due by `before`, open gates that were open, and bring others forward."""
        for text in _OVERDUE:
            self.sql.run(text, at=to_text(at), before=to_text(before))
        shut = "select key, next_at from gates where next_at > :before and length(next_at) = 32"
        for row in self.sql.rows(shut, before=to_text(before)):
            opens = to_text(from_text(row["next_at"]) - back)
            self.sql.run("update gates set next_at = :opens where key = :key", opens=opens, key=row["key"])


_BEAT = """insert into pulses (name, at) values (:name, :at)
on conflict (name) do update set at = excluded.at"""

_OVERDUE = (
    "update jobs set run_at = :at where run_at > :at and run_at <= :before",
    "update jobs set again_at = :at where again_at > :at and again_at <= :before",
    "update gates set next_at = :at where next_at > :at and next_at <= :before",
)
