"""How the customer sounds, on the card: what counts, and three buttons to say otherwise."""

from collections.abc import Iterator

from bot.case import Case, Status
from bot.nlp import LABELS
from bot.slack import Block
from bot.slack.views.blocks import Element, actions, button, line, named, rich, text


def mood_blocks(case: Case, heard: str | None) -> Iterator[Block]:
    """What an agent said, else what Baton hears; and a button for each mood, since to press the right one teaches as
    much as to mend the wrong one."""
    if heard is None:
        return
    said_by = [text(", says "), named(case.sentiment_by)] if case.sentiment else []
    yield rich(line("Sounds ", text(case.sentiment or heard, bold=True), *said_by))
    if case.status is not Status.RESOLVED:
        yield actions(*(_button(case, label) for label in LABELS))


def _button(case: Case, label: str) -> Element:
    says = f"The customer of case {case.number} sounds {label}"
    return button(f"mood_{label}", label.capitalize(), str(case.number), says=says)
