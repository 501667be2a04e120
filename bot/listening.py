"""What the networks tell by themselves, taken in: where the ears of the contract lead."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.budget import bill_for_reads
from bot.case import Ask, Case, Delivery, Event
from bot.case.codec import mention_from_json
from bot.following import changes_of
from bot.intake import Intake
from bot.job import Job
from bot.mention import Mention
from bot.networks import Batch, Said
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True)
class Listener:
    """The ears of one network; `account` tells which account of ours it is, `alert` posts in the alert channel."""

    network: str
    intake: Intake
    now: Callable[[], datetime]
    read_price: float = 0.0
    account: Callable[[], str] = str
    alert: Callable[[str, str], Awaitable[None]] | None = None

    async def look(self, source: str) -> None:
        """Bring the next look at this source forward to now; it queues the ones after it itself."""
        job = look_job(self.network, source, self.now())
        await self.intake.store.transact(lambda tx: tx.add_jobs([job]))

    async def take(self, batch: Batch) -> None:
        bill = bill_for_reads(self.network, batch.reads, self.read_price)
        changes = changes_of(self.network, batch.edits, batch.gone, batch.ignored)
        await self.intake.take(batch.mentions, self.now(), bill=bill, changes=changes, account=self.account())

    async def warn(self, notice: str, text: str) -> None:
        if self.alert:
            await self.alert(f"{self.network}/{notice}", text)

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        done = await self.intake.escalate(
            mention, Ask(by, self.now(), request), url=mention.url, reason=reason
        )
        if done.heard:
            return f"That post is already case #{done.case.number}."
        return f"It is now case #{done.case.number}; the service team is told."

    async def said(self, case: int, account: str) -> Sequence[Said] | None:
        """Only what both sides said to one another: no note, no word of anybody else, no name of ours."""

        def work(tx: Tx) -> tuple[Case | None, list[Event]]:
            found = tx.case(case)
            open_still = found is not None and not self.intake.is_over(found, self.now())
            return (found, tx.journal(case)) if open_still else (None, [])

        found, journal = await self.intake.store.transact(work)
        return sorted(_said(found, journal, account), key=lambda said: said.at) if found else None


def _said(case: Case, journal: Sequence[Event], account: str) -> Iterator[Said]:
    posts = [mention_from_json(event.data["mention"]) for event in journal if "mention" in event.data]
    theirs = {p.native_id: p for p in posts if p.private and p.account == account and not p.gone}
    for post in theirs.values():
        yield Said(post.text, post.posted_at, ours=False)
    network, _, _ = account.partition("/")
    for reply in case.replies:
        if reply.state is Delivery.SENT and reply.to in theirs and case.network_of(reply) == network:
            yield Said(reply.text, reply.at, ours=True)


def look_job(network: str, source: str, at: datetime) -> Job:
    """The look at one source. There is one of it: asked for again, it runs at the earlier of both times."""
    return Job(f"watch/{network}/{source}", 0, "look", at, {"network": network, "source": source}, urgency=1)


def review_job(network: str, at: datetime) -> Job:
    """The look whether posts of a network were changed or taken away. There is one of it, as of a look."""
    return Job(f"review/{network}", 0, "review", at, {"network": network}, urgency=3)
