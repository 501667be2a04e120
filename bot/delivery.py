"""What an outward call ends in: a Receipt, or one of three failures, NotSent, Declined, CannotTell."""

from datetime import datetime

from msgspec import Struct

from bot.retry_after import bounded


class Receipt(Struct, frozen=True):
    """Proof of an outward act: the network's own id, where to see it, when (aware, UTC)."""

    native_id: str
    url: str
    at: datetime


class Trouble(Exception):
    """Why an act failed; staff may read `why`.

    `at` names what is in trouble as a whole, beyond this one act: a platform (`slack`, `x`), or a place of it after a
    colon (`slack:C024`). It is empty where the act alone failed.
    """

    def __init__(self, why: str, *, at: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.at = at

    @property
    def of_platform(self) -> bool:
        """Return whether a whole platform is in trouble, so that every act there would fail alike."""
        return bool(self.at) and ":" not in self.at


class NotSent(Trouble):
    """Surely not done; `retry_after` seconds before another try makes sense (None: as the outbox thinks fit)."""

    def __init__(self, why: str, retry_after: float | None = None, *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.retry_after = bounded(retry_after)


class Declined(Trouble):
    """Refused: this act never will be taken as it is, unless `at` names what people can repair.

    `code` is the platform's own word.
    """

    def __init__(self, why: str, code: str = "", *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.code = code


class CannotTell(Trouble):
    """It may or may not have happened. Search for the key before another try, in `retry_after` seconds (None: soon)."""

    def __init__(self, why: str, retry_after: float | None = None, *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.retry_after = bounded(retry_after)
