"""How staff lead a case out of the public eye, and end it where it began."""

from tests.journeys.stage import Agent, Json
from tests.journeys.windows import begun, shown


async def invite(aino: Agent, card: Json) -> str:
    """*Move to private*: the customer is told in public where to go on; what they were told."""
    await aino.press("take_private", card)
    await aino.submit(await aino.modal("take_private"))
    reply = await aino.modal("reply")
    await aino.submit(reply, text=begun(reply))
    await aino.submit(await aino.modal("confirm_reply"))
    await aino.stage.said(card, "Sent on X")
    return begun(reply)


async def close_in_public(aino: Agent, card: Json, *, asked: bool = False) -> str:
    """Resolve the case and send the closing line that is offered then; what its windows showed.

    When the customer `asked` something since, *Resolve* opens a window; else it resolves at once.
    """
    await aino.press("resolve", card)
    if asked:
        await aino.submit(await aino.modal("resolve"), resolution="answered")
        await aino.press_in_window("closing_line")
    else:
        told = await aino.told("It began in public", card)
        await aino.press("closing_line", {**told, "channel": card["channel"]})
    reply = await aino.modal("reply")
    await aino.submit(reply, text=begun(reply))
    confirm = await aino.modal("confirm_reply")
    assert confirm["submit"]["text"] == "Post to X"
    await aino.submit(confirm)
    return shown(reply) + shown(confirm)
