"""Discord and the sandbox's guild: once in a text channel, once in a forum where every post is a thread."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType

from bot.networks import SocialNetwork
from bot.networks.discord import Discord
from bot.networks.discord.ids import native_id, split
from sandbox import Sandbox
from sandbox.discord import SEND, TOKEN, Channel, Message
from tests.contracts.stages import Act, Question, Stage

API = "/discord/api/v10"


class OnDiscord:
    """One channel of the guild, watched."""

    exempt: Mapping[Question, str] = MappingProxyType({})
    calls_of: Mapping[Act, str] = MappingProxyType(
        {
            "look": f"GET {API}/channels/*/messages",
            "reply": f"POST {API}/channels/*/messages",
            "anything": f"* {API}/*",
        }
    )

    def __init__(self, sandbox: Sandbox, channel: Channel) -> None:
        self._sandbox = sandbox
        self.guild = sandbox.discord
        self.network: SocialNetwork = Discord(
            TOKEN, channels=[channel.id], api_url=sandbox.discord_url, timeout=2
        )

    def post(self, author: str, text: str) -> str:
        return _id(self.guild.post(author, text))

    def post_as_us(self, text: str) -> str:
        return self.post("larkspur_help", text)

    def post_closed(self, author: str, text: str) -> str:
        self.guild.help.denied = SEND
        return self.post(author, text)

    def delete(self, native_id: str) -> None:
        self.guild.delete(split(native_id)[1])

    def edit(self, native_id: str, text: str) -> None:
        self.guild.edit(split(native_id)[1], text)

    def address(self, native_id: str) -> str:
        return f"https://discord.com/channels/{self.guild.id}/{native_id.replace('-', '/')}"

    def replies(self, native_id: str) -> list[str]:
        return [message.text for message in self.guild.replies_to(split(native_id)[1])]

    def fail(self, act: Act, kind: str) -> None:
        self._sandbox.faults.arm(self.calls_of[act], kind, seconds=30)

    def expire_keys(self) -> None:
        self.guild.revoked.add(TOKEN)


class InAForum(OnDiscord):
    """The same in a forum."""

    def post(self, author: str, text: str) -> str:
        return _id(self.guild.forum_post(author, "A question", text))

    def post_closed(self, author: str, text: str) -> str:
        post = self.guild.forum_post(author, "A question", text)
        self.guild.archive(post.channel.id, locked=True)
        return _id(post)


def _id(message: Message) -> str:
    return native_id(message.channel.id, message.id)


@asynccontextmanager
async def in_a_text_channel() -> AsyncIterator[Stage]:
    async with running_sandbox() as sandbox, _stopped(OnDiscord(sandbox, sandbox.discord.help)) as stage:
        yield stage


@asynccontextmanager
async def in_a_forum() -> AsyncIterator[Stage]:
    async with running_sandbox() as sandbox, _stopped(InAForum(sandbox, sandbox.discord.questions)) as stage:
        yield stage


@asynccontextmanager
async def running_sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@asynccontextmanager
async def _stopped(stage: OnDiscord) -> AsyncIterator[Stage]:
    try:
        yield stage
    finally:
        await stage.network.stop()
