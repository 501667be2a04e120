"""A person's request is heard once, also when it changes no case: what came of it is kept, and answered again."""

from datetime import timedelta

from bot.case import Ask, Refused
from bot.store.tx import Tx

# Slack signs a request for five minutes and sends an event again for a day at most; Mailgun signs for nine hours.
KEPT = timedelta(days=4)
HEARD = "heard"


def heard(tx: Tx, ask: Ask) -> str | None:
    """Return what was answered when this request was heard before; None for a new one.

    Raises Refused, in the same words, when it was refused.
    """
    before = tx.heard(ask.request)
    if before is None:
        return None
    if before.refused:
        raise Refused(before.answer, HEARD)
    return before.answer


def keep(tx: Tx, ask: Ask, answer: str = "") -> None:
    """Keep what came of a person's request that no journal tells of; what Baton asks of itself is not kept."""
    if ask.by_hand:
        tx.remember(ask.request, ask.at, answer)


def keep_refusal(tx: Tx, ask: Ask, why: str) -> None:
    """Keep that a request was refused, unless something is kept of it."""
    if tx.heard(ask.request) is None:
        tx.remember(ask.request, ask.at, why, refused=True)
