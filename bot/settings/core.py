"""The settings of Slack, alerts, database, links and logs."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from bot.settings.types import (
    Group,
    Lower,
    PlainNumber,
    Seconds,
    Secret,
    Upper,
    WebAddress,
    complain,
    database,
    mailbox,
    secret_address,
    slack_channel,
    token,
)


class SlackSettings(Group, frozen=True):
    """The Slack app. Its requests come through Socket Mode when the app-level token is set, and over HTTP otherwise."""

    bot_token: Annotated[Secret, token("xoxb-")] = Field(
        description="The bot token (xoxb-...), from OAuth & Permissions of the Slack app."
    )
    app_token: Annotated[Secret, token("xapp-")] | None = Field(
        None,
        description="The app-level token (xapp-...) with connections:write; setting it turns on Socket Mode.",
    )
    signing_secret: Secret | None = Field(
        None,
        description="The signing secret, from Basic Information of the Slack app; not needed in Socket Mode.",
    )
    api_url: Annotated[WebAddress, AfterValidator(lambda url: f"{url}/")] = Field(
        "https://slack.com/api/",
        description="Base URL of Slack's Web API, beginning with http:// or https://.",
    )
    post_seconds: Seconds = Field(
        1.0,
        description="Minimum seconds between two messages to one channel; Slack allows about one a second.",
    )

    @field_validator("signing_secret")
    @classmethod
    def _unless_in_socket_mode(cls, secret: object, info: ValidationInfo) -> object:
        """Return the secret. Raise PydanticCustomError when requests over HTTP need it."""
        if secret is None and info.data.get("app_token", "invalid") is None:
            raise complain("is missing")
        return secret

    @property
    def socket_mode(self) -> bool:
        return self.app_token is not None


class AlertSettings(Group, frozen=True):
    """The destinations of operational alerts."""

    channel: Annotated[str, AfterValidator(slack_channel)] = Field(
        "#baton-alerts", description="Channel (#name or C... id) for operational alerts."
    )
    webhook_url: Annotated[Secret, AfterValidator(secret_address)] | None = Field(
        None,
        description="URL that receives alerts as JSON when Slack is unavailable, beginning with https://.",
    )
    email: Annotated[str, AfterValidator(mailbox)] | None = Field(
        None,
        description="Address that receives alerts when Slack is unavailable; needs SMTP_URL and EMAIL_ADDRESS.",
    )


class DatabaseSettings(Group, frozen=True):
    """The database of cases."""

    url: Annotated[str, AfterValidator(database)] = Field(
        "baton.db",
        repr=False,
        description="Where cases are stored: a file, sqlite:///file, or postgres://user:password@host/name.",
    )
    pool: Annotated[int, PlainNumber] = Field(
        2,
        ge=1,
        le=50,
        description="Connections to Postgres that a process may open; a worker needs one more (docs/operations.md).",
    )


class LinkSettings(Group, frozen=True):
    """The addresses and links that Baton creates for customers."""

    secret: Secret | None = Field(
        None,
        min_length=16,
        description="Signs the addresses and links that Baton creates; any long random text.",
    )
    days: int = Field(
        30,
        ge=0,
        le=3_650,
        description="Days a link or address of a case stays valid after it was created (0 = as long as the case).",
    )


class LogSettings(Group, frozen=True):
    """The logs."""

    level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Upper] = Field(
        "INFO", description="Log level: DEBUG, INFO, WARNING or ERROR."
    )
    format: Annotated[Literal["json", "console"], Lower] = Field(
        "json", description="Log format: json or console."
    )
