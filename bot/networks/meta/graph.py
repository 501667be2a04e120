"""Meta's Graph API: the calls Baton makes, each answered with JSON or one of our errors."""

import hmac
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from bot.delivery import CannotTell, Declined, NotSent
from bot.networks.http import JSON, Caller, HttpResponse
from bot.networks.meta.errors import GONE_CODE, failure

PAGE_SIZE = 100
PAGES = 5
BATCH = 50  # Meta docs: Batch Requests


class Graph:
    """Calls with the Page's token in a header, since URLs end up in logs. The app's proof is sent too (Meta docs:
    Securing Graph API Requests)."""

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
        """Return the answer to a read. Raise NotSent or Declined when it fails."""
        try:
            return await self._call("GET", path, writing=False, params=params)
        except CannotTell as silence:
            raise NotSent(silence.why) from None

    async def post(self, path: str, body: JSON) -> JSON:
        """Return the answer to a write. Raise NotSent, Declined or CannotTell when it fails."""
        return await self._call("POST", path, writing=True, json=body)

    async def delete(self, path: str) -> None:
        await self._call("DELETE", path, writing=True)

    async def walk(self, path: str, **params: str) -> tuple[list[JSON], bool]:
        """Return the objects of an edge, at most PAGES of PAGE_SIZE, and whether those are all."""
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

    async def several(self, native_ids: Sequence[str], fields: str) -> dict[str, JSON | None]:
        """Return posts by their ids, None for one that is gone (Meta docs: Batch Requests). One that Meta did not
        get to, or does not show us, is omitted."""
        found: dict[str, JSON | None] = {}
        for start in range(0, len(native_ids), BATCH):
            some = native_ids[start : start + BATCH]
            asked = [
                {"method": "GET", "relative_url": f"{each}?{urlencode({'fields': fields})}"} for each in some
            ]
            for native_id, part in zip(some, await self._batch(asked), strict=False):
                with suppress(NotSent, Declined):
                    found[native_id] = self._node(part)
        return found

    async def _batch(self, asked: list[JSON]) -> list[Any]:
        try:
            answer = await self._send("POST", "", json={"batch": json.dumps(asked), "include_headers": False})
            parts = answer.data()
            return parts if isinstance(parts, list) else [self._meaning(answer, writing=False)]
        except CannotTell as silence:
            raise NotSent(silence.why) from None

    def _node(self, part: Any) -> JSON | None:
        if not isinstance(part, dict):
            raise NotSent(f"{self._title} did not process this request.")
        answer = HttpResponse(int(part.get("code") or 0), {}, str(part.get("body") or "").encode())
        try:
            return self._meaning(answer, writing=False)
        except CannotTell as silence:
            raise NotSent(silence.why) from None
        except Declined as refusal:
            if refusal.code == GONE_CODE:
                return None
            raise

    async def _call(self, method: str, path: str, *, writing: bool, **request: Any) -> JSON:
        return self._meaning(await self._send(method, path, **request), writing=writing)

    async def _send(self, method: str, path: str, **request: Any) -> HttpResponse:
        params = {**request.pop("params", {}), "appsecret_proof": self._proof}
        url = f"{self._url}/{path}"
        return await self._caller.call(method, url, params=params, headers=self._headers, **request)

    def _meaning(self, answer: HttpResponse, *, writing: bool) -> JSON:
        said = answer.json()
        if answer.fine and said is not None and "error" not in said:
            return said
        if answer.fine and said is None:
            raise CannotTell(f"{self._title}'s answer could not be read.")
        raise failure(self._title, answer, self._now(), writing=writing)
