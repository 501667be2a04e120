"""Whole desks at work: no deed notifies its doer, anyone twice in one place, or anyone who is off shift."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bot.app import Baton, Patience
from sandbox.slack.records import Channel
from tests.journeys.stage import ROUND, Agent, Stage, playing, until
from tests.journeys.windows import value_of

AINO, RUTH, LEON, PRIYA, FEMI = "U0AINO", "U0RUTH", "U0LEON", "U0PRIYA", "U0FEMI"
STAFF = (AINO, RUTH, LEON, PRIYA, FEMI)
RULES = """
teams:
  billing: {channel: "#billing", members: [U0AINO, U0RUTH, U0FEMI], lead: [U0RUTH], notify: [on shift]}
  service: {channel: "#service", members: [U0LEON, U0PRIYA, U0RUTH], lead: [U0RUTH], notify: [on shift]}
default: {team: billing}
"""
COMMANDS = (
    "claim {n}",
    "claim {n}",
    "release {n} on leave",
    "handover {n} service please look",
    "handover {n} billing please look",
    "refuse {n} not ours",
    "ask {n} service why is that?",
    "ask {n} @Priya Nand why is that?",
    "snooze {n} 2h",
    "wake {n}",
    "answered {n} by phone",
    "resolve {n} spam",
    "reopen {n} too early",
)
DEEDS = 30
NUMBER = re.compile(r"#\d{4}")


@pytest.mark.parametrize("seed", range(2))
async def test_no_deed_notifies_its_doer_or_anyone_twice_or_off_shift(seed: int, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES)
    url, rules = f"sqlite:///{tmp_path / 'baton.db'}", {"ROUTING_RULES": str(tmp_path / "rules.yaml")}
    async with playing(url, tmp_path, Patience(rules=0.05), **rules) as (stage, baton):
        await stage.agent(AINO).command("billing", "/baton notify both")
        await stage.agent(LEON).command("service", "/baton notify dm")
        await stage.agent(FEMI).command("billing", "/baton off")
        chance, heard, before = Random(seed), set[str](), places(stage)
        for turn in range(DEEDS):
            async for doer, said in deeds(stage, baton, chance, turn):
                await until(partial(_done, baton))
                notified = places(stage) - before
                assert max(notified.values(), default=1) == 1, (said, notified)
                assert {who for who, *_ in notified}.isdisjoint({doer, FEMI}), (said, notified)
                heard |= {who for who, *_ in notified}
                before = places(stage)
        assert len(heard) >= 3, "or the rest shows little"


def places(stage: Stage) -> Counter[tuple[str, str, str]]:
    """Count who was notified so far, of which case, and where: in a channel, or by direct message."""
    slack = stage.sandbox.slack
    called = [(ping.who, _case(slack.channels[ping.channel], ping.ts), "channel") for ping in slack.pings]
    sent = [
        (who, _case(direct, ts), "direct")
        for who in STAFF
        for direct in [slack.direct_message(who)]
        for ts in direct.messages
    ]
    return Counter(each for each in (*called, *sent) if each[0] in STAFF)


def _case(channel: Channel, ts: str) -> str:
    """The number in a message, or in the one whose thread it is in."""
    said = channel.messages[ts]
    found = NUMBER.search(channel.messages[said.thread_ts or ts].text) or NUMBER.search(said.text)
    return found[0] if found else ""


async def deeds(stage: Stage, baton: Baton, chance: Random, turn: int) -> AsyncIterator[tuple[str, str]]:
    """Do something at random, allowed or not, more often by the owner; yield who did it, and what."""
    if turn < 2 or chance.random() < 0.2:
        post = await stage.customer(("ana", "bea")[turn % 2], f"@larkspur_help it is still wrong, {turn}")
        await until(partial(_taken, baton, post))
        yield "", "a customer writes"
        return
    if chance.random() < 0.15:
        async for said in assigning(stage.agent(RUTH), chance.choice(STAFF)):
            yield RUTH, said
        return
    number = chance.choice((1001, 1002))
    owner = (await baton.context.book.case(number)).owner
    doer = owner if owner and chance.random() < 0.7 else chance.choice(STAFF)
    words = chance.choice(COMMANDS).format(n=number)
    await stage.agent(doer).command(chance.choice(("billing", "service")), f"/baton {words}")
    yield doer, words


async def assigning(lead: Agent, to: str) -> AsyncIterator[str]:
    """Assign all cases that are listed, as a lead does in the window, then undo it."""
    await lead.stage.post("/page/shortcut", user=lead.user, callback_id="bulk")
    (window,) = await until(lead.modals)
    # Without a case to assign it is a notice.
    if window.get("callback_id") == "bulk":
        await _assign_all(lead, to)
    if (await lead.modals())[-1].get("callback_id") == "bulk_result":
        yield f"assigns all to {to}"
        await lead.press_in_window("bulk_undo")
        yield "undoes it"
    for view in reversed(await lead.modals()):
        await lead.stage.post("/page/close", user=lead.user, view_id=view["id"])


async def _assign_all(lead: Agent, to: str) -> None:
    await lead.fill(await lead.modal("bulk"), "bulk_action", "assign")
    await until(partial(_has_field, lead, "to"))
    window = await lead.modal("bulk")
    values = {"all": {"all": value_of(window, "all", "all")}, "to": {"to": value_of(window, "to", to)}}
    await lead.stage.post("/page/submit", user=lead.user, view_id=window["id"], values=values)
    if (await lead.modals())[-1].get("callback_id") == "bulk_confirm":
        await lead.submit(await lead.modal("bulk_confirm"))


async def _done(baton: Baton) -> bool:
    """Whether nothing waits, but the second look at work on many cases, which comes a while later."""
    return not await baton.store.transact(lambda tx: tx.jobs_waiting(besides=(*ROUND, "bulk")))


async def _taken(baton: Baton, post: str) -> bool:
    row = "select 1 from mentions where key = :post"
    return bool(await baton.store.transact(lambda tx: tx.sql.rows(row, post=f"x/{post}")))


async def _has_field(agent: Agent, block: str) -> bool:
    return any(each.get("block_id") == block for each in (await agent.modals())[-1]["blocks"])
