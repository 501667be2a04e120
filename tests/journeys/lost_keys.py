"""What happens everywhere when a network takes our keys away: people are told, once, and the others go on."""

from bot.app import Baton
from tests.journeys.stage import Json, Stage, look_now

LOST = "rejected our credentials"


async def keys_are_missed(stage: Stage, baton: Baton, network: str, card: Json) -> None:
    """The alert channel hears of it once, however often Baton looks; who answers on `card` is told why that fails."""
    aino = stage.agent("U0AINO")
    assert LOST in await stage.alerted(f"cannot read {network}/")
    for source in 2 * baton.networks[network].sources:
        await look_now(baton, network, source)
    assert len([alert for alert in await stage.alerts() if network in alert]) == 1
    await aino.answer(card, "It is on its way.")
    assert LOST in (await stage.said(card, "Not sent"))["text"]
