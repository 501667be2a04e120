"""Starting a network, as long as it takes; what keeps it is told, and keeps nothing else."""

from contextlib import suppress

import structlog
from tenacity import AsyncRetrying, retry_if_result, wait_fixed

from bot.errands.tools import Tools
from bot.job import CannotTell, Declined, NotSent
from bot.networks import SocialNetwork
from bot.store import Clash, Unreachable

log = structlog.get_logger(__name__)


async def connect(tools: Tools, network: SocialNetwork, *, every: float, listen: bool = False) -> None:
    """Start a network; one that does not start is told of, and started again after `every` seconds."""
    until_started = AsyncRetrying(retry=retry_if_result(lambda started: not started), wait=wait_fixed(every))
    await until_started(_started, tools, network, listen)


async def _started(tools: Tools, network: SocialNetwork, listen: bool) -> bool:
    try:
        await network.start(listen=listen)
    except (Declined, NotSent, CannotTell) as trouble:
        why = trouble.why
    except Exception as error:
        log.exception("network_start_failed", network=network.name)
        why = f"its answer made no sense ({type(error).__name__})."
    else:
        log.info("network_started", network=network.name, account=network.account)
        return True
    log.warning("network_not_started", network=network.name, why=why)
    with suppress(Clash, Unreachable):  # it is tried, and told, again
        await tools.alert_once(f"start/{network.name}", f"{network.title} is not connected: {why}")
    return False
