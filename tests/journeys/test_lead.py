"""A lead's hour: cases become overdue, one is claimed from the warning, one reassigned, the rest resolved at once."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import Baton, Patience
from bot.case import Status
from tests.journeys.stage import Agent, Json, Stage, Wall, playing, until
from tests.journeys.windows import button_of, shown, value_of

LEAD, AINO = "U0RUTH", "U0AINO"
RULES = """
teams:
  billing:
    channel: "#billing"
    members: ["@billing-team"]
    lead: [U0RUTH]
    first_response: 60m
default: {team: billing}
"""
MINUTE = timedelta(minutes=1)


async def test_a_lead_claims_reassigns_and_resolves_what_is_overdue(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES)
    wall, url = Wall(), f"sqlite:///{tmp_path / 'baton.db'}"
    rules = {"ROUTING_RULES": str(tmp_path / "rules.yaml")}
    async with playing(url, tmp_path, Patience(rules=0.05), wall, **rules) as (stage, baton):
        lead = stage.agent(LEAD)
        await posted(stage, "ana", "bea", "cem", "dan")
        warning = await overdue(stage, baton, wall)
        await press_row(lead, warning, "claim", "1001")
        await until(partial(owned, baton, 1001, LEAD))

        home = await opened(stage, LEAD)
        assert "⚠ 4 overdue · 1 assigned to you · 0 unassigned" in shown(home)
        assert "4 overdue (3 unassigned)" in shown(home)
        await press_home(stage, home, "reassign")
        await submit(lead, "bulk", cases=["1002"], to=AINO)
        assert "1002" in shown(await lead.modal("bulk_confirm"))
        await lead.submit(await lead.modal("bulk_confirm"))
        assert "Assigned 1 of 1 case" in shown(await lead.modal("bulk_result"))
        card = await stage.card("billing", "#1002 ")
        await stage.said(card, f"<@{AINO}>: case #1002 is assigned to you")
        await close(stage, lead)

        await stage.post("/page/shortcut", user=LEAD, callback_id="bulk")
        await lead.fill(await lead.modal("bulk"), "bulk_action", "resolve")
        await until(partial(has_field, lead, "resolution"))
        await submit(lead, "bulk", cases=["1003", "1004"], resolution="spam")
        await lead.submit(await lead.modal("bulk_confirm"))
        assert "Resolved 2 of 2 cases" in shown(await lead.modal("bulk_result"))
        assert [await status(baton, number) for number in (1003, 1004)] == [Status.RESOLVED] * 2

        await lead.press_in_window("bulk_undo")
        await until(partial(says, lead, "Undone: 2 of 2 cases"))
        assert [await status(baton, number) for number in (1003, 1004)] == [Status.WAITING] * 2


async def posted(stage: Stage, *handles: str) -> None:
    for handle in handles:
        await stage.customer(handle, f"@larkspur_help my bill is wrong, says {handle}")
        await stage.card("billing", f"says {handle}")


async def overdue(stage: Stage, baton: Baton, wall: Wall) -> Json:
    """Let the hour pass, and the minute in which a team's warnings are collected; return the warning."""
    wall.put_forward(baton, 61 * MINUTE)
    await until(partial(warned, baton))
    wall.put_forward(baton, 2 * MINUTE)
    channel = await stage.channel_id("billing")

    async def look() -> Json | None:
        messages = await stage.get(f"/page/channels/{channel}/messages", user=LEAD)
        late = [m for m in messages if "Overdue · 4" in m["text"]]
        return {**late[0], "channel": channel} if late else None

    return await until(look)


async def warned(baton: Baton) -> bool:
    rows = await baton.store.transact(lambda tx: tx.sql.rows("select count(*) as n from warnings"))
    return bool(rows[0]["n"] == 4)


async def press_row(agent: Agent, message: Json, word: str, value: str) -> None:
    (block,) = [each for each in message["blocks"] if (each.get("accessory") or {}).get("value") == value]
    await agent.stage.post(
        "/page/action",
        user=agent.user,
        action_id=word,
        block_id=block["block_id"],
        value=value,
        message={"channel": message["channel"], "ts": message["ts"]},
    )


async def opened(stage: Stage, user: str) -> Json:
    """Open the Home tab, and return it once it is drawn."""
    await stage.post("/page/open_home", user=user)
    home: Json = await until(partial(stage.get, "/page/home", user=user))
    return home


async def press_home(stage: Stage, home: Json, word: str) -> None:
    block, button = button_of(home, word) or ({}, {})
    about = {"action_id": word, "block_id": block["block_id"], "value": button["value"]}
    await stage.post("/page/action", user=LEAD, view_id=home["id"], **about)


async def submit(agent: Agent, word: str, *, cases: list[str], **typed: Any) -> None:
    view = await agent.modal(word)
    values = {"cases": {"cases": value_of(view, "cases", cases)}}
    values |= {block: {block: value_of(view, block, given)} for block, given in typed.items()}
    await agent.stage.post("/page/submit", user=agent.user, view_id=view["id"], values=values)


async def has_field(agent: Agent, block: str) -> bool:
    views = await agent.modals()
    return any(each.get("block_id") == block for each in views[-1]["blocks"])


async def says(agent: Agent, words: str) -> bool:
    return words in shown((await agent.modals())[-1])


async def close(stage: Stage, agent: Agent) -> None:
    for window in reversed(await agent.modals()):
        await stage.post("/page/close", user=agent.user, view_id=window["id"])


async def owned(baton: Baton, number: int, user: str) -> bool:
    return (await baton.context.book.case(number)).owner == user


async def status(baton: Baton, number: int) -> Status:
    return (await baton.context.book.case(number)).status
