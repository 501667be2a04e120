"""Teams at work: who is told, the cap, cases given out and taken back, loans."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import Baton
from bot.case import Ask
from bot.shifts import Loan
from tests.journeys.stage import USUAL, Stage, Wall, playing, until

TOLD = """
teams:
  billing: {channel: "#billing", notify: [on shift], members: ["@billing-team"], cap: 1}
default: {team: billing}
"""
GIVEN = """
teams:
  billing:
    channel: "#billing"
    members: [U0AINO, U0RUTH]
    assign: round robin
    accept_within: 60s
default: {team: billing}
"""


@asynccontextmanager
async def with_rules(
    text: str, database_url: str, tmp_path: Path, now: Callable[[], datetime] | None = None
) -> AsyncIterator[tuple[Stage, Baton]]:
    rules = tmp_path / "rules.yaml"
    rules.write_text(text)
    async with playing(database_url, tmp_path, USUAL, now, ROUTING_RULES=str(rules)) as pair:
        yield pair


async def test_the_person_on_shift_is_told_and_not_the_whole_channel(
    database_url: str, tmp_path: Path
) -> None:
    """Pitfall 55: status chatter drowns people."""
    async with with_rules(TOLD, database_url, tmp_path) as (stage, baton):
        await stage.agent("U0RUTH").command("billing", "/baton off")
        await stage.customer("ana", "@larkspur_help my bill is wrong")
        card = await stage.card("billing", "my bill is wrong")
        assert '"user_id": "U0AINO"' in json.dumps(card["blocks"])
        assert [ping.who for ping in stage.sandbox.slack.pings] == ["U0AINO"]
        await stage.agent("U0RUTH").command("billing", "/baton on")
        await stage.agent("U0AINO").press("claim", card)
        claimed = await stage.card("billing", "Claimed")
        assert "user_id" not in json.dumps(claimed["blocks"]), "a redraw mentions nobody"
        assert (await baton.context.book.case(1001)).notified == ("U0AINO",)


async def test_while_slack_never_said_who_is_in_the_group_the_group_is_told(
    database_url: str, tmp_path: Path
) -> None:
    async with with_rules(TOLD, database_url, tmp_path) as (stage, _):
        stage.sandbox.faults.arm("usergroups.users.list", "500", times=20)
        await stage.customer("ana", "@larkspur_help my bill is wrong")
        await stage.card("billing", "my bill is wrong")
        assert [ping.who for ping in stage.sandbox.slack.pings] == ["S0BILLING"]


async def test_a_claim_beyond_the_cap_is_refused_privately_until_there_is_room(
    database_url: str, tmp_path: Path
) -> None:
    async with with_rules(TOLD, database_url, tmp_path) as (stage, baton):
        aino = stage.agent("U0AINO")
        await stage.customer("ana", "@larkspur_help my bill is wrong")
        await aino.claim("billing", "my bill is wrong")
        await stage.customer("bob", "@larkspur_help mine too")
        second = await stage.card("billing", "mine too")
        await aino.press("claim", second)
        await aino.told("You've reached your limit of 1 open cases (billing)", second)
        await aino.say(second, "!claim")
        assert (await baton.context.book.case(1002)).owner is None
        await aino.command("billing", "/baton resolve 1001 spam")
        await aino.press("claim", second)
        assert (await baton.context.book.case(1002)).owner == "U0AINO"


async def test_an_assignment_nobody_answers_goes_to_the_next_who_accepts_it(
    database_url: str, tmp_path: Path
) -> None:
    wall = Wall()
    async with with_rules(GIVEN, database_url, tmp_path, wall) as (stage, baton):
        await stage.customer("ana", "@larkspur_help my bill is wrong")
        card = await stage.card("billing", "my bill is wrong")
        await stage.said(card, "<@U0AINO>: case #1001 is assigned to you")
        wall.put_forward(baton, timedelta(seconds=60))
        await stage.said(card, "was assigned to \u2068aino\u2069, who did not accept it")
        offer = await stage.said(card, "<@U0RUTH>: case #1001 is assigned to you")
        assert {ping.who for ping in stage.sandbox.slack.pings} == {"U0AINO", "U0RUTH"}
        await stage.agent("U0RUTH").press("claim", {**offer, "channel": card["channel"]})
        await stage.said(card, "was assigned to \u2068ruth\u2069, who accepted it")
        await stage.card("billing", "Claimed")
        journal = await baton.store.transact(lambda tx: tx.event_log(1001))
        kinds = [e.kind for e in journal if e.kind in ("assigned", "unassigned", "accepted")]
        assert kinds == ["assigned", "unassigned", "assigned", "accepted"]


async def test_a_loan_is_told_and_expires_by_itself(database_url: str, tmp_path: Path) -> None:
    async with with_rules(TOLD, database_url, tmp_path) as (stage, baton):
        roster, now = baton.services.roster, baton.context.now
        answer = await stage.agent("U0AINO").command("billing", "/baton loan @leon to billing for 1h")
        assert "is a temporary member of Billing until" in answer["reply"]["text"]

        async def told() -> bool:
            channel = await stage.channel_id("billing")
            messages = await stage.get(f"/page/channels/{channel}/messages", user="U0LEON")
            return any("<@U0LEON>: you are a temporary member of" in message["text"] for message in messages)

        async def at_work() -> list[str]:
            return [shift.person for shift in await roster.on_shift("billing", now())]

        async def alone_again() -> bool:
            return await at_work() == ["U0AINO", "U0RUTH"]

        await until(told)
        assert await at_work() == ["U0AINO", "U0LEON", "U0RUTH"]
        await roster.lend(
            Loan("billing", "U0LEON", "U0AINO", now() + timedelta(seconds=1)), Ask("U0AINO", now(), "lend")
        )
        await until(alone_again)
