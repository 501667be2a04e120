"""Cases to draw, in every state a card can show."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.case.handling_model import HandOff
from bot.case.model import Case, Event, Origin, Resolution, Status, Thread
from bot.case.reply_model import Delivery, Draft, Reply
from bot.case.serialization import mention_to_json
from bot.mention import Author, MayReply, Mention, tombstone
from bot.routing import Priority, Route

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
OWNER, OTHER = "U0PRIYA", "U0LEON"
POST = Mention(
    network="x",
    native_id="1001",
    conversation="1001",
    author=Author("ada_k", "Ada K", 12_431, "77"),
    text="My router blinks red since the morning. Anybody?",
    url="https://x.com/ada_k/status/1001",
    posted_at=NOW - timedelta(minutes=20),
    may_reply=MayReply("yes"),
)
ROUTE = Route(
    team="service",
    channel="#service",
    notify=("@service-team",),
    priority=Priority.HIGH,
    tags=("router",),
    first_response=3_600,
    why="router trouble",
)
THREAD = Thread(
    "C0SERVICE",
    "1790000000.000100",
    "https://larkspur.slack.com/archives/C0SERVICE/p1790000000000100",
    "#service",
)
ELSEWHERE = Thread(
    "C0BILLING",
    "1790000300.000200",
    "https://larkspur.slack.com/archives/C0BILLING/p1790000300000200",
    "#billing",
)
DRAFT = Draft(5, OWNER, "We are on it, Ada.", "1001", 1)
REPLY = Reply(7, OWNER, "We are on it, Ada.", "1001", Delivery.SENDING, NOW, turn=1)

WAITING = Case(
    number=1042,
    route=ROUTE,
    opened_at=NOW - timedelta(minutes=19),
    mentions=(POST,),
    mention_count=1,
    turn=1,
    thread=THREAD,
    due_at=NOW + timedelta(minutes=40),
    version=3,
)
CLAIMED = replace(WAITING, status=Status.CLAIMED, owner=OWNER)
RESOLVED = replace(
    CLAIMED,
    status=Status.RESOLVED,
    resolution=Resolution.ANSWERED,
    due_at=None,
    answered_at=NOW - timedelta(minutes=8),
    resolved_at=NOW,
    replies=(replace(REPLY, state=Delivery.SENT, at=NOW - timedelta(minutes=8)),),
)
BY_HAND = replace(
    CLAIMED, mentions=(replace(POST, may_reply=MayReply("no", "The author did not mention @larkspur_help.")),)
)
ESCALATED = replace(
    WAITING, origin=Origin("U0MIRA", "https://larkspur.slack.com/archives/C0SOCIAL/p1", "Angry.")
)
GONE = replace(CLAIMED, mentions=(tombstone(POST),), due_at=None)
MOVED = replace(
    WAITING,
    thread=ELSEWHERE,
    earlier_threads=(THREAD,),
    brought=HandOff(OWNER, "service", "About an invoice.", NOW, number=2),
    route=replace(ROUTE, team="billing", channel="#billing"),
)


def with_text(case: Case, text: str) -> Case:
    """Return `case` with `text` in every place where people can write."""
    author = Author(text[:200], text[:200], 5, "77")
    mentions = tuple(
        replace(
            m, author=author, text=text, url=text, media=(text,), may_reply=replace(m.may_reply, why=text)
        )
        for m in case.mentions
    )
    route = replace(case.route, why=text, tags=(text,), team=text, channel=text)
    origin = Origin(text, text, text) if case.origin else None
    replies = tuple(replace(r, text=text, why=text, url=text) for r in case.replies)
    brought = replace(case.brought, team_from=text, reason=text) if case.brought else None
    kept = replace(case, mentions=mentions, route=route, origin=origin, replies=replies, stuck=text)
    return replace(kept, brought=brought)


def event(kind: str, by: str = OWNER, number: int = 7, **data: object) -> Event:
    return Event(kind, by, NOW, "", data, number)


def posted(kind: str = "joined", mention: Mention = POST) -> Event:
    return event(kind, "baton", mention=mention_to_json(mention))
