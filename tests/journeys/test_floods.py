"""What happens to a case while its customer's many posts still wait to be shown: each is shown once, as it is now."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.app import Baton
from bot.case import Thread
from bot.delivery import Receipt
from bot.mention import Mention
from bot.services.edits import changes_of
from bot.slack import Message
from tests.journeys.stage import Json, Stage, playing, settled, until
from tests.journeys.test_storm import bills

# Seconds between two messages in a channel: slow enough that most of a flood still waits.
GAP = "0.3"
MANY = 12


@pytest.fixture
async def played(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(database_url, tmp_path, SLACK_POST_SECONDS=GAP) as pair:
        yield pair


async def flooded(stage: Stage, baton: Baton, posts: list[Mention]) -> Json:
    """A case to which many posts came at once; its card."""
    await baton.intake.take(posts, datetime.now(UTC))
    return await stage.card("billing", "#1001")


async def told(stage: Stage, baton: Baton, card: Json) -> list[str]:
    """All that is said under the card in the end."""
    await until(lambda: settled(baton))
    return [message["text"] for message in await stage.thread(card)]


def shown(said: list[str], posts: list[Mention]) -> list[int]:
    """How often each post is shown: in the first line of its message, or on a line of its own."""
    lines = [line for text in said for line in text.splitlines()]
    return [
        sum(line == post.text or f"“\u2068{post.text}\u2069”" in line for line in lines) for post in posts
    ]


def by_a_stranger(count: int) -> list[Mention]:
    """Posts by one unverified sender that came by a link of case 1001."""
    return [
        replace(post, network="page", conversation="link", private=True, case=1001, unverified=True)
        for post in bills(["stranger"] * count)
    ]


async def test_accepting_the_sender_of_a_flood_shows_no_post_twice(stage: Stage, baton: Baton) -> None:
    aino = stage.agent("U0AINO")
    card = await flooded(stage, baton, bills(["loud"]))
    await aino.press("claim", card)
    posts = by_a_stranger(MANY)
    await baton.intake.take(posts, datetime.now(UTC))
    await aino.accept(card, "stranger 0")
    said = await told(stage, baton, card)
    assert shown(said, posts) == [1] * MANY
    assert [text for text in said if "Unverified" in text] == []


async def test_a_post_of_a_flood_is_shown_as_it_reads_now(stage: Stage, baton: Baton) -> None:
    posts = bills(["loud"] * MANY)
    card = await flooded(stage, baton, posts)
    edited = replace(posts[-1], text="all is well")
    changes = changes_of("x", [edited], [posts[-2].native_id])
    await baton.intake.take((), datetime.now(UTC), changes=changes)
    said = await told(stage, baton, card)
    assert shown(said, [*posts[1:], edited]) == [1] * (MANY - 3) + [0, 0, 1]


async def test_a_post_of_a_flood_that_is_taken_away_on_its_way_to_slack_leaves_slack(
    stage: Stage, baton: Baton
) -> None:
    """It is said in one lane while another looks for the message, and does not find it yet."""
    posts = bills(["loud"] * MANY)
    card = await flooded(stage, baton, posts)
    say, on_its_way = baton.desk.say, asyncio.Event()

    async def slow(thread: Thread, message: Message, *, key: str, again: bool) -> Receipt:
        if posts[-1].text in message.text:
            on_its_way.set()
            await until(lambda: retold(baton))
        return await say(thread, message, key=key, again=again)

    baton.desk.say = slow  # type: ignore[method-assign]
    await on_its_way.wait()
    await baton.intake.take((), datetime.now(UTC), changes=changes_of("x", [], [posts[-1].native_id]))
    assert shown(await told(stage, baton, card), posts[1:]) == [1] * (MANY - 2) + [0]


async def retold(baton: Baton) -> bool:
    """Whether a post was taken away, and what shows it has been looked for."""
    happened = await baton.store.transact(lambda tx: [event.kind for event in tx.event_log(1001)])
    jobs = await baton.store.transact(lambda tx: tx.sql.rows("select kind from jobs"))
    return "withdrawn" in happened and "retell" not in [row["kind"] for row in jobs]


async def test_what_of_a_flood_was_not_shown_before_a_hand_over_is_shown_in_the_thread_it_left(
    stage: Stage, baton: Baton
) -> None:
    """The next thread begins with the story, which tells all of it and leads there for what it leaves out."""
    posts = bills(["loud"] * MANY)
    card = await flooded(stage, baton, posts)
    await stage.agent("U0AINO").command("social", "/handover 1001 service it is a parcel")
    service = await stage.card("service", "#1001")
    assert shown(await told(stage, baton, card), posts[1:]) == [1] * (MANY - 1)
    assert shown(await told(stage, baton, service), posts) == [1] * MANY
