"""X fails, refuses or leaves us in doubt: the answer goes out once, or the thread says why not and what to do."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.app import Baton, Patience
from bot.case import Delivery, fold
from bot.networks.x import X
from tests.journeys.stage import Json, Stage, Wall, a_sandbox, at_work, playing, settled, until, watching

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
ANSWER = "Sorry, the second charge is on its way back to you."
SEND = "POST /2/tweets"
SOON = Patience(search_pauses=(0.1, 0.2))
RESTARTED_SOON = Patience(restart=0.2)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
async def played(tmp_path: Path, wall: Wall) -> AsyncIterator[tuple[Stage, Baton]]:
    """On SQLite alone: what X does is written down by the same verbs on both databases."""
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path, SOON, wall) as pair:
        yield pair


@pytest.fixture
async def card(stage: Stage) -> Json:
    """A card of a case that Aino has claimed."""
    await stage.customer("ana", POST)
    card = await stage.card("billing")
    await stage.agent("U0AINO").press("claim", card)
    return card


@pytest.mark.parametrize("fault", ["500_after", "reset_after", "html_after", "malformed_after"])
async def test_an_answer_that_went_out_unconfirmed_is_found_and_not_sent_twice(
    stage: Stage, baton: Baton, card: Json, fault: str
) -> None:
    stage.sandbox.faults.arm(SEND, fault)
    await stage.agent("U0AINO").answer(card, ANSWER)
    sent = await stage.said(card, "Sent on X")
    assert "Open the reply" in sent["text"]
    assert await stage.public_answers() == [ANSWER]
    await _is_well(baton)


@pytest.mark.parametrize("fault", ["500", "reset", "html"])
async def test_an_answer_nobody_can_find_is_asked_about_and_sent_again(
    stage: Stage, baton: Baton, card: Json, fault: str
) -> None:
    aino = stage.agent("U0AINO")
    stage.sandbox.faults.arm(SEND, fault)
    await aino.answer(card, ANSWER)
    asked = await stage.said(card, "We couldn't confirm delivery.")
    assert await stage.public_answers() == []
    await aino.press("send_again", asked | {"channel": card["channel"]})
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == [ANSWER]
    await _is_well(baton)


async def test_it_did_is_believed_and_nothing_is_sent(stage: Stage, baton: Baton, card: Json) -> None:
    aino = stage.agent("U0AINO")
    stage.sandbox.faults.arm(SEND, "500")
    await aino.answer(card, ANSWER)
    asked = await stage.said(card, "We couldn't confirm delivery.")
    await aino.press("it_did", asked | {"channel": card["channel"]})
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == []
    await _is_well(baton)


async def test_a_wait_of_days_is_told_and_try_again_sends(stage: Stage, baton: Baton, card: Json) -> None:
    """pitfall 43"""
    aino = stage.agent("U0AINO")
    stage.sandbox.faults.arm(SEND, "429", seconds=3 * 86_400)
    await aino.answer(card, ANSWER)
    told = await stage.said(card, "Not sent")
    assert "our rate limit is used up" in told["text"]
    await aino.press("try_again", told | {"channel": card["channel"]})
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == [ANSWER]
    await _is_well(baton)


async def test_a_short_wait_is_waited_for(stage: Stage, baton: Baton, card: Json) -> None:
    """pitfall 43"""
    stage.sandbox.faults.arm(SEND, "429", seconds=1)
    await stage.agent("U0AINO").answer(card, ANSWER)
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == [ANSWER]
    await _is_well(baton)


async def test_a_refusal_is_shown_in_the_words_of_x(stage: Stage, baton: Baton, card: Json) -> None:
    """pitfalls 41 and 42"""
    stage.sandbox.faults.arm(SEND, "error:This request looks like it might be automated.")
    await stage.agent("U0AINO").answer(card, ANSWER)
    told = await stage.said(card, "Not sent")
    assert "This request looks like it might be automated." in told["text"]
    assert await stage.public_answers() == []
    await _is_well(baton)


async def test_a_post_that_arrives_while_x_is_busy_becomes_one_case(stage: Stage, baton: Baton) -> None:
    """pitfalls 21 and 22"""
    stage.sandbox.faults.arm("GET /2/*", "429", times=4, seconds=1)
    await stage.customer("ana", POST)
    await stage.card("billing", "charged twice")
    await until(lambda: settled(baton))
    assert len(await stage.cards("billing")) == 1
    await _is_well(baton)


async def test_a_post_that_does_not_name_us_cannot_be_answered_by_reply_only_marked(
    stage: Stage, baton: Baton
) -> None:
    """pitfall 39: X takes a reply by its API only when the author named us"""
    aino = stage.agent("U0AINO")
    await stage.customer("ben", "larkspur billed me twice, refund please")
    card = await stage.card("billing", "billed me twice")
    await aino.press("claim", card)
    await stage.card("billing", "Claimed")
    shown = (await stage.cards("billing"))[0]
    words = _buttons(shown)
    assert "reply" not in words
    assert {"open_post", "mark_answered"} <= words
    refused = await aino.command("billing", "/reply 1001 hello")
    assert "accepts a reply only if" in refused["reply"]["text"]
    await aino.press("mark_answered", card)
    await stage.said(card, "nswered")
    assert (await baton.context.book.case(1001)).due_at is None


async def test_what_a_network_says_of_its_trouble_tells_nobody_in_the_alert_channel(stage: Stage) -> None:
    """Pitfall 9."""
    stage.sandbox.faults.arm("GET /2/users/*", "error:<!channel> ask <@U0RUTH>", times=2)
    told = await stage.alerted("Baton cannot read")
    assert "&lt;!channel&gt;" in told
    assert [ping.who for ping in stage.sandbox.slack.pings] == []


@pytest.mark.parametrize("closed", ["left", "archived"])
async def test_a_closed_channel_sends_its_cards_to_the_alert_channel_and_says_so_once(
    stage: Stage, baton: Baton, closed: str
) -> None:
    """pitfall 27"""
    billing = stage.sandbox.slack.channels["C0BILLING"]
    if closed == "left":
        billing.members.remove("U0BATON")
    else:
        billing.is_archived = True
    await stage.customer("ana", POST)
    await stage.customer("ben", "@larkspur_help my bill is wrong too, refund!")
    first = await stage.card("baton-alerts", "charged twice")
    await stage.card("baton-alerts", "wrong too")
    await until(lambda: settled(baton))
    assert await stage.cards("billing") == []
    assert len([alert for alert in await stage.alerts() if "cannot post in #billing" in alert]) == 1
    aino = stage.agent("U0AINO")
    await aino.press("claim", first)
    await aino.answer(first, ANSWER)
    await stage.said(first, "Sent on X")


async def test_an_answer_waiting_to_be_sent_stops_when_the_case_goes_to_somebody_else(
    stage: Stage, baton: Baton, card: Json, wall: Wall
) -> None:
    """docs/architecture.md, section 7, rule 2; docs/pitfalls.md, 7."""
    aino, ruth = stage.agent("U0AINO"), stage.agent("U0RUTH")
    stage.sandbox.faults.arm(SEND, "429", seconds=50)
    await aino.answer(card, ANSWER)
    await stage.said(card, "Waiting to send on X")
    await ruth.take_over(card)
    wall.put_forward(baton, timedelta(seconds=50))
    told = await stage.said(card, "Not sent")
    assert "The case got a new owner" in told["text"]
    assert await stage.public_answers() == []
    await ruth.answer(card, "Ruth here: it is on its way.")
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == ["Ruth here: it is on its way."]
    await _is_well(baton)


async def _is_well(baton: Baton) -> None:
    await until(lambda: settled(baton))
    case = await baton.context.book.case(1001)
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    assert fold(1001, journal) == case
    assert case.stuck == ""
    assert all(reply.state is not Delivery.SENDING for reply in case.replies)


def _buttons(message: Json) -> set[str]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return {element["action_id"] for row in rows for element in row}


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"data": {"id": 5}}])
async def test_an_x_that_answers_nonsense_is_told_and_watched_once_it_makes_sense(
    tmp_path: Path, body: Json
) -> None:
    answers = {"/2/users/me": body}

    async def answer(request: web.Request) -> web.Response:
        return web.json_response(answers.get(request.path, {"meta": {"result_count": 0}}))

    async with a_sandbox() as sandbox, a_server(answer) as url:
        settings = {"X_API_URL": url}
        database = f"sqlite:///{tmp_path / 'baton.db'}"
        async with at_work(sandbox, database, tmp_path, settings, RESTARTED_SOON, "x") as (stage, baton):
            assert "answer" in await stage.alerted("X is not connected")
            assert not await watching(baton)
            answers["/2/users/me"] = {"data": {"id": "5", "username": "larkspur_help"}}
            await until(lambda: watching(baton))
            assert len(await stage.alerts()) == 1


async def test_a_start_that_goes_wrong_unexpectedly_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, starts = X.start, iter([KeyError("unforeseen")])

    async def first_goes_wrong(x: X, *, listen: bool = False) -> None:
        if wrong := next(starts, None):
            raise wrong
        await whole(x, listen=listen)

    monkeypatch.setattr(X, "start", first_goes_wrong)
    database = f"sqlite:///{tmp_path / 'baton.db'}"
    async with playing(database, tmp_path, RESTARTED_SOON) as (stage, _):
        assert "KeyError" in await stage.alerted("X is not connected")
        await stage.customer("ana", POST)
        await stage.card("billing")


@asynccontextmanager
async def a_server(answer: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    """A server that answers everything so, and its address."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()
