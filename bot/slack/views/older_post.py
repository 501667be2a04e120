"""A reply to an older post, where the latest one takes none: what its author must know before writing."""

from collections.abc import Iterator
from datetime import datetime

from bot.case import Case, Status, usual_target
from bot.mention import Mention
from bot.slack.views.blocks import Element, audience, line, text, title_of, untrusted

WHY_SHOWN = 300


def older_post_lines(case: Case, post: Mention, now: datetime, limit: int = WHY_SHOWN) -> Iterator[Element]:
    """Yield why a reply goes to `post` although the customer wrote later in another place; nothing where it can.

    A private message whose reply window closed would otherwise be answered in public, unknown to the writer.
    """
    latest = case.latest
    if post.place == latest.place or not latest.refusal(now):
        return
    if latest.answered_alone and not post.answered_alone:
        yield line(
            text("⚠ Everyone can read this reply. ", bold=True), "The customer's latest message is private."
        )
    else:
        yield line(text("⚠ This replies to an older post. ", bold=True), f"It is {_where(post)}.")
    yield line("You can't reply to the latest message: ", untrusted(latest.refusal(now), limit))


def diverted_lines(case: Case, now: datetime, limit: int = WHY_SHOWN) -> Iterator[Element]:
    """Yield the same for the card, before anyone opens the window."""
    post, latest = usual_target(case, now), case.latest
    if case.status is Status.RESOLVED or post.place == latest.place:
        return
    which = "this private message" if latest.answered_alone else "this message"
    yield line(
        text(f"⚠ You can't reply to {which}. ", bold=True),
        untrusted(latest.refusal(now), limit),
        f" A reply goes to an older post, {_where(post)}.",
    )


def _where(post: Mention) -> str:
    return f"{audience(post)} on {title_of(post.network)}"
