"""X's API through tweepy: the calls Baton makes, each answered with X's JSON or one of our errors."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp
import structlog
from tweepy.asynchronous import AsyncClient
from yarl import URL

from bot.delivery import CannotTell, Declined, NotSent
from bot.networks.x.errors import GONE_CODES, failure, refused, words_of_bad_request
from bot.networks.x.vocabulary import TWEETS, as_tweets, other

JSON = dict[str, Any]
Ask = Callable[[], Awaitable[Any]]

log = structlog.get_logger(__name__)

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
    "media_fields": ["alt_text", "preview_image_url", "type", "url"],
    "expansions": ["attachments.media_keys", "author_id", "referenced_tweets.id"],
}


class XClient(AsyncClient):  # type: ignore[misc]
    """tweepy's client, which knows only the names of tweets, adapted to send those of `vocabulary`."""

    vocabulary = TWEETS

    def _process_params(self, params: Mapping[str, Any], endpoint_parameters: Collection[str]) -> JSON:
        """Rename before tweepy signs: the signature is over the parameters too."""
        return self.vocabulary.of(super()._process_params(params, endpoint_parameters))


class XApi:
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
        self._session = HttpSession(api_url, timeout)
        # Without wait_on_rate_limit tweepy raises on a 429; with it, it would sleep here for up to a day.
        self._client = XClient(
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
        return await self._one(partial(self._client.get_me, user_fields=["username"], user_auth=True))

    async def mentions(self, user_id: str, **page: Any) -> JSON:
        """Return a page of the posts that mention this user, newest first."""
        ask = partial(self._client.get_users_mentions, user_id, max_results=PAGE_SIZE, user_auth=True)
        return await self._several(partial(ask, **POST_FIELDS, **page))

    async def search(self, query: str, *, pagination_token: str | None = None, **page: Any) -> JSON:
        """Return a page of the posts of the last seven days that a query finds, newest first."""
        if pagination_token is not None:
            page["next_token"] = pagination_token  # the same thing, by the name it has here
        as_user = {"max_results": PAGE_SIZE, "user_auth": self._search_as_user}
        return await self._several(
            partial(self._client.search_recent_tweets, query, **as_user, **POST_FIELDS, **page)
        )

    async def posts_by(self, user_id: str, **page: Any) -> JSON:
        """Return a page of this user's own posts, newest first."""
        fields = {"tweet_fields": POST_FIELDS["tweet_fields"]}
        ask = partial(self._client.get_users_tweets, user_id, max_results=PAGE_SIZE, user_auth=True)
        return await self._several(partial(ask, **fields, **page))

    async def post(self, native_id: str) -> JSON:
        return await self._one(partial(self._client.get_tweet, native_id, user_auth=True, **POST_FIELDS))

    async def posts(self, native_ids: list[str]) -> JSON:
        """Return up to a hundred posts by their ids; those X does not show are listed as errors.

        Raise NotSent when the answer has no data.
        """
        answer = await self._read(partial(self._client.get_tweets, native_ids, user_auth=True, **POST_FIELDS))
        if "data" in answer or "errors" in answer:
            return answer
        raise _without_data(answer)

    async def users(self, user_ids: list[str]) -> JSON:
        """Return up to a hundred accounts by their ids; those X does not show are listed as errors.

        Raise NotSent when the answer has no data.
        """
        answer = await self._read(partial(self._client.get_users, ids=user_ids, user_auth=True))
        if "data" in answer or "errors" in answer:
            return answer
        raise _without_data(answer)

    async def delete(self, native_id: str) -> None:
        """Delete a post of ours; one that is already gone is fine. Raise NotSent, Declined or CannotTell when that
        fails."""
        try:
            answer = await self._client.delete_tweet(native_id, user_auth=True)
        except Exception as error:
            meaning = failure(error, self._now(), writing=True)
            if not _is_gone(meaning):
                raise meaning from None
            return
        if answer.get("errors") and not _is_gone(refusal := _without_data(answer)):
            raise refusal

    async def reply(self, native_id: str, text: str) -> str:
        """Post a reply and return its id. Raise NotSent, Declined or CannotTell when that fails."""
        call = self._client.create_tweet(text=text, in_reply_to_tweet_id=native_id, user_auth=True)
        try:
            return str((await call)["data"]["id"])
        except Exception as error:
            raise failure(error, self._now(), writing=True) from None

    async def _one(self, ask: Ask) -> JSON:
        answer = await self._read(ask)
        if isinstance(answer.get("data"), dict):
            return answer
        raise _without_data(answer)

    async def _several(self, ask: Ask) -> JSON:
        answer = await self._read(ask)
        if isinstance(answer.get("data"), list) or ("meta" in answer and "data" not in answer):
            return answer
        raise _without_data(answer)

    async def _read(self, ask: Ask) -> JSON:
        """Make a read call; repeat it once with X's other names for posts if X rejects the first ones."""
        answer = await self._asked(ask)
        if isinstance(answer, dict) and self._client.vocabulary.is_understood(answer):
            return as_tweets(answer)
        self._switch("X does not understand the others")
        again = await self._asked(ask)  # X bills a post once a day
        if isinstance(again, dict) and self._client.vocabulary.is_understood(again):
            return as_tweets(again)
        self._switch("X understands the others no better")
        if isinstance(answer, Exception):
            raise answer
        return as_tweets(answer)

    async def _asked(self, ask: Ask) -> JSON | NotSent | Declined | CannotTell:
        """Return X's answer, or its refusal of the names we sent. Raise NotSent or Declined for any other failure."""
        try:
            return dict(await ask())
        except Exception as error:
            # The cause is dropped: aiohttp's errors carry the request, and the request carries our keys.
            meaning = failure(error, self._now(), writing=False)
            if not self._client.vocabulary.is_refused(words_of_bad_request(error)):
                raise meaning from None
            return meaning

    def _switch(self, why: str) -> None:
        self._client.vocabulary = other(self._client.vocabulary)
        log.warning("x_names_changed", sending=self._client.vocabulary.fields, why=why)


class HttpSession:
    """A shared aiohttp session for tweepy, which supports neither another host nor a timeout."""

    def __init__(self, api_url: str, timeout: float) -> None:
        self._api_url = api_url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=min(CONNECT_SECONDS, timeout))
        self._session: aiohttp.ClientSession | None = None

    def request(self, method: str, url: str | URL, **more: Any) -> Any:
        """Return aiohttp's `request` for our `api_url`; redirects are not followed."""
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
    """Return the outcome for a 200 that contains only errors (X docs: Response codes), or not even these."""
    first = next(iter(answer.get("errors") or []), None)
    if not isinstance(first, dict):
        return NotSent("X gave no usable answer.")
    kind = str(first.get("type", "")).rpartition("/")[2]
    return refused(str(first.get("detail") or first.get("title") or ""), kind)


def _is_gone(meaning: Exception) -> bool:
    return isinstance(meaning, Declined) and meaning.code in GONE_CODES
