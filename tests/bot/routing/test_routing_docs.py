"""The examples of docs/routing.md work."""

import re
from pathlib import Path

import pytest

from bot.routing import RulesError, check_examples, choose, read_rules, sample
from bot.routing.schema import (
    DutyForm,
    ExampleForm,
    HoursForm,
    TargetsForForm,
    TeamForm,
    ThenForm,
    WhenForm,
    keys_of,
)

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "routing.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", f"{PAGE}\n{README}", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_file_on_the_page_and_in_the_readme_is_read_and_passes_its_examples(block: str) -> None:
    rules = read_rules(block)
    assert rules.examples
    assert check_examples(rules) == []


@pytest.mark.parametrize("form", [TeamForm, HoursForm, TargetsForForm, WhenForm, ThenForm])
def test_every_key_has_a_line_in_a_table_of_the_page(
    form: type[TeamForm | HoursForm | TargetsForForm | WhenForm | ThenForm],
) -> None:
    assert set(keys_of(form)) <= set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))


def test_every_key_of_an_example_is_in_the_table_of_examples() -> None:
    table = PAGE.split("## Examples")[1]
    assert set(keys_of(ExampleForm)) - {"text", "expect"} <= set(re.findall(r"`(\w+)`", table))


def test_the_readme_shows_rules_and_a_post_they_send_where_it_says() -> None:
    rules = read_rules(BLOCKS[-1])
    (post,) = re.findall(r'routing explain "(.*)"', README)
    assert choose(rules, sample(post)).team == "billing"


@pytest.mark.parametrize("file", ["sandbox/routing_rules.yaml", "docs/airline_rules.yaml"])
def test_the_files_that_are_shipped_pass_their_examples(file: str) -> None:
    rules = read_rules((ROOT / file).read_text(encoding="utf-8"))
    assert rules.examples
    assert check_examples(rules) == []


def test_every_key_of_a_rota_has_a_line_too() -> None:
    (table,) = re.findall(r"^\| key of `rota` .*?\n\n", PAGE, re.MULTILINE | re.DOTALL)
    assert set(keys_of(DutyForm)) <= set(re.findall(r"`(\w+)`", table))


def test_an_unquoted_channel_is_refused_with_the_remedy_the_page_gives() -> None:
    with pytest.raises(RulesError, match='needs quotes: "#care"'):
        read_rules("teams:\n  a:\n    channel: #a\ndefault: {team: a}\n")
