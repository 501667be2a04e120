"""Inbound mail services that forward our mail as requests, each with its own proof."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.networks import HookCall
from bot.networks.email.message import InboundEmail

Content = TypeVar("Content")


class Unproven(Exception):
    """A request that is not, or no longer, provably our provider's; `why` contains no secret."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class InboundRequest(Generic[Content]):
    """A request that is proven to be our provider's."""

    #: What it was signed with, good for one letter only; "" where there is no such thing.
    proof: str
    content: Content


class Provider(Protocol[Content]):
    """An inbound mail service. `name` ends the path of its requests: /hooks/email/<name>."""

    name: str

    async def receive(self, call: HookCall, now: datetime) -> InboundRequest[Content]:
        """Read the request, keeping only what an e-mail needs. Raise Unproven, or ValueError for a malformed one.

        A sender without our secret costs no more than the reading: the body is not parsed before the proof.
        """

    def read(self, content: Content) -> InboundEmail:
        """Return the e-mail. Raise ValueError, KeyError or TypeError when the request has none."""
