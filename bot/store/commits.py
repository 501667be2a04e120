"""Recovery of a transaction whose COMMIT got no answer: each stores its writer's name and a rising number."""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from bot.store.errors import InDoubt

# A writer that wrote nothing for this long belongs to a process that is gone.
KEPT = timedelta(days=7)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Mark(NamedTuple):
    """The name of one transaction.

    A writer has one transaction at a time, so only its last number is stored. The number rises and is about the time in
    microseconds, so that old rows are known without another column.
    """

    writer: str
    number: int


class Writers:
    """A pool of writers for marks.

    A writer whose COMMIT got no answer is never reused: its row must keep that number.
    """

    def __init__(self) -> None:
        self._free: deque[Mark] = deque()

    @contextmanager
    def mark(self) -> Iterator[Mark]:
        """Yield the mark of one transaction."""
        try:
            writer, number = self._free.pop()
        except IndexError:
            writer, number = uuid4().hex, 0
        mark = Mark(writer, max(number + 1, time.time_ns() // 1_000))
        try:
            yield mark
        except InDoubt:
            raise
        except BaseException:
            self._free.append(mark)
            raise
        self._free.append(mark)


def outdated(at: datetime) -> int:
    """Return the number below which a row at `at` belongs to a process that is gone."""
    return (at - KEPT - _EPOCH) // timedelta(microseconds=1)


# A closed writer gets null, which the column refuses: a COMMIT that arrives late then fails and is rolled back.
_ADVANCE = """on conflict (writer) do update
set number = case when commits.closed = 0 then excluded.number end"""
_MARK = "insert into commits (writer, number, closed)"

# Goes into the same statement as other writes.
MARK = f"{_MARK} values (:writer, :number, 0) {_ADVANCE}"
# Comes after other statements, if one of them wrote: a transaction that only read must not cost a write to disk.
MARK_IF_WRITTEN = f"""{_MARK} select :writer, :number, 0
where pg_current_xact_id_if_assigned() is not null {_ADVANCE}"""

# Waits for a running transaction of this writer; afterwards none can write. It may be repeated with the same answer.
CLOSE = """
insert into commits (writer, number, closed) values (:writer, :before, 1)
on conflict (writer) do update set closed = 1
returning number"""

FORGET = "delete from commits where number < :number"
