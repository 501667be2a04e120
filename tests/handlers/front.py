"""Signed requests, as Slack sends them, to a Baton that accepts them and does no other work."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.app import Baton, build
from bot.case import Ask, Case, Thread, record_shown
from bot.cli.demo import demo_settings
from bot.mention import Author, MayReply, Mention
from bot.process import running
from bot.slack.views.blocks import readable
from sandbox import Sandbox
from sandbox.slack.records import Channel, Message

Json = dict[str, Any]
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
TEAM = {"id": "T0LARKSPUR", "domain": "larkspur"}
serial = count(1)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `body` is its JSON, or its text."""

    status: int
    body: Any

    @property
    def words(self) -> str:
        """Return the text of a command's answer."""
        return str(self.body["text"] if isinstance(self.body, dict) else self.body)


@dataclass(frozen=True)
class Front:
    """One Baton on loopback, the small Slack it answers through, and ways to knock."""

    baton: Baton
    sandbox: Sandbox
    url: str
    http: aiohttp.ClientSession
    triggers: dict[str, str] = field(default_factory=dict)

    async def send(
        self, body: str | bytes, kind: str = FORM, *, secret: str = "", age: float = 0.0
    ) -> Answer:
        """Send one request, signed with `secret` (Slack's own when empty) `age` seconds ago."""
        raw = body.encode() if isinstance(body, str) else body
        stamp = str(int(time.time() - age))
        verifier = SignatureVerifier(secret or self.sandbox.signing_secret)
        signature = verifier.generate_signature(timestamp=stamp, body=raw) or ""
        return await self.knock(
            raw, {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
        )

    async def knock(self, body: bytes, headers: dict[str, str]) -> Answer:
        """Send one request with exactly these headers."""
        async with self.http.post(f"{self.url}/slack/events", data=body, headers=headers) as answer:
            text = await answer.text()
            return Answer(answer.status, json.loads(text) if text.startswith("{") else text)

    async def command(self, text: str, user: str = "U0AINO", word: str = "/baton", **more: str) -> Answer:
        fields = {
            "command": word,
            "text": text,
            "user_id": user,
            "channel_id": "C0BILLING",
            "team_id": self.workspace_of(user),
            "trigger_id": self.trigger(user),
            **more,
        }
        return await self.send(urlencode(fields))

    async def interact(self, kind: str, user: str = "U0AINO", **more: Any) -> Answer:
        """Send a press, a submitted window or a shortcut; `kind` is the payload's type."""
        who = {"id": user, "team_id": self.workspace_of(user)}
        payload = {"type": kind, "user": who, "team": TEAM, "trigger_id": self.trigger(user), **more}
        return await self.send(urlencode({"payload": json.dumps(payload)}))

    async def press(self, word: str, value: str, user: str = "U0AINO", **more: Any) -> Answer:
        """Press a button on a card in #billing."""
        action = {"type": "button", "action_id": word, "block_id": "b", "value": value, "action_ts": "1.2"}
        return await self.interact(
            "block_actions",
            user,
            **{
                "actions": [action],
                "channel": {"id": "C0BILLING"},
                "container": {"type": "message", "channel_id": "C0BILLING", "message_ts": "1.1"},
                "message": {"ts": "1.1"},
                "response_url": self.sandbox.server.responses.new_url(user, self.billing),
                **more,
            },
        )

    async def submit(self, word: str, about: Json, user: str = "U0AINO", **typed: Any) -> Answer:
        """Submit a window; `about` is what it carries, `typed` its fields by block id."""
        values = {block: {block: _entered(given)} for block, given in typed.items()}
        view = {
            "id": "V1",
            "type": "modal",
            "callback_id": word,
            "private_metadata": json.dumps(about),
            "state": {"values": values},
        }
        return await self.interact("view_submission", user, view=view)

    def trigger(self, user: str) -> str:
        trigger = self.sandbox.server.views.new_trigger(user)
        self.triggers[trigger] = user
        return trigger

    async def event(self, event: Json, **envelope: Any) -> Answer:
        body = {
            "type": "event_callback",
            "team_id": TEAM["id"],
            "event_id": f"Ev{next(serial)}",
            "event": event,
            "authorizations": [{"team_id": TEAM["id"], "user_id": "U0BATON", "is_bot": True}],
            **envelope,
        }
        return await self.send(json.dumps(body), JSON)

    async def say(self, text: str, user: str = "U0AINO", ts: str = "9.1", **more: Any) -> Answer:
        """Send a message event from the thread of the case that `opened` made."""
        where = {"channel": "C0BILLING", "channel_type": "channel", "thread_ts": "1.1"}
        self.write(text, user, ts)
        said = {"type": "message", "user": user, "team": self.workspace_of(user), "text": text, "ts": ts}
        return await self.event({**said, **where, **more})

    def write(self, text: str, user: str = "U0AINO", ts: str = "9.1") -> None:
        """Put a message of this person into that thread in Slack, without an event."""
        self.billing.add(Message(ts, user, text, thread_ts="1.1"))

    async def home(self, user: str) -> str:
        """Return the person's Home tab as JSON."""
        opened = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": "home"}
        await self.event(opened | {"event_ts": f"{next(serial)}.5"})
        return json.dumps(self.sandbox.server.views.homes.get(user))

    def workspace_of(self, user: str) -> str:
        """Return the id of the workspace that Slack names in the requests of this person."""
        users = self.sandbox.slack.users
        return users[user].team_id if user in users else TEAM["id"]

    async def opened(
        self,
        text: str = "my bill is wrong",
        *,
        may: str = "yes",
        team: str = "billing",
        ts: str = "1.1",
        network: str = "x",
    ) -> int:
        """Open a case and return its number. Its card is the message `ts` in its team's channel."""
        number = next(serial)
        answer = MayReply("no", "X takes no reply there.") if may == "no" else MayReply("yes")
        author = Author(f"ana{number}", "Ana")
        post = Mention(network, str(number), str(number), author, text, "", self.baton.services.now(), answer)
        (seen,) = await self.baton.intake.take([post], self.baton.services.now())
        assert seen.case is not None
        channel = f"C0{team.upper()}"
        thread = Thread(channel, ts, f"https://larkspur.slack.com/archives/{channel}/p11", f"#{team}")
        ask = Ask("baton", self.baton.services.now(), f"shown/{seen.case}")
        await self.baton.context.book.do(seen.case, ask, record_shown, thread=thread, team=team, drawn=1)
        return seen.case

    async def case(self, number: int) -> Case:
        return await self.baton.context.book.case(number)

    async def kinds(self, number: int) -> list[str]:
        """Return the kinds of the case's events after it was opened and shown."""
        journal = await self.baton.store.transact(lambda tx: tx.event_log(number))
        return [event.kind for event in journal[2:]]

    @property
    def billing(self) -> Channel:
        return self.sandbox.slack.channels["C0BILLING"]

    def whispers(self, user: str = "U0AINO") -> list[str]:
        """Return the private messages to this person in #billing, oldest first."""
        return [message.text for message in self.billing.whispers if message.only_for == user]

    def direct(self, user: str = "U0AINO") -> list[str]:
        """Return the answers to this person in Baton's Messages tab, oldest first."""
        return [message.text for message in self.sandbox.slack.direct_message(user).whispers]

    def notices(self, user: str = "U0AINO") -> list[str]:
        """Return the notices to this person in windows, oldest first."""
        opened = [call for call in self.sandbox.slack.journal if call.method in ("views.open", "views.push")]
        mine = [
            _view(call.arguments)
            for call in opened
            if self.triggers.get(call.arguments["trigger_id"]) == user
        ]
        return [unescape(readable(view["blocks"])) for view in mine if view.get("callback_id") is None]

    def told(self, user: str = "U0AINO") -> list[str]:
        """Return all private notices and messages to this person: windows first."""
        return [*self.notices(user), *self.whispers(user), *self.direct(user)]

    def views(self) -> list[Json]:
        """Return every window that Baton opened, oldest first."""
        calls = [call for call in self.sandbox.slack.journal if call.method in ("views.open", "views.push")]
        return [_view(call.arguments) for call in calls]

    def windows(self) -> list[str]:
        """Return the callback ids of the windows with fields."""
        return [view["callback_id"] for view in self.views() if "callback_id" in view]


@asynccontextmanager
async def open_front(folder: Path, **more: str) -> AsyncIterator[Front]:
    """Run Baton's web part on a database in `folder`; nothing leaves its outbox."""
    async with a_sandbox() as sandbox, front_of(sandbox, folder, **more) as front:
        yield front


@asynccontextmanager
async def open_front_with_card(folder: Path, rules: str) -> AsyncIterator[Front]:
    """Run the same by these rules, with a card in #billing for the threads of the cases."""
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    async with open_front(folder, ROUTING_RULES=str(folder / "rules.yaml")) as front:
        front.billing.add(Message("1.1", "U0BATON", "the card"))
        yield front


@asynccontextmanager
async def two_fronts(folder: Path, database: str, **more: str) -> AsyncIterator[tuple[Front, Front]]:
    """Run two web processes of one Baton: one database, one Slack."""
    more["DATABASE_URL"] = database
    async with (
        a_sandbox() as sandbox,
        front_of(sandbox, folder, **more) as one,
        front_of(sandbox, folder, **more) as other,
    ):
        yield one, other


@asynccontextmanager
async def a_sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(0, limits=False)
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@asynccontextmanager
async def front_of(sandbox: Sandbox, folder: Path, **more: str) -> AsyncIterator[Front]:
    """Run one web process that talks to this sandbox."""
    settings = demo_settings(sandbox, folder / "baton.db", **more)
    async with (
        build(settings) as baton,
        running(baton, worker=False) as url,
        aiohttp.ClientSession() as http,
    ):
        yield Front(baton, sandbox, url, http)


def _entered(given: Any) -> Json:
    return {"type": "plain_text_input", "value": given} if isinstance(given, str) else given


def _view(arguments: Json) -> Json:
    view = arguments["view"]
    return dict(json.loads(view)) if isinstance(view, str) else dict(view)
