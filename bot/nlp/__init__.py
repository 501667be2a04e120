"""Language detection and sentiment analysis of a post's text, both offline."""

from bot.nlp.clean import bare
from bot.nlp.labels import LABELS
from bot.nlp.language import UNKNOWN, language_of
from bot.nlp.naive_bayes import NaiveBayes
from bot.nlp.sentiment import SentimentClassifier
from bot.nlp.training import SentimentLabel, TrainedClassifier, learned_from

__all__ = [
    "LABELS",
    "UNKNOWN",
    "NaiveBayes",
    "SentimentClassifier",
    "SentimentLabel",
    "TrainedClassifier",
    "bare",
    "language_of",
    "learned_from",
]
