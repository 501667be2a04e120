"""X: posts that name our account, or that a search finds, come in; replies go out."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.job import CannotTell, Declined, NotSent, Receipt
from bot.mention import Mention
from bot.networks import Batch, Limits
from bot.networks.x.api import JSON, Api
from bot.networks.x.ids import first_id_at, post_id, post_url
from bot.networks.x.length import weighted_length
from bot.networks.x.looks import PAGES, Page, look, walk
from bot.networks.x.posts import (
    UNREADABLE,
    Us,
    first_id,
    mentions_in,
    one_mention,
    replied_to,
    whole_text,
    written_at,
)

SEARCH_REACH = timedelta(days=7) - timedelta(minutes=10)  # X docs: Search; ten minutes for clocks that differ
REPLY_GAP = 1.0  # X allows bursts within its window of 15 minutes; beyond it a 429 says how long to wait


def _utc_now() -> datetime:
    return datetime.now(UTC)


class X:
    """X as one of our networks: `mentions` is watched, and `search` too where there is a query."""

    name = "x"
    title = "X"

    def __init__(
        self,
        consumer_key: str,
        consumer_secret: str,
        access_token: str,
        access_token_secret: str,
        *,
        bearer_token: str | None = None,
        search_query: str | None = None,
        api_url: str = "https://api.twitter.com",
        poll_seconds: float = 60.0,
        reply_limit: int = 280,
        timeout: float = 15.0,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.account = ""
        self.limits = Limits(reply_limit, weighted_length, poll_seconds, REPLY_GAP)
        self.sources: tuple[str, ...] = ("mentions", "search") if search_query else ("mentions",)
        self._query = search_query or ""
        self._now = now
        self._us: Us | None = None
        self._api = Api(
            consumer_key,
            consumer_secret,
            access_token,
            access_token_secret,
            bearer_token=bearer_token,
            api_url=api_url,
            timeout=timeout,
            now=now,
        )

    async def start(self) -> None:
        """Learn who we are on X. Raises Declined when X refuses the keys, NotSent when it cannot be reached."""
        await self._who()

    async def stop(self) -> None:
        await self._api.close()

    async def mentions(self, source: str, since: str | None) -> Batch:
        """The posts after `since`; with None no post, no call that costs, and a cursor that means now."""
        newest = first_id_at(self._now())
        if since is None:
            return Batch((), str(newest - 1))
        us = await self._who()
        seen = await look(self._page(source, us), self._reach(source, int(since)), newest)
        found = {mention.native_id: mention for answer in seen.answers for mention in mentions_in(answer, us)}
        oldest_first = sorted(found.values(), key=lambda mention: int(mention.native_id))
        return Batch(tuple(oldest_first), str(seen.seen), seen.more)

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Answer `mention` in public. X takes no key; after CannotTell `find_reply` says whether the reply is there."""
        us = await self._who()
        native_id = await self._api.reply(mention.native_id, text)
        return Receipt(native_id, post_url(us.handle, native_id), self._now())

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Our reply to `mention` with this text among our own posts since then.

        Raises CannotTell when there are too many of them to look through.
        """
        us = await self._who()
        answers, whole = await walk(partial(self._api.posts_by, us.id), PAGES, start_time=since)
        ours = [post for answer in answers for post in answer.get("data") or []]
        if found := next((post for post in ours if _answers(post, mention, text)), None):
            return _receipt(found, us)
        if not whole:
            raise CannotTell("Our account has posted too much on X to look through.")
        return None

    def post_id(self, url: str) -> str | None:
        return post_id(url)

    async def fetch(self, native_id: str) -> Mention | None:
        """One post; None when X has no such post. Raises Declined when X does not show it to us."""
        us = await self._who()
        try:
            return one_mention(await self._api.post(native_id), us)
        except Declined as refusal:
            if refusal.code in ("404", "resource-not-found"):
                return None
            raise
        except UNREADABLE:
            raise NotSent("X's answer could not be read.") from None

    async def _who(self) -> Us:
        if self._us is None:
            me = (await self._api.me())["data"]
            self._us = Us(str(me["id"]), str(me["username"]))
            self.account = f"@{self._us.handle}"
        return self._us

    def _page(self, source: str, us: Us) -> Page:
        return (
            partial(self._api.search, self._query)
            if source == "search"
            else partial(self._api.mentions, us.id)
        )

    def _reach(self, source: str, since: int) -> int:
        """`since`, or as far back as a search may begin: X refuses an older one."""
        return max(since, first_id_at(self._now() - SEARCH_REACH)) if source == "search" else since


def _answers(post: JSON, mention: Mention, text: str) -> bool:
    try:
        return replied_to(post) == mention.native_id and _says(post, text)
    except UNREADABLE:
        return False


def _says(post: JSON, text: str) -> bool:
    """Whether a post is `text` once what X adds is taken away: leading handles, short links, escapes."""
    theirs, ours = _bare(whole_text(post)), _bare(text)
    return theirs.endswith(ours) and re.fullmatch(r"(?:@\w+ )*", theirs.removesuffix(ours), re.A) is not None


def _bare(text: str) -> str:
    """One blank for any space, and links without a scheme: X adds one to a bare "example.com"."""
    return re.sub(r"https?://", "", " ".join(unicodedata.normalize("NFC", text).split()))


def _receipt(post: JSON, us: Us) -> Receipt:
    native_id = first_id(post)
    return Receipt(native_id, post_url(us.handle, native_id), written_at(post))
