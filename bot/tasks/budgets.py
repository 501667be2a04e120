"""Monthly budgets: one warning near the limit, one at it, and no more paid polling after that."""

from datetime import datetime

from bot.budget import WARN_AT, Spending, money, month_after, month_of
from bot.networks import SocialNetwork
from bot.tasks.context import TaskContext


async def reads_stopped_until(context: TaskContext, network: SocialNetwork) -> datetime | None:
    """Return when posts of this network may be read again; None while the month's budget allows it.

    The alert channel is notified once near the limit and once at it, each month.
    """
    budget = context.budgets.get(network.name)
    if budget is None:
        return None
    now = context.now()
    spent = await context.book.spent(network.name, now)
    stopped = spent.share(budget) >= 1 and network.limits.read_price > 0
    if spent.share(budget) >= WARN_AT:
        await _warn(context, network, spent, budget, stopped)
    return month_after(now) if stopped else None


async def _warn(
    context: TaskContext, network: SocialNetwork, spent: Spending, budget: float, stopped: bool
) -> None:
    now, share = context.now(), spent.share(budget)
    # A raised budget gets warnings of its own.
    notice = f"budget/{network.name}/{budget:g}/{'used' if share >= 1 else 'near'}/{month_of(now)}"
    said = f"{network.title} has cost {money(spent.dollars)} of this month's budget of {money(budget)}"
    then = _what_follows(network, stopped, f"{month_after(now):%d %B %Y}, 00:00 UTC")
    await context.alert_once(notice, f"{said} ({share:.0%}). {then}", daily=False)


def _what_follows(network: SocialNetwork, stopped: bool, ends: str) -> str:
    if stopped:
        return (
            f"Polling {network.title} is paused until {ends}. Replies are still sent and billed. "
            "To resume polling, raise MONTHLY_BUDGETS and restart."
        )
    if network.limits.read_price:
        return f"At 100% polling pauses until {ends}. Replies are still sent and billed."
    return "Polling is free and continues. Replies are still sent and billed."
