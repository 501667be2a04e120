"""How often each rule matched lately: counted over the newest posts, by an index."""

from datetime import timedelta

from bot.store.model import IntakeOutcome, Outcome
from bot.store.store import Store
from tests.bot.store.samples import NOW


def outcome(number: int, kind: Outcome, why: str, days: float = 1.0) -> IntakeOutcome:
    case = None if kind == "ignored" else 1000 + number
    at = NOW - timedelta(days=days)
    return IntakeOutcome(key=f"x/{number}", outcome=kind, case=case, why=why, at=at, body=None)


async def test_posts_are_counted_by_rule_and_ignored_ones_by_reason(store: Store) -> None:
    posts = [
        *(outcome(n, "opened", "bill") for n in range(3)),
        outcome(3, "opened", "outage"),
        outcome(4, "opened", "bill", days=20),
        outcome(5, "ignored", "advertising"),
        outcome(6, "joined", "continues the case"),
    ]
    await store.transact(lambda tx: tx.record(posts))
    since = NOW - timedelta(days=14)
    found = await store.transact(lambda tx: tx.matches_since(since, 100))
    assert (dict(found.opened), dict(found.ignored)) == ({"bill": 3, "outage": 1}, {"advertising": 1})
    assert found.whole
    few = await store.transact(lambda tx: tx.matches_since(since, 2))
    assert sum(few.opened.values()) == 2
    assert not few.whole
