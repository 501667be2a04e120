"""The services that receive our mail and hand it on as requests: each proves itself its own way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.networks import HookCall
from bot.networks.email.message import InboundEmail

Content = TypeVar("Content")


class Unproven(Exception):
    """The request does not come from our provider, or not now; `why` names no secret."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class InboundRequest(Generic[Content]):
    """A request that was proven to be our provider's."""

    #: What it was signed with, good for one letter only; "" where there is no such thing.
    proof: str
    content: Content


class Provider(Protocol[Content]):
    """One service. `name` ends the address its requests go to: /hooks/email/<name>."""

    name: str

    async def receive(self, call: HookCall, now: datetime) -> InboundRequest[Content]:
        """Read the request, as far as a letter needs it. Raises Unproven, and ValueError for what is none.

        Whoever knows no secret of ours costs no more than the reading: nothing is made of the body before.
        """

    def read(self, content: Content) -> InboundEmail:
        """Return the letter. Raises ValueError, KeyError or TypeError when there is none."""
