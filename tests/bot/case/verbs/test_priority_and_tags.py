"""Priority and tags, set by people."""

import pytest

from bot.case import Refused, change_tags, resolve, set_priority
from bot.case.model import Resolution
from bot.routing import Priority
from tests.bot.case.history import History
from tests.bot.case.world import SERVICE, post


def opened() -> History:
    return History(SERVICE).take(post(), minutes=0)


def test_a_priority_needs_a_reason_and_keeps_the_targets() -> None:
    history = opened()
    with pytest.raises(Refused, match="few words"):
        history.do(set_priority, minutes=1, priority=Priority.URGENT, because="  ")
    before = history.case
    case = history.do(set_priority, minutes=2, priority=Priority.URGENT, because="the press asks").case
    assert case.route.priority is Priority.URGENT
    assert (case.route.first_response, case.clocks) == (before.route.first_response, before.clocks)


def test_the_same_priority_is_no_change_and_a_resolved_case_keeps_its_own() -> None:
    history = opened()
    same = history.case.route.priority
    history.do(set_priority, minutes=1, priority=same, because="")
    assert history.case.version == 1
    history.do(resolve, minutes=2, resolution=Resolution.SPAM)
    with pytest.raises(Refused, match="Reopen"):
        history.do(set_priority, minutes=3, priority=Priority.LOW, because="praise")


def test_tags_are_compared_without_regard_to_capitals_and_removed_as_they_are_written() -> None:
    history = opened().do(change_tags, minutes=1, add=["#VIP", " two  words "])
    assert history.case.route.tags[-2:] == ("VIP", "two words")
    assert not history.do(change_tags, minutes=2, add=["vip"]).case.route.tags.count("vip")
    assert "VIP" not in history.do(change_tags, minutes=3, remove=["vip"]).case.route.tags


def test_a_case_has_at_most_twenty_tags() -> None:
    with pytest.raises(Refused, match="at most 20"):
        opened().do(change_tags, minutes=1, add=[f"tag {number}" for number in range(21)])
