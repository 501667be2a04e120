"""Translation of psycopg's errors: a clash, a database that is unreachable, one that accepts no writes."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from bot.store.errors import Clash, Unreachable, Unwritable

_CLASHES = (
    errors.UniqueViolation,
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.LockNotAvailable,
)
_LOST = (psycopg.OperationalError, errors.IdleInTransactionSessionTimeout)
# The reason it accepts no writes, and the remedy.
_UNWRITABLE: dict[type[psycopg.Error], tuple[str, str]] = {
    errors.ReadOnlySqlTransaction: (
        "it is read-only",
        "It may be a standby or be moving to another server. If this lasts, check DATABASE_URL and its server.",
    ),
    errors.DiskFull: ("its disk is full", "Free space on its server, or take a larger plan."),
    errors.IoError: ("its disk failed", "Check the disk of its server."),
}
# A refused connection has no error code, only a message.
_NO_ROOM = ("too many clients", "too many connections", "remaining connection slots")
_SOON = ("starting up", "shutting down", "in recovery", "not accepting", "not yet accepting")


@contextmanager
def translated() -> Iterator[None]:
    """Translate psycopg's errors inside. Raise Clash, Unwritable or Unreachable; other errors pass unchanged."""
    try:
        yield
    except psycopg.Error as raised:
        error = first(raised)
        if isinstance(error, _CLASHES):
            raise Clash(type(error).__name__) from error
        if found := _UNWRITABLE.get(type(error)):
            raise Unwritable(*found, passing=True) from error
        if isinstance(error, _LOST):
            raise _unreachable(error) from error
        raise error from None


def _unreachable(error: psycopg.Error) -> Unreachable:
    reason = str(error).partition("\n")[0]
    if any(words in reason for words in _NO_ROOM):
        return Unreachable(
            f"The database has no connection left for Baton ({reason}). Baton waits for one. If this lasts, run fewer "
            "processes, set a lower DATABASE_POOL, or take a larger plan.",
            passing=True,
        )
    return Unreachable(
        f"The database does not answer ({reason}). Check DATABASE_URL and its server.",
        passing=any(words in reason for words in _SOON),
    )


def first(error: psycopg.Error) -> psycopg.Error:
    """Return the first error of a pipeline: later ones only say that they were not carried out."""
    while isinstance(error, errors.PipelineAborted) and isinstance(error.__context__, psycopg.Error):
        error = error.__context__
    return error
