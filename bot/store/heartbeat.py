"""The store's pulse: a row that proves it takes writes, and by which a clock that was turned back is noticed."""

from datetime import datetime, timedelta

from bot.store.commits import FORGET, outdated
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text

# A clock may be this far off without anybody's doing.
STEP = timedelta(seconds=5)
UNKNOWN = timedelta(minutes=1)
# As much as a case and its jobs take.
ROOM = "x" * 8_192


class PulseRows(TableRows):
    """When the store last took a write, and what to do when the clock went back behind that."""

    def beat(self, at: datetime, before: datetime) -> timedelta:
        """Write that it is `at`; return how far the clock went back since the last beat, zero if it did not.

        `before` is the latest time that may have been told until now. What was due by then is due at once.
        """
        last = self.sql.rows("select at from pulses where name = 'store' and length(at) = 32")
        self.sql.run(_BEAT, name="store", at=to_text(at))
        # A row that is written over needs no new page, and says nothing of a file that may not grow.
        self.sql.run(_BEAT, name="room", at=ROOM)
        self.sql.run("delete from pulses where name = 'room'")
        self.sql.run(FORGET, number=outdated(at))
        if not last or from_text(last[0]["at"]) <= at + STEP:
            return timedelta()
        latest = from_text(last[0]["at"])
        back = max(before, latest) - at
        # Of a process that ended before the clock was turned it is not known what it queued after its last beat.
        self._hurry(at, before if before >= latest else latest + UNKNOWN, back)
        self.move_leases(at, -back)
        return back

    def move_leases(self, at: datetime, by: timedelta) -> None:
        """Let every lease that runs at `at` end so much later."""
        text = "select key, leased_until from jobs where leased_until > :at and length(leased_until) = 32"
        for row in self.sql.rows(text, at=to_text(at)):
            until = to_text(max(at, from_text(row["leased_until"]) + by))
            self.sql.run(
                "update jobs set leased_until = :until where key = :key", until=until, key=row["key"]
            )

    def _hurry(self, at: datetime, before: datetime, back: timedelta) -> None:
        """What may have been due by `before` is due, and a gate that was open is open; others open so much earlier."""
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
