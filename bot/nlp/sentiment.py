"""The sentiment of a post: by the word list at first, by the trained classifier once it is better."""

from bot.nlp.labels import is_surely_negative, sentiment_by_words
from bot.nlp.training import TrainedClassifier

# From this probability of the learned model on, nine in ten of its labels are right: docs/nlp.md.
SURE = 0.99


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

    def sure(self, text: str) -> str:
        """Return negative or positive where that is clear, else "": a card shows nothing rather than a guess."""
        learned = self.learned
        if not (learned and learned.is_better):
            return "negative" if is_surely_negative(text) else ""
        label, probability = learned.bayes.likeliest(text)
        return label if probability >= SURE and label != "neutral" else ""
