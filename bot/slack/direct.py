"""The channels of direct messages: opened once for each person."""

from cachetools import LRUCache
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import fetch

KEPT = 1_000


class DirectMessages:
    """The direct message channels of Baton by person. They never change, so each is asked for once."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: LRUCache[str, str] = LRUCache(KEPT)

    async def __call__(self, person: str) -> str:
        """Return the id of the channel; Slack opens it if there is none. Raise NotSent or Declined.

        Source: https://docs.slack.dev/reference/methods/conversations.open
        """
        if person not in self._known:
            answer = await fetch(self._client.conversations_open(users=person))
            self._known[person] = str(answer["channel"]["id"])
        return self._known[person]
