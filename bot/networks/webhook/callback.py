"""The callback of a webhook: where replies are posted to, signed, and what its answers mean."""

import json
import re
from collections.abc import Callable
from datetime import datetime

from yarl import URL

from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.mention import EARLIEST, NAME_LIMIT, URL_LIMIT, Mention
from bot.networks.http import JSON, Caller, HttpResponse, retry_after
from bot.networks.times import read_time
from bot.networks.webhook.signature import signed

KEYS_REFUSED = (
    "The webhook's callback rejected our credentials: it does not accept our signature. An admin must "
    "give it the value of WEBHOOK_SECRET."
)
GONE = "The webhook's callback says that the post is gone, or WEBHOOK_CALLBACK_URL is wrong."
MOVED = (
    "The webhook's callback answers with a redirect, which Baton does not follow. An admin must set "
    "WEBHOOK_CALLBACK_URL to its target."
)
CANNOT_LOOK = "The webhook's callback does not say whether it has this reply. Check the tool behind it."
_TITLE = "The webhook's callback"


class Callback:
    """The operator's address that takes our replies. No address out of a post is ever called."""

    def __init__(self, url: str, secret: str, *, timeout: float, now: Callable[[], datetime]) -> None:
        self._url = URL(url)
        self._secret = secret
        self._now = now
        self._caller = Caller(_TITLE, timeout)

    async def close(self) -> None:
        await self._caller.close()

    async def send(self, mention: Mention, text: str, key: str) -> Receipt:
        """Post a reply. Raise NotSent, Declined or CannotTell when the call fails."""
        body = json.dumps(_letter(mention, text, key)).encode()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            **signed(self._secret, body, self._now()),
        }
        answer = await self._caller.call("POST", str(self._url), data=body, headers=headers)
        if not answer.fine:
            raise self._failure(answer)
        said = answer.json() if answer.body.strip() else {}
        if said is None:
            raise CannotTell(f"{_TITLE} may have accepted the reply: its answer is not JSON.")
        return _receipt(said, key, self._now())

    async def find(self, key: str) -> Receipt | None:
        """Return the reply with this key, if the callback can look it up; the key is signed, for lack of a body.

        Raise CannotTell when the callback cannot look up replies, NotSent or Declined when the call fails.
        """
        url = str(self._url.update_query(key=key))
        headers = signed(self._secret, key.encode(), self._now())
        try:
            answer = await self._caller.call("GET", url, headers=headers)
        except CannotTell as silence:
            raise NotSent(silence.why) from None
        if answer.status == 404:
            return None
        if answer.status in (405, 501):
            raise CannotTell(CANNOT_LOOK)
        if not answer.fine:
            failure = self._failure(answer)
            raise failure if isinstance(failure, Declined | NotSent) else NotSent(failure.why)
        said = answer.json() or {}
        # Compare the key too: a tool that gives every request the same answer would seem to have every reply.
        if said.get("key") != key:
            raise CannotTell(CANNOT_LOOK)
        return _receipt(said, key, self._now())

    def _failure(self, answer: HttpResponse) -> NotSent | Declined | CannotTell:
        wait = retry_after(answer.headers, self._now())
        if answer.status == 429 or (answer.status == 503 and wait is not None):
            return NotSent(f"{_TITLE} asks us to wait.", wait)
        if answer.status == 401:
            return Declined(KEYS_REFUSED, "401")
        if answer.status in (404, 410):
            return Declined(GONE, str(answer.status))
        if 300 <= answer.status < 400:
            return Declined(MOVED, str(answer.status))
        if 400 <= answer.status < 500 and answer.status != 408:
            return Declined(_refused(answer), str(answer.status))
        return CannotTell(f"{_TITLE} answered with an error ({answer.status}).")


def _letter(mention: Mention, text: str, key: str) -> JSON:
    """Return the body for the callback, as docs/webhook.md describes it."""
    source, _, native_id = mention.native_id.partition("/")
    author = mention.author
    return {
        "type": "reply",
        "key": key,
        "id": native_id,
        "source": source,
        "conversation": mention.conversation.partition("/")[2],
        "author": {"name": author.name, "handle": author.handle, "links": list(author.links)},
        "url": mention.url,
        "private": mention.private,
        "text": text,
    }


def _receipt(said: JSON, key: str, now: datetime) -> Receipt:
    native_id = said.get("id")
    known = str(native_id) if isinstance(native_id, str | int) and native_id != "" else key
    url = said.get("url")
    shown = url[:URL_LIMIT] if isinstance(url, str) and re.match(r"https?://\S", url) else ""
    posted_at = read_time(said.get("posted_at"))
    return Receipt(known[:NAME_LIMIT], shown, posted_at if EARLIEST <= posted_at <= now else now)


def _refused(answer: HttpResponse) -> str:
    """Return the callback's own reason, if it gives one as {"error": "..."}."""
    said = (answer.json() or {}).get("error")
    if isinstance(said, str) and said.strip():
        return f"The webhook's callback refused: {said.strip()[:300]}"
    return f"The webhook's callback refused the reply without a reason ({answer.status})."
