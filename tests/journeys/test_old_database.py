"""An upgrade: a database and messages of an older version, and today's code that goes on with them."""

import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.app import Baton
from bot.case import Case, Event, fold
from bot.store import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from bot.tasks import TASKS
from handlers import BUTTONS
from sandbox.slack import conversation
from sandbox.slack.seed import BOT_USER
from tests.journeys.repairs import a_receiver
from tests.journeys.stage import Agent, Json, Stage, a_sandbox, until
from tests.old import vocabulary
from tests.old.play import OTHER, quiet
from tests.old.playing import OWNER, Then, at_work_then
from tests.old.state import FOLDER, read, restore
from tests.old.unfinished import REPLY, WAITS
from tests.old.vocabulary import buttons

DRAFT = "Sorry Bob, the teapot was ours."
# These are tried again and again: the window of a preview is closed, and a channel is without Baton.
NEVER_DONE = frozenset({"preview", "probe"})
# What ends or moves a case is pressed after all else that its messages offer.
LAST = ("claim_listed", "release", "take_over", "resolve", "reopen", "undo_rules", "restore_rules")


@dataclass
class Old:
    """The stage with today's code at work on the recording, and the alarms outside Slack."""

    stage: Stage
    baton: Baton
    state: Json
    alarms: list[Json]

    async def rows(self, text: str, **values: Any) -> list[Any]:
        rows: list[Any] = await self.baton.store.transact(lambda tx: tx.sql.rows(text, **values))
        return rows

    async def all_done(self) -> None:
        await self.stage.sandbox.delivered()
        await until(partial(quiet, self.baton, besides=NEVER_DONE))


