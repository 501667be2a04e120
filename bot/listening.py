"""What the networks tell by themselves, taken in: where the ears of the contract lead."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.budget import bill_for_reads
from bot.case import Ask
from bot.following import changes_of
from bot.intake import Intake
from bot.job import Job
from bot.mention import Mention
from bot.networks import Batch


@dataclass(frozen=True, slots=True)
class Listener:
    """The ears of one network."""

    network: str
    intake: Intake
    now: Callable[[], datetime]
    read_price: float = 0.0

    async def look(self, source: str) -> None:
        """Bring the next look at this source forward to now; it queues the ones after it itself."""
        job = look_job(self.network, source, self.now())
        await self.intake.store.transact(lambda tx: tx.add_jobs([job]))

    async def take(self, batch: Batch) -> None:
        bill = bill_for_reads(self.network, batch.reads, self.read_price)
        changes = changes_of(self.network, batch.edits, batch.gone)
        await self.intake.take(batch.mentions, self.now(), bill=bill, changes=changes)

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        done = await self.intake.escalate(
            mention, Ask(by, self.now(), request), url=mention.url, reason=reason
        )
        if done.heard:
            return f"That post is already case #{done.case.number}."
        return f"It is now case #{done.case.number}; the service team is told."


def look_job(network: str, source: str, at: datetime) -> Job:
    """The look at one source. There is one of it: asked for again, it runs at the earlier of both times."""
    return Job(f"watch/{network}/{source}", 0, "look", at, {"network": network, "source": source}, urgency=1)


def review_job(network: str, at: datetime) -> Job:
    """The look whether posts of a network were changed or taken away. There is one of it, as of a look."""
    return Job(f"review/{network}", 0, "review", at, {"network": network}, urgency=3)
