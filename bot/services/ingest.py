"""What a network brought is taken whole; what cannot be taken is set aside one by one, and keeps nothing else back."""

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
    """One thing of a batch, alone. `notice` names it, `fault` says what could not be done, `place` where to look."""

    batch: Batch
    notice: str
    fault: str
    place: str


@dataclass(frozen=True, slots=True)
class Ingester:
    """Takes what one network brings. `account` tells which account of ours it is, `read_price` is in US dollars;
    `alert` takes the name of a notice, which is shown once, and its words."""

    network: str
    title: str
    intake: Intake
    now: Callable[[], datetime]
    alert: Callable[[str, str], Awaitable[None]]
    read_price: float = 0.0
    account: Callable[[], str] = str

    async def take(self, batch: Batch, *, source: str = "", proof: Proof | None = None) -> str | None:
        """Take a batch in one transaction; `source` is where it was read, whose cursor moves with it.

        With a `proof` that was used before nothing is taken, and what it was about then is returned. Raises Clash and
        Unreachable while the store is away; whatever else cannot be taken is set aside.
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
        """People are alerted before anything moves on: a store that takes not even that is asked again."""
        try:
            await self._take(part.batch, "", None)
        except (Clash, Unreachable):
            raise
        except Exception:
            log.exception("not_taken", what=part.notice)
            await self.alert(part.notice, f"{part.fault} Look at it there: {part.place}")

    def _parts(self, batch: Batch) -> Iterator[BatchItem]:
        for post in batch.mentions:
            fault = f"Baton could not make a case of a post on {self.title}."
            yield BatchItem(Batch((post,)), f"untaken/{post.key}", fault, _address(post))
        for post, why in batch.ignored:
            fault = f"Baton could not keep a post on {self.title} that it ignores ({why})."
            yield BatchItem(Batch(ignored=((post, why),)), f"untaken/{post.key}", fault, _address(post))
        for post in batch.edits:
            fault = (
                f"Baton could not follow an edit on {self.title}: the case shows the post as it was before."
            )
            yield BatchItem(Batch(edits=(post,)), f"unfollowed/{post.key}", fault, _address(post))
        for native_id in batch.gone:
            fault = (
                f"A post was deleted on {self.title}, and Baton could not remove it: delete its text by hand."
            )
            key = f"{self.network}/{native_id}"
            yield BatchItem(Batch(gone=(native_id,)), f"unfollowed/{key}", fault, key)


def _address(post: Mention) -> str:
    return post.url or post.key