def kind_of(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgres"


def load(url: str) -> Json:
    """Fill an empty database with the recording of its kind; return what the networks showed then."""
    kind = kind_of(url)
    text = (FOLDER / f"{kind}.sql").read_text(encoding="utf-8")
    if kind == "sqlite":
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.executescript(text)
        connection.close()
    else:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(text.encode())
    return read(FOLDER / f"slack-{kind}.json")


@pytest.fixture
async def old(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Old]:
    state = load(empty_database_url)
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(a_sandbox())
        restore(sandbox, state)
        url, alarms = await stack.enter_async_context(a_receiver())
        now = Then(datetime.fromisoformat(state["at"]) + timedelta(seconds=5))
        stage, baton = await stack.enter_async_context(
            at_work_then(sandbox, empty_database_url, tmp_path, now, url)
        )
        yield Old(stage, baton, state, alarms)


@pytest.fixture
async def loaded(empty_database_url: str) -> AsyncIterator[tuple[Store, Json]]:
    """Yield the recording as it was made: nobody works on it."""
    state = load(empty_database_url)
    store = open_store(empty_database_url)
    await store.migrate()
    await store.start()
    yield store, state
    await store.close()


async def test_every_stored_word_is_known(loaded: tuple[Store, Json]) -> None:
    """Renaming a kind of event or job, a button, a lane or a column breaks databases and messages that exist."""
    store, state = loaded
    found = await store.transact(vocabulary.of_database)
    assert set(found["events"]) == vocabulary.EVENTS
    assert [kind for kind in sorted(found["events"]) if f'"{kind}"' not in vocabulary.source()] == []
    assert set(found["jobs"]) - set(TASKS) == set()
    assert set(buttons(state["channels"])) - set(BUTTONS) == set()
    forms = {*found["lanes"], *found["gates"], *found["receipts"]}
    assert vocabulary.unknown_parts(forms, vocabulary.source()) == set()


async def test_every_stored_column_is_known(loaded: tuple[Store, Json], tmp_path: Path) -> None:
    """A database begun today has every table and column of the recording."""
    store, _ = loaded
    fresh = open_store(f"sqlite:///{tmp_path / 'fresh.db'}")
    await fresh.migrate()
    await fresh.start()
    recorded, begun = [await each.transact(vocabulary.columns) for each in (store, fresh)]
    await fresh.close()
    assert {"cases.body", "events.kind", "jobs.lane", "receipts.native_id"} <= recorded
    # How case numbers are counted differs by database.
    assert {name for name in recorded - begun if not name.startswith("case_numbers.")} == set()


async def test_every_case_and_event_of_the_recording_is_read(loaded: tuple[Store, Json]) -> None:
    store, _ = loaded

    def read_all(tx: Tx) -> dict[int, tuple[Case, list[Event]]]:
        numbers = [row["number"] for row in tx.sql.rows("select number from cases order by number")]
        cases = tx.cases(numbers)
        assert sorted(cases) == numbers
        return {number: (cases[number], list(tx.event_log(number))) for number in numbers}

    for number, (case, journal) in (await store.transact(read_all)).items():
        assert [event.number for event in journal] == list(range(1, case.version + 1))
        assert fold(number, journal) == case, f"the journal of #{number} leads to another case"


async def test_what_waited_is_done_once(old: Old) -> None:
    """Cards appear, the reply goes out, what was on hold or given up follows when people repair it."""
    stage = old.stage
    await stage.card("billing", WAITS)
    await old.all_done()
    assert (await stage.public_answers()).count(REPLY) == 1
    (corrected,) = [m.text for m in stage.sandbox.discord.help.messages if "thanks" in m.text]
    assert corrected == "Sorry, and thanks!"
    slack = stage.sandbox.slack
    conversation.join(slack, slack.channel("social"), BOT_USER)
    await stage.alerted("can post in")
    stuck = await stage.card("billing", "my bill is stuck")
    await stage.agent(OWNER).press("unstick", stuck)
    await stage.said(stuck, "anybody there?")
    await old.all_done()
    await stage.alerted("The old alert, amended.")
    assert [alarm["text"] for alarm in old.alarms if "old" in alarm["text"]] == ["An old alarm that waited."]
    assert await old.rows("select key, trouble from jobs where buried in (1, 2)") == []
    # The one that was unreadable when it was recorded, and no other.
    set_aside = await old.baton.store.transact(lambda tx: tx.set_aside())
    assert set_aside == [("tell/unreadable/0/tell", "no JSON")]
    assert [
        text
        for text in await stage.alerts()
        if "cannot read" in text or "failed permanently" in text or "gave up" in text
    ] == old_troubles(old)
    # The morning's list names the case too, in a later line.
    firsts = [card["text"].split("\n")[0] for card in await stage.cards("billing")]
    assert len([first for first in firsts if WAITS in first]) == 1


def old_troubles(old: Old) -> list[str]:
    """Return the alerts of this kind that were recorded."""
    (alerts,) = [each for each in old.state["channels"] if each["name"] == "baton-alerts"]
    texts = [message["text"] for message in alerts["messages"]]
    return [
        text for text in texts if "cannot read" in text or "failed permanently" in text or "gave up" in text
    ]


async def test_a_draft_comes_back_as_it_was_kept(old: Old) -> None:
    """The window repeats a draft once the customer wrote again."""
    aino = old.stage.agent(OWNER)
    card = await old.stage.card("billing", "violet teapot")
    await old.stage.customer("bob", "@larkspur_help is anybody there?")
    await old.stage.said(card, "is anybody there?")
    await aino.press("reply", card)
    window = await aino.modal("reply")
    assert DRAFT in str(window)
    await aino.submit(window, text=DRAFT)
    await aino.submit(await aino.modal("confirm_reply"))
    await old.stage.said(card, "Sent on X")
    assert (await old.stage.public_answers()).count(DRAFT) == 1


async def test_every_button_of_an_old_message_is_answered(old: Old) -> None:
    await old.all_done()
    words = {word for _, word in offered(old)}
    unanswered = [word for word in sorted(words, key=pressing_order) if not await pressed(old, word)]
    assert unanswered == []


def offered(old: Old) -> Iterator[tuple[Json, str]]:
    """Yield each message of the recording with each button in it."""
    for channel in old.state["channels"]:
        for message in (*channel["messages"], *channel["whispers"]):
            for word in buttons(message.get("blocks")):
                yield {**message, "channel": channel["id"], "ephemeral": bool(message.get("only_for"))}, word


def pressing_order(word: str) -> tuple[int, str]:
    return LAST.index(word) if word in LAST else -1, word


def presser(message: Json, word: str) -> str:
    """Return who sees that message and may press that button."""
    if message.get("only_for"):
        return str(message["only_for"])
    return OTHER if word == "ask_take_over" or "PRESS" in message["channel"] else OWNER


async def pressed(old: Old, word: str) -> bool:
    """Press that button on the latest old message that still has it. Return whether who pressed sees a change."""
    for message, offers in reversed(list(offered(old))):
        if offers != word:
            continue
        agent = old.stage.agent(presser(message, word))
        if await still_there(agent, message, word):
            before = seen(old, agent)
            await agent.press(word, message)
            await old.all_done()
            answered = seen(old, agent) != before or bool(await agent.modals())
            for window in await agent.modals():
                await old.stage.post("/page/close", user=agent.user, view_id=window["id"])
            return answered
    return False


async def still_there(agent: Agent, message: Json, word: str) -> bool:
    channel = agent.stage.sandbox.slack.channels[message["channel"]]
    whispers = {each.ts: each for each in channel.whispers}
    now = channel.messages.get(message["ts"]) or whispers.get(message["ts"])
    return now is not None and word in set(buttons(now.blocks))


def seen(old: Old, agent: Agent) -> str:
    """Return what Slack shows that person now."""
    channels = old.stage.sandbox.slack.channels.values()
    messages = [m.as_json() for channel in channels for m in channel.messages.values()]
    alone = [m.as_json() for c in channels for m in c.whispers if m.only_for == agent.user]
    return json.dumps([messages, alone])
