"""Bluesky: posts that mention, answer or quote us, or match a search, come in; replies go out."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.delivery import Declined, NotSent, Receipt
from bot.mention import Mention, tidy
from bot.networks import NO_HOOK, Batch, EventSink, Limits, Review, of_others
from bot.networks.bluesky.api import JSON, BlueskyApi, items
from bot.networks.bluesky.errors import GONE
from bot.networks.bluesky.hidden_posts import gone_or_hidden
from bot.networks.bluesky.ids import author_of, key_of, post_id, post_url, record_key, uri_of
from bot.networks.bluesky.length import LONGEST, length
from bot.networks.bluesky.polling import Cursor, Page, poll, read_cursor
from bot.networks.bluesky.posts import UNREADABLE, BlueskyAccount, may_reply, moment, read_post, read_posts
from bot.networks.bluesky.replies import reply_record
from bot.networks.bluesky.threads import posts_around
from bot.settings.bluesky import BlueskySettings

if TYPE_CHECKING:
    from bot.networks.bluesky.jetstream import JetstreamListener

NOTIFICATIONS = "notifications"
SEARCH = "search"
REPLY_GAP = 1.0  # bursts are allowed; an hour takes 1,666 posts (Bluesky docs: Rate Limits)
REVIEW_SECONDS = 6 * 3600.0
NO_EDITS = "Bluesky posts can't be edited. Delete this reply and write a new one."
MAIN_PASSWORD = "com.atproto.access"
MAIN_PASSWORD_USED = (
    "BLUESKY_APP_PASSWORD is the account's main password, which permits everything. Create an app "
    "password in Bluesky's settings and use that."
)
LET_IN = (
    "Baton does not see those by people our account does not follow, or none at all. Sign in there and "
    "choose Everyone under Settings, Notifications."
)
NO_STREAM = (
    "Mentions arrive with the next poll, not within seconds. Correct BLUESKY_JETSTREAM_URL, or set "
    "BLUESKY_JETSTREAM to off."
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Bluesky:
    """The Bluesky network: `notifications` are polled, and `search` too if there is a query."""

    name = "bluesky"
    title = "Bluesky"
    hook = None
    hook_limits = NO_HOOK

    def __init__(
        self,
        handle: str,
        app_password: str,
        *,
        search_query: str | None = None,
        jetstream_url: str | None = None,
        service_url: str = "https://bsky.social",
        poll_seconds: float = 30.0,
        timeout: float = 15.0,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.account = ""
        self.limits = Limits(
            LONGEST,
            length,
            poll_seconds,
            REPLY_GAP,
            review_seconds=REVIEW_SECONDS,
            deletes_replies=True,
            why_not=NO_EDITS,
            finds_for_certain=True,  # by its record key, under which there is one post at most
        )
        self.sources: tuple[str, ...] = (NOTIFICATIONS, SEARCH) if search_query else (NOTIFICATIONS,)
        self._query = search_query or ""
        self._jetstream_url = jetstream_url
        self._now = now
        self._sink: EventSink | None = None
        self._listener: JetstreamListener | None = None
        self._api = BlueskyApi(handle, app_password, service_url=service_url, timeout=timeout, now=now)

    def subscribe(self, sink: EventSink) -> None:
        self._sink = sink

    async def start(self, *, listen: bool = False) -> None:
        """Begin a session. Raise Declined when Bluesky refuses the app password, NotSent when it cannot be reached."""
        had_session = self._api.has_session
        us = await self._who()
        if had_session:  # which may be days old, and not know a new handle
            self.account = f"@{await self._api.handle()}"
        if listen and self._sink and self._jetstream_url and self._listener is None:
            self._listener = _listening(self._jetstream_url, us.did, self._sink)

    async def troubles(self) -> Sequence[str]:
        """Return problems with the app password, the account's settings and the stream."""
        found = [MAIN_PASSWORD_USED] if self._api.scope == MAIN_PASSWORD else []
        if hidden := _hidden(await self._api.filters()):
            found.append(f"Our account's settings on Bluesky hide {', '.join(hidden)}. {LET_IN}")
        if self._jetstream_url and (why := await _unreachable(self._jetstream_url)):
            found.append(f"The stream at {self._jetstream_url} cannot be used: {why}. {NO_STREAM}")
        return found

    async def stop(self) -> None:
        if self._listener is not None:
            await self._listener.stop()
        await self._api.close()

    async def mentions(self, source: str, since: str | None) -> Batch:
        """Return the posts after `since`; with None no post, no call, and a cursor for now."""
        if since is None:
            return Batch((), str(Cursor(self._now())))
        us = await self._who()
        cursor = read_cursor(since, self._now())
        seen = await poll(self._page(source, cursor), cursor, self._now())
        views = [post for post in seen.posts if _author(post) != us.did]
        if source == NOTIFICATIONS:
            views = await self._as_shown(views)
        profiles = await self._api.profiles(map(_author, views)) if views else {}
        found = tuple(read_posts(views, profiles, us))
        return Batch(found, str(seen.cursor), seen.more)

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Reply to `mention` in public, under a record key made from `key`: Bluesky keeps one post per record key.

        Raise Declined when the post is gone, or its author restricts who may reply.
        """
        us = await self._who()
        parent = await self._view(mention.native_id)
        if parent is None:
            raise Declined(GONE, "gone")
        if (allowed := may_reply(parent)).answer == "no":
            raise Declined(allowed.why, "closed")
        now = self._now()
        native_id = _reply_id(us, mention, key)
        await self._api.create(native_id, reply_record(text, parent, now))
        return Receipt(native_id, post_url(native_id), now)

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return our reply, read from our own repository by the record key that belongs to `key`."""
        native_id = _reply_id(await self._who(), mention, key)
        record = await self._api.record(native_id)
        if record is None:
            return None
        try:
            return Receipt(native_id, post_url(native_id), moment(record["createdAt"]))
        except UNREADABLE:
            return Receipt(native_id, post_url(native_id), since)

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        """Raise Declined: Bluesky shows a post as it was first written."""
        raise Declined(NO_EDITS)

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        await self._api.delete(native_id)

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Re-check posts. Bluesky has no edits, but shows a record that another program rewrote. It omits posts for
        many reasons, so each missing one is looked up in its author's repository."""
        us = await self._who()
        held = {mention.native_id: mention for mention in mentions}
        views = await self._api.posts(map(uri_of, held))
        shown = [tidy(one) for one in read_posts(views.values(), {}, us)]
        edits = tuple(one for one in shown if one.native_id in held and one.text != held[one.native_id].text)
        missing = [native_id for native_id in held if uri_of(native_id) not in views]
        gone, hidden = await gone_or_hidden(self._api, missing)
        return Review(frozenset(held.keys() - {*missing}), edits, gone, hidden)

    async def thread(self, mention: Mention) -> Batch:
        us = await self._who()
        node = await self._api.thread(mention.native_id)
        if node is None:
            return Batch()
        views, more = posts_around(node, us.did)
        profiles = await self._api.profiles([author_of(mention.native_id)]) if views else {}
        found = sorted(read_posts(views, profiles, us), key=lambda post: post.posted_at)
        return Batch(tuple(found), more=more)

    def post_id(self, url: str) -> str | None:
        return post_id(url)

    async def fetch(self, native_id: str) -> Mention | None:
        """Return a post by its author's DID or handle and its record key; None when Bluesky does not show it to us.

        Raise NotSent when the answer cannot be read.
        """
        us = await self._who()
        did = await self._did(author_of(native_id))
        view = await self._view(f"{did}/{key_of(native_id)}") if did else None
        if view is None:
            return None
        try:
            return of_others(read_post(view, await self._api.profiles([_author(view)]), us), us.did)
        except UNREADABLE:
            raise NotSent("Bluesky's answer could not be read.") from None

    async def _who(self) -> BlueskyAccount:
        session = await self._api.session()
        self.account = self.account or f"@{session.handle}"
        return BlueskyAccount(session.did)

    def _page(self, source: str, cursor: Cursor) -> Page:
        of = self._search_page if source == SEARCH else self._notifications_page
        return partial(of, cursor.floor)

    async def _search_page(self, floor: datetime, token: str | None) -> tuple[list[JSON], str | None]:
        answer = await self._api.search(self._query, floor, token)
        return items(answer, "posts"), answer.get("cursor")

    async def _notifications_page(self, floor: datetime, token: str | None) -> tuple[list[JSON], str | None]:
        """Return a page of notifications. Bluesky filters likes out of a page, so a page full of them is empty; the
        next notification of any kind then says how far back the page reached."""
        answer = await self._api.notifications(token)
        found, behind = items(answer, "notifications"), answer.get("cursor")
        if found or not behind:
            return found, behind
        further = items(await self._api.next_notification(str(behind)), "notifications")
        return [], str(behind) if any(_is_since(floor, one) for one in further) else None

    async def _as_shown(self, notifications: Sequence[JSON]) -> list[JSON]:
        """Return posts in full: a notification does not say who may reply. A post that is not shown stays as
        notified."""
        views = await self._api.posts(str(one.get("uri")) for one in notifications)
        return [views.get(str(one.get("uri")), one) for one in notifications]

    async def _view(self, native_id: str) -> JSON | None:
        return (await self._api.posts([uri_of(native_id)])).get(uri_of(native_id))

    async def _did(self, author: str) -> str | None:
        return author if author.startswith("did:") else await self._api.did_of(author)


