"""Text of people who mean harm, through the whole of Baton: it pings nobody, breaks no card, stops nothing."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import aiohttp
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.replay import Kept, card_key, kept, opened
from bot.app import Baton
from bot.mention import Author, MayReply, Mention
from bot.routing import Rules, read_rules
from bot.services.intake import Intake
from bot.slack.views.blocks import group
from bot.slack.views.card import draw_card
from bot.store import open_store
from sandbox import Sandbox
from sandbox.slack.blocks import check_message
from sandbox.slack.pings import directory, whom
from sandbox.slack.seed import BOT_USER, groups, people
from tests.bot.slack.views.hostile import HOSTILE
from tests.journeys.stage import ROUND, Agent, Json, Stage, migrated, until

RULES = Path(__file__).parents[2] / "sandbox" / "routing_rules.yaml"
LONG_NAME = 5_000
# What a command or a window takes of a text is less than what a post can be.
TYPED = 900
CALM = "my bill is wrong"
ODD = [
    "x" * 3_000_000,
    "\0" * 1_000,
    "\ud83d" * 1_000,
    "<!channel>" * 100_000,
    "".join(map(chr, range(0x20))) * 50,
    "\u202e" * 20_000,
    "\n" * 100_000,
]
NAMES = directory(people(), groups())


async def test_hostile_posts_names_and_handles_stay_text(database_url: str) -> None:
    """pitfall 9"""
    await migrated(database_url)
    async with opened(database_url) as (sandbox, baton):
        for number, text in enumerate([*HOSTILE, *ODD]):
            sandbox.x.post(f"angry{number}", text, name=text[:LONG_NAME], addressed_to="larkspur_help")
            sandbox.x.post(f"{text[:LONG_NAME]}{number}", CALM, name="", addressed_to="larkspur_help")
        posts = 2 * (len(HOSTILE) + len(ODD))
        found = await _settled(sandbox, baton, posts)
    assert len(found.mentions) == posts
    _check(baton, sandbox, found)
    assert len(found.cases) == posts


async def test_hostile_notes_reasons_and_slack_messages_stay_text(database_url: str) -> None:
    """pitfall 9"""
    texts = [text for text in HOSTILE if text.strip()]
    await migrated(database_url)
    async with opened(database_url) as (sandbox, baton), aiohttp.ClientSession() as http:
        stage = Stage(sandbox, http)
        for number in range(len(texts)):
            sandbox.x.post(f"calm{number}", f"@larkspur_help {CALM}")
        found = await _settled(sandbox, baton, len(texts))
        aino, mira = stage.agent("U0AINO"), stage.agent("U0MIRA")
        for case, text in zip(found.cases.values(), texts, strict=True):
            assert case.thread is not None
            card = {"channel": case.thread.channel, "ts": case.thread.ts}
            await aino.say(card, text)
            answer = await aino.command(
                "billing", f"/baton handover {case.number} service {_in_a_form(text)}"
            )
            assert answer["status"] == 200, answer
            await _escalate(mira, text)
        found = await _settled(sandbox, baton, len(texts) + len(_escalated(sandbox)))
        journal = await baton.store.transact(lambda tx: [e for n in found.cases for e in tx.event_log(n)])
    _check(baton, sandbox, found, frozenset({"U0AINO", "U0MIRA", "U0JONAS"}))
    kinds = Counter(event.kind for event in journal)
    assert kinds["noted"] == len(texts)
    assert kinds["handed_over"] + kinds["opened"] >= 2 * len(texts)


def test_any_post_at_all_makes_a_card_slack_takes(database_url: str) -> None:
    """pitfall 9"""
    rules = read_rules(RULES.read_text(encoding="utf-8"), RULES.name)
    store = open_store(database_url)
    intake = Intake(store, lambda: rules, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    with asyncio.Runner() as runner:
        runner.run(store.migrate())
        runner.run(store.start())

        @settings(max_examples=60, database=None)
        @given(wild, wild, wild)
        def prove(text: str, name: str, handle: str) -> None:
            runner.run(_taken_and_drawn(intake, rules, _post(text, name, handle, str(uuid4()))))

        prove()
        runner.run(store.close())


wild = st.text(st.characters(), max_size=300) | st.text(
    "<>@!&|#*`_~ \n\0\ud83d\udc00\u202e\U0001f600aU1^", max_size=3_000
)


async def _settled(sandbox: Sandbox, baton: Baton, posts: int) -> Kept:
    """What is kept once so many posts are in and nothing is left to do."""

    async def quiet() -> bool:
        rows, jobs = await baton.store.transact(
            lambda tx: (tx.sql.rows("select count(*) as posts from mentions"), tx.jobs_waiting(besides=ROUND))
        )
        return bool(rows[0]["posts"] >= posts and not jobs)

    await until(quiet, 50)
    await sandbox.delivered()
    await until(quiet, 50)
    return await kept(sandbox, baton)


def _check(baton: Baton, sandbox: Sandbox, found: Kept, acting: frozenset[str] = frozenset()) -> None:
    """Each case has its one card, Slack refused nothing; teams were told by cards, else only those who acted named."""
    assert found.buried == []
    # Text that looks like a mention of somebody is looked up, and is nobody. A closed window is not drawn again.
    harmless = ("users.info", "views.update {'ok': False, 'error': 'not_found'}")
    assert [each for each in found.refused if not each.startswith(harmless)] == []
    assert all(len(places) == 1 for places in found.messages.values())
    for case in found.cases.values():
        ((channel, card),) = found.messages[card_key(case.number)]
        assert card.blocks
        assert channel in {team.channel for team in baton.rulebook.current().teams.values()}
    teams = {usergroup.id for usergroup in groups()}
    cards = {message.ts for key, ((_, message),) in found.messages.items() if key.endswith("/show")}
    told = [ping for ping in sandbox.slack.pings if _said_by_baton(sandbox, ping.channel, ping.ts)]
    assert {ping.who for ping in told} <= teams | acting
    assert {ping.ts for ping in told if ping.who in teams} <= cards
    assert len(told) == len(set(told))


def _said_by_baton(sandbox: Sandbox, channel: str, ts: str) -> bool:
    message = sandbox.slack.channels[channel].messages.get(ts)
    return message is None or message.user == BOT_USER


def _in_a_form(text: str) -> str:
    """A form cannot carry half a surrogate pair, which JSON can."""
    return text[:TYPED].encode("utf-8", "replace").decode()


async def _escalate(agent: Agent, text: str) -> None:
    """Somebody hears it on the telephone, and marketing hands the message to service."""
    stage = agent.stage
    random = await stage.channel_id("random")
    said = await stage.post("/page/say", user="U0JONAS", channel=random, text=text)
    pressed: Json = await stage.post(
        "/page/shortcut", user=agent.user, callback_id="escalate", channel=random, ts=said["ts"]
    )
    assert pressed["status"] == 200
    sent = await agent.submit(await agent.modal("escalate"), team="service", reason=text[:TYPED])
    assert sent["status"] == 200, sent
    for view in reversed(await agent.modals()):
        await stage.post("/page/close", user=agent.user, view_id=view["id"])


def _escalated(sandbox: Sandbox) -> list[str]:
    return [ts for ts, m in sandbox.slack.channel("random").messages.items() if m.user == "U0JONAS"]


def _post(text: str, name: str, handle: str, native_id: str) -> Mention:
    author = Author(handle, name, 7, native_id)
    url = f"https://x.com/{handle}/status/1"
    return Mention("x", native_id, native_id, author, text, url, datetime.now(UTC), MayReply("yes"))


async def _taken_and_drawn(intake: Intake, rules: Rules, post: Mention) -> None:
    (seen,) = await intake.take([post], post.posted_at)
    if seen.case is None:
        return
    number = seen.case
    case = await intake.store.transact(lambda tx: tx.case(number))
    assert case is not None
    told = group("S0SERVICE")
    card = draw_card(
        case, notify=[told], marketing=True, team=rules.team(case.route.team).title, now=post.posted_at
    )
    check_message(list(card.blocks))
    assert whom(card.text, list(card.blocks), None, NAMES, link_names=True) == ["S0SERVICE"]
