"""The route that several rules give together: added effects, shadow mode, praise, negative posts, priority scores."""

import pytest
from msgspec.structs import replace

from bot.case.serialization import route_from_json, route_to_json
from bot.routing import Priority, Route, choose, explain, read_rules, sample
from bot.routing.facts import StaticFacts
from bot.routing.rules import Targets
from bot.routing.scoring import history_points, priority_of, reach_points, score, waited, waiting_points

HEAD = """
teams:
  care: {channel: care, first_response: 1h, targets: {claim: 10m, resolution: 2d}}
  press: {channel: press}
  social: {channel: social}
marketing: social
macros: {sorry: We are sorry.}
default: {team: care, tags: [rest]}
rules:
"""


def route(rules: str, text: str = "late", facts: StaticFacts | None = None, **about: object) -> Route:
    read = read_rules(HEAD + rules)
    mention = sample(text, **about)  # type: ignore[arg-type]
    chosen = choose(read, mention, facts or StaticFacts())
    assert explain(read, mention, facts or StaticFacts()).route == chosen
    assert route_from_json(route_to_json(chosen)) == chosen
    return chosen


def test_rules_that_continue_add_their_parts_and_the_first_that_does_not_decides() -> None:
    found = route(
        """
  - {name: a, when: {words: [late]}, then: {continue: true, tags: [a, x], inform: [press, care],
      targets: {claim: 1m}}}
  - {name: b, when: {words: [late]}, then: {continue: true, tags: [b], priority: high,
      targets: {claim: 2m, hand_off: 3m}}}
  - {name: c, when: {words: [late]}, then: {team: care, tags: [x, c], macro: sorry, first_response: 5m}}
  - {name: d, when: {words: [late]}, then: {continue: true, tags: [d]}}
"""
    )
    assert (found.why, found.also, found.team) == ("c", ("a", "b"), "care")
    assert found.tags == ("a", "x", "b", "c")
    assert found.inform == (("press", "#press"),)
    assert (found.priority, found.macro, found.first_response) == (Priority.HIGH, "sorry", 300)
    assert found.targets == Targets(claim=60, hand_off=180, resolution=172_800)


@pytest.mark.parametrize(
    ("going_on", "deciding", "expected"),
    [
        ("priority: high", "", Priority.HIGH),
        ("priority: low", "", Priority.LOW),
        ("priority: low", "priority: normal", Priority.NORMAL),
        ("priority: high", "priority: normal", Priority.HIGH),
        ("tags: [a]", "", Priority.NORMAL),
    ],
)
def test_of_two_priorities_that_rules_name_the_more_urgent_counts(
    going_on: str, deciding: str, expected: Priority
) -> None:
    found = route(
        f"""
  - {{name: a, when: {{words: [late]}}, then: {{continue: true, {going_on}}}}}
  - {{name: b, when: {{words: [late]}}, then: {{team: care, {deciding}}}}}
"""
    )
    assert found.priority is expected


def test_what_no_rule_decides_goes_by_default_with_the_parts_of_those_that_continue() -> None:
    found = route("  - {name: a, when: {words: [late]}, then: {continue: true, tags: [a], macro: sorry}}")
    assert (found.why, found.also, found.tags, found.macro) == ("default", ("a",), ("a", "rest"), "sorry")


def test_a_shadow_rule_never_acts_and_is_named_where_it_would_have() -> None:
    rules = """
  - {name: a, shadow: true, when: {words: [late]}, then: {team: press, priority: urgent}}
  - {name: b, shadow: true, when: {words: [late]}, then: {continue: true, tags: [b]}}
  - {name: c, when: {words: [late]}, then: {team: care}}
  - {name: d, shadow: true, when: {words: [late, other]}, then: {ignore: spam}}
"""
    found = route(rules)
    assert (found.why, found.team, found.priority, found.tags) == ("c", "care", Priority.NORMAL, ())
    assert (found.shadow, found.also) == (("a", "b"), ())
    assert route(rules, "other").shadow == ("d",)
    assert route(rules, "other").ignored is None


def test_praise_goes_to_marketing_tagged_and_low() -> None:
    found = route("  - {name: a, when: {words: [late]}, then: {praise: true, tags: [kind]}}")
    assert (found.team, found.tags, found.priority) == ("social", ("kind", "praise"), Priority.LOW)
    named = route("  - {name: a, when: {words: [late]}, then: {praise: true, priority: normal}}")
    assert named.priority is Priority.NORMAL


