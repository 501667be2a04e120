"""Posts that arrive in two processes at once open one case, whatever connects them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Ask, Sameness
from bot.mention import Author, Mention
from bot.routing import read_rules
from bot.services.identities import Identities
from bot.services.intake import Intake
from bot.store import IntakeOutcome
from bot.store.store import Store
from tests.bot.case.world import ANA, BOB, NOW, post
from tests.races import two_stores, unwritable

RULES = read_rules("""
teams: {service: {channel: "#service", first_response: 60m}}
default: {team: service}
""")
Two = tuple[Intake, Intake]


@pytest.fixture
async def both(ready_postgres: str) -> AsyncIterator[Two]:
    async with two_stores(ready_postgres) as (one, other):
        yield _intake(one), _intake(other)


def _intake(store: Store) -> Intake:
    return Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))


def alone(native_id: str, author: Author = ANA, hours: float = 0) -> Mention:
    return replace(post(native_id, author, 60 * hours), conversation=native_id)


async def at_once(url: str, both: Two, one: Mention, other: Mention) -> list[IntakeOutcome]:
    """Return the outcomes of two posts, each ingested by a process that has read before the other wrote."""
    at = max(one.posted_at, other.posted_at)
    async with unwritable(url, "events") as gate:
        taking = [
            asyncio.create_task(intake.take([mention], at))
            for intake, mention in zip(both, (one, other), strict=True)
        ]
        await gate.stopped(2)
    return [seen for each in await asyncio.gather(*taking) for seen in each]


def kinds(seen: list[IntakeOutcome]) -> list[str]:
    return sorted(each.outcome for each in seen)


async def test_two_posts_by_one_author_at_once_open_one_case(ready_postgres: str, both: Two) -> None:
    """*hi* and *my order is broken*"""
    seen = await at_once(ready_postgres, both, alone("1"), alone("2"))
    assert (kinds(seen), len({each.case for each in seen})) == (["joined", "opened"], 1)


async def test_two_authors_in_one_conversation_at_once_open_one_case(ready_postgres: str, both: Two) -> None:
    seen = await at_once(ready_postgres, both, post("1", ANA), post("2", BOB))
    assert (kinds(seen), len({each.case for each in seen})) == (["joined", "opened"], 1)


async def test_two_accounts_of_one_person_at_once_open_one_case(ready_postgres: str, both: Two) -> None:
    await _same_person(both[0])
    seen = await at_once(ready_postgres, both, alone("3", ANA, 80), alone("4", BOB, 80))
    assert (kinds(seen), len({each.case for each in seen})) == (["joined", "opened"], 1)


async def test_two_posts_after_the_merge_window_at_once_open_one_more_case(
    ready_postgres: str, both: Two
) -> None:
    await both[0].take([alone("1")], NOW)
    seen = await at_once(ready_postgres, both, alone("2", hours=30), alone("3", hours=30))
    assert (kinds(seen), len({each.case for each in seen} - {1_001})) == (["joined", "opened"], 1)


async def _same_person(intake: Intake) -> None:
    """Ana and Bob have a case each, and staff said that they are one person."""
    await intake.take([alone("1", ANA), alone("2", BOB)], NOW)
    people = Identities(intake.store)
    asked = await people.propose(1_001, 1_002, Ask("U0MIRA", NOW, "same?"))
    await people.say(1_001, asked.events[0].number, Sameness.SAME, Ask("U0MIRA", NOW, "same"))
