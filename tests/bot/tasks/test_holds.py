"""Jobs on hold: their order, the checks that end a hold, and the alerts."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import tasks
from bot.app import Baton, build, utc_now
from bot.cli.demo import demo_settings
from bot.delivery import CannotTell, Declined, NotSent, Trouble
from bot.jobs.job import Job
from bot.outbox import Outbox, Outcome
from bot.slack import Message
from bot.store.tx import Tx
from bot.tasks import Holds
from bot.tasks.holds import DOUBTS, SLACK_SECONDS
from sandbox import Sandbox
from tests.bot.store.away import Away
from tests.bot.store.samples import new_case, opened
from tests.journeys.stage import Wall, migrated, until

DOWN = CannotTell("Slack had trouble (500).", at="slack")
CLOSED = Declined("Baton is not in the channel. Invite it there.", "not_in_channel", at="slack:C0BILLING")


class StillWall(Wall):
    """A clock that goes on only when it is put forward: on a slow machine a second more is a try more."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = utc_now()

    def __call__(self) -> datetime:
        return self._begun + self.ahead


@dataclass
class Desk:
    """A running outbox. The jobs of a test end as `ends` says, by lane; probes and alerts are real."""

    baton: Baton
    sandbox: Sandbox
    wall: Wall
    ends: dict[str, Trouble | Callable[[], Awaitable[None]]] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)

    async def run(self, job: Job) -> Outcome:
        if job.kind in ("probe", "alert", "alarm"):
            return await tasks.run(self.baton.context, job)
        name = f"{job.lane}/{job.kind}" if job.lane.endswith("@slack") else job.lane
        self.tried.append(name)
        end = self.ends.get(name)
        if name.startswith("fine"):
            await self.baton.context.desk.post("#service", Message("fine"), key=job.key, again=False)
        if isinstance(end, Trouble):
            raise end
        if end:
            await end()
        return None

    async def add(self, *lanes: str, kind: str = "say", gate: str = "") -> None:
        jobs = [Job(lane, 1, kind, self.wall(), {}, gate) for lane in lanes]
        await self.baton.store.transact(lambda tx: tx.add_jobs(jobs))

    async def held(self) -> dict[str, str]:
        """Return the hold of each job on hold, by lane."""
        text = "select lane, held from jobs where held is not null"
        rows = await self.baton.store.transact(lambda tx: tx.sql.rows(text))
        return {row["lane"]: row["held"] for row in rows}

    async def waiting_for(self, *keys: str) -> None:
        """Wait until these holds are there, and no other."""

        async def there() -> bool:
            return [hold.key for hold in await self.baton.store.transact(lambda tx: tx.holds())] == sorted(
                keys
            )

        await until(there)

    async def tried_again(self, lane: str, times: int = 1) -> None:
        enough = self.tried.count(lane) + times

        async def tried() -> bool:
            return self.tried.count(lane) >= enough

        await until(tried)

    async def later(self, seconds: float) -> None:
        """Put the clock forward, once no job runs or is due: else a check of now would come on top of the next one."""

        async def at_rest() -> bool:
            return await self.baton.store.transact(self._is_at_rest)

        await until(at_rest)
        self.wall.put_forward(self.baton, timedelta(seconds=seconds))

    def _is_at_rest(self, tx: Tx) -> bool:
        due = tx.next_run_at(self.wall())
        return not tx.sql.rows("select 1 from jobs where leased_until is not null") and (
            due is None or due > self.wall()
        )

    def alerts(self) -> list[str]:
        return [each.text for each in self.sandbox.slack.channels["C0ALERTS"].messages.values()]

    async def alerted(self, words: str) -> None:
        async def posted() -> bool:
            return any(words in text for text in self.alerts())

        await until(posted)


