"""One of every message and window that Baton can draw, for checks against Slack's limits."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.slack import Message
from bot.slack.gallery.answers import answers
from bot.slack.gallery.bulk import bulk_windows
from bot.slack.gallery.homes import homes
from bot.slack.gallery.messages import alerts, cards, thread_messages
from bot.slack.gallery.notices import notices
from bot.slack.gallery.rules import rule_windows
from bot.slack.gallery.why import explanations
from bot.slack.gallery.windows import windows
from bot.slack.views.inputs import View

WORDS = "My internet is <down> since 6:00 & nobody answers. I am leaving!"


@dataclass(frozen=True, slots=True)
class Specimen:
    """One message or view, by the name of what it shows."""

    name: str
    shown: Message | View

    @property
    def is_message(self) -> bool:
        return isinstance(self.shown, Message)


def specimens(words: str = WORDS) -> Iterator[Specimen]:
    """Yield every kind of message and view in every state, each once, with `words` wherever other people write."""
    seen: set[str] = set()
    for specimen in _drawn(words):
        if (picture := repr(specimen.shown)) not in seen:
            seen.add(picture)
            yield specimen


def _drawn(words: str) -> Iterator[Specimen]:
    for group in (cards, thread_messages, alerts, answers, notices):
        for name, drawn in group(words):
            if drawn is not None:
                yield Specimen(name, drawn)
    for views in (windows, homes, explanations, rule_windows, bulk_windows):
        for name, view in views(words):
            yield Specimen(f"window: {name}", view)
