"""Every recorded post of ../shared/data through the whole of Baton into the sandbox, and what became of each."""

import asyncio
import csv
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from bench.places import KINDS, Places, open_places
from bot.app import Baton, build
from bot.case import Case
from bot.case.serialization import mention_from_json
from bot.cli.demo import demo_settings
from bot.jobs.build import message_keys
from bot.logs import configure_logs
from bot.process import running
from bot.routing import Route, choose
from sandbox import Sandbox
from sandbox.slack.records import Message
from tests.journeys.stage import ROUND

DATA = Path(__file__).parents[2] / "shared" / "data"
AIRLINES = DATA / "airline_mentions.csv"
CONVERSATIONS = DATA / "brand_conversations.json"
AT_ONCE = 400
PATIENCE = 1_800.0
NO_PACE = "0.000001"


@dataclass(frozen=True)
class Recorded:
    """One recorded post, the brand's handle in it replaced by ours. `after` is the post it answers."""

    id: str
    author: str
    text: str
    after: str = ""
    ours: bool = False


@dataclass
class Played:
    """The posts in the simulated X: the id for every recorded id, our own posts, rows that occur twice."""

    ids: dict[str, str] = field(default_factory=dict)
    ours: set[str] = field(default_factory=set)
    again: int = 0
    taken_twice: list[str] = field(default_factory=list)

    @property
    def theirs(self) -> set[str]:
        return {f"x/{native}" for native in self.ids.values() if native not in self.ours}


@dataclass(frozen=True)
class Kept:
    """The contents of store and Slack afterwards."""

    mentions: dict[str, dict[str, Any]]
    cases: dict[int, Case]
    events: dict[str, list[tuple[int, int, str]]]
    messages: dict[str, list[tuple[str, Message]]]
    buried: list[str]
    refused: list[str]

    @property
    def outcomes(self) -> Counter[str]:
        return Counter(row["outcome"] for row in self.mentions.values())

    @property
    def cards(self) -> Counter[str]:
        found = (self.messages.get(card_key(number), []) for number in self.cases)
        return Counter(channel for places in found for channel, _ in places)


def airline_posts() -> list[Recorded]:
    """Return every row, oldest first; an id that comes twice comes twice here too."""
    with AIRLINES.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["posted_at"])
    brand = re.compile(r"@(?:united|usairways|americanair|southwestair|jetblue|delta|virginamerica)\b", re.I)
    return [Recorded(row["id"], row["author"], brand.sub("@larkspur_help", row["text"])) for row in rows]


def conversation_posts() -> list[Recorded]:
    """Return every turn, each an answer to the one before it; the brand's own turns are our replies."""
    conversations = json.loads(CONVERSATIONS.read_text(encoding="utf-8"))
    return [post for conversation in conversations for post in _turns(conversation)]


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[tuple[Sandbox, Baton]]:
    """Open a sandbox without rate limits and a running Baton in it, on a migrated database."""
    sandbox = Sandbox(0, limits=False)
    await sandbox.start()
    try:
        # Not more often: for a search the small X reads every post anew, which takes its time with thousands of them.
        more = {"X_POLL_SECONDS": "0.5", "SLACK_POST_SECONDS": NO_PACE}
        settings = demo_settings(sandbox, Path("unused.db"), **{**more, "DATABASE_URL": database_url})
        async with build(settings) as baton, running(baton) as url:
            sandbox.bot_url = url
            await until(lambda: _watching(baton))
            yield sandbox, baton
    finally:
        await sandbox.stop()


async def play(sandbox: Sandbox, baton: Baton, posts: Sequence[Recorded]) -> Played:
    """Post them all, some hundred at once; ends when Baton has nothing left to do."""
    played = Played()
    for start in range(0, len(posts), AT_ONCE):
        twice = [post for post in posts[start : start + AT_ONCE] if not _post(sandbox, played, post)]
        await until(lambda: _all_seen(baton, played))
        for post in twice:
            await _deliver_again(baton, played, post)
    await until(lambda: _quiet(baton))
    await sandbox.delivered()
    return played


