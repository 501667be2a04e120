"""Findings of the doctor: one line per check, and the checks of polling and of API costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.budget import Spending, money
from bot.lag import Source, lags
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: fine, or (`trouble`) what is wrong and what to do."""

    about: str
    says: str
    trouble: bool = False

    def __str__(self) -> str:
        return f"{'✗' if self.trouble else '✓'} {self.about}: {self.says}"


def last_read(settings: Settings, read_at: Mapping[str, datetime], now: datetime) -> Iterator[Finding]:
    """Yield for each source of the configured networks when it was last read."""
    for place in sorted(read_at):
        name = place.partition("/")[0]
        poll = getattr(getattr(settings, name, None), "poll_seconds", None)
        if poll and not place.endswith("/review"):
            (lag,) = lags([Source(name, place, poll)], read_at, now)
            remedy = ". Check that a worker is running and that nothing is on hold" if lag.is_late else ""
            when = f"{read_at[place]:%Y-%m-%d %H:%M} UTC, {lag.seconds} s ago"
            yield Finding(f"last read: {place}", when + remedy, trouble=lag.is_late)


def costs(spending: Mapping[str, Spending], budgets: Mapping[str, float]) -> list[Finding]:
    """Return what each network cost this month, and whether its budget is used up."""
    return [
        _cost(name, spending.get(name, Spending()), budgets.get(name))
        for name in sorted({*spending, *budgets})
    ]


def _cost(name: str, spent: Spending, budget: float | None) -> Finding:
    used_up = budget is not None and spent.share(budget) >= 1
    of_budget = f" of {money(budget)}" if budget is not None else ", no budget set"
    said = f"{money(spent.dollars)}{of_budget}; {spent.reads} posts read, {spent.replies} replies sent"
    remedy = ". The budget is used up, so Baton reads no more billed posts; raise MONTHLY_BUDGETS to continue"
    return Finding(f"costs of {name} this month", said + (remedy if used_up else ""), trouble=used_up)
