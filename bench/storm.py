"""A storm at Slack's own pace: how long people wait for what concerns them, while thousands of cards queue."""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import quantiles

from bench.children import settings
from bench.places import KINDS, Places
from bench.rows import Row, row
from bot.app import Baton, build
from bot.case import Ask, claim, draft, send
from bot.cli.demo import demo_environ
from bot.mention import Author, MayReply, Mention
from bot.networks.x.length import weighted_length
from bot.process import running
from bot.settings import read_settings
from bot.store import IntakeOutcome
from sandbox import Sandbox
from sandbox.slack.errors import RateLimited
from sandbox.slack.records import Message

RULES = Path(__file__).parent / "storm_rules.yaml"
AGENT = "U0AINO"
WORDS = ("router", "invoice", "offline", "interview", "hello")
# Each conversation: an answer, the customer's next post and a claim in so many seconds.
CONVERSATIONS, EVERY = 20, 30.0
# One post in so many is urgent.
URGENT = 500
# Seconds, and per cent. Presses share Slack's fifty updates a minute with the answers that go out.
WITHIN, OF_PRESSES, REFUSED = 5.0, 15.0, 1.0
LOOK, PATIENCE = 0.05, 60.0
# Seconds without anything to do before the storm, after which bursts are possible again.
QUIET = 10.0
POLLS = ("look", "review")


@dataclass
class Waits:
    """Seconds until what happened was to be seen in Slack."""

    sent: list[float] = field(default_factory=list)
    posts: list[float] = field(default_factory=list)
    urgent: list[float] = field(default_factory=list)
    presses: list[float] = field(default_factory=list)


async def run(places: Places, quick: bool) -> list[Row]:
    """Measure 10,000 posts in 60 seconds during twenty conversations, on both databases."""
    seconds, posts = (15.0, 1_000) if quick else (60.0, 10_000)
    return [each for kind in KINDS for each in await _on(kind, await places.ready(kind), seconds, posts)]


async def _on(kind: str, url: str, seconds: float, posts: int) -> list[Row]:
    sandbox = Sandbox(0)
    await sandbox.start()
    calls = _counted(sandbox)
    try:
        given = settings(sandbox, url, SLACK_POST_SECONDS="1", ROUTING_RULES=str(RULES), **_x(sandbox, url))
        async with build(read_settings(given, env_file=None)) as baton, running(baton, web=False):
            waits = await Storm(sandbox, baton, seconds, posts).play()
    finally:
        await sandbox.stop()
    return [
        _waited(f"storm: a reply is shown as sent, {kind}", waits.sent, WITHIN),
        _waited(f"storm: the customer's next post, {kind}", waits.posts, WITHIN),
        _waited(f"storm: an urgent card, {kind}", waits.urgent, WITHIN),
        _waited(f"storm: a claimed card is redrawn, {kind}", waits.presses, OF_PRESSES),
        _share(f"storm: calls that Slack refuses, {kind}", calls),
    ]


def _x(sandbox: Sandbox, url: str) -> dict[str, str]:
    known = demo_environ(sandbox, Path(url)).items()
    return {name: value for name, value in known if name.startswith("X_")} | {"X_POLL_SECONDS": "60"}


