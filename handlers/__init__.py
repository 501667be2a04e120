"""The intentions, in the order of a case's life: this list is the list of features."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.middleware.async_middleware import AsyncMiddleware

from bot.case import Refused
from bot.roles import Level
from bot.slack import Message
from bot.slack.views.markup import as_typed
from bot.suggest import nearest
from handlers import (
    bulk,
    channels,
    claim,
    clocks,
    correct,
    correct_sentiment,
    delivery,
    edit_rules,
    escalate,
    guidance,
    hand_over,
    help,
    lend,
    make_case,
    more,
    note,
    pending,
    preferences,
    queue,
    reply,
    resolve,
    same_person,
    search,
    send_back,
    shift,
    snooze,
    take_private,
    try_again,
    unfurl,
    why,
)
from handlers.answers import answer_command, answer_privately, answer_trouble, answer_view, shown
from handlers.deduplication import Deduplication, StillAtWork
from handlers.payloads import (
    installed_as,
    pressed,
    request_of_action,
    request_of_command,
    request_of_event,
    request_of_shortcut,
    request_of_view,
)
from handlers.request import Answer, Handler, Notice, Request, case_under, first_word
from handlers.services import HandlerServices
from handlers.typed_commands import TypedCommand, command_in, direct_command, unknown_command

INTENTIONS = (
    escalate.ROUTES,
    escalate.ON_CARDS,
    unfurl.ROUTES,
    make_case.ROUTES,
    claim.ROUTES,
    note.ROUTES,
    reply.ROUTES,
    delivery.ROUTES,
    correct.ROUTES,
    take_private.ROUTES,
    same_person.ROUTES,
    correct_sentiment.ROUTES,
    hand_over.ROUTES,
    send_back.ROUTES,
    guidance.ROUTES,
    snooze.ROUTES,
    pending.ROUTES,
    resolve.ROUTES,
    clocks.ROUTES,
    more.ROUTES,
    more.SAVED,
    queue.ROUTES,
    queue.LISTED,
    search.ROUTES,
    bulk.ROUTES,
    shift.ROUTES,
    lend.ROUTES,
    preferences.ROUTES,
    try_again.ROUTES,
    channels.ROUTES,
    why.ROUTES,
    edit_rules.ROUTES,
    help.ROUTES,
)
Body = Mapping[str, Any]
Action = tuple[Handler, Level]


def register(app: AsyncApp, services: HandlerServices) -> None:
    """Route everything that Slack sends through one middleware.

    The work is committed before Slack gets its answer. A request that fails is answered 500, and Slack sends it
    again.
    """
    app.use(Reception(services))
    app.error(answer_trouble)


class Reception(AsyncMiddleware):
    """A Bolt middleware that takes each request to the handler of its word.

    It runs before Bolt's listeners and leaves them nothing: trying them in turn costs more than all the rest.
    """

    def __init__(self, services: HandlerServices) -> None:
        self.services = services
        self.deduplication = Deduplication()
        self._kinds: dict[str, Callable[[AsyncAck, AsyncBoltRequest], Awaitable[None]]] = {
            "command": self.command,
            "block_actions": self.action,
            "view_submission": self.view,
            "message_action": self.shortcut,
            "shortcut": self.shortcut,
            "event_callback": self.event,
        }

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        """Handle a request of a known kind.

        Bolt answers others with an error, which `answer_trouble` turns into a 200.
        """
        take = self._kinds.get("command" if "command" in req.body else str(req.body.get("type")))
        if take is None:
            return await next()
        try:
            await take(req.context.ack, req)
        except StillAtWork:
            return BoltResponse(status=503)
        return req.context.ack.response

    async def command(self, ack: AsyncAck, req: AsyncBoltRequest) -> None:
        body = req.body
        request = request_of_command(self.services, body)
        word = body["command"].removeprefix("/")
        if word == "baton":
            word, text = first_word(request.text)
            request = request.with_text(text)
        await answer_command(ack, request, await self._commanded(word.lower() or "help", request))

    async def _commanded(self, word: str, request: Request) -> Answer:
        return await _run(WORDS.get(word) or (partial(_explain_mistyped_command, word), Level.LOOK), request)

    async def action(self, ack: AsyncAck, req: AsyncBoltRequest) -> None:
        body = req.body
        action = body["actions"][0]
        if found := BUTTONS.get(pressed(action)[0]):
            request = request_of_action(self.services, body, action)
            await answer_privately(request, await _run(found, request))
            if request.view.get("type") == "home":
                await shown(request, _run(EVENTS["app_home_opened"], request))
        await ack()

    async def view(self, ack: AsyncAck, req: AsyncBoltRequest) -> None:
        body = req.body
        request = request_of_view(self.services, body)
        action = VIEWS.get(body["view"]["callback_id"])
        await answer_view(ack, request, await _run(action, request) if action else None)

    async def shortcut(self, ack: AsyncAck, req: AsyncBoltRequest) -> None:
        body = req.body
        if action := SHORTCUTS.get(body["callback_id"]):
            request = request_of_shortcut(self.services, body)
            await answer_privately(request, await _run(action, request))
        await ack()

    async def event(self, ack: AsyncAck, req: AsyncBoltRequest) -> None:
        """Handle an event once.

        A message to Baton comes twice, as `message` and as `app_mention`, with one request key.
        """
        event = req.body["event"]
        if event["type"] in (*EVENTS, "app_mention"):
            await self._handle_event(event, req.context.bot_user_id or installed_as(req.body))
        await ack()

    async def _handle_event(self, event: Body, bot: str) -> None:
        request = request_of_event(self.services, event, bot)

        async def handle() -> None:
            action, meant = _handler_of(request, event)
            if action:
                await answer_privately(meant, await _run(action, meant))

        await self.deduplication.once(request.key, handle)


def _handler_of(request: Request, event: Body) -> tuple[Action | None, Request]:
    """Return the handler an event asks for: that of a typed command, else that of the event's kind."""
    kind = "message" if event["type"] == "app_mention" else event["type"]
    if kind == "message" and event.get("channel_type") == "im":
        return _handler_of_direct(request, event)
    if kind == "app_home_opened" and event.get("tab") == "messages":
        return None, request
    if (
        kind == "message"
        and event.get("subtype") in note.NOTE_SUBTYPES
        and not event.get("bot_id")
        and request.user != request.bot
    ):
        said = command_in(request.text, request.bot)
        if said and (action := WORDS.get(said.word)):
            return action, request.with_text(as_typed(said.rest))
        if said:
            return (partial(_explain_mistyped_note, said), Level.NOTHING), request
    return EVENTS.get(kind), request


