"""Mastodon: posts that mention or quote us, or carry our hashtags, come in; replies are no more public than posts."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.mention import Mention
from bot.networks import NO_HOOK, Batch, EventSink, Limits, Review, of_others
from bot.networks.mastodon.api import MastodonApi
from bot.networks.mastodon.conversations import ConversationCache
from bot.networks.mastodon.errors import NoRoute
from bot.networks.mastodon.hidden_posts import hidden_from_us, relations_of
from bot.networks.mastodon.ids import post_id, post_url
from bot.networks.mastodon.length import ADDRESS_ROOM, counted_length
from bot.networks.mastodon.lookups import answers_under, one_post, our_posts, several_posts
from bot.networks.mastodon.polling import NOTIFICATIONS, now_at, poll
from bot.networks.mastodon.posts import (
    JSON,
    PRIVATE,
    UNREADABLE,
    MastodonAccount,
    addressed,
    answered_as,
    moment,
    others_named,
    read_post,
    required,
    written_since,
)
from bot.networks.mastodon.text import plain_text
from bot.networks.mastodon.threads import posts_around
from bot.settings.mastodon import MastodonSettings

MAX_CHARACTERS = 500  # both as Mastodon is installed (Mastodon docs: Instance)
CHARACTERS_PER_URL = 23
REPLY_GAP = 1.0  # 300 calls in five minutes (Mastodon docs: Rate limits)
REVIEW_SECONDS = 3600.0
UNUSABLE = "Mastodon's answer could not be read."
NO_RELATIONS = (
    "Baton cannot distinguish deleted posts from posts by people who block us, so it hides both and "
    "erases neither. Create an access token that also has the permission read:follows."
)
# Mastodon docs: NotificationPolicy. That limited accounts are held back is what most people want.
_HELD_BACK = {
    "for_not_following": "people our account does not follow",
    "for_not_followers": "people who do not follow our account",
    "for_new_accounts": "new accounts",
    "for_private_mentions": "unsolicited private mentions",
}


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Mastodon:
    """The Mastodon network: the notifications of our account and each hashtag are polled."""

    name = "mastodon"
    title = "Mastodon"
    hook = None
    hook_limits = NO_HOOK

    def __init__(
        self,
        url: str,
        access_token: str,
        *,
        hashtags: Sequence[str] = (),
        poll_seconds: float = 30.0,
        timeout: float = 15.0,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.account = ""
        self.sources: tuple[str, ...] = (NOTIFICATIONS, *(f"#{tag}" for tag in hashtags))
        self._instance = url.rstrip("/")
        self._poll_seconds = poll_seconds
        self.limits = self._limits({})
        self._us: MastodonAccount | None = None
        self._api = MastodonApi(self._instance, access_token, timeout=timeout, now=now)
        self._conversations = ConversationCache(self._api)

    def subscribe(self, sink: EventSink) -> None:
        """Ignore the sink: Mastodon is polled, and its streams would only make the next poll earlier."""

    async def start(self, *, listen: bool = False) -> None:
        """Learn our account and the instance's limits. Raise Declined when it refuses the token."""
        await self._ask_who()

    async def troubles(self) -> Sequence[str]:
        """Return whose mentions our account's own filters hold back, and what the token may not do."""
        us = await self._who()
        blind = () if await relations_of(self._api, [us.id]) is not None else (NO_RELATIONS,)
        return (*blind, *await self._held_back())

    async def _held_back(self) -> Sequence[str]:
        try:
            policy = await self._api.policy()
        except NoRoute:
            return ()  # before Mastodon 4.3 nothing was held back
        held = [who for name, who in _HELD_BACK.items() if policy.get(name, "accept") != "accept"]
        if not held:
            return ()
        return (
            f"Mastodon hides mentions from {', '.join(held)}, so Baton does not see them."
            " Sign in there and set the filters under Notifications to Accept.",
        )

    async def stop(self) -> None:
        self._api.close()

    async def mentions(self, source: str, since: str | None) -> Batch:
        """Return the posts after `since`; with None no post, and a cursor for now."""
        if since is None:
            return await now_at(self._api, source)
        return await poll(self._api, self._conversations, await self._who(), source, since)

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Reply to the author by name, no more publicly than the post was. Mastodon keeps the key for an hour."""
        us = await self._who()
        answered = await self._api.post(mention.native_id)
        visibility = answered_as(str(answered.get("visibility")), us.widest)
        _keep_private(visibility, mention, text)
        sent = await self._api.reply(
            addressed(mention.author.handle, text),
            to=mention.native_id,
            visibility=visibility,
            # The key includes the post: with an empty database case numbers start again, and keys must not repeat.
            key=f"{key}/{mention.native_id}",
        )
        receipt = _receipt(sent, us)
        self._conversations.note(receipt.native_id, mention.conversation)
        return receipt

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return our reply to `mention` with this text, posted since then: under the post first, then among our own
        posts.

        Raise CannotTell when there are too many posts to search.
        """
        us = await self._who()
        wanted = addressed(mention.author.handle, text)
        try:
            under = await answers_under(self._api, mention.native_id, us.id)
            if found := await self._with_text([post for post in under if written_since(post, since)], wanted):
                return _receipt(found, us)
            ours = await our_posts(self._api, us.id, since)
            answers = [post for post in ours if str(post.get("in_reply_to_id")) == mention.native_id]
            found = await self._with_text(answers, wanted)
        except UNREADABLE:
            raise NotSent(UNUSABLE) from None
        return _receipt(found, us) if found else None

    async def _with_text(self, posts: Sequence[JSON], text: str) -> JSON | None:
        """Return the first of these posts of ours that has this text."""
        for post in posts:
            typed = await self._api.source(str(post["id"]))
            if _bare(text) == (
                _bare(typed) if typed is not None else _bare(plain_text(str(post["content"])))
            ):
                return post
        return None

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        us = await self._who()
        ours = await self._api.post(native_id)
        _keep_private(str(ours.get("visibility")), mention, text)
        return _receipt(await self._api.edit(native_id, addressed(mention.author.handle, text)), us)

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        try:
            await self._api.delete(native_id)
        except Declined as refusal:
            if refusal.code != "404":
                raise

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Re-check posts. An instance answers 404 for a deleted post and for a hidden one; the author's account
        tells them apart."""
        us = await self._who()
        found = await several_posts(self._api, [mention.native_id for mention in mentions])
        missing = [mention for mention in mentions if found[mention.native_id] is None]
        hidden = await hidden_from_us(self._api, missing) if missing else {}
        read = [(held, _reread(post, us, held)) for held in mentions if (post := found[held.native_id])]
        return Review(
            seen=frozenset(native_id for native_id, post in found.items() if post),
            edits=tuple(now for held, now in read if now and _words(now) != _words(held)),
            gone=tuple(mention.native_id for mention in missing if mention.native_id not in hidden),
            hidden=hidden,
        )

    async def thread(self, mention: Mention) -> Batch:
        us = await self._who()
        try:
            context = await self._api.context(mention.native_id)
        except Declined as refusal:
            if refusal.code != "404":
                raise
            return Batch()
        posts, more = posts_around(mention.native_id, mention.author.native_id, us.id, context)
        read = (_reread(post, us, mention) for post in posts)
        return Batch(tuple(sorted(filter(None, read), key=lambda post: post.posted_at)), more=more)

    def post_id(self, url: str) -> str | None:
        """Return the id of a post that our instance shows; the URL itself for a post on another instance."""
        return post_id(url, self._instance)

    async def fetch(self, native_id: str) -> Mention | None:
        """Return a post by its id, or by its URL on another instance. Raise NotSent for an unusable answer."""
        us = await self._who()
        if native_id.startswith("https://"):
            post = next(iter(await self._api.resolve(native_id)), None)
        else:
            post = await one_post(self._api, native_id)
        if post is None:
            return None
        try:
            return of_others(read_post(post, us, await self._conversations.of(post, us)), us.id)
        except UNREADABLE:
            raise NotSent(UNUSABLE) from None

    async def _who(self) -> MastodonAccount:
        return self._us or await self._ask_who()

    async def _ask_who(self) -> MastodonAccount:
        me, instance = await self._api.me(), await self._api.instance()
        try:
            widest = str((me.get("source") or {}).get("privacy") or "public")
            us = MastodonAccount(required(me, "id"), required(me, "acct"), self._instance, widest)
            self.limits = self._limits(instance)
        except UNREADABLE:
            raise NotSent(UNUSABLE) from None
        domain = instance.get("domain") or urlsplit(self._instance).netloc
        self._us, self.account = us, f"@{us.handle}@{domain}"
        return us

    def _limits(self, instance: JSON) -> Limits:
        """Return the limits of this instance; Mastodon's defaults until it has answered."""
        told = (instance.get("configuration") or {}).get("statuses") or {}
        longest = int(told.get("max_characters") or MAX_CHARACTERS)
        per_link = int(told.get("characters_reserved_per_url") or CHARACTERS_PER_URL)
        return Limits(
            longest - ADDRESS_ROOM,
            partial(counted_length, per_link=per_link),
            self._poll_seconds,
            REPLY_GAP,
            review_seconds=REVIEW_SECONDS,
            edits_replies=True,
            deletes_replies=True,
            finds_for_certain=True,  # under the post and among ours, which the instance itself keeps
        )


