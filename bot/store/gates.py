"""Gates, the rate limiters of jobs, which adapt to what a platform refuses."""

from datetime import datetime, timedelta

from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text

# A refusal makes the pauses of a shared gate half as long again, at most twenty times the configured ones. Every job
# that passes shortens them again, by half after about 700 jobs.
SLOWER, SLOWEST, FASTER = 1.5, 20.0, 0.999


class GateRows(TableRows):
    """Statements about the opening times of gates. A gate that no job ever passed is open."""

    def hold_gate(self, gate: str, until: datetime) -> None:
        """Shut the gate until `until`; a longer shutdown remains."""
        self.sql.insert("gates", "key, next_at", [(gate, to_text(until))], _HOLD)

    def pass_gate(self, gate: str, now: datetime, gap: float, burst: int = 1) -> None:
        """Record that a job passes the gate: one in `gap` seconds may on average, and after a rest up to `burst` at
        once.

        This is the generic cell rate algorithm (ITU-T I.371), which needs only one time for each gate.
        """
        if burst <= 1:
            self.hold_gate(gate, now + timedelta(seconds=gap))
            return
        open_at, slow = self._state(gate)
        rested = now - timedelta(seconds=gap * slow * (burst - 1))
        then = max(open_at or rested, rested) + timedelta(seconds=gap * slow)
        self._write(gate, then, max(1.0, slow * FASTER))

    def refuse_gate(self, gate: str, now: datetime, until: datetime) -> None:
        """Shut the gate until `until` after a refusal, and let jobs pass less often than before.

        Refusals of calls that were under way together count once.
        """
        open_at, slow = self._state(gate)
        known = open_at is not None and open_at > now + timedelta(seconds=0.5)
        self._write(gate, max(open_at or until, until), slow if known else min(SLOWEST, slow * SLOWER))

    def _state(self, gate: str) -> tuple[datetime | None, float]:
        rows = self.sql.rows("select next_at, slow from gates where key = :key", key=gate)
        return (from_text(rows[0]["next_at"]), rows[0]["slow"]) if rows else (None, 1.0)

    def _write(self, gate: str, open_at: datetime, slow: float) -> None:
        self.sql.insert("gates", "key, next_at, slow", [(gate, to_text(open_at), slow)], _SET)


_HOLD = """
on conflict (key) do update set next_at = excluded.next_at where gates.next_at < excluded.next_at"""

# No writer moves the time back, so a writer with an old reading cannot undo the shutdown of another one.
_SET = """
on conflict (key) do update set slow = excluded.slow,
    next_at = case when gates.next_at < excluded.next_at then excluded.next_at else gates.next_at end"""
