"""The report of a replay as one HTML page that loads nothing: before and after, and each kind of move."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.mention import Mention
from bot.routing.replay import Replayed
from bot.slack.views.text import one_line

FOLDER = Path(__file__).parent
TITLE = "Preview of the changed rules"


@dataclass(frozen=True, slots=True)
class Heading:
    """The subject of a replay: the name of the rules, their version, and the number of days."""

    rules: str
    version: str
    days: int


def draw_page(heading: Heading, found: Replayed) -> str:
    """Return the whole page as HTML; every value in it is escaped."""
    return PAGE.render(
        heading=heading,
        found=found,
        destinations=sorted({*found.before, *found.after}),
        most=max([*found.before.values(), *found.after.values(), 1]),
    )


def _words(post: Mention) -> str:
    """Return the beginning of a post on one line, without control characters."""
    return one_line(post.title or post.text, 200) or "(no text)"


TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    auto_reload=False,
)
TEMPLATES.filters["words"] = _words
# The style sheet is ours, and escaping would break it.
TEMPLATES.globals |= {
    "title": TITLE,
    "style": Markup((FOLDER / "page.css").read_text(encoding="utf-8").strip()),
}
PAGE = TEMPLATES.get_template("page.html")
