"""The texts people read use the words of the trade: no banned word in docs or in Slack texts."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / ".env.example"])
# Folders whose string literals people read in Slack.
SLACK_FOLDERS = ("handlers", "bot/slack")
# Written from the code, or by hand beside it: they follow when the texts in the code do.
FROM_CODE: set[str] = set()

# Each pattern with what to write instead.
BANNED: dict[str, str] = {
    r"tell|tells|told": "notify, show, log or detect",
    r"hears? of|heard of|hear of": "is notified, is alerted",
    r"stands?|stood": "is, appears, is listed",
    r"hold good|holds when|still holds|nothing holds|that holds|it holds|conditions? holds?": "matches, is true",
    r"anew": "again",
    r"who(so)?ever": "the owner, the requester, an agent, an admin",
    r"those who": "people who",
    r"nobody's|somebody|nobody was told": "the role, someone, no agent",
    r"shall": "should, will",
    r"mend(s|ed|ing)?": "fix",
    r"reckon(s|ed|ing)?": "calculate, score",
    r"by (itself|themselves)": "automatically, alone",
    r"further": "another, more, new",
    r"until when|what for|how well": "deadline, note, accuracy",
    r"letters? (come|came|comes|to|from|by|that|are|is|of customers|in html|goes|go)": "e-mail, message",
    r"two looks|looks? at x|second look|each look|a look may": "poll, check",
    r"asides?": "note, transfer",
    r"rungs?": "threshold, level",
    r"drawn by lot|by lot": "random sample",
    r"to and fro": "bounces",
    r"struck (from|out)": "removed",
    r"taken away|takes? away": "deleted",
    r"telephone": "phone",
    r"films?": "video",
    r"enquir(y|ies)": "question, inquiry",
    r"pictures or films": "images or videos",
    r"given out": "assigned",
    r"whereabouts|byline|whence": "location, author line, origin",
    r"feasts?": "public holiday",
    r"moods?": "sentiment",
    r"errands?": "task",
    r"journal(s|ed)?": "event log",
    r"nudges?": "reminder, hint",
    r"answer clock|answer due|late since": "reply timer, due, overdue",
    r"lest|hitherto|thither|hence|henceforth|amiss|naught": "plain words",
}
# Text that may stay, each with its reason.
ALLOWED: tuple[tuple[str, str], ...] = (
    (r"^ *```.*?^ *```", "examples show what the program prints or reads"),
    (r"`[^`\n]+`", "code, settings and stored names keep their words"),
    (r"\]\([^)]*\)", "an address of a link"),
    (r"<!--.*?-->", "a comment"),
    (r"https?://\S+", "an address"),
    (r"tell(s)? (apart|them apart)|told apart", "the ordinary word for seeing a difference"),
    (r"can(not|'t) tell", "the name of an outcome, and the plain word for not knowing"),
    (r"CannotTell|Can't Tell", "a name in the code, and a label of the airline data"),
    (r"tool can't tell|Slack can't tell you", "plain words"),
    (r"given out so far", "links and addresses that people received"),
    (r"unaffected|asides", "no use of the banned word"),
)
_KEEP = re.compile("|".join(f"(?:{pattern})" for pattern, _ in ALLOWED), re.MULTILINE | re.DOTALL)
_BANNED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?:{pattern})' for pattern in BANNED)})(?![\w-])", re.IGNORECASE
)


def banned_words(text: str) -> list[tuple[int, str]]:
    """Return each banned word of `text` with its line, counted from 1; what ALLOWED names is passed over."""
    seen = _KEEP.sub(lambda kept: re.sub(r"[^\n]", " ", kept[0]), text)
    return [(seen.count("\n", 0, found.start()) + 1, found[0]) for found in _BANNED.finditer(seen)]


def remedy(word: str) -> str:
    """Return what to write in place of a banned word."""
    return next(instead for pattern, instead in BANNED.items() if re.fullmatch(pattern, word, re.IGNORECASE))


def slack_texts(folders: Iterable[str] = SLACK_FOLDERS) -> Iterator[tuple[str, str]]:
    """Yield the texts of `folders` that people may read in Slack, each with its place (`file:line`)."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            docstrings = {id(_docstring(node)) for node in ast.walk(tree)}
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or id(node) in docstrings:
                    continue
                if isinstance(node.value, str) and _is_sentence(node.value):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def _docstring(node: ast.AST) -> ast.AST | None:
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    return first.value if isinstance(first, ast.Expr) else None


def _is_sentence(words: str) -> bool:
    """Return whether a literal is text for people: ids, keys and patterns have no space."""
    return " " in words.strip() and not words.lstrip().startswith(
        ("select ", "insert ", "update ", "delete ")
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_uses_the_words_of_the_trade(page: Path) -> None:
    if str(page.relative_to(ROOT)) in FROM_CODE:
        pytest.skip("follows the descriptions in the code, which are rewritten with it")
    found = banned_words(page.read_text(encoding="utf-8"))
    assert [f"line {line}: {word} -> {remedy(word)}" for line, word in found] == []


def test_slack_texts_use_the_words_of_the_trade() -> None:
    found = [(place, word, text) for place, text in slack_texts() for _, word in banned_words(text)]
    assert [f"{place}: {word} -> {remedy(word)} in {text!r}" for place, word, text in found] == []


def test_every_exception_has_a_reason() -> None:
    assert all(len(reason) > 5 for _, reason in ALLOWED)


@pytest.mark.parametrize(
    "text", ["She was told.", "It stands there.", "Write it anew.", "Whoever comes", "a further post"]
)
def test_a_banned_word_is_found_with_its_remedy(text: str) -> None:
    ((line, word),) = banned_words(text)
    assert (line, bool(remedy(word))) == (1, True)


@pytest.mark.parametrize(
    "text", ["`told` is a column", "```\ntold\n```", "standard", "a threshold", "can't tell apart"]
)
def test_names_and_ordinary_words_are_let_through(text: str) -> None:
    assert banned_words(text) == []


def test_texts_of_slack_are_found_without_docstrings() -> None:
    places = dict(slack_texts())
    assert len(places) > 300
    assert any(text.startswith("The queue is empty") for text in places.values())
    assert not any(text.startswith("The help text: every command") for text in places.values())
