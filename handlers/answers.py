"""How a handler's answer reaches the one person who asked, by the door they came through."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError

from bot.delivery import NotSent
from bot.services.casebook import STORE_TROUBLE
from bot.slack import Message
from bot.slack.views.markup import readable
from bot.slack.views.modals import notice_modal
from bot.slack.views.people import privately
from handlers.request import Answer, FieldErrors, Modal, Notice, Request, labelled_words

log = structlog.get_logger(__name__)
NOT_OPENED = "Slack did not open the window in time. Nothing is lost: say it once more."
Way = Callable[[], Awaitable[object]]
MALFORMED = (AttributeError, LookupError, TypeError, ValueError)


async def answer_command(ack: AsyncAck, door: Request, answer: Answer) -> None:
    """In the answer to the request itself: only the asker sees it, and no further call is needed."""
    if isinstance(answer, Modal):
        opened = await shown(door, _open(door, answer))
        await ack(text="" if opened else NOT_OPENED)
    elif isinstance(answer, Message):
        await ack(text=answer.text, blocks=privately(answer.blocks) or None)
    else:
        await ack()


async def answer_view(ack: AsyncAck, door: Request, answer: Answer) -> None:
    """A submitted window: faults under their inputs, the next window on top, a last word, or all closed.

    Slack shows a fault as plain text, so people are named in it.
    """
    match answer:
        case FieldErrors(errors):
            said = {block: readable(await labelled_words(door, why)) for block, why in errors.items()}
            await ack(response_action="errors", errors=said)
        case Modal(view):
            await ack(response_action="push", view=privately(view))
        case Message():
            await ack(response_action="update", view=privately(notice_modal(answer)))
        case None:
            await ack(response_action="clear")


async def tell_kindly(door: Request, answer: Answer) -> None:
    """After a button, a shortcut or a word in a thread: a window, or words only the asker sees.

    What was done is done, whether or not Slack shows its answer.
    """
    if isinstance(answer, Modal):
        if not await shown(door, _open(door, answer)) and not answer.change:
            await _first_shown(door, _ways(door, Message(NOT_OPENED)))
    elif isinstance(answer, Message):
        await _first_shown(door, [*_ways_to_stand_out(door, answer), *_ways(door, answer)])


async def shown(door: Request, showing: Awaitable[object]) -> bool:
    """Whether Slack showed it. A failure there is no failure of what was asked."""
    try:
        await showing
    except (SlackApiError, ClientError, TimeoutError, NotSent) as trouble:
        log.warning("answer_not_shown", request=door.request, error=str(trouble))
        return False
    return True


async def answer_trouble(error: Exception, body: Mapping[str, Any]) -> BoltResponse:
    """A request of a kind Baton does not know is taken, and that is all; one that failed Slack may send again."""
    if isinstance(error, BoltUnhandledRequestError):
        log.warning("request_unknown", kind=str(body.get("type")))
        return BoltResponse(status=200)
    if isinstance(error, STORE_TROUBLE):
        log.warning("request_not_taken", kind=str(body.get("type")), why=str(error))
        return BoltResponse(status=503)
    log.error("request_failed", kind=str(body.get("type")), exc_info=error)
    return BoltResponse(status=400 if isinstance(error, MALFORMED) else 500)


async def _open(door: Request, modal: Modal) -> None:
    client, view = door.office.client, privately(modal.view)
    if modal.change:
        await door.office.redraw(door.view, view)
    elif door.view.get("type") == "modal":
        await client.views_push(trigger_id=door.trigger, view=view)
    else:
        await client.views_open(trigger_id=door.trigger, view=view)


def _ways_to_stand_out(door: Request, message: Message) -> Iterator[Way]:
    """In place of the question that was pressed; in a window what must not be missed, or what has no channel."""
    if door.whispered and door.response_url:
        yield partial(door.office.respond, door.response_url, message, replace=True)
    in_window = isinstance(message, Notice) and not door.active_thread
    if door.trigger and (in_window or not door.channel):
        yield partial(_open, door, Modal(notice_modal(message)))


def _ways(door: Request, message: Message) -> Iterator[Way]:
    """To the asker alone: in the thread they are in, else in its channel, where they see it under a fresh card too."""
    if door.active_thread:
        yield partial(_whisper, door, message, thread=door.active_thread)
    if door.response_url:
        yield partial(door.office.respond, door.response_url, message)
    if door.channel:
        yield partial(_whisper, door, message)


async def _first_shown(door: Request, ways: Iterable[Way]) -> None:
    for way in ways:
        if await shown(door, way()):
            return


async def _whisper(door: Request, message: Message, thread: str | None = None) -> None:
    await door.office.client.chat_postEphemeral(
        channel=door.channel,
        user=door.user,
        text=message.text,
        blocks=privately(message.blocks) or None,
        thread_ts=thread,
    )
