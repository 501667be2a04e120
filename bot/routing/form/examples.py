"""The keys of an example: a post, what is known of it, and where it should go."""

import re
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from bot.routing.form.values import Count, Form, Name, PriorityName, Text, refuse
from bot.routing.form.whens import Language, MoodName


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


class ExpectForm(Form):
    rule: str | None = None
    team: str | None = None
    priority: PriorityName | None = None
    tags: tuple[Text, ...] | None = None
    inform: tuple[str, ...] | None = None
    shadow: tuple[str, ...] | None = None
    ignored: bool | None = None

    @model_validator(mode="after")
    def _expects_something(self) -> "ExpectForm":
        if not self.model_fields_set:
            refuse("expect is empty", "write rule, team, priority or ignored")
        return self


class PostForm(Form):
    text: str
    author: Text = "someone"
    followers: Count | None = None
    network: Text = "x"
    account: Name = ""
    language: Language | None = None
    sentiment: MoodName | None = None
    is_reply: bool = False
    is_quote: bool = False
    has_media: bool = False
    earlier_cases: Count | None = None
    open_case: bool | None = None
    at: Moment | None = None
    lately: dict[str, Count] = Field({})


class ExampleForm(PostForm):
    expect: ExpectForm
