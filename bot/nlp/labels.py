"""Sentiment labels, and the label that a word list gives a text."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from bot.nlp.clean import clean_text

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

LABELS = ("negative", "neutral", "positive")
# The thresholds its authors give: https://github.com/cjhutto/vaderSentiment#about-the-scoring
CLEAR = 0.05
# With this polarity or more, 93 in 100 of its negative labels are right: docs/nlp.md.
STRONG = 0.3
WORDS_READ = 1_000
SIGNS_READ = 50


def sentiment_by_words(text: str) -> str:
    """Return VADER's label, from a list of English words and emoji with their polarity.

    It misses half of all complaints.

    Source: Hutto and Gilbert, VADER (2014), https://ojs.aaai.org/index.php/ICWSM/article/view/14550
    """
    polarity = _polarity(text)
    if abs(polarity) < CLEAR:
        return "neutral"
    return "positive" if polarity > 0 else "negative"


def is_surely_negative(text: str) -> bool:
    """Return whether VADER's label is negative and its polarity strong. Its *positive* is wrong as often as right."""
    return _polarity(text) <= -STRONG


def _polarity(text: str) -> float:
    return float(_vader().polarity_scores(_few_signs(clean_text(text)[:WORDS_READ]))["compound"])


def _few_signs(words: str) -> str:
    """Return the text with its first SIGNS_READ emoji and symbols: VADER's time grows with the square of their
    number.
    """
    signs = count()
    return "".join(c for c in words if c.isascii() or c.isalnum() or next(signs) < SIGNS_READ)


@cache
def _vader() -> SentimentIntensityAnalyzer:
    # Loaded on first use: its word list takes five megabytes.
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
