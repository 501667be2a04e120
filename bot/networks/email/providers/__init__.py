"""The services that receive our mail and hand it on as requests: each proves itself its own way."""

from datetime import datetime
from typing import Protocol

from bot.networks import HookCall
from bot.networks.email.letters import Letter


class Unproven(Exception):
    """The request does not come from our provider, or not now; `why` names no secret."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Provider(Protocol):
    """One service. `name` ends the address its requests go to: /hooks/email/<name>."""

    name: str

    def check(self, call: HookCall, now: datetime) -> str:
        """What this request was signed with, good for one letter only; "" where there is no such thing.

        Raises Unproven.
        """

    def read(self, call: HookCall) -> Letter:
        """The letter in a request. Raises ValueError, KeyError or TypeError when there is none."""