@pytest.mark.parametrize("sounds", ["neutral", "positive", None])
def test_a_post_that_does_not_sound_negative_is_ignored(sounds: str | None) -> None:
    found = route(
        "  - {name: a, when: {words: [late]}, then: {ignore: spam}}", facts=StaticFacts(sounds=sounds)
    )
    assert found.ignored == "spam"


def test_a_post_that_sounds_negative_is_never_ignored_silently() -> None:
    rules = """
  - {name: a, when: {words: [late]}, then: {continue: true, tags: [a]}}
  - {name: b, when: {words: [late]}, then: {ignore: spam}}
"""
    found = route(rules, facts=StaticFacts(sounds="negative"))
    assert (found.ignored, found.team, found.why, found.priority) == (None, "care", "b", Priority.LOW)
    assert found.tags == ("a", "rest", "nearly ignored")


@pytest.mark.parametrize(
    ("followers", "points"),
    [(0, 0), (999, 0), (1_000, 1), (9_999, 1), (10_000, 2), (100_000, 3), (1_000_000, 4), (10**9, 4)],
)
def test_reach_counts_by_digits(followers: int, points: int) -> None:
    assert reach_points(followers) == points


def test_history_and_waiting_count_in_small_steps() -> None:
    assert [history_points(cases) for cases in (0, 1, 2, 3, 40)] == [0, 1, 1, 2, 2]
    assert [waiting_points(share) for share in (0, 0.49, 0.5, 0.8, 1, 3)] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("total", "priority"),
    [
        (-3, Priority.LOW),
        (-1, Priority.LOW),
        (0, Priority.NORMAL),
        (2, Priority.NORMAL),
        (3, Priority.HIGH),
        (5, Priority.HIGH),
        (6, Priority.URGENT),
    ],
)
def test_the_sum_of_the_parts_is_the_priority(total: int, priority: Priority) -> None:
    assert priority_of((("words", total),)) is priority


def test_the_priority_is_calculated_from_parts_that_are_kept_on_the_route() -> None:
    rules = """
  - {name: a, when: {words: [late]}, then: {continue: true, points: 2}}
  - {name: b, when: {words: [late]}, then: {team: care, priority: auto, points: 1}}
"""
    known = StaticFacts(sounds="negative", cases=3, has_open=True)
    found = route(rules, facts=known, followers=20_000)
    assert found.score == (("reach", 2), ("sentiment", 2), ("words", 3), ("history", 3), ("waiting", 0))
    assert found.priority is Priority.URGENT
    assert route(rules).score == score(
        followers=None, sentiment=None, points=3, earlier_cases=None, open_case=None
    )
    assert route(rules).priority is Priority.HIGH


def test_waiting_raises_a_calculated_priority_and_leaves_a_named_one() -> None:
    reckoned = route("  - {name: b, when: {words: [late]}, then: {team: care, priority: auto, points: 2}}")
    named = route("  - {name: b, when: {words: [late]}, then: {team: care, priority: low}}")
    assert (reckoned.priority, waited(reckoned, 0.5).priority) == (Priority.NORMAL, Priority.HIGH)
    assert dict(waited(reckoned, 1).score)["waiting"] == 2
    assert waited(named, 1) == named


def test_a_score_never_lowers_a_priority_that_a_rule_names() -> None:
    rules = """
  - {name: a, when: {words: [late]}, then: {continue: true, priority: high}}
  - {name: b, when: {words: [late]}, then: {team: care, priority: auto}}
"""
    assert route(rules, facts=StaticFacts(sounds="positive")).priority is Priority.HIGH


def test_the_default_may_be_calculated_too() -> None:
    read = read_rules("teams: {care: {channel: care}}\ndefault: {team: care, priority: auto}\n")
    assert choose(read, sample("hi"), StaticFacts(sounds="positive")).priority is Priority.LOW


def test_a_route_written_by_an_earlier_version_is_read() -> None:
    old = {
        "team": "care",
        "channel": "#care",
        "notify": [],
        "priority": 2,
        "tags": [],
        "first_response": 3_600,
        "why": "default",
    }
    assert route_from_json(old).score == ()


def test_the_saved_replies_of_a_case_are_its_rules_then_its_teams_then_those_for_all() -> None:
    rules = read_rules(HEAD.replace("rules:", "saved_replies: {care: {hello: Hello!, sorry: Ours.}}"))
    found = rules.replies_for(replace(rules.default, macro="sorry"))
    assert list(found.items()) == [("sorry", "We are sorry."), ("hello", "Hello!")]
    assert list(rules.replies_for(rules.default)) == ["hello", "sorry"]
    assert rules.replies_for(replace(rules.default, team="nobody")) == {"sorry": "We are sorry."}
