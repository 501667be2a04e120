"""`python -m bot routing check` and `explain`, as people type them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.routing_cli import routing

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
    assert result.output.startswith(f"{file} is fine: 1 team, 1 rule, 1 example as expected (version ")


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


def test_explain_says_which_rule_takes_a_post(file: Path) -> None:
    result = typed(
        "explain", "so late", "--file", file, "--followers", "9", "--author", "@ada", "--network", "x"
    )
    assert result.exit_code == 0
    assert '✓ late (line 4): followers: 9; words: found "late"' in result.output
    assert "team care in #care, priority normal (rule: late)" in result.output
