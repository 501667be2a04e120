"""The settings of Discord."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.types import Network, Seconds, Secret, WebAddress, complain

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


class DiscordSettings(Network, frozen=True):
    """Discord is on when its token is set."""

    bot_token: Secret = Field(
        description="The bot's token, from Bot in Discord's developer portal; setting it turns on Discord.",
    )
    channels: Annotated[str, AfterValidator(snowflakes)] | None = Field(
        None, description="Ids of the text channels and forums to watch, separated by commas."
    )
    brand_role: RoleId | None = Field(
        None, description="The id of a role that represents the brand: to mention it is to mention Baton."
    )
    trusted_role: RoleId | None = Field(
        None, description="The id of the role whose members may escalate posts with /needs-staff."
    )
    staff_role: RoleId | None = Field(
        None, description="The id of your staff's role: posts by its members never become cases."
    )
    api_url: WebAddress = Field(
        "https://discord.com/api/v10",
        description="Base URL of Discord's API, beginning with http:// or https://.",
    )
    poll_seconds: Seconds = Field(
        60.0,
        description="Polling interval in seconds for each channel, in addition to push notifications from Discord.",
    )

    @property
    def channel_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.strip() for one in (self.channels or "").split(",") if one))
