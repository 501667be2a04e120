"""Posts that a network stops showing: what is deleted goes within a day, what is only hidden comes back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app import Baton
from bot.networks.bluesky import REVIEW_SECONDS
from bot.services.retry import confirm_deletions
from bot.tasks.review_verdicts import SECOND_LOOK
from tests.journeys.stage import USUAL, Json, Stage, Wall, playing, until
from tests.journeys.test_edits import every_value
from tests.wire.bluesky.pds import APP_PASSWORD, Pds, small_bluesky
from tests.wire.bluesky.town import OURS, Post

WORDS = "my bill is wrong, the violet teapot was charged twice"
MIRA = "mira.bakes.example"
ROUND_OF_REVIEWS = timedelta(seconds=REVIEW_SECONDS, minutes=1)
SECOND = SECOND_LOOK + timedelta(minutes=1)
POLLS = {"X_POLL_SECONDS": "3600", "X_REVIEW_HOURS": "0"}


@dataclass
class Played:
    """Baton on Bluesky; its clock is the wall's."""

    stage: Stage
    baton: Baton
    pds: Pds
    wall: Wall

    async def case(self, words: str = WORDS, handle: str = MIRA) -> tuple[Post, Json]:
        """A mention and its card."""
        post = self.pds.town.mention(handle, words)
        return post, await self.stage.card("billing", words[-20:])

    async def next_review(self) -> None:
        """Let the time until the next review pass, and wait until that has been made."""
        await self.pass_until_looked("review/bluesky", ROUND_OF_REVIEWS)

    async def second_look(self) -> None:
        await self.pass_until_looked("recheck/bluesky", SECOND)

    async def pass_until_looked(self, lane: str, span: timedelta) -> None:
        self.wall.put_forward(self.baton, span)
        now = self.wall()

        async def looked() -> bool:
            rows = await self.baton.store.transact(
                lambda tx: tx.sql.rows("select run_at from jobs where lane = :lane", lane=lane)
            )
            return all(row["run_at"] > now.isoformat() for row in rows)

        await until(looked)

    async def kinds(self, number: int = 1001) -> list[str]:
        journal = await self.baton.store.transact(lambda tx: tx.event_log(number))
        told = ("hidden", "unhidden", "withdrawn")
        return [event.kind for event in journal if event.kind in told]


@asynccontextmanager
async def played(database_url: str, tmp_path: Path) -> AsyncIterator[Played]:
    async with small_bluesky() as pds:
        wall = Wall()
        settings = {
            "BLUESKY_HANDLE": OURS,
            "BLUESKY_APP_PASSWORD": APP_PASSWORD,
            "BLUESKY_SERVICE_URL": pds.url,
            "BLUESKY_POLL_SECONDS": "0.3",
            **POLLS,
        }
        async with playing(database_url, tmp_path, USUAL, wall, **settings) as (stage, baton):
            yield Played(stage, baton, pds, wall)


async def test_a_network_that_answers_empty_for_a_minute_costs_no_word(
    database_url: str, tmp_path: Path
) -> None:
    async with played(database_url, tmp_path) as p:
        _, card = await p.case()
        p.pds.shows_nothing = True
        await p.next_review()
        p.pds.shows_nothing = False
        await p.second_look()
        assert await p.kinds() == []
        assert WORDS in (await p.stage.card("billing"))["text"]
        assert await p.stage.thread(card) == []


async def test_a_network_that_knows_nothing_for_a_minute_costs_no_word(
    database_url: str, tmp_path: Path
) -> None:
    async with played(database_url, tmp_path) as p:
        await p.case()
        p.pds.shows_nothing = p.pds.knows_nothing = True
        with capture_logs() as logged:
            await p.next_review()
            p.pds.shows_nothing = p.pds.knows_nothing = False
            await p.second_look()
        assert await p.kinds() == []
        assert WORDS in (await p.stage.card("billing"))["text"]
        assert [one["post"] for one in logged if one["event"] == "post_missing"] == [
            f"bluesky/{(await p.baton.context.book.case(1001)).first.native_id}"
        ]


async def test_a_customer_who_blocks_us_deactivates_and_comes_back_is_read_again(
    database_url: str, tmp_path: Path
) -> None:
    async with played(database_url, tmp_path) as p:
        _, card = await p.case()
        did = p.pds.town.did_of(MIRA)
        p.pds.town.blocked_us.add(did)
        await p.next_review()
        told = await p.stage.said(card, "Hidden for now:")
        assert "blocks our account" in told["text"]
        shown = await p.stage.card("billing", "You can't reply from here")
        assert WORDS in shown["text"]
        p.pds.town.blocked_us.clear()
        p.pds.town.deactivated.add(did)
        await p.next_review()
        await p.stage.said(card, "removed its text from this thread")
        hidden = await p.stage.card("billing", "hidden for now")
        assert "teapot" not in str(hidden)
        assert "Mira" not in str(hidden)
        p.pds.town.deactivated.clear()
        await p.next_review()
        await p.stage.said(card, "Back:")
        assert WORDS in (await p.stage.card("billing", WORDS))["text"]
        assert await p.kinds() == ["hidden", "hidden", "unhidden"]


async def test_a_post_that_was_deleted_is_erased_within_the_day_and_the_log_says_why(
    database_url: str, tmp_path: Path
) -> None:
    async with played(database_url, tmp_path) as p:
        post, card = await p.case()
        began = p.wall()
        with capture_logs() as logged:
            del p.pds.town.posts[post.uri]
            await p.next_review()
            assert await p.kinds() == []
            await p.second_look()
            await p.stage.said(card, "Deleted:")
        assert p.wall() - began < timedelta(days=1)
        assert "teapot" not in await p.baton.store.transact(every_value)
        (erased,) = [one for one in logged if one["event"] == "post_erased"]
        (said,) = [one for one in logged if one["event"] == "deletion_confirmed"]
        assert (erased["post"].partition("/")[0], erased["case"]) == ("bluesky", 1001)
        assert (said["post"], said["why"][:16]) == (erased["post"], "Bluesky said at ")


@pytest.mark.parametrize("confirmed", [False, True], ids=["and no more", "until a person confirms it"])
async def test_many_that_vanish_together_are_an_alert_and_no_erasure(
    database_url: str, tmp_path: Path, confirmed: bool
) -> None:
    async with played(database_url, tmp_path) as p:
        for number in range(4):
            await p.case(f"{WORDS} number {number}", f"mira{number}.example")
        p.pds.town.posts.clear()
        await p.next_review()
        told = await p.stage.alerted("no longer shows 4 of the 4 posts")
        assert "confirm-deletions bluesky" in told
        await p.next_review()
        assert [await p.kinds(1001 + number) for number in range(4)] == [[]] * 4
        if confirmed:
            assert await confirm_deletions(database_url, "bluesky") == 4
            await p.second_look()
            await p.stage.card("billing", "All customer posts were deleted")
            assert "teapot" not in await p.baton.store.transact(every_value)
