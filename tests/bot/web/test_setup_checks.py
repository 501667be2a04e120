"""The checks of /setup run once for many readers, and never leave the page without an answer."""

import asyncio

from bot.cli.findings import Finding
from bot.web.setup.arrivals import Arrivals
from bot.web.setup.checks import FAILED, Checks


async def test_readers_of_the_same_moment_share_one_run() -> None:
    runs = 0

    async def examine() -> list[Finding]:
        nonlocal runs
        runs += 1
        await asyncio.sleep(0)
        return [Finding("X", "is fine"), Finding("rules", "are not", trouble=True)]

    shared = Checks(examine)
    first, second = await asyncio.gather(shared.run(), shared.run())
    assert (runs, first is second) == (1, True)
    assert [finding.about for finding in (*first.troubles, *first.passed)] == ["rules", "X"]
    await Checks(examine, fresh=0).run()
    assert runs == 2


async def test_a_check_that_breaks_is_a_finding() -> None:
    async def examine() -> list[Finding]:
        raise RuntimeError("not thought of")

    assert (await Checks(examine).run()).findings == [FAILED]


async def test_only_a_signed_request_shows_that_slack_reaches_baton() -> None:
    arrivals = Arrivals()
    assert "none has arrived yet" in arrivals.finding().says
    assert arrivals.refuse() == 401
    assert "does not match" in arrivals.finding().says
    arrivals.take()
    arrivals.refuse()
    assert not arrivals.finding().trouble