@pytest.fixture
async def desk(sandbox: Sandbox, database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with at_work(sandbox, database_url, tmp_path, Wall()) as desk:
        yield desk


@pytest.fixture
async def still_desk(sandbox: Sandbox, database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with at_work(sandbox, database_url, tmp_path, StillWall()) as desk:
        yield desk


@asynccontextmanager
async def at_work(
    sandbox: Sandbox, database_url: str, tmp_path: Path, wall: Wall, **more: str
) -> AsyncIterator[Desk]:
    await migrated(database_url)
    settings = demo_settings(sandbox, tmp_path / "unused.db", DATABASE_URL=database_url, **more)
    async with build(settings, wall) as baton:
        desk = Desk(baton, sandbox, wall)
        outbox = Outbox(baton.store, desk.run, gap=lambda gate: 0.0, now=wall, hooks=Holds(baton.context))
        task = asyncio.create_task(outbox.run())
        # Putting the clock forward wakes this outbox.
        baton.outbox.wake = outbox.wake  # type: ignore[method-assign]
        yield desk
        await outbox.stop(2.0)
        await task


async def test_a_job_that_keeps_failing_while_slack_accepts_others_is_dead_lettered(desk: Desk) -> None:
    """Slack breaks on this very message, which must not delay the others."""
    desk.ends["a"] = DOWN
    await desk.add("a")
    for number in range(DOUBTS + 3):
        await desk.add(f"fine{number}")
        await desk.tried_again(f"fine{number}")
        await desk.later(60)
        await until(lambda tries=number + 2: _tries(desk, tries))  # type: ignore[misc]
    (gone,) = await desk.baton.store.transact(lambda tx: tx.dead_letters())
    assert (gone.job.lane, desk.tried.count("a")) == ("a", DOUBTS)
    await desk.alerted("Baton gave up trying to write in the thread")
    await desk.waiting_for()


@pytest.mark.slow
async def test_a_job_that_fails_alone_is_never_dead_lettered_because_slack_may_be_at_fault(
    desk: Desk,
) -> None:
    desk.ends["a"] = DOWN
    await desk.add("a")
    for _ in range(DOUBTS * 2):
        await desk.tried_again("a")
        await desk.later(20)
    assert await desk.baton.store.transact(lambda tx: tx.dead_letters()) == []
    del desk.ends["a"]
    await desk.later(20)
    await desk.waiting_for()


async def test_while_slack_is_away_only_the_probe_calls_it(desk: Desk) -> None:
    desk.sandbox.faults.arm("auth.test", "500", times=10**6)
    desk.ends["a"] = desk.ends["b"] = DOWN
    await desk.add("a", gate="slack:#billing")
    await desk.tried_again("a")
    await until(lambda: _shut(desk, "slack:#billing"))
    await desk.add("b", gate="slack:#billing")
    await desk.add("c", gate="slack:#billing")
    for _ in range(5):
        looked = len(desk.sandbox.faults.fired)
        await desk.later(SLACK_SECONDS)
        await until(lambda looked=looked: _more(desk, looked))  # type: ignore[misc]
    assert desk.tried == ["a"]
    desk.ends.clear()
    desk.sandbox.faults.clear()
    await desk.later(SLACK_SECONDS)
    await desk.waiting_for()
    await until(lambda: _tried(desk, ["a", "a", "b", "c"]))


async def test_gates_shut_for_slack_open_on_their_own_if_the_probe_is_lost(desk: Desk) -> None:
    """Its process may have died."""
    desk.sandbox.faults.arm("auth.test", "500", times=10**6)
    desk.ends["a"] = DOWN
    await desk.add("a", gate="slack:#billing")
    await until(lambda: _shut(desk, "slack:#billing"))
    await desk.baton.store.transact(lambda tx: tx.sql.run("delete from jobs where kind = 'probe'"))
    await desk.add("b", gate="slack:#billing")
    await desk.later(61)
    await until(lambda: _tried(desk, ["a", "b"]))


async def test_of_many_jobs_for_a_closed_channel_one_tries_at_a_time_and_the_first_frees_all(
    still_desk: Desk,
) -> None:
    lanes = [f"lane{number}" for number in range(6)]
    still_desk.ends |= dict.fromkeys(lanes, CLOSED)
    await still_desk.add(*lanes)
    await until(lambda: _tried(still_desk, sorted(lanes)))
    for minute in range(3):
        await still_desk.later(400)
        await until(lambda minute=minute: _count(still_desk, 6 + minute + 1))  # type: ignore[misc]
    assert set((await still_desk.held()).values()) == {"slack:C0BILLING"}
    still_desk.ends.clear()
    await still_desk.later(400)
    await until(lambda: _count(still_desk, 9 + 6))
    await still_desk.waiting_for()


async def test_a_closed_channel_is_alerted_once_with_the_remedy_and_once_when_it_is_open(
    still_desk: Desk,
) -> None:
    still_desk.ends["a"] = still_desk.ends["b"] = CLOSED
    await still_desk.add("a", "b")
    await still_desk.alerted(
        "Baton cannot post in <#C0BILLING>: Baton is not in the channel. Invite it there."
    )
    for _ in range(2):
        before = len(still_desk.tried)
        await still_desk.later(400)
        await until(lambda before=before: _count(still_desk, before + 1))  # type: ignore[misc]
    still_desk.ends.clear()
    await still_desk.later(400)
    await still_desk.alerted("Baton can post in <#C0BILLING> again.")
    assert len(still_desk.alerts()) == 2


async def test_no_message_precedes_its_card_and_no_closed_thread_delays_a_card(desk: Desk) -> None:
    """A case may be handed over from a channel that is closed, to one that is not."""
    in_order, handed_on = ("show", "say"), ("say", "show")
    desk.ends |= {f"1@slack/{in_order[0]}": CLOSED, f"2@slack/{handed_on[0]}": CLOSED}
    for lane, kinds in (("1@slack", in_order), ("2@slack", handed_on)):
        jobs = [Job(lane, place, kind, desk.wall()) for place, kind in enumerate(kinds)]
        await desk.baton.store.transact(lambda tx, jobs=jobs: tx.add_jobs(jobs))  # type: ignore[misc]
    await until(lambda: _tried(desk, ["1@slack/show", "2@slack/say", "2@slack/show"]))
    assert await desk.held() == dict.fromkeys(("1@slack", "2@slack"), "slack:C0BILLING")
    desk.ends.clear()
    await desk.later(400)
    await until(lambda: _count(desk, 6))
    assert desk.tried.index("1@slack/say") > desk.tried.index("1@slack/show")


@pytest.mark.parametrize("kind", ["look", "review", "fetch"])
async def test_a_network_that_cannot_be_read_is_tried_at_least_every_15_seconds(
    desk: Desk, kind: str
) -> None:
    desk.ends["watch/x/mentions"] = NotSent("X cannot be reached.", at="x")
    await desk.add("watch/x/mentions", kind=kind)
    await desk.waiting_for("x")
    await desk.later(7_200)
    await desk.tried_again("watch/x/mentions")
    desk.ends.clear()
    await desk.later(15.5)
    await desk.waiting_for()


@pytest.mark.parametrize("kind", ["reply", "correct", "delete"])
async def test_what_a_person_waits_for_is_not_put_on_hold(desk: Desk, kind: str) -> None:
    """They soon see why it failed: no old answer is published hours later."""
    desk.ends["1001@x"] = NotSent("X cannot be reached.", at="x")
    await desk.add("1001@x", kind=kind)
    await desk.tried_again("1001@x", 2)
    assert await desk.held() == {}


async def test_a_burial_while_the_store_is_away_still_marks_its_case_and_alerts_people(
    desk: Desk,
) -> None:
    """The store goes away just as the job is refused, for longer than a transaction waits."""
    store, away = desk.baton.store, Away(desk.baton.store)
    await store.transact(lambda tx: tx.save([opened(new_case(1001))]))

    async def refused() -> None:
        away.leave(6.0)
        raise Declined("Slack finds the blocks invalid.", "invalid_blocks")

    desk.ends["1001@slack/show"] = refused
    job = Job("1001@slack", 1, "show", desk.wall(), {"case": 1001})
    await store.transact(lambda tx: tx.add_jobs([job]))
    await desk.alerted("Baton gave up trying to post the card of case #1001: Slack finds the blocks invalid.")
    case = await store.transact(lambda tx: tx.case(1001))
    assert case is not None
    assert case.stuck == "Slack finds the blocks invalid."
    assert [one.job.key for one in await store.transact(lambda tx: tx.dead_letters())] == [job.key]


async def _tries(desk: Desk, times: int) -> bool:
    """Return true when the job at fault was tried often enough, or failed permanently."""
    return desk.tried.count("a") >= min(times, DOUBTS)


async def _shut(desk: Desk, gate: str) -> bool:
    text = "select next_at from gates where key = :gate"
    rows = await desk.baton.store.transact(lambda tx: tx.sql.rows(text, gate=gate))
    return bool(rows) and datetime.fromisoformat(rows[0]["next_at"]) > desk.wall()


async def _more(desk: Desk, than: int) -> bool:
    return len(desk.sandbox.faults.fired) > than


async def _tried(desk: Desk, lanes: list[str]) -> bool:
    return sorted(desk.tried) == lanes


async def _count(desk: Desk, count: int) -> bool:
    return len(desk.tried) == count
