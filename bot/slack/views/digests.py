"""Scheduled digests: the daily backlog, and the week's sample of ignored posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.case.model import Case
from bot.mention import AUTHOR_DELETED, Mention
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    audience,
    author_line,
    button,
    line,
    link,
    location,
    message,
    quote,
    rich,
    text,
    title_of,
    untrusted,
    words_of,
)
from bot.slack.views.text import SNIPPET_LIMIT, duration, one_line

POST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Ignored:
    """A post that was ignored, and why.

    Without `post` its author deleted it; with `case` it became a case since.
    """

    key: str
    why: str
    post: Mention | None
    case: int | None = None


def draw_backlog(team: str, cases: Sequence[Case], count: int, now: datetime) -> Message:
    """Return the backlog digest: the oldest of a team's `count` unassigned cases that wait for a reply."""
    one = count == 1
    unassigned = f"{count} unassigned case{'' if one else 's'} of "
    waiting = f" {'is' if one else 'are'} waiting for a reply."
    more = [line(f"and {count - len(cases)} more: `/queue` lists them")] if count > len(cases) else []
    return message(
        rich(line(text("Good morning. ", bold=True), unassigned, untrusted(team, bold=True), waiting)),
        rich(*[_waiting(case, now) for case in cases], *more),
    )


def draw_ignored_posts(posts: Sequence[Ignored], count: int) -> Message:
    """Return some of the week's `count` ignored posts, each with a button that creates a case."""
    of = f"The rules ignored {count} posts last week. Here are {len(posts)} of them."
    one = "The rules ignored one post last week."
    head = line(text("Ignored posts. ", bold=True), f"{of if count > 1 else one} Was that right?")
    return message(rich(head), *[block for post in posts for block in _ignored(post)])


def _waiting(case: Case, now: datetime) -> Element:
    number, words = f"#{case.number}", words_of(case.latest)
    return line(
        link(case.thread.url, number) if case.thread else number,
        f" · {title_of(case.first.network)} · {case.route.priority.name.lower()} · ",
        author_line(case.latest)[0],
        ": ",
        untrusted(words if words.strip() else "(no text)", SNIPPET_LIMIT),
        f" · open for {duration(now - case.opened_at)}",
    )


def _ignored(one: Ignored) -> Iterator[Block]:
    why = [text(" · ignored: "), untrusted(one.why, 200)]
    if one.case is not None:
        yield rich(line(f"Now case #{one.case}", *why))
    elif one.post is None:
        yield rich(line(AUTHOR_DELETED, *why))
    else:
        post = one.post
        about = f"{title_of(post.network)} · {audience(post)} · "
        yield rich(line(about, *author_line(post), *location(post), *why), quote(words_of(post), POST_SHOWN))
        says = f"Create a case from the post by {one_line(post.author.handle, 40)}"
        yield actions(button("make_case", "Create case", one.key, says=says))
