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
        None, description="The API key of the X app; the four keys of X are set together, or none of them."
    )
    x_consumer_secret: Secret | None = Field(None, description="The API key secret of the X app.")
    x_access_token: Secret | None = Field(
        None, description="The access token of the account that answers, made with Read and write permission."
    )
    x_access_token_secret: Secret | None = Field(None, description="The secret of that access token.")
    x_bearer_token: Secret | None = Field(None, description="The bearer token of the X app, for searches.")
    x_search_query: str | None = Field(
        None,
        max_length=512,
        description="Posts to fetch beside the mentions, as an X search of up to 512 characters.",
    )
    x_api_url: WebAddress = Field(
        "https://api.twitter.com", description="Where X's API is, beginning with http:// or https://."
    )
    x_poll_seconds: Seconds = Field(
        60.0, description="Seconds between two looks at X; each look may be billed."
    )
    x_owned_reads: bool = Field(
        True,
        description="Whether the answering account owns the X app (on or off): its mentions then cost a fifth.",
    )
    x_review_hours: Hours = Field(
        23.0,
        description="Hours between two looks whether held posts were changed or deleted, each billed; 0 never looks.",
    )
    x_reply_limit: Annotated[int, PlainNumber] = Field(
        280,
        ge=1,
        le=25_000,
        description="How long a reply may be as X counts it; paid accounts may write more.",
    )

    @property
    def x_enabled(self) -> bool:
        return self.x_consumer_key is not None
