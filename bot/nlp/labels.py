"""Sentiment labels, and the one that a list of words gives a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from bot.nlp.clean import bare

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

LABELS = ("negative", "neutral", "positive")
# The thresholds its authors give: https://github.com/cjhutto/vaderSentiment#about-the-scoring
CLEAR = 0.05
WORDS_READ = 1_000
SIGNS_READ = 50


@dataclass(frozen=True, slots=True)
class Sentiment:
    """How something sounds, and a score: from -1 (all bad) to 1 by words; how sure it is, up to 1, where learned."""

    label: str
    score: float


def mood_by_words(text: str) -> Sentiment:
    """VADER's: a list of English words and emoji, each with its tone. It tells tone, and misses half of all complaints.

    Source: Hutto and Gilbert, VADER (2014), https://ojs.aaai.org/index.php/ICWSM/article/view/14550
    """
    score = float(_vader().polarity_scores(_few_signs(bare(text)[:WORDS_READ]))["compound"])
    if abs(score) < CLEAR:
        return Sentiment("neutral", score)
    return Sentiment("positive" if score > 0 else "negative", score)


def _few_signs(words: str) -> str:
    """The words with the first emoji and other signs only: VADER's time grows with the square of their number."""
    signs = count()
    return "".join(c for c in words if c.isascii() or c.isalnum() or next(signs) < SIGNS_READ)


@cache
def _vader() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
