"""The post office: all e-mails, in memory; those to the bot are delivered to it as requests."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Protocol, TypedDict, Unpack
from urllib.parse import urlsplit

import aiohttp

from sandbox.mail.letters import Address, Email, File
from sandbox.mail.mailgun import mailgun_request
from sandbox.slack.workspace import Clock, utc_now

SIGNING_KEY = "sandbox-mailgun-signing-key"
USER, PASSWORD = "larkspur", "sandbox-smtp-password"
LINK_SECRET = "sandbox-link-secret"
HOOK = "/hooks/email/mailgun"
# Mailgun waits ten minutes before it tries again, then longer. Nobody wants to wait in a sandbox.
RETRY_SECONDS = (0.1, 0.3, 1.0, 3.0, 10.0)
PATIENCE = 20.0


class Stream(Protocol):
    """The channel through which the office notifies the page of news."""

    def publish(self, kind: str, **data: object) -> object: ...


class Details(TypedDict, total=False):
    """The optional parts of an e-mail: see `PostOffice.post`."""

    subject: str
    name: str
    to: str | None
    in_reply_to: str | None
    html: str
    headers: Mapping[str, str] | None
    files: Sequence[File]
    return_path: str | None


class UnknownEmail(LookupError):
    """No such e-mail exists."""


class PostOffice:
    """E-mails by id, oldest first; `received` are the ids of the bot's own as they came, with repeated ones.

    Tests set the switches: `refused` are addresses that refuse mail, `revoked` makes the bot's user and password
    invalid.
    """

    def __init__(
        self,
        stream: Stream,
        bot_url: Callable[[], str | None],
        *,
        clock: Clock = utc_now,
        address: str = "help@larkspur.example",
    ) -> None:
        self.clock = clock
        self.address = address
        self.letters: dict[str, Email] = {}
        self.received: list[str] = []
        self.refused: set[str] = set()
        self.revoked = False
        self.smtp_port = 0
        self._stream = stream
        self._bot_url = bot_url
        self._numbers = count(1)
        self._deliveries: set[asyncio.Task[None]] = set()

    def settings(self) -> dict[str, str]:
        """Return the environment for a bot that uses this office; the sandbox must have started."""
        return {
            "EMAIL_ADDRESS": self.address,
            "EMAIL_NAME": "Larkspur Help",
            "EMAIL_INBOUND": "mailgun",
            "EMAIL_MAILGUN_SIGNING_KEY": SIGNING_KEY,
            "SMTP_URL": f"smtp://{USER}:{PASSWORD}@127.0.0.1:{self.smtp_port}",
            "LINK_SECRET": LINK_SECRET,
        }

    def post(
        self,
        address: str,
        text: str,
        *,
        subject: str = "",
        name: str = "",
        to: str | None = None,
        in_reply_to: str | None = None,
        html: str = "",
        headers: Mapping[str, str] | None = None,
        files: Sequence[File] = (),
        return_path: str | None = None,
    ) -> Email:
        """Write an e-mail to the bot without delivering it. An answer goes to the Reply-To of the e-mail it
        answers, under its subject. Raise NoLetter when that does not exist."""
        answered = self.letter(in_reply_to) if in_reply_to else None
        number = next(self._numbers)
        return self._keep(
            Email(
                id=f"{number}.{int(self.clock().timestamp())}@{address.rpartition('@')[2]}",
                sender=Address(address, name),
                to=Address(
                    to or (answered and (answered.reply_to or answered.sender.address)) or self.address
                ),
                subject=subject or (f"Re: {answered.subject.removeprefix('Re: ')}" if answered else ""),
                text=text,
                at=self.clock(),
                references=(*answered.references, answered.id) if answered else (),
                html=html,
                headers=dict(headers or {}),
                files=tuple(files),
                return_path=return_path,
                token=f"{number:050d}",
            )
        )

    async def write(self, address: str, text: str, **details: Unpack[Details]) -> Email:
        """Write an e-mail with `post()` and deliver it, with retries until it is accepted; `delivered()` waits for
        that."""
        letter = self.post(address, text, **details)
        task = asyncio.create_task(self._deliver(letter))
        self._deliveries.add(task)
        task.add_done_callback(self._deliveries.discard)
        return letter

    async def delivered(self) -> None:
        """Wait until every e-mail so far was accepted or failed for good."""
        while self._deliveries:
            await asyncio.gather(*self._deliveries)

    def request(self, letter: Email) -> tuple[dict[str, str], bytes]:
        """Return headers and body of the request that delivers an e-mail: Mailgun's form, the same each time."""
        return mailgun_request(letter, SIGNING_KEY)

    def receive(self, letter: Email) -> None:
        """Receive what the bot sent by SMTP. The same id again is the same e-mail: mail programs show one."""
        self.received.append(letter.id)
        self._keep(letter)

    def letter(self, letter_id: str) -> Email:
        """Return an e-mail by its id. Raise NoLetter when it does not exist."""
        if letter_id not in self.letters:
            raise UnknownEmail(letter_id)
        return self.letters[letter_id]

    def mailbox(self, address: str) -> list[Email]:
        """Return the e-mails that the bot sent to this address, oldest first."""
        wanted = address.casefold()
        return [
            each for each in self.letters.values() if each.of_bot and each.to.address.casefold() == wanted
        ]

    async def close(self) -> None:
        """Give up on undelivered e-mails."""
        running = [*self._deliveries]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _keep(self, letter: Email) -> Email:
        self.letters[letter.id] = letter
        self._stream.publish("mail", id=letter.id)
        return letter

    async def _deliver(self, letter: Email) -> None:
        headers, body = self.request(letter)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
            for pause in (*RETRY_SECONDS, 0.0):
                if await self._taken(session, headers, body):
                    return
                await asyncio.sleep(pause)

    async def _taken(self, session: aiohttp.ClientSession, headers: dict[str, str], body: bytes) -> bool:
        """Return whether the bot answered 200, or 406, after which Mailgun gives up."""
        bot = urlsplit(self._bot_url() or "")
        try:
            url = f"{bot.scheme}://{bot.netloc}{HOOK}"
            async with session.post(url, data=body, headers=headers) as answer:
                return answer.status in (200, 406)
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return False
