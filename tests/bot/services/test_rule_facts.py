"""The facts that rules need beyond a post, read from the store in the transaction that ingests it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import cast

from msgspec.structs import replace

from bot.case import Ask, Resolution, Sameness, resolve
from bot.mention import Author, Mention
from bot.nlp import SentimentClassifier
from bot.routing import choose, read_rules
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.services.rule_facts import BatchFacts
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.case.world import ANA, BOB, NOW, post

EVE = Author("eve", "Eve", None, "73")
TAKEN = NOW + timedelta(hours=1)

HEAD = """
teams:
  care: {channel: "#care"}
  berlin: {channel: "#berlin", hours: {zone: Europe/Berlin, open: {mon-fri: "09:00-17:00"}}}
default: {team: care}
rules:
"""
NEVER = timedelta(0)


def intake_of(store: Store, rules: str) -> Intake:
    read = read_rules(HEAD + rules)
    return Intake(store, lambda: read, merge=NEVER, reopen=NEVER)


def alone(native_id: str, author: Author = ANA, minutes: float | None = None, text: str = "help") -> Mention:
    """A post in a conversation of its own; a higher id was written a little later."""
    written = int(native_id) / 100 if minutes is None else minutes
    return replace(post(native_id, author, written), conversation=native_id, text=text)


async def whys(intake: Intake, *posts: Mention) -> list[str]:
    """The rule that took each of the posts, and that Baton got to know their authors."""
    seen = {one.key: one for one in await intake.take(posts, TAKEN)}

    def acquaint(tx: Tx) -> None:
        for one in posts:
            if (number := seen[one.key].case) is not None:
                tx.keep_customers(number, [one.account])

    await intake.store.transact(acquaint)
    return [seen[one.key].why for one in posts]


async def close(store: Store, number: int) -> None:
    await Casebook(store).do(number, Ask("U1", NOW, f"close {number}"), resolve, resolution=Resolution.SPAM)


async def test_earlier_and_open_cases_are_those_of_the_author(store: Store) -> None:
    intake = intake_of(
        store,
        """
  - {name: open, when: {open_case: true}, then: {team: care}}
  - {name: known, when: {earlier_cases: {at_least: 2}}, then: {team: care}}
  - {name: once, when: {earlier_cases: {at_least: 1}}, then: {team: care}}
""",
    )
    assert await whys(intake, alone("1"), alone("2", BOB)) == ["default", "default"]
    assert await whys(intake, alone("3"), alone("4", EVE)) == ["open", "default"]
    await close(store, 1_003)
    assert await whys(intake, alone("5")) == ["open"]
    for number in (1_001, 1_002, 1_005):
        await close(store, number)
    assert await whys(intake, alone("6"), alone("7", BOB)) == ["known", "once"]


async def test_cases_of_the_same_persons_other_accounts_count(store: Store) -> None:
    rules = "  - {name: known, when: {earlier_cases: {at_least: 1}}, then: {team: care}}"
    intake = intake_of(store, rules)
    await whys(intake, alone("1"))
    other = replace(alone("2", BOB), network="bluesky")
    await store.transact(lambda tx: tx.say_of(alone("1").account, other.account, Sameness.SAME, 1_001))
    assert await whys(intake, other) == ["known"]


async def test_two_posts_of_one_batch_know_of_one_another(store: Store) -> None:
    intake = intake_of(store, "  - {name: open, when: {open_case: true}, then: {team: care}}")
    assert await whys(intake, alone("1"), alone("2", minutes=60)) == ["default", "open"]


SPIKE = """
  - name: many
    when: {words: [late], spike: {on: delay, at_least: 3, within: 15m}}
    then: {team: care, tags: [delay, many]}
  - {name: late, when: {words: [late]}, then: {team: care, tags: [delay]}}
