"""Connecting networks at the start: a failure is announced, retried and blocks nothing else."""

import asyncio
from contextlib import suppress
from datetime import datetime

import structlog

from bot.delivery import CannotTell, Declined, NotSent
from bot.networks import SocialNetwork
from bot.store import Clash, Unreachable
from bot.tasks.context import TaskContext

log = structlog.get_logger(__name__)

# The longest wait, even if a network asks for more: a wrong date must not end the connection for good.
LONGEST_WAIT = 24 * 3600.0


async def connect(
    context: TaskContext, network: SocialNetwork, *, every: float, listen: bool = False
) -> None:
    """Start a network. On failure, alert people and retry after `every` seconds, or later if the network says so."""
    while True:
        wait = await _trouble(context, network, every, listen)
        if wait is None:
            return
        await asyncio.sleep(wait)


async def refresh_account(network: SocialNetwork, *, every: float, listen: bool = False) -> None:
    """Refresh our account on a started network every `every` seconds: a handle may change while Baton runs."""
    while True:
        await asyncio.sleep(every)
        before = network.account
        try:
            await network.start(listen=listen)
        except Exception as trouble:
            why = getattr(trouble, "why", type(trouble).__name__)
            log.warning("network_not_asked_again", network=network.name, why=why)
        if network.account != before:
            log.info("account_renamed", network=network.name, account=network.account)


async def _trouble(context: TaskContext, network: SocialNetwork, every: float, listen: bool) -> float | None:
    """Start a network; return the seconds to wait after a failure, None after a success."""
    wait = every
    try:
        await network.start(listen=listen)
    except (Declined, NotSent, CannotTell) as trouble:
        why = trouble.why
        wait = min(max(every, getattr(trouble, "retry_after", None) or 0.0), LONGEST_WAIT)
    except Exception as error:
        log.exception("network_start_failed", network=network.name)
        why = f"It sent an unexpected answer ({type(error).__name__})."
    else:
        log.info("network_started", network=network.name, account=network.account)
        return None
    log.warning("network_not_started", network=network.name, why=why, again_in=wait)
    when = f" Baton retries at {_clock(context.later(wait))}." if wait > every else ""
    with suppress(Clash, Unreachable):  # the next try announces it again
        await context.alert_once(f"start/{network.name}", f"{network.title} is not connected: {why}{when}")
    return wait


def _clock(at: datetime) -> str:
    return f"{at:%H:%M} UTC"
