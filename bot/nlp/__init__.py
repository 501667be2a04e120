"""Language detection and sentiment analysis of a post's text, both offline."""

from bot.nlp.clean import bare
from bot.nlp.labels import LABELS, Sentiment
from bot.nlp.language import UNKNOWN, language_of
from bot.nlp.naive_bayes import NaiveBayes
from bot.nlp.sentiment import SentimentClassifier, SentimentResult
from bot.nlp.training import SentimentLabel, TrainedClassifier, learned_from

__all__ = [
    "LABELS",
    "UNKNOWN",
    "NaiveBayes",
    "Sentiment",
    "SentimentClassifier",
    "SentimentLabel",
    "SentimentResult",
    "TrainedClassifier",
    "bare",
    "language_of",
    "learned_from",
]
