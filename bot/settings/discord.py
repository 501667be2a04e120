"""The settings of Discord."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from bot.settings.types import Seconds, Secret, Together, WebAddress, complain

TOGETHER = Together(
    ("DISCORD_BOT_TOKEN",),
    ("DISCORD_CHANNELS", "DISCORD_BRAND_ROLE", "DISCORD_TRUSTED_ROLE", "DISCORD_STAFF_ROLE"),
)
_ID = r"\d{15,20}"


def snowflake(text: str) -> str:
    """Return a Discord id. Raise PydanticCustomError when it is not a number of 15 to 20 digits."""
    if not re.fullmatch(_ID, text, re.A):
        raise complain("is not a Discord id, which is a number of 15 to 20 digits")
    return text


def snowflakes(text: str) -> str:
    for one in text.split(","):
        snowflake(one.strip())
    return text


RoleId = Annotated[str, AfterValidator(snowflake)]


class DiscordSettings(BaseModel, frozen=True):
    """Discord is on when its token is set."""

    discord_bot_token: Secret | None = Field(
        None,
        description="The bot's token, from Bot in Discord's developer portal; setting it turns on Discord.",
    )
    discord_channels: Annotated[str, AfterValidator(snowflakes)] | None = Field(
        None, description="Ids of the text channels and forums to watch, separated by commas."
    )
    discord_brand_role: RoleId | None = Field(
        None, description="The id of a role that represents the brand: to mention it is to mention Baton."
    )
    discord_trusted_role: RoleId | None = Field(
        None, description="The id of the role whose members may escalate posts with /needs-staff."
    )
    discord_staff_role: RoleId | None = Field(
        None, description="The id of your staff's role: posts by its members never become cases."
    )
    discord_api_url: WebAddress = Field(
        "https://discord.com/api/v10",
        description="Base URL of Discord's API, beginning with http:// or https://.",
    )
    discord_poll_seconds: Seconds = Field(
        60.0,
        description="Polling interval in seconds for each channel, in addition to push notifications from Discord.",
    )

    @property
    def discord_enabled(self) -> bool:
        return self.discord_bot_token is not None

    @property
    def discord_channel_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.strip() for one in (self.discord_channels or "").split(",") if one))
