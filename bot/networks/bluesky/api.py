"""Bluesky's API through atproto: the calls Baton makes, each answered with Bluesky's JSON or one of our errors."""

import json
from asyncio import Lock
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import httpx

# The parts alone: all of atproto would load cryptography, archives and firehoses too.
from atproto_client.client.async_client import AsyncClient
from atproto_client.client.session import Session, SessionEvent
from atproto_client.models.dot_dict import DotDict
from atproto_client.request import AsyncRequest, Response

from bot.delivery import CannotTell, Declined, NotSent
from bot.networks.bluesky.errors import EXPIRED, NO_RECORD, NOT_IMPLEMENTED, failure
from bot.networks.bluesky.ids import COLLECTION, uri_of

JSON = dict[str, Any]

CONNECT_SECONDS = 5.0
PAGE_SIZE = 100
THREAD_DEPTH = 100
NO_THREAD = "NotFound"
HYDRATED_AT_ONCE = 25
REASONS = ["mention", "reply", "quote"]
# Without it the account's setting counts, and servers that still have one would leave out people it does not follow.
FROM_ANYBODY = {"priority": False}
# createSession is limited by account; bsky.social counted 100 a day where its page says 300 (bsky-docs#183).
LOGINS = 3
LOGIN_WINDOW = timedelta(minutes=45)