"""


def late(numbers: Sequence[int], minutes: float = 0) -> list[Mention]:
    return [alone(str(n), Author(f"a{n}", "A", None, str(n)), minutes, "late") for n in numbers]


async def test_a_spike_is_seen_over_batches_and_within_one(store: Store) -> None:
    intake = intake_of(store, SPIKE)
    assert await whys(intake, *late(range(2))) == ["late", "late"]
    assert await whys(intake, *late(range(2, 6))) == ["late", "many", "many", "many"]


async def test_a_spike_is_over_when_its_time_has_passed(store: Store) -> None:
    intake = intake_of(store, SPIKE)
    await whys(intake, *late(range(3)))
    assert await whys(intake, *late([3], minutes=15)) == ["late"]
    assert await whys(intake, *late([4], minutes=14.9)) == ["many"]


async def test_posts_that_are_fetched_late_make_no_spike_out_of_hours_of_posts(store: Store) -> None:
    """The time of writing counts, not the time Baton read them: docs/pitfalls.md, 22."""
    intake = intake_of(store, SPIKE)
    hourly = [late([n], minutes=-60 * n)[0] for n in range(20)]
    assert set(await whys(intake, *reversed(hourly))) == {"late"}


async def test_only_posts_that_begin_a_case_count_for_a_spike(store: Store) -> None:
    read = read_rules(HEAD + SPIKE)
    intake = Intake(store, lambda: read, merge=timedelta(days=1), reopen=NEVER)
    angry = [alone(str(n), ANA, n / 10, "late") for n in range(9)]
    assert {one.case for one in await intake.take(angry, TAKEN)} == {1_001}
    assert await whys(intake, alone("10", BOB, 1, "late")) == ["late"]


async def test_hours_language_and_sentiment_are_known(store: Store) -> None:
    """NOW is a Sunday's noon."""
    intake = intake_of(
        store,
        """
  - {name: german, when: {languages: [de]}, then: {team: care}}
  - {name: angry, when: {sentiment: [negative]}, then: {team: care}}
  - {name: closed, when: {hours: out}, then: {team: berlin}}
""",
    )
    german = alone("1", ANA, text="Seit heute Morgen geht bei mir das Internet nicht mehr.")
    angry = alone("2", BOB, text="This is the worst, most horrible service ever. I hate it.")
    short = alone("3", EVE, text="hm")
    assert await whys(intake, german, angry, short) == ["german", "angry", "closed"]


async def test_an_angry_post_is_not_ignored(store: Store) -> None:
    intake = intake_of(store, "  - {name: spam, when: {words: [win]}, then: {ignore: advertising}}")
    calm, angry = alone("1", text="win win"), alone("2", BOB, text="You win: worst service, I hate you")
    seen = {one.key: one.outcome for one in await intake.take([calm, angry], NOW)}
    assert seen == {calm.key: "ignored", angry.key: "opened"}
    case = await Casebook(store).case(1_001)
    assert (case.route.tags, case.route.priority.name) == (("nearly ignored",), "LOW")


async def test_what_a_person_hands_in_is_judged_with_the_same_facts(store: Store) -> None:
    rules = "  - {name: known, when: {open_case: true}, then: {team: berlin}}"
    intake = intake_of(store, rules)
    await whys(intake, alone("1"))
    done = await intake.escalate(
        alone("2"), Ask("U1", NOW, "r1"), url="https://larkspur.example/2", reason=""
    )
    assert (done.case.route.why, done.case.route.team) == ("known", "berlin")


async def test_the_account_a_post_was_written_to_comes_from_the_network_that_watches_it(store: Store) -> None:
    intake = intake_of(store, "  - {name: tv, when: {accounts: [larkspur_tv]}, then: {team: berlin}}")
    ours = replace(alone("2", BOB), to_account="larkspur")
    seen = await intake.take([alone("1"), ours], NOW, account="Larkspur_TV")
    assert [one.why for one in seen] == ["tv", "default"]
    assert (await Casebook(store).case(1_001)).first.to_account == "Larkspur_TV"


def test_nothing_is_looked_up_where_no_rule_asks() -> None:
    rules = read_rules(HEAD + "  - {name: late, when: {words: [late]}, then: {team: care, tags: [delay]}}")
    no_store = cast(Tx, None)
    facts = BatchFacts(no_store, rules, SentimentClassifier(), NOW, [alone("1")], {}, lambda account: None)
    route = choose(rules, alone("1", text="late"), facts)
    facts.note(alone("1"), route)
    assert (route.why, facts.topics) == ("late", [])
