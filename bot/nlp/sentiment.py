"""The sentiment of a post: by the word list at first, by the trained classifier once it is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.nlp.labels import Sentiment, mood_by_words
from bot.nlp.training import TrainedClassifier


@dataclass(frozen=True, slots=True)
class SentimentResult:
    """The sentiment of a post by both methods; `used` names the one that counts."""

    by_words: Sentiment
    by_learning: Sentiment | None
    used: Literal["words", "learned"]

    @property
    def label(self) -> str:
        """Return negative, neutral or positive."""
        learned = self.by_learning if self.used == "learned" else None
        return (learned or self.by_words).label

    @property
    def words(self) -> float:
        """Return the polarity by the word list, from -1 to 1."""
        return self.by_words.score

    @property
    def learned(self) -> float | None:
        """Return the trained classifier's confidence in its label, up to 1; None before there is one."""
        return self.by_learning.score if self.by_learning else None


class SentimentClassifier:
    """The sentiment classifier of a process; the caller passes newly trained models to `learn`."""

    def __init__(self) -> None:
        self.learned: TrainedClassifier | None = None

    @property
    def version(self) -> int:
        """Return the version of the trained classifier; 0 before there is one."""
        return self.learned.version if self.learned else 0

    def learn(self, learned: TrainedClassifier | None) -> None:
        """Use `learned` from now on, if it is good enough."""
        self.learned = learned

    def mood(self, text: str) -> SentimentResult:
        """Return the sentiment of a text. Nothing may be hidden or closed because of it."""
        learned = self.learned
        if learned is None:
            return SentimentResult(mood_by_words(text), None, "words")
        used: Literal["words", "learned"] = "learned" if learned.is_better else "words"
        return SentimentResult(mood_by_words(text), learned.bayes.mood(text), used)
