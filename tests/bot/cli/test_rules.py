"""`python -m bot routing check` and `explain`, as people type them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.rules import routing
from bot.routing import version_of
from bot.services.rulebook import read_file

GOOD = """\
teams: {care: {channel: care}}
default: {team: care}
rules:
  - {name: late, when: {words: [late], followers: {at_least: 5}}, then: {team: care}}
examples:
  - {text: late, followers: 5, expect: {rule: late}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(routing, [str(word) for word in words])


def test_a_good_file_is_told_in_one_line(file: Path) -> None:
    result = typed("check", file)
    assert result.exit_code == 0
    assert result.output.startswith(f"{file} is valid: 1 team, 1 rule, 1 example as expected (version ")


def test_faults_are_listed_and_the_exit_code_is_1(file: Path) -> None:
    file.write_text(GOOD.replace("then: {team: care}", "then: {team: cara}"), encoding="utf-8")
    result = typed("check", file)
    assert result.exit_code == 1
    assert f'{file}:4:80: team "cara" is not defined; did you mean "care"?' in result.output
    assert f"1 fault in {file}" in result.output


def test_a_failing_example_is_listed_and_the_exit_code_is_1(file: Path) -> None:
    file.write_text(GOOD.replace("followers: 5, expect", "followers: 4, expect"), encoding="utf-8")
    result = typed("check", file)
    assert result.exit_code == 1
    assert f'{file}:6: example "late": rule is default, not late (rule: default)' in result.output


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = typed("check", tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert "none.yaml cannot be read" in result.output


def test_a_file_in_another_encoding_is_told_to_be_saved_as_utf_8(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-16")
    result = typed("check", file)
    assert result.exit_code == 1
    assert result.output == f"{file} is not UTF-8 text. Save it as UTF-8.\n"


def test_the_version_is_that_of_the_bytes_as_a_running_baton_tells_it(file: Path) -> None:
    file.write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert f"(version {version_of(read_file(file))})" in typed("check", file).output


def test_explain_says_which_rule_takes_a_post(file: Path) -> None:
    result = typed(
        "explain", "so late", "--file", file, "--followers", "9", "--author", "@ada", "--network", "x"
    )
    assert result.exit_code == 0
    assert '✓ late (line 4): followers: 9; words: found "late"' in result.output
    assert "team care in #care, priority normal (rule: late)" in result.output


KNOWING = """\
teams: {care: {channel: care}, berlin: {channel: berlin, hours: {zone: Europe/Berlin, open: {mon-fri: "9:00-17:00"}}}}
default: {team: care}
rules:
  - {name: german, when: {languages: [de]}, then: {team: berlin}}
  - {name: known, when: {earlier_cases: {at_least: 2}, open_case: true}, then: {team: care}}
  - {name: many, when: {spike: {on: late, at_least: 3, within: 5m}}, then: {team: care, tags: [late]}}
  - {name: to tv, when: {accounts: [tv], is_reply: true, has_media: true, is_quote: true}, then: {team: care}}
  - {name: at night, when: {hours: out}, then: {team: berlin}}
  - {name: angry, when: {sentiment: [negative]}, then: {team: care, priority: auto}}
"""


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (["hello", "--language", "de"], "german"),
        (["Mein Internet geht seit heute Morgen nicht mehr"], "german"),
        (["hello", "--earlier-cases", "2", "--open-case"], "known"),
        (["hello", "--earlier-cases", "2", "--no-open-case"], "default"),
        (["hello", "--lately", "late=3"], "many"),
        (["hello", "--account", "@TV", "--is-reply", "--is-quote", "--has-media"], "to tv"),
        (["hello", "--at", "2026-11-23 03:00 Europe/Berlin"], "at night"),
        (["hello", "--at", "2026-11-23 10:00 Europe/Berlin"], "default"),
        (["hello", "--sentiment", "negative"], "angry"),
        (["I hate this horrible thing"], "angry"),
    ],
)
def test_explain_takes_what_rules_ask_beyond_the_text(file: Path, words: list[str], rule: str) -> None:
    file.write_text(KNOWING, encoding="utf-8")
    result = typed("explain", *words, "--file", file)
    assert result.exit_code == 0, result.output
    assert result.output.rstrip().endswith(f"(rule: {rule})")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["--at", "monday"],
            '--at: "monday" is not a date and time; write it like 2026-11-23 03:00 Europe/Berlin',
        ),
        (["--language", "german"], '--language: "german" is not a language'),
        (["--lately", "late=many"], "--lately: "),
    ],
)
def test_an_option_that_cannot_be_read_is_told_with_its_remedy(
    file: Path, words: list[str], told: str
) -> None:
    result = typed("explain", "hello", *words, "--file", file)
    assert result.exit_code == 1
    assert told in result.output


def test_a_reckoned_priority_is_told_part_by_part(file: Path) -> None:
    file.write_text(KNOWING, encoding="utf-8")
    result = typed("explain", "I hate this", "--followers", "20000", "--file", file)
    assert "priority high (reach +2, sentiment +2)" in result.output


def test_what_is_hardly_meant_is_a_warning_and_the_file_is_fine(file: Path) -> None:
    twice = "rules:\n  - {name: first, when: {words: [late]}, then: {team: care}}"
    file.write_text(GOOD.replace("rules:", twice).replace("rule: late", "rule: first"), encoding="utf-8")
    result = typed("check", file)
    assert result.exit_code == 0
    assert (
        f'{file}:5:5: warning: rule "late" never acts: "first" in line 4 matches all it matches'
        in result.output
    )
    assert "is valid" in result.output


def test_the_schema_is_printed() -> None:
    result = typed("schema")
    assert result.exit_code == 0
    assert '"title": "routing_rules.yaml"' in result.output
