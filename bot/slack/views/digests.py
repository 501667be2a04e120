"""What teams read by the calendar: the morning's sweep, the week's sample of what was ignored."""

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
    outside,
    quote,
    rich,
    text,
    title_of,
    words_of,
)
from bot.slack.views.text import SNIPPET_LIMIT, lasting, one_line

POST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Ignored:
    """A post that was ignored, and why; without `post` its author took it away, with `case` it is a case by now."""

    key: str
    why: str
    post: Mention | None
    case: int | None = None


def draw_sweep(team: str, cases: Sequence[Case], count: int, now: datetime) -> Message:
    """The oldest of the `count` cases of a team that wait for an answer and are nobody's."""
    one = count == 1
    says = f"{count} case{'' if one else 's'} of "
    waits = f" wait{'s' if one else ''} for an answer and {'is' if one else 'are'} nobody's yet."
    more = [line(f"and {count - len(cases)} more: `/queue` lists them")] if count > len(cases) else []
    return message(
        rich(line(text("Good morning. ", bold=True), says, outside(team, bold=True), waits)),
        rich(*[_waiting(case, now) for case in cases], *more),
    )


def draw_sample(posts: Sequence[Ignored], count: int) -> Message:
    """Some of the `count` posts that were ignored in a week, each with a way to make it a case after all."""
    of = f"{len(posts)} of the {count} posts" if count > 1 else "The one post"
    return message(
        rich(
            line(
                text("What was ignored. ", bold=True),
                f"{of} of the last week that no team heard of. Was it right?",
            )
        ),
        *[block for post in posts for block in _ignored(post)],
    )


def _waiting(case: Case, now: datetime) -> Element:
    number, words = f"#{case.number}", words_of(case.latest)
    return line(
        link(case.thread.url, number) if case.thread else number,
        f" · {title_of(case.first.network)} · {case.route.priority.name.lower()} · ",
        author_line(case.latest)[0],
        ": ",
        outside(words if words.strip() else "(no text)", SNIPPET_LIMIT),
        f" · open for {lasting(now - case.opened_at)}",
    )


def _ignored(one: Ignored) -> Iterator[Block]:
    why = [text(" · ignored: "), outside(one.why, 200)]
    if one.case is not None:
        yield rich(line(f"Case #{one.case} by now", *why))
    elif one.post is None:
        yield rich(line(AUTHOR_DELETED, *why))
    else:
        post = one.post
        about = f"{title_of(post.network)} · {audience(post)} · "
        yield rich(line(about, *author_line(post), *location(post), *why), quote(words_of(post), POST_SHOWN))
        says = f"Make a case of the post by {one_line(post.author.handle, 40)}"
        yield actions(button("make_case", "Make it a case", one.key, says=says))
