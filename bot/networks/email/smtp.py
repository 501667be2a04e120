"""Sending by SMTP, and the outcome of a failure at each step (RFC 5321)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from bot.delivery import CannotTell, Declined, NotSent

KEYS_REFUSED = (
    "The mail server rejected our credentials: user or password in SMTP_URL are wrong or have expired. "
    "An admin must correct them."
)
NO_TLS = (
    "The mail server accepts a password only without TLS, and Baton does not send it unencrypted. An "
    "admin must set a server with TLS in SMTP_URL."
)
SILENT = "The mail server received the e-mail but did not confirm that it sends it."
UNREACHABLE = (
    "The mail server cannot be reached, does not speak SMTP, or its certificate is not trusted here."
)
KEYS = (530, 534, 535, 538)  # RFC 4954, 6
LOOPBACK = ("localhost", "127.0.0.1", "::1")
WORDS_LIMIT = 300
QUIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that sends our mail. `helo` is our name; `timeout` (seconds) covers all until DATA, and DATA
    again."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool
    helo: str
    timeout: float

    async def check_login(self) -> None:
        """Connect and log in. Raise Declined when the credentials are refused, NotSent when the server is
        unreachable."""
        async with self._logged_in():
            pass

    async def send(self, message: EmailMessage) -> None:
        """Send one e-mail. Raise NotSent or Declined while surely nothing was sent, else CannotTell."""
        async with self._logged_in() as client:
            async with self._nothing_sent():
                await client.mail(str(message["From"].addresses[0].addr_spec))
                await client.rcpt(str(message["To"].addresses[0].addr_spec))
            async with self._perhaps_sent():
                await client.data(message.as_bytes())

    @asynccontextmanager
    async def _logged_in(self) -> AsyncIterator[SMTP]:
        client = SMTP(
            hostname=self.host,
            port=self.port,
            local_hostname=self.helo,
            timeout=self.timeout,
            use_tls=self.tls,
            start_tls=False,
        )
        try:
            async with self._nothing_sent():
                await client.connect()
                await self._log_in(client)
            yield client
            with suppress(SMTPException, OSError):
                await client.quit(timeout=QUIT_SECONDS)
        finally:
            client.close()

    async def _log_in(self, client: SMTP) -> None:
        """Start TLS if offered, then log in. Without TLS no password is sent, except to this machine."""
        await client.ehlo()
        if not self.tls and client.supports_extension("starttls"):
            await client.starttls()
            await client.ehlo()
        elif not self.tls and self.user and self.host not in LOOPBACK:
            raise Declined(NO_TLS)
        if self.user:
            await client.login(self.user, self.password)

    @asynccontextmanager
    async def _nothing_sent(self) -> AsyncIterator[None]:
        """Convert failures of the steps before DATA: whatever fails there, nothing was sent."""
        try:
            async with asyncio.timeout(self.timeout):
                yield
        except SMTPResponseException as answer:
            raise _refusal(answer) or NotSent(UNREACHABLE) from None
        except (SMTPException, OSError, ValueError):
            raise NotSent(UNREACHABLE) from None

    @asynccontextmanager
    async def _perhaps_sent(self) -> AsyncIterator[None]:
        """Convert failures of DATA: a 4xx or 5xx says that nothing was accepted (RFC 5321, 4.2.1); else it is
        unknown."""
        try:
            async with asyncio.timeout(self.timeout):
                yield
        except SMTPResponseException as answer:
            raise _refusal(answer) or CannotTell(SILENT) from None
        except (SMTPException, OSError, ValueError):
            raise CannotTell(SILENT) from None


def _refusal(answer: SMTPResponseException) -> NotSent | Declined | None:
    """Return what the server's code means; None when it is no refusal, or not SMTP."""
    words = f"{answer.code} {' '.join(answer.message.split())}"[:WORDS_LIMIT]
    if answer.code in KEYS:
        return Declined(KEYS_REFUSED, str(answer.code))
    if answer.code >= 500:
        return Declined(f"The mail server refused the e-mail: {words}", str(answer.code))
    if answer.code >= 400:
        return NotSent(f"The mail server deferred the e-mail: {words}")
    return None
