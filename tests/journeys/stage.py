"""A stage for whole stories: the sandbox as the world, Baton in this process, people who act through public doors."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from bot.app import Baton, Patience, build, utc_now
from bot.cli.demo import demo_environ
from bot.process import running
from bot.services.inbound import Listener
from bot.settings import Settings, read_settings
from bot.store import open_store
from bot.tasks.polling import ingester_of
from sandbox import Sandbox
from tests.journeys.windows import button_of, element_in, listed, read, shown, value_of

T = TypeVar("T")
# What a card has no room for.
IN_MORE = ("ask_take_over", "release", "revoke_links")
# A line of a card's text begins with the case's number: the second; in an older Baton, the first.
CARD = re.compile(r"^(#\d+) · ", re.MULTILINE)
# The morning digest, and alerts about many cases, list them in the same way. Whether a story meets one depends on the
# hour in which it is played.
LIST = re.compile(r"^(Good morning\.|Overdue · \d)", re.MULTILINE)
Json = dict[str, Any]
PATIENCE = 40.0
USUAL = Patience()
# Jobs that are always there, or come minutes later: looks at the networks.
ROUND = ("look", "review", "recheck", "thread")
CHANNELS = ("social", "service", "billing", "outage", "press", "baton-alerts")


def number_of(card: Json) -> str:
    """The number of the case whose card this is, as #1001; "" for another message."""
    text = card.get("text", "")
    found = None if LIST.search(text) else CARD.search(text)
    return found[1] if found else ""


class Stage:
    """The sandbox, reached as its page reaches it, and what can be seen there."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self._http = http

    async def get(self, path: str, **query: str) -> Any:
        async with self._http.get(self.sandbox.url + path, params=query) as answer:
            return await answer.json()

    async def post(self, path: str, **body: Any) -> Any:
        async with self._http.post(self.sandbox.url + path, json=body) as answer:
            return await answer.json()

    def agent(self, user: str) -> "Agent":
        return Agent(self, user)

    async def customer(self, handle: str, text: str, **more: Any) -> str:
        """Post in the town square; the post's id."""
        post = await self.post("/page/town/post", handle=handle, text=text, **more)
        return str(post["id"])

    async def town(self) -> list[Json]:
        posts: list[Json] = await self.get("/page/town")
        return posts

    async def public_answers(self) -> list[str]:
        return [post["text"] for post in await self.town() if post["author"]["is_brand"]]

    async def channel_id(self, name: str) -> str:
        channels = (await self.get("/page/workspace", user="U0RUTH"))["channels"]
        return str(next(channel["id"] for channel in channels if channel["name"] == name))

    async def cards(self, channel: str) -> list[Json]:
        """The cards standing in the channel of that name, oldest first."""
        found = await self.channel_id(channel)
        messages = await self.get(f"/page/channels/{found}/messages", user="U0RUTH")
        return [{**message, "channel": found} for message in messages if number_of(message)]

    async def card(self, channel: str, saying: str = "") -> Json:
        """The first card of the channel whose text has `saying` in it, once it is there."""

        async def look() -> Json | None:
            return next((card for card in await self.cards(channel) if saying in card["text"]), None)

        return await until(look)

    async def alerts(self) -> list[str]:
        """What stands in the alert channel."""
        found = await self.channel_id("baton-alerts")
        return [m["text"] for m in await self.get(f"/page/channels/{found}/messages", user="U0RUTH")]

    async def alerted(self, words: str) -> str:
        """The alert with these words in it, once it is there."""

        async def look() -> str | None:
            return next((text for text in await self.alerts() if words in text), None)

        return await until(look)

    async def thread(self, card: Json, user: str = "U0RUTH") -> list[Json]:
        """What stands under a card, as `user` sees it."""
        messages: list[Json] = await self.get(
            f"/page/channels/{card['channel']}/threads/{card['ts']}", user=user
        )
        return messages[1:]

    async def said(self, card: Json, words: str, user: str = "U0RUTH") -> Json:
        """The message under a card with these words in it, once it is there."""

        async def look() -> Json | None:
            return next((m for m in await self.thread(card, user) if words in m["text"]), None)

        return await until(look)


