"""The settings of Mastodon."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from bot.settings.types import Seconds, Secret, Together, WebAddress, complain

TOGETHER = Together(("MASTODON_URL", "MASTODON_ACCESS_TOKEN"), ("MASTODON_HASHTAGS",))


def hashtags(given: object) -> object:
    """Return the hashtags of a comma-separated list, without #. Raise PydanticCustomError for an invalid one."""
    if not isinstance(given, str):
        return given
    tags = [tag.strip().removeprefix("#") for tag in given.split(",")]
    if any(not re.fullmatch(r"\w*[^\W\d]\w*", tag) for tag in tags):
        raise complain("is not a list of hashtags")
    return tuple(dict.fromkeys(tags))


class MastodonSettings(BaseModel, frozen=True):
    """Mastodon is on when its instance and its token are set."""

    mastodon_url: WebAddress | None = Field(
        None, description="The Mastodon instance of your account, such as https://mastodon.example."
    )
    mastodon_access_token: Secret | None = Field(
        None, description="The access token of your account there, created under Preferences, Development."
    )
    mastodon_hashtags: Annotated[tuple[str, ...] | None, BeforeValidator(hashtags)] = Field(
        None, description="Hashtags to watch in addition to mentions, separated by commas: larkspur,parcels."
    )
    mastodon_poll_seconds: Seconds = Field(
        30.0, description="Polling interval in seconds; Mastodon allows 300 calls in five minutes."
    )

    @property
    def mastodon_enabled(self) -> bool:
        return self.mastodon_url is not None
