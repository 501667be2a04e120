"""The message about a team's overdue cases, as Slack gets it: it notifies the agents on shift."""

from datetime import timedelta
from pathlib import Path

from bot.case import Ask, ClockKind
from bot.case.clocks import WARN
from bot.case.verbs.warn import warn
from bot.jobs.job import Job
from bot.shifts import AvailabilityOverride
from bot.tasks import run
from tests.handlers.front import Front, open_front

RULES = """
teams:
  billing: {channel: "#billing", notify: [on shift], members: [U0AINO, U0RUTH]}
default: {team: billing}
"""


async def told_of_aino(desk: Front, number: int) -> list[str]:
    """Return who is notified that Aino's case will be overdue soon."""
    now = desk.baton.context.now()
    late = [[number, "first_response", WARN]]
    said = Job("ladder/billing/said", number, "warn_team", now, {"team": "billing", "late": late})
    ask = Ask("baton", now, f"warn {number}")
    await desk.baton.context.book.do(number, ask, warn, kind=ClockKind.FIRST_RESPONSE, level=WARN)
    before = len(desk.sandbox.slack.pings)
    await run(desk.baton.context, said)
    return [ping.who for ping in desk.sandbox.slack.pings[before:]]


async def test_an_owner_off_shift_is_not_notified_what_will_be_late_soon(tmp_path: Path) -> None:
    """Pitfall 37."""
    (tmp_path / "rules.yaml").write_text(RULES)
    async with open_front(tmp_path, ROUTING_RULES=str(tmp_path / "rules.yaml")) as desk:
        for number in (await desk.opened(), await desk.opened()):
            await desk.command(f"claim {number}")
        assert set(await told_of_aino(desk, number - 1)) == {"U0AINO", "U0RUTH"}
        now = desk.baton.context.now()
        off = AvailabilityOverride("billing", "U0AINO", False, now + timedelta(hours=1))
        await desk.baton.services.roster.toggle([off], Ask("U0AINO", now, "off"))
        assert await told_of_aino(desk, number) == ["U0RUTH"]
