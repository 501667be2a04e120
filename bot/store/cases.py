"""Cases and their event logs: reading, numbering and writing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from bot.case.model import Case, Event
from bot.case.serialization import case_from_json, case_to_json
from bot.store.driver import Row, Values
from bot.store.errors import Unreadable
from bot.store.json_text import from_json, to_json
from bot.store.model import Change
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text, to_text_or_none

# Value of the status column for an open, snoozed case, with or without an owner: it only waits in its own queue.
SNOOZED = "snoozed"

_OPEN = """
select number, body from cases where team = :team and status <> 'resolved' and number > :after
order by number limit :limit"""


# A case without a due time still waits for its first answer.
_UNATTENDED = """from cases where status = 'waiting' and team = :team
    and (due_at is not null or answered_at is null)"""


class CaseRows(TableRows):
    """Statements about cases."""

    def case(self, number: int) -> Case | None:
        """Return the case of that number. Raise Unreadable when its row cannot be read."""
        rows = self.sql.rows("select number, body from cases where number = :number", number=number)
        return self._read_case(rows[0]) if rows else None

    def known_case(self, number: int) -> Case:
        """Return the case of a number that the store itself gave. Raise Unreadable when its row cannot be read."""
        case = self.case(number)
        assert case is not None, f"case {number} is gone"
        return case

    def has_case_before(self, at: datetime) -> bool:
        """Return true when the oldest case was opened before `at`."""
        rows = self.sql.rows("select opened_at from cases order by number limit 1")
        return bool(rows) and from_text(rows[0]["opened_at"]) < at

    def case_and_heard(self, number: int, request: str) -> tuple[Case | None, bool, str]:
        """Return the case, true when the request is a repeat, and the text of its refusal ("" for none), in one round
        trip.

        A request is a repeat when the event log has an event of it, or its key is stored. Raise Unreadable when the row
        of the case cannot be read.
        """
        rows = self.sql.rows(_CASE_AND_HEARD, number=number, request=request)
        if not rows:
            return None, False, ""
        case, row = self._read_case(rows[0]), rows[0]
        if row["refused"]:
            return case, False, row["answer"]
        return case, bool(row["heard"]) or row["refused"] == 0, ""

    def cases(self, numbers: Iterable[int]) -> dict[int, Case]:
        """Return the cases with these numbers; unknown and unreadable ones are left out."""
        rows = self.rows_of("select number, body from cases where number in ({keys})", numbers)
        return {case.number: case for case in self._readable_cases(rows)}

    def unreadable_cases(self) -> list[Unreadable]:
        """Return the open cases that cannot be read."""
        noted = len(self.unreadable)
        self.bodies("select number, body from cases where status <> 'resolved' order by number")
        found = self.unreadable[noted:]
        del self.unreadable[noted:]
        return found

    def case_by_thread(self, channel: str, ts: str) -> int | None:
        """Return the number of the case with this thread, current or earlier."""
        rows = self.sql.rows(
            "select case_number from threads where channel = :channel and ts = :ts", channel=channel, ts=ts
        )
        return rows[0]["case_number"] if rows else None

    def next_numbers(self, count: int) -> list[int]:
        """Return new case numbers, rising. On Postgres, a failed transaction may leave gaps."""
        return self.driver.next_numbers(self.sql, count) if count else []

    def event_log(self, number: int) -> list[Event]:
        """Return the event log of the case, in order, without unreadable entries."""
        text = "select * from events where case_number = :number order by number"
        rows = self.sql.rows(text, number=number)
        events = (self.readable("events", _called_event(row), partial(_event, row)) for row in rows)
        return [event for event in events if event]

    def event(self, number: int, event: int) -> Event | None:
        """Return event `event` of case `number`. Raise Unreadable when its row cannot be read."""
        text = "select * from events where case_number = :number and number = :event"
        rows = self.sql.rows(text, number=number, event=event)
        return self.read("events", _called_event(rows[0]), partial(_event, rows[0])) if rows else None

    def last_at(self, number: int, kinds: Sequence[str]) -> datetime | None:
        """Return the time of the case's latest event of these kinds; None without one."""
        listed = ", ".join(f":kind{n}" for n in range(len(kinds)))
        text = f"select at from events where case_number = :number and kind in ({listed}) order by number desc limit 1"
        rows = self.sql.rows(text, number=number, **{f"kind{n}": kind for n, kind in enumerate(kinds)})
        return from_text(rows[0]["at"]) if rows else None

    def redact(self, number: int, events: Iterable[Event]) -> None:
        """Replace the data of these events: the one exception to an append-only log.

        Only for words that their author deleted. The replayed case must stay the same.
        """
        text = "update events set data = :data where case_number = :number and number = :event"
        for event in events:
            self.sql.run(text, data=to_json(event.data), number=number, event=event.number)

    def unattended(self, team: str, limit: int) -> tuple[list[Case], int]:
        """Return the team's unassigned cases that wait for an answer, the oldest first, and their count."""
        values = {"team": team}
        count = self.sql.rows(f"select count(*) as cases {_UNATTENDED}", **values)[0]["cases"]
        text = f"select number, body {_UNATTENDED} order by opened_at, number limit :limit"
        return self.bodies(text, limit=limit, **values), int(count)

    def open_cases(self, team: str, after: int, limit: int) -> list[Case]:
        """Return the open cases of a team with higher numbers than `after`, in order."""
        found: list[Case] = []
        while len(found) < limit:
            wanted = limit - len(found)
            rows = self.sql.rows(_OPEN, team=team, after=after, limit=wanted)
            found += self._readable_cases(rows)
            if len(rows) < wanted:
                break
            after = rows[-1]["number"]
        return found

    def bodies(self, text: str, **values: object) -> list[Case]:
        """Return the cases of a query for `number, body`, without unreadable ones."""
        return list(self._readable_cases(self.sql.rows(text, **values)))

    def _readable_cases(self, rows: Iterable[Row]) -> Iterator[Case]:
        for row in rows:
            if case := self.readable("cases", _called(row["number"]), partial(case_from_json, row["body"])):
                yield case

    def _read_case(self, row: Row) -> Case:
        return self.read("cases", _called(row["number"]), partial(case_from_json, row["body"]))

    def write_cases(self, changes: Sequence[Change]) -> None:
        """Append the events and save the cases.

        Each place in the event log can be taken only once: a decision on an older version of the case finds its place
        taken, which is a Clash.
        """
        events = [_event_row(change, place, e) for change in changes for place, e in _placed(change)]
        self.sql.insert("events", _EVENT, events)
        self.sql.insert("cases", _CASE, [_case_row(change.case) for change in changes], _SAVE_OVER)
        threads = [row for change in changes for row in _thread_rows(change.case)]
        self.sql.insert("threads", _THREAD, threads, "on conflict (channel, ts) do nothing")


