"""Jobs from queue to receipt: queued, leased, finished, postponed, dead-lettered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from bot.delivery import Receipt
from bot.jobs.job import TIMERS, Job
from bot.store.driver import Driver, Row, Sql, Values
from bot.store.errors import Unreadable
from bot.store.gates import GateRows
from bot.store.json_text import from_json, to_json
from bot.store.lease_sql import LEASE, LONGEST_LEASE, NEXT_RUN
from bot.store.model import DeadLetter
from bot.store.timestamps import END_OF_TIME, from_text, to_text


class JobRows(GateRows):
    """Statements about the outbox.

    Every change of a leased job is fenced by its `attempts`: an expired lease no longer matches.
    """

    def __init__(self, sql: Sql, driver: Driver) -> None:
        super().__init__(sql, driver)
        self.added_jobs = False

    def add_jobs(self, jobs: Sequence[Job]) -> None:
        """Queue jobs. One that is queued counts as requested again; one that runs will run again."""
        self.added_jobs = self.added_jobs or bool(jobs)
        wanted: dict[str, Job] = {}
        again = [job for job in jobs if wanted.setdefault(job.key, job) is not job]
        self.sql.insert("jobs", _JOB, [_job_row(wanted[key]) for key in sorted(wanted)], _ASK_AGAIN)
        if again:  # Postgres refuses to update the same row twice in one insert
            self.add_jobs(again)

    def lease(self, now: datetime, until: datetime, shared: str = "") -> Job | None:
        """Lease the most urgent job that may run at `now`, until `until`; its `attempts` counts this lease.

        `shared` is a gate like `slack:*`, in front of all gates whose names begin like it.
        """
        if self.driver.turn:
            self.sql.run(self.driver.turn)
        text = LEASE.format(skip_locked=self.driver.skip_locked)
        values = {"now": to_text(now), "open_by": to_text(now), "far": to_text(now + LONGEST_LEASE)}
        values |= {"shared": shared, "behind": shared.replace("*", "%")}
        while rows := self.sql.rows(text, until=to_text(until), **values):
            if job := self._readable_job(rows[0]):
                return job
            self.sql.run(_SET_ASIDE, key=rows[0]["key"], why=self.unreadable[-1].why)
        return None

    def next_run_at(self, now: datetime, shared: str = "") -> datetime | None:
        """Return when the next job can be leased: `now` or earlier if one can, None if none ever will."""
        if self.driver.walk_indexes:
            self.sql.run(self.driver.walk_indexes)
        far = to_text(now + LONGEST_LEASE)
        gates = {"open_by": END_OF_TIME, "shared": shared, "behind": shared.replace("*", "%")}
        rows = self.sql.rows(NEXT_RUN, now=to_text(now), far=far, **gates)
        moments = [row["at"] for row in rows if row["at"] is not None]
        try:
            return from_text(min(moments)) if moments else None
        except ValueError:
            self.set_aside_timeless()
            return now

    def finish(
        self, job: Job, now: datetime, gap: float | None, receipt: Receipt | None, burst: int = 1
    ) -> None:
        """Finish the job. Its gate opens again `gap` seconds after `now`, or as `burst` allows; None if it was not
        passed.

        A job that was queued again while it ran waits once more. Gate and receipt are kept even for an expired lease,
        because the act did happen.
        """
        self.sql.run(_DONE, key=job.key, attempts=job.attempts)
        self.sql.run(_ONCE_MORE, key=job.key, attempts=job.attempts)
        if job.gate and gap is not None:
            self.pass_gate(job.gate, now, gap, burst)
        if receipt:
            self.keep_receipts({job.key: receipt})

    def ask_again(self, job: Job, at: datetime) -> None:
        """Let the leased job run once more at `at`; requests for it while it ran are kept."""
        self.sql.run(_REPEAT, key=job.key, attempts=job.attempts, at=to_text(at))

    def extend(self, job: Job, until: datetime) -> bool:
        """Extend the lease of a job until then. Return false if it is no longer ours."""
        return bool(self.sql.rows(_EXTEND, key=job.key, attempts=job.attempts, until=to_text(until)))

    def postpone(self, job: Job, run_at: datetime, why: str, *, throttled: bool = False) -> None:
        """Let the leased job wait until `run_at`, first in its lane; `throttled`: because its platform throttled it."""
        at, all_throttled = to_text(run_at), job.throttled + int(throttled)
        self.sql.run(_POSTPONE, key=job.key, attempts=job.attempts, run_at=at, why=why, told=all_throttled)

    def release(self, job: Job) -> None:
        """Return a lease under which nothing was begun."""
        self.sql.run(_RELEASE, key=job.key, attempts=job.attempts)

    def dead_letter(self, job: Job, why: str) -> bool:
        """Dead-letter the leased job: it is kept, but no longer blocks its lane.

        Return false when its lease expired or it was dead-lettered before.
        """
        return bool(self.sql.rows(_DEAD_LETTER, key=job.key, attempts=job.attempts, why=why))

    def dead_letters(self, case: int | None = None) -> list[DeadLetter]:
        """Return the dead-lettered jobs, of one case or of all."""
        of_case = "and lane like :lane" if case is not None else ""
        values = {"lane": f"{case}@%"} if case is not None else {}
        rows = self.sql.rows(
            f"select * from jobs where buried = 1 {of_case} order by lane, position", **values
        )
        jobs = [(self._readable_job(row), row["trouble"] or "") for row in rows]
        return [DeadLetter(job, why) for job, why in jobs if job]

    def are_queued(self, keys: Iterable[str]) -> bool:
        """Return true when a job of these keys waits, runs or is on hold."""
        return bool(
            self.rows_of("select 1 as one from jobs where key in ({keys}) and buried in (0, 2)", keys)
        )

    def revive(self, key: str) -> bool:
        """Retry a dead-lettered job, which first checks if it was done; return false when there is none."""
        revived = bool(self.sql.rows(_REVIVE, key=key))
        self.added_jobs = self.added_jobs or revived
        return revived

    def receipt(self, key: str) -> Receipt | None:
        """Return the receipt of the job of this key, if it was done."""
        return self.receipts([key]).get(key)

    def receipts(self, keys: Iterable[str]) -> dict[str, Receipt]:
        """Return the receipts of these keys, of those that were done."""
        rows = self.rows_of("select * from receipts where key in ({keys})", keys)
        return {row["key"]: _receipt(row) for row in rows}

    def keep_receipts(self, receipts: Mapping[str, Receipt]) -> None:
        """Store receipts by their keys: one job may have several."""
        rows = [(key, each.native_id, each.url, to_text(each.at)) for key, each in sorted(receipts.items())]
        self.sql.insert("receipts", "key, native_id, url, at", rows, _RECEIPT)

    def sampled_at(self, native_id: str) -> list[str]:
        """Return the keys of the ignored posts shown in the message of that id, in order."""
        text = f"select key from receipts where native_id = :native_id and {_SAMPLED} order by key"
        rows = self.sql.rows(text, native_id=native_id)
        return [str(row["key"]).removeprefix("sampled/") for row in rows]

    def jobs_waiting(self, besides: Collection[str] = ()) -> int:
        """Count the jobs that are neither done nor dead-lettered, without waiting timers and the kinds `besides`."""
        rows = self.sql.rows("select kind, count(*) as jobs from jobs where buried in (0, 2) group by kind")
        return sum(row["jobs"] for row in rows if row["kind"] not in (*TIMERS, *besides))

    def set_aside(self) -> list[tuple[str, str]]:
        """Return the keys of unreadable jobs, each with the reason."""
        rows = self.sql.rows("select key, trouble from jobs where buried = 3 order by key")
        return [(row["key"], row["trouble"] or "") for row in rows]

    def _readable_job(self, row: Row) -> Job | None:
        return self.readable("jobs", str(row["key"]), lambda: _job(row))

    def set_aside_timeless(self) -> None:
        """Set aside jobs without a valid time, which would break the search for the next job."""
        for row in self.sql.rows("select key from jobs where buried = 0 and length(run_at) <> 32"):
            self.unreadable.append(Unreadable("jobs", row["key"], ValueError("run_at is not a time")))
            self.sql.run(_SET_ASIDE, key=row["key"], why=self.unreadable[-1].why)


# Must match the condition of the index, or the database does not use it.
_SAMPLED = "key like 'sampled/%'"

# A job that is queued again while it is leased runs once more afterwards (again_at). A dead-lettered or set-aside one
# is revived; its attempts begin at 1, so that the next run first checks if it was done. One on hold for Slack or a
# channel is released: it may go to another place now, and its result there says nothing about the hold. One on hold for
# a network stays so: it goes to the same network, and with none on hold the next check would end the hold too soon.
_ASK_AGAIN = """
on conflict (lane, position, kind) do update set
    asked = jobs.asked + 1,
    data = excluded.data,
    gate = excluded.gate,
    urgency = case when excluded.urgency < jobs.urgency then excluded.urgency else jobs.urgency end,
    run_at = case when jobs.leased_until is null and (jobs.buried <> 0 or excluded.run_at < jobs.run_at)
        then excluded.run_at else jobs.run_at end,
    again_at = case when jobs.leased_until is null then null
        when jobs.again_at < excluded.run_at then jobs.again_at else excluded.run_at end,
    attempts = case when jobs.buried <> 0 then 1 else jobs.attempts end,
    told = case when jobs.buried <> 0 then 0 else jobs.told end,
    buried = 0,
    held = case when jobs.held = 'slack' or jobs.held like 'slack:%' then null else jobs.held end"""

_DONE = "delete from jobs where key = :key and attempts = :attempts and again_at is null"

# buried: 0 is queued, 1 dead-lettered, 2 on hold (see holds.py), 3 unreadable and out of every list. Queued again, or
# repaired by hand (buried = 0), it is a job like any other.
_SET_ASIDE = """
update jobs set buried = 3, leased_until = null, again_at = null, held = null, trouble = :why where key = :key"""

_ONCE_MORE = """
update jobs set run_at = again_at, again_at = null, attempts = 0, told = 0, asked = 1, leased_until = null,
    trouble = null, held = null
