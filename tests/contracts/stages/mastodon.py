"""Mastodon and a small instance of it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType

from bot.networks import SocialNetwork
from bot.networks.mastodon import Mastodon
from tests.contracts.stages import Act, Question, Stage
from tests.wire.mastodon.instance import TOKEN, US, Instance, running_instance


class OnMastodon:
    """Mastodon and a small instance of it."""

    exempt: Mapping[Question, str] = MappingProxyType({})
    calls_of: Mapping[Act, str] = MappingProxyType(
        {"look": "GET /api/v1/notifications", "reply": "POST /api/v1/statuses", "anything": ""}
    )

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self.network: SocialNetwork = Mastodon(instance.url, TOKEN, timeout=3)

    def post(self, author: str, text: str) -> str:
        return self._instance.post(author, f"@{US} {text}")

    def post_as_us(self, text: str) -> str:
        native_id = self._instance.post(US, text)
        self._instance.notify("status", native_id)
        return native_id

    def post_closed(self, author: str, text: str) -> str:
        native_id = self.post(author, text)
        self._instance.hide(native_id)
        return native_id

    def delete(self, native_id: str) -> None:
        self._instance.delete(native_id)

    def edit(self, native_id: str, text: str) -> None:
        self._instance.edit(native_id, f"@{US} {text}")

    def address(self, native_id: str) -> str:
        return f"{self._instance.url}/@mira_bakes/{native_id}"

    def replies(self, native_id: str) -> list[str]:
        typed = [self._instance.typed[post["id"]] for post in self._instance.replies_to(native_id)]
        return [text.removeprefix("@mira_bakes ").removeprefix("@tomas_w ") for text in typed]

    def fail(self, act: Act, kind: str) -> None:
        self._instance.fail(self.calls_of[act], kind)

    def expire_keys(self) -> None:
        self._instance.tokens.clear()


@asynccontextmanager
async def on_mastodon() -> AsyncIterator[Stage]:
    async with running_instance() as instance:
        stage = OnMastodon(instance)
        try:
            yield stage
        finally:
            await stage.network.stop()
