"""Who Baton is in this workspace: asked of Slack once, at the first request."""

from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.wire import look
from bot.roles import Home


class Identity(AsyncAuthorize):
    """Answers Bolt's question in whose name a request is handled."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: AuthorizeResult | None = None

    async def __call__(self, **_: Any) -> AuthorizeResult:
        """The bot's own ids and token. Raises NotSent or Declined when Slack does not tell: the request then gets an
        error for an answer and is sent again; Bolt's own way answers 200, and the request is lost."""
        if self._known is None:
            me = await look(self._client.auth_test())
            self._known = AuthorizeResult(
                enterprise_id=me.get("enterprise_id"),
                team_id=me.get("team_id"),
                bot_id=me.get("bot_id"),
                bot_user_id=me.get("user_id"),
                bot_token=self._client.token,
            )
        return self._known

    async def home(self) -> Home:
        """Return the ids of Baton's own workspace and organization. Raises NotSent or Declined."""
        me = await self()
        return Home(me.team_id or "", me.enterprise_id or "")
