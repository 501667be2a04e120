"""The list of rules and the form of one: within Slack's limits with the longest and the most hostile texts."""

import json
from typing import Any

import pytest
from slack_sdk.models.views import View

from bot.routing import choose, read_rules, sample
from bot.routing.editing.fields import LONGEST, RuleFields
from bot.routing.editing.replies import SavedReply
from bot.routing.editing.sections import TeamFields
from bot.routing.editing.trial import Trial
from bot.slack.views.modals import TeamChoice
from bot.slack.views.people import privately
from bot.slack.views.rule_form import Clash, RuleForm, form_window
from bot.slack.views.rule_list import PAGE, RuleLine, RuleList, list_window
from bot.slack.views.rule_replies import ReplyList, saved_replies_window, saved_reply_window
from bot.slack.views.rule_sections import Entry, team_window, teams_window
from bot.slack.views.text import clean
from sandbox.slack.blocks import check_view as check_as_slack
from tests.bot.slack.views.hostile import HOSTILE
from tests.bot.slack.views.limits import check_view, parts

LONG = "🔥" * 1_400
KEY = "0123456789"
STEPS = [f"duplicate {KEY}"] * 100
ROUTE = choose(read_rules("{teams: {a: {channel: a}}, default: {team: a}}"), sample("x"))


def checked(view: dict[str, Any]) -> dict[str, Any]:
    check_view(view)
    check_as_slack(privately(view))
    View(**json.loads(json.dumps(privately(view)))).validate_json()
    return view


def a_list(words: str, **more: Any) -> RuleList:
    lines = [
        RuleLine(KEY + str(n), n, words, words, words, "1 post", n == 2, n == 3) for n in range(1, PAGE + 1)
    ]
    about: dict[str, Any] = {
        "page": 1,
        "total": 45,
        "carried": {"number": 1, "version": "abc", "steps": STEPS},
    }
    return RuleList(lines, **about | {"changes": 100, "overtaken": True} | more)


def a_form(words: str, size: int = 3, **more: Any) -> RuleForm:
    entries = (words or "x",)
    fields = RuleFields(
        words, entries, entries, entries, ("x",), ("negative",), "7", "in", "t1", "high", entries, "m"
    )
    about: dict[str, Any] = {
        "carried": {"number": 1, "version": "abc", "steps": STEPS, "rule": KEY, "seen": KEY},
        "teams": [TeamChoice(f"t{n}", words) for n in range(size)],
        "networks": [f"n{n}" for n in range(size)],
        "macros": [clean(f"{n}{words}"[:200]) for n in range(size)],
        "others": [(f"{KEY}{n}", words) for n in range(size)],
        "place": f"{KEY}{size // 2}",
        "is_new": False,
        "praises": True,
        "hidden": [words] * 12,
        "post": words[:1_000],
        "trial": Trial(True, (words,) * 12, words or "rule", ROUTE),
        "clash": Clash("U0RUTH", words or "x"),
        "failing": [words] * 12,
    }
    return RuleForm(fields, **about | more)


@pytest.mark.parametrize("words", [words[:1_500] for words in HOSTILE])
def test_a_list_and_a_form_of_any_text_are_ones_slack_shows(words: str) -> None:
    """Pitfall 9 (docs/pitfalls.md)."""
    for view in (checked(list_window(a_list(words))), checked(form_window(a_form(words)))):
        assert not [part for part in parts(view) if part.get("type") == "mrkdwn"]


@pytest.mark.parametrize("words", ["x", LONG])
def test_the_longest_list_and_form_are_ones_slack_shows(words: str) -> None:
    checked(list_window(a_list(words)))
    checked(form_window(a_form(words, size=300)))


def test_without_changes_there_is_nothing_to_publish_and_without_rules_a_first_step() -> None:
    view = checked(list_window(RuleList([], 0, 0, {})))
    assert "submit" not in view
    assert "Add the first one." in json.dumps(view)
    assert list_window(a_list("x"))["submit"]["text"] == "Preview changes"
    assert list_window(a_list("x"))["close"]["text"] == "Discard changes"
    assert list_window(a_list("x", changes=0))["close"]["text"] == "Close"


