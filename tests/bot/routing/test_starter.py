"""The starter rules send every post to one team, whatever it is called."""

from pathlib import Path

import pytest

from bot.routing import check_examples, choose, lint, people_named, read_rules, sample
from bot.routing.starter import starter_rules

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("team", "channel"),
    [("support", "#support"), ("on", "#hilfe-ä"), ("404", "C024BE91L"), ("null", "#null")],
)
def test_the_starter_rules_send_everything_to_one_channel_and_notify_nobody(team: str, channel: str) -> None:
    text = starter_rules(team, channel)
    rules = read_rules(text)
    assert (lint(rules, text), check_examples(rules), people_named(rules)) == ([], [], {})
    for words in ("Is it down again?", "Thanks!", "なぜ"):
        route = choose(rules, sample(words))
        assert (route.team, route.channel) == (team, channel)


def test_the_file_of_a_fresh_clone_is_the_starter() -> None:
    assert (ROOT / "routing_rules.yaml").read_text(encoding="utf-8") == starter_rules("support", "#support")
