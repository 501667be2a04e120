"""The webhook, a tool that brings posts, and the callback that takes replies."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from bot.networks import HookCall, SocialNetwork
from bot.networks.webhook import Webhook
from bot.networks.webhook.signature import signed
from tests.contracts.stages import Act, Question, Stage
from tests.wire.webhook.receiver import SECRET, Receiver


class OnWebhook:
    """A tool of Larkspur's that is called "web"."""

    exempt: Mapping[Question, str] = MappingProxyType(
        {
            "address": "a post's address is whatever its tool says; no id can be read from it",
            "fetch": "it brings posts, nobody can ask it for one",
            "start": "a tool may act upon any call, so none is made to see whether it is there",
        }
    )
    calls_of: Mapping[Act, str] = MappingProxyType(
        {"look": "GET /reply", "reply": "POST /reply", "anything": "*"}
    )

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._sent: list[dict[str, Any]] = []
        self._times_asked = 0
        self.network: SocialNetwork = Webhook(
            SECRET, callback_url=receiver.url, account="@larkspur_help", timeout=2
        )

    def post(self, author: str, text: str) -> str:
        native_id = str(len(self._sent) + 1)
        self._sent.append(
            {
                "id": native_id,
                "author": {"name": author, "handle": author},
                "text": text,
                "url": self.address(f"web/{native_id}"),
            }
        )
        return f"web/{native_id}"

    def post_as_us(self, text: str) -> str:
        return self.post("larkspur_help", text)

    def post_closed(self, author: str, text: str) -> str:
        native_id = self.post(author, text)
        self._receiver.closed.add(native_id.removeprefix("web/"))
        return native_id

    def delete(self, native_id: str) -> None:
        self._receiver.gone.add(native_id.removeprefix("web/"))
        self._sent.append({"id": native_id.removeprefix("web/"), "deleted": True})

    def edit(self, native_id: str, text: str) -> None:
        before = next(post for post in self._sent if f"web/{post['id']}" == native_id)
        self._sent.append({**before, "text": text, "edited": True})

    def address(self, native_id: str) -> str:
        return f"https://forms.larkspur.example/posts/{native_id}"

    def replies(self, native_id: str) -> list[str]:
        return self._receiver.replies(native_id.removeprefix("web/"))

    def fail(self, act: Act, kind: str) -> None:
        self._receiver.trouble.arm(self.calls_of[act], kind)

    def expire_keys(self) -> None:
        self._receiver.knows_us = False

    def calls(self) -> Sequence[HookCall]:
        """Each time it is asked the tool signs anew, as one has to that sends something again."""
        self._times_asked += 1
        at = datetime.now(UTC) + timedelta(seconds=self._times_asked)
        return [_call(post, SECRET, at) for post in self._sent]

    def forged(self) -> HookCall:
        return _call(
            {"id": "7", "author": {"name": "Mira"}, "text": "hello"}, "another secret", datetime.now(UTC)
        )


def _call(post: dict[str, Any], secret: str, at: datetime) -> HookCall:
    body = json.dumps(post).encode()
    headers = {name.lower(): value for name, value in signed(secret, body, at).items()}
    return HookCall("POST", "", {}, headers, body)


@asynccontextmanager
async def on_webhook() -> AsyncIterator[Stage]:
    receiver = Receiver()
    await receiver.start()
    stage = OnWebhook(receiver)
    try:
        yield stage
    finally:
        await stage.network.stop()
        await receiver.stop()
