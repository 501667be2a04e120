"""The page's names of emoji."""

from pathlib import Path

from sandbox.page import EMOJI_NAMES, emoji_by_name

OURS = Path(__file__).parents[3] / "bot" / "slack" / "views" / "emoji_names.txt"


def test_the_page_knows_every_emoji_that_baton_knows() -> None:
    """The sandbox imports nothing of Baton's, so the list is there twice."""
    assert EMOJI_NAMES.read_bytes() == OURS.read_bytes()
    known = emoji_by_name()
    assert (known["wave"], known["flag-de"], known["hash"]) == ("👋", "🇩🇪", "#️⃣")
