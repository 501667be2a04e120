"""X: posts that name our account, or that a search finds, come in; replies go out."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.mention import Mention
from bot.networks import NO_HOOK, Batch, EventSink, Limits, Review, of_others
from bot.networks.x.api import JSON, XApi
from bot.networks.x.errors import NOT_FOUND
from bot.networks.x.hidden_posts import gone_or_hidden
from bot.networks.x.ids import first_id_at, post_id, post_url
from bot.networks.x.length import has_link, weighted_length
from bot.networks.x.polling import PAGES, Page, poll, walk
from bot.networks.x.posts import (
    UNREADABLE,
    XAccount,
    first_id,
    latest_id,
    mentions_in,
    one_mention,
    replied_to,
    whole_text,
    written_at,
)
from bot.settings.types import reveal
from bot.settings.x import XSettings

SEARCH_REACH = timedelta(days=7) - timedelta(minutes=10)  # X docs: Search; ten minutes for clocks that differ
REPLY_GAP = 1.0  # X allows bursts within its window of 15 minutes; beyond it a 429 says how long to wait
# US dollars (docs.x.com, Pricing, as of 2026-08-28). X bills what the owner of an app reads of its own account at a
# fifth: its mentions and its posts. A search, a post looked up by its id and a review are reads like any other.
READ_PRICE = 0.005
OWNED_READ_PRICE = 0.001
REPLY_PRICE = 0.010
LINK_PRICE = 0.200
MENTIONS = "mentions"
SEARCH = "search"
# X's Developer Policy requires stored posts to follow edits and deletions within a day, and a second check of a missing
# post included; each check is billed as a read.
REVIEW_HOURS = 23.0
REVIEW_DAYS = 7.0
UNREAD = "X's answer could not be read."
NO_EDITS = "X's API can't edit posts. Delete this reply and write a new one."


def _utc_now() -> datetime:
    return datetime.now(UTC)


class X:
    """X as one of our networks: `mentions` is watched, and `search` too where there is a query."""

    name = "x"
    title = "X"
    hook = None
    hook_limits = NO_HOOK

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
        review_hours: float = REVIEW_HOURS,
        owned_reads: bool = True,
        timeout: float = 15.0,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.account = ""
        self.limits = Limits(
            reply_limit,
            weighted_length,
            poll_seconds,
            REPLY_GAP,
            cost=reply_cost,
            read_price=READ_PRICE,
            read_prices={MENTIONS: OWNED_READ_PRICE} if owned_reads else {},
            review_seconds=review_hours * 3600,
            review_days=REVIEW_DAYS,
            deletes_replies=True,
            why_not=NO_EDITS,
        )
        self.sources: tuple[str, ...] = (MENTIONS, SEARCH) if search_query else (MENTIONS,)
        self._query = search_query or ""
        self._now = now
        self._us: XAccount | None = None
        self._api = XApi(
            consumer_key,
            consumer_secret,
            access_token,
            access_token_secret,
            bearer_token=bearer_token,
            api_url=api_url,
            timeout=timeout,
            now=now,
        )

    def subscribe(self, sink: EventSink) -> None:
        """Ignore the sink: X pushes nothing, and Baton polls it."""

    async def start(self, *, listen: bool = False) -> None:
        """Learn our account on X. Raise Declined when X refuses the keys, NotSent when it cannot be reached."""
        await self._ask_who()

    async def troubles(self) -> Sequence[str]:
        return ()

    async def stop(self) -> None:
        await self._api.close()

    async def mentions(self, source: str, since: str | None) -> Batch:
        """Return the posts after `since`; with None no post, no billed call, and a cursor for now."""
        newest = first_id_at(self._now())
        if since is None:
            return Batch((), str(newest - 1))
        us = await self._who()
        seen = await poll(self._page(source, us), self._reach(source, int(since)), newest)
        found = {mention.native_id: mention for answer in seen.answers for mention in mentions_in(answer, us)}
        oldest_first = sorted(found.values(), key=lambda mention: int(mention.native_id))
        posts = [post for answer in seen.answers for post in answer.get("data") or []]
        changed = _edited(posts)
        edits = tuple(mention for mention in oldest_first if mention.native_id in changed)
        return Batch(tuple(oldest_first), str(seen.seen), seen.more, edits, reads=len(posts))

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Reply to `mention` in public. X accepts no key; after CannotTell `find_reply` checks for the reply."""
        us = await self._who()
        native_id = await self._api.reply(mention.native_id, text)
        return Receipt(native_id, post_url(us.handle, native_id), self._now())

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return our reply to `mention` with this text among our own posts since then.

        Raise CannotTell when there are too many posts to search.
        """
        us = await self._who()
        answers, whole = await walk(partial(self._api.posts_by, us.id), PAGES, start_time=since)
        ours = [post for answer in answers for post in answer.get("data") or []]
        if found := next((post for post in ours if _answers(post, mention, text)), None):
            return _receipt(found, us)
        if not whole:
            raise CannotTell("Our account has too many posts on X since then to search.")
        return None

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        """Raise Declined: X's API cannot edit posts."""
        raise Declined(NO_EDITS)

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        await self._api.delete(native_id)

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Re-check posts. An edited post has a new id, which its first id leads to; a hidden one is listed as an
        error."""
        us = await self._who()
        held = {mention.native_id: mention for mention in mentions}
        answer = await self._api.posts(list(held))
        posts = {first_id(post): latest_id(post) for post in answer.get("data") or []}
        later = [latest for first, latest in posts.items() if latest != first]
        newest = await self._api.posts(later) if later else {}
        read = [mention for found in (answer, newest) for mention in mentions_in(found, us)]
        edits = {mention.native_id: mention for mention in read}  # the newest version of each stands last
        changed = [
            one for one in edits.values() if one.native_id in held and one.text != held[one.native_id].text
        ]
        gone, hidden, reads = await gone_or_hidden(self._api, answer, held)
        seen = frozenset(held.keys() & posts.keys())
        return Review(seen, tuple(changed), gone, hidden, len(posts) + len(later) + reads)

    def post_id(self, url: str) -> str | None:
        return post_id(url)

    async def fetch(self, native_id: str) -> Mention | None:
        """Return one post; None when X has no such post. Raise Declined when X does not show it to us."""
        us = await self._who()
        try:
            return of_others(one_mention(await self._api.post(native_id), us), us.id)
        except Declined as refusal:
            if refusal.code in NOT_FOUND:
                return None
            raise
        except UNREADABLE:
            raise NotSent(UNREAD) from None

    async def _who(self) -> XAccount:
        return self._us or await self._ask_who()

    async def _ask_who(self) -> XAccount:
        answer = await self._api.me()
        try:
            self._us = XAccount(str(answer["data"]["id"]), str(answer["data"]["username"]))
        except UNREADABLE:
            raise NotSent(UNREAD) from None
        self.account = f"@{self._us.handle}"
        return self._us

    def _page(self, source: str, us: XAccount) -> Page:
        return (
            partial(self._api.search, self._query) if source == SEARCH else partial(self._api.mentions, us.id)
        )

    def _reach(self, source: str, since: int) -> int:
        """Return `since`, or the earliest start of a search: X refuses an older one."""
        return max(since, first_id_at(self._now() - SEARCH_REACH)) if source == SEARCH else since


def open_x(settings: XSettings) -> X:
    """Return the X network for these settings."""
    return X(
        settings.consumer_key.get_secret_value(),
        settings.consumer_secret.get_secret_value(),
        settings.access_token.get_secret_value(),
        settings.access_token_secret.get_secret_value(),
        bearer_token=reveal(settings.bearer_token) or None,
        search_query=settings.search_query,
        api_url=settings.api_url,
        poll_seconds=settings.poll_seconds,
        reply_limit=settings.reply_limit,
        review_hours=settings.review_hours,
        owned_reads=settings.owned_reads,
    )


def reply_cost(text: str) -> float:
    """Return what X bills for this reply to a mention, in US dollars: a link makes it twenty times as expensive."""
    return LINK_PRICE if has_link(text) else REPLY_PRICE


def _edited(posts: Sequence[JSON]) -> set[str]:
    """Return the first ids of those posts that were edited."""
    histories = [post.get("edit_history_tweet_ids") for post in posts if isinstance(post, dict)]
    return {str(history[0]) for history in histories if isinstance(history, list) and len(history) > 1}


def _answers(post: JSON, mention: Mention, text: str) -> bool:
    try:
        return replied_to(post) == mention.native_id and _says(post, text)
    except UNREADABLE:
        return False


def _says(post: JSON, text: str) -> bool:
    """Return whether a post is `text` without what X adds: leading handles, short links, escapes."""
    theirs, ours = _bare(whole_text(post)), _bare(text)
    return theirs.endswith(ours) and re.fullmatch(r"(?:@\w+ )*", theirs.removesuffix(ours), re.A) is not None


def _bare(text: str) -> str:
    """Return text with single spaces, and links without a scheme: X adds one to a bare "example.com"."""
    return re.sub(r"https?://", "", " ".join(unicodedata.normalize("NFC", text).split()))


def _receipt(post: JSON, us: XAccount) -> Receipt:
    native_id = first_id(post)
    return Receipt(native_id, post_url(us.handle, native_id), written_at(post))
