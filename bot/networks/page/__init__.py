"""The private page: customers write to us and read our replies by a link of their case, hidden from others."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from cachetools import LRUCache

from bot.delivery import Declined, NotSent, Receipt
from bot.mention import Mention
from bot.networks import (
    Batch,
    ConversationReader,
    EventSink,
    HookAnswer,
    HookCall,
    HookLimits,
    Limits,
    Review,
)
from bot.networks.page.form import BODY_BYTES, LONGEST, Written, new_form, post_of, read_cookie, read_form
from bot.networks.page.html import Conversation, draw, draw_lost
from bot.networks.page.links import PATH, PageLink, new_place, own_link, read_link
from bot.settings.page import PageSettings

NO_FETCH = "The private page has no posts to look up: they arrive when a customer writes."
WINDOW_SECONDS = 600
# Limits per window: messages by one author; first messages from one address. Anyone may try a public link,
# so each visitor has a separate limit.
MESSAGES, FIRST_MESSAGES = 20, 5
# To one case from all authors that staff have not accepted: Slack accepts one message per second and channel.
STRANGERS_MESSAGES = 100
LINKS_WATCHED = 10_000
COOKIE_SECONDS = 90 * 24 * 3_600
TOO_MANY = "Too many messages came by this link just now. Please wait ten minutes, then send yours again."


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PrivatePage:
    """The private page as a network. A reply is sent by being recorded: the page shows what the case contains.

    The link that a case gives out may be public, so it shows nothing: a customer who writes there is redirected to
    a page of their own, by a link that no one else has. The link is the whole permission, so a form needs no other
    token.
    """

    name = "page"
    title = "Private page"
    account = "our private page"
    sources: tuple[str, ...] = ()
    hook_limits = HookLimits(BODY_BYTES)
    limits = Limits(LONGEST, len, poll_seconds=60.0, reply_gap=0.0, edits_replies=True, deletes_replies=True)

    def __init__(
        self, secret: str, public_url: str, company: str, now: Callable[[], datetime] = _utc_now
    ) -> None:
        self._secret = secret
        self._company = company
        self._now = now
        self._path = urlsplit(public_url).path + PATH
        self._secure = "; Secure" if public_url.casefold().startswith("https://") else ""
        self._sink: EventSink | None = None
        self._reader: ConversationReader | None = None
        self._counts: LRUCache[tuple[str, int], int] = LRUCache(LINKS_WATCHED)

    def subscribe(self, sink: EventSink) -> None:
        self._sink = sink

    def remember(self, memory: ConversationReader) -> None:
        self._reader = memory

    async def start(self, *, listen: bool = False) -> None:
        """Do nothing: the page is part of Baton."""

    async def troubles(self) -> Sequence[str]:
        return (
            ()
            if self._secure
            else (("PUBLIC_URL begins with http://: private messages are sent unencrypted. Use https://."),)
        )

    async def stop(self) -> None:
        """Do nothing: no connection is open."""

    async def hook(self, call: HookCall) -> HookAnswer:
        """Return the page of a valid link; the same 404 for any other, and for an expired one.

        Raise NotSent before `remember()` was called.
        """
        place = read_link(call.rest, self._secret)
        if self._reader is None:
            raise NotSent("Baton is still starting.")
        if place is None or call.method not in ("GET", "HEAD", "POST"):
            return draw_lost()
        talk = await self._reader.talk(place.case, f"{self.name}/{place.account}", place.made_at)
        if talk is None:
            return draw_lost()
        page = Conversation(self._company, bool(place.writer), talk.said, Written("", "", new_form()))
        if call.method == "POST":
            return await self._take(call, place, page, talk.is_customer)
        return self._home(call, place) or draw(page)

    async def mentions(self, source: str, since: str | None) -> Batch:
        return Batch(cursor=since or "")

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Return a receipt and do nothing: once the case records the reply, the page shows it."""
        return Receipt(key, "", self._now())

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return None: an unrecorded reply is not shown, and sending it again is harmless."""
        return None

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        return Receipt(native_id, "", self._now())

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        """Do nothing: what the case calls deleted is not shown."""

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Return an empty review: customers cannot edit or delete what they wrote."""
        return Review()

    def post_id(self, url: str) -> str | None:
        return None

    async def fetch(self, native_id: str) -> Mention | None:
        """Raise Declined: the page has no posts to look up."""
        raise Declined(NO_FETCH)

    def _home(self, call: HookCall, place: PageLink) -> HookAnswer | None:
        """Return a redirect to the visitor's own page, if their cookie says that they wrote before."""
        kept = "" if place.writer else read_cookie(call.headers, _cookie(place))
        home = read_link(kept, self._secret) if kept else None
        return self._lead_to(home) if home and home.writer and home.case == place.case else None

    async def _take(
        self, call: HookCall, place: PageLink, page: Conversation, is_customer: bool
    ) -> HookAnswer:
        """Ingest a message, and redirect its author to the page that shows it once it is in the store."""
        if self._sink is None:
            raise NotSent("Baton is still starting.")
        written = read_form(call.body)
        fault = written.fault
        if fault:
            return draw(_again(page, written, fault), 422)
        if not self._counted(call, place, is_customer):
            return draw(_again(page, written, TOO_MANY), 429)
        home = place if place.writer else new_place(place.case, written.form, self._secret)
        await self._sink.take(Batch((post_of(home, written, self._now(), place.made_at),)))
        return self._lead_to(home)

    def _counted(self, call: HookCall, place: PageLink, is_customer: bool) -> bool:
        """Return whether one more message is allowed now. There are limits per own page, per visitor's address for
        first messages, and per case for all authors that staff have not accepted."""
        if is_customer:
            return self._count(place.account, MESSAGES)
        own = (place.account, MESSAGES) if place.writer else (f"{place.case} {call.visitor}", FIRST_MESSAGES)
        return self._count(*own) and self._count(f"{place.case}", STRANGERS_MESSAGES)

    def _count(self, who: str, most: int) -> bool:
        key = (who, int(self._now().timestamp()) // WINDOW_SECONDS)
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key] <= most

    def _lead_to(self, home: PageLink) -> HookAnswer:
        link = own_link(home, self._secret)
        cookie = (
            f"{_cookie(home)}={link}; Path={self._path}; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax"
        )
        headers = {
            "Location": f"{self._path}/{link}",
            "Set-Cookie": cookie + self._secure,
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
        }
        return HookAnswer(303, "", headers=headers)


def open_page(settings: PageSettings, secret: str) -> PrivatePage:
    """Return the private page for these settings; `secret` signs its links."""
    return PrivatePage(secret, settings.url, settings.name or "")


def _again(page: Conversation, written: Written, fault: str) -> Conversation:
    """Return the same page with what was written and how to correct it."""
    return Conversation(page.company, page.begun, page.said, written, fault)


def _cookie(place: PageLink) -> str:
    return f"baton_{place.case}"
