"""The settings of Meta's networks: a Facebook Page, and the Instagram account that belongs to it."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.types import Network, Secret, WebAddress, complain


def _number(text: str) -> str:
    if not re.fullmatch(r"\d{1,30}", text, re.A):
        raise complain("is not a number")
    return text


def _version(text: str) -> str:
    if not re.fullmatch(r"v\d{1,3}\.\d{1,2}", text, re.A):
        raise complain("is not a version of the Graph API")
    return text


Number = Annotated[str, AfterValidator(_number)]


class MetaSettings(Network, frozen=True):
    """Facebook is on when its four settings are there, Instagram when its id is there too."""

    app_secret: Secret = Field(
        description="The secret of the Meta app, from Basic settings; set all four Meta settings together.",
    )
    verify_token: Secret = Field(
        description="A random word of your own that Meta repeats when you set up the webhook."
    )
    page_id: Number = Field(description="The numeric id of the Facebook Page.")
    page_token: Secret = Field(
        description="The Page's access token: one that does not expire, with the permissions in docs/networks.md.",
    )
    instagram_id: Number | None = Field(
        None, description="The numeric id of the Instagram professional account that belongs to the Page."
    )
    human_agent: bool = Field(
        False,
        description="Set to true if Meta granted the app Human Agent: replies to messages for 7 days, not 24 hours.",
    )
    graph_url: WebAddress = Field(
        "https://graph.facebook.com",
        description="Base URL of the Graph API, beginning with http:// or https://.",
    )
    graph_version: Annotated[str, AfterValidator(_version)] = Field(
        "v25.0",
        description="Version of the Graph API, such as v25.0; Meta retires a version after about two years.",
    )
