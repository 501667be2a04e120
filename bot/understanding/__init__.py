"""What a post's words tell beside what they say: its language, and how it sounds."""

from bot.understanding.bare import bare
from bot.understanding.bayes import Bayes
from bot.understanding.language import UNKNOWN, language_of
from bot.understanding.learning import Correction, Learned, learned_from
from bot.understanding.moods import LABELS, Impression, Mood, Moods

__all__ = [
    "LABELS",
    "UNKNOWN",
    "Bayes",
    "Correction",
    "Impression",
    "Learned",
    "Mood",
    "Moods",
    "bare",
    "language_of",
    "learned_from",
]
