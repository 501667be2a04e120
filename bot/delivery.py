"""Outcomes of outward calls: a Receipt, or one of three failures: NotSent, Declined, CannotTell."""

from datetime import datetime

from msgspec import Struct

from bot.retry_after import bounded


class Receipt(Struct, frozen=True):
    """Proof of an outward act: the network's own id, the address and the time (aware, UTC)."""

    native_id: str
    url: str
    at: datetime


class Trouble(Exception):
    """The reason an act failed; staff may read `why`.

    `at` names a larger thing that is in trouble: a platform (`slack`, `x`), or a place of it after a colon
    (`slack:C024`). It is empty when only the act failed.
    """

    def __init__(self, why: str, *, at: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.at = at

    @property
    def of_platform(self) -> bool:
        """Return true when a whole platform is in trouble, so that every act there would fail."""
        return bool(self.at) and ":" not in self.at


class NotSent(Trouble):
    """Raised when an act was surely not done.

    `retry_after` is the seconds before a retry makes sense (None: the outbox decides).
    """

    def __init__(self, why: str, retry_after: float | None = None, *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.retry_after = bounded(retry_after)


class Declined(Trouble):
    """Raised when an act was refused and a retry is pointless, unless `at` names something people can fix.

    `code` is the platform's own error code.
    """

    def __init__(self, why: str, code: str = "", *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.code = code


class CannotTell(Trouble):
    """Raised when an act may or may not have happened.

    Search for its key before a retry, in `retry_after` seconds (None: soon).
    """

    def __init__(self, why: str, retry_after: float | None = None, *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.retry_after = bounded(retry_after)
