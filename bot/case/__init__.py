"""The case, the verbs people and clocks do to it, and apply(), the only place where it changes."""

from bot.case.applying import apply, begin, fold, opened
from bot.case.assigning import assign, take_back, with_acceptance
from bot.case.channels import follow_channel
from bot.case.clocks import Clock, ClockKind
from bot.case.closing import reopen, resolve
from bot.case.correcting import (
    correct,
    correctable,
    delete_reply,
    draft_correction,
    may_still_correct,
    record_corrected,
    record_deleted,
    record_not_corrected,
    record_not_deleted,
)
from bot.case.following import revise, withdraw
from bot.case.guiding import ask_guidance, give_guidance
from bot.case.mood import correct_mood
from bot.case.moving import hand_over, send_back
from bot.case.noting import delete_note, edit_note, note
from bot.case.opening import join, open_case
from bot.case.owning import claim, refuse_full, release, take_over
from bot.case.records import (
    Ask,
    Case,
    Correction,
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
    can_be_sent_again,
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
from bot.case.retiming import retime
from bot.case.sameness import (
    NOBODY,
    Known,
    part,
    propose_same,
    recognise,
    say_not_same,
    say_same,
    undo_same,
)
from bot.case.senders import accept_sender, revoke_links, sender_of, undo_sender
from bot.case.showing import record_shown, record_stuck, record_unstuck
from bot.case.snoozing import snooze, wake, wake_in_time
from bot.case.standing import Guidance, HandOff, Match, Sameness, Snooze

__all__ = [
    "NOBODY",
    "Ask",
    "Case",
    "Clock",
    "ClockKind",
    "Correction",
    "Delivery",
    "Draft",
    "Event",
    "Guidance",
    "HandOff",
    "Known",
    "Match",
    "Origin",
    "Refused",
    "Reply",
    "Resolution",
    "Sameness",
    "Snooze",
    "Status",
    "Thread",
    "accept_sender",
    "apply",
    "ask_guidance",
    "assign",
    "begin",
    "can_be_sent_again",
    "claim",
    "confirm_sent",
    "correct",
    "correct_mood",
    "correctable",
    "delete_note",
    "delete_reply",
    "draft",
    "draft_correction",
    "edit_note",
    "fold",
    "follow_channel",
    "give_guidance",
    "hand_over",
    "join",
    "mark_answered",
    "may_still_correct",
    "may_still_send",
    "note",
    "open_case",
    "opened",
    "part",
    "propose_same",
    "recognise",
    "record_corrected",
    "record_deleted",
    "record_not_corrected",
    "record_not_deleted",
    "record_not_sent",
    "record_sent",
    "record_shown",
    "record_stuck",
    "record_unstuck",
    "record_unsure",
    "refuse_full",
    "refuse_unanswerable",
    "release",
    "reopen",
    "resolve",
    "retime",
    "revise",
    "revoke_links",
    "say_not_same",
    "say_same",
    "send",
    "send_again",
    "send_back",
    "sender_of",
    "snooze",
    "take_back",
    "take_over",
    "undo_same",
    "undo_sender",
    "wake",
    "wake_in_time",
    "with_acceptance",
    "withdraw",
]