class BlueskyApi:
    """The calls, in one session that is kept. Reads raise NotSent or Declined, writes CannotTell too."""

    def __init__(
        self, handle: str, password: str, *, service_url: str, timeout: float, now: Callable[[], datetime]
    ) -> None:
        self._identifier = handle
        self._password = password
        self._service_url = service_url
        self._now = now
        self._session: Session | None = None
        self._door = Lock()
        self._logins: deque[datetime] = deque(maxlen=LOGINS)
        self._refused: Declined | None = None
        self._busy: tuple[datetime, NotSent] | None = None
        waits = httpx.Timeout(timeout, connect=min(CONNECT_SECONDS, timeout))
        self._client = AsyncClient(base_url=service_url, request=AsyncRequest(timeout=waits))
        self._client.on_session_change(self._keep)

    async def close(self) -> None:
        await self._client.request.close()

    @property
    def has_session(self) -> bool:
        return self._session is not None

    async def session(self) -> Session:
        """Return the current session; begin one with the app password when there is none."""
        async with self._door:
            if self._session is None:
                await self._log_in()
        assert self._session is not None
        return self._session

    async def handle(self) -> str:
        """Return what our account is called now."""
        answer = await self._read("com.atproto.server.getSession", {})
        return str(answer.get("handle") or (await self.session()).handle)

    async def notifications(self, cursor: str | None) -> JSON:
        """Return a page of mentions, replies and quotes, newest first. It may be empty although more pages follow."""
        wanted = {"reasons": REASONS, "limit": PAGE_SIZE, "cursor": cursor, **FROM_ANYBODY}
        return await self._read("app.bsky.notification.listNotifications", wanted)

    async def next_notification(self, cursor: str) -> JSON:
        """Return the first notification, of any kind, after a cursor."""
        return await self._read(
            "app.bsky.notification.listNotifications", {"limit": 1, "cursor": cursor, **FROM_ANYBODY}
        )

    async def filters(self) -> JSON:
        """Return the account's settings for notifications, by reason; none if the server lacks such settings."""
        try:
            answer = await self._read("app.bsky.notification.getPreferences", {})
        except Declined as refusal:
            if refusal.code == NOT_IMPLEMENTED:
                return {}
            raise
        found = answer.get("preferences")
        return found if isinstance(found, dict) else {}

    async def search(self, query: str, since: datetime, cursor: str | None) -> JSON:
        """Return a page of the posts that a query finds, newest first, none sorted before `since`."""
        day = since.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        wanted = {"q": query, "sort": "latest", "since": day, "limit": PAGE_SIZE, "cursor": cursor}
        return await self._read("app.bsky.feed.searchPosts", wanted)

    async def posts(self, uris: Iterable[str]) -> dict[str, JSON]:
        """Return posts as the network shows them to us, by their at:// URI; a hidden one is omitted."""
        return await self._several("app.bsky.feed.getPosts", "uris", uris, "posts", "uri")

    async def thread(self, native_id: str) -> JSON | None:
        """Return a post and its surroundings (app.bsky.feed.defs#threadViewPost); None if it is not shown."""
        where = {"uri": uri_of(native_id), "depth": THREAD_DEPTH, "parentHeight": THREAD_DEPTH}
        try:
            node = (await self._read("app.bsky.feed.getPostThread", where)).get("thread")
        except Declined as refusal:
            if refusal.code == NO_THREAD:
                return None
            raise
        return node if isinstance(node, dict) and "post" in node else None

    async def profiles(self, dids: Iterable[str]) -> dict[str, JSON]:
        return await self._several("app.bsky.actor.getProfiles", "actors", dids, "profiles", "did")

    async def did_of(self, handle: str) -> str | None:
        try:
            answer = await self._read("com.atproto.identity.resolveHandle", {"handle": handle})
        except Declined as refusal:
            if refusal.code == "InvalidRequest":
                return None
            raise
        return str(answer.get("did"))

    async def create(self, native_id: str, record: JSON) -> None:
        """Post a record under our own key; if the key is taken, nothing is posted.

        Raise CannotTell when the answer does not name the record.
        """
        place = self._place(native_id)
        answer = await self._write("com.atproto.repo.createRecord", {**place, "record": record})
        if answer.get("uri") != uri_of(native_id):
            raise CannotTell("Bluesky's answer does not name the post it created.")

    async def record(self, native_id: str) -> JSON | None:
        """Return a post from its author's repository, which has it before the network shows it.

        Raise NotSent when the answer is unusable.
        """
        try:
            answer = await self._read("com.atproto.repo.getRecord", self._place(native_id))
        except Declined as refusal:
            if refusal.code == NO_RECORD:
                return None
            raise
        value = answer.get("value")
        if not isinstance(value, dict):
            raise NotSent("Bluesky gave no usable answer.")
        return value

    async def delete(self, native_id: str) -> None:
        """Delete a post of ours; Bluesky accepts the deletion of one that is already gone."""
        await self._write("com.atproto.repo.deleteRecord", self._place(native_id))

    def _place(self, native_id: str) -> JSON:
        repo, _, rkey = native_id.partition("/")
        return {"repo": repo, "collection": COLLECTION, "rkey": rkey}

    async def _several(
        self, name: str, parameter: str, wanted: Iterable[str], field: str, key: str
    ) -> dict[str, JSON]:
        every = list(dict.fromkeys(wanted))
        found: dict[str, JSON] = {}
        for start in range(0, len(every), HYDRATED_AT_ONCE):
            answer = await self._read(name, {parameter: every[start : start + HYDRATED_AT_ONCE]})
            found.update({str(one.get(key)): one for one in items(answer, field)})
        return found

    async def _read(self, name: str, wanted: JSON) -> JSON:
        params = DotDict({key: value for key, value in wanted.items() if value is not None})
        return await self._call(lambda: self._client.invoke_query(name, params=params), writing=False)

    async def _write(self, name: str, body: JSON) -> JSON:
        content = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return await self._call(
            lambda: self._client.invoke_procedure(name, content=content, headers=headers), writing=True
        )

    async def _call(self, send: Callable[[], Awaitable[Response]], *, writing: bool) -> JSON:
        """Make a call; if the session has ended, begin another one and repeat it once."""
        session = await self.session()
        try:
            return await self._once(send, writing=writing)
        except Declined as refusal:
            if refusal.code != EXPIRED:
                raise
        if self._session is session:
            self._session = None
        await self.session()
        return await self._once(send, writing=writing)

    async def _once(self, send: Callable[[], Awaitable[Response]], *, writing: bool) -> JSON:
        try:
            content = (await send()).content
        except Exception as error:
            # The cause is dropped: the errors of httpx carry the request, and the request carries our token.
            raise failure(error, self._now(), writing=writing) from None
        if isinstance(content, dict):
            return content
        why = "Bluesky gave no usable answer."
        raise CannotTell(why) if writing else NotSent(why)

    async def _log_in(self) -> None:
        """Begin a session. Atproto refreshes it before it ends, so this happens about once per process."""
        self._wait_for_a_login()
        self._client.update_base_url(self._service_url)
        try:
            await self._client.login(self._identifier, self._password, fetch_bsky_profile=False)
        except Exception as error:
            raise self._login_failed(failure(error, self._now(), writing=False)) from None
        self._logins.append(self._now())
        self._refused = None
        if self._session is not None:
            self._identifier = (
                self._session.did
            )  # the handle in the settings may lead nowhere by the next time

    def _login_failed(self, meaning: NotSent | Declined | CannotTell) -> Exception:
        """Remember what prevents a sign-in: more attempts would only prolong it."""
        now = self._now()
        if isinstance(meaning, Declined):
            self._logins.append(now)
            self._refused = meaning
        elif isinstance(meaning, NotSent) and meaning.retry_after:
            self._busy = now + timedelta(seconds=meaning.retry_after), meaning
        return meaning

    def _wait_for_a_login(self) -> None:
        """Raise NotSent when the account has begun as many sessions lately as it should, or Bluesky asked us to
        wait."""
        if self._busy and (left := (self._busy[0] - self._now()).total_seconds()) > 0:
            raise NotSent(self._busy[1].why, left)
        if len(self._logins) < LOGINS:
            return
        wait = (self._logins[0] + LOGIN_WINDOW - self._now()).total_seconds()
        if wait <= 0:
            return
        if self._refused is not None:
            raise Declined(self._refused.why, self._refused.code)
        raise NotSent("Bluesky ended our session several times. Baton waits before the next one.", wait)

    def _keep(self, _event: SessionEvent, session: Session) -> None:
        self._session = session

    @property
    def scope(self) -> str:
        """Return the scope of the session: that of an app password, or of the account's main password."""
        with suppress(Exception):
            if self._session is not None:
                return str(self._session.access_jwt_payload.scope or "")
        return ""


def items(answer: JSON, field: str) -> list[JSON]:
    """Return the objects in a list of an answer. Raise NotSent when there is no such list."""
    found = answer.get(field)
    if not isinstance(found, list):
        raise NotSent("Bluesky gave no usable answer.")
    return [one for one in found if isinstance(one, dict)]