def test_the_first_rule_moves_only_down_and_the_last_only_up() -> None:
    lines = [RuleLine(str(n), n, "r", "c", "e", "") for n in (1, 2)]
    menus = [part for part in parts(list_window(RuleList(lines, 0, 2, {}))) if part.get("type") == "overflow"]
    offered = [[option["value"].split()[0] for option in menu["options"]] for menu in menus]
    assert offered[1:] == [
        ["rule_edit", "rule_down", "rule_pause", "rule_duplicate"],
        ["rule_edit", "rule_up", "rule_pause", "rule_duplicate"],
    ]


def test_an_empty_form_asks_for_a_name_and_a_team_only() -> None:
    form = RuleForm(RuleFields(), {}, [TeamChoice("a", "A")], ["x"], [], [])
    inputs = [block for block in checked(form_window(form))["blocks"] if block["type"] == "input"]
    assert [block["block_id"] for block in inputs if not block["optional"]] == ["name", "team", "place"]
    assert "macro" not in [block["block_id"] for block in inputs]


@pytest.mark.parametrize("place", ["0", "150", "299", "last", "gone"])
def test_the_place_of_a_rule_can_be_chosen_among_many(place: str) -> None:
    view = checked(form_window(a_form("x", others=[(str(n), "x") for n in range(300)], place=place)))
    element = next(block["element"] for block in view["blocks"] if block.get("block_id") == "place")
    values = [option["value"] for option in element["options"]]
    assert element["initial_option"]["value"] == ("last" if place == "gone" else place)
    assert (values[0], values[-1]) == ("0", "last")


@pytest.mark.parametrize(
    ("trial", "words"),
    [
        (None, "Fill in the conditions"),
        (Trial(False, ("no",), "", ROUTE), "This rule does not match."),
        (Trial(True, ("yes",), "earlier", ROUTE), "But an earlier rule decides"),
        (Trial(True, ("yes",), "", ROUTE), ": no rule matches it."),
    ],
)
def test_a_trial_says_what_the_rule_makes_of_the_post(trial: Trial | None, words: str) -> None:
    assert words in json.dumps(form_window(a_form("x", trial=trial)))


def test_a_list_that_a_field_cannot_show_has_no_field() -> None:
    view = form_window(a_form("x", without_field=frozenset({"words", "tags"})))
    assert not {"words", "tags"} & {block.get("block_id") for block in view["blocks"]}


def test_a_long_list_fits_its_field() -> None:
    entries = tuple(f"w{n:04}" for n in range(LONGEST // 7))
    checked(form_window(a_form("x", without_field=frozenset())))
    form = RuleForm(RuleFields("r", words=entries), {}, [], [], [], [])
    element = next(b["element"] for b in checked(form_window(form))["blocks"] if b.get("block_id") == "words")
    assert element["initial_value"].endswith(entries[-1])


@pytest.mark.parametrize("words", [*(words[:1_500] for words in HOSTILE), LONG])
def test_lists_and_forms_of_teams_and_replies_are_ones_slack_shows(words: str) -> None:
    """Pitfall 9 (docs/pitfalls.md)."""
    carried = {"number": 1, "version": "abc", "steps": STEPS}
    entries = [Entry(f"{KEY}{n}", words, words) for n in range(60)]
    fields = TeamFields(words, words, (words or "x",), (words or "x",), words, words, words, words)
    checked(teams_window(entries, carried))
    teams = [TeamChoice(f"t{n}", words) for n in range(120)]
    for page in (0, 1, 2):
        checked(saved_replies_window(ReplyList(entries, teams, carried, "t7", page)))
    checked(saved_replies_window(ReplyList([], [], carried)))
    checked(team_window(words, fields, [words] * 12, carried))
    for is_new in (True, False):
        reply = saved_reply_window(SavedReply("t7", words, words), teams, carried, is_new=is_new)
        assert reply is not None
        checked(reply)


def test_a_saved_reply_too_long_for_a_field_has_no_form() -> None:
    assert saved_reply_window(SavedReply("", "r", "x" * 3_001), [], {}, is_new=False) is None
