"""Any webhook: a tool, a shop's form, Zapier bring posts, signed; replies are posted back to a signed callback."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.mention import Mention
from bot.networks import Batch, EventSink, HookAnswer, HookCall, HookLimits, Limits, Proof, Review
from bot.networks.webhook.callback import CANNOT_LOOK, Callback
from bot.networks.webhook.posts import InvalidBody, SentPost, batch_of, read_posts
from bot.networks.webhook.signature import Signed, Unsigned, check
from bot.settings.webhook import WebhookSettings

BODY_BYTES = 1024 * 1024
LONGEST_REPLY = 10_000
NO_CALLBACK = (
    "The webhook can't deliver replies. Reply where the post was written, or ask an admin to set "
    "WEBHOOK_CALLBACK_URL."
)
NO_EDITS = "The webhook can't edit or delete replies. Correct or delete this one where it was posted."
NO_FETCH = "The webhook has no posts to look up: they arrive when a tool sends them."
TAKEN_ALREADY = "Duplicate request (already processed). Sign a new one if you have something new to send."


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Webhook:
    """The webhook as one of our networks. Its posts are in the store before their sender hears so."""

    name = "webhook"
    title = "Web"
    sources: tuple[str, ...] = ()
    hook_limits = HookLimits(BODY_BYTES)

    def __init__(
        self,
        secret: str,
        *,
        callback_url: str | None = None,
        account: str | None = None,
        timeout: float = 15.0,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.account = account or "our webhook"
        self.limits = Limits(LONGEST_REPLY, len, poll_seconds=60.0, reply_gap=0.0, why_not=NO_EDITS)
        self._own_handle = _bare(account or "")
        self._secret = secret
        self._now = now
        self._sink: EventSink | None = None
        self._in_clear = (callback_url or "").casefold().startswith("http://")
        self._callback = Callback(callback_url, secret, timeout=timeout, now=now) if callback_url else None

    def subscribe(self, sink: EventSink) -> None:
        self._sink = sink

    async def start(self, *, listen: bool = False) -> None:
        """Do nothing: a tool that accepts replies may act on any call it gets."""

    async def troubles(self) -> Sequence[str]:
        if self._in_clear:
            return ("WEBHOOK_CALLBACK_URL begins with http://: replies are sent unencrypted. Use https://.",)
        return ()

    async def stop(self) -> None:
        if self._callback is not None:
            await self._callback.close()

    async def hook(self, call: HookCall) -> HookAnswer:
        """Take posts; 200 once they are in the store. A post that came before is taken again, and heard once."""
        if call.rest:
            return _answer(404, error="Not found. Send posts one level up.")
        if call.method != "POST":
            return _answer(405, {"Allow": "POST"}, error="Posts must be sent by POST.")
        if len(call.body) > BODY_BYTES:
            return _answer(413, error="The body is larger than 1 MiB. Send fewer posts at once.")
        try:
            signed = check(self._secret, call.headers, call.body, self._now())
            posts = read_posts(call.body)
        except Unsigned as refusal:
            return _answer(401, error=refusal.why)
        except InvalidBody as refusal:
            faults = [asdict(fault) for fault in refusal.faults]
            return _answer(400, error="The body does not match docs/webhook.schema.json.", faults=faults)
        return await self._take(signed, posts)

    async def mentions(self, source: str, since: str | None) -> Batch:
        return Batch(cursor=since or "")

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Post the reply to the callback, which keeps the key, so that a retry is not posted twice.

        Raise Declined when no callback is set.
        """
        if self._callback is None:
            raise Declined(NO_CALLBACK)
        return await self._callback.send(mention, text, key)

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return our reply by its key, if the callback can look it up. Raise CannotTell if it cannot."""
        if self._callback is None:
            raise CannotTell(CANNOT_LOOK)
        return await self._callback.find(key)

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        """Raise Declined: the callback can't edit replies."""
        raise Declined(NO_EDITS)

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        """Raise Declined: the callback can't delete replies."""
        raise Declined(NO_EDITS)

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Return an empty review: the sender of a post reports its edits and deletions."""
        return Review()

    def post_id(self, url: str) -> str | None:
        return None

    async def fetch(self, native_id: str) -> Mention | None:
        """Raise Declined: a webhook's posts can't be looked up."""
        raise Declined(NO_FETCH)

    async def _take(self, signed: Signed, posts: list[SentPost]) -> HookAnswer:
        if self._sink is None:
            raise NotSent("Baton is still starting.")
        closed = "" if self._callback else NO_CALLBACK
        batch = batch_of(posts, self._now(), signed.at, closed, self._is_ours)
        if await self._sink.take(batch, proof=Proof(f"{self.name}/{signed.signature}")) is not None:
            return _answer(409, error=TAKEN_ALREADY)
        return _answer(200, taken=len(posts))

    def _is_ours(self, post: SentPost) -> bool:
        handle = post.author.handle if post.author else None
        return bool(handle and self._own_handle) and _bare(handle or "") == self._own_handle


def open_webhook(settings: WebhookSettings) -> Webhook:
    """Return the webhook network for these settings."""
    return Webhook(
        settings.secret.get_secret_value(),
        callback_url=settings.callback_url,
        account=settings.name,
    )


def _answer(status: int, headers: dict[str, str] | None = None, **said: Any) -> HookAnswer:
    return HookAnswer(status, json.dumps(said), "application/json", headers or {})


def _bare(handle: str) -> str:
    return handle.strip().removeprefix("@").casefold()
