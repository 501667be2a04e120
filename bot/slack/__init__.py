"""The contract of the Slack side: cards, threads, and messages to one person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.case import NOBODY, Case, Known, Thread
from bot.delivery import Receipt

Block = dict[str, Any]
# The whole workspace, as the `at` of a failure. A part of it follows after a colon, as in slack:C0BILLING.
SLACK = "slack"


@dataclass(frozen=True, slots=True)
class Message:
    """A message: Block Kit blocks, and the plain text that screen readers and notifications read."""

    text: str
    blocks: tuple[Block, ...] = field(default=())


# The types of elements that notify people.
NOTIFIES = ("user", "usergroup", "broadcast")


@dataclass(frozen=True, slots=True)
class Reached:
    """The elements that notify some names, and the names that Slack did not resolve in time."""

    elements: tuple[dict[str, Any], ...]
    missed: tuple[str, ...]

    @property
    def notifies(self) -> bool:
        """Return whether any of the elements notifies someone."""
        return any(element["type"] in NOTIFIES for element in self.elements)


class Desk(Protocol):
    """The contract of the Slack workspace.

    Every method raises NotSent, Declined (with Slack's error as `code`) or CannotTell. Their `at` is SLACK, or a
    part of it, when the trouble reaches beyond this call.

    `key` names the act in the event log and travels with the message. With `again`, the desk first searches for a
    message with that key and returns it instead of posting a second one.
    """

    async def greet(self) -> None:
        """Check that Slack answers and accepts our token. Post nothing."""

    def accepted_at(self, *, update: bool) -> datetime | None:
        """Return when Slack last accepted a message of this process, or an `update` of one; None if it never did."""

    async def show(self, case: Case, known: Known = NOBODY, *, key: str, again: bool) -> Thread:
        """Post the case's card, which also notifies whom the route names, in the channel of its route."""

    def unnotified(self, thread: Thread) -> tuple[str, ...]:
        """Return the names that the card just posted or found did not notify, since Slack did not resolve them."""

    async def find_card(self, case: Case, *, key: str) -> Thread | None:
        """Return the case's card of that key in the channel of its route; None when there is none."""

    async def tidy(self, channel: str, ts: str, *, key: str, since: datetime) -> None:
        """Delete other messages with the same key as the one at `ts`, unless they have replies."""

    async def redraw(self, case: Case, known: Known = NOBODY) -> None:
        """Update the card of the case's thread, and of its earlier threads."""

    async def say(self, thread: Thread, message: Message, *, key: str, again: bool) -> Receipt:
        """Post one message in a thread."""

    async def edit(self, thread: Thread, ts: str, message: Message) -> None:
        """Update a message of a thread to its present state."""

    async def post(self, channel: str, message: Message, *, key: str, again: bool) -> Receipt:
        """Post one message in a channel (an alert, say)."""

    async def send(self, person: str, message: Message, *, key: str, again: bool) -> Receipt:
        """Send one direct message to a member of the workspace."""

    async def amend(self, channel: str, ts: str, message: Message) -> None:
        """Update a message of a channel to its present state; a deleted one stays deleted."""

    async def unfurl(self, place: Mapping[str, str], unfurls: dict[str, dict[str, Any]]) -> None:
        """Show previews of links, by their address, in the message at `place`: `unfurl_id` and `source`, or
        `channel` and `ts`."""

    async def whom(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """Return the elements that notify these people and groups."""

    async def labels(self, ids: Collection[str]) -> dict[str, str]:
        """Return how Slack shows people, channels and groups, by id; ids it does not resolve are left out."""

    async def reach(self, names: Sequence[str]) -> Reached:
        """Return the same as `whom` without a long wait; names that Slack is slow to resolve are missed."""

    async def draw_window(self, window: str, view: dict[str, Any]) -> None:
        """Redraw an open window by its `external_id`; code `not_found`: it was closed."""

    async def show_to(self, channel: str, user: str, message: Message, thread: str | None = None) -> None:
        """Show a message to one person only."""
