"""The HTML of the private page: no script, nothing loaded from elsewhere, and every value escaped by Jinja2."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.html import hash_of, open_templates, style_of
from bot.networks import HookAnswer, PrivateMessage
from bot.networks.page.form import LONGEST, LONGEST_NAME, Written

FOLDER = Path(__file__).parent
TEMPLATES = open_templates(FOLDER)
TEMPLATES.globals |= {"longest": LONGEST, "longest_name": LONGEST_NAME}
CONVERSATION, LOST = TEMPLATES.get_template("conversation.html"), TEMPLATES.get_template("lost.html")
# Nothing may load or run but this style sheet, and the form may only post to us (W3C: Content Security Policy 3).
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src {hash_of(style_of(FOLDER))}; form-action 'self'; base-uri 'none'; "
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