@dataclass(frozen=True)
class Agent:
    """A member of staff, acting as their fingers would."""

    stage: Stage
    user: str

    async def press(self, word: str, message: Json) -> Json:
        """Press the button of that action id on a message, as soon as the message shows it.

        A message drawn anew under the finger is pressed again. What a card leaves to *More* is pressed there.
        """

        async def look() -> Json | None:
            found = button_of(await self._now(message), word)
            if not found and word in IN_MORE:
                await self.press("more", message)
                return await self.press_in_window(word)
            answer = await self._press(word, message, *found) if found else None
            return None if answer and answer.get("error") == "element_not_found" else answer

        return await until(look)

    async def claim(self, channel: str, saying: str = "") -> Json:
        """Press Claim on the first card of the channel with these words, once it is there; the card."""
        card = await self.stage.card(channel, saying)
        await self.press("claim", card)
        return card

    async def accept(self, card: Json, saying: str) -> None:
        """Accept as the customer who wrote the message with these words, by a link or an address of the case."""
        said = await self.stage.said(card, saying)
        await self.press("accept_sender", {**said, "channel": card["channel"], "thread_ts": card["ts"]})

    async def take_over(self, card: Json) -> None:
        """Choose Take over in the card's menu, and confirm it."""
        await self.press("ask_take_over", card)
        await self.submit(await self.modal("take_over"))

    async def say(self, card: Json, text: str) -> str:
        """Write in a card's thread; the message's ts."""
        said = await self.stage.post(
            "/page/say", user=self.user, channel=card["channel"], thread_ts=card["ts"], text=text
        )
        return str(said["ts"])

    async def command(self, channel: str, text: str) -> Json:
        """Type a slash command in the channel of that name; the bot's answer."""
        found = await self.stage.channel_id(channel)
        answer: Json = await self.stage.post("/page/command", user=self.user, channel=found, text=text)
        return answer

    async def modals(self) -> list[Json]:
        views: list[Json] = await self.stage.get("/page/modals", user=self.user)
        return views

    async def modal(self, word: str) -> Json:
        """The window on top, once it is the one of that callback id."""

        async def look() -> Json | None:
            views = await self.modals()
            return views[-1] if views and views[-1].get("callback_id") == word else None

        return await until(look)

    async def submit(self, view: Json, **typed: Any) -> Json:
        """Submit a window with what was typed, by block id: words for a field, {"option": value} for a choice."""
        values = {
            block: {element_in(view, block)["action_id"]: value_of(view, block, given)}
            for block, given in typed.items()
        }
        answer: Json = await self.stage.post(
            "/page/submit", user=self.user, view_id=view["id"], values=values
        )
        return answer

    async def fill(self, view: Json, word: str, given: str) -> None:
        """Type in a field of an open window or choose in a list of it, where the window listens to that."""
        values = {word: {word: value_of(view, word, given)}}
        about = {"action_id": word, "block_id": word, "state": {"values": values}, **values[word][word]}
        await self.stage.post("/page/action", user=self.user, view_id=view["id"], **about)

    async def press_in_window(self, word: str) -> Json:
        """Press the button of that action id in the window on top, once it is there; what Slack answers."""

        async def look() -> tuple[Json, Json, Json] | None:
            views = await self.modals()
            found = button_of(views[-1], word) if views else None
            return (views[-1], *found) if found else None

        view, block, button = await until(look)
        about = {"action_id": button["action_id"], "block_id": block["block_id"]}
        about |= {name: button[name] for name in ("value", "selected_option") if name in button}
        answer: Json = await self.stage.post("/page/action", user=self.user, view_id=view["id"], **about)
        return answer

    async def answer(self, card: Json, text: str, to: str = "") -> str:
        """Press Reply, choose the post that is listed with `to`, write, review, send; what the last window said."""
        await self.press("reply", card)
        window = await self.modal("reply")
        post = {"post": listed(window, "post", to)} if to else {}
        for word, option in post.items():
            await self.fill(window, word, option)
        await self.submit(await self.modal("reply"), text=text, **post)
        confirm = await self.modal("confirm_reply")
        await self.submit(confirm)
        return shown(confirm)

    async def told(self, words: str, card: Json) -> Json:
        """Words only this person sees: under a card, in its channel, or in a window."""

        async def look() -> Json | None:
            return next((each for each in await self.seen_alone(card) if words in each["text"]), None)

        return await until(look)

    async def notify_always(self) -> None:
        """Choose to be notified in threads at any hour, so that a story does not depend on when it is told."""
        await self.command("billing", "/baton notify thread also off shift")

    async def write(self, text: str) -> None:
        """Write in Baton's Messages tab."""
        channel = self.stage.sandbox.slack.direct_message(self.user).id
        await self.stage.post("/page/say", user=self.user, channel=channel, text=text)

    async def direct(self, words: str) -> Json:
        """The message in Baton's Messages tab with these words, once it is there."""
        channel = self.stage.sandbox.slack.direct_message(self.user).id

        async def look() -> Json | None:
            messages = await self.stage.get(f"/page/channels/{channel}/messages", user=self.user)
            return next(({**each, "channel": channel} for each in messages if words in each["text"]), None)

        return await until(look)

    async def seen_alone(self, card: Json) -> list[Json]:
        """What this person sees and nobody else: in the card's channel, under it, in windows."""
        seen = await self.stage.get(f"/page/channels/{card['channel']}/messages", user=self.user)
        seen += await self.stage.thread(card, self.user)
        return [each for each in seen if each.get("ephemeral")] + list(map(read, await self.modals()))

    async def _press(self, word: str, message: Json, block: Json, button: Json) -> Json:
        given = {name: button[name] for name in ("value", "selected_option") if name in button}
        answer: Json = await self.stage.post(
            "/page/action",
            user=self.user,
            action_id=button["action_id"],
            block_id=block["block_id"],
            **given,
            message={"channel": message["channel"], "ts": message["ts"]},
        )
        return answer

    async def _now(self, message: Json) -> Json:
        channel, root = message["channel"], message.get("thread_ts") or message["ts"]
        alone = message.get("ephemeral") and root == message["ts"]
        path = f"/page/channels/{channel}/" + ("messages" if alone else f"threads/{root}")
        return next(m for m in await self.stage.get(path, user=self.user) if m["ts"] == message["ts"])


