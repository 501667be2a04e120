"""Cases and their journal: read, numbered, put in the order they should be answered."""

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

# How many cases are looked at for one that can be read, where the first cannot.
SKIPPED = 50
_MOST_URGENT_FIRST = "order by priority, coalesce(due_at, '9'), number limit :limit"
# A snooze stops no response clock, unless its team says so: a snoozed case is late like any other.
_LATE = "select number, body from cases where status <> 'resolved' and due_at <= :now"
# What the column says of an open case that is snoozed, whoever has it: it waits in no queue but its own.
SNOOZED = "snoozed"
_SNOOZED = "select number, body from cases where status = 'snoozed'"

_OPEN = """
select number, body from cases where team = :team and status <> 'resolved' and number > :after
order by number limit :limit"""


# A case without a time for its answer waits for one all the same, unless it was given.
_UNATTENDED = """from cases where status = 'waiting' and team = :team
    and (due_at is not null or answered_at is null)"""


class CaseRows(TableRows):
    """What is known of cases."""

    def case(self, number: int) -> Case | None:
        """The case of that number. Raises Unreadable."""
        rows = self.sql.rows("select number, body from cases where number = :number", number=number)
        return self._read_case(rows[0]) if rows else None

    def known_case(self, number: int) -> Case:
        """The case of a number the store itself gave. Raises Unreadable."""
        case = self.case(number)
        assert case is not None, f"case {number} is gone"
        return case

    def case_and_heard(self, number: int, request: str) -> tuple[Case | None, bool, str]:
        """The case, whether this request was heard (its journal holds an event of it, or its key is kept), and in which
        words it was refused ("": it was not), in one round trip.

        Raises Unreadable.
        """
        rows = self.sql.rows(_CASE_AND_HEARD, number=number, request=request)
        if not rows:
            return None, False, ""
        case, row = self._read_case(rows[0]), rows[0]
        if row["refused"]:
            return case, False, row["answer"]
        return case, bool(row["heard"]) or row["refused"] == 0, ""

    def cases(self, numbers: Iterable[int]) -> dict[int, Case]:
        """The cases with these numbers; one that does not exist, or cannot be read, is left out."""
        rows = self.rows_of("select number, body from cases where number in ({keys})", numbers)
        return {case.number: case for case in self._readable_cases(rows)}

    def unreadable_cases(self) -> list[Unreadable]:
        """What cannot be read of the open cases."""
        noted = len(self.unreadable)
        self._bodies("select number, body from cases where status <> 'resolved' order by number")
        found = self.unreadable[noted:]
        del self.unreadable[noted:]
        return found

    def case_by_thread(self, channel: str, ts: str) -> int | None:
        """The number of the case whose thread, now or earlier, this is."""
        rows = self.sql.rows(
            "select case_number from threads where channel = :channel and ts = :ts", channel=channel, ts=ts
        )
        return rows[0]["case_number"] if rows else None

    def next_numbers(self, count: int) -> list[int]:
        """That many fresh case numbers, rising. Numbers of a transaction that fails may be lost on Postgres."""
        return self.driver.next_numbers(self.sql, count) if count else []

    def journal(self, number: int) -> list[Event]:
        """Everything that happened to the case, in order, but for what cannot be read."""
        text = "select * from events where case_number = :number order by number"
        rows = self.sql.rows(text, number=number)
        events = (self.readable("events", _called_event(row), partial(_event, row)) for row in rows)
        return [event for event in events if event]

    def event(self, number: int, event: int) -> Event | None:
        """What happened to case `number` as its `event`-th event. Raises Unreadable."""
        text = "select * from events where case_number = :number and number = :event"
        rows = self.sql.rows(text, number=number, event=event)
        return self.read("events", _called_event(rows[0]), partial(_event, rows[0])) if rows else None

    def strike(self, number: int, events: Iterable[Event]) -> None:
        """Put these events' data in place of what the journal says: the one exception to its never changing.

        Only for words whose author took them away. What the events lead to must stay the same.
        """
        text = "update events set data = :data where case_number = :number and number = :event"
        for event in events:
            self.sql.run(text, data=to_json(event.data), number=number, event=event.number)

    def next_waiting(self, team: str) -> int | None:
        """The number of the team's waiting case to take next: most urgent, then due first, then oldest."""
        # Nearly always the first one; behind it others only count when it cannot be read.
        found = self.waiting(team, 1) or self.waiting(team, SKIPPED)
        return found[0].number if found else None

    def open_teams(self) -> list[str]:
        """The teams that have cases which are not resolved."""
        return [row["team"] for row in self.sql.rows(_OPEN_TEAMS)]

    def waiting(self, team: str, limit: int) -> list[Case]:
        """Waiting cases of the team, the one to take next first."""
        text = (
            f"select number, body from cases where status = 'waiting' and team = :team {_MOST_URGENT_FIRST}"
        )
        return self._bodies(text, team=team, limit=limit)

    def owned_by(self, user: str, limit: int) -> list[Case]:
        """Open cases this person has claimed, most urgent first."""
        text = (
            f"select number, body from cases where status = 'claimed' and owner = :user {_MOST_URGENT_FIRST}"
        )
        return self._bodies(text, user=user, limit=limit)

    def late(self, team: str, now: datetime, limit: int) -> list[Case]:
        """Open cases of the team whose answer was due at `now` or before, the longest overdue first."""
        text = f"{_LATE} and team = :team order by due_at, number limit :limit"
        return self._bodies(text, team=team, now=to_text(now), limit=limit)

    def snoozed(self, user: str, team: str, limit: int) -> list[Case]:
        """Snoozed cases of this person, and those of the team that nobody has, the oldest first."""
        nobodys = "owner is null and team = :team"
        text = f"{_SNOOZED} and (owner = :user or {nobodys}) order by number limit :limit"
        return self._bodies(text, user=user, team=team, limit=limit)

    def unattended(self, team: str, limit: int) -> tuple[list[Case], int]:
        """The team's cases that wait for an answer and are nobody's, the oldest first, and how many there are."""
        values = {"team": team}
        count = self.sql.rows(f"select count(*) as cases {_UNATTENDED}", **values)[0]["cases"]
        text = f"select number, body {_UNATTENDED} order by opened_at, number limit :limit"
        return self._bodies(text, limit=limit, **values), int(count)

    def open_cases(self, team: str, after: int, limit: int) -> list[Case]:
        """The open cases of a team with higher numbers than `after`, in order."""
        found: list[Case] = []
        while len(found) < limit:
            wanted = limit - len(found)
            rows = self.sql.rows(_OPEN, team=team, after=after, limit=wanted)
            found += self._readable_cases(rows)
            if len(rows) < wanted:
                break
            after = rows[-1]["number"]
        return found

    def _bodies(self, text: str, **values: object) -> list[Case]:
        return list(self._readable_cases(self.sql.rows(text, **values)))

    def _readable_cases(self, rows: Iterable[Row]) -> Iterator[Case]:
        for row in rows:
            if case := self.readable("cases", _called(row["number"]), partial(case_from_json, row["body"])):
                yield case

    def _read_case(self, row: Row) -> Case:
        return self.read("cases", _called(row["number"]), partial(case_from_json, row["body"]))

    def write_cases(self, changes: Sequence[Change]) -> None:
        """Append the events and save the cases as they leave them.

        An event's place in the journal can be taken once: whoever decided on an older version of the case finds it
        taken, which is a Clash.
        """
        events = [_event_row(change, place, e) for change in changes for place, e in _placed(change)]
        self.sql.insert("events", _EVENT, events)
        self.sql.insert("cases", _CASE, [_case_row(change.case) for change in changes], _SAVE_OVER)
        threads = [row for change in changes for row in _thread_rows(change.case)]
        self.sql.insert("threads", _THREAD, threads, "on conflict (channel, ts) do nothing")


# From team to team along the index, whatever the number of cases.
_OPEN_TEAMS = """
with recursive teams(team) as (
    select min(team) from cases where status <> 'resolved'
    union all
    select (select min(c.team) from cases c where c.team > t.team and c.status <> 'resolved') from teams t
    where t.team is not null)
select team from teams where team is not null"""

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
    return Event(row["kind"], row["actor"], at, row["request"], from_json(row["data"]), row["number"])
