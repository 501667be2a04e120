"""E-mail: messages come in as requests of an inbound mail service; replies go out by SMTP."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import structlog
from cachetools import TTLCache

from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.mention import Mention
from bot.networks import Batch, EventSink, HookAnswer, HookCall, HookLimits, Limits, Proof, Review
from bot.networks.case_tokens import case_address
from bot.networks.email.author import NoSender
from bot.networks.email.autoreply_filter import why_automatic
from bot.networks.email.compose import answer
from bot.networks.email.message import InboundEmail, domain_of, id_in_url, is_same_mailbox, mid_url
from bot.networks.email.message_ids import case_of_id, case_of_key, message_id
from bot.networks.email.posts import mention_of
from bot.networks.email.providers import Provider, Unproven
from bot.networks.email.smtp import MailServer
from bot.settings.email import EmailSettings, mail_server
from bot.settings.types import reveal

log = structlog.get_logger(__name__)
LONGEST_REPLY = 20_000
# Mail comes with its attachments, of which only names and sizes are kept; the largest of the providers takes 35 MB.
BODY_BYTES, HELD_BYTES = 36 * 1024 * 1024, 3 * 1024 * 1024
# Keys of sends that surely failed, as many as one process needs within a few days.
KEPT = 10_000
SMTP_TIMEOUT = 20.0
KEPT_SECONDS = 4 * 24 * 3600
WARNED_SECONDS = 3600
CANNOT_LOOK = (
    "A mail server can't confirm whether an e-mail was sent. Check the mail provider's log, or ask the "
    "customer."
)
NO_EDITS = "Sent e-mails can't be edited or recalled. Send a follow-up instead."
NO_FETCH = "An e-mail can't be fetched by its id. Forward it to our address instead."
TITLES = {"mailgun": "Mailgun", "postmark": "Postmark", "sendgrid": "SendGrid"}
NO_SENDER = "The e-mail has no address to reply to."
NO_EMAIL = "This request contains no e-mail."
USED = "This signature was already used for another e-mail."
FIX_PROOF = (
    "Compare the settings of Baton with those of {service}. Refused e-mails are in its log, and it "
    "delivers most of them again. Requests from other senders are refused for the same reason: if "
    "{service} shows no failed delivery, you need not do anything."
)
FIX_EMAIL = "Find it in the log of {service} and forward it to {address}, or ask the sender to write again."
UNREADABLE = (ArithmeticError, ValueError, KeyError, TypeError, AttributeError, LookupError, RecursionError)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Email:
    """The e-mail network: private, pushed to us, without a history, and without edits."""

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
        self._sink: EventSink | None = None
        # Remember refusals in memory: strangers send such requests too, and must not cost a store access each.
        self._warned: TTLCache[str, bool] = TTLCache(KEPT, WARNED_SECONDS)
        self._not_sent: TTLCache[str, bool] = TTLCache(KEPT, KEPT_SECONDS)

    def subscribe(self, sink: EventSink) -> None:
        self._sink = sink

    async def start(self, *, listen: bool = False) -> None:
        """Check that the mail server accepts our credentials. Raise Declined when it refuses, NotSent when
        unreachable."""
        await self._server.check_login()

    async def troubles(self) -> Sequence[str]:
        return ()

    async def stop(self) -> None:
        """Do nothing: each message uses a connection of its own."""

    async def hook(self, call: HookCall) -> HookAnswer:
        """Accept one e-mail; answer 200 once it is in the store, as a post or as ignored."""
        if call.rest != self._provider.name:
            return HookAnswer(404, f"Send e-mails to /hooks/email/{self._provider.name}.")
        if call.method != "POST":
            return HookAnswer(405, "E-mails must be sent by POST.", headers={"Allow": "POST"})
        try:
            delivery = await self._provider.receive(call, self._now())
            message = await asyncio.to_thread(self._provider.read, delivery.content)
            mention = await asyncio.to_thread(
                mention_of, message, self.name, self.account, self._secret, self._now()
            )
        except Unproven as refusal:
            return await self._refuse(401, refusal.why, FIX_PROOF)
        except NoSender:
            return await self._refuse(400, NO_SENDER, FIX_EMAIL)
        except UNREADABLE as fault:
            log.warning("email_unreadable", fault=type(fault).__name__)
            return await self._refuse(400, NO_EMAIL, FIX_EMAIL)
        return await self._take(delivery.proof, message, mention)

    async def mentions(self, source: str, since: str | None) -> Batch:
        return Batch(cursor=since or "")

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Send a reply whose message id is made from the key; answers to it lead to the key's case."""
        case = case_of_key(key) or mention.case
        message = answer(
            mention,
            text,
            message_id=(native_id := self._id_of(key)),
            sender=self.account,
            name=self._name,
            reply_to=case_address(self.account, case, self._secret, self._now()) if case else self.account,
            now=self._now(),
        )
        self._not_sent.pop(key, None)
        try:
            await self._server.send(message)
        except NotSent:
            self._not_sent[key] = True
            raise
        return Receipt(native_id, mid_url(native_id), self._now())

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return None when this process tried last and surely nothing was sent. Raise CannotTell otherwise."""
        if key in self._not_sent:
            return None
        raise CannotTell(CANNOT_LOOK)

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        """Raise Declined: sent e-mails can't be edited."""
        raise Declined(NO_EDITS)

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        """Raise Declined: sent e-mails can't be recalled."""
        raise Declined(NO_EDITS)

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Return an empty review: a sent e-mail does not change."""
        return Review()

    def post_id(self, url: str) -> str | None:
        return id_in_url(url)

    async def fetch(self, native_id: str) -> Mention | None:
        """Raise Declined: e-mail has no public posts."""
        raise Declined(NO_FETCH)

    async def _take(self, proof: str, message: InboundEmail, mention: Mention) -> HookAnswer:
        if self._sink is None:
            raise NotSent("Baton is still starting.")
        why = self._why_not(message, mention)
        batch = Batch(ignored=((mention, why),)) if why else Batch((mention,))
        used = await self._sink.take(batch, proof=self._proof(proof, mention))
        if used not in (None, mention.native_id):
            return await self._refuse(401, USED, FIX_PROOF)
        if why:
            log.info("email_not_taken", why=why)
            return HookAnswer(200, f"Not accepted: {why}.")
        return HookAnswer()

    def _proof(self, given: str, mention: Mention) -> Proof | None:
        """Return what a provider signed, hashed: it may be longer than a database index allows."""
        if not given:
            return None
        return Proof(f"{self.name}/{sha256(given.encode(errors='replace')).hexdigest()}", mention.native_id)

    async def _refuse(self, status: int, why: str, fix: str) -> HookAnswer:
        """Refuse a request and alert admins with the fix, once a day for each reason."""
        log.warning("email_refused", why=why)
        service = TITLES[self._provider.name]
        if self._sink and why not in self._warned:
            fix = fix.format(service=service, address=self.account)
            await self._sink.warn(f"refused/{why}", f"An e-mail from {service} was refused: {why} {fix}")
            self._warned[why] = True
        return HookAnswer(status, why)

    def _why_not(self, message: InboundEmail, mention: Mention) -> str:
        """Return why this e-mail needs no reply: we sent it ourselves, or a machine wrote it."""
        if is_same_mailbox(mention.author.handle, self.account):
            return "it was sent from our own address"
        if case_of_id(mention.native_id, self._secret) is not None:
            return "we sent it ourselves"
        return why_automatic(message, mention.author.handle)

    def _id_of(self, key: str) -> str:
        return message_id(key, self._secret, domain_of(self.account))


def open_email(
    settings: EmailSettings,
    secret: str,
    timeout: float = SMTP_TIMEOUT,
    now: Callable[[], datetime] = _utc_now,
) -> Email:
    """Return the e-mail network for these settings; `secret` signs addresses and ids, `timeout` is in seconds."""
    host, port, user, password, tls = mail_server(settings.smtp_url)
    server = MailServer(host, port, user, password, tls, domain_of(settings.address), timeout)
    return Email(settings.address, server, _provider(settings), secret, name=settings.name or "", now=now)


def _provider(settings: EmailSettings) -> Provider[Any]:
    """Return the inbound mail service; only its own module is loaded."""
    if settings.inbound == "mailgun":
        from bot.networks.email.providers.mailgun import Mailgun

        return Mailgun(reveal(settings.mailgun_signing_key))
    if settings.inbound == "postmark":
        from bot.networks.email.providers.postmark import Postmark

        return Postmark(reveal(settings.postmark_user_password))
    from bot.networks.email.providers.sendgrid import SendGrid

    return SendGrid(settings.sendgrid_public_key or "")
