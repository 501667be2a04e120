"""What is still known of a post that came some time ago, for rules that ask: no more than stands in the post itself."""

from dataclasses import dataclass
from datetime import datetime

from bot.mention import Mention
from bot.nlp import SentimentClassifier, language_of


@dataclass(frozen=True, slots=True)
class PastFacts:
    """A post's hour, language and mood. What its author had open then, and what others wrote, nobody knows any more."""

    at: datetime
    languages: tuple[str, ...]
    classifier: SentimentClassifier

    def language(self, mention: Mention) -> str:
        return language_of(mention.words, self.languages)

    def mood(self, mention: Mention) -> str:
        return self.classifier.mood(mention.words).label

    def earlier_cases(self, mention: Mention) -> None:
        return None

    def open_case(self, mention: Mention) -> None:
        return None

    def volume(self, mention: Mention, topic: str, within: int) -> None:
        return None
