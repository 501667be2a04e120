"""The Slack half of the page's API: reads what a person sees and does what a person does."""

from collections.abc import Awaitable, Callable, Iterator

from aiohttp import web

from sandbox.slack import conversation
from sandbox.slack.emoji import with_emoji
from sandbox.slack.errors import SlackError, refused_schema
from sandbox.slack.gestures import Gestures
from sandbox.slack.records import Channel, Json, Message, User
from sandbox.slack.typed import as_sent
from sandbox.slack.workspace import MessagesTab

Act = Callable[[Json], Awaitable[Json]]


class PageApi:
    """The routes /page/*, except the town square."""

    def __init__(self, gestures: Gestures) -> None:
        self.gestures = gestures
        self.workspace = gestures.workspace
        self.views = gestures.views

    def add_routes(self, app: web.Application) -> None:
        """Register the reads and the actions under /page/."""
        router = app.router
        router.add_get("/page/workspace", self._show_workspace)
        router.add_get("/page/channels/{id}/messages", self._show_messages)
        router.add_get("/page/channels/{id}/threads/{ts}", self._show_thread)
        router.add_get("/page/home", self._show_home)
        router.add_get("/page/modals", self._show_modals)
        for name, act in self._acts().items():
            router.add_post(f"/page/{name}", _answering(act))

    def _acts(self) -> dict[str, Act]:
        return {
            "say": self._say,
            "edit": self._edit,
            "delete": self._delete,
            "command": self._command,
            "action": self._action,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "open_home": self._open_home,
            "open_messages": self._open_messages,
        }

    async def _show_workspace(self, request: web.Request) -> web.Response:
        workspace = self.workspace
        me = workspace.users.get(request.query.get("user", "")) or next(iter(workspace.users.values()))
        if workspace.messages_tab is not MessagesTab.OFF and not me.is_bot:
            workspace.direct_message(me.id)
        shown = {
            "me": me.id,
            "writes_to_app": workspace.messages_tab is MessagesTab.OPEN,
            "users": [_user_line(user) for user in workspace.users.values()],
            "usergroups": [group.as_json(include_users=True) for group in workspace.groups.values()],
            "channels": [
                _channel_line(channel, me.id)
                for channel in workspace.channels.values()
                if workspace.sees(me.id, channel)
            ],
            "commands": workspace.commands,
            "shortcuts": workspace.shortcuts,
        }
        return web.json_response(shown)

    async def _show_messages(self, request: web.Request) -> web.Response:
        channel = self._channel_of(request)
        found = [message for message in channel.messages.values() if message.at_top_level]
        found += [whisper for whisper in _whispers(channel, request) if whisper.thread_ts is None]
        limit = request.query.get("limit", "")
        return web.json_response(_shown(channel, found, int(limit) if limit.isdigit() else None))

    async def _show_thread(self, request: web.Request) -> web.Response:
        channel, ts = self._channel_of(request), request.match_info["ts"]
        if ts not in channel.messages:
            return web.json_response({"error": "thread_not_found"}, status=404)
        found = [channel.messages[ts], *channel.replies(ts)]
        found += [whisper for whisper in _whispers(channel, request) if whisper.thread_ts == ts]
        return web.json_response(_shown(channel, found))

    async def _show_home(self, request: web.Request) -> web.Response:
        return web.json_response(self.views.homes.get(request.query.get("user", "")))

    async def _show_modals(self, request: web.Request) -> web.Response:
        return web.json_response(self.views.stacks.get(request.query.get("user", ""), []))

    def _channel_of(self, request: web.Request) -> Channel:
        try:
            return self.workspace.channel(request.match_info["id"])
        except SlackError as refusal:
            raise web.HTTPNotFound(text=refusal.code) from None

    async def _say(self, wish: Json) -> Json:
        channel = self.workspace.channel(wish["channel"])
        user, broadcast = self.workspace.user(wish["user"]).id, bool(wish.get("broadcast"))
        message = self.gestures.say(user, channel, wish["text"], wish.get("thread_ts"), broadcast=broadcast)
        return {"ts": message.ts}

    async def _edit(self, wish: Json) -> Json:
        channel, message = self._own(wish)
        changes = {"text": as_sent(self.workspace, wish["text"])}
        conversation.edit(self.workspace, channel, message, wish["user"], changes)
        return {"ts": message.ts}

    async def _delete(self, wish: Json) -> Json:
        channel, message = self._own(wish)
        conversation.delete(self.workspace, channel, message)
        return {"ts": message.ts}

    def _own(self, wish: Json) -> tuple[Channel, Message]:
        channel = self.workspace.channel(wish["channel"])
        message = channel.messages.get(wish["ts"])
        if message is None or message.user != wish["user"]:
            raise SlackError("message_not_found" if message is None else "cant_update_message")
        return channel, message

    async def _command(self, wish: Json) -> Json:
        return await self.gestures.command(
            wish["user"], self.workspace.channel(wish["channel"]), wish["text"]
        )

    async def _action(self, wish: Json) -> Json:
        if wish.get("view_id"):
            return await self.gestures.press_in_view(wish["user"], wish["view_id"], wish)
        place = wish["message"]
        channel = self.workspace.channel(place["channel"])
        return await self.gestures.press(wish["user"], channel, place["ts"], wish)

    async def _submit(self, wish: Json) -> Json:
        return await self.gestures.submit(wish["user"], wish["view_id"], wish.get("values") or {})

    async def _close(self, wish: Json) -> Json:
        return await self.gestures.close(wish["user"], wish["view_id"])

    async def _shortcut(self, wish: Json) -> Json:
        if not wish.get("ts"):
            return await self.gestures.global_shortcut(wish["user"], wish["callback_id"])
        channel = self.workspace.channel(wish["channel"])
        return await self.gestures.message_shortcut(wish["user"], wish["callback_id"], channel, wish["ts"])

    async def _open_home(self, wish: Json) -> Json:
        return self.gestures.open_home(self.workspace.user(wish["user"]).id)

    async def _open_messages(self, wish: Json) -> Json:
        return self.gestures.open_messages(self.workspace.user(wish["user"]).id)


def _answering(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(await act(await request.json()))
        except KeyError as missing:
            refusal = refused_schema("invalid_arguments", [f"missing {missing}"])
        except SlackError as refused:
            refusal = refused
        return web.json_response(refusal.as_json(), status=400)

    return handle


def _user_line(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "is_bot": user.is_bot,
    }


def _channel_line(channel: Channel, reader: str) -> Json:
    names = ("id", "name", "is_private", "is_im", "is_archived", "is_member")
    about = channel.as_json(reader) | {"is_private": channel.is_private}
    return {name: about[name] for name in names}


def _whispers(channel: Channel, request: web.Request) -> Iterator[Message]:
    reader = request.query.get("user")
    return (message for message in channel.whispers if message.only_for == reader)


def _shown(channel: Channel, found: list[Message], newest: int | None = None) -> list[Json]:
    in_order = sorted(found, key=_moment)
    kept = in_order if newest is None else in_order[max(0, len(in_order) - newest) :]
    return [_message_line(channel, message) for message in kept]


def _moment(message: Message) -> tuple[int, int]:
    seconds, _, micros = message.ts.partition(".")
    return int(seconds), int(micros)


def _message_line(channel: Channel, message: Message) -> Json:
    about = channel.message_json(message) | {"deleted": message.subtype == "tombstone"}
    about |= {} if message.bot_id else {"text": with_emoji(message.text)}
    return about | ({"ephemeral": True} if message.only_for else {})
