"""One customer on several networks: proposed, confirmed by a person, undone, and the effect on later posts."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Ask, Case, Refused, Resolution, Sameness, resolve
from bot.mention import Author, Mention
from bot.routing import read_rules
from bot.services import identities
from bot.services.casebook import Casebook
from bot.services.identities import ASKED_AT_ONCE, Identities
from bot.services.intake import Intake
from bot.slack.views.card import draw_card
from bot.store.store import Store
from tests.bot.case.world import AINO, BOB, NOW, RUTH, SERVICE, ask, post

RULES = read_rules("teams: {service: {channel: '#service', first_response: 60m}}\ndefault: {team: service}\n")
MAIL = "mailto:ana@customer.example"
ANA = Author("ana", "Ana", 7, "71")


class Desk:
    """Posts and decisions of staff, on one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.people = Identities(store)
        self.book = Casebook(store)
        self.intake = Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta())

    async def comes(
        self, network: str, native_id: str, author: Author = ANA, **more: Any
    ) -> tuple[str, int | None]:
        """Ingest a post in a conversation of its own, link its customer, and return the outcome."""
        mention = self.post(network, native_id, author, **more)
        (seen,) = await self.intake.take([mention], mention.posted_at)
        await self.store.transact(
            lambda tx: identities.link_identities(tx, seen.case or 0, Ask("baton", NOW, f"a/{native_id}"))
        )
        return seen.outcome, seen.case

    def post(self, network: str, native_id: str, author: Author = ANA, **more: Any) -> Mention:
        return replace(
            post(native_id, author, more.pop("minutes", 0)), network=network, conversation=native_id, **more
        )

    async def case(self, number: int) -> Case:
        return await self.book.case(number)

    async def asked(self, number: int, other: int) -> int:
        """A member of staff asks whether two cases are one customer's; the question's number."""
        done = await self.people.propose(number, other, ask(RUTH))
        return done.case.matches[-1].number

    async def same(self, number: int, other: int) -> int:
        match = await self.asked(number, other)
        await self.people.say(number, match, Sameness.SAME, ask(AINO))
        return match

    async def resolved(self, *numbers: int) -> None:
        for number in numbers:
            await self.book.do(
                number, ask(AINO), resolve, resolution=Resolution.NO_ANSWER, because="they called"
            )

    async def known(self, number: int) -> list[int]:
        case = await self.case(number)
        found = await self.store.transact(lambda tx: identities.known(tx, case))
        return [other.number for other in found.others]

    async def seen_of(self, number: int) -> tuple[list[str], list[str], list[int]]:
        """Return what the card shows: the customer's accounts, the unverified ones, other cases."""
        case = await self.case(number)
        found = await self.store.transact(lambda tx: identities.known(tx, case))
        return sorted(found.accounts), sorted(found.unverified), [other.number for other in found.others]

    async def questions(self, number: int) -> list[tuple[str, str]]:
        return [(match.other, match.why) for match in (await self.case(number)).matches]


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


async def test_nothing_is_joined_until_a_person_says_so_and_then_posts_of_both_accounts_meet(
    desk: Desk,
) -> None:
    """Pitfall 58; on X matching with other places needs somebody's word."""
    assert [await desk.comes("x", "1"), await desk.comes("email", "m1")] == [
        ("opened", 1_001),
        ("opened", 1_002),
    ]
    match = await desk.asked(1_002, 1_001)
    await desk.resolved(1_002)
    assert await desk.comes("email", "m2", minutes=5) == ("opened", 1_003)
    await desk.people.say(1_002, match, Sameness.SAME, ask(AINO))
    await desk.resolved(1_003)
    assert await desk.comes("email", "m3", minutes=6) == ("joined", 1_001)
    case = await desk.case(1_001)
    assert (case.customers, case.turn, case.latest.native_id) == (("x/71", "email/71"), 2, "m3")


