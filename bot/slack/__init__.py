"""The contract of the desk: where cards stand, threads grow and people are told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.case import NOBODY, Case, Known, Thread
from bot.delivery import Receipt

Block = dict[str, Any]
# What is in trouble when Slack is: the workspace as a whole. A place of it follows after a colon.
SLACK = "slack"


@dataclass(frozen=True, slots=True)
class Message:
    """What a person sees: Block Kit blocks and the plain text that screen readers and notifications read."""

    text: str
    blocks: tuple[Block, ...] = field(default=())


# The pieces of a message that notify somebody.
NOTIFIES = ("user", "usergroup", "broadcast")


@dataclass(frozen=True, slots=True)
class Reached:
    """The pieces of a message for some names, and those of the names of which Slack did not say soon who they are."""

    elements: tuple[dict[str, Any], ...]
    missed: tuple[str, ...]

    @property
    def notifies(self) -> bool:
        """Whether any of the pieces notifies somebody."""
        return any(element["type"] in NOTIFIES for element in self.elements)


class Desk(Protocol):
    """Every method raises NotSent, Declined (with Slack's error as `code`) or CannotTell; their `at` is SLACK, or a
    place of it, where more than this one act is in trouble.

    `key` is the act's own place in the journal and travels with the message; with `again` the desk first looks for a
    message that carries it, and answers with that one instead of posting a second.
    """

    async def greet(self) -> None:
        """Check that Slack answers and accepts our token. Post nothing."""

    def took_at(self, *, update: bool) -> datetime | None:
        """Return when Slack last accepted a message of this process, or an `update` of one; None if it never did."""

    async def show(self, case: Case, known: Known = NOBODY, *, key: str, again: bool) -> Thread:
        """Post the case's card, which also notifies whom the route names, in the channel of its route."""

    def unnotified(self, thread: Thread) -> tuple[str, ...]:
        """Those whom the card that was just posted or found there did not notify: the desk did not say who they are."""

    async def find_card(self, case: Case, *, key: str) -> Thread | None:
        """The case's card of that key in the channel of its route; None when there is none."""

    async def tidy(self, channel: str, ts: str, *, key: str, since: datetime) -> None:
        """Delete other messages with the same key as the one at `ts`, unless they have replies."""

    async def redraw(self, case: Case, known: Known = NOBODY) -> None:
        """Bring the card of the case's thread, and of its earlier threads, to the case's present state."""

    async def say(self, thread: Thread, message: Message, *, key: str, again: bool) -> Receipt:
        """Post one message in a thread."""

    async def edit(self, thread: Thread, ts: str, message: Message) -> None:
        """Bring a message said earlier in a thread to its present state."""

    async def post(self, channel: str, message: Message, *, key: str, again: bool) -> Receipt:
        """Post one message in a channel (an alert, say)."""

    async def amend(self, channel: str, ts: str, message: Message) -> None:
        """Bring a message posted in a channel to its present state; one that is gone stays gone."""

    async def whom(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """The people and groups of these names, as pieces of a message that tell them."""

    async def labels(self, ids: Collection[str]) -> dict[str, str]:
        """How people in Slack see these ids of people, channels and groups; those it does not explain are left out."""

    async def reach(self, names: Sequence[str]) -> Reached:
        """The same without a wait for the desk: those it is slow to tell are missed."""

    async def draw_window(self, window: str, view: dict[str, Any]) -> None:
        """Draw an open window anew, by the name (external_id) it was opened with; code not_found: it is closed."""

    async def tell(self, channel: str, user: str, message: Message, thread: str | None = None) -> None:
        """Show a message to one person only."""
