"""Idempotency keys of requests with their outcome, shared by all processes."""

from datetime import datetime

from msgspec import Struct

from bot.store.rows import TableRows
from bot.store.timestamps import to_text


class Heard(Struct, frozen=True):
    """The outcome of a request: the answer, and true in `refused` for a refusal."""

    answer: str
    refused: bool


class IdempotencyRows(TableRows):
    """Statements about idempotency keys.

    A key is written in the transaction that carries out the request, so it never stands for work that can still fail.
    """

    def heard(self, key: str) -> Heard | None:
        """Return the outcome of the request with this key; None when it is new."""
        rows = self.sql.rows("select answer, refused from idempotency_keys where key = :key", key=key)
        return Heard(rows[0]["answer"], bool(rows[0]["refused"])) if rows else None

    def remember(self, key: str, at: datetime, answer: str = "", *, refused: bool = False) -> None:
        """Store the outcome of a request. Storing it twice, in two transactions, is a Clash."""
        row = (key, to_text(at), answer, int(refused))
        self.sql.insert("idempotency_keys", "key, at, answer, refused", [row])

    def forget_requests(self, before: datetime) -> None:
        """Forget requests from before then, which can no longer be repeated."""
        self.sql.run("delete from idempotency_keys where at < :before", before=to_text(before))
