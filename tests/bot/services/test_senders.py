"""Senders by a link or address disturb nothing until staff accept them; links expire and are revoked."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    ClockKind,
    Event,
    Refused,
    Resolution,
    Status,
    claim,
    draft,
    fold,
    mark_answered,
    resolve,
    revoke_links,
    send,
    snooze,
)
from bot.case.serialization import mention_to_json
from bot.mention import Author, Mention
from bot.networks import Batch
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.identities import Identities
from bot.services.inbound import Listener
from bot.services.ingest import Ingester
from bot.services.intake import Intake
from bot.store.store import Store
from tests.bot.case.world import AINO, LEON, NOW, SERVICE, ask, post

RULES = read_rules("""
teams: {service: {channel: "#service", first_response: 60m}}
default: {team: service}
""")
STRANGER = Author("Somebody", "Somebody", native_id="1001-w")
MAIL = Author("ana@post.example", "Ana", native_id="ana@post.example")


class World:
    """A public case of Ana's, claimed by Aino, and links to it that are good for thirty days."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.intake = Intake(
            store,
            lambda: RULES,
            merge=timedelta(hours=24),
            reopen=timedelta(hours=72),
            links=timedelta(days=30),
        )
        self.book, self.people = Casebook(store), Identities(store)
        self.at = NOW
        self.page = Listener(Ingester("page", "Private page", self.intake, lambda: self.at, self.no_alert))
        self.serial = 0

    async def no_alert(self, notice: str, words: str) -> None:
        raise AssertionError(words)

    async def begin(self) -> None:
        await self.intake.take([post("1")], NOW)
        await self.do(claim)

    async def do(self, verb: Any, by: str = AINO, **details: Any) -> Case:
        self.serial += 1
        return (await self.book.do(1_001, Ask(by, self.at, f"r{self.serial}"), verb, **details)).case

    async def case(self, number: int = 1_001) -> Case:
        return await self.book.case(number)

    async def by_link(
        self, author: Author = STRANGER, network: str = "page", made_at: datetime | None = None, **more: Any
    ) -> tuple[str, int | None]:
        """Return the outcome of a post that came by a link made then (None: by the author's own page)."""
        self.serial += 1
        written = Mention(
            network,
            f"m{self.serial}",
            more.pop("conversation", author.key),
            author,
            "my number is 4711",
            "",
            self.at,
            post().may_reply,
            private=True,
            case=more.pop("case", 1_001),
            link_made_at=made_at,
        )
        (seen,) = await self.intake.take([written], self.at)
        return seen.outcome, seen.case

    async def accept(self, event: int = 0) -> Case:
        number = event or await self.latest()
        done = await self.people.accept_sender(
            1_001, number, SERVICE, Ask(LEON, self.at, f"accept {number} {self.at}")
        )
        return done.case

    async def latest(self) -> int:
        """The event that brought the latest post."""
        event_log = await self.store.transact(lambda tx: tx.event_log(1_001))
        return max(event.number for event in event_log if "mention" in event.data)

    async def kinds(self) -> list[str]:
        return [event.kind for event in await self.store.transact(lambda tx: tx.event_log(1_001))]

    async def drafted(self) -> int:
        case = await self.case()
        case = await self.do(draft, text="On it", to=case.latest, length=5, longest=280)
        return case.drafts[-1].number


@pytest.fixture
async def world(store: Store) -> World:
    world = World(store)
    await world.begin()
    return world


@pytest.mark.parametrize("network", ["page", "email"])
async def test_a_strangers_post_makes_no_draft_stale(world: World, network: str) -> None:
    number = await world.drafted()
    assert await world.by_link(network=network) == ("joined", 1_001)
    case = await world.do(send, number=number)
    assert case.replies[0].text == "On it"


async def test_a_strangers_post_wakes_no_snoozed_case(world: World) -> None:
    await world.do(snooze, until=None)
    await world.by_link()
    assert (await world.case()).snoozed


@pytest.mark.parametrize("resolution", [Resolution.SPAM, Resolution.NO_ANSWER])
async def test_a_strangers_post_reopens_nothing_and_starts_no_clock(
    world: World, resolution: Resolution
) -> None:
    await world.do(resolve, resolution=resolution, because="they called")
    assert await world.by_link() == ("joined", 1_001)
    case = await world.case()
    assert (case.status, case.resolution, case.owner) == (Status.RESOLVED, resolution, AINO)
    assert (case.asked_at, case.due_at, case.clocks) == (None, None, ())


async def test_a_strangers_post_is_nobodys_the_case_answers(world: World) -> None:
    await world.by_link()
    case = await world.case()
    assert (case.customers, case.latest.native_id, list(case.latest_each)) == (("x/71",), "1", ["x/public"])
    assert case.is_unverified(case.mentions[-1])


