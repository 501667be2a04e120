"""The text of a card: a phone shows its first line as a push, and a screen reader reads all of it."""

from collections.abc import Iterator
from datetime import datetime

from bot.case import Case, Known, Status
from bot.mention import Mention
from bot.slack.views.blocks import (
    Element,
    author_line,
    line,
    location,
    media_lines,
    quote,
    quoted_lines,
    read_aloud,
    subject_line,
    words_of,
)
from bot.slack.views.clocks import due_in, other_timers
from bot.slack.views.customer import customer_lines
from bot.slack.views.details import (
    closes_soon,
    heading,
    origin_lines,
    state_line,
    team_line,
    warnings,
    window_lines,
)
from bot.slack.views.post_parts import MARKS, is_cut_in_push, push_of
from bot.slack.views.sentiment import sentiment_note


def card_text(case: Case, *, team: str, known: Known, sentiment: str, fresh: bool, now: datetime) -> str:
    """Return the escaped text: one line that is a whole notification, then everything the card and *More* say.

    Slack's phones show `text` alone, and screen readers read it in place of the blocks, so it serves both:
    https://docs.slack.dev/changelog/2026/07/13/notification-changes. `fresh` as for the card.
    """
    parts = [
        state_line(case, now),
        team_line(case, team),
        *warnings(case, known, now),
        *(window_lines(case, now) if not closes_soon(case, now) else ()),
        *origin_lines(case),
        *other_timers(case, now),
        *customer_lines(case, known),
        *([line(note)] if (note := sentiment_note(case, sentiment)) else []),
        *_whole(case.latest),
    ]
    about = line(f"{heading(case)} · ", *author_line(case.latest), *location(case.latest))
    return "\n".join([_push(case, fresh, now), *map(read_aloud, [about, *parts])])


def _push(case: Case, fresh: bool, now: datetime) -> str:
    mark = "✅ Resolved" if case.status is Status.RESOLVED else MARKS[case.route.priority]
    due = due_in(case, now, fresh=fresh)
    return push_of(case.latest, opening=f"{mark} · " if mark else "") + (f" · {due}" if due else "")


def _whole(post: Mention) -> Iterator[Element]:
    """Yield the rest of the message, which the first line has only the beginning of."""
    if is_cut_in_push(post):
        yield from subject_line(post)
        yield quote(words_of(post))
    yield from quoted_lines(post)
    yield from media_lines(post)
