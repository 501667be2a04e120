"""Nobody is ignored: each morning a team hears of who waits, each week marketing sees what was ignored."""

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from bot.app import Baton
from bot.case import Ask
from bot.jobs.from_calendar import calendar_jobs
from bot.services.edits import Changes, apply_changes
from tests.journeys.stage import Json, Stage, playing, until

BILL = "@larkspur_help my bill is wrong, I was charged twice, refund please"
SPAM = "@larkspur_help FREE FOLLOWERS click here https://win.example/now"


async def now_comes(baton: Baton, lane: str) -> None:
    """The moment of that job comes, and passes."""
    context = baton.context
    (job,) = [j for j in calendar_jobs(context.rules(), context.zone, context.now()) if j.lane == lane]
    await context.book.store.transact(lambda tx: tx.add_jobs([replace(job, run_at=context.now())]))

    async def done() -> bool:
        rows = await baton.store.transact(
            lambda tx: tx.sql.rows("select key from jobs where lane = :lane", lane=lane)
        )
        return not rows

    await until(done)


async def posted(stage: Stage, channel: str, words: str) -> list[Json]:
    """The messages with these words in the channel of that name."""
    found = await stage.channel_id(channel)
    messages = await stage.get(f"/page/channels/{found}/messages", user="U0RUTH")
    return [{**each, "channel": found} for each in messages if words in each["text"]]


async def ignored(baton: Baton, post: str) -> None:
    async def look() -> bool:
        return (await baton.store.transact(lambda tx: tx.known([f"x/{post}"]))).get(f"x/{post}", 0) is None

    await until(look)


async def test_a_team_hears_once_a_day_of_cases_that_wait_and_are_nobodys(
    database_url: str, tmp_path: Path
) -> None:
    """Pitfall 23: once, however often it is asked for."""
    # Its team is there at any hour: a sweep waits for one that is closed.
    (tmp_path / "rules.yaml").write_text(
        "teams: {billing: {channel: '#billing'}}\ndefault: {team: billing}\n"
    )
    async with playing(database_url, tmp_path, ROUTING_RULES=str(tmp_path / "rules.yaml")) as (stage, baton):
        aino = stage.agent("U0AINO")
        await now_comes(baton, "sweep/billing")
        assert await posted(stage, "billing", "waiting for a reply") == []
        await stage.customer("ana", BILL)
        await stage.customer("bob", "@larkspur_help my bill is too high")
        await stage.customer("zoe", "@larkspur_help a refund for my bill please")
        await stage.card("billing", "#1003")
        await aino.command("billing", "/claim 1001")
        await aino.command("billing", "/baton snooze 1002 2h")
        await now_comes(baton, "sweep/billing")
        (told,) = await posted(stage, "billing", "waiting for a reply")
        assert "1 unassigned case of" in told["text"]
        assert "#1003" in told["text"]
        await now_comes(baton, "sweep/billing")
        assert len(await posted(stage, "billing", "waiting for a reply")) == 1


async def test_what_was_ignored_is_shown_weekly_and_becomes_a_case_by_a_press(
    stage: Stage, baton: Baton
) -> None:
    """Pitfall 57."""
    await ignored(baton, await stage.customer("winner", SPAM))
    await now_comes(baton, "sample")
    (shown,) = await posted(stage, "social", "Ignored posts")
    assert "FREE FOLLOWERS" in shown["text"]
    assert "advertising" in shown["text"]
    await stage.agent("U0MIRA").press("make_case", shown)
    card = await stage.card("social", "Escalated by \u2068mira\u2069")
    assert "FREE FOLLOWERS" in card["text"]
    case = await baton.context.book.case(1001)
    assert case.route.team == "marketing"

    async def follows() -> bool:
        return bool(await posted(stage, "social", "Now case #1001"))

    await until(follows)
    await now_comes(baton, "sample")
    assert len(await posted(stage, "social", "Ignored posts")) == 1


async def test_topics_older_than_the_longest_spike_are_forgotten_weekly(baton: Baton) -> None:
    now = baton.context.now()
    spoken = [("outage", now - timedelta(days=days), f"x/{days}") for days in (1, 6, 8, 30)]
    await baton.store.transact(lambda tx: tx.keep_topics(spoken))
    await now_comes(baton, "sample")
    long_ago = now - timedelta(days=365)
    assert await baton.store.transact(lambda tx: tx.tagged("outage", long_ago, now)) == 2


async def test_an_ignored_post_that_is_taken_away_leaves_the_sample_and_makes_no_case(
    stage: Stage, baton: Baton
) -> None:
    """Pitfall 56."""
    post = await stage.customer("winner", SPAM)
    await ignored(baton, post)
    await now_comes(baton, "sample")
    assert "FREE FOLLOWERS" in str(await posted(stage, "social", "Ignored posts"))
    gone = Changes((), (f"x/{post}",))
    await baton.store.transact(lambda tx: apply_changes(tx, gone, baton.context.now()))

    async def follows() -> bool:
        return bool(await posted(stage, "social", "The author deleted this post"))

    await until(follows)
    assert "FREE FOLLOWERS" not in str(await posted(stage, "social", "Ignored posts"))
    late = Ask("U0MIRA", baton.context.now(), "pressed before the message followed")
    assert await baton.intake.take_up(f"x/{post}", late) is None
    assert await stage.cards("social") == []
