"""A network's prices held against the month's budget: warned of once, then no more is read."""

from datetime import datetime

from bot.budget import WARN_AT, Spending, money, month_after, month_of
from bot.networks import SocialNetwork
from bot.tasks.context import TaskContext


async def reads_stopped_until(context: TaskContext, network: SocialNetwork) -> datetime | None:
    """When posts of this network may be read again; None while the month's budget allows it.

    The alert channel hears once a month that the budget is nearly gone, and once that it is.
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
    # A budget that was raised is worth a new warning.
    notice = f"budget/{network.name}/{budget:g}/{'used' if share >= 1 else 'near'}/{month_of(now)}"
    said = f"{network.title} has cost {money(spent.dollars)} of this month's budget of {money(budget)}"
    then = _what_follows(network, stopped, f"{month_after(now):%d %B %Y}, 00:00 UTC")
    await context.alert_once(notice, f"{said} ({share:.0%}). {then}", daily=False)


def _what_follows(network: SocialNetwork, stopped: bool, ends: str) -> str:
    if stopped:
        return (
            f"Baton reads no more posts of {network.title} until {ends}. Replies still go out, and cost on. "
            "To read on, raise MONTHLY_BUDGETS and restart."
        )
    if network.limits.read_price:
        return f"At 100% Baton reads no more posts of it until {ends}; replies still go out."
    return "Reading it costs nothing and goes on; replies still go out, and cost on."
