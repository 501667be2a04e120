"""The Slack side against the sandbox's Slack, with everything that can be asked of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case.model import Case, Thread
from bot.routing import read_rules
from bot.slack.client import open_client
from bot.slack.desk import SlackDesk
from bot.slack.views.blocks import line, message, rich
from sandbox import Sandbox
from tests.bot.slack.views.samples import WAITING

CARD_KEY, POST_KEY = "1042@slack/1/show", "alert/1/post"
HELLO = message(rich(line("Hello")))
# Seconds: a desk that waits long enough on a busy machine, and one for answers that come too late.
PATIENCE, LITTLE_PATIENCE, TOO_LATE = 10, 0.6, 1.0

Act = Callable[["World", bool], Awaitable[Any]]


@dataclass
class Clock:
    """The real time, moved on by hand."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class World:
    """A desk before the sandbox's Slack, with one case whose card stands in #service."""

    sandbox: Sandbox
    desk: SlackDesk
    hurried: SlackDesk
    clock: Clock
    case: Case = WAITING
    thread: Thread = field(default_factory=lambda: Thread("", "", ""))

    def arm(self, method: str, fault: str) -> None:
        """Make the next call of `method` fail in this way; for late answers use a client that does not wait."""
        self.sandbox.faults.arm(method, fault, seconds=TOO_LATE)
        self.desk = self.hurried if fault.startswith("slow") else self.desk

    def messages(self, channel: str = "C0SERVICE") -> list[dict[str, Any]]:
        return [each.as_json() for each in self.sandbox.slack.channels[channel].messages.values()]

    def pings(self) -> list[str]:
        return [ping.who for ping in self.sandbox.slack.pings]

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [call.arguments for call in self.sandbox.slack.calls(method)]

    def carrying(self, key: str) -> list[dict[str, Any]]:
        """Return the messages anywhere whose metadata has the key."""
        everywhere = [each for channel in self.sandbox.slack.channels for each in self.messages(channel)]
        return [each for each in everywhere if each.get("metadata", {}).get("event_payload") == {"key": key}]


RULES = read_rules(
    "{teams: {service: {channel: service, title: Service desk}, marketing: {channel: social}},"
    " marketing: marketing, default: {team: service}}"
)


@asynccontextmanager
async def open_world(*, limits: bool = False) -> AsyncIterator[World]:
    sandbox, clock = Sandbox(limits=limits), Clock()
    await sandbox.start()
    try:
        url = f"{sandbox.url}/api/"
        async with (
            open_client(sandbox.slack.bot_token, url, PATIENCE) as client,
            open_client(sandbox.slack.bot_token, url, LITTLE_PATIENCE) as hurried,
        ):
            patient, impatient = (
                SlackDesk(each, rules=lambda: RULES, now=clock) for each in (client, hurried)
            )
            case = replace(WAITING, opened_at=clock(), thread=None)
            yield World(sandbox, patient, impatient, clock, case)
    finally:
        await sandbox.stop()


async def show(world: World, again: bool) -> Any:
    return await world.desk.show(world.case, key="1042@slack/9/show", again=again)


async def say(world: World, again: bool) -> Any:
    return await world.desk.say(world.thread, HELLO, key="1042@slack/9/say", again=again)


async def post(world: World, again: bool) -> Any:
    return await world.desk.post("#baton-alerts", HELLO, key="alert/9/post", again=again)


async def edit(world: World, again: bool) -> Any:
    await world.desk.edit(world.thread, world.thread.ts, HELLO)


async def redraw(world: World, again: bool) -> Any:
    await world.desk.redraw(world.case)


async def tell(world: World, again: bool) -> Any:
    await world.desk.show_to("C0SERVICE", "U0PRIYA", HELLO)


POSTING: dict[Act, str] = {show: "1042@slack/9/show", say: "1042@slack/9/say", post: "alert/9/post"}
WRITING: dict[Act, str] = {
    show: "chat.postMessage",
    say: "chat.postMessage",
    post: "chat.postMessage",
    edit: "chat.update",
    redraw: "chat.update",
    tell: "chat.postEphemeral",
}
every_act = pytest.mark.parametrize("act", WRITING, ids=lambda act: act.__name__)
every_post = pytest.mark.parametrize("act", POSTING, ids=lambda act: act.__name__)
