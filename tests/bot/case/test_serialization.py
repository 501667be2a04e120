"""Records as JSON survive the round trip, whichever version wrote them."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case.clocks import BREACH, ClockKind, SlaTimer
from bot.case.serialization import (
    case_from_json,
    case_to_json,
    mention_from_json,
    mention_to_json,
    origin_to_json,
    route_to_json,
    thread_to_json,
    to_text,
)
from bot.mention import tidy
from tests.bot.case.world import ANA, NOW, opened, post


def _stored(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").rstrip()


# A case with every field, as databases have it: as this version writes it, and as versions did that also wrote
# default values.
STORED = _stored("whole_case.json")
SPELLED_OUT = _stored("whole_case_spelled_out.json")


class Snowflake(str):
    """An id as some networks' libraries hand it out."""


def test_an_id_with_a_class_of_its_own_is_written_as_what_it_is() -> None:
    mention = replace(post(), native_id=Snowflake("113"), author=replace(ANA, name=Snowflake("Ana")))
    assert mention_from_json(mention_to_json(mention)) == mention
    assert json.loads(to_text({"id": Snowflake("113")})) == {"id": "113"}


def test_a_count_that_is_a_bool_does_not_make_a_case_unreadable() -> None:
    written = replace(opened(), mentions=(tidy(replace(post(), author=replace(ANA, followers=True))),))
    assert case_from_json(case_to_json(written)) == written


def test_a_count_beyond_any_integer_of_a_machine_is_kept() -> None:
    written = replace(opened(), mentions=(tidy(replace(post(), author=replace(ANA, followers=10**30))),))
    assert case_from_json(case_to_json(written)) == written


def test_a_case_written_by_an_earlier_version_lacks_fields_and_one_by_a_later_has_more() -> None:
    data: dict[str, Any] = json.loads(case_to_json(opened()))
    assert not {"accounts", "matches", "changed_turn", "community_answers"} & data.keys()
    assert not {"title", "private", "case", "gone", "media"} & data["mentions"][0].keys()
    assert case_from_json(json.dumps(data | {"of_a_later_version": [1]})) == opened()


def test_a_case_that_spells_out_its_defaults_is_the_same() -> None:
    assert case_from_json(SPELLED_OUT) == case_from_json(STORED)
    assert len(SPELLED_OUT) > len(STORED)


def test_a_stored_case_is_written_again_character_for_character() -> None:
    case = case_from_json(STORED)
    assert case_to_json(case) == STORED
    assert to_text([mention_to_json(post) for post in case.mentions]) in STORED
    assert to_text(route_to_json(case.route)) in STORED
    assert case.thread
    assert to_text(thread_to_json(case.thread)) in STORED
    assert to_text(origin_to_json(case.origin)) in STORED


def test_what_is_no_record_is_refused_and_not_written_as_something_else() -> None:
    with pytest.raises(TypeError):
        to_text({"what": object()})


def test_renamed_fields_keep_their_stored_names() -> None:
    """The database, and every recording of it, has the names of the first version."""
    case = replace(opened(), sentiment="negative", sentiment_by="U0AINO", notified=("U0RUTH",))
    written = json.loads(case_to_json(case))
    assert (written["mood"], written["mood_by"], written["told"]) == ("negative", "U0AINO", ["U0RUTH"])
    timer = SlaTimer(ClockKind.CLAIM, 60, "", NOW, 1, since=NOW, notified=BREACH)
    assert json.loads(to_text(timer))["told"] == BREACH
