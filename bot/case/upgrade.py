"""Upgrade of cases saved by earlier versions: fields they lack are derived from the others."""

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from bot.case.clock_rules import response_kind
from bot.case.clocks import SlaTimer
from bot.case.handling_model import QuestionPost
from bot.case.model import Case
from bot.case.questions import asking
from bot.mention import AUTHOR_DELETED, MayReply, Mention


def upgraded(case: Case) -> Case:
    """Return the case with the timers, question and words that the version that saved it did not store."""
    if any(_is_old_tombstone(post) for post in case.mentions):
        case = replace(case, mentions=tuple(_with_current_words(post) for post in case.mentions))
    if case.asked_at is None and case.due_at is not None:
        case = _with_clock(case, case.due_at)
    return case if case.question or case.asked_at is None else _with_question(case, case.asked_at)


def _is_old_tombstone(post: Mention) -> bool:
    return post.gone and post.may_reply.why != AUTHOR_DELETED


def _with_current_words(post: Mention) -> Mention:
    """Return a tombstone as a replay of the event log makes it now; the saved one has the words of its version."""
    return replace(post, may_reply=MayReply("no", AUTHOR_DELETED)) if _is_old_tombstone(post) else post


def _with_clock(case: Case, due_at: datetime) -> Case:
    asked_at = min(_asked_at(case), due_at)
    target = max(1, round((due_at - asked_at).total_seconds()))
    clock = SlaTimer(
        kind=response_kind(case),
        target=target,
        hours="",
        started_at=asked_at,
        run=case.version,
        since=asked_at,
        due_at=due_at,
    )
    return replace(case, asked_at=asked_at, clocks=(clock,))


def _with_question(case: Case, asked_at: datetime) -> Case:
    """Give the open question its posts; the customer's latest post represents a question of staff or a bystander."""
    posts = list(_asked_since(case, asked_at)) or [QuestionPost(0, case.latest.key, asked_at)]
    return asking(case, [replace(posts[0], since=asked_at), *posts[1:]])


def _asked_since(case: Case, asked_at: datetime) -> Iterator[QuestionPost]:
    origin = case.origin is not None and case.answered_at is None
    for post in case.mentions:
        if case.is_own(post) and not post.gone and (origin or post.posted_at >= asked_at):
            yield QuestionPost(_came_after(case, post), post.key, post.posted_at)


def _came_after(case: Case, post: Mention) -> int:
    """Return an event number just after the last reply sent before the post was written."""
    return max((reply.number for reply in case.replies if reply.at < post.posted_at), default=0) + 1


def _asked_at(case: Case) -> datetime:
    """Return the time of the customer's first post after the latest answer, or of the escalation."""
    if case.answered_at is None and case.origin:
        return case.opened_at
    own = [post.posted_at for post in case.mentions if case.is_own(post)]
    return next((at for at in own if case.answered_at is None or at > case.answered_at), own[-1])
