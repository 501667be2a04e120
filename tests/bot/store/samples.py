"""Cases, changes and jobs for the store's tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from bot.case import Case, Event, Status
from bot.jobs.job import Job
from bot.mention import Author, MayReply, Mention
from bot.routing import Priority, Route
from bot.store import Change

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=45)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def mention(native_id: str = "1", text: str = "The tap drips") -> Mention:
    author = Author("@dora", "Dora")
    return Mention("x", native_id, native_id, author, text, "https://x.example/1", NOW, MayReply("yes"))


def route(team: str = "service", priority: Priority = Priority.NORMAL) -> Route:
    return Route(team, f"#{team}", (), priority, (), 3600, "default")


def new_case(
    number: int, *, team: str = "service", priority: Priority = Priority.NORMAL, **more: Any
) -> Case:
    post = mention(str(number), more.pop("text", "The tap drips"))
    post = replace(post, network=more.pop("network", post.network))
    return Case(number, route(team, priority), NOW, (post,), 1, 1, **more)


def opened(case: Case, *jobs: Job) -> Change:
    event = Event("opened", "x", NOW, f"x/{case.number}")
    return Change(0, replace(case, version=1), (event,), jobs)


def claimed(case: Case, by: str, request: str) -> Change:
    """Return the change of claiming `case`, as it was when it was read."""
    after_claim = replace(case, status=Status.CLAIMED, owner=by, version=case.version + 1)
    return Change(case.version, after_claim, (Event("claimed", by, NOW, request),), ())


def job(lane: str, position: int = 1, kind: str = "say", **more: Any) -> Job:
    return Job(lane, position, kind, more.pop("run_at", NOW), **more)
