"""What may be known of a post beyond itself: the hour, language, mood, its author's history, what others wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.mention import Mention
from bot.nlp import LABELS, UNKNOWN

MOODS = LABELS
NEGATIVE, NEUTRAL, POSITIVE = MOODS
UNKNOWN_LANGUAGE = UNKNOWN


class Facts(Protocol):
    """Asked only where a rule asks, each once for a mention. None: not known here, and then no condition holds."""

    @property
    def at(self) -> datetime | None:
        """When the mention is routed (aware, UTC)."""

    def language(self, mention: Mention) -> str | None:
        """ISO 639-1 code, or UNKNOWN_LANGUAGE where the text is too short to tell."""

    def mood(self, mention: Mention) -> str | None:
        """One of MOODS."""

    def earlier_cases(self, mention: Mention) -> int | None:
        """How many cases its author had before, by any of their accounts."""

    def open_case(self, mention: Mention) -> bool | None:
        """Whether one of them is open."""

    def volume(self, mention: Mention, topic: str, within: int) -> int | None:
        """How many other posts were tagged `topic` in the `within` seconds before this one was written."""


@dataclass(frozen=True, slots=True)
class StaticFacts:
    """Facts somebody wrote down, such as those of an example; what is None is not known."""

    at: datetime | None = None
    spoken: str | None = None
    sounds: str | None = None
    cases: int | None = None
    has_open: bool | None = None
    volumes: Mapping[str, int] = field(default_factory=dict)

    def language(self, mention: Mention) -> str | None:
        return self.spoken

    def mood(self, mention: Mention) -> str | None:
        return self.sounds

    def earlier_cases(self, mention: Mention) -> int | None:
        return self.cases

    def open_case(self, mention: Mention) -> bool | None:
        return self.has_open

    def volume(self, mention: Mention, topic: str, within: int) -> int | None:
        return self.volumes.get(topic)


NO_FACTS = StaticFacts()