def _handler_of_direct(request: Request, event: Body) -> tuple[Action | None, Request]:
    """Return the handler of what a person writes in Baton's Messages tab.

    There is no case in a direct message, so the words name it, also in a thread. Edits and deletions do nothing.
    """
    is_new = event.get("subtype") in note.NOTE_SUBTYPES and not event.get("bot_id")
    if not is_new or request.user == request.bot:
        return None, request
    said = direct_command(request.text, request.bot)
    meant = replace(request.with_text(as_typed(said.rest)), thread="")
    return WORDS.get(said.word) or (partial(_explain_mistyped_direct, said.word), Level.LOOK), meant


async def _explain_mistyped_direct(word: str, request: Request) -> Answer:
    return Message(unknown_command(word, WORDS, ""))


async def _explain_mistyped_note(said: TypedCommand, request: Request) -> Answer:
    """Keep a mistyped command as a note, and explain it to its writer where they may have meant a command."""
    await note.handle_message(request)
    in_case = bool(request.thread) and await case_under(request, request.channel, request.thread) is not None
    meant = said.is_alone or nearest(said.word, WORDS)
    if not said.to_baton and not (in_case and meant):
        return None
    prefix = "@Baton " if said.to_baton else "!"
    return Message(unknown_command(said.word, WORDS, prefix, noted=in_case))


async def _explain_mistyped_command(word: str, request: Request) -> Answer:
    return Message(unknown_command(word, WORDS, "/baton "))


async def _run(action: Action, request: Request) -> Answer:
    """Run a handler if this person may use it, with the cases they can see.

    A refusal is an answer to them alone.
    """
    handler, needed = action
    try:
        if needed is Level.NOTHING:
            return await handler(request)
        access = request.services.access
        standing = await access.rights(request.asker)
        if standing.level < needed:
            return Notice(standing.refusal)
        return await handler(replace(request, sight=await access.visibility(request.asker, standing.role)))
    except Refused as refusal:
        await _keep_refusal(request, refusal)
        return Notice(refusal.why)


async def _keep_refusal(request: Request, refusal: Refused) -> None:
    """Store a refusal, so that a later delivery of the request does not act.

    Windows are exempt: a person may correct a field and submit the same words again.
    """
    # Stored before Slack gets its answer: a redelivery after a crash must be refused too, even if rights changed since.
    if not request.key.startswith("view/"):
        await request.book.keep_refusal(request.ask(), refusal.why)


def _table(kind: str) -> dict[str, Action]:
    return {
        word: (handler, routes.level)
        for routes in INTENTIONS
        for word, handler in getattr(routes, kind).items()
    }


WORDS = _table("words")
BUTTONS = _table("buttons")
VIEWS = _table("views")
SHORTCUTS = _table("shortcuts")
EVENTS = _table("events")
