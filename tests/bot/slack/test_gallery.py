"""Every message and window, with hostile and longest text: Slack's limits, slack_sdk's validators, whole texts."""

import ast
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

import bot.slack.views
from bot.slack import Message
from bot.slack.gallery import WORDS, Specimen, specimens
from bot.slack.gallery.cases import OTHER, OWNER
from bot.slack.gallery.messages import events
from bot.slack.views.blocks import readable
from bot.slack.views.people import MENTION, people_in, privately, with_names
from bot.slack.views.thread import _DRAWN
from sandbox.slack.blocks import check_message as slack_takes_message
from sandbox.slack.blocks import check_view as slack_takes_view
from tests.bot.slack.views.limits import check_message, check_view, parts, pinging

ROOT = Path(__file__).parents[3]
VIEWS = Path(bot.slack.views.__path__[0])
# As long as a field of Slack's windows; longer posts, and every hostile text, are in views/test_hostile.py.
LONGEST = "<!channel> & \U0001f600 line\n" * 130
OTHERS = ["", "<!channel> <@U1> \u202egnp.exe\u202c שלום", LONGEST]
# What the functions of the views return that draw: a whole, or a part of one.
PARTS = r"\b(Message|View|Block|Element|Notification|Piece|Happening)\b|dict\[str, Any\]"


def name_of(specimen: Specimen) -> str:
    return specimen.name


@pytest.mark.parametrize("words", [WORDS, *OTHERS], ids=range(1 + len(OTHERS)))
def test_slack_takes_every_message_and_window(words: str) -> None:
    wrong: dict[str, str] = {}
    for specimen in specimens(words):
        try:
            check(specimen)
        except Exception as fault:
            wrong[specimen.name] = str(fault)[:300]
    assert wrong == {}


def check(specimen: Specimen) -> None:
    """Fail unless our limits, the sandbox and slack_sdk all take it, and only people of ours are notified."""
    if isinstance(specimen.shown, Message):
        check_message(specimen.shown, is_redrawn=not specimen.name.startswith("link preview"))
        assert pinging(specimen.shown) <= {OWNER, OTHER, "S0000TEAM"}
        sent = with_names(specimen.shown, {})
        slack_takes_message(list(sent.blocks))
        assert len(sent.text) <= 4_000
        for block in Block.parse_all(list(sent.blocks)):
            block.validate_json()
        return
    check_view(specimen.shown)
    view = privately(specimen.shown)
    slack_takes_view(view)
    View(**json.loads(json.dumps(view))).validate_json()


def test_a_text_mentions_no_one_whom_the_blocks_beside_it_only_name() -> None:
    for specimen in specimens():
        if isinstance(specimen.shown, Message) and specimen.shown.blocks:
            sent = with_names(specimen.shown, {})
            mentioned = set(re.findall(r"<@(\w+)>", sent.text))
            assert mentioned <= set(people_in(sent.blocks, MENTION)), specimen.name


def test_each_text_is_complete() -> None:
    """Screen readers read the text instead of the blocks, so it has every word that the blocks show."""
    for specimen in specimens():
        # The text of a direct message is its push: the link and the exact time are in the blocks only.
        if isinstance(specimen.shown, Message) and not specimen.name.startswith(("card", "direct message")):
            text = specimen.shown.text
            if text.endswith("…"):
                continue
            missing = [line for line in readable(specimen.shown.blocks).split("\n") if not has(text, line)]
            assert [line for line in missing if WORDS[:20] not in line] == [], specimen.name


def has(text: str, line: str) -> bool:
    """Return true when a text says a line, with the addresses of its links or, for a phone, without them."""
    return line in text or re.sub(r" \(https://[^ )]*\)", "", line) in text


def test_no_push_begins_with_an_address_or_hides_its_point() -> None:
    """A phone shows the beginning of the text of a message that notifies, where an address takes all the room."""
    for specimen in specimens():
        pushed = ("event ", "escalation", "SLA warning", "bouncing", "guidance", "backlog", "ignored", "FYI")
        if isinstance(specimen.shown, Message) and specimen.name.startswith((*pushed, "direct message")):
            assert "https://" not in specimen.shown.text.split("\n")[0], specimen.name


def test_each_cards_text_names_who_what_and_state() -> None:
    for specimen in specimens():
        if isinstance(specimen.shown, Message) and specimen.name.startswith("card"):
            push, *rest = specimen.shown.text.split("\n")
            assert re.search(r"My internet is &lt;down&gt;|deleted|hidden|\(no text\)", push), specimen.name
            assert any("#1042" in line for line in rest), specimen.name
            assert "<!date" not in specimen.shown.text


def test_a_card_has_at_most_three_controls_and_begins_with_the_customer() -> None:
    for specimen in specimens("I am leaving, cancel my contract"):
        if not isinstance(specimen.shown, Message) or not specimen.name.startswith("card"):
            continue
        pressed = [
            each for each in parts(specimen.shown.blocks) if each.get("type") in ("button", "overflow")
        ]
        assert len(pressed) <= 3, specimen.name
        lines = [line for block in specimen.shown.blocks[:2] for line in readable([block]).split("\n")]
        assert any(re.search(r"I am leaving|deleted|hidden|\(no text\)", line) for line in lines[:2]), (
            specimen.name
        )


def test_everything_that_draws_is_drawn() -> None:
    """A new message or window needs its line in bot/slack/gallery, so that these tests and the doctor check it."""
    assert sorted(drawing() - run_by(as_sent)) == []
    assert set(_DRAWN) - {event.kind for event in events("x")} == set()


def drawing() -> set[tuple[str, str]]:
    """Return the file and name of each function of the views that returns a message or view, or a part of one."""
    return {
        (path.name, node.name)
        for path in VIEWS.glob("**/*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns
        if re.search(PARTS, ast.unparse(node.returns)) and "Callable" not in ast.unparse(node.returns)
    }


def run_by(work: Callable[[], object]) -> set[tuple[str, str]]:
    """Return the file and name of each function of the views that runs meanwhile."""
    ran: set[CodeType] = set()
    before = sys.gettrace()
    sys.settrace(lambda frame, event, _: ran.add(frame.f_code))
    try:
        work()
    finally:
        sys.settrace(before)
    places = ((Path(code.co_filename), code.co_name) for code in ran)
    return {(path.name, name) for path, name in places if VIEWS in path.parents}


def as_sent() -> list[object]:
    return [
        with_names(each.shown, {}) if isinstance(each.shown, Message) else privately(each.shown)
        for each in specimens()
    ]


def test_only_views_draw() -> None:
    """What is drawn elsewhere would be in no gallery."""
    outside = {
        str(path.relative_to(ROOT))
        for folder in ("bot", "handlers")
        for path in (ROOT / folder).rglob("*.py")
        if not {VIEWS, VIEWS.parent / "gallery"} & {*path.parents}
        if re.search(
            r"\brich\(|\bactions\(|\"type\": \"(section|modal|home|rich_text|context)\"", path.read_text()
        )
    }
    assert outside == set()


def test_each_picture_has_a_name_of_its_own() -> None:
    names = [specimen.name for specimen in specimens()]
    assert len(names) == len(set(names))
