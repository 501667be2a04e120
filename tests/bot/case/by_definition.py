"""The response timer, implemented a second time from its definition: a slow walk over the event log of a case.

A question begins with the customer's first unanswered post. A reply answers it if it was sent after that post arrived.
Posts that arrive while a reply is in flight open the next question. Time is counted minute by minute.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from bot.case import Event

FIRST, NEXT = "first_response", "next_response"
DAYS = 12
# What the hours of the tests' teams say, by the clock on the wall.
SPANS = {
    "": (0, 24 * 60),
    "Europe/Berlin; Mo-Su 09:00-17:00": (9 * 60, 17 * 60),
    "America/New_York; Mo-Su 08:30-16:00": (8 * 60 + 30, 16 * 60),
}


@dataclass
class Question:
    """A customer's question: when its clock starts, and the posts in it that are still there, by their events."""

    number: int
    since: datetime
    taken: datetime
    kind: str
    target: int
    posts: dict[int, str]
    gone: set[str] = field(default_factory=set)
    ended: datetime | None = None

    @property
    def withdrawn(self) -> bool:
        return set(self.posts.values()) <= self.gone


class Walk:
    """The questions of a journal: those that were answered, in order, and the one that is open at its end."""

    def __init__(self, event_log: Sequence[Event], begin: datetime) -> None:
        self.event_log = event_log
        self.begin = begin
        self.answered: list[Question] = []
        self.open: Question | None = None
        self.has_answer = False
        self.resolved = False
        self.accounts: set[str] = set()
        self.routes: list[tuple[int, dict[str, Any]]] = []
        self.never = {event.data["reply"] for event in event_log if event.kind == "deleted"}
        for event in event_log:
            self._step(event)

    def spent(self, question: Question, now: datetime) -> int:
        """The open seconds of a question until it ended, or until `now`."""
        until, minutes = question.ended or now, 0
        for start, end, hours, paused in self._stretches(max(until, question.since)):
            for left, right in _less((max(start, question.since), min(end, until)), paused, question.taken):
                minutes += _open(hours, self.begin, left, right)
        return minutes * 60

    def _step(self, event: Event) -> None:
        if "route" in event.data:
            self.routes.append((event.number, event.data["route"]))
        if event.kind == "reopened":
            self.resolved = False
        if "mention" in event.data:
            self._posted(event)
        elif event.kind == "withdrawn" and self.open:
            self.open.gone.add(f"{event.data['network']}/{event.data['native_id']}")
        elif event.kind == "sent" and event.data["reply"] not in self.never:
            self._sent(event)
        elif event.kind == "answered_elsewhere":
            self._answered(event)
        elif event.kind == "resolved":
            self._resolved(event)
        if self.open and self.open.withdrawn:
            self.open = None

    def _posted(self, event: Event) -> None:
        post = event.data["mention"]
        account = f"{post['network']}/{post['author']['native_id']}"
        if event.kind == "opened" or event.data.get("same_person"):
            self.accounts.add(account)
        if account not in self.accounts:
            return
        key, posted = f"{post['network']}/{post['native_id']}", datetime.fromisoformat(post["posted_at"])
        if self.open:
            self.open.posts[event.number] = key
        else:
            since = event.at if event.data.get("origin") else posted
            self.open = self._question(event, since, {event.number: key})

    def _sent(self, event: Event) -> None:
        self.has_answer = True
        question, sending = self.open, event.data["reply"]
        if question is None or self.resolved or sending < question.number:
            return
        later = {number: key for number, key in question.posts.items() if number > sending}
        self._answered(event)
        if later:
            first = self.event_log[min(later) - 1]
            posted = datetime.fromisoformat(first.data["mention"]["posted_at"])
            self.open = self._question(first, posted, later)
            self.open.gone = question.gone

    def _answered(self, event: Event) -> None:
        self.has_answer = True
        if self.open:
            self.open.ended = event.at
            self.answered.append(self.open)
        self.open = None

    def _resolved(self, event: Event) -> None:
        if event.data["resolution"] == "answered elsewhere":
            self._answered(event)
        self.open, self.resolved = None, True

    def _question(self, event: Event, since: datetime, posts: dict[int, str]) -> Question:
        """The question that the post of `event` began, with the target in force when it came."""
        kind = NEXT if self.has_answer else FIRST
        route = next(route for number, route in reversed(self.routes) if number <= event.number)
        later = route.get("targets", {}).get("next_response") if kind == NEXT else None
        return Question(event.number, since, event.at, kind, later or route["first_response"], posts)

    def _stretches(self, end: datetime) -> Iterator[tuple[datetime, datetime, str, bool]]:
        """From when to when which hours were in force, and whether a snooze paused the clock. The hours of the opening
        count for what was written before it."""
        begin, route, snoozed = self.begin, self.event_log[0].data["route"], False
        for event in self.event_log:
            yield begin, event.at, route.get("hours", ""), snoozed and route.get("snooze_pauses", False)
            begin, route = event.at, event.data.get("route", route)
            snoozed = {"snoozed": True, "woken": False, "resolved": False}.get(event.kind, snoozed)
        yield begin, end, route.get("hours", ""), snoozed and route.get("snooze_pauses", False)


def _less(
    span: tuple[datetime, datetime], paused: bool, taken: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """The span; of a paused one what lies before the post was taken."""
    yield (span[0], min(span[1], taken)) if paused else span


def _open(hours: str, begin: datetime, left: datetime, right: datetime) -> int:
    """Open minutes between two moments."""
    if left >= right:
        return 0
    sums = _sums(hours, begin)
    return sums[_minute(begin, right)] - sums[_minute(begin, left)]


def _minute(begin: datetime, at: datetime) -> int:
    return int((at - begin) / timedelta(minutes=1))


_KNOWN: dict[tuple[str, datetime], list[int]] = {}


def _sums(hours: str, begin: datetime) -> list[int]:
    """Return how many of the first n minutes after `begin` are open, for each n."""
    if (hours, begin) not in _KNOWN:
        zone, (start, end) = ZoneInfo(hours.split(";")[0] or "UTC"), SPANS[hours]
        local = [(begin + timedelta(minutes=n)).astimezone(zone) for n in range(DAYS * 24 * 60)]
        _KNOWN[hours, begin] = [0, *accumulate(start <= at.hour * 60 + at.minute < end for at in local)]
    return _KNOWN[hours, begin]
