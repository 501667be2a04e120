"""The settings of the webhook."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.types import Network, Secret, web_address


def _as_written(url: str) -> str:
    """Return a URL with its last slash, if any: to many servers that is a different address."""
    web_address(url)
    return url


class WebhookSettings(Network, frozen=True):
    """The webhook is on when its secret is set."""

    secret: Secret = Field(
        description="The secret with which tools sign posts and Baton signs replies; use long random text.",
    )
    callback_url: Annotated[str, AfterValidator(_as_written)] | None = Field(
        None,
        description="URL that receives replies, beginning with https://; unset, replies are not possible.",
    )
    name: str | None = Field(
        None,
        max_length=200,
        description="The handle that webhook replies are sent from; posts by it count as your own and are ignored.",
    )
