"""The JSON Schema by which editors check the rules file says what Baton says."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.routing import RulesError, read_rules
from bot.routing.json_schema import schema_text

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads(schema_text())
PAGE = (ROOT / "docs" / "routing.md").read_text(encoding="utf-8")
SHIPPED = (ROOT / "routing_rules.yaml", ROOT / "sandbox" / "routing_rules.yaml")
FILES = [
    *(file.read_text(encoding="utf-8") for file in SHIPPED),
    *re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL),
]
HEAD = "teams: {care: {channel: care}}\ndefault: {team: care}\n"
RULE = HEAD + "rules: [{name: a, when: {%s}, then: {%s}}]\n"


class Editor(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: days and times, `on` and `no` are text, `True` and `TRUE` are not."""


Editor.yaml_implicit_resolvers = {}
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^([Tt]rue|TRUE|[Ff]alse|FALSE)$"), list("tTfF")
)
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?[0-9]+$"), list("-0123456789"))


def read(text: str) -> Any:
    return yaml.load(text, Loader=Editor)  # noqa: S506


def test_the_file_for_editors_is_in_step_with_the_forms() -> None:
    """Regenerate it with `python -m bot routing schema > docs/routing_rules.schema.json`."""
    assert (ROOT / "docs" / "routing_rules.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_key_says_what_it_means() -> None:
    forms = {"the file": SCHEMA, **SCHEMA["$defs"]}
    silent = [
        f"{key} of {name}"
        for name, form in forms.items()
        for key, about in form["properties"].items()
        if not about.get("description")
    ]
    assert not silent


NUMBERED = """
teams: {404: {channel: 404}}
default: {team: 404, macro: 1, inform: [404]}
macros: {1: 2}
rules: [{name: 500, when: {words: [7], has_media: True}, then: {team: 404}}]
examples: [{text: 7, has_media: TRUE, expect: {rule: 500, team: 404, inform: []}}]
"""


@pytest.mark.parametrize("text", [*FILES, NUMBERED])
def test_what_baton_reads_the_schema_accepts(text: str) -> None:
    assert read_rules(text).teams
    jsonschema.validate(read(text), SCHEMA)


@pytest.mark.parametrize(
    "text",
    [
        "teams: {care: {channel: care}}\n",
        HEAD + "ruels: []\n",
        HEAD.replace("channel: care", "channel: care, first_response: soon"),
        HEAD.replace("channel: care", "channel: care, assign: robin"),
        RULE % ("wrods: [late]", "team: care"),
        RULE % ("words: late", "team: care"),
        RULE % ("hours: inside", "team: care"),
        RULE % ("sentiment: [sad]", "team: care"),
        RULE % ("languages: [german]", "team: care"),
        RULE % ("not: {any: [{wrods: [late]}]}", "team: care"),
        RULE % ("spike: {on: late}", "team: care"),
        RULE % ("followers: {at_least: 10k}", "team: care"),
        RULE % ("words: [late]", "priority: high"),
        RULE % ("words: [late]", "team: care, priority: urgnt"),
        RULE % ("words: [late], is_reply: yes", "team: care"),
        RULE % ("words: [late]", "team: care, continue: on"),
        RULE % ("words: [late]", "team: care, points: 11"),
        RULE % ("words: [late]", "team: care, targets: {clame: 5m}"),
    ],
)
def test_what_the_schema_refuses_baton_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(read(text), SCHEMA)
    with pytest.raises(RulesError):
        read_rules(text)


@pytest.mark.parametrize("file", SHIPPED)
def test_the_shipped_files_tell_editors_where_the_schema_is(file: Path) -> None:
    (named,) = re.findall(
        r"^# yaml-language-server: \$schema=(.+)$", file.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert (file.parent / named).exists()
