"""E-mail: letters come in as requests of the service that receives for us; answers go out by SMTP."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from cachetools import TTLCache

from bot.job import CannotTell, Declined, NotSent, Receipt
from bot.links import case_address
from bot.mention import Mention
from bot.networks import Batch, Ears, HookAnswer, HookCall, HookLimits, Limits
from bot.networks.email.automatic import why_automatic
from bot.networks.email.letters import Letter, domain_of, id_in_url, mid_url
from bot.networks.email.message_ids import case_of_id, case_of_key, message_id
from bot.networks.email.outgoing import answer
from bot.networks.email.posts import mention_of
from bot.networks.email.providers import Provider, Unproven
from bot.networks.email.sending import MailServer
from bot.settings.email import EmailSettings, mail_server
from bot.settings.kinds import reveal

log = structlog.get_logger(__name__)
LONGEST_REPLY = 20_000
# Mail comes with its attachments, of which only names and sizes are kept; the largest of the providers takes 35 MB.
BODY_BYTES, HELD_BYTES = 36 * 1024 * 1024, 3 * 1024 * 1024
# Signatures that were used, and acts that surely failed: as many as matter within a few days of one process.
KEPT = 10_000
SMTP_TIMEOUT = 20.0
KEPT_SECONDS = 4 * 24 * 3600
CANNOT_LOOK = (
    "Nobody can ask a mail server whether a letter went out."
    " Look into the mail provider's log for it, or ask the customer."
)
NO_EDITS = "An e-mail that was sent cannot be changed or called back. Send another one that puts it right."
NO_FETCH = "An e-mail cannot be fetched by its id. Forward it to our address instead."
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, LookupError, RecursionError)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Email:
    """E-mail as one of our networks: private, pushed to us, without a history and without a way back."""

    name = "email"
    title = "E-mail"
    sources: tuple[str, ...] = ()
    hook_limits = HookLimits(BODY_BYTES, held_bytes=HELD_BYTES)

    def __init__(
        self,
        address: str,
        server: MailServer,
        provider: Provider[Any],
        secret: str,
        *,
        name: str = "",
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.account = address
        self.limits = Limits(LONGEST_REPLY, len, poll_seconds=60.0, reply_gap=0.0, why_not=NO_EDITS)
        self._name = name
        self._server = server
        self._provider = provider
        self._secret = secret
        self._now = now
        self._ears: Ears | None = None
        self._used: TTLCache[str, str] = TTLCache(KEPT, KEPT_SECONDS)
        self._not_sent: TTLCache[str, bool] = TTLCache(KEPT, KEPT_SECONDS)

    def hear(self, ears: Ears) -> None:
        self._ears = ears

    async def start(self, *, listen: bool = False) -> None:
        """See whether the mail server takes our keys. Raises Declined when it does not, NotSent when it is away."""
        await self._server.knock()

    async def troubles(self) -> Sequence[str]:
        return ()

    async def stop(self) -> None:
        """Each letter has a connection of its own, so none is open."""

    async def hook(self, call: HookCall) -> HookAnswer:
        """Take one letter; 200 once it is in the store, or when nobody waits for an answer to it."""
        if call.rest != self._provider.name:
            return HookAnswer(404, f"Letters are taken at /hooks/email/{self._provider.name}.")
        if call.method != "POST":
            return HookAnswer(405, "Letters are brought by POST.", headers={"Allow": "POST"})
        try:
            delivery = await self._provider.receive(call, self._now())
            letter = await asyncio.to_thread(self._provider.read, delivery.content)
            mention = await asyncio.to_thread(mention_of, letter, self.name, self._secret, self._now())
        except Unproven as refusal:
            log.warning("email_refused", why=refusal.why)
            return HookAnswer(401, refusal.why)
        except UNREADABLE as fault:
            log.warning("email_unreadable", fault=type(fault).__name__)
            return HookAnswer(400, "There is no letter in this request.")
        return await self._take(delivery.proof, letter, mention)

    async def mentions(self, source: str, since: str | None) -> Batch:
        return Batch(cursor=since or "")

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Answer by a letter whose id is made from the key; what comes back to it leads to the key's case."""
        case = case_of_key(key) or mention.case
        letter = answer(
            mention,
            text,
            message_id=(native_id := self._id_of(key)),
            sender=self.account,
            name=self._name,
            reply_to=case_address(self.account, case, self._secret) if case else self.account,
            now=self._now(),
        )
        self._not_sent.pop(key, None)
        try:
            await self._server.send(letter)
        except NotSent:
            self._not_sent[key] = True
            raise
        return Receipt(native_id, mid_url(native_id), self._now())

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """None when this process tried last and it surely did not go out; else nobody knows. Raises CannotTell."""
        if key in self._not_sent:
            return None
        raise CannotTell(CANNOT_LOOK)

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        raise Declined(NO_EDITS)

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        raise Declined(NO_EDITS)

    async def review(self, mentions: Sequence[Mention]) -> Batch:
        """A letter stays as it was sent."""
        return Batch()

    def post_id(self, url: str) -> str | None:
        return id_in_url(url)

    async def fetch(self, native_id: str) -> Mention | None:
        raise Declined(NO_FETCH)

    async def _take(self, proof: str, letter: Letter, mention: Mention) -> HookAnswer:
        if proof and self._used.get(proof, mention.native_id) != mention.native_id:
            log.warning("email_refused", why="a signature came again with another letter")
            return HookAnswer(401, "This signature was used for another letter.")
        if why := self._why_not(letter, mention):
            log.info("email_not_taken", why=why)
            return HookAnswer(200, f"Not taken: {why}.")
        if self._ears is None:
            raise NotSent("Nobody listens yet.")
        await self._ears.take(Batch((mention,)))
        if proof:
            self._used[proof] = mention.native_id
        return HookAnswer()

    def _why_not(self, letter: Letter, mention: Mention) -> str:
        """Why nobody is to answer this letter: what we sent ourselves, and what no person wrote."""
        local, _, domain = mention.author.native_id.rpartition("@")
        if f"{local.partition('+')[0]}@{domain}" == self.account.casefold():
            return "it comes from our own address"
        if case_of_id(mention.native_id, self._secret) is not None:
            return "we sent it ourselves"
        return why_automatic(letter, mention.author.handle)

    def _id_of(self, key: str) -> str:
        return message_id(key, self._secret, domain_of(self.account))


def open_email(
    settings: EmailSettings,
    secret: str,
    timeout: float = SMTP_TIMEOUT,
    now: Callable[[], datetime] = _utc_now,
) -> Email:
    """E-mail as the settings describe it; `secret` signs the addresses and ids we give out, `timeout` is in seconds."""
    address = settings.email_address
    assert address is not None
    assert settings.smtp_url is not None
    host, port, user, password, tls = mail_server(settings.smtp_url)
    server = MailServer(host, port, user, password, tls, domain_of(address), timeout)
    return Email(address, server, _provider(settings), secret, name=settings.email_name or "", now=now)


def _provider(settings: EmailSettings) -> Provider[Any]:
    """The service that receives for us; only its own module is loaded."""
    if settings.email_inbound == "mailgun":
        from bot.networks.email.providers.mailgun import Mailgun

        return Mailgun(reveal(settings.email_mailgun_signing_key))
    if settings.email_inbound == "postmark":
        from bot.networks.email.providers.postmark import Postmark

        return Postmark(reveal(settings.email_postmark_user_password))
    from bot.networks.email.providers.sendgrid import SendGrid

    return SendGrid(settings.email_sendgrid_public_key or "")
