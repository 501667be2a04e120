"""Ingestion: a batch is taken as a whole; items that fail are set apart one by one and block nothing else."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.budget import bill_for_reads
from bot.mention import Mention
from bot.networks import Batch, Proof
from bot.services.edits import changes_of
from bot.services.intake import Intake
from bot.store import Clash, Unreachable
from bot.store.tx import Tx

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One item of a batch on its own."""

    batch: Batch
    #: Key of its alert.
    notice: str
    #: Text of the alert.
    fault: str
    #: Where people can see the item.
    place: str


@dataclass(frozen=True, slots=True)
class Ingester:
    """Ingestion of one network's batches."""

    network: str
    title: str
    intake: Intake
    now: Callable[[], datetime]
    #: Takes a notice's key, which is shown once, and its text.
    alert: Callable[[str, str], Awaitable[None]]
    #: US dollars for each post that is read.
    read_price: float = 0.0
    #: Returns our account on the network.
    account: Callable[[], str] = str

    async def take(self, batch: Batch, *, source: str = "", proof: Proof | None = None) -> str | None:
        """Ingest a batch in one transaction; the cursor of `source` moves with it.

        With a `proof` that was used before, nothing is ingested and its subject is returned. Raise Clash or Unreachable
        while the store is unavailable; every other failure is reported and skipped.
        """
        try:
            return await self._take(batch, source, proof)
        except (Clash, Unreachable):
            raise
        except Exception:
            log.exception("batch_not_taken", source=source or self.network)
        for part in self._parts(batch):
            await self._take_alone(part)
        return await self._take(replace(batch, mentions=(), edits=(), gone=(), ignored=()), source, proof)

    async def _take(self, batch: Batch, source: str, proof: Proof | None) -> str | None:
        taking = self.intake.taking(
            batch.mentions,
            self.now(),
            source=source,
            cursor=batch.cursor,
            bill=bill_for_reads(self.network, batch.reads, self.read_price),
            changes=changes_of(self.network, batch.edits, batch.gone, batch.ignored),
            account=self.account(),
        )

        def work(tx: Tx) -> str | None:
            if proof and (before := tx.heard(proof.key)):
                return before.answer
            taking(tx)
            if proof:
                tx.remember(proof.key, self.now(), proof.about)
            return None

        return await self.intake.store.transact(work)

    async def _take_alone(self, part: BatchItem) -> None:
        """Ingest one item, and alert people if that fails.

        The alert comes before the cursor moves on. If the store cannot even take the alert, the batch is read again.
        """
        try:
            await self._take(part.batch, "", None)
        except (Clash, Unreachable):
            raise
        except Exception:
            log.exception("not_taken", what=part.notice)
            await self.alert(part.notice, f"{part.fault} Check it there: {part.place}")

    def _parts(self, batch: Batch) -> Iterator[BatchItem]:
        for post in batch.mentions:
            fault = f"Baton couldn't open a case for a post on {self.title}."
            yield BatchItem(Batch((post,)), f"untaken/{post.key}", fault, _address(post))
        for post, why in batch.ignored:
            fault = f"Baton couldn't store an ignored post on {self.title} ({why})."
            yield BatchItem(Batch(ignored=((post, why),)), f"untaken/{post.key}", fault, _address(post))
        for post in batch.edits:
            fault = f"Baton couldn't apply an edit on {self.title}. The case still shows the earlier text."
            yield BatchItem(Batch(edits=(post,)), f"unfollowed/{post.key}", fault, _address(post))
        for native_id in batch.gone:
            fault = (
                f"A post was deleted on {self.title}, but Baton couldn't remove its text. Delete it by hand."
            )
            key = f"{self.network}/{native_id}"
            yield BatchItem(Batch(gone=(native_id,)), f"unfollowed/{key}", fault, key)


def _address(post: Mention) -> str:
    return post.url or post.key
