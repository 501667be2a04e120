"""Matching of posts to cases, and protection from strangers who would lead other people's posts away."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Ask, Resolution, Sameness, resolve
from bot.mention import Author, Mention
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.identities import Identities, link_identities
from bot.services.intake import Intake
from bot.store.store import Store
from tests.bot.case.world import AINO, ANA, BOB, NOW, post

RULES = read_rules("""
teams: {service: {channel: "#service", first_response: 60m}}
default: {team: service}
""")


@pytest.fixture
def intake(store: Store) -> Intake:
    return Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))


def said(native_id: str, author: Author, hours: float, conversation: str) -> Mention:
    return replace(post(native_id, author, 60 * hours), conversation=conversation)


async def cases(intake: Intake, *posts: Mention, at_once: bool = False) -> list[int | None]:
    """The case each post went to, each taken when it was written, or all of them in one batch at the end."""
    batches = [list(posts)] if at_once else [[each] for each in posts]
    taken = [seen for batch in batches for seen in await intake.take(batch, batch[-1].posted_at)]
    led = {seen.key: seen.case for seen in taken}
    return [led[each.key] for each in posts]


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_stranger_with_a_case_of_their_own_does_not_take_a_conversation_over(
    intake: Intake, at_once: bool
) -> None:
    posts = [
        said("1", ANA, 0, "C1"),
        said("2", BOB, 1, "C2"),
        said("3", BOB, 2, "C1"),
        said("4", ANA, 30, "C1"),
    ]
    assert await cases(intake, *posts, at_once=at_once) == [1_001, 1_002, 1_002, 1_001]


async def test_an_ended_case_that_may_still_be_reopened_keeps_its_conversation(intake: Intake) -> None:
    await cases(intake, said("1", ANA, 0, "C1"), said("2", BOB, 1, "C2"))
    await _resolve(intake, 1_001, hours=2)
    assert await cases(intake, said("3", BOB, 3, "C1"), said("4", ANA, 50, "C1")) == [1_002, 1_001]


async def test_a_conversation_whose_case_is_over_leads_to_the_next_one(intake: Intake) -> None:
    await cases(intake, said("1", ANA, 0, "C1"))
    await _resolve(intake, 1_001, hours=1)
    posts = [said("2", BOB, 100, "C1"), said("3", ANA, 150, "C1")]
    assert await cases(intake, *posts) == [1_002, 1_002]


async def test_a_bystander_does_not_lead_the_customers_next_post_to_an_older_case(intake: Intake) -> None:
    """Ana has an older case in C1 and a newer one in C2; Bob writes in C1, and Ana's next post is about the newer."""
    await cases(intake, said("1", ANA, 0, "C1"), said("2", ANA, 30, "C2"))
    carol = replace(BOB, handle="carol", native_id="73")
    assert await cases(intake, said("3", carol, 31, "C1"), said("4", ANA, 32, "C3")) == [1_001, 1_002]


async def test_a_post_handed_in_out_of_an_open_cases_conversation_does_not_take_it_over(
    intake: Intake,
) -> None:
    await cases(intake, said("1", ANA, 0, "C1"))
    handed_in = said("2", BOB, 1, "C1")
    done = await intake.escalate(
        handed_in, Ask("U0MIRA", handed_in.posted_at, "e"), url="", reason="another matter"
    )
    assert done.case.number == 1_002
    assert await cases(intake, said("3", ANA, 40, "C1"), said("4", BOB, 2, "C9")) == [1_001, 1_002]


async def test_a_post_that_names_another_case_does_not_take_its_conversation_over(intake: Intake) -> None:
    await cases(intake, said("1", ANA, 0, "C1"), said("2", BOB, 1, "C2"))
    naming = replace(said("3", BOB, 2, "C1"), case=1_002)
    assert await cases(intake, naming, said("4", ANA, 40, "C1")) == [1_002, 1_001]


async def test_the_other_account_of_a_person_does_not_take_a_conversation_over(intake: Intake) -> None:
    """Bob's second account writes in Ana's conversation: the line is Bob's matter, the conversation stays Ana's."""
    second = replace(BOB, handle="bob2", native_id="74")
    await cases(intake, said("1", ANA, 0, "C1"), said("2", BOB, 1, "C2"), said("3", second, 1, "C3"))
    await _are_one_person(intake, 1_002, 1_003)
    assert await cases(intake, said("4", second, 2, "C1"), said("5", ANA, 40, "C1")) == [1_003, 1_001]


async def test_an_account_that_was_parted_from_a_customer_leads_to_their_case_no_more(intake: Intake) -> None:
    second = replace(ANA, handle="ana2", native_id="75")
    await cases(intake, said("1", ANA, 0, "C1"), said("2", second, 0, "C2"))
    match = await _are_one_person(intake, 1_001, 1_002)
    assert await cases(intake, said("3", ANA, 50, "C3"), said("4", second, 51, "C4")) == [1_003, 1_003]
    await intake.store.transact(lambda tx: link_identities(tx, 1_003, Ask(AINO, NOW, "known")))
    await Identities(intake.store).say(1_001, match, Sameness.ASKED, Ask(AINO, NOW, "undo"))
    assert await cases(intake, said("5", second, 52, "C5")) == [1_004]


async def _are_one_person(intake: Intake, one: int, other: int) -> int:
    people = Identities(intake.store)
    asked = await people.propose(one, other, Ask(AINO, NOW, "same?"))
    await people.say(one, asked.events[0].number, Sameness.SAME, Ask(AINO, NOW, "same"))
    return asked.events[0].number


async def _resolve(intake: Intake, number: int, hours: float) -> None:
    ask = Ask(AINO, NOW + timedelta(hours=hours), f"resolve {number}")
    await Casebook(intake.store).do(
        number, ask, resolve, resolution=Resolution.NO_ANSWER, because="they called"
    )
