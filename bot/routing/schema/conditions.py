"""The keys of `when`: the properties a post must have."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from bot.routing.facts import SENTIMENTS, UNKNOWN_LANGUAGE
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
from bot.suggest import remedy


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2}", value) and value != UNKNOWN_LANGUAGE:
        refuse(
            f'"{value}" is not a language',
            f'write its two-letter code, such as en or de, or "{UNKNOWN_LANGUAGE}"',
        )
    return value


def _sentiment(value: str) -> str:
    if value not in SENTIMENTS:
        refuse(f'"{value}" is not a sentiment', remedy(value, SENTIMENTS))
    return value


def _in_or_out(value: str) -> str:
    if value not in ("in", "out"):
        refuse(f'"{value}" is neither in nor out', "write hours: in or hours: out")
    return value


def _window(seconds: int) -> int:
    if seconds > LONGEST_SPIKE:
        refuse("the longest window for a spike is 7 days", "write a shorter time, such as 15m")
    return seconds


Language = Annotated[
    Text, AfterValidator(_language), WithJsonSchema({"type": "string", "pattern": "^([a-z]{2}|unknown)$"})
]
SentimentName = Annotated[Text, AfterValidator(_sentiment), WithJsonSchema({"enum": list(SENTIMENTS)})]
InOrOut = Annotated[Text, AfterValidator(_in_or_out), WithJsonSchema({"enum": ["in", "out"]})]
Window = Annotated[Seconds, AfterValidator(_window)]


class RangeForm(StrictModel):
    at_least: Count = Field(0, description="The smallest number that matches.")
    at_most: Count | None = Field(None, description="The largest number that matches.")

    @model_validator(mode="after")
    def _is_a_range(self) -> "RangeForm":
        if not self.model_fields_set:
            refuse("a number is needed here", "write at_least, at_most or both")
        if self.at_most is not None and self.at_most < self.at_least:
            refuse("at_most is smaller than at_least", "nothing can be in that range: swap the two")
        return self


class SpikeForm(StrictModel):
    on: Text = Field(description="The tag to count; a rule must set it.")
    at_least: AtLeastOne = Field(description="The number of other posts with this tag.")
    within: Window = Field(description="The time window before this post, at most 7d.")


class WhenForm(StrictModel):
    words: Some[Word] | None = Field(None, description="One of these words is in the post, as a whole word.")
    phrases: Some[Phrase] | None = Field(
        None, description="One of these phrases is in the post, its words in this order."
    )
    hashtags: Some[Hashtag] | None = Field(
        None, description="The post has one of these hashtags; write them without #."
    )
    contains: Some[Phrase] | None = Field(
        None,
        description="One of these texts occurs anywhere, even inside a word: for Japanese, Chinese, Thai and others.",
    )
    regex: Some[Regex] | None = Field(None, description="One of these regular expressions (RE2) matches.")
    networks: Some[Name] | None = Field(None, description="The post is on one of these networks.")
    accounts: Some[Name] | None = Field(None, description="It addresses one of these accounts of ours.")
    authors: Some[Name] | None = Field(
        None,
        description="One of these handles wrote it, on any network, or on one as in x/broadband_watch.",
    )
    lists: Some[Text] | None = Field(None, description="The author is in one of these lists.")
    followers: RangeForm | None = Field(
        None, description="The author's follower count; an unknown count never matches."
    )
    languages: Some[Language] | None = Field(
        None, description="The detected language is one of these; unknown for a text that is too short."
    )
    sentiment: Some[SentimentName] | None = Field(
        None, description="The detected sentiment; it is wrong for many posts."
    )
    is_reply: Flag | None = Field(None, description="true for a reply to another post.")
    is_quote: Flag | None = Field(
        None, description="true if it quotes another post; known only on X, Bluesky and Mastodon."
    )
    has_media: Flag | None = Field(None, description="true if it has images or videos.")
    earlier_cases: RangeForm | None = Field(
        None, description="The author's number of earlier cases; {at_least: 1} is a returning customer."
    )
    open_case: Flag | None = Field(None, description="true if one of the author's cases is open.")
    hours: InOrOut | None = Field(
        None,
        description="in: within the team's business hours; out: outside them. A team without hours is always in.",
    )
    spike: SpikeForm | None = Field(None, description="A volume spike: many posts on one tag.")
    all: Some["WhenForm"] | None = Field(
        None, description="More conditions, each written like a when: all must match."
    )
    any: Some["WhenForm"] | None = Field(
        None, description="More conditions, each written like a when: at least one must match."
    )
    not_: "WhenForm | None" = Field(
        None, alias="not", description="One condition, written like a when: it must not match."
    )

    @model_validator(mode="after")
    def _asks_something(self) -> "WhenForm":
        if not self.model_fields_set:
            refuse(
                "when is empty, so the rule would match every post",
                "give it words, or use default for the rest",
            )
        return self