async def test_the_customer_by_another_address_is_a_bystander_too_until_accepted(world: World) -> None:
    assert await world.by_link(MAIL, "email") == ("joined", 1_001)
    assert (await world.case()).customers == ("x/71",)
    case = await world.accept()
    assert (case.customers, case.latest.account) == (
        ("x/71", "email/ana@post.example"),
        "email/ana@post.example",
    )


async def test_what_an_accepted_sender_wrote_is_the_customers_question(world: World) -> None:
    await world.do(resolve, resolution=Resolution.NO_ANSWER, because="they called")
    world.at += timedelta(hours=1)
    await world.by_link()
    case = await world.accept()
    assert (case.status, case.mentions[-1].place in case.latest_each) == (Status.WAITING, True)
    assert case.asked_at is not None
    assert (await world.kinds())[-2:] == ["reopened", "sender_accepted"]


async def test_accepting_wakes_a_snoozed_case_and_makes_a_draft_stale(world: World) -> None:
    number = await world.drafted()
    await world.do(snooze, until=None)
    await world.by_link()
    assert not (await world.accept()).snoozed
    with pytest.raises(Refused, match="wrote again"):
        await world.do(send, number=number)


async def test_an_accepted_sender_is_as_any_customer(world: World) -> None:
    await world.by_link()
    case = await world.accept()
    assert not case.is_unverified(case.mentions[-1])
    await world.do(snooze, until=None)
    assert await world.by_link() == ("joined", 1_001)
    after = await world.case()
    assert (after.turn, after.snoozed) == (case.turn + 1, False)
    assert not after.mentions[-1].unverified


async def test_the_next_post_of_an_accepted_sender_joins_without_the_link(world: World) -> None:
    await world.by_link(MAIL, "email")
    await world.accept()
    assert await world.by_link(MAIL, "email", case=None, conversation="another") == ("joined", 1_001)


async def test_the_next_post_of_a_stranger_without_the_link_is_a_case_of_its_own(world: World) -> None:
    await world.by_link(MAIL, "email")
    assert await world.by_link(MAIL, "email", case=None) == ("opened", 1_002)


async def test_accepting_takes_no_conversation_from_another_case(world: World) -> None:
    await world.by_link(MAIL, "email", case=None, conversation="thread")
    await world.by_link(MAIL, "email", conversation="thread")
    await world.accept()
    led = await world.store.transact(
        lambda tx: tx.correlation_keys(["email/conversation/thread", "email/author/ana@post.example"])
    )
    assert sorted(led.values()) == [1_001, 1_002]


async def test_accepting_twice_or_a_post_of_nobody_unverified_does_nothing(world: World) -> None:
    await world.by_link()
    event = await world.latest()
    await world.accept(event)
    version = (await world.case()).version
    await world.accept(event)
    assert (await world.case()).version == version
    for odd in (1, 2, 999):
        with pytest.raises(Refused, match="no such message"):
            await world.accept(odd)


async def test_what_was_accepted_by_mistake_is_taken_back(world: World) -> None:
    await world.by_link()
    event = await world.latest()
    await world.accept(event)
    done = await world.people.undo_sender(1_001, event, ask(AINO))
    assert (done.case.customers, done.case.latest.native_id) == (("x/71",), "1")
    assert done.case.is_unverified(done.case.mentions[-1])
    assert await world.by_link() == ("joined", 1_001)
    assert (await world.case()).customers == ("x/71",)


async def test_accepted_posts_join_the_open_question_and_leave_it_when_taken_back(world: World) -> None:
    since = (await world.case()).asked_at
    world.at += timedelta(minutes=5)
    await world.by_link()
    event, brought = await world.latest(), (await world.case()).latest_public
    case = await world.accept()
    assert [asked.key for asked in case.question] == ["x/1", case.mentions[-1].key]
    assert (case.asked_at, [clock.kind for clock in case.clocks]) == (since, [ClockKind.FIRST_RESPONSE])
    case = (await world.people.undo_sender(1_001, event, ask(AINO))).case
    assert ([asked.key for asked in case.question], case.latest_public) == (["x/1"], brought)
    assert fold(1_001, await world.store.transact(lambda tx: tx.event_log(1_001))) == case


async def test_an_accepted_sender_who_wrote_after_the_answer_waits_since_they_wrote(world: World) -> None:
    await world.do(mark_answered)
    world.at += timedelta(minutes=5)
    await world.by_link()
    wrote = world.at
    world.at += timedelta(minutes=20)
    case = await world.accept()
    assert (case.asked_at, case.due_at) == (wrote, wrote + timedelta(minutes=60))
    undone = await world.people.undo_sender(1_001, await world.latest(), ask(AINO))
    assert (undone.case.question, undone.case.asked_at, undone.case.due_at) == ((), None, None)


async def test_every_message_of_the_sender_is_drawn_again(world: World) -> None:
    brought = []
    for _ in range(3):
        await world.by_link()
        brought.append(await world.latest())
    await world.accept()
    rows = await world.store.transact(
        lambda tx: tx.sql.rows("select position from jobs where kind = 'say_again' order by position")
    )
    assert [row["position"] for row in rows] == brought


