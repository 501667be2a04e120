"""A month's budget: warned of, then nothing more is read; what people send goes out, and says what it costs."""

from pathlib import Path

import aiohttp

from bot.app import Baton, build
from bot.budget import Bill, Spending, month_after
from bot.process import running
from tests.journeys.stage import Json, Stage, a_sandbox, migrated, playing, stage_settings, until, watching
from tests.journeys.windows import shown

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
LATER = "@larkspur_help charged twice here as well, refund please"
# X takes it for a link, which makes the reply dearer, only by an ending that exists.
ANSWER = "Sorry, it is on its way: https://larkspur.com/refunds"


async def spend(baton: Baton, dollars: float) -> None:
    bill = Bill("x", Spending(micros=round(dollars * 1_000_000)))
    await baton.store.transact(lambda tx: tx.spend(bill, baton.context.now()))


async def asleep(baton: Baton) -> bool:
    """Whether every look at X waits for the next month."""
    rows = await baton.store.transact(
        lambda tx: tx.sql.rows("select run_at, leased_until from jobs where kind = 'look'")
    )
    begins = month_after(baton.context.now()).isoformat(timespec="microseconds")
    return all(row["run_at"] == begins and row["leased_until"] is None for row in rows)


async def test_at_four_fifths_the_alert_channel_hears_once_and_reading_goes_on(
    database_url: str, tmp_path: Path
) -> None:
    """Pitfall 40."""
    async with playing(database_url, tmp_path, MONTHLY_BUDGETS="x=10") as (stage, baton):
        await spend(baton, 8)
        said = await stage.alerted("budget")
        assert "X has cost $8 of this month's budget of $10 (80%)" in said
        for handle in ("ana", "bea", "cem"):
            await stage.customer(handle, f"{POST} {handle}")
            await stage.card("billing", handle)
        assert len(await stage.alerts()) == 1
        spent = await baton.context.book.spent("x", baton.context.now())
        assert spent.reads >= 3
        assert spent.micros == 8_000_000 + 1_000 * spent.reads


async def test_a_budget_that_is_used_up_stops_reads_and_never_a_persons_reply(
    database_url: str, tmp_path: Path
) -> None:
    """Pitfall 40."""
    async with playing(database_url, tmp_path, MONTHLY_BUDGETS="x=10") as (stage, baton):
        aino = stage.agent("U0AINO")
        await stage.customer("ana", POST)
        card = await stage.card("billing")
        await aino.press("claim", card)
        before = await baton.context.book.spent("x", baton.context.now())
        await spend(baton, 10)
        assert "Polling X is paused until 01" in await stage.alerted("this month's budget of $10 (100%)")
        await until(lambda: asleep(baton))
        await stage.customer("bea", LATER)
        await _answered_with_a_warning(stage, card)
        assert await stage.public_answers() == [ANSWER]
        after = await baton.context.book.spent("x", baton.context.now())
        assert (after.reads, after.replies) == (before.reads, 1)
        assert after.micros == before.micros + 10_000_000 + 200_000
        assert len([said for said in await stage.alerts() if "budget" in said]) == 1


async def _answered_with_a_warning(stage: Stage, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.press("reply", card)
    window = await aino.modal("reply")
    assert "budget for X is used up" in str(window["blocks"])
    assert "costs $0.01" in str(window["blocks"])
    await aino.fill(window, "text", ANSWER)
    assert "costs $0.20 because of the link" in str((await aino.modal("reply"))["blocks"])
    await aino.submit(window, text=ANSWER)
    confirm = shown(await aino.modal("confirm_reply"))
    assert "so it costs $0.20." in confirm
    assert "budget for X is used up" in confirm
    await aino.submit(await aino.modal("confirm_reply"))
    said = await stage.said(card, "Sent on X")
    assert "budget for X was already used up; this reply costs $0.20" in said["text"]


async def test_with_a_larger_budget_what_was_missed_is_read(database_url: str, tmp_path: Path) -> None:
    """Pitfalls 21 and 22: a watch that begins with an empty purse still remembers where it began."""
    await migrated(database_url)
    async with a_sandbox() as sandbox, aiohttp.ClientSession() as http:
        stage = Stage(sandbox, http)
        small, large = (
            stage_settings(sandbox, database_url, tmp_path, MONTHLY_BUDGETS=each) for each in ("x=10", "x=50")
        )
        async with build(small) as baton:
            await spend(baton, 10)
            async with running(baton):
                await until(lambda: watching(baton))
                await until(lambda: asleep(baton))
        await stage.customer("ana", POST)
        async with build(large) as baton, running(baton):
            await stage.card("billing", "charged twice")


async def test_without_a_budget_of_its_own_a_network_is_counted_and_not_limited(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'baton.db'}"
    async with playing(url, tmp_path, MONTHLY_BUDGETS="webhook=1") as (stage, baton):
        await spend(baton, 1_000)
        await stage.customer("ana", POST)
        await stage.card("billing", "charged twice")
        assert (await baton.context.book.spent("x", baton.context.now())).reads >= 1
        assert [said for said in await stage.alerts() if "budget" in said] == []
