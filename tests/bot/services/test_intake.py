"""A mention opens a case or continues one; every post is accounted for, and once."""

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Ask, Case, Resolution, Status, resolve
from bot.mention import NAME_LIMIT, TEXT_LIMIT, Author, Mention
from bot.routing import Rules, UnknownTeam, read_rules
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.store import IntakeOutcome
from bot.store.store import Store
from tests.bot.case.world import AINO, ANA, BOB, NOW, post

RULES_FILE = """
teams:
  service: {channel: "#service", first_response: 60m}
  marketing: {channel: "#social", first_response: 4h}
marketing: marketing
default: {team: service}
rules:
  - {name: spam, when: {words: [crypto]}, then: {ignore: advertising}}
  - {name: praise, when: {words: [thanks]}, then: {team: marketing}}
"""
RULES = read_rules(RULES_FILE)


@pytest.fixture
def intake(store: Store) -> Intake:
    return Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))


def alone(native_id: str, author: Author = ANA, minutes: float = 0, text: str = "help") -> Mention:
    """A post in a conversation of its own."""
    return replace(post(native_id, author, minutes), conversation=native_id, text=text)


async def outcomes(intake: Intake, *posts: Mention) -> list[tuple[str, int | None]]:
    """Return the outcomes of posts, ingested as soon as the last one was written."""
    at = max(post.posted_at for post in posts)
    return [(seen.outcome, seen.case) for seen in await intake.take(posts, at)]


async def case(intake: Intake, number: int = 1_001) -> Case:
    return await Casebook(intake.store).case(number)


async def test_the_same_post_takes_effect_once_in_a_batch_after_it_and_beside_it(intake: Intake) -> None:
    """Pitfalls 15 and 21 (docs/pitfalls.md)."""
    assert await outcomes(intake, alone("1"), alone("1")) == [("opened", 1_001)]
    assert await outcomes(intake, alone("1")) == []
    found = await asyncio.gather(*(intake.take([alone("2", BOB)], NOW) for _ in range(5)))
    assert sorted(len(seen) for seen in found) == [0, 0, 0, 0, 1]


async def test_the_cursor_moves_with_the_posts_or_not_at_all(intake: Intake) -> None:
    """Pitfall 21 (docs/pitfalls.md)."""
    await intake.take([alone("1")], NOW, source="x/mentions", cursor="1")
    broken = Intake(intake.store, _no_rules, merge=intake.merge, reopen=intake.reopen)
    with pytest.raises(RuntimeError):
        await broken.take([alone("2", BOB)], NOW, source="x/mentions", cursor="2")
    assert await intake.store.transact(lambda tx: (tx.cursor("x/mentions"), len(tx.known(["x/2"])))) == (
        "1",
        0,
    )


async def test_posts_of_a_conversation_join_its_case_and_authors_stay_their_own(intake: Intake) -> None:
    """Pitfall 52 (docs/pitfalls.md)."""
    taken = await outcomes(intake, post("1"), post("2", BOB, 1), post("3", ANA, 2))
    assert taken == [("opened", 1_001), ("joined", 1_001), ("joined", 1_001)]
    found = await case(intake)
    assert [m.author.handle for m in found.mentions] == ["ana", "bob", "ana"]
    assert (found.customers, found.latest.native_id, found.turn) == (("x/71",), "3", 2)


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(("hours", "outcome"), [(23.9, "joined"), (24.1, "opened")])
async def test_an_authors_next_post_joins_within_the_merge_window(
    intake: Intake, at_once: bool, hours: float, outcome: str
) -> None:
    """After downtime a batch may hold days; it gives what the same posts give one by one (pitfall 22)."""
    posts = [alone("1"), alone("2", ANA, 60 * hours)]
    batches = [posts] if at_once else [[each] for each in posts]
    seen = [seen for batch in batches for seen in await intake.take(batch, batch[-1].posted_at)]
    assert [each.outcome for each in seen] == ["opened", outcome]


async def test_a_bystanders_own_matter_is_a_case_of_its_own(intake: Intake) -> None:
    """Pitfall 58 (docs/pitfalls.md)."""
    taken = await outcomes(intake, post("1"), post("2", BOB, 1), alone("9", BOB, 2))
    assert taken == [("opened", 1_001), ("joined", 1_001), ("opened", 1_002)]


@pytest.mark.parametrize(("hours", "outcome"), [(71, "reopened"), (73, "opened")])
async def test_a_post_after_resolution_reopens_within_the_window(
    intake: Intake, hours: float, outcome: str
) -> None:
    """Pitfall 38 (docs/pitfalls.md)."""
    await intake.take([alone("1")], NOW)
    ask = Ask(AINO, NOW, "resolve")
    await Casebook(intake.store).do(
        1_001, ask, resolve, resolution=Resolution.NO_ANSWER, because="they called"
    )
    taken = await outcomes(intake, alone("2", ANA, 60 * hours))
    assert [kind for kind, _ in taken] == [outcome]
    assert ((await case(intake)).status is Status.WAITING) == (outcome == "reopened")


async def test_an_ignored_post_is_kept_with_its_reason_and_leads_nobody(intake: Intake) -> None:
    """Pitfall 57 (docs/pitfalls.md)."""
    spam = alone("1", text="crypto!")
    (seen,) = await intake.take([spam], NOW)
    assert (seen.outcome, seen.case, seen.why) == ("ignored", None, "advertising")
    assert "crypto!" in (seen.body or "")
    assert await outcomes(intake, alone("2", ANA, 1)) == [("opened", 1_001)]


