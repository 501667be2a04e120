"""Apply an undone resolution: the case is as if it had never been resolved."""

from typing import Self

from msgspec import Struct, convert
from msgspec.structs import replace

from bot.case.clock_rules import with_clocks
from bot.case.handling_model import FollowUp, Guidance, HandOff, Snooze, Stretch
from bot.case.model import Case, Event, Status
from bot.case.questions import Unanswered, restored
from bot.case.reply_model import Draft

UNDONE = "resolution_undone"


class Unresolved(Struct, frozen=True, omit_defaults=True):
    """The parts of a case that a resolution ends, as they were before it."""

    open: Unanswered
    past: tuple[Stretch, ...] = ()
    snooze: Snooze | None = None
    follow_up: FollowUp | None = None
    resumed: bool = False
    #: The hand-over that brought the case was not answered yet; its words are in `Case.brought` or `Case.origin`.
    handed: bool = False
    tried: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    guidance: tuple[Guidance, ...] = ()

    @classmethod
    def of(cls, case: Case) -> Self:
        """Copy what a resolution ends from an open case."""
        return cls(
            open=Unanswered.of(case),
            past=case.past,
            snooze=case.snooze,
            follow_up=case.follow_up,
            resumed=case.resumed,
            handed=case.hand_off is not None,
            tried=case.tried,
            drafts=case.drafts,
            guidance=case.guidance,
        )


def apply_resolution_undone(case: Case, event: Event) -> Case:
    """Reopen the case for its owner, with the question, timers, snooze and drafts it had."""
    was = convert(event.data["was"], Unresolved)
    reopened = replace(
        case,
        status=Status.CLAIMED if case.owner else Status.WAITING,
        resolution=None,
        resolved_because="",
        resolved_at=None,
        past=was.past,
        snooze=was.snooze,
        follow_up=was.follow_up,
        resumed=was.resumed,
        hand_off=case.brought or _handed_in(case) if was.handed else None,
        tried=was.tried,
        drafts=was.drafts,
        guidance=was.guidance,
    )
    asking = restored(reopened, was.open, event.number)
    return with_clocks(asking, asking.clocks)


def _handed_in(case: Case) -> HandOff | None:
    """Return the escalation that opened the case, as the hand-over it counts as."""
    origin = case.origin
    return HandOff(origin.by, "", origin.reason, case.opened_at) if origin else None
