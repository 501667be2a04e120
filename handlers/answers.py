"""Delivery of a handler's answer to the one person who asked, by the way their request came."""

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
from bot.slack.views.inputs import View
from bot.slack.views.markup import readable
from bot.slack.views.modals import notice_modal
from bot.slack.views.people import privately
from handlers.request import Answer, FieldErrors, Modal, Notice, Request, labelled_words

log = structlog.get_logger(__name__)
NOT_OPENED = "Slack did not open the window in time. Nothing is lost. Try again."
Way = Callable[[], Awaitable[object]]
MALFORMED = (AttributeError, LookupError, TypeError, ValueError)


async def answer_command(ack: AsyncAck, request: Request, answer: Answer) -> None:
    """Answer in the response to the slash command. Only the person sees it, and it needs no further call."""
    if isinstance(answer, Modal):
        opened = await shown(request, _open(request, answer))
        await ack(text="" if opened else NOT_OPENED)
    elif isinstance(answer, Message):
        await ack(text=answer.text, blocks=privately(answer.blocks) or None)
    else:
        await ack()


async def answer_view(ack: AsyncAck, request: Request, answer: Answer) -> None:
    """Answer a submitted window: errors under its fields, the next window, a last message, or all windows closed.

    Slack shows an error as plain text, so people are named in it.
    """
    match answer:
        case FieldErrors(errors):
            said = {block: readable(await labelled_words(request, why)) for block, why in errors.items()}
            await ack(response_action="errors", errors=said)
        case Modal(view, change):
            await ack(response_action="update" if change else "push", view=privately(view))
        case Message():
            await ack(response_action="update", view=privately(_in_window(answer)))
        case None:
            await ack(response_action="clear")


async def answer_privately(request: Request, answer: Answer) -> None:
    """Answer a button, a shortcut or a typed command by a window or a message that only the person sees.

    The work is committed already, even if Slack does not show the answer.
    """
    if isinstance(answer, Modal):
        if not await shown(request, _open(request, answer)) and not answer.change:
            await _first_shown(request, _private_ways(request, Message(NOT_OPENED)))
    elif isinstance(answer, Message):
        await _first_shown(request, [*_prominent_ways(request, answer), *_private_ways(request, answer)])


async def shown(request: Request, showing: Awaitable[object]) -> bool:
    """Return whether Slack showed an answer. A failure here does not fail the request."""
    try:
        await showing
    except (SlackApiError, ClientError, TimeoutError, NotSent) as trouble:
        log.warning("answer_not_shown", request=request.key, error=str(trouble))
        return False
    return True


async def answer_trouble(error: Exception, body: Mapping[str, Any]) -> BoltResponse:
    """Return the HTTP answer for a request that raised:

    200 for an unknown kind, 503 or 500 so that Slack retries.
    """
    if isinstance(error, BoltUnhandledRequestError):
        log.warning("request_unknown", kind=str(body.get("type")))
        return BoltResponse(status=200)
    if isinstance(error, STORE_TROUBLE):
        log.warning("request_not_taken", kind=str(body.get("type")), why=str(error))
        return BoltResponse(status=503)
    log.error("request_failed", kind=str(body.get("type")), exc_info=error)
    return BoltResponse(status=400 if isinstance(error, MALFORMED) else 500)


async def _open(request: Request, modal: Modal) -> None:
    client, view = request.services.client, privately(modal.view)
    if modal.change:
        return await request.services.redraw(request.view, view)
    is_above = request.view.get("type") == "modal"
    opening = client.views_push if is_above else client.views_open
    try:
        await opening(trigger_id=request.trigger, view=view)
    except SlackApiError as refusal:
        if refusal.response.get("error") != "duplicate_external_id":
            raise
        # A double press: the first one opened this very window.
        await client.views_update(external_id=str(view["external_id"]), view=view)


def _prominent_ways(request: Request, message: Message) -> Iterator[Way]:
    """Yield ways that replace the message that was pressed, or open a window for a notice."""
    if request.ephemeral and request.response_url:
        yield partial(request.services.respond, request.response_url, message, replace=True)
    in_window = isinstance(message, Notice) and not request.active_thread
    if request.trigger and (in_window or not request.channel):
        yield partial(_open, request, Modal(_in_window(message)))


def _in_window(message: Message) -> View:
    """Return an answer as a window that says whether the request was carried out."""
    return notice_modal(message, "Not done" if isinstance(message, Notice) else "Done")


def _private_ways(request: Request, message: Message) -> Iterator[Way]:
    """Yield ways to show a message to one person: in their thread, by the response URL, or in the channel."""
    if request.active_thread:
        yield partial(_post_ephemeral, request, message, thread=request.active_thread)
    if request.response_url:
        yield partial(request.services.respond, request.response_url, message)
    if request.channel:
        yield partial(_post_ephemeral, request, message)


async def _first_shown(request: Request, ways: Iterable[Way]) -> None:
    for way in ways:
        if await shown(request, way()):
            return


async def _post_ephemeral(request: Request, message: Message, thread: str | None = None) -> None:
    await request.services.client.chat_postEphemeral(
        channel=request.channel,
        user=request.user,
        text=message.text,
        blocks=privately(message.blocks) or None,
        thread_ts=thread,
    )
