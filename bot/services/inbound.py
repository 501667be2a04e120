"""Inbound events that networks push: the event sink of the contract."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.case import Ask, Case, Delivery, Event
from bot.case.serialization import mention_from_json
from bot.jobs.job import Job
from bot.mention import Mention
from bot.networks import Batch, PrivateMessage, Proof, Talk
from bot.services.ingest import Ingester
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True)
class Listener:
    """The event sink of one network; `alert` posts in the alert channel, once a day for each notice."""

    ingester: Ingester
    alert: Callable[[str, str], Awaitable[None]] | None = None

    async def look(self, source: str) -> None:
        """Poll this source now instead of at its next time; the poll queues the following ones."""
        job = poll_job(self.ingester.network, source, self.ingester.now())
        await self.ingester.intake.store.transact(lambda tx: tx.add_jobs([job]))

    async def take(self, batch: Batch, *, proof: Proof | None = None) -> str | None:
        """Ingest a batch; with a used `proof`, return what it was about."""
        return await self.ingester.take(batch, proof=proof)

    async def warn(self, notice: str, text: str) -> None:
        """Post an alert about this network."""
        if self.alert:
            await self.alert(f"{self.ingester.network}/{notice}", text)

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        """Escalate a post for a person and return the answer for them."""
        done = await self.ingester.intake.escalate(
            mention, Ask(by, self.ingester.now(), request), url=mention.url, reason=reason
        )
        if done.heard:
            return f"That post is already case #{done.case.number}."
        return f"Opened case #{done.case.number} and notified the service team."

    async def talk(self, case: int, account: str, made_at: datetime | None) -> Talk | None:
        """Return the messages between the case and one account, without notes, other authors or names of staff.

        None when the case is over or the link no longer leads to it.
        """
        intake, now = self.ingester.intake, self.ingester.now()

        def work(tx: Tx) -> Talk | None:
            found = tx.case(case)
            if found is None or intake.is_over(found, now):
                return None
            event_log = tx.event_log(case)
            if not _is_good(found, event_log, account, made_at, now, intake.links):
                return None
            said = sorted(_said(found, event_log, account), key=lambda said: said.at)
            return Talk(said, account in found.customers)

        return await intake.store.transact(work)


def _is_good(
    case: Case,
    event_log: Sequence[Event],
    account: str,
    made_at: datetime | None,
    now: datetime,
    lasts: timedelta,
) -> bool:
    """Return true when a link still leads to the case.

    `made_at` is when it was issued. A link without a date is an author's own: it works from their first message on, and
    for `lasts` after their latest. A customer's own link always works.
    """
    if made_at is not None:
        return case.takes_link(made_at, now, lasts)
    wrote_at = [event.at for event in event_log if _is_by(event, account)]
    if account in case.customers or not wrote_at:
        return True
    is_revoked = case.links_revoked_at is not None and wrote_at[0] <= case.links_revoked_at
    return not is_revoked and (not lasts or now <= wrote_at[-1] + lasts)


def _is_by(event: Event, account: str) -> bool:
    return "mention" in event.data and mention_from_json(event.data["mention"]).account == account


def _said(case: Case, event_log: Sequence[Event], account: str) -> Iterator[PrivateMessage]:
    posts = [mention_from_json(event.data["mention"]) for event in event_log if "mention" in event.data]
    theirs = {p.native_id: p for p in posts if p.private and p.account == account and not p.gone}
    for post in theirs.values():
        yield PrivateMessage(post.text, post.posted_at, ours=False)
    network, _, _ = account.partition("/")
    for reply in case.replies:
        if reply.state is Delivery.SENT and reply.to in theirs and case.network_of(reply) == network:
            yield PrivateMessage(reply.text, reply.at, ours=True)


def poll_job(network: str, source: str, at: datetime) -> Job:
    """Build the poll of one source. There is one per source: queued again, it runs at the earlier of both times."""
    return Job(
        f"watch/{network}/{source}", 0, "look", at, data={"network": network, "source": source}, urgency=1
    )


def review_job(network: str, at: datetime) -> Job:
    """Build the recheck of a network's posts for edits and deletions. There is one per network."""
    return Job(f"review/{network}", 0, "review", at, data={"network": network}, urgency=3)
