"""A customer tells a story in several posts and names us in one: the case holds them all."""

from pathlib import Path

from bot.app import Baton
from tests.journeys.stage import Stage, look_now, until
from tests.journeys.test_bluesky import with_bluesky
from tests.wire.bluesky.pds import small_bluesky
from tests.wire.bluesky.town import OURS, mention_of


async def holds(baton: Baton, texts: list[str]) -> bool:
    case = await baton.context.book.case(1001)
    return sorted(post.text for post in case.mentions) == sorted(texts)


async def opened(stage: Stage) -> None:
    await stage.card("billing")


async def test_the_rest_of_a_story_joins_the_case_and_the_card_says_when_there_is_more(
    database_url: str, tmp_path: Path
) -> None:
    mira = "mira.bakes.example"
    async with small_bluesky() as pds, with_bluesky(pds, database_url, tmp_path) as (stage, baton):
        named = f"@{OURS}"
        first = pds.town.post(
            mira, f"{named} 1/3 my bill is wrong", facets=[mention_of(pds.town.us, 0, len(named))]
        )
        second = pds.town.answer(mira, first, "2/3 number 4711")
        third = pds.town.answer(mira, second, "3/3 refund please")
        texts = [post.record["text"] for post in (first, second, third)]
        await opened(stage)
        await until(lambda: holds(baton, texts))
        card = await stage.card("billing")
        await stage.said(card, "2/3 number 4711")
        assert "longer than what you see" not in card["text"]
        pds.deepest = 0
        pds.town.answer(mira, third, f"{named} hello?", facets=[mention_of(pds.town.us, 0, len(named))])
        pds.town.answer(mira, list(pds.town.posts.values())[-1], "4/3 hello!")
        await look_now(baton, "bluesky", "notifications")
        await stage.card("billing", "The thread is longer than what you see here")
