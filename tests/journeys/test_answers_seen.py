"""Whatever is pressed on a card that nobody has answered under: the one who pressed sees an answer.

Pitfall 73: Slack shows words to one person in a thread only once somebody has written there.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.app import Baton
from bot.case import Ask, claim, record_stuck, resolve, snooze
from bot.case.records import Resolution
from tests.journeys.stage import Json, Stage, playing, until
from tests.journeys.visitor import PUBLIC_URL

OWNER, OTHER = "U0AINO", "U0RUTH"
SECRET = "a secret for links, long enough"
Deed = Callable[[Baton, int], Awaitable[None]]


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    """What is answered does not differ by database, so one will do."""
    url = f"sqlite:///{tmp_path / 'baton.db'}"
    async with playing(url, tmp_path, PUBLIC_URL=PUBLIC_URL, LINK_SECRET=SECRET) as pair:
        yield pair


async def leave(baton: Baton, number: int) -> None:
    """The card as it was posted."""


async def taken(baton: Baton, number: int) -> None:
    await baton.tools.book.do(number, ask(baton, number, "claim"), claim)


async def done_with(baton: Baton, number: int) -> None:
    deed = ask(baton, number, "resolve")
    await baton.tools.book.do(number, deed, resolve, resolution=Resolution.SPAM, because="")


async def asleep(baton: Baton, number: int) -> None:
    await baton.tools.book.do(number, ask(baton, number, "snooze"), snooze, until=None)


async def stuck(baton: Baton, number: int) -> None:
    await baton.tools.book.do(number, ask(baton, number, "stuck"), record_stuck, job="none", why="No way.")


def ask(baton: Baton, number: int, what: str) -> Ask:
    return Ask(OWNER, baton.tools.now(), f"{what} {number}")


def buttons_of(message: Json) -> Iterator[str]:
    """The words of what a person could press in a message; a link is answered by the page it opens."""
    for block in message["blocks"]:
        for element in block["elements"] if block["type"] == "actions" else ():
            if element["type"] == "overflow":
                yield from (option["value"].partition(" ")[0] for option in element["options"])
            elif "url" not in element:
                yield element["action_id"]


async def fresh(stage: Stage, baton: Baton, deed: Deed) -> Json:
    """A card in that state, with nothing said under it."""
    post = await stage.customer(f"ana{len(await stage.town())}", "@larkspur_help my bill is wrong, refund")
    found = await baton.store.transact(lambda tx: tx.seen([f"x/{post}"]))
    while not (number := found[f"x/{post}"].case if found else None):
        await stage.card("billing")
        found = await baton.store.transact(lambda tx: tx.seen([f"x/{post}"]))
    await stage.card("billing", f"#{number} ")
    await until(partial(drawn, baton, number))
    await deed(baton, number)
    await until(partial(drawn, baton, number))
    return await stage.card("billing", f"#{number} ")


async def drawn(baton: Baton, number: int) -> bool:
    """Whether nothing of that case waits to be shown in Slack."""
    waiting = "select kind from jobs where lane in (:card, :thread)"
    lanes = {"card": f"{number}@card", "thread": f"{number}@slack"}
    return not await baton.store.transact(lambda tx: tx.sql.rows(waiting, **lanes))


async def answered(stage: Stage, user: str, card: Json, word: str) -> bool:
    """Whether somebody who presses that sees something change: a message of their own, a window, the card."""
    agent = stage.agent(user)
    for window in await agent.modals():
        await stage.post("/page/close", user=user, view_id=window["id"])
    before = await agent.seen_alone(card)
    assert not [m for m in await stage.thread(card) if not m.get("ephemeral")]
    await agent.press(word, card)
    return await agent.seen_alone(card) != before


STATES: tuple[Deed, ...] = (leave, taken, done_with, asleep, stuck)


@pytest.mark.parametrize("user", [OWNER, OTHER])
@pytest.mark.parametrize("deed", STATES, ids=lambda deed: deed.__name__)
async def test_every_button_of_a_fresh_card_is_answered_where_it_is_seen(
    played: tuple[Stage, Baton], deed: Deed, user: str
) -> None:
    stage, baton = played
    words = list(buttons_of(await fresh(stage, baton, deed)))
    seen = {word: await answered(stage, user, await fresh(stage, baton, deed), word) for word in words}
    assert words
    assert [word for word, was_answered in seen.items() if not was_answered] == []
