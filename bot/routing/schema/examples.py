"""The keys of an example: a post, what is known of it, and where it should go."""

import re
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from bot.routing.schema.conditions import Language, MoodName
from bot.routing.schema.types import AnyText, Count, Flag, Name, PriorityName, StrictModel, Text, refuse


def read_moment(value: object) -> datetime:
    """`2026-11-23 03:00 Europe/Berlin`; without a zone, UTC. Raises pydantic's error with a remedy."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d)(?: ([A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*))?", str(value))
    try:
        written, name = (match[1], match[2]) if match else ("", None)
        zone = ZoneInfo(name) if name else UTC
        return datetime.fromisoformat(written).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, KeyError, OSError, OverflowError):
        refuse(f'"{value}" is not a moment', "write it like 2026-11-23 03:00 Europe/Berlin")


Moment = Annotated[datetime, BeforeValidator(read_moment), WithJsonSchema({"type": "string"})]


class ExpectForm(StrictModel):
    rule: AnyText | None = Field(None, description="The rule that takes the post, or default.")
    team: AnyText | None = Field(None, description="The team that gets the case.")
    priority: PriorityName | None = Field(None, description="The priority of the case.")
    tags: tuple[Text, ...] | None = Field(None, description="Exactly the tags of the case.")
    inform: tuple[AnyText, ...] | None = Field(None, description="Exactly the further teams that hear of it.")
    shadow: tuple[AnyText, ...] | None = Field(
        None, description="Exactly the rules that only watch and would have taken the post."
    )
    ignored: Flag | None = Field(None, description="Whether the post is ignored.")

    @model_validator(mode="after")
    def _expects_something(self) -> "ExpectForm":
        if not self.model_fields_set:
            refuse("expect is empty", "write rule, team, priority or ignored")
        return self


class PostForm(StrictModel):
    text: AnyText = Field(description="What the post says.")
    author: Text = Field("someone", description="Who wrote it: a handle.")
    followers: Count | None = Field(
        None, description="How many followers the author has; not known if you leave it out."
    )
    network: Text = Field("x", description="Where it was written; x if you leave it out.")
    account: Name = Field("", description="Which of our accounts it was written to.")
    language: Language | None = Field(None, description="The language the machine would tell.")
    sentiment: MoodName | None = Field(None, description="How the machine would say it sounds.")
    is_reply: Flag = Field(False, description="Whether it answers another post; false if you leave it out.")
    is_quote: Flag = Field(False, description="Whether it quotes another post; false if you leave it out.")
    has_media: Flag = Field(False, description="Whether it has pictures or films; false if you leave it out.")
    earlier_cases: Count | None = Field(None, description="How many cases the author had before.")
    open_case: Flag | None = Field(None, description="Whether one of the author's cases is open.")
    at: Moment | None = Field(
        None, description="When it comes, such as 2026-11-23 03:00 Europe/Berlin; UTC without a zone."
    )
    lately: dict[str, Count] = Field(
        {}, description="How many others were tagged so lately, such as {outage: 20}."
    )


class ExampleForm(PostForm):
    expect: ExpectForm = Field(description="Where the post should go: any of these keys.")
