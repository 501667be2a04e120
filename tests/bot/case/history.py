"""A case and its event log, built step by step with the product's verbs; times are minutes after NOW."""

from collections.abc import Callable
from typing import Any, Self

from msgspec.structs import replace

from bot.case import (
    Case,
    Event,
    Origin,
    apply,
    begin,
    delete_reply,
    draft,
    fold,
    join,
    open_case,
    record_deleted,
    record_sent,
    send,
)
from bot.delivery import Receipt
from bot.mention import Mention
from bot.routing import Route
from tests.bot.case.world import AINO, NOW, SERVICE, ask


class History:
    """The history of one case: every step is done and recorded."""

    def __init__(self, route: Route = SERVICE, origin: Origin | None = None) -> None:
        self.route = route
        self.origin = origin
        self.event_log: list[Event] = []
        self.case: Case

    @staticmethod
    def folded(event_log: list[Event]) -> Case:
        return fold(1_042, event_log)

    def take(self, post: Mention, *, minutes: float, **more: Any) -> Self:
        """The post is taken so many minutes after NOW: it opens the case, or joins it."""
        asked = ask("x", minutes)
        if self.event_log:
            return self.append(join(self.case, asked, mention=post, **more))
        event = open_case(asked, post, self.route, self.origin)
        self.case = begin(1_042, event)
        self.event_log.append(event)
        return self

    def do(self, verb: Callable[..., list[Event]], *, minutes: float, by: str = AINO, **details: Any) -> Self:
        return self.append(verb(self.case, ask(by, minutes), **details))

    def sending(self, *, minutes: float) -> Self:
        """The owner sends an answer to the customer's latest post; the network has not said yet that it has it."""
        to = self.case.latest
        self.do(draft, minutes=minutes, text="Sorry!", to=to, length=6, longest=280)
        return self.do(send, minutes=minutes, number=self.case.drafts[-1].number)

    def sent(self, *, minutes: float, place: int = -1) -> Self:
        receipt = Receipt("99", "https://x.com/99", NOW)
        return self.do(
            record_sent, minutes=minutes, by="baton", number=self.case.replies[place].number, receipt=receipt
        )

    def reply(self, *, minutes: float, sent: float) -> Self:
        return self.sending(minutes=minutes).sent(minutes=sent)

    def delete_reply(self, *, minutes: float, place: int = -1) -> Self:
        self.do(delete_reply, minutes=minutes, number=self.case.replies[place].number)
        change = self.case.replies[place].correction
        assert change is not None
        return self.do(
            record_deleted, minutes=minutes, by="baton", change=change.number, event_log=tuple(self.event_log)
        )

    def append(self, events: list[Event]) -> Self:
        for place, event in enumerate(events, start=self.case.version + 1):
            placed = replace(event, number=place)
            self.case = apply(self.case, placed)
            self.event_log.append(placed)
        return self
