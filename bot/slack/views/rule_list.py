"""The window that lists the rules in order, with what each does and how often it matched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.slack import Block
from bot.slack.views.blocks import Element, actions, button, line, menu, rich, text
from bot.slack.views.inputs import View, option, window
from bot.slack.views.text import isolated

# A window accepts 100 blocks: https://docs.slack.dev/surfaces/modals. A rule takes three.
PAGE = 20
NAME_SHOWN, WORDS_SHOWN = 120, 220
EMPTY = "There are no rules yet: every post goes to the default team. Add the first one."


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as the list shows it."""

    #: The key that the menu carries.
    key: str
    #: Its place, from 1.
    number: int
    name: str
    #: What a post must have, in words.
    condition: str
    #: What happens to it, in words.
    effect: str
    #: How many posts it matched recently; "" where that is not counted.
    matched: str
    paused: bool = False
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class RuleList:
    """A page of the rules, with all that its window carries and says."""

    lines: Sequence[RuleLine]
    #: The page, from 0.
    page: int
    #: The number of all rules.
    total: int
    #: What comes back with each press: the version the list was drawn from, and unpublished steps.
    carried: Mapping[str, object]
    #: The number of changes that are not published yet.
    changes: int = 0
    #: True when someone published other rules since the window was opened.
    overtaken: bool = False


def list_window(rules: RuleList) -> View:
    """Return the window. With unpublished changes it offers to preview them."""
    view = window(
        "rules_list",
        "Routing rules",
        "Preview changes",
        {**rules.carried, "page": rules.page},
        _head(),
        rich(*_notices(rules)),
        *(block for each in rules.lines for block in _rule(each, rules.total)),
        *_pages(rules),
        # Closing the window drops its changes, so the button says so.
        close="Discard changes" if rules.changes else "Close",
    )
    if not rules.changes:
        del view["submit"]
    return view


def _head() -> Block:
    more = [
        option("Teams", "rules_teams rules"),
        option("Saved replies", "rules_replies rules"),
        option("Edit as YAML", "rules_yaml rules"),
        option("History", "rules_history rules"),
    ]
    add = button("rule_add", "Add rule", "rules", says="Add a routing rule", style="primary")
    return actions(add, menu("rules_menu", more))


def _notices(rules: RuleList) -> list[Element]:
    if not rules.total:
        return [line(EMPTY)]
    lines = [line("Rules are tried from the top. The first one that matches decides.")]
    if rules.overtaken:
        kept = " Your changes were added to them." if rules.changes else ""
        lines.append(line(f"Other rules were published in the meantime.{kept}"))
    if rules.changes:
        lines.append(line(text(_unpublished(rules.changes), bold=True)))
    return lines


def _unpublished(changes: int) -> str:
    return f"{changes} {'change is' if changes == 1 else 'changes are'} not published yet."


def _rule(rule: RuleLine, total: int) -> list[Block]:
    state = " · paused" if rule.paused else " · dry run" if rule.shadow else ""
    name = f"{rule.number}. {isolated(rule.name, NAME_SHOWN)} → {isolated(rule.effect, WORDS_SHOWN)}{state}"
    matched = f" · {rule.matched}" if rule.matched else ""
    return [
        {"type": "divider"},
        {
            "type": "section",
            "block_id": f"rule_{rule.key}",
            "text": _words(name),
            "accessory": menu("rule_menu", _choices(rule, total)),
        },
        {"type": "context", "elements": [_words(f"{isolated(rule.condition, WORDS_SHOWN)}{matched}")]},
    ]


def _words(words: str) -> Element:
    """Return a plain_text object. Text from outside is isolated in it already, which `plain` would undo."""
    return {"type": "plain_text", "text": words, "emoji": False}


def _choices(rule: RuleLine, total: int) -> list[Element]:
    up = [option("Move up", f"rule_up {rule.key}")] if rule.number > 1 else []
    down = [option("Move down", f"rule_down {rule.key}")] if rule.number < total else []
    return [
        option("Edit", f"rule_edit {rule.key}"),
        *up,
        *down,
        option("Resume" if rule.paused else "Pause", f"rule_pause {rule.key}"),
        option("Duplicate", f"rule_duplicate {rule.key}"),
    ]


def _pages(rules: RuleList) -> list[Block]:
    last = max(rules.total - 1, 0) // PAGE
    turns = [("Previous", rules.page - 1), ("Next", rules.page + 1)]
    buttons = [
        button(f"rules_{label.lower()}", label, str(page), says=f"{label} page of the rules")
        for label, page in turns
        if 0 <= page <= last
    ]
    shown = f"{rules.page * PAGE + 1} to {rules.page * PAGE + len(rules.lines)} of {rules.total}"
    return [rich(line(shown)), actions(*buttons)] if buttons else []
