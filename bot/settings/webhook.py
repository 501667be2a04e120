"""The settings of the webhook."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from bot.settings.types import Secret, Together, web_address

TOGETHER = Together(("WEBHOOK_SECRET",), ("WEBHOOK_CALLBACK_URL", "WEBHOOK_NAME"))


def _as_written(url: str) -> str:
    """Return a URL with its last slash, if any: to many servers that is a different address."""
    web_address(url)
    return url


class WebhookSettings(BaseModel, frozen=True):
    """The webhook is on when its secret is set."""

    webhook_secret: Secret | None = Field(
        None,
        description="The secret with which tools sign posts and Baton signs replies; use long random text.",
    )
    webhook_callback_url: Annotated[str, AfterValidator(_as_written)] | None = Field(
        None,
        description="URL that receives replies, beginning with https://; unset, replies are not possible.",
    )
    webhook_name: str | None = Field(
        None,
        max_length=200,
        description="The handle that webhook replies are sent from; posts by it count as your own and are ignored.",
    )

    @property
    def webhook_enabled(self) -> bool:
        return self.webhook_secret is not None
