"""Clocks through Slack: a post after hours, an hour that goes badly, hours that change under an open case."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import Baton, Patience
from bot.case import Case
from bot.case.clocks import next_check
from bot.jobs.job import Job
from bot.store.tx import Tx
from tests.journeys.stage import Json, Stage, Wall, playing, until

SOON = Patience(rules=0.05)
ALWAYS = "{zone: UTC, open: {mon-sun: '00:00-24:00'}}"
FILE = """
teams:
  service:
    channel: "#service"
    notify: ["@service-team"]
    lead: [U0RUTH]
    first_response: 60m
    hours: %s
    outside: %s
  outage: {channel: "#outage"}
default: {team: service}
"""
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def span(opens: datetime, closes: datetime) -> str:
    """Open every day from the one to the other, also over midnight."""
    return f"{{zone: UTC, open: {{mon-sun: '{opens:%H:%M}-{closes:%H:%M}'}}}}"


def on_stage(
    database_url: str, tmp_path: Path, wall: Wall, hours: str, outside: str = "wait"
) -> AbstractAsyncContextManager[tuple[Stage, Baton]]:
    rules = tmp_path / "rules.yaml"
    rules.write_text(FILE % (hours, outside), encoding="utf-8")
    return playing(database_url, tmp_path, SOON, wall, ROUTING_RULES=str(rules))


async def messages(stage: Stage, channel: str, words: str) -> list[str]:
    """What stands in a channel, besides the cards, with these words in it."""
    found = await stage.channel_id(channel)
    said = await stage.get(f"/page/channels/{found}/messages", user="U0RUTH")
    return [m["text"] for m in said if words in m["text"]]


async def message(stage: Stage, channel: str, words: str) -> str:
    async def look() -> str | None:
        return next(iter(await messages(stage, channel, words)), None)

    return await until(look)


async def nudged(baton: Baton, number: int) -> list[int]:
    return [level for _, level in await warned(baton, number)]


async def warned(baton: Baton, number: int) -> list[tuple[str, int]]:
    journal = await baton.store.transact(lambda tx: tx.event_log(number))
    return [(event.data["clock"], event.data["rung"]) for event in journal if event.kind == "warned"]


async def test_a_post_after_hours_waits_until_the_team_is_there(database_url: str, tmp_path: Path) -> None:
    """Pitfalls 36 and 37: the clock waits with the team, and so does every reminder."""
    wall = Wall()
    opens = (wall() + HOUR).replace(second=0, microsecond=0)
    async with on_stage(database_url, tmp_path, wall, span(opens, opens + 4 * HOUR)) as (stage, baton):
        await stage.customer("ana", "@larkspur_help no internet since noon")
        card = await stage.card("service", "counting from")
        due = opens + HOUR
        assert (
            f"first reply due {due.day} {due:%b %Y %H:%M} UTC (counting from {opens.day} {opens:%b}"
            in card["text"]
        )
        ruth = stage.agent("U0RUTH")
        told = (await ruth.command("service", "/baton clock 1001"))["reply"]["text"]
        assert "First reply: 0 s of 1 h used" in told
        wall.put_forward(baton, 50 * MINUTE)
        assert await nudged(baton, 1001) == []
        wall.put_forward(baton, 45 * MINUTE)
        await stage.said(card, "First reply SLA: 50% elapsed")
        assert await nudged(baton, 1001) == [50]
        assert (await baton.context.book.case(1001)).due_at == due


async def test_out_of_hours_another_team_takes_over_where_the_rules_say_so(
    database_url: str, tmp_path: Path
) -> None:
    wall = Wall()
    opens = (wall() + HOUR).replace(second=0, microsecond=0)
    async with on_stage(database_url, tmp_path, wall, span(opens, opens + HOUR), "outage") as (stage, _):
        await stage.customer("ana", "@larkspur_help no internet since noon")
        card = await stage.card("outage", "outside the business hours of")
        assert "first reply due" in card["text"]
        assert "paused" not in card["text"]


async def test_a_bad_hour_is_a_nudge_for_each_case_and_one_message_for_the_team(
    database_url: str, tmp_path: Path
) -> None:
    """Pitfalls 23 and 55: each is told once, together, and nothing is said of what was settled."""
    wall = Wall()
    async with on_stage(database_url, tmp_path, wall, ALWAYS) as (stage, baton):
        cards = await three_cases(stage)
        leon = stage.agent("U0LEON")
        await leon.press("claim", cards[0])
        await stage.card("service", "Claimed")
        wall.put_forward(baton, 31 * MINUTE)
        first, second = [await stage.said(card, "50% elapsed") for card in cards[:2]]
        assert first["text"].startswith("<@U0LEON> #1001 · First reply due in ")
        assert second["text"].startswith("#1002 · First reply due in ")
        await leon.answer(cards[0], "We are on it.")
        await stage.said(cards[0], "Sent on X")

        wall.put_forward(baton, 18 * MINUTE)
        await gathered(baton, wall, 80)
        soon = await message(stage, "service", "Due soon · 2")
        assert "#1001" not in soon
        assert "#1002" in soon
        assert "No owner" in soon

        wall.put_forward(baton, 11 * MINUTE)
        await gathered(baton, wall, 100)
        late = await message(stage, "service", "Overdue · 2")
        assert late.startswith("2 overdue, first: ")
        assert "Overdue · 2 <@U0RUTH>" in late
        for case in ("bea", "cem"):
            await stage.card("service", case)
        await stage.card("service", "overdue since")
        assert len(await messages(stage, "service", "Due soon")) == 1
        assert len(await messages(stage, "service", "Overdue · ")) == 1
        assert [await nudged(baton, number) for number in (1001, 1002, 1003)] == [
            [50],
            [50, 80, 100],
            [50, 80, 100],
        ]


async def gathered(baton: Baton, wall: Wall, level: int) -> None:
    """Two cases have come to that rung, and the minute in which a team's warnings are gathered goes by."""

    async def look() -> bool:
        return all([level in await nudged(baton, number) for number in (1002, 1003)])

    await until(look)
    wall.put_forward(baton, SOON.collect_for)


