"""Unverified senders, who write through a case's link or address, until staff accept them as its customer."""

from bot.case.model import Case, Event
from bot.case.notifications import calls_owner
from bot.mention import Mention
from bot.slack import Message
from bot.slack.views.blocks import Element, button, line, message, named, person, rich, text

UNVERIFIED = "Unverified sender"
CAUTION = (
    "This came through a link or an address of this case, which others may have seen. It doesn't reopen the case or "
    "end a snooze. Check who it is, then accept the sender to reply."
)


def sender_lines(case: Case, post: Mention) -> list[Element]:
    """Return what to know about the sender of such a post; empty for other posts."""
    if case.is_unverified(post):
        return [line(CAUTION)]
    return [line("Accepted as the customer of this case.")] if post.unverified else []


def sender_call(case: Case, post: Mention) -> list[Element]:
    """Return the owner, also of a resolved case, to notify at most once a day: such a post starts no SLA timer."""
    return [person(case.owner), text(" ")] if case.owner and calls_owner(case, post) else []


def sender_buttons(case: Case, post: Mention, event: int) -> list[Element]:
    """Return the button to accept the sender or to undo it; `event` brought the post."""
    value, of_case = f"{case.number}/{event}", f"in case {case.number}"
    if case.is_unverified(post):
        label = "Accept as customer"
        return [button("accept_sender", label, value, says=f"Accept this sender as the customer {of_case}")]
    if post.unverified and post.account in case.accepted:
        says = f"Undo accepting this sender as the customer {of_case}"
        return [button("undo_sender", "Undo", value, says=says)]
    return []


def draw_revoked(case: Case, event: Event) -> Message:
    """Draw that the earlier links and addresses no longer work."""
    words = "private links and addresses sent so far no longer work. Move to private creates new ones."
    return message(rich(line(text("Links revoked", bold=True), " by ", named(event.by), f": {words}")))