async def kept(sandbox: Sandbox, baton: Baton) -> Kept:
    """Read it all back."""

    def work(tx: Any) -> Kept:
        mentions = {row["key"]: row for row in tx.sql.rows("select * from mentions")}
        arrivals = "select case_number, number, kind, request from events"
        events: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for row in tx.sql.rows(f"{arrivals} where kind in ('opened', 'joined', 'reopened')"):
            events[row["request"]].append((row["case_number"], row["number"], row["kind"]))
        cases = tx.cases({row["case_number"] for row in mentions.values() if row["case_number"]})
        buried = [f"{gone.job.key}: {gone.why}" for gone in tx.dead_letters()]
        return Kept(mentions, cases, events, _messages(sandbox), buried, _refused(sandbox))

    return await baton.store.transact(work)


def faults(baton: Baton, sandbox: Sandbox, played: Played, found: Kept) -> list[str]:
    """Return every error: a post in no case or in two, and a card that is missing, repeated or in the wrong place."""
    return [
        *(f"{key} was posted and is not accounted for" for key in played.theirs - found.mentions.keys()),
        *(f"{key} is accounted for and was nobody's post" for key in found.mentions.keys() - played.theirs),
        *(f"{key} was taken twice" for key in played.taken_twice),
        *(fault for key in found.mentions for fault in _faults_of_post(baton, found, key)),
        *(fault for case in found.cases.values() for fault in _faults_of_case(baton, sandbox, found, case)),
        *(f"{key} stands {len(places)} times" for key, places in found.messages.items() if len(places) > 1),
        *(f"given up: {job}" for job in found.buried),
        *(f"Slack refused: {call}" for call in found.refused),
    ]


def card_key(number: int) -> str:
    return f"{number}@slack/1/show"


async def until(look: Callable[[], Awaitable[bool]], seconds: float = PATIENCE) -> None:
    async with asyncio.timeout(seconds):
        while not await look():  # noqa: ASYNC110 - what Baton does can only be looked at
            await asyncio.sleep(0.05)


def _turns(conversation: dict[str, Any]) -> Iterator[Recorded]:
    brand, before = re.compile(rf"@{re.escape(conversation['brand'])}\b", re.I), ""
    for turn in conversation["turns"]:
        ours = turn["role"] == "brand"
        author = "larkspur_help" if ours else turn["author"]
        yield Recorded(turn["id"], author, brand.sub("@larkspur_help", turn["text"]), before, ours)
        before = turn["id"]


def _post(sandbox: Sandbox, played: Played, post: Recorded) -> bool:
    """Write a post; return False when its id is in the town already."""
    if post.id in played.ids:
        return False
    town = sandbox.x
    after = played.ids.get(post.after)
    addressed = None if post.ours else town.brand.handle
    made = town.post(post.author, post.text, in_reply_to=after, addressed_to=addressed)
    played.ids[post.id] = made.id
    played.ours |= {made.id} if post.ours else set()
    return True


async def _deliver_again(baton: Baton, played: Played, post: Recorded) -> None:
    """Deliver the second row of an id: X shows the same post again."""
    played.again += 1
    if played.ids[post.id] in played.ours:
        return
    mention = await baton.networks["x"].fetch(played.ids[post.id])
    assert mention is not None
    taken = await baton.intake.take([mention], baton.services.now())
    played.taken_twice += [seen.key for seen in taken]


async def _watching(baton: Baton) -> bool:
    sources = [f"x/{source}" for source in baton.networks["x"].sources]
    return all(await baton.store.transact(lambda tx: [tx.cursor(source) for source in sources]))


async def _all_seen(baton: Baton, played: Played) -> bool:
    rows = await baton.store.transact(lambda tx: tx.sql.rows("select count(*) as posts from mentions"))
    return bool(rows[0]["posts"] >= len(played.theirs))


async def _quiet(baton: Baton) -> bool:
    """Return whether only recurring jobs are left."""
    return not await baton.store.transact(lambda tx: tx.jobs_waiting(besides=ROUND))


