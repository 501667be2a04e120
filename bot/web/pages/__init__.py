"""The HTML pages of the web process, at / and /setup: nothing loaded from elsewhere, every value escaped by Jinja2."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from markupsafe import Markup

from bot.html import hash_of, open_templates, style_of
from bot.web.setup.checks import Checked

DOCS = "https://github.com/OWNER/baton/blob/main/docs"
FOLDER = Path(__file__).parent

SCRIPT = (FOLDER / "setup.js").read_text(encoding="utf-8").strip()
STYLE_SOURCE = hash_of(style_of(FOLDER))
TEMPLATES = open_templates(FOLDER)
# The doctor writes for a terminal and for Slack: * and ` mark words there.
TEMPLATES.filters["plain"] = lambda words: words.replace("*", "").replace("`", "")
# The script is ours, and must reach the page unescaped.
TEMPLATES.globals |= {"script": Markup(SCRIPT), "docs": DOCS}


@dataclass(frozen=True, slots=True)
class SetupPage:
    """The content of /setup for the person who entered the code."""

    #: Baton's public https address; empty without one.
    address: str
    #: The manifest of the Slack app, as JSON.
    manifest: str
    #: Slack's page that creates an app from this manifest.
    create_url: str
    #: Whether Baton runs: its settings can be used.
    runs: bool
    #: What to do next.
    next: str
    #: What the checks found.
    checked: Checked
    #: Whether Baton runs on Heroku.
    on_heroku: bool

    @property
    def works(self) -> bool:
        """Return true when Baton runs and every check passed."""
        return self.runs and not self.checked.troubles


def draw_home(*, is_set_up: bool) -> web.Response:
    """Return the page at /, which says what this is and nothing about its state that a stranger could use."""
    return _page("home.html", is_set_up=is_set_up)


def draw_code(*, on_heroku: bool, fault: str = "", status: int = 200) -> web.Response:
    """Return the page that asks for the code; `fault` says why the last one was not accepted."""
    return _page("code.html", status, on_heroku=on_heroku, fault=fault)


def draw_setup(page: SetupPage) -> web.Response:
    """Return the page that leads through set-up."""
    return _page("setup.html", page=page)


def draw_closed() -> web.Response:
    """Return the page at /setup once set-up is complete."""
    return _page("closed.html")


def _page(template: str, status: int = 200, **values: object) -> web.Response:
    nonce = secrets.token_urlsafe(16)
    words = TEMPLATES.get_template(template).render(nonce=nonce, **values)
    return web.Response(status=status, text=words, content_type="text/html", headers=_headers(nonce))


def _headers(nonce: str) -> dict[str, str]:
    """Return headers by which nothing may load or run but our style sheet and script (W3C: CSP 3)."""
    policy = (
        f"default-src 'none'; style-src {STYLE_SOURCE}; script-src 'nonce-{nonce}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store",
    }
