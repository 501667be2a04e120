"""The keys of an example: a post, the facts known about it, and its expected route."""

import re
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from bot.routing.schema.conditions import Language, SentimentName
from bot.routing.schema.types import AnyText, Count, Flag, Name, PriorityName, StrictModel, Text, refuse


def read_moment(value: object) -> datetime:
    """Return the UTC time of `2026-11-23 03:00 Europe/Berlin`; without a zone the text is UTC.

    Raise pydantic's error with a remedy when the value is no such time.
    """
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d)(?: ([A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*))?", str(value))
    try:
        written, name = (match[1], match[2]) if match else ("", None)
        zone = ZoneInfo(name) if name else UTC
        return datetime.fromisoformat(written).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, KeyError, OSError, OverflowError):
        refuse(f'"{value}" is not a date and time', "write it like 2026-11-23 03:00 Europe/Berlin")


Moment = Annotated[datetime, BeforeValidator(read_moment), WithJsonSchema({"type": "string"})]


class ExpectForm(StrictModel):
    rule: AnyText | None = Field(None, description="The rule that decides, or default.")
    team: AnyText | None = Field(None, description="The team that gets the case.")
    priority: PriorityName | None = Field(None, description="The priority of the case.")
    tags: tuple[Text, ...] | None = Field(None, description="Exactly the tags of the case.")
    inform: tuple[AnyText, ...] | None = Field(None, description="Exactly the teams in inform.")
    shadow: tuple[AnyText, ...] | None = Field(
        None, description="Exactly the rules in shadow mode that match the post."
    )
    ignored: Flag | None = Field(None, description="true if the post is ignored.")

    @model_validator(mode="after")
    def _expects_something(self) -> "ExpectForm":
        if not self.model_fields_set:
            refuse("expect is empty", "write rule, team, priority or ignored")
        return self


class PostForm(StrictModel):
    text: AnyText = Field(description="The text of the post.")
    author: Text = Field("someone", description="The author's handle.")
    followers: Count | None = Field(
        None, description="The author's follower count; unknown if you leave it out."
    )
    network: Text = Field("x", description="The network; x if you leave it out.")
    account: Name = Field("", description="The account of ours that it addresses.")
    language: Language | None = Field(None, description="The detected language.")
    sentiment: SentimentName | None = Field(None, description="The detected sentiment.")
    is_reply: Flag = Field(False, description="true for a reply to another post; false if you leave it out.")
    is_quote: Flag = Field(False, description="true if it quotes another post; false if you leave it out.")
    has_media: Flag = Field(False, description="true if it has images or videos; false if you leave it out.")
    earlier_cases: Count | None = Field(None, description="The author's number of earlier cases.")
    open_case: Flag | None = Field(None, description="true if one of the author's cases is open.")
    at: Moment | None = Field(
        None, description="The time it arrives, such as 2026-11-23 03:00 Europe/Berlin; UTC without a zone."
    )
    lately: dict[str, Count] = Field(
        {}, description="The number of recent posts by tag, such as {outage: 20}."
    )


class ExampleForm(PostForm):
    expect: ExpectForm = Field(description="The expected routing: any of these keys.")
