"""Links of the private page: one per case that shows nothing, and one per person who wrote by it."""

from dataclasses import dataclass
from datetime import datetime

from bot.networks.case_tokens import mark, read_token, sign_case

PATH = "/private"
INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link's target: a case and the conversation with one author there. Without `writer` it is the invitation to
    a first message, created at `made_at`."""

    case: int
    writer: str = ""
    made_at: datetime | None = None

    @property
    def account(self) -> str:
        """Return the key of the author; the same person is a different author in another case."""
        return f"{self.case}-{self.writer}"


def invitation_url(public_url: str, case: int, secret: str, made_at: datetime | None = None) -> str:
    """Return the link of a case that may be public: it lets people write but not read."""
    return f"{public_url}{PATH}/{sign_case(case, secret, INVITATION, made_at)}"


def own_link(place: PageLink, secret: str) -> str:
    """Return the link of one author, which only they are given: it lets them read and continue their conversation."""
    return f"{sign_case(place.case, secret, _own(place.writer))}/{place.writer}"


def new_place(case: int, form: str, secret: str) -> PageLink:
    """Return the link target of the author who submits this form first; submitted twice, it is the same target."""
    return PageLink(case, mark(f"writer:{case}:{form}", secret))


def read_link(rest: str, secret: str) -> PageLink | None:
    """Return a link's target, from its path below the page's; None when we did not create it."""
    token, _, writer = rest.partition("/")
    found = read_token(token, secret, _own(writer) if writer else INVITATION)
    if found is None:
        return None
    return PageLink(found.case, writer) if writer else PageLink(found.case, made_at=found.made_at)


def _own(writer: str) -> str:
    return f"page:{writer}"
