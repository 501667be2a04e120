"""What a post's words tell beside what they say: its language, and how it sounds."""

from bot.nlp.clean import bare
from bot.nlp.labels import LABELS, Mood
from bot.nlp.language import UNKNOWN, language_of
from bot.nlp.naive_bayes import Bayes
from bot.nlp.sentiment import Impression, Moods
from bot.nlp.training import Correction, Learned, learned_from

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
