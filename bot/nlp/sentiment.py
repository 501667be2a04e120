"""The sentiment of a post: by the word list at first, by the trained classifier once it is better."""

from bot.nlp.labels import sentiment_by_words
from bot.nlp.training import TrainedClassifier


class SentimentClassifier:
    """The sentiment classifier of a process; the caller passes newly trained models to `learn`."""

    def __init__(self) -> None:
        self.learned: TrainedClassifier | None = None

    def learn(self, learned: TrainedClassifier | None) -> None:
        """Use `learned` from now on, if it is good enough."""
        self.learned = learned

    def classify(self, text: str) -> str:
        """Return negative, neutral or positive. It is often wrong, so nothing may be hidden or closed because of it."""
        learned = self.learned
        return learned.bayes.classify(text) if learned and learned.is_better else sentiment_by_words(text)
