"""The settings of the private page."""

from pydantic import BaseModel, Field

from bot.settings.types import Together, WebAddress

TOGETHER = Together(("PUBLIC_URL",), ("PUBLIC_NAME",), shared=("LINK_SECRET",))


class PageSettings(BaseModel, frozen=True):
    """The private page is on when customers can reach Baton, and links can be signed."""

    public_url: WebAddress | None = Field(
        None,
        description="Public URL of Baton's web process, beginning with https://; turns on the private page.",
    )
    public_name: str | None = Field(
        None, max_length=100, description="The name customers know you by, shown on the private page."
    )

    @property
    def page_enabled(self) -> bool:
        return self.public_url is not None
