"""Corrections of a sent reply: what is possible, and the windows for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.case.model import Case
from bot.case.reply_model import Delivery, Draft, Reply
from bot.mention import Mention
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    button,
    confirm,
    date,
    exact,
    line,
    menu,
    message,
    plain,
    quote,
    rich,
    text,
    title_of,
    untrusted,
)
from bot.slack.views.inputs import View, option, window, words_field
from bot.slack.views.reply import REPLY_SHOWN, WHOLE_REPLY, Terms, in_one_line, large, whereto


@dataclass(frozen=True, slots=True)
class Allowed:
    """The actions a network allows on a sent reply; `why_not` explains the others to people.

    `resends`: a reply that failed can be sent again.
    """

    corrects: bool = False
    deletes: bool = False
    why_not: str = ""
    resends: bool = False


NOTHING = Allowed()


def correction_of(reply: Reply) -> list[Element]:
    """Return the state of a correction: under way, failed, or done."""
    if reply.correction:
        return [text(" · "), text("Correcting …" if reply.correction.text else "Deleting …", bold=True)]
    if reply.trouble:
        return [text(" · "), text("Not changed: ", bold=True), untrusted(reply.trouble, 500)]
    if reply.corrected_at:
        return [text(" · corrected "), date(reply.corrected_at)]
    return []


def correcting_buttons(case: Case, reply: Reply, allowed: Allowed) -> Iterator[Element]:
    """Yield *Edit reply*, and *Delete reply* in a menu, where the network allows it and we know the post's id."""
    if reply.state is not Delivery.SENT or reply.correction or not reply.native_id:
        return
    value = f"{case.number}/{reply.number}"
    if allowed.corrects:
        yield button("correct", "Edit reply", value, says=f"Edit the reply in case {case.number}")
    if allowed.deletes:
        network = title_of(case.network_of(reply))
        asks = confirm("Delete this reply?", plain(f"It will be removed from {network}."), "Delete")
        yield menu("reply_menu", [option("Delete reply", f"delete_reply {value}")]) | {"confirm": asks}


def correct_modal(case: Case, reply: Reply, post: Mention, terms: Terms) -> View:
    """Return the window to edit a sent reply."""
    return window(
        "correct",
        f"Edit reply in #{case.number}",
        "Review",
        {"case": case.number, "reply": reply.number},
        rich(whereto(post, terms)),
        words_field("new_text", "New text of the reply", reply.text),
        rich(line("You'll review before anything changes.")),
    )


def confirm_correction_modal(
    case: Case, reply: Reply, post: Mention, draft: Draft, terms: Terms, preview: str = ""
) -> View:
    """Return the window with the exact new text and the old one; `preview` as for a reply."""
    return window(
        "confirm_correct",
        "Change this reply?",
        "Change privately" if post.answered_alone else f"Change on {title_of(post.network)}",
        {"case": case.number, "draft": draft.number} | ({"preview": preview} if preview else {}),
        *_exact_texts(reply, post, draft, terms, WHOLE_REPLY),
        close="Back",
    )


def confirm_correction_message(
    case: Case, reply: Reply, post: Mention, draft: Draft, terms: Terms
) -> Message:
    """Return the same as a private message in the thread, where no window can be opened."""
    review = button(
        "review_correction",
        "Review and change",
        f"{case.number}/{draft.number}",
        says=f"Review the edited reply in case {case.number}",
        style="primary",
    )
    shown = _exact_texts(reply, post, draft, terms, REPLY_SHOWN)
    return message(*shown, rich(line("Nothing has changed yet.")), actions(review))


def delete_reply_message(case: Case, reply: Reply, post: Mention) -> Message:
    """Return the question before a typed command deletes a reply."""
    asking = line(f"Delete this reply on {title_of(post.network)}?")
    yes = button("delete_reply", "Delete reply", f"{case.number}/{reply.number}", style="danger")
    return message(rich(asking, *exact(reply.text, REPLY_SHOWN)), actions(yes))


def _exact_texts(reply: Reply, post: Mention, draft: Draft, terms: Terms, shown: int) -> list[Block]:
    return [
        large(draft.text, shown),
        in_one_line(post, terms),
        rich(line(text("Replaces:", bold=True)), quote(reply.text, 1_000)),
    ]