def open_bluesky(settings: BlueskySettings) -> Bluesky:
    """Return the Bluesky network for these settings."""
    return Bluesky(
        settings.handle,
        settings.app_password.get_secret_value(),
        search_query=settings.search,
        jetstream_url=settings.jetstream_url if settings.jetstream else None,
        service_url=settings.service_url,
        poll_seconds=settings.poll_seconds,
    )


def _listening(url: str, did: str, sink: EventSink) -> "JetstreamListener":
    """Return the stream client; its library is loaded only here."""
    from bot.networks.bluesky.jetstream import JetstreamListener

    listener = JetstreamListener(url, did, sink)
    listener.start()
    return listener


async def _unreachable(url: str) -> str:
    """Return why the stream cannot be listened to; empty when it can."""
    from bot.networks.bluesky.jetstream import trouble_with

    return await trouble_with(url)


def _hidden(filters: JSON) -> list[str]:
    """Return what the account's settings keep from us (lexicon app.bsky.notification.defs#filterablePreference)."""
    kinds = {"mention": "mentions", "reply": "replies", "quote": "quotes"}
    set_to = {kind: filters[kind] for kind in kinds if isinstance(filters.get(kind), dict)}
    return [
        kinds[kind]
        for kind, one in set_to.items()
        if one.get("include") == "follows" or one.get("list") is False
    ]


def _author(view: JSON) -> str:
    author = view.get("author")
    return str(author.get("did")) if isinstance(author, dict) else ""


def _is_since(floor: datetime, notification: JSON) -> bool:
    try:
        return moment(notification["indexedAt"]) >= floor
    except UNREADABLE:
        return False


def _reply_id(us: BlueskyAccount, mention: Mention, key: str) -> str:
    return f"{us.did}/{record_key(mention.native_id, mention.posted_at, key)}"
