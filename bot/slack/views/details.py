"""Facts of a case in words: its state, team, origin and warnings, for the card, its text and *More*."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.case import Case, Known, Origin, Status
from bot.case.verbs.resolve import resolver
from bot.jobs.timers import LAST_CALL
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    audience,
    date,
    line,
    link,
    named,
    open_link,
    text,
    title_of,
    untrusted,
)
from bot.slack.views.buttons import must_answer_by_hand
from bot.slack.views.clocks import snooze_and_timer
from bot.slack.views.customer import unverified_lines
from bot.slack.views.edit import nothing_left
from bot.slack.views.handoff import guidance_lines, hand_over_lines, reason_after, was_moved
from bot.slack.views.older_post import diverted_lines
from bot.slack.views.text import duration

# Units of a reason where there is room for all of it.
WHOLE = 500


def heading(case: Case) -> str:
    """Return the case's number, its network, and who can read the latest post."""
    return f"#{case.number} · {title_of(case.latest.network)} · {audience(case.latest)}"


def state_of(case: Case) -> list[Element]:
    """Return the state: no owner, pending acceptance, claimed, or resolved and how."""
    if case.status is Status.RESOLVED:
        how = RESOLVED_AS[case.resolution] if case.resolution else "closed"
        words = (
            [text(" ("), untrusted(case.resolved_because, 300), text(")")] if case.resolved_because else []
        )
        by = [text(" · by "), named(resolver(case))] if resolver(case) else []
        return [text("Resolved", bold=True), text(f": {how}"), *words, *by]
    if case.owner and case.assignment:
        until = date(case.assignment.until)
        return [
            text("Pending acceptance", bold=True),
            text(" by "),
            named(case.owner),
            text(" until "),
            until,
        ]
    if case.owner:
        word = "Pending" if case.pending else "Claimed"
        return [text(word, bold=True), text(" by " if word == "Claimed" else ", with "), named(case.owner)]
    return [text("No owner yet", bold=True)]


def state_line(case: Case, now: datetime) -> Element:
    """Return the state with the reply timer and the number of messages."""
    clock, more = snooze_and_timer(case, now), case.mention_count - 1 - case.community_answers
    posts = [f" · {more} more message{'s' if more > 1 else ''} in the thread"] if more > 0 else []
    return line(*state_of(case), *([" · "] if clock else []), *clock, *_by_community(case), *posts)


def team_line(case: Case, team: str) -> Element:
    """Return the team, the priority, and the tags."""
    route = case.route
    return line(
        "Assigned to ",
        untrusted(team or route.team, bold=True),
        f" · priority {route.priority.name.lower()}",
        *_exception(case),
        *_tags(route.tags),
    )


def origin_lines(case: Case, limit: int = WHOLE) -> Iterator[Element]:
    """Yield the person who escalated or handed over the case, with at most `limit` units of the note."""
    if origin := case.origin:
        yield line("Escalated by ", named(origin.by), *_source(origin), *reason_after(origin.reason, limit))
    yield from hand_over_lines(case, limit)


def warnings(case: Case, known: Known, now: datetime, limit: int = WHOLE) -> Iterator[Element]:
    """Yield what an agent must know before they act: no reply possible, little time, unverified senders, failures."""
    yield from unverified_lines(known)
    yield from guidance_lines(case)
    if case.withdrawn:
        yield from nothing_left(case)
    elif must_answer_by_hand(case, now):
        yield line(text("You can't reply from here. ", bold=True), untrusted(case.latest.refusal(now), limit))
    elif closes_soon(case, now):
        yield from window_lines(case, now)
    if not must_answer_by_hand(case, now):
        yield from diverted_lines(case, now, limit)
    if case.longer:
        yield line(
            "The thread is longer than what you see here.",
            *open_link(case.latest.url, "Read the full thread"),
        )
    if case.stuck:
        yield line(text("⚠ Failed: ", bold=True), untrusted(case.stuck, limit))


def window_lines(case: Case, now: datetime) -> Iterator[Element]:
    """Yield the end of each reply window that ends."""
    for post in case.answerable(now).values():
        if until := post.may_reply.until:
            left = f" ({duration(until - now)} left)"
            yield line(f"Reply window on {title_of(post.network)} closes ", date(until), left)


def closes_soon(case: Case, now: datetime) -> bool:
    """Return whether a reply window ends within the hour, when the card is redrawn for it."""
    ends = [post.may_reply.until for post in case.answerable(now).values()]
    is_open = case.status is not Status.RESOLVED
    return is_open and any(until is not None and until - now <= LAST_CALL for until in ends)


def _by_community(case: Case) -> list[Element]:
    """Return the number of community replies."""
    count = case.community_answers
    replies = f"{count} community replies" if count > 1 else "community reply"
    return [text(f" · {replies}")] if count else []


def _exception(case: Case) -> list[Element]:
    """Return why no rule of this team brought the case; the rule itself is shown by *Why here?*."""
    if was_moved(case):
        return []
    away = case.route.instead_of
    closed = [text(" · outside the business hours of "), untrusted(away)] if away else []
    return [*closed, *([text(" · no rule matched")] if case.route.why == "default" else [])]


def _tags(tags: Sequence[str]) -> list[Element]:
    return [text(" · "), untrusted(", ".join(tags[:10]))] if tags else []


def _source(origin: Origin) -> list[Element]:
    return [text(" · "), link(origin.url, "Original message")] if origin.url else []
