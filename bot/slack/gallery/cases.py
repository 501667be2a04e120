"""Cases in every state that a card can show, with any words in the places where people write."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from msgspec.structs import replace

from bot.case import Case, Delivery, Draft, Known, Match, Origin, Reply, Resolution, Status, Thread
from bot.case.clocks import ClockKind, Ended, SlaTimer
from bot.case.handling_model import Assignment, FollowUp, Guidance, HandOff, QuestionPost, Snooze
from bot.case.reply_model import Correction
from bot.hours import hours_spec
from bot.mention import Author, Hidden, MayReply, Mention, Quoted, tidy, tombstone
from bot.routing import Priority, Route, Team

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
SOON = NOW + timedelta(minutes=40)
OWNER, OTHER = "U0000AGENT", "U0000OTHER"
NUMBER = 1_042
# Business hours as a timer keeps them; NOW is outside of them.
HOURS = hours_spec("Europe/Berlin", {"mon-fri": "09:00-17:30"})


def post(words: str, **more: object) -> Mention:
    """Return a post with these words in every field that its author fills."""
    found = Mention(
        network="x",
        native_id="1001",
        conversation="1001",
        author=Author(words[:200], words[:200], 412_000, "77"),
        text=words,
        url="https://x.com/ada_k/status/1001",
        posted_at=NOW - timedelta(minutes=20),
        may_reply=MayReply("yes"),
        title=words,
        media=("https://pictures.example/1.jpg", words),
        alts=(words, words),
        quoted=Quoted("https://x.com/larkspur/status/7", words, words, words),
    )
    return tidy(replace(found, **more))


def thread(words: str, channel: str = "C0000TEAM") -> Thread:
    url = f"https://larkspur.slack.com/archives/{channel}/p1790000000000100"
    return Thread(channel, "1790000000.000100", url, words[:80])


@lru_cache(maxsize=4)
def cases(words: str) -> dict[str, Case]:
    """Return a case for every state, by its name."""
    waiting = _waiting(words)
    claimed = replace(waiting, status=Status.CLAIMED, owner=OWNER)
    mail = post(words, network="email", native_id="m1", private=True, url="mid:1@post.example")
    by_hand = post(words, may_reply=MayReply("no", words))
    closed = replace(mail, may_reply=by_hand.may_reply, case=waiting.number)
    given = HandOff(OTHER, words, words, NOW, number=3)
    declined = replace(given, sent_back=True)
    left = (thread(words),)
    moved = replace(waiting, thread=thread(words, "C0000ELSE"), earlier_threads=left, brought=given)
    answered = replace(
        claimed, due_at=None, asked_at=None, question=(), clocks=(), answered_at=NOW, replies=(sent(words),)
    )
    return {
        "unassigned": waiting,
        "urgent and overdue": replace(
            waiting, route=_priority(waiting, Priority.URGENT), due_at=NOW - timedelta(minutes=5)
        ),
        "low": replace(waiting, route=_priority(waiting, Priority.LOW), due_at=None, asked_at=NOW),
        "escalated": replace(
            waiting, origin=Origin(OTHER, "https://larkspur.slack.com/archives/C1/p1", words)
        ),
        "assigned": replace(claimed, assignment=Assignment(4, SOON)),
        "handed over": replace(moved, hand_off=given, brought=given),
        "sent back": replace(moved, hand_off=declined, brought=declined, sent_back=2),
        "claimed": claimed,
        "edited, with more messages": replace(
            claimed,
            mentions=(post(words), post(words, native_id="2")),
            mention_count=9,
            turn=3,
            changed_turn=3,
            community_answers=2,
            longer=True,
        ),
        "private": replace(claimed, mentions=(mail,)),
        "waiting for guidance": replace(
            claimed,
            guidance=(
                Guidance(4, OWNER, words, NOW, team="t", title=words),
                Guidance(5, OWNER, words, NOW, person=OTHER),
            ),
        ),
        "reply window closes": replace(
            claimed, mentions=(post(words, may_reply=MayReply("yes", until=NOW + timedelta(minutes=30))),)
        ),
        "private, closed": replace(claimed, mentions=(post(words), closed)),
        "answered": answered,
        "no reply possible": replace(waiting, mentions=(by_hand,)),
        "no reply possible, claimed": replace(claimed, mentions=(by_hand,)),
        "no reply possible, answered": replace(answered, mentions=(by_hand,)),
        "deleted": replace(claimed, mentions=(tombstone(post(words)),), due_at=None),
        **_ended(words, waiting, claimed, answered),
        **_by_others(words, claimed),
        **_timed(claimed, answered),
        **_moved(words, moved, answered),
    }


def _ended(words: str, waiting: Case, claimed: Case, answered: Case) -> dict[str, Case]:
    """Return cases that rest, that failed, and that are resolved."""
    resolved = replace(answered, status=Status.RESOLVED, resolution=Resolution.ANSWERED, resolved_at=NOW)
    return {
        "snoozed": replace(claimed, snooze=Snooze(3, OWNER, SOON)),
        "snoozed, unassigned": replace(waiting, snooze=Snooze(3, OWNER, None)),
        "failed": replace(claimed, stuck=words),
        "resolved": resolved,
        "resolved, failed": replace(
            resolved, resolution=Resolution.NO_ANSWER, resolved_because=words, stuck=words
        ),
    }


def _by_others(words: str, claimed: Case) -> dict[str, Case]:
    """Return cases whose customer is known in some other way, or shows less."""
    author = Author("ada_k", words[:200], 940, "77")
    by_link = post(
        words, native_id="2", case=NUMBER, unverified=True, author=Author("guest", words, None, "9")
    )
    wrote = replace(claimed, mentions=(post(words), by_link))
    posts = {
        "by a handle": post(words, author=author),
        "for followers": post(words, network="mastodon", author=author, followers_only=True),
        "hidden": post(words, hidden=Hidden(words)),
        "hidden from us only": post(words, hidden=Hidden(words, shows_words=True)),
        "undated, without text": post("", undated=True, author=Author("", "", None)),
        "by a colleague": post(words, network="slack", author=Author(OTHER, OTHER)),
        "by an app": post(words, network="slack", author=Author("B0000APP", words)),
    }
    private = post(words, network="page", native_id="3", private=True, case=NUMBER)
    return {name: replace(claimed, mentions=(found,)) for name, found in posts.items()} | {
        "unverified sender": wrote,
        "accepted sender": replace(wrote, accounts=(by_link.account,), accepted=(by_link.account,)),
        "in private since": replace(claimed, mentions=(post(words), private)),
    }


def _timed(claimed: Case, answered: Case) -> dict[str, Case]:
    """Return cases whose SLA timers are paused, closed for the night, or completed."""
    response, claim = claimed.clocks
    paused = replace(response, since=None, due_at=None, spent=600.0)
    night = NOW + timedelta(hours=20)
    ended = Ended(ClockKind.FIRST_RESPONSE, 3_600, NOW - timedelta(days=2), NOW, 7_200.0)
    return {
        "SLA paused": replace(claimed, due_at=None, clocks=(paused, replace(claim, due_at=SOON))),
        "SLA counts in business hours": replace(
            claimed, due_at=night, clocks=(replace(response, hours=HOURS, due_at=night),)
        ),
        "SLA completed": replace(answered, kept=(ended, replace(ended, kind=ClockKind.CLAIM, target=9_000))),
        "pending with a follow-up": replace(answered, follow_up=FollowUp(5, OWNER, SOON)),
    }


def _moved(words: str, moved: Case, answered: Case) -> dict[str, Case]:
    """Return cases that changed their place, or whose place in Slack or on the network is not known."""
    here = moved.earlier_threads[0]
    reply = replace(answered.replies[0], trouble="", correction=Correction(9, OWNER, words))
    return {
        "moved within the channel": replace(
            moved, earlier_threads=(replace(here, name=moved.route.channel),), route=_fallback(moved)
        ),
        "without a card": replace(moved, thread=None),
        "without a link to its card": replace(moved, thread=replace(here, url="")),
        "reply in correction": replace(answered, replies=(reply,)),
        "reply corrected": replace(answered, replies=(replace(reply, correction=None, corrected_at=NOW),)),
        "answered, unassigned": replace(answered, owner=None, status=Status.WAITING),
    }


def _fallback(case: Case) -> Route:
    return replace(case.route, why="default", score=(), shadow=(), instead_of="")


@lru_cache(maxsize=4)
def known(words: str) -> Known:
    """Return a customer with other cases, other accounts and unverified senders."""
    found = cases(words)
    others = (replace(found["resolved"], number=1_001), replace(found["unassigned"], number=1_100))
    return Known(frozenset({post(words).account, "email/m"}), others, 3, frozenset({"page/1", "page/2"}))


def sent(words: str, state: Delivery = Delivery.SENT) -> Reply:
    """Return a reply in that state."""
    at = NOW - timedelta(minutes=8)
    return Reply(
        7,
        OWNER,
        words or " ",
        "1001",
        state,
        at,
        turn=1,
        why=words,
        url=words,
        native_id=words,
        trouble=words,
    )


def team(words: str) -> Team:
    return Team(name="service", channel="#service", notify=(), first_response=3_600, title=words)


def draft(words: str) -> Draft:
    return Draft(5, OWNER, words or " ", "1001", 1)


def match(words: str) -> Match:
    return Match(7, OTHER, "x/77", "email/m", (words, words), 1_001, words)


def _waiting(words: str) -> Case:
    route = Route(
        team="service",
        channel="#service",
        notify=("@service-team",),
        priority=Priority.HIGH,
        tags=(words[:80] or "tag",),
        first_response=3_600,
        why=words or "rule",
        also=(words,),
        shadow=(words,),
        score=((words, 2),),
        instead_of=words,
    )
    return Case(
        number=NUMBER,
        route=route,
        opened_at=NOW - timedelta(minutes=19),
        mentions=(post(words),),
        mention_count=1,
        turn=1,
        thread=thread(words),
        asked_at=NOW - timedelta(minutes=20),
        question=(QuestionPost(1, "x/1001", NOW - timedelta(minutes=20)),),
        due_at=SOON,
        clocks=(
            SlaTimer(ClockKind.FIRST_RESPONSE, 3_600, "", NOW, 1, since=NOW, due_at=SOON, notified=50),
            SlaTimer(ClockKind.CLAIM, 600, "", NOW, 1, since=NOW, due_at=NOW),
        ),
        version=3,
    )


def _priority(case: Case, priority: Priority) -> Route:
    return replace(case.route, priority=priority)
