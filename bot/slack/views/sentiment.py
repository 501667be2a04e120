"""The customer's sentiment: on the card where it is sure, in *More*, and the three choices to correct it."""

from bot.case import Case
from bot.nlp import LABELS
from bot.slack import Message
from bot.slack.views.blocks import Element, actions, button, line, message, named, rich, text

SIGNS = {"negative": "😠", "neutral": "😐", "positive": "🙂"}


def sentiment_note(case: Case, sure: str) -> str:
    """Return the sentiment an agent set, else the detected one where it is sure; "" without."""
    label = case.sentiment or sure
    return f"{SIGNS[label]} {label.capitalize()}" if label else ""


def sentiment_line(case: Case, detected: str) -> Element:
    """Return the sentiment an agent set and who did, else the detected one."""
    label = case.sentiment or detected
    set_by = [text(", set by "), named(case.sentiment_by)] if case.sentiment else [text(", detected")]
    return line("Sentiment: ", f"{SIGNS[label]} ", text(label.capitalize(), bold=True), *set_by)


def sentiment_message(case: Case) -> Message:
    """Draw the three choices. Each press also trains detection, so confirming the right one helps too."""
    asks = line(f"Sentiment of case #{case.number}. Your choice also improves future detection.")
    return message(rich(asks), actions(*(_button(case, label) for label in LABELS)))


def _button(case: Case, label: str) -> Element:
    says = f"Set the sentiment of case {case.number} to {label}"
    return button(f"mood_{label}", label.capitalize(), str(case.number), says=says)
