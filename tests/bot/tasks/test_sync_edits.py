"""Messages about a post outside the case's own thread are updated, too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.services.edits import changes_of
from bot.tasks import run
from tests.handlers.front import Front, open_front
from tests.journeys.stage import migrated

RULES = """
teams: {billing: {channel: "#billing"}, press: {channel: "#press"}}
default: {team: billing, inform: [press]}
rules: []
"""


@pytest.fixture
async def desk(tmp_path: Path, database_url: str) -> AsyncIterator[Front]:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES)
    await migrated(database_url)
    async with open_front(tmp_path, ROUTING_RULES=str(rules), DATABASE_URL=database_url) as front:
        yield front


async def test_a_team_that_was_informed_no_longer_reads_who_it_was_once_the_post_is_deleted(
    desk: Front,
) -> None:
    """Pitfall 56."""
    number, context = await desk.opened(), desk.baton.context
    job = Job(f"{number}@inform/press", 0, "inform", context.now(), {"case": number, "channel": "#press"})
    receipt = await run(context, job)
    assert isinstance(receipt, Receipt)
    await desk.baton.store.transact(lambda tx: tx.keep_receipts({job.key: receipt}))
    (line,) = desk.sandbox.slack.channel("#press").messages.values()
    assert "Ana" in line.text
    post = (await desk.case(number)).first.native_id
    await desk.baton.intake.take((), context.now(), changes=changes_of("x", (), [post]))
    (*_, gone) = await desk.baton.store.transact(lambda tx: tx.event_log(number))
    data = {"case": number, "event": gone.number}
    await run(context, Job(f"{number}@slack", gone.number, "retell", context.now(), data))
    assert "Ana" not in str(desk.sandbox.slack.channel("#press").messages)
    assert f"#{number}" in line.text
