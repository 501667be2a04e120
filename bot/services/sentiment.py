"""What agents say of moods is kept and learned from, and every process tells by what was learned last."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.case import Ask, correct_mood
from bot.nlp import SentimentClassifier, SentimentLabel, TrainedClassifier, clean_text, train_classifier
from bot.services.casebook import Done, do
from bot.store import Clash, Unreachable
from bot.store.store import Store
from bot.store.tx import Tx

log = structlog.get_logger(__name__)
# Trained on in some seconds; older words tell less of how people write today.
CORRECTIONS_READ = 8_000


class Teaching:
    """`classifier` is brought to what was learned last by `look()`."""

    def __init__(self, store: Store, classifier: SentimentClassifier) -> None:
        self.store = store
        self.classifier = classifier
        self._version = 0

    async def correct(self, number: int, label: str, ask: Ask) -> Done:
        """An agent says how the first post of a case sounds. Raises Refused."""

        def work(tx: Tx) -> Done:
            done = do(tx, number, ask, correct_mood, label=label)
            if done.events:
                post = done.case.first
                tx.keep_correction(SentimentLabel(post.key, clean_text(post.words), label), ask.by, ask.at)
            return done

        return await self.store.transact(work)

    async def learn(self, ask: Ask) -> None:
        """Learn anew from what agents said, in a thread, and keep it for every process."""

        def read(tx: Tx) -> tuple[int, list[SentimentLabel]]:
            return tx.learned_version() + 1, tx.corrections(CORRECTIONS_READ)

        version, corrections = await self.store.transact(read)
        learned, body = await asyncio.to_thread(_learned, corrections, version)
        await self.store.transact(lambda tx: tx.keep_learned(version, body, ask.at))
        self._take(version, learned)

    async def look(self) -> None:
        """Take what was learned last, if it is another."""
        version = await self.store.transact(lambda tx: tx.learned_version())
        if version != self._version:
            version, body = await self.store.transact(lambda tx: tx.learned())
            self._take(
                version, await asyncio.to_thread(TrainedClassifier.from_json, version, body) if body else None
            )

    async def follow(self, seconds: float) -> None:
        """Look every so many seconds, until cancelled. A store that does not answer is asked again."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self.look()
            except (Clash, Unreachable) as trouble:
                log.warning("moods_not_looked_at", why=str(trouble))
            except Exception:
                log.exception("moods_look_failed")

    def _take(self, version: int, learned: TrainedClassifier | None) -> None:
        self._version = version
        self.classifier.learn(learned)
        if learned:
            log.info(
                "moods_learned",
                version=version,
                corrections=learned.corrections,
                score=round(learned.score, 3),
                score_by_words=round(learned.score_by_words, 3),
                used=learned.is_better,
            )


def _learned(corrections: Sequence[SentimentLabel], version: int) -> tuple[TrainedClassifier | None, str]:
    """What they teach, and how it is kept; for a thread of its own."""
    learned = train_classifier(corrections, version)
    return learned, learned.to_json() if learned else ""
