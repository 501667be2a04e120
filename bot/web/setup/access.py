"""Access to /setup: a one-time code from the log, and a cookie for the browser that entered it."""

import hmac
import secrets
import time
from collections.abc import Callable

import structlog
from cachetools import TTLCache

log = structlog.get_logger(__name__)

# 28 symbols without those that look alike: twelve of them are 57 bits.
SYMBOLS = "BCDFGHJKLMNPQRSTVWXZ23456789"
CODE_LENGTH, GROUP = 12, 4
TRIES, TRY_SECONDS = 5, 60.0
VISITORS = 1_000
COOKIE_SECONDS = 12 * 3_600


class WrongCode(Exception):
    """A code that gives no access; the text says why, and `status` is the HTTP status."""

    def __init__(self, why: str, status: int = 403) -> None:
        super().__init__(why)
        self.status = status


class SetupAccess:
    """Access of one person. `secret` signs the cookie; with the same one it is valid in the next process too.

    A platform such as Heroku restarts Baton after each changed setting, and would ask for a new code each time.
    """

    def __init__(self, secret: str = "", now: Callable[[], float] = time.time) -> None:
        self.code = _new_code()
        self.is_used = False
        self._key = hmac.digest((secret or secrets.token_hex()).encode(), b"cookie of /setup", "sha256")
        self._now = now
        self._tries: TTLCache[str, int] = TTLCache(VISITORS, TRY_SECONDS, timer=now)

    def enter(self, typed: str, visitor: str) -> str:
        """Return the cookie for the browser of `visitor` (a network address), which typed the code. Raise WrongCode.

        The code works once, so a log that someone reads later opens nothing.
        """
        tries = self._tries.get(visitor, 0) + 1
        self._tries[visitor] = tries
        if tries > TRIES:
            raise WrongCode("Too many tries. Wait a minute, then enter the code again.", 429)
        if not hmac.compare_digest(_plain(typed).encode(), _plain(self.code).encode()):
            raise WrongCode("This is not the code. Copy the latest one from Baton's log.")
        if self.is_used:
            raise WrongCode("This code was used already. Restart Baton to get a new one.")
        self.is_used = True
        until = str(int(self._now()) + COOKIE_SECONDS)
        return f"{until}.{self._signature(until)}"

    def admits(self, cookie: str) -> bool:
        """Return true for a cookie that `enter` returned within the last twelve hours."""
        until, _, signature = cookie.partition(".")
        signed = hmac.compare_digest(signature.encode("ascii", "replace"), self._signature(until).encode())
        return signed and int(until) > self._now()

    def _signature(self, until: str) -> str:
        return hmac.digest(self._key, until.encode("ascii", "replace"), "sha256").hex()


def show_code(access: SetupAccess, address: str, why: str) -> None:
    """Write the code and the page's address into the log, the one place that only operators read."""
    code = "used already" if access.is_used else access.code
    log.info("setup_open", page=f"{address}/setup", code=code, why=why)


def _new_code() -> str:
    symbols = "".join(secrets.choice(SYMBOLS) for _ in range(CODE_LENGTH))
    return "-".join(symbols[start : start + GROUP] for start in range(0, CODE_LENGTH, GROUP))


def _plain(code: str) -> str:
    """Return a code as it is compared: people type it with or without dashes, in small letters too."""
    return "".join(symbol for symbol in code.upper() if symbol.isalnum())
