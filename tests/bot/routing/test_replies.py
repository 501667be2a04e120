"""Saved replies of all teams and of one, changed in the text: comments, order and line ends stay."""

import pytest

from bot.routing import read_rules
from bot.routing.editing import Uneditable
from bot.routing.editing.replies import SavedReply, replies_in, rules_suggesting, with_reply
from bot.routing.editing.sections import with_entry
from bot.routing.yaml_tree import read_tree

TEXT = """\
# Ours.
teams:
  care: {channel: "#care"}
  press: {channel: "#press"}
default: {team: care, macro: hello}   # the rest
macros:
  # Greets.
  hello: |   # short
    Hello!

    Thanks.
saved_replies:   # by team
  care:
    # Said often.
    on its way: On its way.   # since May
    soon: "Soon: wait"
rules:
  - {name: r, when: {words: [x]}, then: {team: press, macro: hello}}
"""
HELLO = SavedReply("", "hello", "Hello!\n\nThanks.")
ON_ITS_WAY = SavedReply("care", "on its way", "On its way.")


def test_the_replies_for_all_teams_are_listed_first() -> None:
    assert [(reply.team, reply.name) for reply in replies_in(read_tree(TEXT))] == [
        ("", "hello"),
        ("care", "on its way"),
        ("care", "soon"),
    ]


def test_a_changed_reply_changes_one_line() -> None:
    changed = with_reply(TEXT, ON_ITS_WAY, SavedReply("care", "on its way", "It left: today"))
    assert changed == TEXT.replace("way: On its way.   #", 'way: "It left: today"   #')


def test_a_new_name_keeps_the_place_and_the_comments() -> None:
    assert with_reply(TEXT, ON_ITS_WAY, SavedReply("care", "sent: today", "On its way.")) == TEXT.replace(
        "    on its way:", '    "sent: today":'
    )


def test_a_new_name_of_a_reply_for_all_teams_reaches_the_rules() -> None:
    renamed = with_reply(TEXT, HELLO, SavedReply("", "hi: there", HELLO.text))
    assert read_rules(renamed).default.macro == "hi: there"
    assert read_rules(renamed).rules[0].route.macro == "hi: there"
    assert "   # the rest" in renamed
    assert "  # Greets.\n" in renamed


def test_a_reply_moves_to_another_team_on_lines_of_its_own() -> None:
    moved = with_reply(TEXT, ON_ITS_WAY, SavedReply("press", "on its way", "On its way."))
    assert '    soon: "Soon: wait"\n  press:\n    on its way: On its way.\nrules:\n' in moved
    assert "since May" not in moved
    assert "    # Said often.\n" in moved
    back = with_reply(
        moved, SavedReply("press", "on its way"), SavedReply("care", "on its way", "On its way.")
    )
    assert read_tree(back).at("saved_replies", "press") is None
    assert read_rules(back).saved_replies["care"]["on its way"] == "On its way."


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_first_reply_of_the_first_team_is_on_lines_of_its_own(ends: str) -> None:
    text = 'teams: {care: {channel: "#care"}}\ndefault: {team: care}\n'.replace("\n", ends)
    after = with_reply(text, None, SavedReply("care", "hi", "Hello!\n\nThanks: bye"))
    assert after == text + ends.join(["saved_replies:", "  care:", '    hi: "Hello!\\n\\nThanks: bye"', ""])
    twice = with_reply(after, None, SavedReply("care", "bye", "Bye"))
    assert twice == after + f"    bye: Bye{ends}"
    gone = with_entry(
        with_entry(twice, ("saved_replies", "care", "bye"), None), ("saved_replies", "care", "hi"), None
    )
    assert gone == text


def test_a_reply_for_all_teams_is_added_and_deleted() -> None:
    added = with_reply(TEXT, None, SavedReply("", "bye", "Bye.\n\nSee you: soon"))
    assert read_rules(added).macros["bye"] == "Bye.\n\nSee you: soon"
    assert read_tree(with_entry(added, ("macros", "bye"), None)).data == read_tree(TEXT).data
    none = with_entry(TEXT, ("macros", "hello"), None)
    assert "macros" not in read_tree(none).data
    assert "macros:\n  new: text\n" in with_reply(none, None, SavedReply("", "new", "text"))


def test_a_name_that_is_taken_or_gone_is_not_written() -> None:
    for old, new in ((SavedReply("care", "gone"), "x"), (ON_ITS_WAY, "soon")):
        with pytest.raises(Uneditable):
            with_reply(TEXT, old, SavedReply("care", new, "text"))


def test_the_rules_that_suggest_a_reply_are_found() -> None:
    assert rules_suggesting(read_tree(TEXT), HELLO) == ["default", "r"]
    assert rules_suggesting(read_tree(TEXT), SavedReply("care", "hello")) == []
