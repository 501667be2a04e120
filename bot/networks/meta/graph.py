"""Meta's Graph API: the few calls Baton makes, each answered with JSON or one of our errors."""

import hmac
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.job import CannotTell, NotSent
from bot.networks.calls import JSON, Caller
from bot.networks.meta.failures import failure

PAGE_SIZE = 100
PAGES = 5


class Graph:
    """Calls with the Page's token, which stands in a header: addresses reach logs. The app's proof goes along
    (Meta docs: Securing Graph API Requests)."""

    def __init__(
        self,
        title: str,
        url: str,
        token: str,
        app_secret: str,
        *,
        timeout: float,
        now: Callable[[], datetime],
    ) -> None:
        self._title = title
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._proof = hmac.digest(app_secret.encode(), token.encode(), "sha256").hex()
        self._caller = Caller(title, timeout)
        self._now = now

    async def close(self) -> None:
        await self._caller.close()

    async def get(self, path: str, **params: str) -> JSON:
        """Raises NotSent or Declined."""
        try:
            return await self._call("GET", path, writing=False, params=params)
        except CannotTell as silence:
            raise NotSent(silence.why) from None

    async def post(self, path: str, body: JSON) -> JSON:
        """Raises NotSent, Declined or CannotTell."""
        return await self._call("POST", path, writing=True, json=body)

    async def delete(self, path: str) -> None:
        await self._call("DELETE", path, writing=True)

    async def walk(self, path: str, **params: str) -> tuple[list[JSON], bool]:
        """What an edge leads to, at most PAGES of PAGE_SIZE, and whether that is all of it."""
        found: list[JSON] = []
        given = {**params, "limit": str(PAGE_SIZE)}
        for _ in range(PAGES):
            answer = await self.get(path, **given)
            found += [node for node in answer.get("data") or [] if isinstance(node, dict)]
            paging = answer.get("paging") or {}
            if not paging.get("next"):
                return found, True
            given["after"] = str((paging.get("cursors") or {}).get("after") or "")
        return found, False

    async def _call(self, method: str, path: str, *, writing: bool, **request: Any) -> JSON:
        params = {**request.pop("params", {}), "appsecret_proof": self._proof}
        answer = await self._caller.call(
            method, f"{self._url}/{path}", params=params, headers=self._headers, **request
        )
        said = answer.json()
        if answer.fine and said is not None and "error" not in said:
            return said
        if answer.fine and said is None:
            raise CannotTell(f"{self._title}'s answer could not be read.")
        raise failure(self._title, answer, self._now(), writing=writing)
