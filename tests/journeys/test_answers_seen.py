"""Whatever is pressed on a card that nobody has answered under: the one who pressed sees an answer.

Pitfall 73: Slack shows words to one person in a thread only once somebody has written there.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.app import Baton
from bot.case import Ask, assign, claim, record_stuck, resolve, snooze
from bot.case.model import Resolution
from bot.services.rulebook.versions import save
from bot.slack.views.reply import SUGGESTED, TEXT
from handlers import BUTTONS
from tests.journeys.questions import asked, not_sent, sample, unsure, words_in
from tests.journeys.stage import Json, Stage, playing, settled, until
from tests.journeys.visitor import PUBLIC_URL
from tests.journeys.windows import pressable_in

OWNER, OTHER = "U0AINO", "U0RUTH"
SECRET = "a secret for links, long enough"
RULES = (Path(__file__).parents[2] / "sandbox" / "routing_rules.yaml").read_text(encoding="utf-8")
Deed = Callable[[Baton, int], Awaitable[None]]


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    """What is answered does not differ by database, so one will do."""
    url = f"sqlite:///{tmp_path / 'baton.db'}"
    page = {"PUBLIC_URL": PUBLIC_URL, "LINK_SECRET": SECRET}
    async with playing(url, tmp_path, RULES_EDITORS=OWNER, **page) as pair:
        yield pair


async def leave(baton: Baton, number: int) -> None:
    """The card as it was posted."""


async def taken(baton: Baton, number: int) -> None:
    await baton.context.book.do(number, ask(baton, number, "claim"), claim)


async def done_with(baton: Baton, number: int) -> None:
    deed = ask(baton, number, "resolve")
    await baton.context.book.do(number, deed, resolve, resolution=Resolution.SPAM, because="")


async def asleep(baton: Baton, number: int) -> None:
    await baton.context.book.do(number, ask(baton, number, "snooze"), snooze, until=None)


async def stuck(baton: Baton, number: int) -> None:
    await baton.context.book.do(number, ask(baton, number, "stuck"), record_stuck, job="none", why="No way.")


def ask(baton: Baton, number: int, what: str) -> Ask:
    return Ask(OWNER, baton.context.now(), f"{what} {number}")


def buttons_of(message: Json) -> Iterator[str]:
    """The words of what a person could press in a message; a link is answered by the page it opens."""
    for block in message["blocks"]:
        for element in pressable_in(block):
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


Step = Callable[[Stage, Baton, Json], Awaitable[Json]]


async def failed(stage: Stage, baton: Baton, card: Json) -> Json:
    return await not_sent(stage, stage.agent(OWNER), card)


async def doubtful(stage: Stage, baton: Baton, card: Json) -> Json:
    return await unsure(stage, stage.agent(OWNER), card)


async def guidance(stage: Stage, baton: Baton, card: Json) -> Json:
    return await asked(stage, stage.agent(OWNER), card)


async def sent(stage: Stage, baton: Baton, card: Json) -> Json:
    await stage.agent(OWNER).answer(card, "It goes back today.")
    return await under(stage, card, "Sent on X")


async def resolved(stage: Stage, baton: Baton, card: Json) -> Json:
    await sent(stage, baton, card)
    return await typed(stage, card, "!resolve", "is resolved: answered")


async def given(stage: Stage, baton: Baton, card: Json) -> Json:
    await stage.agent(OWNER).command("billing", "/release 1001")
    until_then = baton.context.now() + timedelta(hours=1)
    deed = Ask("baton", baton.context.now(), "assign")
    await baton.context.book.do(1001, deed, assign, to=OWNER, until=until_then)
    return await under(stage, card, "is assigned to you")


async def same(stage: Stage, baton: Baton, card: Json) -> Json:
    await second(stage)
    await stage.agent(OWNER).say(card, "!same 1002")
    return await under(stage, card, "Is this the same customer?")


async def agreed(stage: Stage, baton: Baton, card: Json) -> Json:
    await stage.agent(OWNER).press("same_yes", await same(stage, baton, card))
    return await under(stage, card, "The same customer")


async def preview(stage: Stage, baton: Baton, card: Json) -> Json:
    return await typed(stage, card, "!reply It goes back today.", "Nothing has been sent yet")


async def taking_over(stage: Stage, baton: Baton, card: Json) -> Json:
    return await typed(stage, card, "!takeover", "Take it over?", OTHER)


async def going_private(stage: Stage, baton: Baton, card: Json) -> Json:
    return await typed(stage, card, "!private", "Link: ")


async def deleting(stage: Stage, baton: Baton, card: Json) -> Json:
    await sent(stage, baton, card)
    return await typed(stage, card, "!delete", "Delete this reply")


async def rules_by_word(stage: Stage, baton: Baton, card: Json) -> Json:
    return await typed(stage, card, "!rules", "Edit the routing rules in a window")


async def queued(stage: Stage, baton: Baton, card: Json) -> Json:
    await second(stage)
    await stage.agent(OWNER).command("billing", "/baton snooze 1001 customer")
    return await commanded(stage, card, "/queue billing", "Cases for")


async def shifts(stage: Stage, baton: Baton, card: Json) -> Json:
    """They are on shift, whatever the hour is in Berlin."""
    await stage.agent(OWNER).command("billing", "/baton on billing for 1h")
    return await commanded(stage, card, "/baton shift", "You are on shift")


async def off_shift(stage: Stage, baton: Baton, card: Json) -> Json:
    await stage.agent(OWNER).command("billing", "/baton off billing for 1h")
    return await commanded(stage, card, "/baton shift", "You are off shift")


async def sampled(stage: Stage, baton: Baton, card: Json) -> Json:
    _, message = await sample(stage, baton)
    return message


async def loans(stage: Stage, baton: Baton, card: Json) -> Json:
    await stage.agent(OWNER).command("billing", "/baton loan @leon to billing for 1h")
    return await commanded(stage, card, "/baton loans", "added by")


async def sentiment(stage: Stage, baton: Baton, card: Json) -> Json:
    return await typed(stage, card, "!mood", "Sentiment of case")


async def announced(stage: Stage, baton: Baton, card: Json) -> Json:
    await save(baton.rulebook, f"{RULES}\n# changed\n", author=OWNER, note="a change")
    await stage.alerted("a change")
    slack = stage.sandbox.slack.channel("#baton-alerts")
    (message,) = [m for m in slack.messages.values() if "a change" in m.text]
    return {**message.as_json(), "channel": slack.id}


async def versions(stage: Stage, baton: Baton, card: Json) -> Json:
    for note in ("one", "two"):
        await save(baton.rulebook, f"{RULES}\n# {note}\n", author=OWNER, note=note)
    return await commanded(stage, card, "/baton rules history", "active")


async def preferring(stage: Stage, baton: Baton, card: Json) -> Json:
    return await commanded(stage, card, "/baton notify", "Baton notifies you")


async def written_to(stage: Stage, baton: Baton, card: Json) -> Json:
    await stage.agent(OWNER).command("billing", "/baton notify dm also off shift")
    await stage.customer("ana", "@larkspur_help and the refund?")
    return await stage.agent(OWNER).direct("The customer wrote again")


async def under(stage: Stage, card: Json, words: str) -> Json:
    return {**await stage.said(card, words), "channel": card["channel"]}


async def typed(stage: Stage, card: Json, text: str, told: str, user: str = OWNER) -> Json:
    """What somebody who types that in the thread sees alone."""
    agent = stage.agent(user)
    await agent.say(card, text)
    return {**await agent.told(told, card), "channel": card["channel"], "thread_ts": card["ts"]}


async def commanded(stage: Stage, card: Json, text: str, told: str) -> Json:
    aino = stage.agent(OWNER)
    await aino.command("billing", text)
    return {**await aino.told(told, card), "channel": card["channel"]}


async def second(stage: Stage) -> None:
    await stage.customer("bob", "@larkspur_help my bill is wrong too, refund")
    await stage.card("billing", "#1002 ")


async def screen(stage: Stage, user: str) -> str:
    """All that somebody sees: every channel with its threads, their windows."""
    shown: list[Any] = [await stage.agent(user).modals()]
    for channel in stage.sandbox.slack.channels.values():
        shown.append(await stage.get(f"/page/channels/{channel.id}/messages", user=user))
        roots = [message.ts for message in channel.messages.values() if message.at_top_level]
        shown += [await stage.thread({"channel": channel.id, "ts": ts}, user) for ts in roots]
    return json.dumps(shown)


ASKING: tuple[tuple[Step, str, tuple[str, ...]], ...] = (
    (failed, OWNER, ("try_again",)),
    (failed, OTHER, ("try_again",)),
    (doubtful, OWNER, ("it_did", "send_again")),
    (doubtful, OTHER, ("it_did", "send_again")),
    (guidance, OWNER, ("answered_question",)),
    (resolved, OWNER, ("undo_resolve",)),
    (sent, OWNER, ("delete_reply",)),
    (sent, OTHER, ("delete_reply",)),
    (given, OWNER, ("claim", "release")),
    (given, OTHER, ("claim", "release")),
    (same, OTHER, ("same_yes", "same_no")),
    (agreed, OTHER, ("same_undo",)),
    (preview, OWNER, ("review_reply",)),
    (taking_over, OTHER, ("take_over",)),
    (going_private, OWNER, ("take_private",)),
    (deleting, OWNER, ("delete_reply",)),
    (rules_by_word, OWNER, ("edit_rules",)),
    (queued, OWNER, ("claim_listed", "wake_listed")),
    (shifts, OWNER, ("shift_off",)),
    (off_shift, OWNER, ("shift_on",)),
    (sampled, OWNER, ("make_case",)),
    (loans, OWNER, ("end_loan",)),
    (sentiment, OWNER, ("mood_negative", "mood_neutral", "mood_positive")),
    (announced, OWNER, ("undo_rules",)),
    (announced, OTHER, ("undo_rules",)),
    (versions, OWNER, ("restore_rules", "edit_rules")),
    (preferring, OWNER, ("preferences",)),
    (written_to, OWNER, ("reply",)),
)


@pytest.mark.parametrize(
    ("step", "user", "word"),
    [(step, user, word) for step, user, words in ASKING for word in words],
    ids=lambda value: getattr(value, "__name__", value),
)
async def test_every_button_of_every_message_is_answered_where_it_is_seen(
    played: tuple[Stage, Baton], step: Step, user: str, word: str
) -> None:
    stage, baton = played
    await stage.customer("ana", "@larkspur_help my bill is wrong, refund")
    message = await step(stage, baton, await stage.agent(OWNER).claim("billing"))
    assert word in words_in(message["blocks"])
    await until(partial(settled, baton))
    before = await screen(stage, user)
    await stage.agent(user).press(word, message)

    async def changed() -> bool:
        return await screen(stage, user) != before

    await until(changed, 10)


def test_no_button_is_left_out() -> None:
    """Those of windows are answered in their window; the rest stand on cards or in one of the messages above."""
    on_cards = {
        "claim",
        "claim_reply",
        "accept_reply",
        "more",
        "release",
        "ask_take_over",
        "reply",
        "hand_over",
        "escalate",
        "resolve",
        "reopen",
        "why",
        "change_sentiment",
        "revoke_links",
    }
    on_cards |= {"mark_answered", "send_back", "snooze", "wake", "ask_guidance", "take_private", "unstick"}
    in_windows = {TEXT, SUGGESTED, "post", "suggest", "saved_reply", "resolution", "why_misses"}
    in_windows |= {"bulk_action", "bulk_undo", "keep_open"}
    in_windows |= {
        "rule_add",
        "rule_edit",
        "rule_up",
        "rule_down",
        "rule_pause",
        "rule_duplicate",
        "rule_try",
    }
    in_windows |= {"rules_back", "rules_teams", "rules_team_add", "rules_team_edit"}
    in_windows |= {"rules_replies", "rules_reply_add", "rules_reply_edit"}
    in_windows |= {"rules_replies_of", "rules_replies_previous", "rules_replies_next"}
    in_windows |= {"rules_previous", "rules_next", "rules_yaml", "rules_history"}
    # On cards that an earlier version drew.
    on_cards |= {"change_sentiment"}
    # Each press there draws the tab again; see tests/handlers/test_home.py and test_bulk.py.
    on_home = {"home_team", "home_network", "home_priority", "home_more", "home_back", "claim_next"}
    on_home |= {"search", "search_words", "bulk", "reassign"}
    # Pressed in the journeys on Discord, since X takes no corrections, and in those of private conversations;
    # *Wait for customer* is in the window *More*, whose buttons tests/handlers/test_windows.py presses.
    elsewhere = {"pending", "correct", "review_correction", "closing_line", "accept_sender", "undo_sender"}
    pressed = {word for _, _, words in ASKING for word in words}
    assert set(BUTTONS) == on_cards | in_windows | on_home | elsewhere | pressed
