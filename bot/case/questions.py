"""The customer's question, the unit of waiting: which posts are in it, what answers it, what else ends it."""

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
    """What a case waits for, and how its clocks are, as if a reply had never been sent."""

    question: tuple[QuestionPost, ...]
    recalled: bool
    answered_at: datetime | None
    clocks: tuple[SlaTimer, ...]
    kept: tuple[Ended, ...]

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(case.question, case.recalled, case.answered_at, case.clocks, case.kept)


def next_response(route: Route) -> int:
    """Seconds to a response after the first one."""
    return route.targets.next_response or route.first_response


def asking(case: Case, posts: Sequence[QuestionPost], **also: object) -> Case:
    """The case whose open question has these posts, and what `also` says; without a post that is still there, nothing
    is asked."""
    if all(post.gone for post in posts):
        return replace(case, question=(), asked_at=None, **also)
    kept = (posts[0], *posts[1:][1 - POSTS_KEPT :])
    return replace(case, question=kept, asked_at=kept[0].since, **also)


def with_post(case: Case, post: Mention, number: int, at: datetime, **also: object) -> Case:
    """The case after event `number` brought a post of the customer's: it begins a question or joins the open one."""
    if not case.question:
        return asking(case, [QuestionPost(number, post.key, post.posted_at)], **also)
    joined = QuestionPost(number, post.key, post.posted_at, at, next_response(case.route))
    return asking(case, [*case.question, joined], **also)


def without_post(case: Case, key: str) -> Case:
    """The case after the post was deleted. The question goes on, from its first post, while any of it is there."""
    return asking(case, [replace(post, gone=True) if post.key == key else post for post in case.question])


def answered(case: Case, at: datetime, upto: int | None = None) -> Case:
    """The case after an answer: by hand, or by the reply that event `upto` began to send.

    A reply answers a question whose first post came before it. Posts that came while it was in flight open the next
    question. Where none is open, the case has an answer all the same.
    """
    posts = case.question
    if upto is None or (posts and upto >= posts[0].number):
        posts = () if upto is None else tuple(post for post in posts if post.number > upto)
    return asking(case, posts, answered_at=at, recalled=False)


def restored(case: Case, found: Unanswered, number: int) -> Case:
    """The case with what `found` says, by event `number`. Its timer counts a clock as begun by the event that let it
    run, so each is marked with this one."""
    clocks = tuple(replace(clock, run=number) for clock in found.clocks)
    return asking(
        case,
        found.question,
        answered_at=found.answered_at,
        recalled=found.recalled,
        clocks=clocks,
        kept=found.kept,
    )
