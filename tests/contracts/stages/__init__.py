"""What the contract suite asks of the world around a network."""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, runtime_checkable

from bot.networks import HookCall, SocialNetwork

Act = Literal["look", "reply", "anything"]
# What a network may have no answer to; each stage says why, and the suite shows it.
Question = Literal[
    "stands",  # our reply stands at the network, where the stage can read it
    "find",  # look up a reply we sent: find_reply raises CannotTell
    "address",  # a post has an address, and its id stands in it
    "fetch",  # fetch one post by its id: fetch raises Declined
    "gone",  # a post that is gone takes no reply
    "closed",  # an author can refuse our reply
    "keys",  # there are keys, and they can expire
    "start",  # starting asks the network anything
    "wait",  # told to wait, we are told for how long
    "429",
    "500",
    "html",
    "reset",
    "malformed",
    "500_after",
    "html_after",
    "reset_after",
    "malformed_after",
    "slow_after",
]


class Stage(Protocol):
    """A network and the world around it: what people do there, and how it fails. Ids are the network's own.

    `exempt` names what the suite cannot ask of this network, each with the reason.
    """

    network: SocialNetwork
    exempt: Mapping[Question, str]

    def post(self, author: str, text: str) -> str:
        """Somebody writes to us."""

    def post_as_us(self, text: str) -> str: ...

    def post_closed(self, author: str, text: str) -> str:
        """Somebody writes to us, and the network will refuse our reply."""

    def delete(self, native_id: str) -> None: ...

    def edit(self, native_id: str, text: str) -> None:
        """The author changes a post, where authors can."""

    def address(self, native_id: str) -> str: ...

    def replies(self, native_id: str) -> list[str]:
        """Our public replies to a post."""

    def fail(self, act: Act, kind: str) -> None:
        """Fail once: 429 (for 30 seconds), 500, html, reset, malformed, slow (longer than the network is waited for).

        Each also with _after, when the act has been done.
        """

    def expire_keys(self) -> None: ...


@runtime_checkable
class Pushes(Stage, Protocol):
    """The stage of a network without sources: its posts come as requests to the network's hook."""

    def calls(self) -> Sequence[HookCall]:
        """Every request its sender has made of the posts so far, oldest first, signed as the sender signs. Asked
        again it gives the same ones."""

    def forged(self) -> HookCall:
        """A request with a post in it that its sender has not signed."""
