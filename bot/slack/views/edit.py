"""Thread messages about posts that were edited, deleted or hidden."""

from collections.abc import Sequence

from bot.case.model import Case, Event, Status, Thread
from bot.mention import Mention
from bot.slack import Message
from bot.slack.views.blocks import (
    Element,
    author_line,
    line,
    link,
    location,
    message,
    readable,
    rich,
    text,
    title_of,
    untrusted,
)
from bot.slack.views.post_parts import name_of
from bot.slack.views.text import escape

LINKS = 10


def draw_edited(case: Case, event: Event) -> Message:
    """Draw that a post was edited. The owner, who may have a draft, is notified by a call before it."""
    post = _post(case, event)
    which = [text(" a post"), *location(post)] if post else [text(" an earlier post")]
    who = author_line(post) if post else [text("The author")]
    review = " Review your draft before sending." if case.drafts else ""
    now = line(f"This thread shows its current text.{review}")
    shown = rich(line(text("Edited: ", bold=True), *who, " edited", *which), now)
    # Without the words: this message is not updated when the post is edited again.
    push = (
        f"{name_of(post)} edited a post on {title_of(post.network)}" if post else "The author edited a post"
    )
    return message(shown, says=f"{escape(push)}.{review}\n{readable([shown])}")


def draw_withdrawn(case: Case, event: Event) -> Message:
    """Draw that a post was deleted, what staff must delete by hand, and what is left to do."""
    post = _post(case, event)
    which = [text(" the post"), *location(post)] if post else [text(" an earlier post")]
    return message(
        rich(
            line(
                text("Deleted: ", bold=True),
                "the author deleted",
                *which,
                ". We removed its content here.",
            ),
            _by_hand(case, event.data.get("quoted_in", ())),
            *nothing_left(case),
        )
    )


def draw_hidden(case: Case, event: Event) -> Message:
    """Draw why a post cannot be seen for now, and what that means for a reply."""
    words = (
        "Everyone else can still see it, so its text stays here."
        if event.data["shows_words"]
        else "Baton removed its text from this thread and shows it again when the post is back."
    )
    return message(
        rich(
            line(
                text("Hidden for now: ", bold=True),
                *_which(case, event),
                ". ",
                untrusted(event.data["why"], 300),
            ),
            line(f"{words} Nothing was deleted. You can't reply from here until then."),
        )
    )


def draw_unhidden(case: Case, event: Event) -> Message:
    """Draw that a hidden post can be seen again."""
    return message(rich(line(text("Back: ", bold=True), *_which(case, event), " can be seen again.")))


def draw_kept_in_slack(urls: Sequence[str]) -> Message:
    """Draw links to Baton's messages that Slack no longer lets Baton edit."""
    links = [element for url in urls[:LINKS] for element in (text(" "), link(url, "this message"))]
    return message(
        rich(
            line(
                text("Please delete by hand: ", bold=True),
                "Slack doesn't let Baton update its messages about a post that was edited or deleted:",
                *links,
            )
        )
    )


def nothing_left(case: Case) -> list[Element]:
    """Return the advice for an open case whose customer deleted all posts."""
    if not case.withdrawn or case.status is Status.RESOLVED:
        return []
    return [
        line(
            text("All customer posts were deleted. ", bold=True),
            "You can resolve this as “No reply needed”.",
        )
    ]


def _by_hand(case: Case, places: Sequence[Sequence[str]]) -> Element:
    """Return the request to delete people's own messages, which Baton cannot change.

    Source: https://docs.slack.dev/reference/methods/chat.delete
    """
    asks = "Baton can't change messages that people wrote. Please delete yours that quote it."
    threads = {thread.channel: thread for thread in (*case.earlier_threads, case.thread) if thread}
    known = [(threads[channel], ts) for channel, ts in places[:LINKS] if channel in threads]
    found = [
        element for thread, ts in known for element in (text(" "), link(_address(thread, ts), "this one"))
    ]
    return line(asks, *([" Baton saw:"] if found else []), *found)


def _address(thread: Thread, ts: str) -> str:
    base, _, _ = thread.url.rpartition("/p")
    return f"{base}/p{ts.replace('.', '')}?thread_ts={thread.ts}&cid={thread.channel}"


def _which(case: Case, event: Event) -> list[Element]:
    post = _post(case, event)
    return [text("the post"), *location(post)] if post else [text("an earlier post")]


def _post(case: Case, event: Event) -> Mention | None:
    return case.post(f"{event.data['network']}/{event.data['native_id']}")
