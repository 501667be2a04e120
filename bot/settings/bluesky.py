"""The settings of Bluesky."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.types import Network, Seconds, Secret, WebAddress, complain


def bare_handle(name: str) -> str:
    """Return a handle in lower case without its @. Raise PydanticCustomError when it is not a domain name."""
    bare = name.removeprefix("@").lower()
    if "." not in bare or "/" in bare or " " in bare:
        raise complain("is not a handle")
    return bare


def stream_address(url: str) -> str:
    """Return the URL without its last slash. Raise PydanticCustomError when it is not ws:// or wss://."""
    if not re.match(r"wss?://[^/\s]+", url, re.IGNORECASE):
        raise complain("is not the URL of a stream")
    return url.rstrip("/")


class BlueskySettings(Network, frozen=True):
    """Bluesky is on when the handle and the app password are set."""

    handle: Annotated[str, AfterValidator(bare_handle)] = Field(
        description="The handle of the account that replies on Bluesky, such as help.larkspur.example."
    )
    app_password: Secret = Field(
        description="An app password of that account, from its settings on Bluesky; never the main password.",
    )
    search: str | None = Field(
        None,
        max_length=512,
        description="Bluesky search query for posts to fetch in addition to mentions, up to 512 characters.",
    )
    jetstream: bool = Field(
        False,
        description="Listen to the stream of all posts (on or off), so that mentions arrive within seconds.",
    )
    jetstream_url: Annotated[str, AfterValidator(stream_address)] = Field(
        "wss://jetstream.us-east.bsky.network/xrpc",
        description="URL of that stream, beginning with wss:// or ws://: a Jetstream of version 2.",
    )
    service_url: WebAddress = Field(
        "https://bsky.social",
        description="URL of the server that hosts the account, beginning with http:// or https://.",
    )
    poll_seconds: Seconds = Field(30.0, description="Polling interval in seconds.")
