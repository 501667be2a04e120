"""The daily backlog digest: it waits while the team is closed, and forgets old request ids."""

from datetime import timedelta
from pathlib import Path

from bot.jobs.from_calendar import sweep_job
from bot.outbox import RunAgain
from bot.services.idempotency import KEPT
from bot.tasks import run
from tests.handlers.front import open_front

RULES = """
teams:
  billing: {channel: "#billing", hours: {zone: UTC, open: {%s: "09:00-17:00"}}}
default: {team: billing}
"""
DAY = timedelta(days=1)


async def test_a_sweep_whose_team_is_closed_by_now_waits_until_it_opens(tmp_path: Path) -> None:
    """Pitfall 37."""
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES % "mon-sun")
    async with open_front(tmp_path, ROUTING_RULES=str(rules)) as desk:
        await desk.opened()
        context, rulebook = desk.baton.context, desk.baton.rulebook
        queued = sweep_job(rulebook.current().teams["billing"], context.zone, context.now())
        opens = (context.now() + 2 * DAY).replace(hour=9, minute=0, second=0, microsecond=0)
        rules.write_text(RULES % f"{opens:%a}".lower())
        await rulebook.poll(at_once=True)
        assert await run(context, queued) == RunAgain(opens)
        found = await desk.http.get(
            f"{desk.sandbox.url}/page/channels/C0BILLING/messages", params={"user": "U0RUTH"}
        )
        assert "waiting for a reply" not in await found.text()


async def test_requests_that_come_no_more_are_forgotten_once_a_day(tmp_path: Path) -> None:
    async with open_front(tmp_path) as desk:
        context, rulebook = desk.baton.context, desk.baton.rulebook
        for key, age in (("old", KEPT + DAY), ("late", KEPT - DAY)):
            await desk.baton.store.transact(
                lambda tx, key=key, age=age: tx.remember(key, context.now() - age)  # type: ignore[misc]
            )
        team = next(iter(rulebook.current().teams.values()))
        assert await run(context, sweep_job(team, context.zone, context.now())) is None
        rows = await desk.baton.store.transact(lambda tx: tx.sql.rows("select key from idempotency_keys"))
        assert [row["key"] for row in rows] == ["late"]
