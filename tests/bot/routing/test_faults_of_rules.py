"""Errors in `when`, `then` and their neighbours are reported at their place with a remedy (docs/pitfalls.md, 54)."""

import pytest

from bot.routing import RulesError, read_rules

HEAD = """\
teams:
  billing: {channel: billing}
default: {team: billing}
"""
WHEN = "rules:\n  - {name: a, then: {team: billing}, when: {%s}}\n"
THEN = "rules:\n  - {name: a, when: {words: [late]}, then: {%s}}\n"
EXAMPLE = "examples:\n  - {text: hi, expect: {team: billing}, %s}\n"

FAULTS = [
    # what stands in the file, with what the fault's place begins (its last one), message, remedy
    (WHEN % "accounts: [a b]", "a b", '"a b" is not one name', "separately"),
    (WHEN % "lists: [vip]", "vip", 'list "vip" is not defined', "add lists: with vip beside teams"),
    ("lists: {vips: [a]}\n" + WHEN % "lists: [vip]", "vip", 'list "vip"', 'did you mean "vips"?'),
    ("lists: {vip: []}\n", "[", "this is empty", "at least one"),
    (WHEN % "languages: [german]", "german", '"german" is not a language', "such as en or de"),
    ("languages: [en]\n" + WHEN % "languages: [de]", "de", 'language "de" is not defined', "use one of: en"),
    (WHEN % "sentiment: [negativ]", "negativ", '"negativ" is not a sentiment', 'did you mean "negative"?'),
    (WHEN % "is_reply: maybe", "maybe", '"is_reply" must be true or false', "true or false"),
    (WHEN % "earlier_cases: {}", "{", "a number is needed here", "at_least, at_most or both"),
    (WHEN % "earlier_cases: {at_last: 1}", "at_last", '"at_last" is not a key', 'did you mean "at_least"?'),
    (WHEN % "open_case: 7", "7", '"open_case" must be true or false', "true or false"),
    (WHEN % "hours: inside", "inside", '"inside" is neither in nor out', "hours: in or hours: out"),
    (WHEN % "spike: {on: late}", "{on", '"at_least" is missing in spike', "add at_least: 20"),
    (
        WHEN % "spike: {on: late, at_least: 2, within: 5m}",
        "late",
        'tag "late" is not defined',
        "tags: [late]",
    ),
    (WHEN % "spike: {on: late, at_least: 0, within: 5m}", "0", "must be 1 or more", "whole number"),
    (
        WHEN % "spike: {on: late, at_least: 2, within: 8d}",
        "8d",
        "longest window for a spike is 7 days",
        "shorter",
    ),
    (WHEN % "any: {words: [a]}", "{words", '"any" must be a list', "write any: [one, two]"),
    (WHEN % "all: []", "[", "this is empty", "at least one"),
    (WHEN % "any: [{}]", "{", "when is empty", "give it words"),
    (WHEN % "not: {}", "{", "when is empty", "give it words"),
    (WHEN % "not: {any: [{wrods: [a]}]}", "wrods", '"wrods" is not a key here', 'did you mean "words"?'),
    (WHEN % "any: [{all: [{lists: [vip]}]}]", "vip", 'list "vip" is not defined', "add lists:"),
    (WHEN % "not: {regex: ['(']}", "'('", 'the regex "(" cannot be read', "Syntax"),
    (THEN % "team: billing, inform: [biling]", "biling", 'team "biling" is not defined', '"billing"?'),
    (THEN % "team: billing, targets: {clame: 5m}", "clame", '"clame" is not a key here', '"claim"?'),
    (THEN % "team: billing, first_response: soon", "soon", '"soon" is not a duration', "such as 90s"),
    (THEN % "team: billing, macro: sorry", "sorry", 'macro "sorry" is not defined', "add macros: with sorry"),
    (THEN % "team: billing, points: 11", "11", "11 points are too many", "from -10 to 10"),
    (THEN % "team: billing, priority: atuo", "atuo", '"atuo" is not a priority', 'did you mean "auto"?'),
    (THEN % "team: billing, notify: [on duty]", "on duty", '"on duty" is not one name', "separately"),
    (THEN % "praise: true", "true", "no team is set as marketing", "add marketing: <team>"),
    (
        "marketing: billing\n" + THEN % "praise: true, team: billing",
        "{praise",
        "team and praise",
        "remove team",
    ),
    (THEN % "continue: true", "{continue", "continues and adds nothing", "add tags"),
    (
        THEN % "continue: true, team: billing",
        "{continue",
        "does not say where the post goes",
        "inform notifies",
    ),
    (
        THEN % "continue: true, ignore: spam",
        "{continue",
        "does not say where the post goes",
        "inform notifies",
    ),
    (
        THEN % "team: billing, contineu: true",
        "contineu",
        '"contineu" is not a key',
        'did you mean "continue"?',
    ),
    ("macros: {sorry: ' '}\n", "' '", "this text is empty", "write something"),
    ("saved_replies: {billing: {sorry: ' '}}\n", "' '", "this text is empty", "write something"),
    ("saved_replies: {biling: {sorry: x}}\n", "biling", 'team "biling" is not defined', '"billing"?'),
    (f"saved_replies: {{billing: {{{'n' * 76}: x}}}}\n", "n" * 76, "longer than 75", "shorter name"),
    (
        f"macros: {{sorry: b{'a' * 3_000}}}\n",
        "ba",
        "longer than 3,000",
        "shorter text",
    ),
    (EXAMPLE % "at: monday", "monday", '"monday" is not a date and time', "2026-11-23 03:00 Europe/Berlin"),
    (
        EXAMPLE % "at: 2026-11-23 03:00 Europe/Atlantis",
        "2026-11-23 03",
        "is not a date and time",
        "2026-11-23",
    ),
    (
        EXAMPLE % "at: 2026-11-23 03:00 ../../etc/passwd",
        "2026-11-23 03",
        "is not a date and time",
        "2026-11-23",
    ),
    (EXAMPLE % "lately: {late: many}", "many", "must be a whole number", "digits only"),
]


@pytest.mark.parametrize(("text", "begins", "message", "remedy"), FAULTS)
def test_an_error_is_reported_with_its_place_and_remedy(
    text: str, begins: str, message: str, remedy: str
) -> None:
    with pytest.raises(RulesError) as caught:
        read_rules(HEAD + text)
    before = (HEAD + text)[: (HEAD + text).rindex(begins)]
    place = before.count("\n") + 1, len(before) - before.rfind("\n")
    told = [(f.line, f.column) for f in caught.value.faults if message in f.message and remedy in f.remedy]
    assert place in told, str(caught.value)


def test_all_of_them_are_reported_together() -> None:
    with pytest.raises(RulesError) as caught:
        read_rules(HEAD + WHEN % "lists: [vip], hours: inside, any: [{sentiment: [sad]}]")
    assert len(caught.value.faults) == 3
