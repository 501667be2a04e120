"""Language detection and sentiment analysis of a post's text, both offline."""

from bot.nlp.clean import clean_text
from bot.nlp.labels import LABELS
from bot.nlp.language import UNKNOWN, language_of
from bot.nlp.naive_bayes import NaiveBayes
from bot.nlp.sentiment import SentimentClassifier
from bot.nlp.training import SentimentLabel, TrainedClassifier, train_classifier

__all__ = [
    "LABELS",
    "UNKNOWN",
    "NaiveBayes",
    "SentimentClassifier",
    "SentimentLabel",
    "TrainedClassifier",
    "clean_text",
    "language_of",
    "train_classifier",
]
