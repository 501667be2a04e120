"""The settings of Mastodon."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from bot.settings.types import Network, Seconds, Secret, WebAddress, complain


def tags_in(given: object) -> object:
    """Return the hashtags of a comma-separated list, without #. Raise PydanticCustomError for an invalid one."""
    if not isinstance(given, str):
        return given
    tags = [tag.strip().removeprefix("#") for tag in given.split(",")]
    if any(not re.fullmatch(r"\w*[^\W\d]\w*", tag) for tag in tags):
        raise complain("is not a list of hashtags")
    return tuple(dict.fromkeys(tags))


class MastodonSettings(Network, frozen=True):
    """Mastodon is on when its instance and its token are set."""

    url: WebAddress = Field(
        description="The Mastodon instance of your account, such as https://mastodon.example."
    )
    access_token: Secret = Field(
        description="The access token of your account there, created under Preferences, Development."
    )
    hashtags: Annotated[tuple[str, ...] | None, BeforeValidator(tags_in)] = Field(
        None, description="Hashtags to watch in addition to mentions, separated by commas: larkspur,parcels."
    )
    poll_seconds: Seconds = Field(
        30.0, description="Polling interval in seconds; Mastodon allows 300 calls in five minutes."
    )
