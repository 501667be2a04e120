"""A case with posts in public and in private, and posts that can be answered for a while only."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.app import Baton
from bot.case import Ask, Refused, draft, join
from bot.mention import MayReply, Mention
from tests.journeys.stage import USUAL, Json, Stage, Wall, playing, until

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
NUMBER = "my customer number is 4711"


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
async def played(tmp_path: Path, wall: Wall) -> AsyncIterator[tuple[Stage, Baton]]:
    """On SQLite alone: what is chosen is written down by the same verbs on both databases."""
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path, USUAL, wall) as pair:
        yield pair


@pytest.fixture
async def card(stage: Stage) -> Json:
    await stage.customer("ana", POST)
    card = await stage.card("billing")
    await stage.agent("U0AINO").press("claim", card)
    return card


async def comes(baton: Baton, native_id: str, **more: object) -> Mention:
    """New message from customer of the customer's, which joins case 1001."""
    case = await baton.context.book.case(1001)
    now = baton.context.now()
    post = replace(case.first, native_id=native_id, posted_at=now, case=1001, **more)
    await baton.context.book.do(1001, Ask("x", now, native_id), join, mention=post)
    return post


async def test_the_window_answers_where_its_writer_chose_and_says_who_will_read_it(
    stage: Stage, baton: Baton, card: Json
) -> None:
    """Pitfalls 1 and 46."""
    aino = stage.agent("U0AINO")
    first = (await baton.context.book.case(1001)).first
    await comes(baton, "77", text=NUMBER, private=True)
    await aino.press("reply", card)
    window = await aino.modal("reply")
    assert "PRIVATE" in str(window["blocks"][0])
    assert NUMBER in str(window["blocks"][0])
    await aino.fill(window, "post", "x/public")
    window = await aino.modal("reply")
    assert "PUBLIC" in str(window["blocks"][0])
    assert NUMBER not in str(window["blocks"][0])
    await aino.submit(window, text="We are looking into it.", post="x/public")
    confirm = await aino.modal("confirm_reply")
    assert confirm["submit"]["text"] == "Post to X"
    assert NUMBER not in str(confirm["blocks"])
    await aino.submit(confirm)
    await stage.said(card, "Sent on X")
    (answer,) = [post for post in await stage.town() if post["author"]["is_brand"]]
    assert (answer["text"], answer["in_reply_to"]) == ("We are looking into it.", first.native_id)


async def test_a_window_opened_for_the_public_does_not_turn_private_while_somebody_types(
    stage: Stage, baton: Baton, card: Json
) -> None:
    aino = stage.agent("U0AINO")
    await aino.press("reply", card)
    window = await aino.modal("reply")
    await comes(baton, "77", text=NUMBER, private=True)
    await aino.submit(window, text="We are looking into it.")
    assert (await aino.modal("confirm_reply"))["submit"]["text"] == "Post to X"


async def test_the_card_counts_down_and_says_by_itself_when_the_time_is_over(
    stage: Stage, baton: Baton, card: Json, wall: Wall
) -> None:
    """Pitfall 47."""
    end = baton.context.now() + timedelta(seconds=50)
    post = await comes(baton, "78", text="still wrong", private=True, may_reply=MayReply("yes", until=end))
    open_until = await stage.card("billing", "Reply window on X closes")
    assert "s left)" in open_until["text"]
    await stage.agent("U0AINO").press("reply", card)
    assert "Reply window closes" in str((await stage.agent("U0AINO").modal("reply"))["blocks"])
    wall.put_forward(baton, timedelta(seconds=50))
    await _without(stage, "Reply window")
    ask = Ask("U0AINO", baton.context.now(), "late")
    with pytest.raises(Refused, match="reply window for this post closed"):
        await baton.context.book.do(1001, ask, draft, text="Hi", to=post, length=2, longest=280)


async def test_a_reply_turns_public_only_with_a_warning_and_without_the_private_text(
    stage: Stage, baton: Baton, card: Json, wall: Wall
) -> None:
    aino = stage.agent("U0AINO")
    end = baton.context.now() + timedelta(hours=2)
    await comes(baton, "78", text=NUMBER, private=True, may_reply=MayReply("yes", until=end))
    await aino.press("reply", card)
    await aino.submit(await aino.modal("reply"), text="For your eyes only")
    assert (await aino.modal("confirm_reply"))["submit"]["text"] == "Send privately"
    await comes(baton, "79", text="and again", private=True, may_reply=MayReply("yes", until=end))
    wall.put_forward(baton, timedelta(hours=2))
    warned = await stage.card("billing", "You can't reply to this private message")
    assert "Reply in public" in str(warned["blocks"])
    await aino.press("reply", card)
    window = await aino.modal("reply")
    assert "Everyone can read this reply" in str(window["blocks"][0])
    assert "For your eyes only" not in str(window)
    await aino.submit(window, text="Please write to us again.")
    confirm = await aino.modal("confirm_reply")
    assert "Everyone can read this reply" in str(confirm["blocks"][0])
    assert confirm["submit"]["text"] == "Post to X"


async def _without(stage: Stage, words: str) -> Json:
    """The first card of #billing once these words are gone from it."""

    async def look() -> Json | None:
        return next((card for card in await stage.cards("billing") if words not in card["text"]), None)

    return await until(look)
