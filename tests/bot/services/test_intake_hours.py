"""Posts outside business hours, and cases that reopen after the hours changed."""

from datetime import timedelta

from msgspec.structs import replace

from bot.case import Ask, Case, Resolution, resolve
from bot.mention import Mention
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.store.store import Store
from tests.bot.case.world import AINO, ANA, NOW, post

# NOW is a Sunday, 10:00 in Berlin.
CLOSED = "{zone: Europe/Berlin, open: {mon-fri: '09:00-17:00'}}"
WEEKEND = "{zone: Europe/Berlin, open: {sat-sun: '09:00-17:00'}}"
FILE = """
teams:
  service: {channel: "#service", hours: %s, outside: watch}
  watch: {channel: "#watch", hours: %s}
default: {team: service}
"""
RULES = read_rules(FILE % (CLOSED, WEEKEND))
LONGER = read_rules(FILE % (WEEKEND, CLOSED))


def post_at(native_id: str, minutes: float = 0) -> Mention:
    return replace(post(native_id, ANA, minutes), conversation="1", text="help")


async def case_1001(store: Store) -> Case:
    return await Casebook(store).case(1_001)


async def test_a_post_outside_business_hours_goes_to_the_team_that_takes_over_and_counts_by_their_hours(
    store: Store,
) -> None:
    intake = Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    await intake.take([post_at("1")], NOW)
    case = await case_1001(store)
    assert (case.route.team, case.route.instead_of) == ("watch", "service")
    assert case.due_at == NOW + timedelta(hours=1)


async def test_whom_a_person_hands_it_to_by_name_gets_it_at_any_hour(store: Store) -> None:
    intake = Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    done = await intake.escalate(post_at("1"), Ask(AINO, NOW, "e1"), team="service", url="", reason="angry")
    assert done.case.route.team == "service"
    assert done.case.due_at == NOW + timedelta(hours=24)


async def test_a_case_that_opens_again_counts_by_the_hours_of_now(store: Store) -> None:
    """Pitfall 38. The minute between the post and its arrival counts by the hours of then, when the team was closed."""
    rules = [RULES]
    intake = Intake(store, lambda: rules[0], merge=timedelta(hours=24), reopen=timedelta(hours=72))
    await intake.escalate(post_at("1"), Ask(AINO, NOW, "e1"), team="service", url="", reason="angry")
    await Casebook(store).do(1_001, Ask(AINO, NOW, "r1"), resolve, resolution=Resolution.SPAM)
    rules[0] = LONGER
    await intake.take([post_at("2", 30)], NOW + timedelta(minutes=31))
    case = await case_1001(store)
    assert case.due_at == NOW + timedelta(minutes=91)
    assert (case.route.team, case.mention_count) == ("service", 2)