_CASE_AND_HEARD = """
select number, body, exists (select 1 from events where case_number = :number and request = :request) as heard,
    refused, answer
from cases left join idempotency_keys on key = :request where number = :number"""

_SAVE_OVER = """
on conflict (number) do update set version = excluded.version, status = excluded.status, team = excluded.team,
    owner = excluded.owner, priority = excluded.priority, due_at = excluded.due_at,
    answered_at = excluded.answered_at, resolved_at = excluded.resolved_at, body = excluded.body"""


def _called(number: object) -> str:
    return f"case #{number}"


def _called_event(row: Row) -> str:
    return f"event {row['number']} of {_called(row['case_number'])}"


def _placed(change: Change) -> Iterable[tuple[int, Event]]:
    return enumerate(change.events, start=change.before + 1)


_EVENT = "case_number, number, kind, actor, at, request, data"


def _event_row(change: Change, place: int, event: Event) -> Values:
    data = to_json(event.data)
    return change.case.number, place, event.kind, event.by, to_text(event.at), event.request, data


_CASE = "number, version, status, team, owner, priority, due_at, opened_at, answered_at, resolved_at, body"


def _case_row(case: Case) -> Values:
    return (
        case.number,
        case.version,
        SNOOZED if case.snooze else case.status.value,
        case.route.team,
        case.owner,
        int(case.route.priority),
        to_text_or_none(case.due_at),
        to_text(case.opened_at),
        to_text_or_none(case.answered_at),
        to_text_or_none(case.resolved_at),
        case_to_json(case),
    )


_THREAD = "channel, ts, case_number"


def _thread_rows(case: Case) -> list[Values]:
    return [(thread.channel, thread.ts, case.number) for thread in case.threads]


def _event(row: Row) -> Event:
    at = from_text(row["at"])
    return Event(
        kind=row["kind"],
        by=row["actor"],
        at=at,
        request=row["request"],
        data=from_json(row["data"]),
        number=row["number"],
    )
