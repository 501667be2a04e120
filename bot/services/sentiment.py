"""Sentiment corrections: stored, used to train the classifier, and loaded by every process."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.case import Ask, correct_sentiment
from bot.nlp import SentimentClassifier, SentimentLabel, TrainedClassifier, clean_text, train_classifier
from bot.services.casebook import Done, do
from bot.store import Clash, Unreachable
from bot.store.store import Store
from bot.store.tx import Tx

log = structlog.get_logger(__name__)
# Training on these takes a few seconds; older texts say less about how people write today.
CORRECTIONS_READ = 8_000


class SentimentTraining:
    """Training from agents' corrections. `reload()` loads the latest result into `classifier`."""

    def __init__(self, store: Store, classifier: SentimentClassifier) -> None:
        self.store = store
        self.classifier = classifier
        self._version = 0

    async def correct(self, number: int, label: str, ask: Ask) -> Done:
        """Store an agent's correction of a case's first post. Raise Refused when it is not allowed."""

        def work(tx: Tx) -> Done:
            done = do(tx, number, ask, correct_sentiment, label=label)
            if done.events:
                post = done.case.first
                tx.keep_correction(SentimentLabel(post.key, clean_text(post.words), label), ask.by, ask.at)
            return done

        return await self.store.transact(work)

    async def train(self, ask: Ask) -> None:
        """Train on all corrections, in a thread, and store the result for every process."""

        def read(tx: Tx) -> tuple[int, list[SentimentLabel]]:
            return tx.learned_version() + 1, tx.corrections(CORRECTIONS_READ)

        version, corrections = await self.store.transact(read)
        learned, body = await asyncio.to_thread(_trained, corrections, version)
        await self.store.transact(lambda tx: tx.keep_learned(version, body, ask.at))
        self._take(version, learned)

    async def reload(self) -> None:
        """Load the latest training result, if it changed."""
        version = await self.store.transact(lambda tx: tx.learned_version())
        if version != self._version:
            version, body = await self.store.transact(lambda tx: tx.learned())
            self._take(
                version, await asyncio.to_thread(TrainedClassifier.from_json, version, body) if body else None
            )

    async def follow(self, seconds: float) -> None:
        """Load the latest result every `seconds` seconds until cancelled. Errors are logged."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self.reload()
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


def _trained(corrections: Sequence[SentimentLabel], version: int) -> tuple[TrainedClassifier | None, str]:
    """Train a classifier and return it with its stored form. This takes seconds, so it runs in a thread."""
    learned = train_classifier(corrections, version)
    return learned, learned.to_json() if learned else ""