def open_mastodon(settings: MastodonSettings) -> Mastodon:
    """Return the Mastodon network for these settings."""
    return Mastodon(
        settings.url,
        settings.access_token.get_secret_value(),
        hashtags=settings.hashtags or (),
        poll_seconds=settings.poll_seconds,
    )


def _keep_private(visibility: str, mention: Mention, text: str) -> None:
    """Raise Declined when a private reply names others than its author: on Mastodon each of them could read it."""
    others = others_named(mention.author.handle, text) if visibility in PRIVATE else []
    if others:
        raise Declined(
            f"This reply is private, but Mastodon would also show it to {', '.join(others)} too."
            " Remove the @ and send it again.",
            "names-others",
        )


def _receipt(post: JSON, us: MastodonAccount) -> Receipt:
    try:
        native_id = required(post, "id")
        return Receipt(native_id, post_url(us.instance, us.handle, native_id), moment(post["created_at"]))
    except UNREADABLE:
        raise CannotTell(UNUSABLE) from None


def _reread(post: JSON, us: MastodonAccount, held: Mention) -> Mention | None:
    """Return a stored post as it reads now; None when it cannot be read."""
    try:
        return read_post(post, us, held.conversation)
    except UNREADABLE:
        return None


def _words(mention: Mention) -> tuple[str, ...]:
    return (mention.title, mention.text, *mention.media)


def _bare(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