async def until(look: Callable[[], Awaitable[T | None]], seconds: float = PATIENCE) -> T:
    """What `look` finds, as soon as it finds something; fails after `seconds`.

    It looks less and less often, up to ten times a second: most of what a story costs would else be looking.
    """
    rest = 0.02
    async with asyncio.timeout(seconds):
        while not (found := await look()):
            await asyncio.sleep(rest)
            rest = min(rest * 1.3, 0.1)
    return found


class Wall:
    """The clock on Baton's wall, which a test can put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead

    def put_forward(self, baton: Baton, by: timedelta) -> None:
        self.ahead += by
        baton.outbox.wake()


def calm(patience: Patience) -> Patience:
    """The same, with time for a busy machine to say who people are, unless the story has its own."""
    return replace(patience, lookup=PATIENCE) if patience.lookup == USUAL.lookup else patience


@asynccontextmanager
async def playing(
    database_url: str,
    tmp_path: Path,
    patience: Patience = USUAL,
    now: Callable[[], datetime] | None = None,
    /,
    **settings: str,
) -> AsyncIterator[tuple[Stage, Baton]]:
    """A sandbox with Baton at work in it, on the database of that URL."""
    async with (
        a_sandbox() as sandbox,
        at_work(sandbox, database_url, tmp_path, settings, patience, now=now) as pair,
    ):
        yield pair


@asynccontextmanager
async def a_sandbox(*, socket_mode: bool = False) -> AsyncIterator[Sandbox]:
    """The world, started: now it knows the addresses that settings need. Its Slack forgives a busy machine."""
    sandbox = Sandbox(0, speed=20, patience=PATIENCE, socket_mode=socket_mode)
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@asynccontextmanager
async def at_work(
    sandbox: Sandbox,
    database_url: str,
    tmp_path: Path,
    settings: Mapping[str, str],
    patience: Patience = USUAL,
    shut_out: str = "",
    now: Callable[[], datetime] | None = None,
) -> AsyncIterator[tuple[Stage, Baton]]:
    """Baton at work in this sandbox, watching every network but the one of this name that shuts it out."""
    chosen = stage_settings(sandbox, database_url, tmp_path, **settings)
    await migrated(database_url)
    async with (
        aiohttp.ClientSession() as http,
        build(chosen, now, patience=calm(patience)) as baton,
        running(baton) as url,
    ):
        sandbox.bot_url = url
        await until(lambda: watching(baton, shut_out))
        yield Stage(sandbox, http), baton


def stage_settings(sandbox: Sandbox, database_url: str, tmp_path: Path, **more: str) -> Settings:
    return read_settings(stage_environ(sandbox, database_url, tmp_path, **more), env_file=None)


def stage_environ(sandbox: Sandbox, database_url: str, tmp_path: Path, **more: str) -> dict[str, str]:
    values = {"SLACK_POST_SECONDS": "0.05", "X_POLL_SECONDS": "0.3", "DATABASE_URL": database_url, **more}
    return demo_environ(sandbox, tmp_path / "unused.db", **values)


async def migrated(database_url: str) -> None:
    store = open_store(database_url)
    await store.migrate()
    await store.close()


async def watching(baton: Baton, shut_out: str = "") -> bool:
    """Whether every network but this one is being watched: posts before that are history, which Baton never imports."""
    sources = [
        f"{network.name}/{source}"
        for network in baton.networks.values()
        for source in network.sources
        if network.name != shut_out
    ]
    cursors = await baton.store.transact(lambda tx: [tx.cursor(source) for source in sources])
    return all(cursors)


async def settled(baton: Baton) -> bool:
    """Whether nothing waits to be done but what comes round again and again."""
    return not await baton.store.transact(lambda tx: tx.jobs_waiting(besides=ROUND))


async def look_now(baton: Baton, network: str, source: str) -> None:
    """Have Baton look at this source before its time, and wait until it has."""
    await Listener(ingester_of(baton.context, baton.networks[network])).look(source)
    job = "select run_at, leased_until from jobs where lane = :lane"

    async def looked() -> bool:
        (row,) = await baton.store.transact(lambda tx: tx.sql.rows(job, lane=f"watch/{network}/{source}"))
        return row["leased_until"] is None and datetime.fromisoformat(row["run_at"]) > baton.context.now()

    await until(looked)
