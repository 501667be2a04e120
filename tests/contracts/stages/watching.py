"""What arrives at a network, whether Baton looks for it or it is pushed."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from bot.delivery import NotSent
from bot.mention import Mention
from bot.networks import Batch, HookAnswer, HookCall, Proof
from tests.contracts.stages import Pushes, Stage


class Watch(Protocol):
    """What arrives from the moment the watch began."""

    async def arrived(self) -> Batch:
        """All that came since it was asked last."""

    async def again(self) -> Batch:
        """What came when it was asked last, brought a second time."""


async def watching(stage: Stage) -> Watch:
    """Start the network and watch it from now on."""
    if isinstance(stage, Pushes):
        pushed = Pushed(stage)
        stage.network.subscribe(pushed.sink)
        await stage.network.start()
        return pushed
    await stage.network.start()
    source = stage.network.sources[0]
    return Looked(stage, (await stage.network.mentions(source, None)).cursor)


@dataclass(slots=True)
class Looked:
    """A watch of a network's first source, from a cursor on."""

    stage: Stage
    cursor: str
    before: str = ""

    async def arrived(self) -> Batch:
        self.before = self.cursor
        whole = await self._look()
        while whole.more:
            further = await self._look()
            whole = Batch(whole.mentions + further.mentions, further.cursor, further.more)
        return whole

    async def again(self) -> Batch:
        self.cursor = self.before
        return await self.arrived()

    async def _look(self) -> Batch:
        batch = await self.stage.network.mentions(self.stage.network.sources[0], self.cursor)
        self.cursor = batch.cursor
        return batch


@dataclass(slots=True)
class HeardPosts:
    """Ears that keep what they are brought; `deaf` makes them fail that many times, as a store that is away does."""

    taken: list[Mention] = field(default_factory=list)
    ignored: list[tuple[Mention, str]] = field(default_factory=list)
    warned: list[tuple[str, str]] = field(default_factory=list)
    deaf: int = 0
    used: dict[str, str] = field(default_factory=dict)

    async def look(self, source: str) -> None:
        raise AssertionError(f"asked to look at {source}, where nothing can be looked at")

    async def take(self, batch: Batch, *, proof: Proof | None = None) -> str | None:
        if self.deaf:
            self.deaf -= 1
            raise NotSent("The store does not answer.")
        if proof and self.used.setdefault(proof.key, proof.about) != proof.about:
            return self.used[proof.key]
        self.taken += batch.mentions
        self.ignored += batch.ignored
        return None

    async def warn(self, notice: str, text: str) -> None:
        self.warned.append((notice, text))

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        raise AssertionError(f"{by} handed {mention.key} in")


class Pushed:
    """A watch that plays the sender: a request that was not taken is made again when it is asked next."""

    def __init__(self, stage: Pushes) -> None:
        self.sink = HeardPosts()
        self._stage = stage
        self._next = 0
        self._before = 0

    async def arrived(self) -> Batch:
        self._before = self._next
        held = len(self.sink.taken)
        with suppress(NotSent):
            for call in self._stage.calls()[self._next :]:
                assert (await ask(self._stage, call)).status in (200, 303)
                self._next += 1
        return Batch(tuple(self.sink.taken[held:]))

    async def again(self) -> Batch:
        self._next = self._before
        return await self.arrived()


async def ask(stage: Pushes, call: HookCall) -> HookAnswer:
    """What the network's hook answers to this request. Raises what makes Baton answer 503."""
    assert stage.network.hook is not None
    return await stage.network.hook(call)
