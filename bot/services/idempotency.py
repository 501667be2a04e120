"""Idempotency of people's requests: the outcome of each is remembered, even when it changed no case."""

from datetime import timedelta

from bot.case import Ask, Refused
from bot.store.tx import Tx

# Slack accepts a signature for five minutes and redelivers an event for a day at most; Mailgun signs for nine hours.
KEPT = timedelta(days=4)
HEARD = "heard"


def heard(tx: Tx, ask: Ask) -> str | None:
    """Return the answer to this request when it is a repeat; None for a new one.

    Raise Refused, with the same text, when it was refused.
    """
    before = tx.heard(ask.request)
    if before is None:
        return None
    if before.refused:
        raise Refused(before.answer, HEARD)
    return before.answer


def keep(tx: Tx, ask: Ask, answer: str = "") -> None:
    """Remember the outcome of a person's request that no event log records. Requests of Baton itself are not
    remembered."""
    if ask.by_hand:
        tx.remember(ask.request, ask.at, answer)


def keep_refusal(tx: Tx, ask: Ask, why: str) -> None:
    """Remember that a request was refused, unless an outcome is stored already."""
    if tx.heard(ask.request) is None:
        tx.remember(ask.request, ask.at, why, refused=True)
