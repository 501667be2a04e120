"""The links of the private page: one a case gives out, which shows nothing, and one of each person who wrote by it."""

from dataclasses import dataclass
from datetime import datetime

from bot.networks.case_tokens import mark, read_token, sign_case

PATH = "/private"
INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class PageLink:
    """Where a link leads: to a case, and to what one writer and we said there (no writer: to a first message, by a link
    given out at `made_at`)."""

    case: int
    writer: str = ""
    made_at: datetime | None = None

    @property
    def account(self) -> str:
        """The key of the author who writes there; a writer of one case is nobody in another."""
        return f"{self.case}-{self.writer}"


def invitation_url(public_url: str, case: int, secret: str, made_at: datetime | None = None) -> str:
    """The link of a case that may be given out, even in public: by it people write, and nobody reads."""
    return f"{public_url}{PATH}/{sign_case(case, secret, INVITATION, made_at)}"


def own_link(place: PageLink, secret: str) -> str:
    """The link of one writer, which they alone are given: by it their conversation is read and goes on."""
    return f"{sign_case(place.case, secret, _own(place.writer))}/{place.writer}"


def new_place(case: int, form: str, secret: str) -> PageLink:
    """Where whoever sends this form for the first time is at home; sent twice, it is the same place."""
    return PageLink(case, mark(f"writer:{case}:{form}", secret))


def read_link(rest: str, secret: str) -> PageLink | None:
    """Where a link leads, from what stands in it behind the page's address; None when we did not make it."""
    token, _, writer = rest.partition("/")
    found = read_token(token, secret, _own(writer) if writer else INVITATION)
    if found is None:
        return None
    return PageLink(found.case, writer) if writer else PageLink(found.case, made_at=found.made_at)


def _own(writer: str) -> str:
    return f"page:{writer}"
