"""Holds: jobs kept while a platform or a place of it is in trouble, and resumed when it works again."""

from datetime import datetime, timedelta

from bot.jobs.job import Job
from bot.store.driver import Row
from bot.store.jobs import JobRows
from bot.store.model import Hold
from bot.store.timestamps import from_text, to_text

# Time after which a job whose hold was lost is tried; it goes on hold again if it fails.
LONGEST = timedelta(hours=1)
# Pause before a failed job is retried: Slack may still carry out a call that timed out.
REST = timedelta(seconds=1)
# Value of `buried` for a job on hold that does not block its lane.
ASIDE = 2


class HoldRows(JobRows):
    """Statements about holds.

    Jobs on hold have the key of their hold: `slack`, `slack:C024`, `x`. The lease query does not check it: such a job
    is not due for an hour, or is set aside, or its gate is shut.
    """

    def park(self, job: Job, key: str, now: datetime, why: str, *, aside: bool) -> bool:
        """Put the leased job on hold without counting a failure. Return false if its lease expired.

        The rest of its lane waits for it, unless it is set `aside`.
        """
        kept = self.sql.rows(
            _PARK,
            key=job.key,
            attempts=job.attempts,
            hold=key,
            why=why,
            until=to_text(now + LONGEST),
            place=ASIDE if aside else 0,
        )
        return bool(kept)

    def begin_hold(self, key: str, now: datetime, why: str) -> Hold:
        """Begin a hold, or keep the one there is with a new reason, and return it."""
        return _hold(self.sql.rows(_BEGIN, key=key, now=to_text(now), why=why)[0])

    def holds(self) -> list[Hold]:
        """Return all holds, by key."""
        return [_hold(row) for row in self.sql.rows("select * from holds order by key")]

    def hold(self, key: str) -> Hold | None:
        """Return the hold of that key, if there is one."""
        rows = self.sql.rows("select * from holds where key = :key", key=key)
        return _hold(rows[0]) if rows else None

    def recheck_soon(self, key: str, now: datetime) -> None:
        """Note that the trouble may be fixed: the hold is checked as often as if it had just begun."""
        self.sql.run("update holds set nudged_at = :now where key = :key", key=key, now=to_text(now))

    def mark_announced(self, key: str, how: int) -> None:
        """Record how people were alerted to the hold."""
        self.sql.run("update holds set announced = :how where key = :key", key=key, how=how)

    def shut_gates(self, key: str, gate: str, gates: str, until: datetime) -> None:
        """Shut `gate`, and those with jobs whose name begins with `gates`, until then.

        They open on their own unless they are shut again: a process that dies must not keep them shut.
        """
        at = to_text(until)
        self.sql.run(_SHUT, gate=gate, gates=f"{gates}%", until=at)
        self.sql.run("update holds set shut_until = :until where key = :key", key=key, until=at)

    def end_hold(self, key: str, now: datetime) -> Hold | None:
        """Resume every job on hold for `key`, open the gates shut for it, and return the hold as it was."""
        rows = self.sql.rows("delete from holds where key = :key returning *", key=key)
        self._wake(_WAKE_ALL, key, now, soon=to_text(now + REST))
        if rows and rows[0]["shut_until"]:
            self.sql.run(_OPEN, now=to_text(now), until=rows[0]["shut_until"])
        return _hold(rows[0]) if rows else None

    def try_one(self, key: str, now: datetime) -> bool:
        """Resume the one job that has been on hold for `key` longest: its result shows if the others may follow.

        Return false if none is on hold.
        """
        self._wake(_WAKE_ONE, key, now)
        return bool(
            self.sql.rows("select 1 from jobs where held = :key and buried in (0, 2) limit 1", key=key)
        )

    def _wake(self, text: str, key: str, now: datetime, **more: str) -> None:
        rested = to_text(now + LONGEST - REST)
        woken = self.sql.rows(text, key=key, now=to_text(now), rested=rested, **more)
        self.added_jobs = self.added_jobs or bool(woken)


# Its attempts count as throttled, not as failures, but stay counted: the next one first checks if the act was done.
_PARK = """
update jobs set held = :hold, buried = :place, run_at = :until, trouble = :why, told = attempts,
    leased_until = null, again_at = null
where key = :key and attempts = :attempts and buried = 0 and leased_until is not null returning key"""

_BEGIN = """
insert into holds (key, since, why, nudged_at) values (:key, :now, :why, :now)
on conflict (key) do update set why = excluded.why returning *"""

# A gate that is shut for longer stays so.
_SHUT = """
insert into gates (key, next_at)
    select distinct gate, :until from jobs where buried = 0 and (gate = :gate or gate like :gates) order by gate
on conflict (key) do update set next_at = excluded.next_at where gates.next_at < excluded.next_at"""

# Only gates that this hold shut, by their exact time: a gate may be shut for reasons of its own.
_OPEN = "update gates set next_at = :now where next_at = :until"

# A job that went on hold less than REST ago waits for the rest of it; all others run now.
_WAKE_ALL = """
update jobs set held = null, buried = 0, run_at = case when run_at <= :rested then :now else :soon end
where held = :key and buried in (0, 2) and leased_until is null returning key"""

_WAKE_ONE = """
update jobs set buried = 0, run_at = :now
where key = (
    select key from jobs where held = :key and buried in (0, 2) and leased_until is null and run_at <= :rested
    order by run_at, key limit 1)
returning key"""


def _hold(row: Row) -> Hold:
    shut = row["shut_until"]
    return Hold(
        key=row["key"],
        since=from_text(row["since"]),
        why=row["why"],
        nudged_at=from_text(row["nudged_at"]),
        shut_until=from_text(shut) if shut else None,
        announced=row["announced"],
    )
