"""The mail server the bot sends by, and the ways it fails."""

import asyncio
import logging
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import parseaddr

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sandbox.faults import AFTER, ERROR, Fault, Faults
from sandbox.mail.letters import Address, Email
from sandbox.mail.office import PASSWORD, USER, PostOffice

# aiosmtpd warns of an attribute it sets itself.
logging.getLogger("mail.log").setLevel(logging.ERROR)
HOSTNAME = "mail.larkspur.example"
TAKEN = "250 2.0.0 Ok: queued"
NOT_SMTP = "HTTP/1.1 502 Bad Gateway"
GARBAGE = "2x0 Ok"


# Without slots: aiosmtpd looks at every member of its handler, which fails on a slotted class before Python 3.11.3.
@dataclass(frozen=True)
class MailServer:
    """aiosmtpd's handler: its methods are called at each step. Calls are named SMTP EHLO, SMTP RCPT, SMTP DATA."""

    office: PostOffice
    faults: Faults

    async def listen(self, host: str, port: int = 0) -> asyncio.Server:
        """Start listening; the office then knows the port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._session, host, port)
        self.office.smtp_port = server.sockets[0].getsockname()[1]
        return server

    def _session(self) -> SMTP:
        return SMTP(
            self,
            hostname=HOSTNAME,
            auth_require_tls=False,
            authenticator=self._authenticate,
            loop=asyncio.get_running_loop(),
        )

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        return AuthResult(success=known and not self.office.revoked, handled=False)

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        fault = self.faults.take("SMTP EHLO")
        return [await self._failed(fault, server)] if fault else responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not session.authenticated or self.office.revoked:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if fault := self.faults.take("SMTP RCPT"):
            return await self._failed(fault, server)
        if address.casefold() in self.office.refused:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        fault = self.faults.take("SMTP DATA")
        if fault is None or fault.write_first:
            self._keep(envelope)
        return await self._failed(fault, server) if fault else TAKEN

    def _keep(self, envelope: Envelope) -> None:
        content = envelope.original_content or b""
        message = message_from_bytes(content, policy=POLICY)
        for recipient in envelope.rcpt_tos:
            self.office.receive(_letter(message, recipient, self.office))

    async def _failed(self, fault: Fault, server: SMTP) -> str:
        """Return the failure that the client reads in place of the answer; nothing at all when the connection is
        cut."""
        kind = fault.kind.removesuffix(AFTER)
        if kind.startswith(ERROR):
            return f"{kind.removeprefix(ERROR)} 5.7.1 Refused on purpose"
        if kind == "reset" and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
            await asyncio.get_running_loop().create_future()  # the connection's end cancels this
        if kind == "slow":
            await asyncio.sleep(fault.seconds)
        return {
            "429": "450 4.7.1 Too many messages, try again later",
            "500": "451 4.3.0 Local error in processing",
            "html": NOT_SMTP,
            "malformed": GARBAGE,
        }.get(kind, TAKEN)


def _letter(message: EmailMessage, recipient: str, office: PostOffice) -> Email:
    name, sender = parseaddr(message["From"])
    references = tuple(each.strip("<>") for each in str(message["References"] or "").split())
    body = message.get_body(("plain",))
    return Email(
        id=str(message["Message-ID"]).strip("<> "),
        sender=Address(sender, name),
        to=Address(recipient),
        subject=str(message["Subject"] or ""),
        text=body.get_content().replace("\r\n", "\n").removesuffix("\n") if body else "",
        at=office.clock(),
        references=references,
        reply_to=parseaddr(str(message["Reply-To"] or ""))[1],
        of_bot=True,
        headers={name: str(value) for name, value in message.items()},
    )
