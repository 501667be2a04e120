"""Apply an undo: the case is as if what was undone had never happened."""

from datetime import datetime
from typing import Any, Self

from msgspec import Struct, convert
from msgspec.structs import replace

from bot.case.clock_rules import with_clocks
from bot.case.handling_model import Assignment, FollowUp, Guidance, HandOff, Snooze, Stretch
from bot.case.model import Case, Event, Resolution, Status
from bot.case.questions import Unanswered, restored
from bot.case.reply_model import Draft
from bot.routing import Route

UNDONE, REQUEST_UNDONE = "resolution_undone", "undone"


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


class Before(Struct, frozen=True, omit_defaults=True):
    """The parts of a case that work on many cases at once can change, as they were before it."""

    open: Unanswered
    status: Status
    route: Route
    owner: str | None = None
    resolution: Resolution | None = None
    resolved_because: str = ""
    resolved_by: str = ""
    resolved_at: datetime | None = None
    past: tuple[Stretch, ...] = ()
    snooze: Snooze | None = None
    follow_up: FollowUp | None = None
    resumed: bool = False
    hand_off: HandOff | None = None
    brought: HandOff | None = None
    sent_back: int = 0
    assignment: Assignment | None = None
    tried: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    notified: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case) -> Self:
        """Copy these parts from a case."""
        return cls(Unanswered.of(case), **_copied(case))


def apply_undone(case: Case, event: Event) -> Case:
    """Return the case as before a request; a case that had moved is back in the thread it had left, if it had one."""
    was = convert(event.data["was"], Before)
    back = replace(case, **_copied(was))
    if "route" in event.data:
        back = _in_left_thread(back, revives=event.data["revives"])
    asking = restored(back, was.open, event.number)
    return with_clocks(asking, asking.clocks)


def _copied(source: Case | Before) -> dict[str, Any]:
    return {name: getattr(source, name) for name in Before.__struct_fields__ if name != "open"}


def _in_left_thread(case: Case, *, revives: bool) -> Case:
    """Return the case in the thread it left last.

    The other team's thread comes first: the last of the earlier ones is the one that the case came from.
    """
    kept = (case.thread,) if case.thread else ()
    thread = case.earlier_threads[-1] if revives else None
    left = case.earlier_threads[:-1] if revives else case.earlier_threads
    return replace(case, thread=thread, earlier_threads=(*kept, *left))


def apply_resolution_undone(case: Case, event: Event) -> Case:
    """Reopen the case for its owner, with the question, timers, snooze and drafts it had."""
    was = convert(event.data["was"], Unresolved)
    reopened = replace(
        case,
        status=Status.CLAIMED if case.owner else Status.WAITING,
        resolution=None,
        resolved_because="",
        resolved_by="",
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
