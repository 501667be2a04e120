"""A replay as one page that stands by itself: before and after, and what would move; every word escaped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from bot.mention import Mention
from bot.routing.replay import Move, Replayed
from bot.slack.views.text import one_line

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8").strip()
PAGE = Template((FOLDER / "page.html").read_text(encoding="utf-8"))
TITLE = "What the changed rules would move"


@dataclass(frozen=True, slots=True)
class Heading:
    """What was replayed: the name of the rules, their version, and how many days."""

    rules: str
    version: str
    days: int


def draw_page(heading: Heading, found: Replayed) -> str:
    """The whole page as HTML; it loads nothing from anywhere."""
    parts = [*_head(heading, found), *_places(found), *_moves(found), *_shadows(found)]
    return PAGE.substitute(title=TITLE, style=STYLE, main="\n".join(parts))


def _head(heading: Heading, found: Replayed) -> Iterator[str]:
    days = "day" if heading.days == 1 else f"{heading.days} days"
    yield f"<h1>{TITLE}</h1>"
    yield f'<p class="quiet">{escape(heading.rules)}, version {escape(heading.version)}; posts of the last {days}</p>'
    yield f'<p class="lead"><strong>{found.moved:,}</strong> of {found.posts:,} posts would go elsewhere.</p>'


def _places(found: Replayed) -> Iterator[str]:
    """Where the posts went and would go, each place with a bar for both."""
    most = max([*found.before.values(), *found.after.values(), 1])
    yield "<h2>Before and after</h2>"
    yield '<p><span class="key then"></span>before<span class="key now"></span>after</p>'
    yield '<div class="wide"><table><thead><tr><th scope="col">Where to</th><th scope="col" class="count">Before</th>'
    yield '<th scope="col" class="count">After</th><td></td></tr></thead><tbody>'
    for name in sorted({*found.before, *found.after}):
        then, now = found.before[name], found.after[name]
        bars = f"{_bar('then', then / most)}{_bar('now', now / most)}"
        counts = f"{_count(then)}{_count(now)}"
        yield f'<tr><th scope="row">{escape(name)}</th>{counts}<td class="bars" aria-hidden="true">{bars}</td></tr>'
    yield "</tbody></table></div>"


def _moves(found: Replayed) -> Iterator[str]:
    yield "<h2>What would move</h2>"
    if not found.moved:
        yield "<p>Nothing.</p>"
        return
    names = ("From", "To", "Rule then", "Rule now", "For example")
    columns = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield f'<div class="wide"><table><thead><tr><th scope="col" class="count">Posts</th>{columns}</tr></thead><tbody>'
    yield from (_row(move, count, examples) for move, count, examples in found.moves)
    yield "</tbody></table></div>"
    if found.further:
        yield f"<p>{found.further:,} more posts would move in further ways.</p>"


def _row(move: Move, count: int, examples: Sequence[Mention]) -> str:
    words = (move.source, move.target, move.rule_then, move.rule_now)
    cells = "".join(f"<td>{escape(each)}</td>" for each in words)
    return f"<tr>{_count(count)}{cells}<td>{_list(examples)}</td></tr>"


def _shadows(found: Replayed) -> Iterator[str]:
    """What rules that only watch would have taken."""
    if not found.shadows:
        return
    names = "".join(f'<th scope="col">{name}</th>' for name in ("Rule", "Where they go", "For example"))
    yield "<h2>Rules that only watch</h2>"
    yield f'<div class="wide"><table><thead><tr><th scope="col" class="count">Posts</th>{names}</tr></thead><tbody>'
    for rule, watched in sorted(found.shadows.items()):
        went = ", ".join(f"{place}: {count:,}" for place, count in watched.went.most_common())
        cells = f"<td>{escape(rule)}</td><td>{escape(went)}</td><td>{_list(watched.examples)}</td>"
        yield f"<tr>{_count(watched.went.total())}{cells}</tr>"
    yield "</tbody></table></div>"


def _list(examples: Sequence[Mention]) -> str:
    posts = "".join(
        f'<li dir="auto">{escape(one_line(post.title or post.text, 200) or "(no text)")}</li>'
        for post in examples
    )
    return f"<ul>{posts}</ul>"


def _count(number: int) -> str:
    return f'<td class="count">{number:,}</td>'


def _bar(kind: str, share: float) -> str:
    return f'<span class="bar {kind}" style="width: {share:.1%}"></span>'
