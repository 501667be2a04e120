"""The reference of commands, driven: each works in a thread, by /baton, by its slash command, by its button."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.case import Ask, assign, claim, draft, hand_over, record_sent, record_stuck, resolve, send, snooze
from bot.case.model import Resolution
from bot.delivery import Receipt
from bot.routing import reroute
from bot.slack.manifest import COMMANDS
from handlers import BUTTONS, VIEWS, WORDS
from handlers.help import help_text
from tests.handlers.front import Front, open_front
from tests.journeys.visitor import PUBLIC_URL

ME, NEXT = "U0AINO", "U0RUTH"
REFERENCE = (Path(__file__).parents[2] / "docs/reference/commands.md").read_text()
State = Callable[[Front, int], Awaitable[None]]


async def waiting(front: Front, number: int) -> None:
    """Leave the case as it was opened."""


async def mine(front: Front, number: int) -> None:
    await front.baton.context.book.do(number, ask(front, "claim"), claim)


async def anothers(front: Front, number: int) -> None:
    await front.baton.context.book.do(number, ask(front, "claim", NEXT), claim)


async def answered(front: Front, number: int) -> None:
    await mine(front, number)
    book = front.baton.context.book
    post = (await book.case(number)).first
    done = await book.do(number, ask(front, "draft"), draft, text="Sorry.", to=post, length=6, longest=280)
    await book.do(number, ask(front, "send"), send, number=done.case.drafts[0].number)
    reply = (await book.case(number)).replies[0].number
    receipt = Receipt("900", "", front.baton.services.now())
    await book.do(number, ask(front, "sent"), record_sent, number=reply, receipt=receipt)


async def resolved(front: Front, number: int) -> None:
    deed = ask(front, "resolve")
    await front.baton.context.book.do(number, deed, resolve, resolution=Resolution.SPAM, because="")


async def asleep(front: Front, number: int) -> None:
    await front.baton.context.book.do(number, ask(front, "snooze"), snooze, until=None)


async def handed_over(front: Front, number: int) -> None:
    rules, case = front.baton.services.rules(), await front.case(number)
    route = reroute(rules, "service", case.route, "handed over")
    await front.baton.context.book.do(
        number, ask(front, "hand over", NEXT), hand_over, route=route, reason="the router"
    )


async def given(front: Front, number: int) -> None:
    until = front.baton.services.now().replace(year=2100)
    await front.baton.context.book.do(number, ask(front, "assign", "baton"), assign, to=ME, until=until)


async def stuck(front: Front, number: int) -> None:
    await front.baton.context.book.do(number, ask(front, "stuck"), record_stuck, job="none", why="no")


def ask(front: Front, what: str, by: str = ME) -> Ask:
    return Ask(by, front.baton.services.now(), what)


@dataclass(frozen=True)
class Row:
    """A command: the state it is for, what follows the word, the event it leads to or what is answered.

    `press` is its button, `window` what is typed in the window that opens; `network` is where the customer wrote.
    """

    state: State = waiting
    more: str = ""
    kind: str = ""
    says: str = ""
    press: str = ""
    network: str = "x"
    window: dict[str, str] = field(default_factory=dict)


ROWS = {
    "claim": Row(kind="claimed", press="claim"),
    "release": Row(mine, "she calls later", "released", press="release"),
    "takeover": Row(anothers, "", says="Take it over?", press="ask_take_over"),
    "reply": Row(mine, "Sorry, Ana.", "drafted", press="reply", window={"text": "Sorry, Ana."}),
    "correct": Row(
        answered,
        "Sorry, Ana.",
        "redrafted",
        press="correct",
        network="page",
        window={"new_text": "Sorry, Ana."},
    ),
    "delete": Row(answered, says="Delete this reply", press="delete_reply"),
    "private": Row(mine, says="Link: ", press="take_private"),
    "revoke": Row(mine, kind="links_revoked", press="revoke_links"),
    "handover": Row(
        more="service the router",
        kind="handed_over",
        press="hand_over",
        window={"team": "service", "reason": "the router"},
    ),
    "refuse": Row(handed_over, "not ours", "handed_over", press="send_back", window={"reason": "not ours"}),
    "sendback": Row(handed_over, "not ours", "handed_over"),
    "ask": Row(
        mine,
        "service is it yours?",
        "guidance_asked",
        press="ask_guidance",
        window={"team": "service", "question": "is it yours?"},
    ),
    "snooze": Row(more="2h", kind="snoozed", press="snooze", window={"until": "1h"}),
    "pending": Row(answered, "3 days", "pending", press="pending", window={"until": "3 days"}),
    "wake": Row(asleep, kind="woken", press="wake"),
    "resolve": Row(more="spam", kind="resolved", press="resolve", window={"resolution": "spam"}),
    "reopen": Row(resolved, "she wrote an email", "reopened", press="reopen"),
    "answered": Row(more="by phone", kind="answered_elsewhere", press="mark_answered"),
    "accept": Row(given, kind="accepted", press="claim"),
    "giveback": Row(given, "off today", "unassigned", press="release"),
    "mood": Row(more="negative", kind="mood_corrected", press="mood_negative"),
    "same": Row(more="{other}", kind="same_person_proposed"),
    "why": Row(says="was routed to billing by", press="why"),
    "clock": Row(says="SLA timers of case"),
    "unstick": Row(stuck, kind="unstuck", press="unstick"),
    "retry": Row(stuck, kind="unstuck"),
    "escalate": Row(more="https://x.com/ana/status/1234567 billing", says="Fetching that post"),
    "queue": Row(more="billing", says="Cases for"),
    "search": Row(more="bill", says="for"),
    "on": Row(more="billing", says="on shift"),
    "off": Row(more="billing until 23:59", says="shift"),
    "shift": Row(says="shift"),
    "loan": Row(more="@leon to billing for 1h", says="is a temporary member of Billing until"),
    "loans": Row(says="There are no temporary members"),
    "notify": Row(more="both", says="Baton notifies you in the case's thread and by direct message"),
    "rules": Row(says="rules", press="edit_rules"),
    "help": Row(says="*Anywhere*"),
}
OF_NO_CASE = (
    *("escalate", "queue", "search", "on", "off", "shift", "loan", "loans", "notify", "rules", "help"),
)
every_word = pytest.mark.parametrize("word", ROWS)
SLASH = [word for word, _, _ in COMMANDS if word != "baton"]


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    """Run a Baton with a private page and an editor of the rules, for all commands."""
    page = {"PUBLIC_URL": PUBLIC_URL, "LINK_SECRET": "a secret for links, long enough"}
    async with open_front(tmp_path, RULES_EDITORS=ME, **page) as front:
        yield front


def test_the_reference_the_help_and_the_commands_are_the_same_words() -> None:
    assert set(WORDS) == set(ROWS)
    for page in (help_text(), REFERENCE):
        assert set(WORDS) - {"sendback"} <= set(re.findall(r"`(\w+)", page))
    assert set(re.findall(r"^\| `/(\w+)", REFERENCE, re.MULTILINE)) == {*SLASH, "baton"}


async def state_of(front: Front, word: str) -> tuple[int, Row, list[str]]:
    """Bring a case to the state that the command needs; return it with its events so far."""
    row, other = ROWS[word], await front.opened(ts="2.1")
    number = await front.opened(network=row.network)
    await row.state(front, number)
    return number, Row(**{**vars(row), "more": row.more.format(other=other)}), await front.kinds(number)


async def check(front: Front, number: int, row: Row, before: list[str], told: str) -> None:
    happened = (await front.kinds(number))[len(before) :]
    assert (row.kind in happened) if row.kind else (happened == [] or "noted" in happened), told
    assert row.says.lower() in told.lower()


@every_word
async def test_each_word_works_by_the_command_for_all(front: Front, word: str) -> None:
    number, row, before = await state_of(front, word)
    where = "" if word in OF_NO_CASE else f"{number} "
    answer = await front.command(f"{word} {where}{row.more}")
    await check(front, number, row, before, answer.words + json.dumps(front.views()))


@pytest.mark.parametrize("word", SLASH)
async def test_each_slash_command_works(front: Front, word: str) -> None:
    number, row, before = await state_of(front, word)
    where = "" if word in OF_NO_CASE else f"{number} "
    answer = await front.command(f"{where}{row.more}", word=f"/{word}")
    await check(front, number, row, before, answer.words + json.dumps(front.views()))


@every_word
@pytest.mark.parametrize("how", ["!{}", "<@U0BATON> {}"])
async def test_each_word_works_in_the_thread(front: Front, word: str, how: str) -> None:
    number, row, before = await state_of(front, word)
    await front.say(f"{how.format(word)} {row.more}")
    await check(front, number, row, before, "".join(front.told()))


@pytest.mark.parametrize("word", [word for word, row in ROWS.items() if row.press])
async def test_each_button_works(front: Front, word: str) -> None:
    number, row, before = await state_of(front, word)
    reply = next(iter((await front.case(number)).replies), None)
    await front.press(row.press, f"{number}/{reply.number}" if reply else str(number))
    if row.window:
        (view,) = front.views()
        about = json.loads(view["private_metadata"])
        await front.submit(view["callback_id"], about, **row.window)
    told = "".join(front.told()) + json.dumps(front.views())
    says = row if row.press != "delete_reply" else Row(kind="deleting")
    await check(front, number, says, before, told)
    assert row.press in BUTTONS
    assert not row.window or view["callback_id"] in VIEWS
