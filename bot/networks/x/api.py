"""X's API through tweepy: the few calls Baton makes, each answered with X's JSON or one of our errors."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import aiohttp
from tweepy.asynchronous import AsyncClient
from yarl import URL

from bot.job import Declined, NotSent
from bot.networks.x.failures import failure, refused

JSON = dict[str, Any]

HOST_OF_TWEEPY = "https://api.twitter.com"
CONNECT_SECONDS = 5.0
PAGE_SIZE = 100

POST_FIELDS = {
    "tweet_fields": [
        "attachments",
        "author_id",
        "conversation_id",
        "created_at",
        "edit_history_tweet_ids",
        "entities",
        "note_tweet",
        "referenced_tweets",
    ],
    "user_fields": ["name", "public_metrics", "username"],
    "media_fields": ["preview_image_url", "type", "url"],
    "expansions": ["attachments.media_keys", "author_id", "referenced_tweets.id"],
}


class Api:
    """The calls. Reads raise NotSent or Declined; the one write raises CannotTell too."""

    def __init__(
        self,
        consumer_key: str,
        consumer_secret: str,
        access_token: str,
        access_token_secret: str,
        *,
        bearer_token: str | None,
        api_url: str,
        timeout: float,
        now: Callable[[], datetime],
    ) -> None:
        self._now = now
        self._search_as_user = bearer_token is None
        self._session = Session(api_url, timeout)
        # Without wait_on_rate_limit tweepy raises on a 429; with it, it would sleep here for up to a day.
        self._client = AsyncClient(
            bearer_token,
            consumer_key,
            consumer_secret,
            access_token,
            access_token_secret,
            return_type=dict,
            wait_on_rate_limit=False,
        )
        self._client.session = self._session

    async def close(self) -> None:
        await self._session.close()

    async def me(self) -> JSON:
        return await self._one(self._client.get_me(user_fields=["username"], user_auth=True))

    async def mentions(self, user_id: str, **page: Any) -> JSON:
        """A page of the posts that name this user, newest first."""
        call = self._client.get_users_mentions(
            user_id, max_results=PAGE_SIZE, user_auth=True, **POST_FIELDS, **page
        )
        return await self._several(call)

    async def search(self, query: str, *, pagination_token: str | None = None, **page: Any) -> JSON:
        """A page of the posts of the last seven days that a query finds, newest first."""
        if pagination_token is not None:
            page["next_token"] = pagination_token  # the same thing, by the name it has here
        call = self._client.search_recent_tweets(
            query, max_results=PAGE_SIZE, user_auth=self._search_as_user, **POST_FIELDS, **page
        )
        return await self._several(call)

    async def posts_by(self, user_id: str, **page: Any) -> JSON:
        """A page of this user's own posts, newest first."""
        fields = {"tweet_fields": POST_FIELDS["tweet_fields"]}
        call = self._client.get_users_tweets(user_id, max_results=PAGE_SIZE, user_auth=True, **fields, **page)
        return await self._several(call)

    async def post(self, native_id: str) -> JSON:
        return await self._one(self._client.get_tweet(native_id, user_auth=True, **POST_FIELDS))

    async def posts(self, native_ids: list[str]) -> JSON:
        """Up to a hundred posts by their ids; those X does not show are named among the errors."""
        answer = await self._read(self._client.get_tweets(native_ids, user_auth=True, **POST_FIELDS))
        if "data" in answer or "errors" in answer:
            return answer
        raise _without_data(answer)

    async def delete(self, native_id: str) -> None:
        """Delete a post of ours; one that is gone is no fault."""
        try:
            await self._client.delete_tweet(native_id, user_auth=True)
        except Exception as error:
            raise failure(error, self._now(), writing=True) from None

    async def reply(self, native_id: str, text: str) -> str:
        """Post a reply; the new post's id comes back."""
        call = self._client.create_tweet(text=text, in_reply_to_tweet_id=native_id, user_auth=True)
        try:
            return str((await call)["data"]["id"])
        except Exception as error:
            raise failure(error, self._now(), writing=True) from None

    async def _one(self, call: Awaitable[Any]) -> JSON:
        answer = await self._read(call)
        if isinstance(answer.get("data"), dict):
            return answer
        raise _without_data(answer)

    async def _several(self, call: Awaitable[Any]) -> JSON:
        answer = await self._read(call)
        if isinstance(answer.get("data"), list) or ("meta" in answer and "data" not in answer):
            return answer
        raise _without_data(answer)

    async def _read(self, call: Awaitable[Any]) -> JSON:
        try:
            answer = dict(await call)
        except Exception as error:
            # The cause is dropped: aiohttp's errors carry the request, and the request carries our keys.
            raise failure(error, self._now(), writing=False) from None
        return answer


class Session:
    """One shared aiohttp session for tweepy, which knows neither another host nor a timeout of its own."""

    def __init__(self, api_url: str, timeout: float) -> None:
        self._api_url = api_url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=min(CONNECT_SECONDS, timeout))
        self._session: aiohttp.ClientSession | None = None

    def request(self, method: str, url: str | URL, **more: Any) -> Any:
        """What aiohttp's own `request` gives, aimed at our `api_url`; no redirect is followed."""
        aimed = URL(str(url).replace(HOST_OF_TWEEPY, self._api_url, 1), encoded=True)
        return self._open().request(method, aimed, allow_redirects=False, **more)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        return self._session


def _without_data(answer: JSON) -> Declined | NotSent:
    """What a 200 means that holds errors only (X docs: Response codes), or not even these."""
    first = next(iter(answer.get("errors") or []), None)
    if not isinstance(first, dict):
        return NotSent("X gave no usable answer.")
    kind = str(first.get("type", "")).rpartition("/")[2]
    return refused(str(first.get("detail") or first.get("title") or ""), kind)