async def test_an_ignored_post_somebody_escalates_becomes_a_case(intake: Intake) -> None:
    """Pitfall 57 (docs/pitfalls.md)."""
    spam = alone("1", text="crypto!")
    await intake.take([spam], NOW)
    done = await intake.escalate(spam, Ask("U0MIRA", NOW, "e"), team="", url="https://s/1", reason="look")
    assert (done.case.number, done.case.route.ignored, done.heard) == (1_001, None, False)
    again = await intake.escalate(spam, Ask("U0JONAS", NOW, "f"), team="", url="", reason="")
    assert (again.case.number, again.heard) == (1_001, True)


async def test_a_post_handed_in_goes_where_it_is_sent_and_never_back_unasked(intake: Intake) -> None:
    ask = Ask("U0MIRA", NOW, "e")
    praise = await intake.escalate(alone("1", text="thanks"), ask, team="", url="", reason="")
    assert praise.case.route.team == "service"
    asked = await intake.escalate(alone("2", BOB), ask, team="marketing", url="https://s/1", reason="yours")
    assert asked.case.route.team == "marketing"
    assert asked.case.origin is not None
    assert (asked.case.origin.by, asked.case.origin.reason) == ("U0MIRA", "yours")
    with pytest.raises(UnknownTeam, match="service"):
        await intake.escalate(alone("3", BOB), ask, team="servcie", url="", reason="")


def test_what_nobody_knows_a_team_for_goes_to_service_and_not_back_to_marketing() -> None:
    by_marketing = read_rules(RULES_FILE.replace("default: {team: service}", "default: {team: marketing}"))
    assert by_marketing.default.team == "marketing"
    assert by_marketing.service == "service"


async def test_a_post_nobody_could_store_is_stored_tidied(intake: Intake) -> None:
    """One bad post must not hold up the whole source."""
    bad = "\ud83d\0" * 10_000_00
    mention = replace(alone("1"), author=Author(bad, bad, None, bad), text=bad, url=bad, media=(bad,))
    assert [kind for kind, _ in await outcomes(intake, mention, alone("2", BOB))] == ["opened", "opened"]
    kept = (await case(intake)).first
    assert (len(kept.text), len(kept.author.name)) == (TEXT_LIMIT, NAME_LIMIT)
    assert not {"\0", "\ud83d"} & set(kept.text + kept.author.handle + kept.author.key + kept.url)


async def test_a_batch_says_what_became_of_every_post(intake: Intake) -> None:
    posts = [alone("1"), alone("2", BOB, text="crypto"), post("1", ANA), alone("3", ANA, 1)]
    seen: list[IntakeOutcome] = await intake.take(posts, NOW)
    assert sorted((each.key, each.outcome) for each in seen) == [
        ("x/1", "opened"),
        ("x/2", "ignored"),
        ("x/3", "joined"),
    ]


def _no_rules() -> Rules:
    raise RuntimeError("the rules cannot be read")


def named(native_id: str, number: int, author: Author = BOB, minutes: float = 0) -> Mention:
    """A private post by mail that names its case."""
    return replace(alone(native_id, author, minutes), network="email", private=True, case=number)


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_post_that_names_its_case_joins_it_and_its_writer_stays_a_bystander(
    intake: Intake, at_once: bool
) -> None:
    """Links and addresses are passed on: the writer's next matter is a case of their own."""
    posts = [named("m1", 1_001, minutes=60 * 100), replace(named("m2", 1_001, minutes=60 * 101), case=None)]
    await intake.take([alone("1")], NOW)
    batches = [posts] if at_once else [[each] for each in posts]
    taken = [found for batch in batches for found in await outcomes(intake, *batch)]
    assert taken == [("joined", 1_001), ("opened", 1_002)]
    found = await case(intake)
    assert (found.customers, found.turn, found.latest.native_id) == (("x/71",), 1, "1")
    assert found.mentions[1].unverified


async def test_the_customers_of_two_networks_with_the_same_id_are_two_people(intake: Intake) -> None:
    """Pitfall 58."""
    await intake.take([alone("1")], NOW)
    twin = replace(alone("2", ANA, 1), network="email")
    assert await outcomes(intake, twin) == [("opened", 1_002)]


async def test_a_post_that_names_a_case_that_is_not_there_is_as_any_other(intake: Intake) -> None:
    assert await outcomes(intake, named("m1", 4_711)) == [("opened", 1_001)]
    assert (await case(intake)).customers == ("email/72",)


@pytest.mark.parametrize(("hours", "outcome"), [(71, ("joined", 1_001)), (73, ("opened", 1_002))])
async def test_a_post_that_names_a_resolved_case_joins_it_within_the_window_and_reopens_nothing(
    intake: Intake, hours: float, outcome: tuple[str, int]
) -> None:
    await intake.take([alone("1")], NOW)
    ask = Ask(AINO, NOW, "resolve")
    await Casebook(intake.store).do(
        1_001, ask, resolve, resolution=Resolution.NO_ANSWER, because="they called"
    )
    assert await outcomes(intake, named("m1", 1_001, minutes=60 * hours)) == [outcome]
