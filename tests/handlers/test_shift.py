"""Shifts and temporary members, by words and buttons."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.shifts import Shift
from tests.handlers.front import Front, open_front

RULES = """
teams:
  billing:
    channel: "#billing"
    notify: [on shift]
    members: ["@billing-team"]
    lead: ["@ruth"]
  service: {channel: "#service", members: ["@service-team"]}
default: {team: billing}
"""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Front]:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES)
    async with open_front(tmp_path, ROUTING_RULES=str(rules)) as front:
        yield front


async def at_work(desk: Front, team: str = "billing", hours: float = 0) -> list[str]:
    now = desk.baton.services.now() + timedelta(hours=hours)
    return [shift.person for shift in await desk.baton.services.roster.on_shift(team, now)]


async def jobs(desk: Front, kind: str) -> list[str]:
    text = "select key from jobs where kind = :kind order by key"
    return [row["key"] for row in await desk.baton.store.transact(lambda tx: tx.sql.rows(text, kind=kind))]


async def test_whoever_goes_off_is_off_until_then(desk: Front) -> None:
    answer = await desk.command("off for 2h")
    assert "You are off shift until " in answer.words
    assert await at_work(desk) == ["U0RUTH"]
    assert await at_work(desk, hours=2.1) == ["U0AINO", "U0RUTH"]


async def test_a_toggle_without_a_time_ends_by_itself(desk: Front) -> None:
    await desk.command("off")
    assert await at_work(desk, hours=12.1) == ["U0AINO", "U0RUTH"]


async def test_a_team_can_be_named_and_without_one_all_of_them_are_meant(desk: Front) -> None:
    await desk.command("off billing until tomorrow 12:00", user="U0RUTH")
    assert "U0RUTH" in await at_work(desk, "service")
    await desk.command("off", user="U0RUTH")
    assert "U0RUTH" not in [*await at_work(desk), *await at_work(desk, "service")]


async def test_the_state_is_shown_with_a_button_that_changes_it(desk: Front) -> None:
    assert "on shift: <@U0AINO>, <@U0RUTH>" in (await desk.command("shift")).words
    await desk.press("shift_off", "billing")
    assert await at_work(desk) == ["U0RUTH"]
    assert "You are off shift until " in desk.told()[-1]
    await desk.press("shift_on", "billing")
    assert await at_work(desk) == ["U0AINO", "U0RUTH"]


async def test_the_word_works_in_a_thread_too(desk: Front) -> None:
    """Pitfall 5 (docs/pitfalls.md): slash commands cannot be typed in threads."""
    await desk.opened()
    await desk.say("!off billing")
    assert await at_work(desk) == ["U0RUTH"]


@pytest.mark.parametrize(
    ("words", "user", "why"),
    [
        ("on service", "U0AINO", "You are not in Service"),
        ("on servise", "U0AINO", 'did you mean "service"?'),
        ("on", "U0MIRA", "You are in no team"),
        ("off until soon", "U0AINO", "understand the time"),
        ("on for 3d", "U0AINO", "more than 24 hours"),
        ("loan @leon", "U0AINO", "Use `loan @person to"),
        ("loan @nobody to billing", "U0AINO", "no user, or more than one"),
        ("loan @service-team to billing", "U0AINO", "no user, or more than one"),
        ("loan @leon to bling", "U0AINO", 'did you mean "billing"?'),
        ("loan @ruth to billing", "U0AINO", "is already in Billing"),
        ("loan @mira to billing", "U0LEON", "Only members of Billing"),
    ],
)
async def test_what_may_not_be_is_refused_with_what_to_do(
    desk: Front, words: str, user: str, why: str
) -> None:
    """Pitfall 35 (docs/pitfalls.md): only the asker hears of it."""
    assert why in (await desk.command(words, user=user)).words
    assert await at_work(desk) == ["U0AINO", "U0RUTH"]


async def test_nobody_from_outside_is_lent_or_asked(desk: Front) -> None:
    """A loan shows the cases of the team's private channel; a guest gives no guidance."""
    users = desk.sandbox.slack.users
    users["U0LEON"].team_id, users["U0FEMI"].is_restricted = "T0OTHER", True
    number = await desk.opened()
    await desk.command(f"claim {number}")
    for visitor in ("U0LEON", "U0FEMI"):
        answer = await desk.command(f"loan <@{visitor}> to billing for 1h", user="U0RUTH")
        assert f"<@{visitor}> can only look" in answer.words
        assert f"<@{visitor}> can only look" in (await desk.command(f"ask {number} <@{visitor}> hm?")).words
    assert "There are no temporary members" in (await desk.command("loans")).words
    assert await desk.kinds(number) == ["claimed"]


async def test_a_loan_expires_by_itself(desk: Front) -> None:
    answer = await desk.command("loan @leon to billing for 2h")
    assert "<@U0LEON> is a temporary member of Billing until" in answer.words
    assert await at_work(desk) == ["U0AINO", "U0LEON", "U0RUTH"]
    assert await at_work(desk, hours=2.1) == ["U0AINO", "U0RUTH"]
    assert len(await jobs(desk, "lent")) == 1


async def test_a_loan_can_be_made_longer_and_ended(desk: Front) -> None:
    await desk.command("loan <@U0LEON|leon> to billing for 1h", user="U0RUTH")
    await desk.command("loan @leon to billing for 2h", user="U0RUTH")
    assert "<@U0LEON> is a temporary member of" in (await desk.command("loans")).words
    await desk.press("end_loan", "billing/U0LEON", user="U0MIRA")
    assert "Only members of Billing" in desk.told("U0MIRA")[-1]
    await desk.press("end_loan", "billing/U0LEON", user="U0LEON")
    assert await at_work(desk) == ["U0AINO", "U0RUTH"]
    assert "There are no temporary members" in (await desk.command("loans")).words
    await desk.press("end_loan", "billing/U0LEON", user="U0LEON")
    assert "They are no longer a temporary member" in desk.told("U0LEON")[-1]


async def test_the_home_tab_shows_a_persons_own_shifts(desk: Front) -> None:
    view = {"type": "home", "id": "V1", "blocks": []}
    action = {"type": "button", "action_id": "shift_off", "block_id": "b", "value": "billing"}
    await desk.interact("block_actions", actions=[action | {"action_ts": "1.2"}], view=view)
    published = desk.sandbox.slack.calls("views.publish")
    assert "shift_on" in str(published[-1].arguments["view"])


async def test_while_slack_fails_the_people_known_last_are_at_work(desk: Front) -> None:
    assert await at_work(desk) == ["U0AINO", "U0RUTH"]
    desk.sandbox.faults.arm("usergroups.users.list", "500", times=5)
    assert await at_work(desk, hours=1) == ["U0AINO", "U0RUTH"]
    shifts = await desk.baton.services.roster.on_shift("gone", desk.baton.services.now())
    assert shifts == ()
    assert isinstance(
        (await desk.baton.services.roster.on_shift("billing", desk.baton.services.now()))[0], Shift
    )
