"""X and the sandbox's town."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType

from bot.networks import SocialNetwork
from bot.networks.x import X
from sandbox import Sandbox
from tests.contracts.stages import Act, Question, Stage


class OnX:
    """X and the sandbox's town."""

    exempt: Mapping[Question, str] = MappingProxyType({})
    calls_of: Mapping[Act, str] = MappingProxyType(
        {"look": "GET /2/users/*/mentions", "reply": "POST /2/tweets", "anything": "*"}
    )

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._town = sandbox.x
        self.network: SocialNetwork = X(
            "key", "secret", "token", "token-secret", api_url=sandbox.url, timeout=2
        )

    def post(self, author: str, text: str) -> str:
        return self._town.post(author, f"@larkspur_help {text}").id

    def post_as_us(self, text: str) -> str:
        return self._town.post("larkspur_help", f"@larkspur_help {text}").id

    def post_closed(self, author: str, text: str) -> str:
        return self._town.post(author, f"@larkspur_help {text}", reply_settings="following").id

    def delete(self, native_id: str) -> None:
        self._town.delete(native_id)

    def edit(self, native_id: str, text: str) -> None:
        self._town.edit(native_id, f"@larkspur_help {text}")

    def address(self, native_id: str) -> str:
        return f"https://x.com/somebody/status/{native_id}"

    def replies(self, native_id: str) -> list[str]:
        return [post.typed for post in self._town.replies_to(native_id)]

    def fail(self, act: Act, kind: str) -> None:
        self._sandbox.faults.arm(self.calls_of[act], kind, seconds=30)

    def expire_keys(self) -> None:
        self._town.logins.revoked.add("token")


@asynccontextmanager
async def on_x() -> AsyncIterator[Stage]:
    sandbox = Sandbox()
    await sandbox.start()
    stage = OnX(sandbox)
    try:
        yield stage
    finally:
        await stage.network.stop()
        await sandbox.stop()
