"""How a transaction whose COMMIT got no answer is found again: each leaves its writer's name and a rising number."""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from bot.store.errors import InDoubt

# A writer that wrote nothing for so long belongs to a process that is gone.
KEPT = timedelta(days=7)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Mark(NamedTuple):
    """Names one transaction. A writer has one at a time, so its last number is all that has to be kept.

    The number rises, and is about the time in microseconds: so old rows are known without a column more.
    """

    writer: str
    number: int


class Writers:
    """Gives out marks. A writer whose COMMIT got no answer is never used again: its row must keep that number."""

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
    """Return the number below which a row belongs at `at` to a process that is gone."""
    return (at - KEPT - _EPOCH) // timedelta(microseconds=1)


# A closed writer gets null, which the column refuses: a COMMIT that arrives late fails, and all of it is undone.
_ADVANCE = """on conflict (writer) do update
set number = case when commits.closed = 0 then excluded.number end"""
_MARK = "insert into commits (writer, number, closed)"

# Beside other writes, in their statement.
MARK = f"{_MARK} values (:writer, :number, 0) {_ADVANCE}"
# After other statements, if one of them wrote: what only read must not cost a commit on the disk.
MARK_IF_WRITTEN = f"""{_MARK} select :writer, :number, 0
where pg_current_xact_id_if_assigned() is not null {_ADVANCE}"""

# Waits for a transaction of this writer that still runs; afterwards none can write any more. Asked twice, it answers
# the same.
CLOSE = """
insert into commits (writer, number, closed) values (:writer, :before, 1)
on conflict (writer) do update set closed = 1
returning number"""

FORGET = "delete from commits where number < :number"
