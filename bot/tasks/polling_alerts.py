"""Alerts about a source that cannot be read for minutes because its network asks Baton to wait."""

from datetime import datetime

from bot.lag import Source
from bot.store.tx import Tx
from bot.tasks.context import TaskContext


def announce_wait(context: TaskContext, tx: Tx, source: Source, read_at: datetime, until: datetime) -> None:
    """Alert people, once, if nothing will be read until `until` and that is too long."""
    if source.is_late(read_at, until):
        text = (
            f"{source.title} has not been read since {_clock(read_at)}: it asks Baton to wait. "
            f"Baton retries at {_clock(until)}. Nothing is lost."
        )
        context.alert_in(tx, _notice(source, read_at), text, daily=False)


def announce_read(context: TaskContext, tx: Tx, source: Source, read_at: datetime) -> None:
    """Alert the same people that the source is read again. `read_at` is when it was read before."""
    now, notice = context.now(), _notice(source, read_at)
    if source.is_late(read_at, now) and tx.was_noticed(notice):
        text = f"Baton reads {source.title} again. It could not from {_clock(read_at)} to {_clock(now)}."
        context.alert_in(tx, f"{notice}/end", text, daily=False)


def _notice(source: Source, read_at: datetime) -> str:
    return f"unread/{source.place}/{read_at.isoformat()}"


def _clock(at: datetime) -> str:
    return f"{at:%H:%M} UTC"
