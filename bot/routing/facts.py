"""Facts beyond the post itself: time, language, sentiment, the author's history, the volume of a topic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.mention import Mention
from bot.nlp import LABELS, UNKNOWN

SENTIMENTS = LABELS
NEGATIVE, NEUTRAL, POSITIVE = SENTIMENTS
UNKNOWN_LANGUAGE = UNKNOWN


class Facts(Protocol):
    """Source of facts, asked only if a rule needs one, once per mention. None means unknown: no condition on it
    matches.
    """

    @property
    def at(self) -> datetime | None:
        """Return the time at which the mention is routed (aware, UTC)."""

    def language(self, mention: Mention) -> str | None:
        """Return an ISO 639-1 code, or UNKNOWN_LANGUAGE for a text that is too short."""

    def sentiment(self, mention: Mention) -> str | None:
        """Return one of SENTIMENTS."""

    def earlier_cases(self, mention: Mention) -> int | None:
        """Return how many cases the author had before, over all their linked accounts."""

    def open_case(self, mention: Mention) -> bool | None:
        """Return True when one of the author's cases is open."""

    def volume(self, mention: Mention, topic: str, within: int) -> int | None:
        """Return how many other posts were tagged `topic` in the `within` seconds before this one was written."""


@dataclass(frozen=True, slots=True)
class StaticFacts:
    """Facts given in advance, such as those of an example; None means unknown."""

    at: datetime | None = None
    spoken: str | None = None
    sounds: str | None = None
    cases: int | None = None
    has_open: bool | None = None
    volumes: Mapping[str, int] = field(default_factory=dict)

    def language(self, mention: Mention) -> str | None:
        return self.spoken

    def sentiment(self, mention: Mention) -> str | None:
        return self.sounds

    def earlier_cases(self, mention: Mention) -> int | None:
        return self.cases

    def open_case(self, mention: Mention) -> bool | None:
        return self.has_open

    def volume(self, mention: Mention, topic: str, within: int) -> int | None:
        return self.volumes.get(topic)


NO_FACTS = StaticFacts()
