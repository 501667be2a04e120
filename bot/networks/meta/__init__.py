"""Facebook Pages and Instagram: comments and private messages come by webhook; replies go out by the Graph API."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import structlog
from msgspec.structs import replace

from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.mention import Mention
from bot.networks import Batch, EventSink, HookAnswer, HookCall, HookLimits, Limits, Review, of_others
from bot.networks.http import JSON
from bot.networks.json_bodies import read_json
from bot.networks.meta.deliveries import UNREADABLE, MetaChange, changes_in
from bot.networks.meta.errors import GONE_CODE
from bot.networks.meta.graph import Graph
from bot.networks.meta.lookup_cache import LookupCache
from bot.networks.meta.platforms import FACEBOOK, INSTAGRAM, Side
from bot.networks.meta.posts import NAMED, comment_of, facebook_id, facebook_url, message_of, moment, words_of
from bot.networks.meta.reply_window import messaging_type
from bot.networks.meta.webhook import NOT_READ, NOT_SIGNED, challenged, is_signed
from bot.settings.meta import MetaSettings

REPLY_GAP = 1.0
# A delivery has up to 1,000 changes (Meta docs: Webhooks, Getting Started), each about a kilobyte.
BODY_BYTES = 2 * 1024 * 1024
REVIEW_SECONDS = 12 * 3600.0
CLOCKS_DIFFER = timedelta(seconds=10)
MESSAGES_SHOWN = 20  # Meta docs: Conversations; of older ones no details are given
FEED_FIELDS = frozenset({"feed", "mention", "messages"})
CANNOT_FIND = (
    "Instagram does not show our replies under other people's posts. Check there whether the "
    "reply was posted."
)

log = structlog.get_logger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Meta:
    """One of Meta's two networks. Meta repeats a delivery for hours until it gets a 200."""

    sources: tuple[str, ...] = ()
    hook_limits = HookLimits(BODY_BYTES)

    def __init__(
        self,
        side: Side,
        our_id: str,
        page_id: str,
        page_token: str,
        app_secret: str,
        verify_token: str,
        *,
        graph_url: str,
        human_agent: bool = False,
        timeout: float = 15.0,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.name, self.title, self.account = side.name, side.title, ""
        self.limits = Limits(
            side.longest,
            len,
            poll_seconds=60.0,
            reply_gap=REPLY_GAP,
            review_seconds=REVIEW_SECONDS,
            edits_replies=side.edits,
            deletes_replies=True,
            why_not=side.stays,
        )
        self._side = side
        self._our_id, self._page_id = our_id, page_id
        self._app_secret, self._verify_token = app_secret, verify_token
        self._human_agent = human_agent
        self._now = now
        self._sink: EventSink | None = None
        self._graph = Graph(side.title, graph_url, page_token, app_secret, timeout=timeout, now=now)
        self._asked = LookupCache(self._graph)

    def subscribe(self, sink: EventSink) -> None:
        self._sink = sink

    async def start(self, *, listen: bool = False) -> None:
        """Learn our account's name. Raise Declined when the token is refused."""
        me = await self._graph.get(self._our_id, fields="name,username")
        known = f"@{me['username']}" if me.get("username") else me.get("name")
        self.account = str(known or self._our_id)

    async def troubles(self) -> Sequence[str]:
        """Return which of the required webhook fields the Page does not send."""
        if self._side is not FACEBOOK:
            return ()
        answer = await self._graph.get(f"{self._page_id}/subscribed_apps", fields="subscribed_fields")
        sent = {name for app in answer.get("data") or [] for name in app.get("subscribed_fields") or []}
        missing = ", ".join(sorted(FEED_FIELDS - sent))
        return (f"The Page does not send us everything: subscribe the app to {missing}.",) if missing else ()

    async def stop(self) -> None:
        await self._graph.close()

    async def hook(self, call: HookCall) -> HookAnswer:
        """Answer Meta's verification request, or a delivery with 200 once all its readable parts are in the store."""
        if call.rest or call.method not in ("GET", "POST"):
            return HookAnswer(404, "Not found.")
        if call.method == "GET":
            return challenged(call.query, self._verify_token)
        if not is_signed(call, self._app_secret):
            return NOT_SIGNED
        try:
            delivery = read_json(call.body)
        except ValueError:
            return NOT_READ
        await self._take(list(changes_in(delivery, self._side, frozenset({self._our_id}))))
        return HookAnswer()

    async def mentions(self, source: str, since: str | None) -> Batch:
        return Batch(cursor=since or "")

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Reply to a comment in public, or to a message in private while Meta's window is open."""
        if mention.private:
            declared = messaging_type(mention.posted_at, self._now(), self._human_agent)
            message = {"recipient": {"id": mention.author.native_id}, **declared, "message": {"text": text}}
            said = await self._graph.post(f"{self._page_id}/messages", message)
            return self._receipt(mention, said.get("message_id"), self._now())
        if mention.conversation.startswith(NAMED):
            said = await self._graph.post(f"{self._our_id}/mentions", {**_place(mention), "message": text})
        else:
            said = await self._graph.post(f"{self._target(mention)}/{self._side.edge}", {"message": text})
        return self._receipt(mention, said.get("id"), self._now())

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return our reply with this text, since Meta accepts no key. Raise CannotTell when Meta does not show all
        replies."""
        if mention.private:
            nodes, whole, words = *await self._messages(mention.author.native_id, since), "message"
        elif mention.conversation.startswith(NAMED):
            raise CannotTell(CANNOT_FIND)
        else:
            place = f"{self._target(mention)}/{self._side.edge}"
            nodes, whole = await self._graph.walk(place, fields=self._side.fields)
            words = self._side.words
        for node in nodes:
            at = moment(node.get("created_time") or node.get("timestamp"), self._now()) or since
            if self._is_ours(node) and at >= since - CLOCKS_DIFFER and _same(node.get(words), text):
                return self._receipt(mention, node.get("id"), at)
        if not whole:
            raise CannotTell(f"{self.title} shows too many replies to search.")
        return None

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        """Edit a reply. Raise Declined when Meta's API cannot edit this kind."""
        if mention.private or not self._side.edits:
            raise Declined(self._side.stays)
        await self._graph.post(native_id, {"message": text})
        return self._receipt(mention, native_id, self._now())

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        """Delete a reply. Raise Declined when Meta's API cannot delete this kind."""
        if mention.private:
            raise Declined(self._side.stays)
        try:
            await self._graph.delete(native_id)
        except Declined as refusal:
            if refusal.code != GONE_CODE:
                raise

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Re-check posts. Meta does not show messages, and others' posts that mention us, a second time."""
        held = {
            one.native_id: one
            for one in mentions
            if not one.private and not one.conversation.startswith(NAMED)
        }
        shown = await self._graph.several(list(held), self._side.fields)
        words = {native_id: words_of(node, self._side) for native_id, node in shown.items() if node}
        changed = [native_id for native_id, said in words.items() if said not in ("", held[native_id].text)]
        return Review(
            seen=frozenset(words),
            edits=tuple(replace(held[native_id], text=words[native_id]) for native_id in changed),
            gone=tuple(native_id for native_id, node in shown.items() if node is None),
        )

    def post_id(self, url: str) -> str | None:
        """Return the id in a Facebook URL; Instagram's URLs contain no id that its API accepts."""
        return facebook_id(url, self._page_id) if self._side is FACEBOOK else None

    async def fetch(self, native_id: str) -> Mention | None:
        """Return one public post; None when there is none. Raise NotSent for an unusable answer."""
        try:
            node = await self._graph.get(native_id, fields=self._side.fields)
            return of_others(comment_of(node, self._side, self._now()), self._our_id)
        except Declined as refusal:
            if refusal.code == GONE_CODE:
                return None
            raise
        except UNREADABLE:
            raise NotSent(f"{self.title}'s answer could not be read.") from None

    async def _take(self, told: Sequence[MetaChange]) -> None:
        """Ingest what can be read now. Raise NotSent when Meta must deliver something again, since a lookup failed."""
        if self._sink is None:
            raise NotSent("Baton is still starting.")
        read: list[tuple[MetaChange, Mention]] = []
        again: NotSent | None = None
        for one in told:
            try:
                if one.verb != "gone" and (mention := await self._read(one)) is not None:
                    read.append((one, mention))
            except NotSent as trouble:
                again = trouble
            except UNREADABLE as error:
                log.warning(
                    "meta_post_unreadable", network=self.name, post=one.id[:80], why=type(error).__name__
                )
        batch = Batch(
            mentions=tuple(mention for one, mention in read if one.verb == "new"),
            edits=tuple(mention for one, mention in read if one.verb == "edited"),
            gone=tuple(one.id for one in told if one.verb == "gone"),
        )
        if batch != Batch():
            await self._sink.take(batch)
        if again is not None:
            raise again

    async def _read(self, told: MetaChange) -> Mention | None:
        """Return the post as a mention, including what must be looked up. None when it is our own."""
        if told.private:
            person = await self._asked.of(str(told.node["from"]["id"]), self._side.person)
            return message_of(told, person, self._side, self._now(), self._human_agent)
        node = told.node
        if told.unread:
            node = {**node, **await self._whole(told)}
        elif media := (node.get("media") or {}).get("id"):
            node = {**node, **await self._asked.of(str(media), "permalink"), "id": told.id}
        if self._is_ours(node):
            return None
        return comment_of(node, self._side, self._now(), told.media)

    async def _whole(self, told: MetaChange) -> JSON:
        """Return a post that mentions us, requested from Meta; empty when Meta does not show it to us."""
        try:
            if not told.media:
                return await self._graph.get(told.id, fields=self._side.fields)
            kind, inside = ("comment", "text") if told.id != told.media else ("media", "caption,permalink")
            asked = f"mentioned_{kind}.{kind}_id({told.id}){{id,timestamp,username,{inside}}}"
            answer = await self._graph.get(self._our_id, fields=asked)
        except Declined as refusal:
            log.warning("meta_post_not_shown", network=self.name, post=told.id[:80], why=refusal.code)
            return {}
        found = answer.get(f"mentioned_{kind}")
        return found if isinstance(found, dict) else {}

    async def _messages(self, person: str, since: datetime) -> tuple[list[JSON], bool]:
        """Return the latest messages exchanged with a person, and whether they reach back to `since`."""
        answer = await self._graph.get(
            f"{self._page_id}/conversations",
            platform=self._side.platform,
            user_id=person,
            fields=f"messages.limit({MESSAGES_SHOWN}){{id,message,from,created_time}}",
        )
        threads = [thread for thread in answer.get("data") or [] if isinstance(thread, dict)]
        nodes = [node for thread in threads for node in (thread.get("messages") or {}).get("data") or []]
        times = [at for node in nodes if (at := moment(node.get("created_time"), self._now()))]
        return nodes, len(nodes) < MESSAGES_SHOWN or min(times, default=since) < since

    def _is_ours(self, node: JSON) -> bool:
        author = node.get("from") or {}
        name = author.get("username") or node.get("username")
        return str(author.get("id")) in (self._our_id, self._page_id) or (
            bool(name) and f"@{name}" == self.account
        )

    def _target(self, mention: Mention) -> str:
        """Return the id to reply to: Instagram accepts replies to the first comment of a thread only."""
        return mention.native_id if self._side is FACEBOOK else mention.conversation

    def _receipt(self, mention: Mention, native_id: object, at: datetime) -> Receipt:
        if not native_id:
            raise CannotTell(f"{self.title} may have posted the reply: its answer has no id.")
        shown = (
            facebook_url(str(native_id)) if self._side is FACEBOOK and not mention.private else mention.url
        )
        return Receipt(str(native_id), shown, at)


def open_meta(settings: MetaSettings) -> list[Meta]:
    """Return the Facebook network for these settings, and the Instagram network when its id is set."""
    sides = ((FACEBOOK, settings.page_id), (INSTAGRAM, settings.instagram_id))
    return [_open(side, our_id, settings) for side, our_id in sides if our_id]


def _open(side: Side, our_id: str, settings: MetaSettings) -> Meta:
    return Meta(
        side,
        our_id,
        settings.page_id,
        settings.page_token.get_secret_value(),
        settings.app_secret.get_secret_value(),
        settings.verify_token.get_secret_value(),
        graph_url=f"{settings.graph_url}/{settings.graph_version}",
        human_agent=settings.human_agent,
    )


def _place(mention: Mention) -> JSON:
    """Return a description of where we are mentioned: in a post, or in a comment under it."""
    media = mention.conversation.removeprefix(NAMED)
    return (
        {"media_id": media}
        if mention.native_id == media
        else {"media_id": media, "comment_id": mention.native_id}
    )


def _same(theirs: object, ours: str) -> bool:
    return _plain(str(theirs or "")) == _plain(ours)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
