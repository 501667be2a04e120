"""Text typed in Slack is decoded as its author saw it, with names in place of ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.views.markup import as_typed, decoded, labelled, public, readable, references

NAMES = {"U1": "Leon", "C1": "service", "S1": "desk"}
SIGNS = st.text(alphabet="<>@#!|^&;U1 a")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("Tom &amp; Jo &lt;3", "Tom & Jo <3"),
        ("see <https://a.b/c|the page>", "see the page (https://a.b/c)"),
        ("<https://a.b>", "https://a.b"),
        ("<http://a.b|a.b> <mailto:c@a.b|c@a.b> <tel:+49301|+49301>", "a.b c@a.b +49301"),
        ("<http://evil.b|a.b>", "a.b (http://evil.b)"),
        ("ask <@U1> or <@U2|leon>", "ask @someone or @leon"),
        ("in <#C1|service> <!here> <!subteam^S1|@desk>", "in #service @here @desk"),
        (
            "in <#C1> or <#C1|>, <!subteam^S1>, <!channel|@channel>",
            "in #channel or #channel, @group, @channel",
        ),
        ("by <!date^1392734382^{date_short}|18 Feb 2014>", "by 18 Feb 2014"),
        ("by <!date^1392734382^{date_short}^https://a.b|18 Feb 2014>", "by 18 Feb 2014"),
        ("&amp;lt;!channel&amp;gt;", "&lt;!channel&gt;"),
        ("<> <|x> a < b", "<> <|x> a < b"),
    ],
)
def test_what_was_typed_in_slack_reads_as_it_was_typed(markup: str, said: str) -> None:
    assert decoded(markup) == said


@pytest.mark.parametrize(
    ("markup", "ids"),
    [
        ("<@U1> and <@U1> in <#C1> or <#C1|>", {"U1", "C1"}),
        ("<!subteam^S1>", {"S1"}),
        ("<@U1|leon> <#C1|service> <!subteam^S1|@desk> <!here> <https://a.b>", set()),
    ],
)
def test_only_what_slack_does_not_name_is_looked_up(markup: str, ids: set[str]) -> None:
    assert references(markup) == ids


def test_people_channels_and_groups_become_names_where_slack_tells_them() -> None:
    markup = "<@U1>, <@U2>: <#C1> <#C2|x> <!subteam^S1> &lt;3"
    assert labelled(markup, NAMES) == "<@U1|Leon>, <@U2>: <#C1|service> <#C2|x> <!subteam^S1|desk> &lt;3"
    assert decoded(labelled(markup, NAMES)) == "@Leon, @someone: #service #x @desk <3"


def test_words_for_customers_carry_no_handle_of_a_colleague() -> None:
    """Pitfall 10 (docs/pitfalls.md)."""
    typed = as_typed(labelled("<@U1> of <!subteam^S1>, <!here>: see <#C1>, or @larkspur", NAMES))
    assert readable(typed) == "@Leon of @desk, @here: see #service, or @larkspur"
    assert public(typed) == "Leon of desk, here: see #service, or @larkspur"


def test_what_looks_like_markup_but_was_typed_stays() -> None:
    assert readable(as_typed("&lt;b&gt; &lt;https://a.b|c&gt;")) == "<b> <https://a.b|c>"


@given(SIGNS)
def test_no_markup_is_too_broken_to_read(markup: str) -> None:
    for said in (decoded(labelled(markup, NAMES)), public(as_typed(labelled(markup, NAMES)))):
        assert "<@U1>" not in said


def test_what_a_person_said_in_slack_is_shown_with_emoji_and_not_with_codes() -> None:
    assert decoded("done :tada: &amp; dusted, ask <@U0MIRA|mira> at 10:30:00 :shipit:") == (
        "done 🎉 & dusted, ask @mira at 10:30:00 :shipit:"
    )
