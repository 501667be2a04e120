"""The limit of open cases: counted in the transaction of the claim, so that no race passes it, on both databases."""

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Refused, Resolution, claim, hand_over, release, resolve, snooze, take_over, wake
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.store.store import Store
from tests.bot.case.world import AINO, ANA, BILLING, NOW, RUTH, ask, post

RULES = read_rules("teams: {service: {channel: '#service'}}\ndefault: {team: service}\n")
CASES = range(1_001, 1_007)


@pytest.fixture
async def book(store: Store) -> Casebook:
    """A casebook with six waiting cases, of which one agent of team service may hold three."""
    intake = Intake(store, lambda: RULES, merge=timedelta(0), reopen=timedelta(0))
    authors = (replace(ANA, native_id=f"7{number}") for number in range(len(CASES)))
    posts = [replace(post(str(n), by, n), conversation=str(n)) for n, by in enumerate(authors)]
    await intake.take(posts, NOW)
    return Casebook(store, {"service": 3}.get)


async def take(book: Casebook, number: int, by: str = AINO) -> str:
    """Return the result of a claim: the owner, or the code of the refusal."""
    try:
        return (await book.take(number, ask(by), claim)).case.owner or ""
    except Refused as refusal:
        return refusal.code


async def full(book: Casebook) -> None:
    for number in CASES[:3]:
        assert await take(book, number) == AINO


async def test_a_claim_beyond_the_cap_is_refused_with_what_to_do_and_leaves_no_trace(book: Casebook) -> None:
    await full(book)
    with pytest.raises(
        Refused, match=r"You've reached your limit of 3 open cases \(service\); you have 3\. \*Resolve\*"
    ):
        await book.take(1_004, ask(AINO), claim)
    case = await book.case(1_004)
    assert (case.owner, case.version) == (None, 1)
    assert await take(book, 1_004, RUTH) == RUTH


async def test_of_six_claims_at_once_three_pass(book: Casebook) -> None:
    """Pitfall 6: compare and set, for people as for cases."""
    came = await asyncio.gather(*(take(book, number) for number in CASES))
    assert sorted(came) == [AINO] * 3 + ["full"] * 3
    owners = [(await book.case(number)).owner for number in CASES]
    assert owners.count(AINO) == 3


async def test_the_next_one_and_a_take_over_count_too(book: Casebook) -> None:
    await full(book)
    await take(book, 1_004, RUTH)
    for attempt in (
        book.do_next(["service"], ask(AINO), claim),
        book.take(1_004, ask(AINO), take_over),
    ):
        with pytest.raises(Refused, match="cap"):
            await attempt
    assert (await book.case(1_004)).owner == RUTH


@pytest.mark.parametrize("way", ["resolved", "released", "snoozed", "handed over", "taken from them"])
async def test_what_somebody_no_longer_has_makes_room(book: Casebook, way: str) -> None:
    await full(book)
    match way:
        case "resolved":
            await book.do(1_001, ask(AINO), resolve, resolution=Resolution.SPAM)
        case "released":
            await book.do(1_001, ask(AINO), release)
        case "snoozed":
            await book.do(1_001, ask(AINO), snooze, until=None)
        case "handed over":
            await book.do(1_001, ask(AINO), hand_over, route=BILLING, reason="money")
        case _:
            await book.take(1_001, ask(RUTH), take_over)
    assert await take(book, 1_004) == AINO
    assert await take(book, 1_005) == "full"


async def test_a_case_that_wakes_stays_with_its_owner_over_the_cap(book: Casebook) -> None:
    await full(book)
    await book.do(1_001, ask(AINO), snooze, until=None)
    await take(book, 1_004)
    await book.do(1_001, ask(AINO), wake)
    assert (await book.case(1_001)).owner == AINO
    assert await take(book, 1_005) == "full"


async def test_a_claim_of_ones_own_case_is_not_a_new_one(book: Casebook) -> None:
    await full(book)
    assert await take(book, 1_001) == AINO