async def test_the_merge_window_applies_to_every_account_of_a_person(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.comes("email", "m1")
    await desk.same(1_002, 1_001)
    await desk.resolved(1_002)
    assert await desk.comes("email", "m2", minutes=60 * 25) == ("opened", 1_003)
    assert (await desk.case(1_003)).customers == ("email/71", "x/71")
    assert await desk.comes("x", "2", minutes=60 * 26) == ("joined", 1_003)


@pytest.mark.parametrize("at_once", [True, False])
async def test_posts_of_one_person_in_one_batch_are_one_case(desk: Desk, at_once: bool) -> None:
    await desk.comes("x", "1")
    await desk.comes("email", "m1")
    await desk.same(1_002, 1_001)
    await desk.resolved(1_001, 1_002)
    posts = [desk.post("x", "2", minutes=5), desk.post("email", "m2", minutes=6)]
    batches = [posts] if at_once else [[each] for each in posts]
    seen = [
        (s.outcome, s.case) for batch in batches for s in await desk.intake.take(batch, batch[-1].posted_at)
    ]
    assert seen == [("opened", 1_003), ("joined", 1_003)]
    assert (await desk.case(1_003)).turn == 2


async def test_undone_they_are_two_people_again_in_every_case(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.comes("email", "m1")
    match = await desk.same(1_002, 1_001)
    assert {(await desk.case(n)).customers for n in (1_001, 1_002)} == {
        ("x/71", "email/71"),
        ("email/71", "x/71"),
    }
    await desk.people.say(1_002, match, Sameness.ASKED, ask(RUTH))
    assert [(await desk.case(n)).customers for n in (1_001, 1_002)] == [("x/71",), ("email/71",)]
    await desk.resolved(1_002)
    assert await desk.comes("email", "m2", minutes=5) == ("opened", 1_003)
    assert await desk.known(1_003) == [1_002]


async def test_of_a_chain_only_the_link_that_was_undone_comes_apart(desk: Desk) -> None:
    for network in ("x", "email", "page"):
        await desk.comes(network, f"{network}1")
    first = await desk.same(1_001, 1_002)
    await desk.same(1_002, 1_003)
    assert await desk.known(1_001) == [1_003, 1_002]
    await desk.people.say(1_001, first, Sameness.ASKED, ask(RUTH))
    assert [await desk.known(number) for number in (1_001, 1_002, 1_003)] == [[], [1_003], [1_002]]
    assert (await desk.case(1_003)).customers == ("page/71", "email/71")


async def test_an_accepted_sender_stays_the_customer_when_people_are_parted(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.comes("page", "p1", BOB, case=1_001)
    await desk.people.accept_sender(1_001, 2, SERVICE, ask(AINO))
    await desk.comes("email", "m1")
    match = await desk.same(1_001, 1_002)
    await desk.people.say(1_001, match, Sameness.ASKED, ask(RUTH))
    assert (await desk.case(1_001)).customers == ("x/71", "page/72")


async def test_the_same_mail_address_is_asked_about_once_and_never_after_a_no(desk: Desk) -> None:
    await desk.comes("webhook", "w1", replace(ANA, links=(MAIL,)))
    await desk.comes("email", "m1", replace(ANA, handle="ana@customer.example", links=(MAIL,)))
    assert await desk.questions(1_002) == [("webhook/71", "both give ana@customer.example")]
    (match,) = (await desk.case(1_002)).matches
    await desk.people.say(1_002, match.number, Sameness.NOT, ask(AINO))
    await desk.resolved(1_001, 1_002)
    await desk.comes("email", "m2", replace(ANA, links=(MAIL,)), minutes=5)
    assert await desk.questions(1_003) == []
    with pytest.raises(Refused, match="different people"):
        await desk.people.propose(1_003, 1_001, ask(RUTH))


@pytest.mark.parametrize("linked_first", [True, False])
async def test_a_profile_that_links_to_the_others_page_is_asked_about(desk: Desk, linked_first: bool) -> None:
    on_x = ("x", "1", ANA, "https://x.com/ana/status/1")
    linked = (
        "mastodon",
        "2",
        replace(ANA, native_id="9", links=("https://twitter.com/Ana",)),
        "https://m.example/@ana/2",
    )
    for network, native_id, author, url in (linked, on_x) if linked_first else (on_x, linked):
        await desk.comes(network, native_id, author, url=url)
    assert await desk.questions(1_001) == []
    assert [why for _, why in await desk.questions(1_002)] == ["both give x.com/ana"]


async def test_a_page_that_both_only_link_to_makes_nobody_the_same(desk: Desk) -> None:
    band = "https://example.org/band"
    await desk.comes("mastodon", "1", replace(ANA, links=(band,)))
    await desk.comes("bluesky", "2", replace(BOB, links=(band,)))
    assert await desk.questions(1_002) == []


async def test_who_links_to_everybody_is_asked_about_a_few_times(desk: Desk) -> None:
    handles = [f"c{n}" for n in range(ASKED_AT_ONCE + 2)]
    for handle in handles:
        await desk.comes(
            "x", handle, Author(handle, handle, None, handle), url=f"https://x.com/{handle}/status/1"
        )
    links = tuple(f"https://x.com/{handle}" for handle in handles)
    _, number = await desk.comes("mastodon", "m", replace(ANA, links=links))
    assert len(await desk.questions(number or 0)) == ASKED_AT_ONCE


async def test_linking_identities_twice_asks_once(desk: Desk) -> None:
    await desk.comes("webhook", "w1", replace(ANA, links=(MAIL,)))
    await desk.comes("email", "m1", replace(ANA, links=(MAIL,)))
    await desk.store.transact(lambda tx: identities.link_identities(tx, 1_002, Ask("baton", NOW, "again")))
    await desk.store.transact(
        lambda tx: identities.link_identities(tx, 4_711, Ask("baton", NOW, "no such case"))
    )
    assert len(await desk.questions(1_002)) == 1


async def test_earlier_cases_of_an_author_are_known_without_a_word_of_anybody(desk: Desk) -> None:
    for minute in range(7):
        await desk.comes("x", str(minute), minutes=60 * 25 * minute)
    case = await desk.case(1_007)
    found = await desk.store.transact(lambda tx: identities.known(tx, case))
    assert ([other.number for other in found.others], found.more) == ([1_006, 1_005, 1_004, 1_003, 1_002], 1)


async def test_a_case_that_is_over_is_shown_beside_the_one_its_link_opened(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.resolved(1_001)
    assert await desk.comes("email", "m1", BOB, case=1_001, minutes=60 * 100) == ("opened", 1_002)
    assert await desk.known(1_002) == [1_001]


async def test_what_was_answered_must_be_undone_before_it_is_answered_otherwise(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.comes("email", "m1")
    match = await desk.same(1_002, 1_001)
    with pytest.raises(Refused, match=f"<@{AINO}> has already decided"):
        await desk.people.say(1_002, match, Sameness.NOT, ask(RUTH))
    assert (await desk.people.say(1_002, match, Sameness.SAME, ask(RUTH))).events == ()
    with pytest.raises(Refused, match="already belong to the same customer"):
        await desk.people.propose(1_001, 1_002, ask(RUTH))
    with pytest.raises(Refused, match="no case #4711"):
        await desk.people.propose(1_001, 4_711, ask(RUTH))
    with pytest.raises(Refused, match="no such question"):
        await desk.people.say(1_001, 99, Sameness.SAME, ask(RUTH))


async def test_the_event_log_says_who_asked_who_confirmed_and_who_undid(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.comes("email", "m1")
    match = await desk.same(1_002, 1_001)
    await desk.people.say(1_002, match, Sameness.ASKED, ask(RUTH))
    await desk.people.say(1_002, match, Sameness.NOT, ask(RUTH))
    event_log = await desk.store.transact(lambda tx: tx.event_log(1_002))
    assert [(e.kind, e.by) for e in event_log[1:]] == [
        ("same_person_proposed", RUTH),
        ("same_person", AINO),
        ("recognised", AINO),
        ("same_person_undone", RUTH),
        ("parted", RUTH),
        ("not_same_person", RUTH),
    ]


EVE = Author("eve", "Eve", 0, "66")


async def test_a_sender_by_a_cases_link_is_unverified_until_staff_say_who_it_is(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.comes("email", "m0", EVE)
    await desk.comes("email", "m1", EVE, case=1_001, private=True)
    assert await desk.seen_of(1_001) == (["x/71"], ["email/66"], [])
    assert await desk.known(1_002) == []
    await desk.same(1_001, 1_002)
    assert await desk.seen_of(1_001) == (["email/66", "x/71"], [], [1_002])


async def test_a_stranger_brings_none_of_their_own_cases_onto_the_card(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.comes("email", "m1", EVE, case=1_001, private=True)
    await desk.comes("email", "m2", EVE, minutes=60 * 24 * 9)
    _, unverified, others = await desk.seen_of(1_001)
    assert (unverified, others) == (["email/66"], [])


async def test_the_card_never_shows_an_unverified_sender_as_the_customer(desk: Desk) -> None:
    await desk.comes("x", "1")
    page = Author("Ana", "Ana", None, "1001-5f3a")
    await desk.comes("page", "p1", page, case=1_001, private=True)
    case = await desk.case(1_001)
    found = await desk.store.transact(lambda tx: identities.known(tx, case))
    shown = draw_card(case, known=found, now=NOW).text
    assert "Unverified sender" in shown
    assert "Linked accounts" not in shown
    assert "Private page" not in shown


async def test_an_accepted_sender_is_known_as_the_customer_of_that_case_alone(desk: Desk) -> None:
    """Pitfall 58: two customers who both had a letter from Eve's address are not one person for that."""
    await desk.comes("x", "1")
    await desk.comes("x", "2", BOB)
    accepted = []
    for number in (1_001, 1_002):
        _, case = await desk.comes("email", f"m{number}", EVE, case=number, private=True)
        assert case == number
        event_log = await desk.store.transact(lambda tx, number=number: tx.event_log(number))  # type: ignore[misc]
        accepted.append(event_log[-1].number)
        await desk.people.accept_sender(number, accepted[-1], SERVICE, ask(AINO))
    assert await desk.seen_of(1_001) == (["email/66", "x/71"], [], [])
    assert await desk.seen_of(1_002) == (["email/66", f"x/{BOB.key}"], [], [])
    await desk.people.undo_sender(1_001, accepted[0], ask(AINO))
    assert await desk.seen_of(1_001) == (["x/71"], ["email/66"], [])


async def test_a_sender_taken_back_stays_whom_staff_called_the_same_elsewhere(desk: Desk) -> None:
    await desk.comes("x", "1")
    await desk.comes("email", "m0", EVE)
    await desk.comes("email", "m1", EVE, case=1_001, private=True)
    event_log = await desk.store.transact(lambda tx: tx.event_log(1_001))
    await desk.people.accept_sender(1_001, event_log[-1].number, SERVICE, ask(AINO))
    await desk.same(1_002, 1_001)
    await desk.people.undo_sender(1_001, event_log[-1].number, ask(AINO))
    assert await desk.seen_of(1_001) == (["email/66", "x/71"], [], [1_002])
