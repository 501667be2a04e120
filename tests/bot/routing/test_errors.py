"""An invalid rules file is refused with every error at its line and column, and a remedy (docs/pitfalls.md, 54)."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.routing import RuleError, RulesError, check_examples, read_rules

HEAD = """\
teams:
  billing: {channel: billing}
default: {team: billing}
"""

RULE = (
    HEAD
    + """\
rules:
  - name: a
    when: {words: [late]}
"""
)

FAULTS = [
    # what stands in the file, then line, column, message, remedy
    ("", 1, 1, "the file is empty", "teams:"),
    (HEAD + "targets: [{teams: [biling], claim: 1h}]", 4, 20, 'team "biling" is not defined', "billing"),
    (HEAD + "targets: [{networks: [x]}]", 4, 11, "sets no target", "first_response: 15m"),
    (HEAD + "targets: [{claim: soon}]", 4, 19, '"soon" is not a duration', "60m"),
    (HEAD + "targets: [{claim: 1h, network: [x]}]", 4, 23, '"network" is not a key here', "networks"),
    ("- a", 1, 1, '"the file" must be keys with values', "key: value"),
    ("teams: {a: {channel: a}}", 1, 1, '"default" is missing', "add default:"),
    ("teams: {}\ndefault: {team: a}", 1, 8, "this is empty", "at least one"),
    ("teams: {a: {channel: #a\n}}\ndefault: {team: a}", 1, 13, "there is no value here", "needs quotes"),
    ("teams: {a: {channel: b c}}\ndefault: {team: a}", 1, 22, "not a Slack channel", "#care"),
    ("teams: {a: {}}\ndefault: {team: a}", 1, 12, '"channel" is missing in a', 'add channel: "#care"'),
    (
        "teams: {A B: {channel: a}}\ndefault: {team: A B}",
        1,
        9,
        '"A B" is not a valid team name',
        "lowercase letters",
    ),
    (
        "teams: {a: {channel: a, notify: all}}\ndefault: {team: a}",
        1,
        33,
        '"notify" must be a list',
        "[one, two]",
    ),
    (
        "teams: {a: {channel: a, notify: [a b]}}\ndefault: {team: a}",
        1,
        34,
        "is not one name",
        "separately",
    ),
    (
        "teams: {a: {channel: a, hours: {zone: Europe/Berln, open: {mon: '9:00-17:00'}}}}\ndefault: {team: a}",
        1,
        32,
        "Europe/Berln",
        "Europe/Berlin",
    ),
    (
        "teams: {a: {channel: a, hours: {zone: UTC, open: {mon-fry: '9:00-17:00'}}}}\ndefault: {team: a}",
        1,
        32,
        "fry",
        "fri",
    ),
    (
        "teams: {a: {channel: a, hours: {zone: UTC}}}\ndefault: {team: a}",
        1,
        32,
        '"open" is missing in hours',
        "add open: {mon-fri",
    ),
    (
        "teams: {a: {channel: a, targets: {claim: soon}}}\ndefault: {team: a}",
        1,
        42,
        '"soon" is not a duration',
        "such as 90s",
    ),
    (
        "teams: {a: {channel: a, targets: {clam: 5m}}}\ndefault: {team: a}",
        1,
        35,
        '"clam" is not a key here',
        'did you mean "claim"?',
    ),
    (
        "teams: {a: {channel: a, outside: wiat}}\ndefault: {team: a}",
        1,
        34,
        '"wiat" is neither "wait", "go on" nor a team',
        'did you mean "wait"?',
    ),
    (
        "teams: {a: {channel: a, outside: a}}\ndefault: {team: a}",
        1,
        34,
        "a team cannot take over from itself",
        'name another team, "wait" or "go on"',
    ),
    (
        "teams: {a: {channel: a, cap: 0}}\ndefault: {team: a}",
        1,
        30,
        '"cap" must be 1 or more',
        "write a whole number",
    ),
    (
        "teams: {a: {channel: a, assign: robin}}\ndefault: {team: a}",
        1,
        33,
        '"robin" is not a way to assign cases',
        'did you mean "round robin"?',
    ),
    (
        "teams: {a: {channel: a, rota: [{people: [b], days: mon, from: 9, to: '17:00'}]}}\ndefault: {team: a}",
        1,
        63,
        '"9" is not a time of day',
        'such as "09:00"',
    ),
    (
        "teams: {a: {channel: a, rota: [{people: [b], days: mo-xy, from: '9:00', to: '24:01'}]}}\ndefault: {team: a}",
        1,
        52,
        '"xy" is not a day of the week',
        "write mon, tue",
    ),
    (
        "teams: {a: {channel: a, rota: [{people: [b], days: mon, form: '9:00', to: '17:00'}]}}\ndefault: {team: a}",
        1,
        57,
        '"form" is not a key here',
        'did you mean "from"?',
    ),
    (
        "teams: {a: {channel: a, rota: [{people: [b], days: mon, from: '9:00', to: '17:00', weeks: od}]}}\n"
        "default: {team: a}",
        1,
        91,
        '"od" is not a choice of weeks',
        'did you mean "odd"?',
    ),
    (
        "teams: {a: {channel: a, skills: {german: []}}}\ndefault: {team: a}",
        1,
        42,
        "this is empty",
        "at least one",
    ),
    (
        "teams: {a: {channel: a, first_response: 60}}\ndefault: {team: a}",
        1,
        41,
        '"60" is not a duration',
        "60m",
    ),
    (
        "teams: {a: {channel: a, first_response: 0m}}\ndefault: {team: a}",
        1,
        41,
        '"0m" is not a duration',
        "60m",
    ),
    (HEAD + "marketing: biling\n", 4, 12, 'team "biling" is not defined', 'did you mean "billing"?'),
    (HEAD.replace("team: b", "team: zz"), 3, 17, 'team "zzilling" is not defined', 'did you mean "billing"?'),
    (HEAD + "ruels: []\n", 4, 1, '"ruels" is not a key here', 'did you mean "rules"?'),
    (
        HEAD + "zzz:\n",
        4,
        1,
        '"zzz" is not a key here',
        "use one of: teams, marketing, default, languages, lists, macros, saved_replies, targets, rules, examples",
    ),
    (HEAD + "teams: {}\n", 4, 1, '"teams" is here a second time', "the first is in line 1"),
    (RULE, 5, 5, '"then" is missing in entry 1 of rules', "add then:"),
    (RULE + "    then: {team: biling}\n", 7, 18, 'team "biling" is not defined', 'did you mean "billing"?'),
    (RULE + "    then: {priority: high}\n", 7, 11, "then has neither team nor ignore", "write team:"),
    (RULE + "    then: {team: billing, ignore: spam}\n", 7, 11, "ignore and something else", "not both"),
    (RULE + "    then: {ignore: yes}\n", 7, 20, "ignore needs a reason", "say why"),
    (RULE + "    then: {ignore: }\n", 7, 12, "there is no value here", "write one"),
    (RULE + '    then: {ignore: " "}\n', 7, 20, "this text is empty", "write something"),
    (RULE + "    then: {team: billing, priority: urgnt}\n", 7, 37, '"urgnt" is not a priority', '"urgent"?'),
    (RULE + "    then: {team: billing, priority: 1}\n", 7, 37, "not a priority", "urgent, high, normal, low"),
    (
        RULE + "    then: {team: billing}\n    wen: {}\n",
        8,
        5,
        '"wen" is not a key here',
        'did you mean "when"?',
    ),
    (
        RULE + "    then: {team: billing}\n  - name: a\n",
        8,
        11,
        'a rule named "a" is already in line 5',
        "of its own",
    ),
    (RULE.replace("name: a", "name: default"), 5, 11, '"default" is reserved', "another name"),
    (RULE.replace("words: [late]", ""), 6, 11, "when is empty", "default for the rest"),
    (RULE.replace("words: [late]", "words: "), 6, 12, "there is no value here", "write one"),
    (RULE.replace("words: [late]", "words: []"), 6, 19, "this is empty", "at least one"),
    (
        RULE.replace("words: [late]", "words: late"),
        6,
        19,
        '"words" must be a list',
        "write words: [one, two]",
    ),
    (
        RULE.replace("words: [late]", "words: [so late]"),
        6,
        20,
        '"so late" is more than one word',
        "move it to phrases",
    ),
    (RULE.replace("words: [late]", 'words: ["\ufe0f"]'), 6, 20, "no word to search for", "write a word"),
    (RULE.replace("words: [late]", "words: [[late]]"), 6, 20, '"entry 1 of words" must be text', "one text"),
    (RULE.replace("words: [late]", "hashtags: ['#']"), 6, 23, "is not one hashtag", "letters, digits"),
    (RULE.replace("words: [late]", "hashtags: ['##late']"), 6, 23, "is not one hashtag", "letters, digits"),
    (RULE.replace("words: [late]", "hashtags: [so late]"), 6, 23, "is not one hashtag", "letters, digits"),
    (
        RULE.replace("words: [late]", "wrods: [late]"),
        6,
        12,
        '"wrods" is not a key here',
        'did you mean "words"?',
    ),
    (
        RULE.replace("words: [late]", "regex: ['(']"),
        6,
        20,
        'the regex "(" cannot be read: missing )',
        "Syntax",
    ),
    (RULE.replace("words: [late]", "regex: ['a(?=b)']"), 6, 20, "look-around is not possible", "simpler"),
    (RULE.replace("words: [late]", "regex: ['(?<!a)b']"), 6, 20, '(rule "a")', "simpler"),
    (
        RULE.replace("words: [late]", r"regex: ['(a)\1']"),
        6,
        20,
        "a back-reference is not possible",
        "write out",
    ),
    (
        RULE.replace("words: [late]", "regex: ['(?P<n>a)(?P=n)']"),
        6,
        20,
        "a back-reference is not",
        "write out",
    ),
    (RULE.replace("words: [late]", "regex: ['(a{1000}){1000}']"), 6, 20, "cannot be read", "Syntax"),
    (RULE.replace("words: [late]", "followers: {}"), 6, 23, "a number is needed here", "at_least"),
    (
        RULE.replace("words: [late]", "followers: {at_least: many}"),
        6,
        34,
        '"at_least" must be a whole number',
        "10000",
    ),
    (
        RULE.replace("words: [late]", "followers: {at_least: -1}"),
        6,
        34,
        '"at_least" must be 0 or more',
        "not negative",
    ),
    (
        RULE.replace("words: [late]", "followers: {at_least: 9, at_most: 1}"),
        6,
        23,
        "at_most is smaller",
        "swap",
    ),
    (
        RULE.replace("words: [late]", "followers: 12"),
        6,
        23,
        '"followers" must be keys with values',
        "key: value",
    ),
    (HEAD + "examples:\n  - {text: hi, expect: {}}\n", 5, 24, "expect is empty", "write rule"),
    (HEAD + "examples:\n  - {text: hi, expect: {rule: b}}\n", 5, 31, 'rule "b" is not defined', "default"),
    (HEAD + "examples:\n  - {text: hi, expect: {team: b}}\n", 5, 31, 'team "b" is not defined', "billing"),
    (
        HEAD + "examples:\n  - {text: hi, expect: {ignored: so}}\n",
        5,
        34,
        "must be true or false",
        "true or false",
    ),
    (HEAD + "rules: {a: b}\n", 4, 8, '"rules" must be a list', "[one, two]"),
    ("teams:\n\tbilling: {}\n", 2, 1, "this is not YAML", "spaces, not with tabs"),
    ("teams: {a: {channel: @a}}", 1, 22, "this is not YAML", 'begins with @ needs quotes: "@..."'),
    ("teams: a: b", 1, 9, "this is not YAML", "colon in it needs quotes"),
    ("teams: [#a]\ndefault: 1\n", 1, 8, "this is not YAML", "in line 1 a value that begins with #"),
    ("teams: {}\nexamples: [", 2, 12, "this is not YAML", "from line 2 on"),
    ("teams: {}\nexamples\n", 2, 1, "this is not YAML", "from line 2 on"),
    ("rules:\n  - name:\u00a0r\n    when: {}\n", 3, 9, "this is not YAML", "line 2 has a special space"),
    ("teams: 'it's'\n", 1, 12, "this is not YAML", "from line 1 on"),
    ("teams: \x01", 1, 8, "a character here that is not text", "delete it"),
    ("teams: &a {}\ndefault: *a", 2, 10, "*a repeats another part", "write that part out again"),
    ("teams: !!python/object:os.system {}", 1, 8, "is not used in this file", "remove it"),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here", "---"),
    # what pages, chats and word processors make of quotes and spaces
    (HEAD.replace("channel: billing", "channel: billing, notify: [“@ada”]"), 2, 40, "curly quotes", '"..."'),
    (RULE.replace("words: [late]", "words: [„late“]"), 6, 20, "curly quotes are part of the text", '"..."'),
    (
        HEAD.replace("team:", "team:\u00a0"),
        3,
        11,
        "there is a special space here, such as a non-breaking one",
        "normal space",
    ),
    (
        RULE.replace("    when", "\u00a0   when"),
        6,
        1,
        "there is a special space here, such as a non-breaking one",
        "normal space",
    ),
    (
        RULE.replace("    when", "\u200b    when") + "    then: {team: billing}",
        7,
        5,
        "not YAML",
        "line 6 has a special space",
    ),
    ("\ufeff" + RULE + " x: 1", 7, 2, "this is not YAML", "a bracket, a quote or an indent"),
    # what a backslash is in double quotes
    (
        RULE.replace("words: [late]", r'regex: ["\blate\b"]'),
        6,
        20,
        "starts an escape sequence in double quotes",
        "single quotes",
    ),
    (RULE.replace("words: [late]", r'regex: ["\d+"]'), 6, 21, "this is not YAML", "needs single quotes"),
    (
        RULE + r'    then: {team: billing, tags: ["a\0b"]}',
        7,
        34,
        "starts an escape sequence in double quotes",
        "single quotes",
    ),
    # keys nobody takes for text: what is wrong stands in the line before
    (RULE.replace("name: a", "name:a"), 6, 9, "mapping values", "in the line before, a space belongs after"),
    (RULE.replace("    when", "      when"), 6, 11, "mapping values", "indent it like its neighbours"),
    (
        HEAD.replace("billing: {channel: billing}", 'billing: {channel: "#a}\nx: ["@b"]'),
        3,
        6,
        "not YAML",
        "a quote",
    ),
    ("teams: {%s: {channel: a}}\ndefault: {team: a}" % ("a" * 151), 1, 9, "longer than 150", "a shorter one"),
    # names that stand for nobody in particular
    *(
        (
            f"teams: {{a: {{channel: a, {key}}}}}\ndefault: {{team: a}}",
            1,
            column,
            "only in notify",
            "name people",
        )
        for key, column in (
            ("members: ['@here']", 35),
            ("rota: [{people: ['@channel'], days: mon, from: '9:00', to: '17:00'}]", 42),
            ("skills: {german: [everyone]}", 43),
            ("members: [on shift]", 35),
            ("lead: [on shift]", 32),
        )
    ),
    *(
        (
            RULE + f"    then: {{praise: {said}}}\n",
            7,
            20,
            "no team is set as marketing",
            "add marketing: <team>",
        )
        for said in ("true", "True", "TRUE")
    ),
    (RULE + "    then: {praise: yes}\n", 7, 20, '"praise" must be true or false', "write true or false"),
    ("? [a]\n: b\n", 1, 3, "a key is text", "key: value"),
    ("[" * 100_000, 1, 13, "more than 12 levels deep", "fewer levels"),
    ("#" * (5 << 20), 1, 1, "larger than 4 MB", "shorten its lists"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "remedy"), FAULTS)
def test_an_error_is_reported_with_its_place_and_remedy(
    text: str, line: int, column: int, message: str, remedy: str
) -> None:
    with pytest.raises(RulesError) as caught:
        read_rules(text)
    told = [(f.line, f.column) for f in caught.value.faults if message in f.message and remedy in f.remedy]
    assert (line, column) in told, str(caught.value)


def test_all_errors_are_reported_together_in_the_order_of_the_lines() -> None:
    text = RULE.replace("late", "so late") + "    then: {team: biling, priority: hi}\nmarketng: billing\n"
    with pytest.raises(RulesError) as caught:
        read_rules(text, "rules/mine.yaml")
    assert str(caught.value).splitlines() == [
        'rules/mine.yaml:6:20: "so late" is more than one word; move it to phrases',
        'rules/mine.yaml:7:18: team "biling" is not defined; did you mean "billing"?',
        'rules/mine.yaml:7:36: "hi" is not a priority; did you mean "high"?',
        'rules/mine.yaml:8:1: "marketng" is not a key here; did you mean "marketing"?',
    ]


def test_regexes_too_large_together_are_a_fault_of_the_file() -> None:
    regexes = ", ".join(f"'{chr(0xE0 + n % 30)}{n}.{{0,900}}z'" for n in range(150))
    with pytest.raises(RulesError, match="all regexes together are too large"):
        read_rules(RULE.replace("words: [late]", f"regex: [{regexes}]") + "    then: {team: billing}\n")


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))]
    with pytest.raises(RulesError, match="repeats another part"):
        read_rules("\n".join(lines))


@pytest.mark.parametrize("start", ["\ufeff", "# Größe 🔥\r\n", "%YAML 1.1\n---\n"])
def test_a_file_as_windows_or_yaml_begins_it_is_read(start: str) -> None:
    rules = read_rules(start + (RULE + "    then: {team: billing}\n").replace("\n", "\r\n"))
    assert [rule.name for rule in rules.rules] == ["a"]


def test_of_very_many_wrong_names_the_first_fifty_get_a_guess() -> None:
    """A suggestion is slow, and a window of Slack waits three seconds; its fields have room for five hundred rules."""
    rules = "".join(
        f"  - {{name: rule number {n}, when: {{words: [w{n}]}}, then: {{team: billing}}}}\n"
        for n in range(500)
    )
    examples = "".join(f"  - {{text: hi, expect: {{rule: rule numer {n}}}}}\n" for n in range(500))
    faults = faults_of(f"{HEAD}rules:\n{rules}examples:\n{examples}")
    assert len(faults) == 500
    assert [fault.remedy.startswith("did you mean") for fault in faults].count(True) == 50


def test_a_name_folded_over_lines_is_the_same_name_elsewhere() -> None:
    text = RULE.replace("name: a", "name: >\n      a long\n      name") + "    then: {team: billing}\n"
    rules = read_rules(text + "examples:\n  - {text: late, expect: {rule: a long name}}\n")
    assert check_examples(rules) == []


LINES = [
    *RULE.splitlines(),
    "    then: {team: billing}",
    "  - *a",
    "\t",
    "  x: &a [1, {",
    "]",
    "? b",
    "''",
    "\ud800",
    "!!int 1",
]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join) | st.text())
def test_any_text_in_the_file_causes_only_errors(text: str) -> None:
    assert all(fault.line >= 1 and fault.column >= 1 and fault.remedy for fault in faults_of(text))


def faults_of(text: str) -> tuple[RuleError, ...]:
    try:
        read_rules(text)
    except RulesError as error:
        return error.faults
    return ()


KEYS = [
    "teams",
    "default",
    "rules",
    "examples",
    "marketing",
    "name",
    "when",
    "then",
    "team",
    "words",
    "expect",
    "rule",
    "regex",
    "praise",
]
DATA = st.recursive(
    st.sampled_from(["a", "billing", "10", "", "late", "urgent", "true", "True", "yes", "“a”", None]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=100)
@given(DATA)
def test_whatever_shape_the_file_has_only_faults_come_of_it(data: object) -> None:
    faults_of(yaml.safe_dump(data))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10.000", 10_000),
        ("1.000.000", 1_000_000),
        ('"10,000"', 10_000),
        ("1'000", 1_000),
        ("1’000", 1_000),
        ('"10 000"', 10_000),
        ('"10\u202f000"', 10_000),
        ("1e4", 10_000),
        ("1E+4", 10_000),
        ("10k", 10_000),
        ("１０", 10),
        ("٣٠", 30),
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "rules: [{{name: a, when: {{followers: {{at_least: {}}}}}, then: {{team: billing}}}}]",
        "rules: [{{name: a, when: {{earlier_cases: {{at_most: {}}}}}, then: {{team: billing}}}}]",
        "rules: [{{name: a, when: {{words: [a]}}, then: {{team: billing, priority: auto, points: {}}}}}]",
        "examples: [{{text: a, followers: {}, expect: {{rule: default}}}}]",
        "teams: {{care: {{channel: care, cap: {}}}}}",
    ],
)
def test_a_number_that_may_be_read_as_another_is_refused_with_the_one_meant(
    place: str, written: str, meant: int
) -> None:
    head = HEAD if "teams" not in place else "default: {team: care}\n"
    with pytest.raises(RulesError) as caught:
        read_rules(head + place.format(written))
    [fault] = caught.value.faults
    assert fault.message == f'"{written.strip(chr(34))}" is not a whole number'
    assert fault.remedy == f"write {meant}"


def test_a_comma_in_a_number_is_reported_as_such() -> None:
    with pytest.raises(RulesError) as caught:
        read_rules(HEAD + "rules: [{name: a, when: {followers: {at_least: 1,000}}, then: {team: billing}}]")
    assert [(fault.message, fault.remedy) for fault in caught.value.faults] == [
        ("a comma ends the number before it", "write the number without a comma, such as 10000")
    ]


@pytest.mark.parametrize("written", ["1000", "1_000", "+1000", "01000", "1000.0"])
def test_a_number_that_can_be_read_in_one_way_is_read(written: str) -> None:
    rules = read_rules(
        HEAD + f"rules: [{{name: a, when: {{followers: {{at_least: {written}}}}}, then: {{team: billing}}}}]"
    )
    assert "at_least=1000" in repr(rules.rules[0].conditions[0])
