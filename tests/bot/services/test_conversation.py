"""The content of the private page: the conversation with one author, and nothing else."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.case import Ask, Delivery, Resolution, claim, draft, join, note, record_sent, resolve, send
from bot.delivery import Receipt
from bot.mention import Author, Mention
from bot.networks import PrivateMessage
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.identities import Identities
from bot.services.inbound import Listener
from bot.services.ingest import Ingester
from bot.services.intake import Intake
from bot.store.store import Store
from tests.bot.case.world import AINO, NOW, SERVICE, ask, post

RULES = read_rules("teams: {service: {channel: '#service', first_response: 60m}}\ndefault: {team: service}\n")
MINE, THEIRS = "page/1001-mine", "page/1001-theirs"


def written(account: str, native_id: str, minutes: float, text: str) -> Mention:
    author = Author("Ana", "Ana", native_id=account.removeprefix("page/"))
    more = {"network": "page", "conversation": account, "private": True, "case": 1_001, "text": text}
    return replace(post(native_id, author, minutes), **more)


async def _no_alert(notice: str, words: str) -> None:
    raise AssertionError(words)


class Told:
    """A public case with two writers on its page, and its memory."""

    def __init__(self, store: Store, hours: float = 0) -> None:
        self.book, self.people = Casebook(store), Identities(store)
        self.intake = Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))
        self.hours = hours
        self.memory = Listener(Ingester("page", "Private page", self.intake, self.now, _no_alert))

    def now(self) -> datetime:
        return NOW + timedelta(hours=self.hours)

    async def begin(self) -> None:
        mine, theirs = written(MINE, "m1", 1, "my number is 4711"), written(THEIRS, "t1", 2, "let me in")
        for batch in ([post("1")], [mine, theirs]):
            await self.intake.take(batch, batch[-1].posted_at)
        for event in (2, 3):
            await self.people.accept_sender(1_001, event, SERVICE, ask(AINO))
        await self.book.do(1_001, ask(AINO), claim)
        await self.book.do(1_001, ask(AINO), note, channel="C1", ts="1", text="internal: again")

    async def answer(self, to: str, text: str, *, goes_out: bool = True) -> None:
        case = await self.book.case(1_001)
        mention = next(m for m in case.mentions if m.native_id == to)
        done = await self.book.do(1_001, ask(AINO, 5), draft, text=text, to=mention, length=5, longest=9)
        done = await self.book.do(1_001, ask(AINO, 6), send, number=done.case.drafts[-1].number)
        reply = done.case.replies[-1]
        assert reply.state is Delivery.SENDING
        if goes_out:
            receipt = Receipt("k", "", NOW)
            await self.book.do(1_001, ask("baton", 7), record_sent, number=reply.number, receipt=receipt)

    async def said(self, account: str = MINE, case: int = 1_001) -> list[str] | None:
        found = await self.memory.talk(case, account, None)
        return None if found is None else [said.text for said in found.said]


async def test_a_writer_reads_what_both_said_and_no_note_no_post_and_no_answer_of_others(
    store: Store,
) -> None:
    """Pitfalls 1 and 3."""
    told = Told(store)
    await told.begin()
    await told.answer("m1", "to me")
    await told.answer("t1", "to them")
    await told.answer("1", "in public")
    await told.answer("m1", "not yet", goes_out=False)
    assert await told.said() == ["my number is 4711", "to me"]
    assert await told.said(THEIRS) == ["let me in", "to them"]
    assert await told.said("page/1001-") == []
    assert await told.said("x/71") == []
    talk = await told.memory.talk(1_001, MINE, None)
    assert talk is not None
    assert talk.is_customer
    assert talk.said[0] == PrivateMessage("my number is 4711", NOW + timedelta(minutes=1), ours=False)


async def test_what_joined_long_ago_is_still_read_though_the_case_no_longer_keeps_it(store: Store) -> None:
    told = Told(store)
    await told.begin()
    for number in range(120):
        further = post(f"n{number}", minutes=10 + number)
        await told.book.do(1_001, Ask("x", NOW, f"n{number}"), join, mention=further)
    for number in range(60):
        await told.book.do(
            1_001,
            Ask("page", NOW, f"p{number}"),
            join,
            mention=written(MINE, f"p{number}", 200 + number, "more"),
        )
    assert (await told.said() or [""])[0] == "my number is 4711"


async def test_when_its_case_takes_no_more_posts_there_is_no_page(store: Store) -> None:
    told = Told(store)
    assert await told.said() is None
    await told.begin()
    await told.book.do(
        1_001, Ask(AINO, NOW, "end"), resolve, resolution=Resolution.NO_ANSWER, because="they called"
    )
    told.hours = 72
    assert await told.said() == ["my number is 4711"]
    told.hours = 72.1
    assert await told.said() is None
    assert await told.said(case=4_711) is None
