"""The links of the private page: one a case gives out, which shows nothing, and one of each person who wrote by it."""

from dataclasses import dataclass

from bot.links import case_of_token, mark, sign_case

PATH = "/private"
INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: to a case, and to what one writer and we said there (no writer: to a first message)."""

    case: int
    writer: str = ""

    @property
    def account(self) -> str:
        """The key of the author who writes there; a writer of one case is nobody in another."""
        return f"{self.case}-{self.writer}"


def invitation_url(public_url: str, case: int, secret: str) -> str:
    """The link of a case that may be given out, even in public: by it people write, and nobody reads."""
    return f"{public_url}{PATH}/{sign_case(case, secret, INVITATION)}"


def own_link(place: Place, secret: str) -> str:
    """The link of one writer, which they alone are given: by it their conversation is read and goes on."""
    return f"{sign_case(place.case, secret, _own(place.writer))}/{place.writer}"


def new_place(case: int, form: str, secret: str) -> Place:
    """Where whoever sends this form for the first time is at home; sent twice, it is the same place."""
    return Place(case, mark(f"writer:{case}:{form}", secret))


def read_link(rest: str, secret: str) -> Place | None:
    """Where a link leads, from what stands in it behind the page's address; None when we did not make it."""
    token, _, writer = rest.partition("/")
    case = case_of_token(token, secret, _own(writer) if writer else INVITATION)
    return Place(case, writer) if case else None


def _own(writer: str) -> str:
    return f"page:{writer}"
