"""The HTML of the private page: no script, nothing loaded from elsewhere, and every value escaped by Jinja2."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.networks import HookAnswer, PrivateMessage
from bot.networks.page.form import LONGEST, LONGEST_NAME, Written

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8").strip()
STYLE_HASH = base64.b64encode(sha256(STYLE.encode()).digest()).decode()
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    auto_reload=False,
)
# The policy permits only a style sheet with this hash, so it must reach the page unescaped.
TEMPLATES.globals |= {"style": Markup(STYLE), "longest": LONGEST, "longest_name": LONGEST_NAME}
CONVERSATION, LOST = TEMPLATES.get_template("conversation.html"), TEMPLATES.get_template("lost.html")
# Nothing may load or run but this style sheet, and the form may only post to us (W3C: Content Security Policy 3).
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Conversation:
    """The content of one author's page, or (`begun` False) of a visitor who has not written yet."""

    company: str
    begun: bool
    said: Sequence[PrivateMessage]
    written: Written
    fault: str = ""


def draw(page: Conversation, status: int = 200) -> HookAnswer:
    """Return the page: the conversation so far, and the form for the next message."""
    return HookAnswer(status, CONVERSATION.render(page=page), "text/html", HEADERS)


def draw_lost() -> HookAnswer:
    """Return the same page for every invalid link, whatever is wrong with it."""
    return HookAnswer(404, LOST.render(), "text/html", HEADERS)
