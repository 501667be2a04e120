"""The settings of X."""

from typing import Annotated

from pydantic import Field

from bot.settings.types import Hours, Network, PlainNumber, Seconds, Secret, WebAddress


class XSettings(Network, frozen=True):
    """X is on when its keys are set."""

    consumer_key: Secret = Field(
        description="The API key of the X app; set all four X keys together, or none of them."
    )
    consumer_secret: Secret = Field(description="The API key secret of the X app.")
    access_token: Secret = Field(
        description="The access token of the account that replies, created with Read and write permission.",
    )
    access_token_secret: Secret = Field(description="The secret of that access token.")
    bearer_token: Secret | None = Field(None, description="The bearer token of the X app, for searches.")
    search_query: str | None = Field(
        None,
        max_length=512,
        description="X search query for posts to fetch in addition to mentions, up to 512 characters.",
    )
    api_url: WebAddress = Field(
        "https://api.twitter.com", description="Base URL of X's API, beginning with http:// or https://."
    )
    poll_seconds: Seconds = Field(60.0, description="Polling interval in seconds; X may bill each poll.")
    owned_reads: bool = Field(
        True,
        description="Set to on if the account that replies owns the X app: its mentions then cost a fifth.",
    )
    review_hours: Hours = Field(
        23.0,
        description="How often (hours) to re-check stored posts for edits and deletions; billed per post; 0 disables.",
    )
    reply_limit: Annotated[int, PlainNumber] = Field(
        280,
        ge=1,
        le=25_000,
        description="Maximum length of a reply as X counts it; paid accounts may write more.",
    )
