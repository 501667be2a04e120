"""Requests that were heard, by their idempotency keys: what came of each, for every process it is delivered to."""

from datetime import datetime

from msgspec import Struct

from bot.store.rows import TableRows
from bot.store.timestamps import to_text


class Heard(Struct, frozen=True):
    """What came of a request: the answer that was given, and whether it was a refusal."""

    answer: str
    refused: bool


class IdempotencyRows(TableRows):
    """What is kept of requests. A key is written in the transaction that does what was asked, so that it stands for
    what was done and for nothing that may yet fail."""

    def heard(self, key: str) -> Heard | None:
        """What came of the request of this key; None when it is new."""
        rows = self.sql.rows("select answer, refused from idempotency_keys where key = :key", key=key)
        return Heard(rows[0]["answer"], bool(rows[0]["refused"])) if rows else None

    def remember(self, key: str, at: datetime, answer: str = "", *, refused: bool = False) -> None:
        """Write down what came of a request. One that another transaction wrote down meanwhile is a Clash."""
        row = (key, to_text(at), answer, int(refused))
        self.sql.insert("idempotency_keys", "key, at, answer, refused", [row])

    def forget_requests(self, before: datetime) -> None:
        """Requests heard before then come no more."""
        self.sql.run("delete from idempotency_keys where at < :before", before=to_text(before))
