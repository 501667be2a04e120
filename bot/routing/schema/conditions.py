"""The keys of `when`: what a post must be like."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from bot.routing.facts import MOODS, UNKNOWN_LANGUAGE
from bot.routing.rules import LONGEST_SPIKE
from bot.routing.schema.types import (
    AtLeastOne,
    Count,
    Flag,
    Hashtag,
    Name,
    Phrase,
    Regex,
    Seconds,
    Some,
    StrictModel,
    Text,
    Word,
    refuse,
)
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


class RangeForm(StrictModel):
    at_least: Count = Field(0, description="The smallest number that holds.")
    at_most: Count | None = Field(None, description="The largest number that holds.")

    @model_validator(mode="after")
    def _is_a_range(self) -> "RangeForm":
        if not self.model_fields_set:
            refuse("a number is needed here", "write at_least, at_most or both")
        if self.at_most is not None and self.at_most < self.at_least:
            refuse("at_most is smaller than at_least", "nothing can be in that range: swap the two")
        return self


class SpikeForm(StrictModel):
    on: Text = Field(description="The tag that is counted: one that a rule gives.")
    at_least: AtLeastOne = Field(description="How many other posts must have been tagged so.")
    within: Window = Field(description="In how much time before this post was written, at most 7d.")


class WhenForm(StrictModel):
    words: Some[Word] | None = Field(
        None, description="One of these words stands in the post, as a whole word."
    )
    phrases: Some[Phrase] | None = Field(
        None, description="One of these stands in the post, its words following one another."
    )
    hashtags: Some[Hashtag] | None = Field(
        None, description="The post has one of these hashtags; write them without #."
    )
    contains: Some[Phrase] | None = Field(
        None,
        description="These letters stand anywhere, also inside a word: for Japanese, Chinese, Thai and the like.",
    )
    regex: Some[Regex] | None = Field(None, description="A regular expression (RE2) matches somewhere.")
    networks: Some[Name] | None = Field(None, description="The post is on one of these networks.")
    accounts: Some[Name] | None = Field(
        None, description="It was written to one of these accounts of our own."
    )
    authors: Some[Name] | None = Field(
        None,
        description="One of these people wrote it: handles, each on any network or on one, as in x/broadband_watch.",
    )
    lists: Some[Text] | None = Field(None, description="The author stands in one of these lists.")
    followers: RangeForm | None = Field(
        None, description="How many followers the author has; an unknown count never holds."
    )
    languages: Some[Language] | None = Field(
        None, description="It is written in one of these, or unknown where nobody can tell."
    )
    sentiment: Some[MoodName] | None = Field(
        None, description="How it sounds; a machine's guess, wrong for many posts."
    )
    is_reply: Flag | None = Field(None, description="Whether it answers another post.")
    is_quote: Flag | None = Field(
        None, description="Whether it quotes another post; only X, Bluesky and Mastodon tell."
    )
    has_media: Flag | None = Field(None, description="Whether it has pictures or films.")
    earlier_cases: RangeForm | None = Field(
        None, description="How many cases the author had before: {at_least: 1} is a customer we know."
    )
    open_case: Flag | None = Field(None, description="Whether one of the author's cases is open.")
    hours: InOrOut | None = Field(
        None, description="The rule's team is in its hours or out of them; a team without hours is always in."
    )
    spike: SpikeForm | None = Field(None, description="Many write about one thing.")
    all: Some["WhenForm"] | None = Field(
        None, description="Further conditions, each written like a when: every one holds."
    )
    any: Some["WhenForm"] | None = Field(
        None, description="Further conditions, each written like a when: at least one holds."
    )
    not_: "WhenForm | None" = Field(
        None, alias="not", description="One condition, written like a when: it does not hold."
    )

    @model_validator(mode="after")
    def _asks_something(self) -> "WhenForm":
        if not self.model_fields_set:
            refuse(
                "when is empty, so the rule would take every post",
                "give it words, or use default for the rest",
            )
        return self
