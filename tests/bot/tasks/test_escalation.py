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


async def told_of(desk: Front, *numbers: int) -> list[str]:
    """Return whom the team's message notifies that these cases will be overdue soon."""
    now = desk.baton.context.now()
    late = [[number, "first_response", WARN] for number in numbers]
    said = Job("ladder/billing/said", numbers[0], "warn_team", now, {"team": "billing", "late": late})
    for number in numbers:
        ask = Ask("baton", now, f"warn {number}")
        await desk.baton.context.book.do(number, ask, warn, kind=ClockKind.FIRST_RESPONSE, level=WARN)
    before = len(desk.sandbox.slack.pings)
    await run(desk.baton.context, said)
    return [ping.who for ping in desk.sandbox.slack.pings[before:]]


async def test_an_owner_off_shift_is_not_notified_what_will_be_late_soon(tmp_path: Path) -> None:
    """Pitfall 37."""
    (tmp_path / "rules.yaml").write_text(RULES)
    async with open_front(tmp_path, ROUTING_RULES=str(tmp_path / "rules.yaml")) as desk:
        first, second = [await desk.opened() for _ in range(2)]
        await desk.command(f"claim {first}")
        assert set(await told_of(desk, first, await desk.opened())) == {"U0AINO", "U0RUTH"}
        now = desk.baton.context.now()
        off = AvailabilityOverride("billing", "U0AINO", False, now + timedelta(hours=1))
        await desk.baton.services.roster.toggle([off], Ask("U0AINO", now, "off"))
        await desk.command(f"claim {second}")
        assert await told_of(desk, second) == ["U0RUTH"]


async def test_the_owner_of_all_that_is_late_is_not_notified_twice(tmp_path: Path) -> None:
    """Their own thread notifies them."""
    (tmp_path / "rules.yaml").write_text(RULES)
    async with open_front(tmp_path, ROUTING_RULES=str(tmp_path / "rules.yaml")) as desk:
        number = await desk.opened()
        await desk.command(f"claim {number}")
        assert await told_of(desk, number) == ["U0RUTH"]
