"""Mastodon's API through Mastodon.py: the calls Baton makes, each answered with JSON or one of our errors."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import requests
from mastodon import Mastodon as Client

from bot.delivery import NotSent
from bot.networks.mastodon.errors import NoRoute, failure, refuse
from bot.networks.mastodon.posts import JSON

CALLS_AT_ONCE = 4
# The page size of every version (Mastodon docs: Notifications, Timelines). A larger one would slow polls down, since
# a reply in a thread that is not cached costs another call.
PAGE_OF_NOTIFICATIONS = 30
PAGE_OF_POSTS = 40
KINDS = ["mention", "status", "quote", "update"]


class MastodonApi:
    """The calls. Mastodon.py is synchronous: each call runs in a thread, a few at a time.

    Reads raise NotSent or Declined; writes raise CannotTell too.
    """

    def __init__(self, url: str, access_token: str, *, timeout: float, now: Callable[[], datetime]) -> None:
        self._now = now
        self._patience = (
            2 * timeout
        )  # `timeout` bounds each silence, this the whole of an answer that trickles in
        self._session = requests.Session()  # it tries nothing again by itself
        self._session.trust_env = False
        # Without this header Mastodon answers unknown calls with an HTML page.
        self._session.headers["Accept"] = "application/json"
        self._session.hooks["response"].append(refuse)
        self._at_once = asyncio.Semaphore(CALLS_AT_ONCE)
        # The default would sleep in the thread until calls are accepted again. The language is that of refusals.
        self._client = Client(
            access_token=access_token,
            api_base_url=url,
            ratelimit_method="throw",
            request_timeout=timeout,
            session=self._session,
            user_agent="baton",
            lang="en",
        )

    def close(self) -> None:
        self._session.close()

    async def me(self) -> JSON:
        return await self._one(self._client.account_verify_credentials)

    async def instance(self) -> JSON:
        """Return the instance's description; before Mastodon 4.0 it is at another path."""
        try:
            return await self._one(self._client.instance_v2)
        except NoRoute:
            return await self._one(self._client.instance_v1)

    async def account(self, account_id: str) -> JSON:
        return await self._one(self._client.account, account_id)

    async def relationships(self, account_ids: list[str]) -> list[Any]:
        """Return the relationships of our account with these: who blocks or follows whom."""
        return await self._several(self._client.account_relationships, account_ids)

    async def policy(self) -> JSON:
        """Return whose notifications are held back (Mastodon 4.3 and later)."""
        return await self._one(self._client.notifications_policy)

    async def notifications(self, since: str) -> list[Any]:
        """Return the oldest notifications after `since`, newest first."""
        return await self._several(
            self._client.notifications, min_id=since, types=KINDS, limit=PAGE_OF_NOTIFICATIONS
        )

    async def latest_notification(self) -> list[Any]:
        return await self._several(self._client.notifications, types=KINDS, limit=1)

    async def tagged(self, tag: str, since: str) -> list[Any]:
        """Return the oldest posts with a hashtag after `since`, newest first."""
        return await self._several(self._client.timeline_hashtag, tag, min_id=since, limit=PAGE_OF_POSTS)

    async def latest_tagged(self, tag: str) -> list[Any]:
        return await self._several(self._client.timeline_hashtag, tag, limit=1)

    async def posts_by(self, account_id: str, before: str | None) -> list[Any]:
        """Return a page of an account's posts, newest first."""
        return await self._several(
            self._client.account_statuses,
            account_id,
            exclude_reblogs=True,
            max_id=before,
            limit=PAGE_OF_POSTS,
        )

    async def post(self, native_id: str) -> JSON:
        return await self._one(self._client.status, native_id)

    async def posts(self, native_ids: list[str]) -> list[Any]:
        """Return those of these posts (at most 20) that we may see, in any order (Mastodon 4.3 and later)."""
        return await self._several(self._client.statuses, native_ids)

    async def ancestors(self, native_id: str) -> list[Any]:
        """Return the posts above a post, from the root on."""
        return list((await self._one(self._client.status_context, native_id)).get("ancestors") or [])

    async def context(self, native_id: str) -> JSON:
        """Return the posts above and below a post that the instance shows us."""
        return await self._one(self._client.status_context, native_id)

    async def descendants(self, native_id: str) -> list[Any]:
        """Return the posts under a post that the instance shows us."""
        found = (await self._one(self._client.status_context, native_id)).get("descendants") or []
        return [post for post in found if isinstance(post, dict)]

    async def source(self, native_id: str) -> str | None:
        """Return the text of a post of ours as we sent it; None if the instance does not keep it."""
        try:
            return str((await self._one(self._client.status_source, native_id)).get("text") or "")
        except NoRoute:
            return None

    async def resolve(self, url: str) -> list[Any]:
        """Return our instance's copy of the post at a URL on another instance; it fetches the post if necessary."""
        find = partial(self._client.search_v2, resolve=True, result_type="statuses", exclude_unreviewed=False)
        return list((await self._one(find, url)).get("statuses") or [])

    async def reply(self, text: str, *, to: str, visibility: str, key: str) -> JSON:
        """Post a reply. Within an hour the same key returns the same post."""
        where = {"in_reply_to_id": to, "visibility": visibility}
        call = partial(self._client.status_post, text, idempotency_key=key, **where)
        sent: JSON = await self._call(call, writing=True)
        return sent

    async def edit(self, native_id: str, text: str) -> JSON:
        edited: JSON = await self._call(self._client.status_update, native_id, text, writing=True)
        return edited

    async def delete(self, native_id: str) -> None:
        await self._call(self._client.status_delete, native_id, writing=True)

    async def _one(self, call: Callable[..., Any], *given: Any, **named: Any) -> JSON:
        answer = await self._call(call, *given, **named)
        if isinstance(answer, dict):
            return answer
        raise NotSent("Mastodon gave no usable answer.")

    async def _several(self, call: Callable[..., Any], *given: Any, **named: Any) -> list[Any]:
        answer = await self._call(call, *given, **named)
        if isinstance(answer, list) and all(isinstance(one, dict) for one in answer):
            return answer
        raise NotSent("Mastodon gave no usable answer.")

    async def _call(self, call: Callable[..., Any], *given: Any, writing: bool = False, **named: Any) -> Any:
        try:
            async with self._at_once, asyncio.timeout(self._patience):
                return await asyncio.to_thread(call, *given, **named)
        except Exception as error:
            # The cause is dropped: the errors of requests carry the request, and the request carries our token.
            raise failure(error, self._now(), writing=writing) from None