class Storm:
    """Posts pour in, while agents and their customers go on talking."""

    def __init__(self, sandbox: Sandbox, baton: Baton, seconds: float, posts: int) -> None:
        self.sandbox = sandbox
        self.baton = baton
        self.seconds = seconds
        self.posts = posts
        self.waits = Waits()
        self._dice = random.Random(1)
        self._numbers = count(1)
        self._looking: list[asyncio.Task[None]] = []

    async def play(self) -> Waits:
        """Begin the conversations in quiet, let the storm break, and return what people waited for."""
        talks = [await self._begin(WORDS[place % len(WORDS)]) for place in range(CONVERSATIONS)]
        async with asyncio.timeout(PATIENCE):
            while await self.baton.store.transact(lambda tx: tx.jobs_waiting(POLLS)):  # noqa: ASYNC110  (as a person looks)
                await asyncio.sleep(LOOK)
        await asyncio.sleep(QUIET)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._pour())
            for number in talks:
                group.create_task(self._talk(number))
        _, unseen = await asyncio.wait(self._looking, timeout=PATIENCE)
        assert not unseen, f"never seen: {sorted(task.get_name() for task in unseen)}"
        return self.waits

    async def _begin(self, word: str) -> int:
        """Open a case that an agent owns, with its card posted."""
        (seen,) = await self._take(
            self._post(f"customer{next(self._numbers)}", f"@larkspur_help {word}, please help")
        )
        assert seen.case is not None
        number = seen.case
        async with asyncio.timeout(PATIENCE):
            while not (await self.baton.context.book.case(number)).thread:  # noqa: ASYNC110  (as a person looks)
                await asyncio.sleep(LOOK)
        await self.baton.context.book.do(number, self._ask(), claim)
        return number

    async def _pour(self) -> None:
        begun, step = time.monotonic(), self.posts / self.seconds / 10
        taken = 0.0
        while (taken := taken + step) <= self.posts:
            await self._take(*[self._stranger() for _ in range(int(taken) - int(taken - step))])
            await asyncio.sleep(max(0.0, begun + taken / self.posts * self.seconds - time.monotonic()))

    def _stranger(self) -> Mention:
        number = next(self._numbers)
        if number % URGENT == 0:
            token = f"urgent{number}x"
            self._look(self.waits.urgent, token, self._shows("outage", token))
            return self._post(f"stranger{number}", f"smoke {token}")
        return self._post(f"stranger{number}", f"{self._dice.choice(WORDS)} is broken, case {number}")

    async def _talk(self, number: int) -> None:
        """Let an agent answer and the customer write again, in turns, until the storm is over."""
        end = time.monotonic() + self.seconds
        await asyncio.sleep(self._dice.uniform(0, EVERY))
        while time.monotonic() < end:
            await self._answer(number)
            await asyncio.sleep(EVERY / 2)
            await self._write(number)
            await self._claim_another()
            await asyncio.sleep(EVERY / 2)

    async def _answer(self, number: int) -> None:
        book, token = self.baton.context.book, f"answer{next(self._numbers)}x"
        case = await book.case(number)
        length = weighted_length(token)
        done = await book.do(
            number, self._ask(), draft, text=token, to=case.latest, length=length, longest=280
        )
        await book.do(number, self._ask(), send, number=done.case.drafts[-1].number)
        self._look(self.waits.sent, token, self._shows(_channel(case.route.channel), token, "Sent on X"))

    async def _write(self, number: int) -> None:
        case, token = (
            await self.baton.context.book.case(number),
            f"@larkspur_help again{next(self._numbers)}x",
        )
        await self._take(self._post(case.first.author.handle, token, to=case.first.native_id))
        self._look(self.waits.posts, token, self._shows(_channel(case.route.channel), token.split()[-1]))

    async def _claim_another(self) -> None:
        """Press Claim on an open card."""
        waiting = await self.baton.store.transact(lambda tx: tx.waiting("billing", 50))
        case = next((each for each in waiting if each.thread), None)
        if case and case.thread:
            await self.baton.context.book.do(case.number, self._ask("U0RUTH"), claim)
            ts = case.thread.ts
            self._look(
                self.waits.presses,
                f"claim {case.number}",
                lambda: "Claimed by" in self._messages("billing")[ts].text,
            )

    def _look(self, waits: list[float], what: str, is_seen: Callable[[], bool]) -> None:
        self._looking.append(asyncio.create_task(_watch(waits, is_seen), name=what))

    def _shows(self, channel: str, *words: str) -> Callable[[], bool]:
        return lambda: any(all(w in m.text for w in words) for m in self._messages(channel).values())

    def _messages(self, channel: str) -> Mapping[str, Message]:
        return self.sandbox.slack.channel(channel).messages

    def _post(self, handle: str, text: str, to: str | None = None) -> Mention:
        post = self.sandbox.x.post(handle, text, in_reply_to=to)
        author = Author(handle, handle, 250, post.author.id)
        url = f"https://x.example/{post.id}"
        where = post.conversation_id
        return Mention("x", post.id, where, author, text, url, datetime.now(UTC), MayReply("yes"))

    async def _take(self, *mentions: Mention) -> list[IntakeOutcome]:
        return await self.baton.intake.take(mentions, datetime.now(UTC))

    def _ask(self, by: str = AGENT) -> Ask:
        return Ask(by, datetime.now(UTC), f"storm/{next(self._numbers)}")


async def _watch(waits: list[float], is_seen: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not is_seen():  # noqa: ASYNC110  (as a person looks)
        await asyncio.sleep(LOOK)
    waits.append(time.monotonic() - begun)


@dataclass
class Calls:
    """Calls of Slack's methods that have a limit, and those among them that came too early."""

    all: int = 0
    refused: int = 0


def _counted(sandbox: Sandbox) -> Calls:
    calls, pace = Calls(), sandbox.slack.pace
    admit = pace.admit

    def counting(method: str, channel: str | None, now: datetime) -> None:
        calls.all += 1
        try:
            admit(method, channel, now)
        except RateLimited:
            calls.refused += 1
            raise

    pace.admit = counting  # type: ignore[method-assign]
    return calls


def _channel(name: str) -> str:
    return name.removeprefix("#")


def _waited(name: str, waits: list[float], within: float) -> Row:
    """Return the 99th percentile, beside the median."""
    p99, middle = quantiles(waits, n=100)[98], quantiles(waits, n=2)[0]
    target = f"p99 within {within:g} s (of {len(waits)})"
    return row(name, p99, "s p99", middle, p99 / middle, target, p99 <= within)


def _share(name: str, calls: Calls) -> Row:
    share = 100 * calls.refused / calls.all
    return row(name, share, "%", 0.0, 0.0, f"under {REFUSED:g} % of {calls.all:,}", share < REFUSED)
