"""HTML pages: one frame and one style for all, nothing loaded from elsewhere, every value escaped by Jinja2."""

import base64
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parent


def open_templates(folder: Path) -> Environment:
    """Return the templates of a folder. They extend `frame.html`, which has the style of `style_of`."""
    found = Environment(
        loader=FileSystemLoader([folder, FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    # A policy permits only the style sheet with this hash, so it must reach the page unescaped.
    found.globals["style"] = Markup(style_of(folder))
    return found


def style_of(folder: Path) -> str:
    """Return the style that all pages share, and after it what the folder's `page.css` adds."""
    return "\n".join((each / name).read_text(encoding="utf-8").strip() for each, name in _sheets(folder))


def hash_of(style: str) -> str:
    """Return the source of a style sheet in a page, for its Content Security Policy (W3C: CSP 3)."""
    return f"'sha256-{base64.b64encode(sha256(style.encode()).digest()).decode()}'"


def _sheets(folder: Path) -> tuple[tuple[Path, str], tuple[Path, str]]:
    return (FOLDER, "frame.css"), (folder, "page.css")
