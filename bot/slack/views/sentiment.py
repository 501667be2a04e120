"""The customer's sentiment: a line on the card, and the three choices behind *Change sentiment*."""

from collections.abc import Iterator

from bot.case import Case
from bot.nlp import LABELS
from bot.slack import Message
from bot.slack.views.blocks import Element, actions, button, line, message, named, rich, text

SIGNS = {"negative": "😠", "neutral": "😐", "positive": "🙂"}


def sentiment_lines(case: Case, detected: str | None) -> Iterator[Element]:
    """Yield the sentiment an agent set, else the detected one; nothing without a classifier."""
    if detected is None:
        return
    label = case.sentiment or detected
    set_by = [text(", set by "), named(case.sentiment_by)] if case.sentiment else []
    yield line(f"{SIGNS[label]} ", text(label.capitalize(), bold=True), *set_by)


def sentiment_message(case: Case) -> Message:
    """Draw the three choices. Each press also trains detection, so confirming the right one helps too."""
    asks = line(f"Sentiment of case #{case.number}. Your choice also improves future detection.")
    return message(rich(asks), actions(*(_button(case, label) for label in LABELS)))


def _button(case: Case, label: str) -> Element:
    says = f"Set the sentiment of case {case.number} to {label}"
    return button(f"mood_{label}", label.capitalize(), str(case.number), says=says)
