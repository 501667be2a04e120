"""*Why here?* names the rule and its version, what the nearest rules lack, and what today's rules would do."""

import dataclasses
from typing import Any

import pytest
from msgspec.structs import replace

from bot.routing import Route, Rules, choose, explain, read_rules
from bot.slack.views.blocks import readable
from bot.slack.views.people import with_people
from bot.slack.views.why import NEAREST, InForce, draw_why, why_modal
from tests.bot.slack.views.hostile import HOSTILE
from tests.bot.slack.views.limits import check_message, check_view, parts
from tests.bot.slack.views.samples import WAITING

RULES = read_rules("""\
teams: {care: {channel: care}, billing: {channel: billing}}
default: {team: care}
rules:
  - {name: far, when: {words: [quux], networks: [mastodon], followers: {at_least: 999999}}, then: {team: billing}}
  - {name: near, when: {words: [router], networks: [mastodon]}, then: {team: billing}}
  - {name: watched, shadow: true, when: {words: [router]}, then: {team: billing}}
  - {name: router, when: {words: [router]}, then: {team: care, tags: [router]}}
  - {name: later, when: {words: [blinks]}, then: {team: billing}}
""")
ISOLATES = dict.fromkeys((0x2068, 0x2069))


def why(rules: Rules = RULES, **changes: Any) -> str:
    route: Route = replace(choose(RULES, WAITING.first), **changes)
    explained = explain(rules, WAITING.first)
    told = draw_why(replace(WAITING, route=route), explained, InForce(rules.version, "the file"), misses=True)
    return told.text.translate(ISOLATES)


def test_the_rule_and_what_it_found_are_told() -> None:
    said = why()
    assert "Case #1042 was routed to care by rule “router”\n" in said
    assert '✓ router (line 7): words: found "router"' in said
    assert "1 later rule was not evaluated" in said
    assert "changed since" not in said


def test_the_rules_that_lack_least_are_shown_with_what_they_lack() -> None:
    many = RULES.rules[0]
    rules = dataclasses.replace(
        RULES, rules=(*[dataclasses.replace(many, name=f"far {n}") for n in range(20)], *RULES.rules)
    )
    said = why(rules)
    assert '✗ near (line 5): network is x, not "mastodon"' in said
    assert f"{21 - NEAREST + 1} more rules before it didn't match either" in said


def test_what_did_not_match_is_shown_only_when_asked_for() -> None:
    case, rules = replace(WAITING, route=choose(RULES, WAITING.first)), InForce(RULES.version, "the file")
    told = draw_why(case, explain(RULES, case.first), rules)
    check_message(told)
    assert "✓ \u2068router\u2069 (line 7)" in told.text
    assert "✗" not in told.text
    assert [each["action_id"] for each in parts(told.blocks) if each.get("type") == "button"] == [
        "why_misses"
    ]
    shown = draw_why(case, explain(RULES, case.first), rules, misses=True)
    assert "why_misses" not in str(shown.blocks)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("my router", "It would go to care, rule “router”."),
        ("it blinks", "It would go to billing, rule “later”."),
        ("hello", "No rule matches. It would go to care, the fallback route."),
    ],
)
def test_another_text_is_tested_in_the_window(words: str, said: str) -> None:
    tested = explain(RULES, replace(WAITING.first, text=words))
    view = why_modal(WAITING, None, InForce(RULES.version, "the file"), tested=tested)
    check_view(view)
    assert said in readable(view["blocks"]).translate(ISOLATES)
    assert (view["title"]["text"], view["submit"]["text"]) == ("Why is #1042 here?", "Test text")


def test_a_rule_that_only_watches_is_told() -> None:
    said = why()
    assert "Dry-run rules that would have matched: watched" in said
    assert "✓ watched (line 6) (dry run)" in said


def test_rules_that_changed_since_explain_it_and_say_where_it_would_go_today() -> None:
    said = why(version="aaa", why="old rule")
    assert "by rule “old rule” (rules version aaa)" in said
    assert "The rules have changed since then. The comparison below uses the active ones: the file" in said
    assert "Today it would go to care, rule: router" in said


def test_a_priority_that_was_reckoned_shows_its_parts() -> None:
    assert "scored from: reach +2, mood +3" in why(score=(("reach", 2), ("history", 0), ("mood", 3)))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"why": "default"}, "Case #1042 was routed to care by the fallback route: no rule matched"),
        ({"also": ("loud", "long")}, "Other rules that applied: loud, long"),
        ({"instead_of": "night"}, "night, the team of the rule, was outside its business hours."),
    ],
)
def test_what_else_had_a_say_is_told(changes: dict[str, Any], told: str) -> None:
    assert told in why(**changes)


def test_of_a_post_that_was_taken_away_only_the_route_is_told() -> None:
    message = draw_why(WAITING, None, InForce("abc", "the file"))
    assert "router trouble" in message.text
    assert "✓" not in message.text


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_from_outside_is_parsed(words: str) -> None:
    """Pitfall 9 (docs/pitfalls.md)."""
    route = replace(
        WAITING.route, why=words, also=(words,), shadow=(words,), instead_of=words, score=((words, 1),)
    )
    rules = dataclasses.replace(
        RULES, rules=tuple(dataclasses.replace(rule, name=words) for rule in RULES.rules * 9)
    )
    case = replace(WAITING, route=route, mentions=(replace(WAITING.first, text=words),))
    found = explain(rules, case.first)
    check_message(draw_why(case, found, InForce("abc", words), misses=True))
    check_view(why_modal(case, found, InForce("abc", words), misses=True, tested=found))


def test_a_name_in_a_reason_has_its_spaces() -> None:
    pieces = with_people("escalated by <@U0MIRA> for <@U0LEON> <@U0RUTH>", 300)
    said = "".join(each.get("text", f"@{each.get('user_id')}") for each in pieces)
    assert said.translate({0x2068: None, 0x2069: None}) == "escalated by @U0MIRA for @U0LEON @U0RUTH"
