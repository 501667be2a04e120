"""Cases are assigned to agents on shift with capacity and skill, once, and return when nobody accepts."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.case import Ask, Case, Status
from bot.jobs.build import assign_job
from bot.jobs.job import Job
from bot.outbox import RunAgain
from bot.shifts import AvailabilityOverride
from bot.tasks import assignment, run
from tests.handlers.front import Front, open_front
from tests.journeys.stage import migrated

RULES = """
teams:
  billing:
    channel: "#billing"
    members: [U0AINO, U0RUTH]
    cap: 2
    assign: round robin
    accept_within: 10m
    skills: {german: [U0RUTH], de: [U0RUTH]}
  service: {channel: "#service", members: [U0LEON]}
default: {team: billing}
languages: [en, de]
rules:
  - name: German
    when: {words: [Rechnung]}
    then: {team: billing, tags: [German]}
"""


@pytest.fixture
async def desk(tmp_path: Path, database_url: str) -> AsyncIterator[Front]:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES)
    await migrated(database_url)
    async with open_front(tmp_path, ROUTING_RULES=str(rules), DATABASE_URL=database_url) as front:
        yield front


async def give_out(desk: Front) -> bool:
    """Run the assignment job and return true when nothing is left to assign."""
    return not isinstance(
        await run(desk.baton.context, assign_job("billing", desk.baton.context.now())), RunAgain
    )


async def late(desk: Front, case: Case) -> None:
    assert case.assignment is not None
    number = case.assignment.number
    lane, data = f"{case.number}@assignment/{number}", {"case": case.number, "event": number}
    await run(desk.baton.context, Job(lane, 0, "take_back", case.assignment.until, data))


async def owner(desk: Front, number: int) -> str | None:
    return (await desk.case(number)).owner


async def test_cases_go_round(desk: Front) -> None:
    numbers = [await desk.opened() for _ in range(4)]
    assert await give_out(desk)
    owners = [await owner(desk, number) for number in numbers]
    assert sorted(map(str, owners)) == ["U0AINO", "U0AINO", "U0RUTH", "U0RUTH"]
    assert owners[0] != owners[1]


async def test_who_is_full_is_left_out_and_what_nobody_can_take_waits(desk: Front) -> None:
    for _ in range(2):
        await desk.command(f"claim {await desk.opened()}")
    numbers = [await desk.opened() for _ in range(3)]
    assert not await give_out(desk)
    assert [await owner(desk, number) for number in numbers] == ["U0RUTH", "U0RUTH", None]
    await desk.command(f"resolve {numbers[0]} spam", user="U0RUTH")
    assert await give_out(desk)
    assert await owner(desk, numbers[2]) == "U0RUTH"


async def test_an_agent_with_the_skill_by_tag_or_language_comes_first(desk: Front) -> None:
    tagged = await desk.opened("Rechnung")
    spoken = await desk.opened("Seit heute früh habe ich kein Internet mehr, was ist da los bei euch?")
    assert await give_out(desk)
    assert [await owner(desk, number) for number in (tagged, spoken)] == ["U0RUTH", "U0RUTH"]


async def test_a_long_queue_is_assigned_in_several_rounds(
    desk: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assignment, "AT_ONCE", 2)
    numbers = [await desk.opened() for _ in range(3)]
    assert not await give_out(desk)
    assert await give_out(desk)
    assert all([await owner(desk, number) for number in numbers])


async def test_running_it_again_gives_nothing_twice(desk: Front) -> None:
    """Pitfall 23: a process may die after it wrote, and the job runs once more."""
    number = await desk.opened()
    assert await give_out(desk)
    assert await give_out(desk)
    assert await desk.kinds(number) == ["assigned"]


async def test_what_nobody_accepts_goes_to_the_next_and_back_to_the_first_when_all_had_it(
    desk: Front,
) -> None:
    number = await desk.opened()
    had = []
    for _ in range(3):
        assert await give_out(desk)
        case = await desk.case(number)
        had.append(case.owner)
        await late(desk, case)
        await late(desk, case)
    assert had == ["U0AINO", "U0RUTH", "U0AINO"]
    assert await desk.kinds(number) == ["assigned", "unassigned"] * 3


async def test_the_time_to_accept_is_the_teams_own(desk: Front) -> None:
    number = await desk.opened()
    before = desk.baton.context.now()
    assert await give_out(desk)
    given = (await desk.case(number)).assignment
    assert given is not None
    assert timedelta(minutes=10) <= given.until - before < timedelta(minutes=11)


async def test_an_accepted_case_is_not_taken_back(desk: Front) -> None:
    number = await desk.opened()
    assert await give_out(desk)
    case = await desk.case(number)
    await desk.press("claim", str(number), user=case.owner or "")
    await late(desk, case)
    assert await owner(desk, number) == case.owner
    assert await desk.kinds(number) == ["assigned", "accepted"]


async def test_a_note_of_theirs_accepts_it_and_giving_back_is_one_word(desk: Front) -> None:
    number = await desk.opened()
    assert await give_out(desk)
    await desk.say("I look into it", user=str(await owner(desk, number)))
    assert await desk.kinds(number) == ["assigned", "accepted", "noted"]
    other = await desk.opened()
    assert await give_out(desk)
    await desk.command(f"giveback {other}", user=str(await owner(desk, other)))
    assert (await desk.case(other)).status is Status.WAITING


async def test_nobody_on_shift_means_it_waits_until_somebody_comes(desk: Front) -> None:
    number, now = await desk.opened(), desk.baton.context.now()
    off = [
        AvailabilityOverride("billing", each, False, now + timedelta(hours=1))
        for each in ("U0AINO", "U0RUTH")
    ]
    await desk.baton.services.roster.toggle(off, Ask("U0AINO", now, "off"))
    assert not await give_out(desk)
    await desk.command("on")
    asked = await desk.baton.store.transact(
        lambda tx: tx.sql.rows("select asked from jobs where lane = 'assign/billing'")
    )
    assert asked[0]["asked"] > 1
    assert await give_out(desk)
    assert await owner(desk, number) == "U0AINO"


async def test_a_team_that_gives_nothing_out_and_one_that_is_gone_are_left_alone(desk: Front) -> None:
    number = await desk.opened()
    job = assign_job("service", desk.baton.context.now())
    for team in ("service", "gone"):
        assert await run(desk.baton.context, replace(job, data={"team": team})) is None
    assert await owner(desk, number) is None