def _messages(sandbox: Sandbox) -> dict[str, list[tuple[str, Message]]]:
    """Return everything Baton posted in a channel, by the key of the job that posted it."""
    found: dict[str, list[tuple[str, Message]]] = defaultdict(list)
    for channel in sandbox.slack.channels.values():
        for message in channel.messages.values():
            if message.metadata:
                found[message.metadata["event_payload"]["key"]].append((f"#{channel.name}", message))
    return found


def _refused(sandbox: Sandbox) -> list[str]:
    calls = [call for call in sandbox.slack.journal if not call.answer.get("ok")]
    return [f"{call.method} {call.answer}" for call in calls]


def _faults_of_post(baton: Baton, found: Kept, key: str) -> Iterator[str]:
    row, events = found.mentions[key], found.events.get(key, [])
    if row["outcome"] == "ignored":
        reason = choose(baton.rulebook.current(), mention_from_json(json.loads(row["body"]))).ignored
        if events or row["why"] != reason or not reason:
            yield f"{key} is ignored because {row['why']!r}; the rules say {reason!r}"
    elif [(case, kind) for case, _, kind in events] != [(row["case_number"], row["outcome"])]:
        yield f"{key} {row['outcome']} case {row['case_number']}; the journal has {events}"
    elif row["outcome"] != "opened":
        case, number, _ = events[0]
        if not any(said in found.messages for said in message_keys(case, number)):
            yield f"{key} is not shown in the thread of case {case}"


def _faults_of_case(baton: Baton, sandbox: Sandbox, found: Kept, case: Case) -> Iterator[str]:
    """Yield the errors of a case: its card must be where the rules send the first post, with the town's first post."""
    route: Route = choose(baton.rulebook.current(), case.first)
    places = [channel for channel, _ in found.messages.get(card_key(case.number), [])]
    if places != [route.channel]:
        yield f"the card of case {case.number} stands in {places}, not in {route.channel}"
    if sandbox.x.posts[case.first.native_id].text != case.first.text:
        yield f"case {case.number} says something else than its post"


async def run(database_url: str, posts: Sequence[Recorded]) -> tuple[dict[str, object], list[str]]:
    """Run one replay and return its line of the table, and its errors."""
    async with opened(database_url) as (sandbox, baton):
        start = time.monotonic()
        played = await play(sandbox, baton, posts)
        seconds = time.monotonic() - start
        found = await kept(sandbox, baton)
        line: dict[str, object] = {
            "rows": len(posts),
            "again": played.again,
            "ours": len(played.ours),
            **{outcome: found.outcomes[outcome] for outcome in ("opened", "joined", "reopened", "ignored")},
            **dict(sorted(found.cards.items())),
            "seconds": round(seconds),
            "posts/s": round(len(posts) / seconds),
        }
        return line, faults(baton, sandbox, played, found)


@click.command()
@click.option("--rows", default=0, help="Only so many rows of each file.")
def main(rows: int) -> None:
    """Play all recorded posts on both databases. Ends with 1 when a post is not accounted for."""
    configure_logs("ERROR", "console", ())
    posts = [*airline_posts()[: rows or None], *conversation_posts()[: rows or None]]
    wrong: list[str] = []
    lines: list[dict[str, object]] = []
    with open_places() as places:
        for kind in KINDS:
            line, its_faults = asyncio.run(_on(places, kind, posts))
            lines.append({"database": kind, **line})
            wrong += its_faults
    print(_table(lines))
    print("\n".join(wrong[:50]) or "Every post is accounted for, once.")
    sys.exit(bool(wrong))


def _table(lines: Sequence[dict[str, object]]) -> str:
    names = list(dict.fromkeys(name for line in lines for name in line))
    cells: list[list[object]] = [
        [*names],
        ["---"] * len(names),
        *([line.get(name, 0) for name in names] for line in lines),
    ]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in cells)


async def _on(places: Places, kind: str, posts: Sequence[Recorded]) -> tuple[dict[str, object], list[str]]:
    return await run(await places.ready(kind), posts)


if __name__ == "__main__":
    main()
