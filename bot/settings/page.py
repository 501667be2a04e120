"""The settings of the private page."""

from pydantic import Field

from bot.settings.types import Network, WebAddress


class PageSettings(Network, frozen=True):
    """The private page is on when customers can reach Baton, and links can be signed."""

    url: WebAddress = Field(
        description="Public URL of Baton's web process, beginning with https://; turns on the private page.",
    )
    name: str | None = Field(
        None, max_length=100, description="The name customers know you by, shown on the private page."
    )
