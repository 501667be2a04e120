"""The case, the verbs people and clocks do to it, and apply(), the only place where it changes."""

from bot.case.applying import apply, begin, fold, opened
from bot.case.closing import reopen, resolve
from bot.case.moving import hand_over
from bot.case.noting import delete_note, edit_note, note
from bot.case.opening import join, open_case
from bot.case.owning import claim, release, take_over
from bot.case.records import (
    Ask,
    Case,
    Delivery,
    Draft,
    Event,
    Origin,
    Refused,
    Reply,
    Resolution,
    Status,
    Thread,
)
from bot.case.replying import (
    confirm_sent,
    draft,
    mark_answered,
    may_still_send,
    record_not_sent,
    record_sent,
    record_unsure,
    refuse_unanswerable,
    send,
    send_again,
)
from bot.case.showing import record_shown, record_stuck, record_unstuck

__all__ = [
    "Ask",
    "Case",
    "Delivery",
    "Draft",
    "Event",
    "Origin",
    "Refused",
    "Reply",
    "Resolution",
    "Status",
    "Thread",
    "apply",
    "begin",
    "claim",
    "confirm_sent",
    "delete_note",
    "draft",
    "edit_note",
    "fold",
    "hand_over",
    "join",
    "mark_answered",
    "may_still_send",
    "note",
    "open_case",
    "opened",
    "record_not_sent",
    "record_sent",
    "record_shown",
    "record_stuck",
    "record_unstuck",
    "record_unsure",
    "refuse_unanswerable",
    "release",
    "reopen",
    "resolve",
    "send",
    "send_again",
    "take_over",
]
