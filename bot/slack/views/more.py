"""The window *More*: everything about a case that its card leaves out, and the rarer things to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.case import NOBODY, Case, Known, Status
from bot.case.model import LONGEST_REASON
from bot.nlp import LABELS
from bot.routing import Priority
from bot.slack import Block
from bot.slack.views.blocks import (
    Element,
    actions,
    author_line,
    button,
    line,
    location,
    media_lines,
    plain,
    quote,
    quoted_lines,
    rich,
    subject_line,
    text,
    words_of,
)
from bot.slack.views.buttons import LABELS as WORDS
from bot.slack.views.buttons import more_words
from bot.slack.views.clocks import timer_lines
from bot.slack.views.customer import customer_lines
from bot.slack.views.details import closes_soon, origin_lines, state_of, team_line, warnings, window_lines
from bot.slack.views.handoff import snooze_of
from bot.slack.views.inputs import View, choice, field, line_field, option, window
from bot.slack.views.post_parts import MARKS
from bot.slack.views.sentiment import SIGNS, sentiment_line
from bot.slack.views.text import clean, cut

WORDS_READ = 2_000
TAGS_LIMIT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreFacts:
    """Facts that *More* shows beside the case, to `user`: the team's title, other cases, the detected sentiment.

    `marketing` and `private` as for the card. `detected` is "" where the first post is gone.
    """

    now: datetime
    user: str = ""
    team: str = ""
    known: Known = NOBODY
    detected: str = ""
    marketing: bool = False
    private: bool = False


def more_modal(case: Case, facts: MoreFacts) -> View:
    """Return the window. Its buttons act at once or open their window on top; *Save* stores the fields."""
    return window(
        "more",
        f"More about #{case.number}",
        "Save",
        {"case": case.number, "priority": case.route.priority.name.lower(), "tags": tags_of(case)},
        rich(*_message(case)),
        rich(*_details(case, facts)),
        *_buttons(case, facts),
        *_fields(case, facts),
        close="Close",
    )


def tags_of(case: Case) -> str:
    """Return the tags as the field shows them."""
    return cut(clean(", ".join(case.route.tags)), TAGS_LIMIT)


def _message(case: Case) -> Iterator[Element]:
    """Yield the whole of the latest message: its author by handle, its time and link, all words, media, quoted post."""
    post = case.latest
    yield line(*author_line(post), *location(post))
    yield from subject_line(post)
    yield quote(words_of(post), WORDS_READ)
    yield from quoted_lines(post)
    yield from media_lines(post)


def _details(case: Case, facts: MoreFacts) -> Iterator[Element]:
    snoozed = snooze_of(case)
    yield line(*state_of(case), *([text(" · "), *snoozed] if snoozed else []))
    yield team_line(case, facts.team)
    yield from timer_lines(case, facts.now)
    if not closes_soon(case, facts.now):
        yield from window_lines(case, facts.now)
    yield from warnings(case, facts.known, facts.now)
    yield from origin_lines(case)
    yield from customer_lines(case, facts.known)
    if facts.detected or case.sentiment:
        yield sentiment_line(case, facts.detected)


def _buttons(case: Case, facts: MoreFacts) -> Iterator[Block]:
    words = more_words(case, facts.user, marketing=facts.marketing, private=facts.private, now=facts.now)
    if words:
        yield actions(
            *(
                button(word, WORDS[word], str(case.number), says=f"{WORDS[word]} case {case.number}")
                for word in words
            )
        )


def _fields(case: Case, facts: MoreFacts) -> Iterator[Block]:
    if case.status is not Status.RESOLVED:
        levels = [option(MARKS[each] or "Normal", each.name.lower()) for each in Priority]
        yield field(
            "priority",
            "Priority",
            choice("priority", "Choose a priority", levels, case.route.priority.name.lower()),
        )
        why = line_field("because", "Reason for the new priority", longest=LONGEST_REASON)
        yield why | {"hint": plain("Only if you change the priority. It appears in the thread.")}
    if facts.detected:
        labels = [option(f"{SIGNS[label]} {label.capitalize()}", label) for label in LABELS]
        asks = field(
            "sentiment",
            "Sentiment",
            choice("sentiment", "Choose a sentiment", labels, case.sentiment),
            optional=True,
        )
        yield asks | {"hint": plain("How the first post sounds. Your choice improves detection.")}
    tags = line_field("tags", "Tags", tags_of(case), longest=TAGS_LIMIT)
    yield tags | {"hint": plain("Separate tags by commas.")}
    same = line_field("same", "Same customer as case", longest=20)
    yield same | {
        "hint": plain("A case number, such as 1023. Baton asks in the thread before it links them.")
    }
