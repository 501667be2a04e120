"""The facts still known about a past post, for rules that ask: only those in the post itself."""

from dataclasses import dataclass
from datetime import datetime

from bot.mention import Mention
from bot.nlp import SentimentClassifier, language_of


@dataclass(frozen=True, slots=True)
class PastFacts:
    """The time, language and sentiment of a past post; its author's cases then and topic volumes are unknown."""

    at: datetime
    languages: tuple[str, ...]
    classifier: SentimentClassifier

    def language(self, mention: Mention) -> str:
        return language_of(mention.words, self.languages)

    def sentiment(self, mention: Mention) -> str:
        return self.classifier.classify(mention.words)

    def earlier_cases(self, mention: Mention) -> None:
        return None

    def open_case(self, mention: Mention) -> None:
        return None

    def volume(self, mention: Mention, topic: str, within: int) -> None:
        return None