async def test_the_event_log_leads_to_the_saved_case(world: World) -> None:
    await world.do(resolve, resolution=Resolution.SPAM)
    await world.by_link()
    await world.accept()
    await world.by_link()
    await world.people.undo_sender(1_001, 4, ask(AINO))
    event_log = await world.store.transact(lambda tx: tx.event_log(1_001))
    assert fold(1_001, event_log) == await world.case()


async def test_an_old_event_log_keeps_its_customers(world: World) -> None:
    """Versions before took whoever wrote by a link for the customer: those cases stay as they were."""
    event_log = await world.store.transact(lambda tx: tx.event_log(1_001))
    by_link = replace(post("m1"), network="page", author=STRANGER, private=True, case=1_001)
    data = {"mention": mention_to_json(by_link)}
    case = fold(1_001, [*event_log, Event("joined", "page", NOW, "page/m1", data, len(event_log) + 1)])
    assert (case.customers, case.latest.native_id, case.turn) == (("x/71", "page/1001-w"), "m1", 2)
    assert case.is_own(by_link)


async def revoked(world: World) -> None:
    await world.do(revoke_links)


async def talks(world: World, made_at: datetime | None = None, author: Author = STRANGER) -> bool:
    return await world.page.talk(1_001, f"page/{author.key}", made_at) is not None


async def test_a_revoked_link_leads_nowhere_and_a_new_one_does(world: World) -> None:
    made_at = world.at
    assert await talks(world, made_at)
    world.at += timedelta(minutes=1)
    await revoked(world)
    assert not await talks(world, made_at)
    world.at += timedelta(minutes=1)
    assert await talks(world, world.at)
    assert await world.by_link(made_at=made_at) == ("opened", 1_002)
    assert await world.by_link(Author("b", "b"), "email", made_at=world.at) == ("joined", 1_001)


async def test_revoking_closes_the_pages_of_strangers_and_leaves_the_customers(world: World) -> None:
    other = Author("Ana", "Ana", native_id="1001-a")
    await world.by_link()
    await world.by_link(other)
    await world.accept()
    world.at += timedelta(minutes=1)
    await revoked(world)
    assert (await talks(world), await talks(world, author=other)) == (False, True)
    world.at += timedelta(minutes=1)
    fresh = Author("c", "c", native_id="1001-c")
    await world.by_link(fresh, made_at=world.at)
    assert await talks(world, author=fresh)


async def test_a_link_expires_after_its_days_and_a_customers_page_does_not(world: World) -> None:
    made_at = world.at
    await world.by_link()
    world.at += timedelta(days=30)
    assert (await talks(world, made_at), await talks(world)) == (True, True)
    world.at += timedelta(seconds=1)
    assert (await talks(world, made_at), await talks(world)) == (False, False)
    assert await world.by_link(MAIL, "email", made_at=made_at) == ("opened", 1_002)
    await world.accept(3)
    assert await talks(world)


async def test_a_link_of_before_counts_from_the_day_its_case_was_opened(world: World) -> None:
    long_ago = datetime.min.replace(tzinfo=NOW.tzinfo)
    world.at += timedelta(days=30)
    assert await talks(world, long_ago)
    world.at += timedelta(minutes=1)
    assert not await talks(world, long_ago)


async def test_the_customers_own_email_to_an_address_that_expired_joins_all_the_same(world: World) -> None:
    made_at = world.at
    await world.by_link(MAIL, "email")
    await world.accept()
    world.at += timedelta(days=40)
    await revoked(world)
    assert await world.by_link(MAIL, "email", made_at=made_at) == ("joined", 1_001)


async def test_links_without_an_end_last_as_long_as_the_case(store: Store) -> None:
    world = World(store)
    world.intake.links = timedelta()
    await world.begin()
    made_at = world.at
    world.at += timedelta(days=400)
    assert await talks(world, made_at)


async def test_nobody_is_linked_by_a_strangers_post(world: World) -> None:
    await world.by_link()
    rows = await world.store.transact(lambda tx: tx.sql.rows("select key from jobs where kind = 'acquaint'"))
    assert rows == []
    await world.accept()
    rows = await world.store.transact(lambda tx: tx.sql.rows("select key from jobs where kind = 'acquaint'"))
    assert len(rows) == 1


async def test_an_edit_or_a_deletion_of_a_strangers_post_disturbs_nothing_either(world: World) -> None:
    await world.by_link(network="webhook")
    number = await world.drafted()
    await world.do(snooze, until=None)
    theirs = (await world.case()).mentions[-1]
    ingester = Ingester("webhook", "Web", world.intake, lambda: world.at, world.no_alert)
    await ingester.take(Batch(edits=(replace(theirs, text="changed"),)))
    await ingester.take(Batch(gone=(theirs.native_id,)))
    case = await world.case()
    assert (case.snoozed, case.asked_at is not None) == (True, True)
    assert (await world.do(send, number=number)).replies
