"""The customer's question, the unit that response timers measure: its posts, its answers, its end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from bot.case.clocks import Ended, SlaTimer
from bot.case.handling_model import QuestionPost
from bot.case.model import Case
from bot.mention import Mention
from bot.routing import Route

POSTS_KEPT = 50


class Unanswered(Struct, frozen=True, omit_defaults=True):
    """The question and timers of a case, as if a reply had never been sent."""

    question: tuple[QuestionPost, ...]
    recalled: bool
    answered_at: datetime | None
    clocks: tuple[SlaTimer, ...]
    kept: tuple[Ended, ...]

    @classmethod
    def of(cls, case: Case) -> Self:
        """Copy the question and timers of a case."""
        return cls(case.question, case.recalled, case.answered_at, case.clocks, case.kept)


def next_response(route: Route) -> int:
    """Return the seconds allowed for each response after the first."""
    return route.targets.next_response or route.first_response


def asking(case: Case, posts: Sequence[QuestionPost], **also: object) -> Case:
    """Return the case with these posts as its open question, and the changes in `also`.

    When every post was deleted, the case has no question.
    """
    if all(post.gone for post in posts):
        return replace(case, question=(), asked_at=None, **also)
    kept = (posts[0], *posts[1:][1 - POSTS_KEPT :])
    return replace(case, question=kept, asked_at=kept[0].since, **also)


def with_post(case: Case, post: Mention, number: int, at: datetime, **also: object) -> Case:
    """Return the case after event `number` brought a customer's post, which begins a question or joins the open one."""
    case = replace(case, follow_up=None)
    if not case.question:
        return asking(case, [QuestionPost(number, post.key, post.posted_at)], **also)
    joined = QuestionPost(
        number=number, key=post.key, since=post.posted_at, taken=at, target=next_response(case.route)
    )
    return asking(case, [*case.question, joined], **also)


def without_post(case: Case, key: str) -> Case:
    """Return the case after a post was deleted; the question remains while one of its posts does."""
    return asking(case, [replace(post, gone=True) if post.key == key else post for post in case.question])


def answered(case: Case, at: datetime, upto: int | None = None) -> Case:
    """Return the case after an answer, by hand or by the reply that event `upto` began to send.

    A reply answers a question whose first post came before it. Posts that arrived while it was in flight open the next
    question. Without an open question, the answer is still recorded.
    """
    posts = case.question
    if upto is None or (posts and upto >= posts[0].number):
        posts = () if upto is None else tuple(post for post in posts if post.number > upto)
    return asking(case, posts, answered_at=at, recalled=False, resumed=False)


def restored(case: Case, found: Unanswered, number: int) -> Case:
    """Return the case with the question and timers in `found`, by event `number`."""
    # Timer jobs check the event that started a run; without a new number they would skip these timers.
    clocks = tuple(replace(clock, run=number) for clock in found.clocks)
    return asking(
        case,
        found.question,
        answered_at=found.answered_at,
        recalled=found.recalled,
        clocks=clocks,
        kept=found.kept,
    )
