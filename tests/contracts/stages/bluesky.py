"""Bluesky and a small server of it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType

from bot.networks import SocialNetwork
from bot.networks.bluesky import Bluesky
from tests.contracts.stages import Act, Question, Stage
from tests.wire.bluesky.pds import APP_PASSWORD, Pds, small_bluesky
from tests.wire.bluesky.town import COLLECTION, OURS


class OnBluesky:
    """Bluesky and a small server of it."""

    exempt: Mapping[Question, str] = MappingProxyType({})
    calls_of: Mapping[Act, str] = MappingProxyType(
        {
            "look": "app.bsky.notification.listNotifications",
            "reply": "com.atproto.repo.createRecord",
            "anything": "*",
        }
    )

    def __init__(self, pds: Pds) -> None:
        self._pds = pds
        self._town = pds.town
        self.network: SocialNetwork = Bluesky(OURS, APP_PASSWORD, service_url=pds.url, timeout=2)

    def post(self, author: str, text: str) -> str:
        return _id(self._town.mention(author, text).uri)

    def post_as_us(self, text: str) -> str:
        return _id(self._town.mention(OURS, text).uri)

    def post_closed(self, author: str, text: str) -> str:
        return _id(self._town.mention(author, text, closed=True).uri)

    def delete(self, native_id: str) -> None:
        del self._town.posts[_uri(native_id)]

    def edit(self, native_id: str, text: str) -> None:
        """People cannot, but a program of theirs can write the record anew (putRecord)."""
        record = self._town.posts[_uri(native_id)].record
        record["text"] = f"@{OURS} {text}"

    def address(self, native_id: str) -> str:
        did, _, rkey = native_id.partition("/")
        return f"https://bsky.app/profile/{did}/post/{rkey}"

    def replies(self, native_id: str) -> list[str]:
        return self._town.answers(self._town.posts[_uri(native_id)])

    def fail(self, act: Act, kind: str) -> None:
        self._pds.faults.arm(self.calls_of[act], kind)

    def expire_keys(self) -> None:
        self._pds.revoke()


@asynccontextmanager
async def on_bluesky() -> AsyncIterator[Stage]:
    async with small_bluesky() as pds:
        stage = OnBluesky(pds)
        try:
            yield stage
        finally:
            await stage.network.stop()


def _id(uri: str) -> str:
    return uri.removeprefix("at://").replace(f"{COLLECTION}/", "")


def _uri(native_id: str) -> str:
    did, _, rkey = native_id.partition("/")
    return f"at://{did}/{COLLECTION}/{rkey}"
