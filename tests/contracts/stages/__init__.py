"""What the contract suite asks of the world around a network."""

from typing import Literal, Protocol

from bot.networks import SocialNetwork

Act = Literal["look", "reply", "anything"]


class Stage(Protocol):
    """A network and the world around it: what people do there, and how it fails. Ids are the network's own."""

    network: SocialNetwork

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
