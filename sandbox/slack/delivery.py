"""Delivery of events, commands and interactions to the app: signed HTTP or Socket Mode, with Slack's retries.

Source: https://docs.slack.dev/apis/events-api (3 seconds to answer; retries at once, after 1 and after 5 minutes).
"""

import asyncio
import json
import random
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from sandbox.faults import Faults
from sandbox.slack.records import Json
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.wire import EVENT, Answer, Request, signed_headers
from sandbox.slack.workspace import Workspace

RETRY_AFTER = (0.0, 60.0, 300.0)
DEFAULT_PATH = "/slack/events"
SHUFFLE_SECONDS = 0.1
AT_ONCE = 50
SUBSCRIPTIONS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to deliver an event to the app."""

    event_id: str
    retry: int
    status: int
    failure: str | None


class Delivery:
    """The connection to the app. ``bot_url`` may be set late; without it, and without a socket, events are dropped."""

    def __init__(
        self,
        workspace: Workspace,
        faults: Faults,
        sockets: SocketMode,
        *,
        signing_secret: str,
        bot_url: str | None,
        socket_mode: bool,
        speed: float,
    ) -> None:
        self.workspace = workspace
        self.faults = faults
        self.sockets = sockets
        self.bot_url = bot_url
        self.attempts: list[Attempt] = []
        self._socket_only = socket_mode
        self._secret = signing_secret
        self._speed = speed
        self._queue: asyncio.Queue[Json] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._dice = random.Random(1)  # shuffles the same way in every run
        self._pump_task: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None
        workspace.emit = self.emit

    async def start(self) -> None:
        """Start delivering."""
        patience = aiohttp.ClientTimeout(total=self.workspace.pace.patience)
        self._session = aiohttp.ClientSession(timeout=patience)
        self._pump_task = asyncio.create_task(self._pump())

    async def stop(self) -> None:
        """Give up on undelivered events."""
        running = [*self._tasks, *([self._pump_task] if self._pump_task else [])]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def emit(self, event: Json) -> None:
        """Send an event in the background, if the app subscribed to it and can be reached."""
        if self._reachable and self._subscribed(event):
            self._queue.put_nowait(self._envelope(event))

    async def ask(self, kind: str, payload: Json) -> Answer:
        """Send a command or interaction and wait for its answer; there is no retry."""
        if not self._reachable:
            return Answer(0, failure="connection_failed")
        return await self._send(Request(kind, payload))

    async def idle(self) -> None:
        """Wait until every event so far, and all that follow from them, were delivered or failed for good."""
        while self._tasks or not self._queue.empty():
            await self._queue.join()
            if self._tasks:
                await asyncio.wait(self._tasks)

    @property
    def _reachable(self) -> bool:
        return self._socket_only or bool(self.sockets.connections) or self.bot_url is not None

    def _subscribed(self, event: Json) -> bool:
        wanted = self.workspace.subscriptions
        name = SUBSCRIPTIONS[event["channel_type"]] if event["type"] == "message" else event["type"]
        return wanted is None or name in wanted

    def _envelope(self, event: Json) -> Json:
        workspace = self.workspace
        team, event_id = workspace.team["id"], workspace.new_id("Ev")
        org = workspace.enterprise_id or None
        app = {"team_id": team, "enterprise_id": org, "user_id": workspace.bot_user, "is_bot": True}
        about: Json = {
            "token": "legacy",
            # Of a message in a shared channel it is its author's workspace; ours is in `authorizations`.
            "team_id": event.get("team", team) if event["type"] == "message" else team,
            "context_team_id": team,
            "api_app_id": workspace.app_id,
            "type": "event_callback",
        }
        about |= {"event": event, "event_id": event_id, "event_time": int(workspace.clock().timestamp())}
        authorization = app | {"is_enterprise_install": False}
        shared = self._is_shared(event.get("channel"))
        return about | {"authorizations": [authorization], "is_ext_shared_channel": shared}

    def _is_shared(self, channel: object) -> bool:
        """Return whether other workspaces share the event's channel; some events contain the channel's object."""
        found = self.workspace.channels.get(str(channel["id"] if isinstance(channel, dict) else channel))
        return found is not None and bool(found.connected)

    async def _pump(self) -> None:
        while True:
            batch = [await self._queue.get()]
            if self.faults.shuffle:
                await asyncio.sleep(SHUFFLE_SECONDS)
                batch += [self._queue.get_nowait() for _ in range(self._queue.qsize())]
            self._dispatch(batch)
            for _ in batch:
                self._queue.task_done()

    def _dispatch(self, batch: list[Json]) -> None:
        parcels = [(envelope, copy) for envelope in batch for copy in range(self.faults.copies)]
        if self.faults.shuffle:
            self._dice.shuffle(parcels)
        for envelope, copy in parcels:
            task = asyncio.create_task(self._deliver(envelope, copy))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, envelope: Json, copy: int) -> None:
        if copy:  # a duplicate looks like a retry after an answer that got lost
            await self._try(Request(EVENT, envelope, copy, "http_timeout"))
            return
        answer = await self._try(Request(EVENT, envelope))
        for retry, delay in enumerate(RETRY_AFTER, start=1):
            if answer.failure is None:
                self.workspace.links.acknowledge(envelope["event"])
            if answer.failure is None or answer.no_retry:
                return
            await asyncio.sleep(delay / self._speed)
            answer = await self._try(Request(EVENT, envelope, retry, answer.failure))

    async def _try(self, request: Request) -> Answer:
        async with self._turn:
            answer = await self._send(request)
        event_id = request.payload["event_id"]
        self.attempts.append(Attempt(event_id, request.retry, answer.status, answer.failure))
        return answer

    async def _send(self, request: Request) -> Answer:
        if self._socket_only or self.sockets.connections:
            return await self.sockets.send(request, self.workspace.pace.patience)
        return await self._post(request)

    async def _post(self, request: Request) -> Answer:
        if self._session is None or self.bot_url is None:
            return Answer(0, failure="connection_failed")
        content_type, body = request.body()
        headers = signed_headers(self._secret, request, content_type, body)
        try:
            async with self._session.post(
                _with_path(self.bot_url), data=body.encode(), headers=headers
            ) as response:
                return _answer(response, await response.text())
        except TimeoutError:
            return Answer(0, failure="http_timeout")
        except aiohttp.ClientError:
            return Answer(0, failure="connection_failed")


def _with_path(url: str) -> str:
    return url if urlsplit(url).path.strip("/") else url.rstrip("/") + DEFAULT_PATH


def _answer(response: aiohttp.ClientResponse, text: str) -> Answer:
    ok = 200 <= response.status < 300
    body = json.loads(text) if response.content_type == "application/json" and text else text
    no_retry = response.headers.get("x-slack-no-retry") == "1"
    return Answer(response.status, body or None, None if ok else "http_error", no_retry)
