"""How a post sounds: by a list of words at first, by what agents taught once that is better."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Literal

from bot.nlp.clean import bare

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from bot.nlp.training import Learned

LABELS = ("negative", "neutral", "positive")
# The thresholds its authors give: https://github.com/cjhutto/vaderSentiment#about-the-scoring
CLEAR = 0.05
WORDS_READ = 1_000
SIGNS_READ = 50


@dataclass(frozen=True, slots=True)
class Mood:
    """How something sounds, and a score: from -1 (all bad) to 1 by words; how sure it is, up to 1, where learned."""

    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Impression:
    """What both ways of telling say of a post; `used` is the one that counts."""

    by_words: Mood
    by_learning: Mood | None
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


class Moods:
    """What a process knows of moods at present. It forgets nothing by itself: whoever reads the store calls `learn`."""

    def __init__(self) -> None:
        self.learned: Learned | None = None

    @property
    def version(self) -> int:
        """Which learned one this is; 0 before there is one."""
        return self.learned.version if self.learned else 0

    def learn(self, learned: Learned | None) -> None:
        """Tell moods by `learned` from now on, where it is good enough."""
        self.learned = learned

    def mood(self, text: str) -> Impression:
        """How a post sounds. Nothing may be hidden or closed because of it."""
        learned = self.learned
        if learned is None:
            return Impression(mood_by_words(text), None, "words")
        used: Literal["words", "learned"] = "learned" if learned.is_better else "words"
        return Impression(mood_by_words(text), learned.bayes.mood(text), used)


def mood_by_words(text: str) -> Mood:
    """VADER's: a list of English words and emoji, each with its tone. It tells tone, and misses half of all complaints.

    Source: Hutto and Gilbert, VADER (2014), https://ojs.aaai.org/index.php/ICWSM/article/view/14550
    """
    score = float(_vader().polarity_scores(_few_signs(bare(text)[:WORDS_READ]))["compound"])
    if abs(score) < CLEAR:
        return Mood("neutral", score)
    return Mood("positive" if score > 0 else "negative", score)


def _few_signs(words: str) -> str:
    """The words with the first emoji and other signs only: VADER's time grows with the square of their number."""
    signs = count()
    return "".join(c for c in words if c.isascii() or c.isalnum() or next(signs) < SIGNS_READ)


@cache
def _vader() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
