"""The private page as people see it: plain HTML, no script, nothing from elsewhere; every word of theirs escaped."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from bot.networks import HookAnswer, PrivateMessage
from bot.networks.page.form import LONGEST, LONGEST_NAME, Written

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8").strip()
PAGE = Template((FOLDER / "page.html").read_text(encoding="utf-8"))
STYLE_HASH = base64.b64encode(sha256(STYLE.encode()).digest()).decode()
# Nothing may load or run but this very style sheet, and the form leads to us alone (W3C: Content Security Policy 3).
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
LOST = (
    "<h1>This page is not here</h1>\n"
    "<p>The link is incomplete, or has expired. "
    "Please use the link we gave you, or ask us for a new one.</p>"
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What stands on the page of one writer, or (`begun` False) of somebody who has not written yet."""

    company: str
    begun: bool
    said: Sequence[PrivateMessage]
    written: Written
    fault: str = ""


def draw(page: Conversation, status: int = 200) -> HookAnswer:
    """The page: what was said so far, and the form for the next message."""
    heading = f"Write to {page.company} in private" if page.company else "Write to us in private"
    parts = [f"<h1>{escape(heading)}</h1>", *_so_far(page), *_fault(page.fault), _form(page)]
    return _answer(status, heading, "\n".join(parts))


def draw_lost() -> HookAnswer:
    """The same for every link that leads nowhere, whatever is wrong with it."""
    return _answer(404, "This page is not here", LOST)


def _answer(status: int, title: str, main: str) -> HookAnswer:
    text = PAGE.substitute(title=escape(title), style=STYLE, main=main)
    return HookAnswer(status, text, "text/html", HEADERS)


def _so_far(page: Conversation) -> list[str]:
    if not page.begun:
        return ["<p>What you write here is read by our service staff, and by nobody else.</p>"]
    return [
        "<p>Only you and our service staff can read this page. <strong>Keep its address for yourself</strong>, "
        "and keep it: our answer appears here.</p>",
        "<h2>So far</h2>",
        "<ol>",
        *[_message(each) for each in page.said],
        "</ol>",
    ]


def _message(said: PrivateMessage) -> str:
    who, kind = ("We", "ours") if said.ours else ("You", "theirs")
    return (
        f'<li class="{kind}"><span class="who">{who}</span>, {_time(said.at)}'
        f'<p dir="auto">{escape(said.text)}</p></li>'
    )


def _time(at: datetime) -> str:
    return f'<time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{at:%d %B %Y, %H:%M} UTC</time>'


def _fault(fault: str) -> list[str]:
    return [f'<p class="fault" role="alert" id="fault">{escape(fault)}</p>'] if fault else []


def _form(page: Conversation) -> str:
    written = page.written
    described = ' aria-describedby="fault" aria-invalid="true"' if page.fault else ""
    name = (
        '<label for="name">Your name, if you like</label>\n'
        f'<input id="name" name="name" autocomplete="name" maxlength="{LONGEST_NAME}" value="{escape(written.name)}">\n'
    )
    # HTML drops one line break at the beginning of a textarea.
    return (
        '<form method="post" accept-charset="utf-8">\n'
        f'<input type="hidden" name="form" value="{written.form}">\n'
        f"{'' if page.begun else name}"
        '<label for="text">Your message</label>\n'
        f'<textarea id="text" name="text" rows="8" required maxlength="{LONGEST}"{described}>\n'
        f"{escape(written.text)}</textarea>\n"
        '<p class="hint">Never send a password or a whole card number.</p>\n'
        "<button>Send privately</button>\n"
        "</form>"
    )
