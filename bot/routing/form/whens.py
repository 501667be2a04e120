"""The keys of `when`: what a post must be like."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from bot.routing.facts import MOODS, UNKNOWN_LANGUAGE
from bot.routing.form.values import (
    AtLeastOne,
    Count,
    Form,
    Hashtag,
    Name,
    Phrase,
    Regex,
    Seconds,
    Some,
    Text,
    Word,
    refuse,
)
from bot.routing.rules import LONGEST_SPIKE
from bot.routing.suggest import remedy


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2}", value) and value != UNKNOWN_LANGUAGE:
        refuse(
            f'"{value}" is not a language',
            f'write its two small letters, such as en or de, or "{UNKNOWN_LANGUAGE}"',
        )
    return value


def _mood(value: str) -> str:
    if value not in MOODS:
        refuse(f'"{value}" is not a sentiment', remedy(value, MOODS))
    return value


def _in_or_out(value: str) -> str:
    if value not in ("in", "out"):
        refuse(f'"{value}" is neither in nor out', "write hours: in or hours: out")
    return value


def _window(seconds: int) -> int:
    if seconds > LONGEST_SPIKE:
        refuse("a spike is looked for over 7 days at most", "write a shorter time, such as 15m")
    return seconds


Language = Annotated[
    Text, AfterValidator(_language), WithJsonSchema({"type": "string", "pattern": "^([a-z]{2}|unknown)$"})
]
MoodName = Annotated[Text, AfterValidator(_mood), WithJsonSchema({"enum": list(MOODS)})]
InOrOut = Annotated[Text, AfterValidator(_in_or_out), WithJsonSchema({"enum": ["in", "out"]})]
Window = Annotated[Seconds, AfterValidator(_window)]


class RangeForm(Form):
    at_least: Count = 0
    at_most: Count | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> "RangeForm":
        if not self.model_fields_set:
            refuse("a number is needed here", "write at_least, at_most or both")
        if self.at_most is not None and self.at_most < self.at_least:
            refuse("at_most is smaller than at_least", "nothing can be in that range: swap the two")
        return self


class SpikeForm(Form):
    on: Text
    at_least: AtLeastOne
    within: Window


class WhenForm(Form):
    words: Some[Word] | None = None
    phrases: Some[Phrase] | None = None
    hashtags: Some[Hashtag] | None = None
    contains: Some[Phrase] | None = None
    regex: Some[Regex] | None = None
    networks: Some[Name] | None = None
    accounts: Some[Name] | None = None
    authors: Some[Name] | None = None
    lists: Some[Text] | None = None
    followers: RangeForm | None = None
    languages: Some[Language] | None = None
    sentiment: Some[MoodName] | None = None
    is_reply: bool | None = None
    is_quote: bool | None = None
    has_media: bool | None = None
    earlier_cases: RangeForm | None = None
    open_case: bool | None = None
    hours: InOrOut | None = None
    spike: SpikeForm | None = None
    all: Some["WhenForm"] | None = None
    any: Some["WhenForm"] | None = None
    not_: "WhenForm | None" = Field(None, alias="not")

    @model_validator(mode="after")
    def _asks_something(self) -> "WhenForm":
        if not self.model_fields_set:
            refuse(
                "when is empty, so the rule would take every post",
                "give it words, or use default for the rest",
            )
        return self
