"""How a post sounds: by a list of words at first, by what agents taught once that is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.nlp.labels import Sentiment, mood_by_words
from bot.nlp.training import TrainedClassifier


@dataclass(frozen=True, slots=True)
class SentimentResult:
    """What both ways of telling say of a post; `used` is the one that counts."""

    by_words: Sentiment
    by_learning: Sentiment | None
    used: Literal["words", "learned"]

    @property
    def label(self) -> str:
        """negative, neutral or positive."""
        learned = self.by_learning if self.used == "learned" else None
        return (learned or self.by_words).label

    @property
    def words(self) -> float:
        """The score by words, from -1 to 1."""
        return self.by_words.score

    @property
    def learned(self) -> float | None:
        """How sure the learned one is of its label, up to 1; None before there is one."""
        return self.by_learning.score if self.by_learning else None


class SentimentClassifier:
    """What a process knows of moods at present. It forgets nothing by itself: whoever reads the store calls `learn`."""

    def __init__(self) -> None:
        self.learned: TrainedClassifier | None = None

    @property
    def version(self) -> int:
        """Which learned one this is; 0 before there is one."""
        return self.learned.version if self.learned else 0

    def learn(self, learned: TrainedClassifier | None) -> None:
        """Tell moods by `learned` from now on, where it is good enough."""
        self.learned = learned

    def mood(self, text: str) -> SentimentResult:
        """How a post sounds. Nothing may be hidden or closed because of it."""
        learned = self.learned
        if learned is None:
            return SentimentResult(mood_by_words(text), None, "words")
        used: Literal["words", "learned"] = "learned" if learned.is_better else "words"
        return SentimentResult(mood_by_words(text), learned.bayes.mood(text), used)
