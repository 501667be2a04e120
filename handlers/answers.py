"""How a handler's answer reaches the one person who asked, by the door they came through."""

from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from bot.desk import Message
from bot.desk.modals import notice_modal
from handlers.doors import Answer, Door, Faults, Modal

log = structlog.get_logger(__name__)


async def answer_command(ack: AsyncAck, door: Door, answer: Answer) -> None:
    """In the answer to the request itself: only the asker sees it, and no further call is needed."""
    if isinstance(answer, Modal):
        await _open(door, answer)
        await ack()
    elif isinstance(answer, Message):
        await ack(text=answer.text, blocks=list(answer.blocks) or None)
    else:
        await ack()


async def answer_view(ack: AsyncAck, answer: Answer) -> None:
    """A submitted window: faults under their inputs, the next window on top, a last word, or all closed."""
    match answer:
        case Faults(errors):
            await ack(response_action="errors", errors=errors)
        case Modal(view):
            await ack(response_action="push", view=view)
        case Message():
            await ack(response_action="update", view=notice_modal(answer))
        case None:
            await ack(response_action="clear")


async def tell_kindly(door: Door, answer: Answer) -> None:
    """After a button, a shortcut or a word in a thread: a window, or words only the asker sees.

    What was done is done, whether or not Slack shows its answer.
    """
    try:
        if isinstance(answer, Modal):
            await _open(door, answer)
        elif isinstance(answer, Message):
            await _tell(door, answer)
    except SlackApiError as refusal:
        log.warning("answer_not_shown", request=door.request, error=refusal.response.get("error"))


async def _open(door: Door, modal: Modal) -> None:
    client = door.office.client
    if modal.change:
        await client.views_update(view_id=door.view["id"], hash=door.view["hash"], view=modal.view)
    elif door.view.get("type") == "modal":
        await client.views_push(trigger_id=door.trigger, view=modal.view)
    else:
        await client.views_open(trigger_id=door.trigger, view=modal.view)


async def _tell(door: Door, message: Message) -> None:
    if not door.channel:
        await _open(door, Modal(notice_modal(message)))
        return
    where: dict[str, Any] = {"thread_ts": door.thread} if door.thread else {}
    await door.office.client.chat_postEphemeral(
        channel=door.channel, user=door.user, text=message.text, blocks=list(message.blocks) or None, **where
    )
