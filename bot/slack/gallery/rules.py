"""The windows in which the rules file is edited: lists and forms, empty, usual and full."""

from collections.abc import Iterator
from dataclasses import replace as with_fields
from typing import Any

from msgspec.structs import replace

from bot.routing.editing.fields import CONTINUE, IGNORE, PRAISE, RuleFields
from bot.routing.editing.replies import EVERYONE, SavedReply
from bot.routing.editing.sections import TeamFields
from bot.routing.editing.trial import Trial
from bot.routing.facts import SENTIMENTS
from bot.slack.gallery.cases import OTHER, cases
from bot.slack.views.inputs import INPUT_LIMIT, View
from bot.slack.views.modals import TeamChoice
from bot.slack.views.rule_form import LAST, POST_LONGEST, Clash, RuleForm, form_window
from bot.slack.views.rule_list import PAGE, RuleLine, RuleList, list_window
from bot.slack.views.rule_replies import ReplyList, saved_replies_window, saved_reply_window
from bot.slack.views.rule_sections import Entry, team_window, teams_window

Named = Iterator[tuple[str, View]]
KEY = "0123456789"
# As much as these windows carry: the unpublished steps of a hundred changes.
CARRIED: dict[str, object] = {"number": 12, "version": "0123456789ab", "steps": [f"duplicate {KEY}"] * 100}
MANY = 300


def rule_windows(words: str) -> Named:
    """Yield the list of rules and the form of one, and the lists and forms of teams and saved replies."""
    yield from _lists(words)
    yield from _forms(words)
    yield from _sections(words)


def _lists(words: str) -> Named:
    yield "rules, none", list_window(RuleList([], 0, 0, {}))
    one = RuleLine(KEY, 1, words, words, words, "")
    yield "rules, one", list_window(RuleList([one], 0, 1, {}))
    lines = [
        RuleLine(f"{KEY}{number}", number, words, words, words, "12 posts", number == 21, number == 22)
        for number in range(PAGE + 1, 2 * PAGE + 1)
    ]
    full = RuleList(lines, 1, MANY, CARRIED, changes=100, overtaken=True)
    yield "rules, a page of many", list_window(full)


def _forms(words: str) -> Named:
    team = TeamChoice("service", words)
    new = RuleForm(RuleFields(), {}, [team], ["x"], [], [])
    yield "add rule", form_window(new)
    yield "add rule, the first of the first team", form_window(with_fields(new, teams=[], networks=[]))
    full = _form(words, MANY)
    yield "edit rule", form_window(_form(words, 3))
    yield "edit rule, among many", form_window(full)
    yield "edit rule, at the end of many", form_window(with_fields(full, place=LAST))
    route = cases(words)["claimed"].route
    trials = {
        "does not match": Trial(False, (words,), "", route),
        "an earlier rule decides": Trial(True, (words,) * 12, words or "rule", route),
        "posts are ignored": Trial(True, (words,), "", replace(route, ignored=words)),
    }
    for name, trial in trials.items():
        yield f"edit rule, tried: {name}", form_window(_form(words, 3, trial=trial))
    yield "edit rule, not tried", form_window(_form(words, 3, trial=None))
    gone = Clash("", "")
    yield "edit rule, deleted in the meantime", form_window(_form(words, 3, clash=gone))
    for way in (PRAISE, IGNORE, CONTINUE):
        fields = with_fields(full.fields, team=way)
        yield f"edit rule, {way}", form_window(_form(words, 3, fields=fields))
    lists = frozenset({"words", "phrases", "hashtags", "networks", "sentiment", "tags"})
    yield "edit rule, lists without a field", form_window(_form(words, 3, without_field=lists))


def _form(words: str, count: int, **more: Any) -> RuleForm:
    """Return the form of a rule that has everything, among `count` teams, networks, saved replies and rules."""
    entries = (words or "word",)
    fields = RuleFields(
        name=words,
        words=entries,
        phrases=entries,
        hashtags=entries,
        networks=("x",),
        sentiment=SENTIMENTS,
        followers="412000",
        hours="out",
        team=f"team{count - 1}",
        priority="auto",
        tags=entries,
        macro=f"0 {words}"[:75],
    )
    form = RuleForm(
        fields=fields,
        carried=CARRIED | {"rule": KEY, "seen": KEY},
        teams=[TeamChoice(f"team{number}", words) for number in range(count)],
        networks=["x", *(f"network{number}" for number in range(count))],
        macros=[f"{number} {words}"[:75] for number in range(count)],
        others=[(f"{KEY}{number}", words) for number in range(count)],
        place=f"{KEY}{count // 2}",
        is_new=False,
        praises=True,
        hidden=[words] * 12,
        post=words[:POST_LONGEST],
        trial=Trial(True, (words,) * 12, "", cases(words)["claimed"].route),
        clash=Clash(OTHER, words or "rule"),
        failing=[words] * 12,
    )
    return with_fields(form, **more)


def _sections(words: str) -> Named:
    teams = [TeamChoice(f"team{number}", words) for number in range(MANY)]
    entries = [Entry(f"{KEY}{number}", words, words) for number in range(60)]
    for name, listed, carried in (("none", [], {}), ("one", entries[:1], {}), ("many", entries, CARRIED)):
        yield f"teams, {name}", teams_window(listed, carried)
        yield f"saved replies, {name}", saved_replies_window(ReplyList(listed, teams[: len(listed)], carried))
    yield (
        "saved replies of a team, page 2",
        saved_replies_window(ReplyList(entries, teams, CARRIED, of="team1", page=1)),
    )
    several = (words or "name",) * 40
    fields = TeamFields(words, words, several, several, words, words, words, words)
    yield "add team", team_window("", TeamFields(), (), {})
    yield "edit team", team_window(words or "service", fields, [words] * 12, CARRIED | {"entry": KEY})
    longest = SavedReply("team1", words or "name", words[:INPUT_LIMIT])
    for name, drawn in (
        ("add saved reply", saved_reply_window(SavedReply(EVERYONE, ""), [], {}, is_new=True)),
        ("edit saved reply", saved_reply_window(longest, teams, CARRIED, is_new=False)),
    ):
        if drawn:
            yield name, drawn
