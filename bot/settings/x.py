"""The settings of X."""

from typing import Annotated

from pydantic import BaseModel, Field

from bot.settings.types import Hours, PlainNumber, Seconds, Secret, Together, WebAddress

TOGETHER = Together(
    ("X_CONSUMER_KEY", "X_CONSUMER_SECRET", "X_ACCESS_TOKEN", "X_ACCESS_TOKEN_SECRET"),
    ("X_BEARER_TOKEN", "X_SEARCH_QUERY"),
)


class XSettings(BaseModel, frozen=True):
    """X is on when its keys are set."""

    x_consumer_key: Secret | None = Field(
        None, description="The API key of the X app; set all four X keys together, or none of them."
    )
    x_consumer_secret: Secret | None = Field(None, description="The API key secret of the X app.")
    x_access_token: Secret | None = Field(
        None,
        description="The access token of the account that replies, created with Read and write permission.",
    )
    x_access_token_secret: Secret | None = Field(None, description="The secret of that access token.")
    x_bearer_token: Secret | None = Field(None, description="The bearer token of the X app, for searches.")
    x_search_query: str | None = Field(
        None,
        max_length=512,
        description="X search query for posts to fetch in addition to mentions, up to 512 characters.",
    )
    x_api_url: WebAddress = Field(
        "https://api.twitter.com", description="Base URL of X's API, beginning with http:// or https://."
    )
    x_poll_seconds: Seconds = Field(60.0, description="Polling interval in seconds; X may bill each poll.")
    x_owned_reads: bool = Field(
        True,
        description="Set to on if the account that replies owns the X app: its mentions then cost a fifth.",
    )
    x_review_hours: Hours = Field(
        23.0,
        description="How often (hours) to re-check stored posts for edits and deletions; billed per post; 0 disables.",
    )
    x_reply_limit: Annotated[int, PlainNumber] = Field(
        280,
        ge=1,
        le=25_000,
        description="Maximum length of a reply as X counts it; paid accounts may write more.",
    )

    @property
    def x_enabled(self) -> bool:
        return self.x_consumer_key is not None