where key = :key and attempts = :attempts and again_at is not null"""

_REPEAT = """
update jobs set again_at = case when again_at < :at then again_at else :at end
where key = :key and attempts = :attempts"""

_EXTEND = """
update jobs set leased_until = :until
where key = :key and attempts = :attempts and leased_until is not null returning key"""

_POSTPONE = """
update jobs set run_at = :run_at, leased_until = null, again_at = null, trouble = :why, told = :told, held = null
where key = :key and attempts = :attempts"""

_RELEASE = """
update jobs set leased_until = null, again_at = null, attempts = attempts - 1
where key = :key and attempts = :attempts"""

_DEAD_LETTER = """
update jobs set buried = 1, leased_until = null, again_at = null, trouble = :why, held = null
where key = :key and attempts = :attempts and buried = 0 returning key"""

_REVIVE = """
update jobs set buried = 0, attempts = 1, told = 0 where key = :key and buried = 1 returning key"""

_RECEIPT = """
on conflict (key) do update set native_id = excluded.native_id, url = excluded.url, at = excluded.at"""


_JOB = "lane, position, kind, key, gate, urgency, run_at, data, attempts, asked"


def _job_row(job: Job) -> Values:
    return (
        job.lane,
        job.position,
        job.kind,
        job.key,
        job.gate,
        job.urgency,
        to_text(job.run_at),
        to_json(job.data),
        job.attempts,
        job.asked,
    )


def _job(row: Row) -> Job:
    return Job(
        lane=row["lane"],
        position=row["position"],
        kind=row["kind"],
        run_at=from_text(row["run_at"]),
        data=from_json(row["data"]),
        gate=row["gate"],
        urgency=row["urgency"],
        attempts=row["attempts"],
        asked=row["asked"],
        throttled=row["told"],
        held=row["held"] or "",
    )


def _receipt(row: Row) -> Receipt:
    return Receipt(row["native_id"], row["url"], from_text(row["at"]))