async def three_cases(stage: Stage) -> list[Json]:
    cards = []
    for handle in ("ana", "bea", "cem"):
        await stage.customer(handle, f"@larkspur_help no internet at all, says {handle}")
        cards.append(await stage.card("service", f"says {handle}"))
    return cards


async def test_hours_that_change_under_an_open_case_count_from_then_on(
    database_url: str, tmp_path: Path
) -> None:
    wall = Wall()
    async with on_stage(database_url, tmp_path, wall, ALWAYS) as (stage, baton):
        await stage.customer("ana", "@larkspur_help no internet since noon")
        await stage.card("service", "first reply due")
        opens = (wall() + 2 * HOUR).replace(second=0, microsecond=0)
        changed = FILE % (span(opens, opens + 4 * HOUR), "wait")
        (tmp_path / "rules.yaml").write_text(changed, encoding="utf-8")
        await stage.card("service", "counting from")
        due = (await baton.context.book.case(1001)).due_at
        assert due is not None
        assert opens + 58 * MINUTE < due < opens + HOUR


async def test_what_is_late_in_a_team_that_is_gone_is_told_in_the_alert_channel(
    database_url: str, tmp_path: Path
) -> None:
    wall = Wall()
    async with on_stage(database_url, tmp_path, wall, ALWAYS) as (stage, baton):
        await stage.customer("ana", "@larkspur_help no internet since noon")
        await stage.card("service", "first reply due")
        renamed = (
            (FILE % (ALWAYS, "wait")).replace("  service:", "  help:").replace("team: service", "team: help")
        )
        (tmp_path / "rules.yaml").write_text(renamed, encoding="utf-8")

        async def is_gone() -> bool:
            return baton.context.roster.team("service") is None

        await until(is_gone)
        wall.put_forward(baton, 61 * MINUTE)

        async def is_late() -> bool:
            return await nudged(baton, 1001) == [100]

        await until(is_late)
        wall.put_forward(baton, SOON.collect_for)
        assert "#1001" in await stage.alerted("Overdue · 1")


async def test_timers_that_stand_for_one_clock_each_end_in_one_for_the_case(
    database_url: str, tmp_path: Path
) -> None:
    """Versions before had a timer for each clock; each thing is told once all the same."""
    wall = Wall()
    rules = tmp_path / "rules.yaml"
    text = (FILE % (ALWAYS, "wait")).replace("60m", "60m\n    targets: {claim: 50m}")
    rules.write_text(text, encoding="utf-8")
    async with playing(database_url, tmp_path, SOON, wall, ROUTING_RULES=str(rules)) as (stage, baton):
        await stage.customer("ana", "@larkspur_help no internet since noon")
        await stage.card("service", "first reply due")
        case = await baton.context.book.case(1001)
        await baton.store.transact(lambda tx: set_timers_of_old(tx, case, wall()))
        wall.put_forward(baton, 26 * MINUTE)
        await until(lambda: has_timers(baton, ["1001@clock", "1001@clock/first_response"]))
        assert await warned(baton, 1001) == [("claim", 50)]
        wall.put_forward(baton, 5 * MINUTE)
        await until(lambda: has_timers(baton, ["1001@clock"]))
        assert await warned(baton, 1001) == [("claim", 50), ("first_response", 50)]
        wall.put_forward(baton, 30 * MINUTE)
        await until(lambda: has_timers(baton, []))
        assert sorted((await warned(baton, 1001))[2:]) == [("claim", 100), ("first_response", 100)]


def set_timers_of_old(tx: Tx, case: Case, at: datetime) -> None:
    tx.sql.run("delete from jobs where kind = 'tick'")
    for clock in case.clocks:
        data = {"case": case.number, "clock": clock.kind.value}
        look_at = next_check(clock, at)
        assert look_at is not None
        tx.add_jobs([Job(f"{case.number}@clock/{clock.kind}", 0, "tick", look_at, data, urgency=1)])


async def has_timers(baton: Baton, lanes: list[str]) -> bool:
    text = "select lane from jobs where kind = 'tick' order by lane"
    rows = await baton.store.transact(lambda tx: tx.sql.rows(text))
    return [row["lane"] for row in rows] == lanes
