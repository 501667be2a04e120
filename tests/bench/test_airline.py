"""The figures of docs/airline.md are what the posts say, where they are at hand."""

from pathlib import Path

import pytest

from bench.airline import POSTS, halves
from bench.airline_rules import RULES, by_reason, confusion, routed
from bot.routing import read_rules

PAGE = (Path(__file__).parents[2] / "docs" / "airline.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(
    not POSTS.exists(), reason=f"the labelled posts are not at hand: no {POSTS.name}"
)


def test_no_post_is_in_both_halves() -> None:
    first, second = halves()
    assert not {post.mention.key for post in first} & {post.mention.key for post in second}
    assert min(len(first), len(second)) > 0.45 * (len(first) + len(second))


def test_the_page_shows_what_the_rules_do_with_the_second_half() -> None:
    rules = read_rules(RULES.read_text(encoding="utf-8"))
    posts = routed(rules, *halves())
    for line in (*by_reason(posts), *confusion(posts, list(rules.teams))):
        assert line in PAGE
