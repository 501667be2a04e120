"""The settings of the webhook."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from bot.settings.types import Secret, Together, web_address

TOGETHER = Together(("WEBHOOK_SECRET",), ("WEBHOOK_CALLBACK_URL", "WEBHOOK_NAME"))


def _as_written(url: str) -> str:
    """A web address with whatever slash it ends in: to many servers that is another address."""
    web_address(url)
    return url


class WebhookSettings(BaseModel, frozen=True):
    """The webhook is on when its secret is set."""

    webhook_secret: Secret | None = Field(
        None,
        description="The secret that tools sign posts with, and Baton its replies; make a long random one.",
    )
    webhook_callback_url: Annotated[str, AfterValidator(_as_written)] | None = Field(
        None,
        description="Where replies are posted to, beginning with https://; without it there are none.",
    )
    webhook_name: str | None = Field(
        None,
        max_length=200,
        description="Who replies of the webhook go out from; posts by this handle are ours and not taken.",
    )

    @property
    def webhook_enabled(self) -> bool:
        return self.webhook_secret is not None
