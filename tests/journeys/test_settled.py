"""Every message with buttons, until its question is settled and after: what is left to press would still be done."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.app import Baton
from bot.case import Status
from bot.services.rulebook.versions import save
from tests.journeys.questions import asked, not_sent, sample, unsure, words_in
from tests.journeys.stage import CHANNELS, Agent, Json, Stage, number_of, playing, settled, until

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
RULES = (Path(__file__).parents[2] / "sandbox" / "routing_rules.yaml").read_text(encoding="utf-8")
AINO = "U0AINO"
DECIDING = {"try_again", "it_did", "send_again", "answered_question"}


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    """What Slack shows does not differ by database, so one will do."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    settings = {"ROUTING_RULES": str(tmp_path / "rules.yaml"), "RULES_EDITORS": AINO}
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path, **settings) as pair:
        yield pair


@pytest.fixture
def stage(played: tuple[Stage, Baton]) -> Stage:
    return played[0]


@pytest.fixture
def baton(played: tuple[Stage, Baton]) -> Baton:
    return played[1]


@pytest.fixture
def aino(stage: Stage) -> Agent:
    return stage.agent(AINO)


@pytest.fixture
async def card(stage: Stage, aino: Agent) -> Json:
    await stage.customer("ana", POST)
    return await aino.claim("billing")


async def live(stage: Stage) -> set[str]:
    """The words of all buttons of all Baton's messages but the cards, wherever they are."""
    slack = stage.sandbox.slack
    channels = [slack.channel(f"#{name}") for name in CHANNELS]
    messages = [m for channel in channels for m in channel.messages.values() if m.user == slack.bot_user]
    return {
        word
        for message in messages
        # A message in the thread begins with the number, too.
        if message.thread_ts not in (None, "", message.ts) or not number_of({"text": message.text})
        for word in words_in(message.blocks)
    }


async def calm(stage: Stage, baton: Baton) -> set[str]:
    """What can be pressed once nothing waits to be done."""
    await stage.sandbox.delivered()
    await until(lambda: settled(baton))
    return await live(stage)


async def tried_again(stage: Stage, aino: Agent, card: Json, message: Json) -> None:
    await aino.press("try_again", message)
    await stage.said(card, "Sent on X")


async def sent_again(stage: Stage, aino: Agent, card: Json, message: Json) -> None:
    await aino.press("send_again", message)
    await stage.said(card, "Sent on X")


async def answered_anew(stage: Stage, aino: Agent, card: Json, message: Json) -> None:
    await aino.answer(card, "Sorry, it goes back today.")
    await stage.said(card, "Sent on X")


async def resolved(stage: Stage, aino: Agent, card: Json, message: Json) -> None:
    assert "resolved" in (await aino.command("billing", "/resolve 1001 spam"))["reply"]["text"]


async def handed_over(stage: Stage, aino: Agent, card: Json, message: Json) -> None:
    await aino.say(card, "!handover service it is the router")
    await stage.card("service", "it is the router")


async def written_again(stage: Stage, aino: Agent, card: Json, message: Json) -> None:
    await stage.customer("ana", "@larkspur_help hello? anybody?")
    await stage.said(card, "anybody?")


async def said_so(stage: Stage, aino: Agent, card: Json, message: Json) -> None:
    await aino.press("answered_question", message)


Step = Callable[[Stage, Agent, Json], Awaitable[Json]]
End = Callable[[Stage, Agent, Json, Json], Awaitable[None]]


@pytest.mark.parametrize(
    ("ask", "end", "left"),
    [
        (not_sent, tried_again, set()),
        (not_sent, answered_anew, set()),
        (not_sent, resolved, set()),
        (not_sent, handed_over, set()),
        (not_sent, written_again, set()),
        (unsure, sent_again, set()),
        (unsure, answered_anew, set()),
        (unsure, resolved, set()),
        # Whether it went out must still be said; to send the same text again would be no answer.
        (unsure, handed_over, {"it_did"}),
        (unsure, written_again, {"it_did"}),
        (asked, said_so, set()),
        (asked, resolved, set()),
        (asked, handed_over, set()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
async def test_a_settled_question_has_nothing_to_press(
    stage: Stage, baton: Baton, aino: Agent, card: Json, ask: Step, end: End, left: set[str]
) -> None:
    message = await ask(stage, aino, card)
    assert await calm(stage, baton) & DECIDING
    await end(stage, aino, card, message)
    assert await calm(stage, baton) & DECIDING == left


async def test_what_is_left_to_press_is_done(stage: Stage, baton: Baton, aino: Agent, card: Json) -> None:
    message = await unsure(stage, aino, card)
    await written_again(stage, aino, card, message)
    await calm(stage, baton)
    await aino.press("it_did", message)
    await stage.said(card, "Sent on X")


async def test_a_reopened_case_asks_again_what_was_left_open(
    stage: Stage, baton: Baton, aino: Agent, card: Json
) -> None:
    message = await not_sent(stage, aino, card)
    await resolved(stage, aino, card, message)
    assert "try_again" not in await calm(stage, baton)
    await aino.command("billing", "/reopen 1001")
    assert "try_again" in await calm(stage, baton)
    await aino.command("billing", "/claim 1001")
    await aino.press("try_again", message)
    await stage.said(card, "Sent on X")


async def test_a_button_from_before_is_refused_and_goes(
    stage: Stage, baton: Baton, aino: Agent, card: Json
) -> None:
    """Messages of an earlier release keep their buttons until somebody presses one."""
    message = await asked(stage, aino, card)
    await calm(stage, baton)
    shown = stage.sandbox.slack.channel("#billing").messages[message["ts"]]
    before = shown.blocks
    await resolved(stage, aino, card, message)
    assert "answered_question" not in await calm(stage, baton)
    shown.blocks = before
    await aino.press("answered_question", message)
    await aino.told("already closed", card)
    assert "answered_question" not in await calm(stage, baton)
    assert (await baton.context.book.case(1001)).status is Status.RESOLVED


async def test_rules_are_undone_from_their_latest_announcement_only(stage: Stage, baton: Baton) -> None:
    for note in ("first", "second"):
        await save(baton.rulebook, f"{RULES}\n# {note}\n", author=AINO, note=note)
        await stage.alerted(note)
    assert await calm(stage, baton) == {"undo_rules"}
    first = await stage.alerted("first")
    assert "Version 2 replaced it." in first
    second = stage.sandbox.slack.channel("#baton-alerts").messages
    (undo,) = [m for m in second.values() if "undo_rules" in words_in(m.blocks)]
    assert "second" in undo.text


async def test_an_ignored_post_that_became_a_case_otherwise_is_no_more_offered(
    stage: Stage, baton: Baton
) -> None:
    post, _ = await sample(stage, baton)
    await stage.agent("U0MIRA").command("social", f"/escalate https://x.com/winner/status/{post} billing")
    await stage.card("billing", "FREE FOLLOWERS")
    assert "make_case" not in await calm(stage, baton)
