"""The private page, and people who fill in its form; there is no wire between it and us."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlencode

from bot.networks import HookCall, SocialNetwork, Talk
from bot.networks.page import PrivatePage
from bot.networks.page.links import PATH, invitation_url
from tests.contracts.stages import Act, Question, Stage

SECRET = "the-link-secret-of-larkspur"
URL = "https://help.larkspur.example"
OURS = "the page is Baton's own: a reply is sent by being recorded, and nothing lies between"


class NothingSaid:
    """A memory of cases in which nobody said anything yet."""

    async def talk(self, case: int, account: str, made_at: datetime | None) -> Talk | None:
        return Talk()


class OnPage:
    """Each post is a first message by the link of a case of its own."""

    exempt: Mapping[Question, str] = MappingProxyType(
        {
            "stands": OURS,
            "find": OURS,
            "address": "a post on it has no address: it would let its reader write as the customer",
            "fetch": "a post on it is looked up in its case",
            "gone": "what was written on it stays",
            "closed": "nobody can refuse our reply",
            "keys": "there are none",
            "start": "nobody is asked",
            **dict.fromkeys(("wait", "429", "500", "html", "reset", "malformed"), OURS),
            **dict.fromkeys(
                ("500_after", "html_after", "reset_after", "malformed_after", "slow_after"), OURS
            ),
        }
    )

    def __init__(self) -> None:
        page = PrivatePage(SECRET, URL, "Larkspur")
        page.remember(NothingSaid())
        self.network: SocialNetwork = page
        self._sent: list[HookCall] = []

    def post(self, author: str, text: str) -> str:
        case = 1_001 + len(self._sent)
        self._sent.append(filled_in(link(case), name=author, text=text, form=f"{case:032x}"))
        return ""

    def post_as_us(self, text: str) -> str:
        """We never write there but in answer."""
        return ""

    def post_closed(self, author: str, text: str) -> str:
        return self.post(author, text)

    def delete(self, native_id: str) -> None:
        """Nobody can."""

    def edit(self, native_id: str, text: str) -> None:
        """Nobody can."""

    def address(self, native_id: str) -> str:
        return ""

    def replies(self, native_id: str) -> list[str]:
        return []

    def fail(self, act: Act, kind: str) -> None:
        raise AssertionError(f"there is nothing that could fail with {kind}")

    def expire_keys(self) -> None:
        raise AssertionError("there are no keys")

    def calls(self) -> Sequence[HookCall]:
        return self._sent

    def forged(self) -> HookCall:
        return filled_in(link(1_042, "another-secret-of-somebody"), text="hello")


def link(case: int, secret: str = SECRET) -> str:
    """What stands in the link of a case behind the page's address."""
    return invitation_url(URL, case, secret).removeprefix(f"{URL}{PATH}/")


def filled_in(rest: str, **fields: str) -> HookCall:
    """The form of the page behind this link, filled in and sent."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return HookCall("POST", rest, {}, headers, urlencode(fields).encode())


@asynccontextmanager
async def on_page() -> AsyncIterator[Stage]:
    stage = OnPage()
    yield stage
    await stage.network.stop()
