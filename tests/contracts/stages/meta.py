"""Facebook and Instagram, and a small Meta that delivers to us and takes our calls."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from types import MappingProxyType

from bot.networks import HookCall, SocialNetwork
from bot.networks.meta import Meta
from bot.networks.meta.platforms import FACEBOOK, INSTAGRAM
from tests.contracts.stages import Act, Question, Stage
from tests.wire.meta.graph import (
    APP_SECRET,
    INSTAGRAM_ID,
    PAGE_ID,
    TOKEN,
    VERIFY_TOKEN,
    VERSION,
    Kind,
    SmallMeta,
    delivered,
)

WAIT = "Meta counts waiting in minutes, which tests/bot/networks/test_meta.py looks at"


class OnMeta:
    """Comments on one side of Meta."""

    def __init__(self, meta: SmallMeta, kind: Kind) -> None:
        self._meta = meta
        self._kind: Kind = kind
        side, ours, edge = (
            (FACEBOOK, PAGE_ID, "comments") if kind == "facebook" else (INSTAGRAM, INSTAGRAM_ID, "replies")
        )
        address: dict[Question, str] = {"address": "its addresses hold no id that its API takes"}
        self.exempt: Mapping[Question, str] = MappingProxyType(
            {"wait": WAIT, **(address if kind == "instagram" else {})}
        )
        self._calls_of: Mapping[Act, str] = {
            "reply": f"POST /{VERSION}/*/{edge}",
            "look": "GET *",
            "anything": "*",
        }
        self.network: SocialNetwork = Meta(
            side, ours, PAGE_ID, TOKEN, APP_SECRET, VERIFY_TOKEN, graph_url=meta.url, timeout=2
        )

    def post(self, author: str, text: str) -> str:
        return self._meta.comment(self._kind, author, text)

    def post_as_us(self, text: str) -> str:
        return self._meta.comment_as_us(self._kind, text)

    def post_closed(self, author: str, text: str) -> str:
        return self._meta.comment(self._kind, author, text, closed=True)

    def delete(self, native_id: str) -> None:
        self._meta.delete(native_id)

    def edit(self, native_id: str, text: str) -> None:
        self._meta.edit(native_id, text)

    def address(self, native_id: str) -> str:
        return f"https://www.facebook.com/{native_id}"

    def replies(self, native_id: str) -> list[str]:
        return self._meta.replies_to(native_id)

    def fail(self, act: Act, kind: str) -> None:
        self._meta.trouble.arm(self._calls_of[act], kind)

    def expire_keys(self) -> None:
        self._meta.token = "another one"

    def calls(self) -> Sequence[HookCall]:
        return [delivered(delivery) for delivery in self._meta.deliveries]

    def forged(self) -> HookCall:
        self._meta.comment(self._kind, "mira_bakes", "hello")
        return delivered(self._meta.deliveries[-1], "another secret")


@asynccontextmanager
async def _on(kind: Kind) -> AsyncIterator[Stage]:
    meta = SmallMeta()
    await meta.start()
    stage = OnMeta(meta, kind)
    try:
        yield stage
    finally:
        await stage.network.stop()
        await meta.stop()


on_facebook = partial(_on, "facebook")
on_instagram = partial(_on, "instagram")
