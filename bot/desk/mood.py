"""How the customer sounds, on the card: what counts, both scores behind it, and three buttons to say otherwise."""

from collections.abc import Iterator

from bot.case import Case, Status
from bot.desk import Block
from bot.desk.blocks import Element, actions, button, line, person, text
from bot.understanding import LABELS, Impression


def mood_lines(case: Case, heard: Impression | None) -> Iterator[Element]:
    """What an agent said, else what Baton hears; and both scores."""
    if heard is not None:
        said_by = [text(", says "), person(case.mood_by)] if case.mood else []
        yield line("Sounds ", text(case.mood or heard.label, bold=True), *said_by, f" · {_scores(heard)}")


def mood_buttons(case: Case, heard: Impression | None) -> Iterator[Block]:
    """One for each mood: to press the right one teaches too, as much as to mend the wrong one."""
    if heard is not None and case.status is not Status.RESOLVED:
        yield actions(*(_button(case, label) for label in LABELS))


def _scores(heard: Impression) -> str:
    """Both scores; the learned one says when it does not count yet."""
    words = f"by words {heard.words:+.2f}".replace("-", "−")
    if heard.by_learning is None:
        return words
    learned = f"learned {heard.by_learning.label} {heard.by_learning.score:.0%}"
    return f"{words} · {learned}{'' if heard.used == 'learned' else ', still learning'}"


def _button(case: Case, label: str) -> Element:
    says = f"The customer of case {case.number} sounds {label}"
    return button(f"mood_{label}", label.capitalize(), str(case.number), says=says)
