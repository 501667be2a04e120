"""Escalated cases: those of one person; for marketing those it passed on, those that came back, and praise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.case import Case
from bot.case.source import came_back
from bot.nlp import SentimentClassifier
from bot.routing.rules import PRAISE
from bot.services.access import RequesterVisibility
from bot.store.store import Store
from bot.store.tx import Tx

OPEN_SHOWN, ENDED_SHOWN = 20, 10
# How many open cases of marketing are searched for those that came back and for praise.
SEARCHED = 200
POSITIVE = "positive"


@dataclass(frozen=True, slots=True)
class Escalated:
    """The cases that a person escalated: open ones, the newest first, and the latest resolved ones."""

    open: Sequence[Case] = ()
    ended: Sequence[Case] = ()


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Marketing's view: what is with other teams, what they sent back, and praise in its own queue."""

    away: Sequence[Case] = ()
    back: Sequence[Case] = ()
    praise: Sequence[Case] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for marketing's view: the name of its team, who asks, and when."""

    marketing: str
    person: str
    now: datetime


async def escalated_by(store: Store, sight: RequesterVisibility, person: str) -> Escalated:
    """Return what a person escalated, as far as they may see it. Raise Refused while Slack cannot say."""

    def work(tx: Tx) -> tuple[list[Case], list[Case]]:
        return tx.escalated_by(person, OPEN_SHOWN), tx.ended_of(person, ENDED_SHOWN)

    opened, ended = await store.transact(work)
    return Escalated(await _visible(sight, opened), await _visible(sight, ended))


async def passed_on(
    store: Store, sight: RequesterVisibility, asked: Asked, classifier: SentimentClassifier
) -> PassedOn:
    """Return what marketing passed on and got back, as far as the requester may see it.

    Own, snoozed and overdue cases are left out: they are in lists of their own. Raise Refused while Slack cannot say.
    """

    def work(tx: Tx) -> tuple[list[Case], list[Case]]:
        team = asked.marketing
        return tx.escalated_from(team, OPEN_SHOWN), tx.open_cases(team, 0, SEARCHED)

    away, ours = await store.transact(work)
    ours = await _visible(sight, [case for case in ours if not _is_listed(case, asked)])
    back = [case for case in ours if any(came_back(case, each) for each in case.escalations)]
    praise = [case for case in ours if case not in back and _is_praise(case, classifier)]
    return PassedOn(await _visible(sight, away), back, praise)


def _is_listed(case: Case, asked: Asked) -> bool:
    """Return true for a case that is in another list of the person."""
    is_late = case.due_at is not None and case.due_at <= asked.now
    return is_late or case.snooze is not None or case.owner == asked.person


def _is_praise(case: Case, classifier: SentimentClassifier) -> bool:
    """Return true for a case that a rule or an agent calls positive, or else the classifier."""
    if PRAISE in case.route.tags or case.first.gone:
        return not case.first.gone
    return (case.sentiment or classifier.classify(case.first.words)) == POSITIVE


async def _visible(sight: RequesterVisibility, cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if await sight.shows(case)]
