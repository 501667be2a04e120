"""The case, the verbs that people and timers apply to it, and apply(), the only place where a case changes."""

from bot.case.apply import apply, begin, fold, opened
from bot.case.channels import follow_channel
from bot.case.clocks import ClockKind, SlaTimer
from bot.case.handling_model import FollowUp, Guidance, HandOff, Match, Sameness, Snooze
from bot.case.model import Ask, Case, Event, Origin, Refused, Resolution, Status, Thread
from bot.case.reply_model import Correction, Delivery, Draft, Reply
from bot.case.verbs.assign import assign, take_back, with_acceptance
from bot.case.verbs.claim import claim, refuse_full, release, take_over
from bot.case.verbs.correct import (
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
from bot.case.verbs.delivery import record_shown, record_stuck, record_unstuck
from bot.case.verbs.edit import hide, record_longer, revise, unhide, withdraw
from bot.case.verbs.guidance import ask_guidance, give_guidance
from bot.case.verbs.hand_over import escalate, hand_over, send_back
from bot.case.verbs.identity import (
    NOBODY,
    Known,
    confirm_same,
    link_accounts,
    propose_same,
    reject_same,
    undo_same,
    unlink_accounts,
)
from bot.case.verbs.note import delete_note, edit_note, note
from bot.case.verbs.open import join, open_case
from bot.case.verbs.pending import wait_for_customer
from bot.case.verbs.priority import set_priority
from bot.case.verbs.reassign import reassign
from bot.case.verbs.reply import (
    can_be_sent_again,
    confirm_sent,
    draft,
    mark_answered,
    may_still_send,
    record_delayed,
    record_not_sent,
    record_sent,
    record_unsure,
    refuse_unanswerable,
    send,
    send_again,
    usual_target,
)
from bot.case.verbs.resolve import reopen, resolve, resolve_answered
from bot.case.verbs.retime import retime
from bot.case.verbs.senders import accept_sender, revoke_links, sender_of, undo_sender
from bot.case.verbs.sentiment import correct_sentiment
from bot.case.verbs.snooze import snooze, wake, wake_in_time
from bot.case.verbs.tags import change_tags
from bot.case.verbs.undo import undo
from bot.case.verbs.undo_resolution import UNDO_FOR, keep_open, undo_resolution

__all__ = [
    "NOBODY",
    "UNDO_FOR",
    "Ask",
    "Case",
    "ClockKind",
    "Correction",
    "Delivery",
    "Draft",
    "Event",
    "FollowUp",
    "Guidance",
    "HandOff",
    "Known",
    "Match",
    "Origin",
    "Refused",
    "Reply",
    "Resolution",
    "Sameness",
    "SlaTimer",
    "Snooze",
    "Status",
    "Thread",
    "accept_sender",
    "apply",
    "ask_guidance",
    "assign",
    "begin",
    "can_be_sent_again",
    "change_tags",
    "claim",
    "confirm_same",
    "confirm_sent",
    "correct",
    "correct_sentiment",
    "correctable",
    "delete_note",
    "delete_reply",
    "draft",
    "draft_correction",
    "edit_note",
    "escalate",
    "fold",
    "follow_channel",
    "give_guidance",
    "hand_over",
    "hide",
    "join",
    "keep_open",
    "link_accounts",
    "mark_answered",
    "may_still_correct",
    "may_still_send",
    "note",
    "open_case",
    "opened",
    "propose_same",
    "reassign",
    "record_corrected",
    "record_delayed",
    "record_deleted",
    "record_longer",
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
    "reject_same",
    "release",
    "reopen",
    "resolve",
    "resolve_answered",
    "retime",
    "revise",
    "revoke_links",
    "send",
    "send_again",
    "send_back",
    "sender_of",
    "set_priority",
    "snooze",
    "take_back",
    "take_over",
    "undo",
    "undo_resolution",
    "undo_same",
    "undo_sender",
    "unhide",
    "unlink_accounts",
    "usual_target",
    "wait_for_customer",
    "wake",
    "wake_in_time",
    "with_acceptance",
    "withdraw",
]
