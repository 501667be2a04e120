"""The card: the first message of a case's thread, drawn from the present case."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.case import NOBODY, Case, Known, Origin, Status, Thread
from bot.slack import Message
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    actions,
    audience,
    author_line,
    date,
    header,
    line,
    link,
    location,
    media_lines,
    message,
    named,
    open_link,
    quote,
    quoted_lines,
    rich,
    subject_line,
    text,
    title_of,
    untrusted,
    words_of,
)
from bot.slack.views.buttons import card_buttons, must_answer_by_hand
from bot.slack.views.clocks import other_timers, snooze_and_timer
from bot.slack.views.customer import customer_lines
from bot.slack.views.edit import nothing_left
from bot.slack.views.handoff import guidance_lines, hand_over_lines, reason_after
from bot.slack.views.sentiment import sentiment_lines
from bot.slack.views.text import duration


def draw_card(
    case: Case,
    *,
    notify: Sequence[Element] = (),
    marketing: bool = False,
    team: str = "",
    private: bool = False,
    known: Known = NOBODY,
    sentiment: str | None = None,
    now: datetime,
) -> Message:
    """Return the card of `case`.

    `notify` are the elements that its first posting notifies, `team` is the team's title. `marketing` and `private`
    offer to escalate and to move to private. `known` has the customer's other cases and accounts, `sentiment` the
    detected sentiment of the first post.
    """
    post = case.first
    return message(
        header(heading(case)),
        rich(
            line(*author_line(post), *location(post)),
            *subject_line(post),
            quote(words_of(post)),
            *quoted_lines(post),
            *media_lines(post),
        ),
        rich(
            _state(case, now),
            *other_timers(case, now),
            _team_line(case, team, notify),
            *_origin(case),
            *customer_lines(case, known),
            *sentiment_lines(case, sentiment),
            *_warnings(case, now),
        ),
        actions(
            *card_buttons(
                case, marketing=marketing, private=private, sentiment=sentiment is not None, now=now
            )
        ),
    )


def draw_moved(case: Case, left: Thread) -> Message:
    """Return the card of the thread `left`, which a hand-over closed: the new place, and no buttons."""
    to = case.route.channel
    moved: list[Element | str] = [
        "Handed over from ",
        untrusted(left.name or "here"),
        " to ",
        untrusted(to, bold=True),
    ]
    if left.name == to:
        moved = ["Handed over. See the newer card in this channel"]
    if case.thread:
        moved += [" · ", link(case.thread.url, f"Open #{case.number}")]
    return message(
        header(heading(case)),
        rich(
            line(*author_line(case.first), *location(case.first)),
            quote(words_of(case.first), limit=300),
            line(*moved),
        ),
    )


def heading(case: Case) -> str:
    """Return the case's number, its network, and who can read the post."""
    return f"#{case.number} · {title_of(case.first.network)} · {audience(case.first)}"


def state_of(case: Case) -> list[Element]:
    """Return the state: no owner, pending acceptance, claimed, or resolved and how."""
    if case.status is Status.RESOLVED:
        how = RESOLVED_AS[case.resolution] if case.resolution else "closed"
        words = (
            [text(" ("), untrusted(case.resolved_because, 300), text(")")] if case.resolved_because else []
        )
        return [text("Resolved", bold=True), text(f": {how}"), *words]
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
        return [text("Claimed", bold=True), text(" by "), named(case.owner)]
    return [text("No owner yet", bold=True)]


def _state(case: Case, now: datetime) -> Element:
    clock, more = snooze_and_timer(case, now), case.mention_count - 1 - case.community_answers
    posts = [f" · {more} more message{'s' if more > 1 else ''} in the thread"] if more > 0 else []
    return line(*state_of(case), *([" · "] if clock else []), *clock, *_by_community(case), *posts)


def _by_community(case: Case) -> list[Element]:
    """Return the number of community replies."""
    count = case.community_answers
    replies = f"{count} community replies" if count > 1 else "community reply"
    return [text(f" · {replies}")] if count else []


def _team_line(case: Case, team: str, notify: Sequence[Element]) -> Element:
    """Return the line of the team: notified people, priority, tags."""
    route = case.route
    notified = [element for each in notify for element in (text(" "), each)]
    urgency = f" · priority {route.priority.name.lower()}"
    return line(
        "Assigned to ",
        untrusted(team or route.team, bold=True),
        *notified,
        urgency,
        *_exception(case),
        *_tags(route.tags),
    )


def _exception(case: Case) -> list[Element]:
    """Return why no rule of this team brought the case; the rule itself is shown by *Why here?*."""
    if case.origin or case.earlier_threads:
        return []
    away = case.route.instead_of
    closed = [text(" · outside the business hours of "), untrusted(away)] if away else []
    return [*closed, *([text(" · no rule matched")] if case.route.why == "default" else [])]


def _tags(tags: Sequence[str]) -> list[Element]:
    return [text(" · "), untrusted(", ".join(tags[:10]))] if tags else []


def _origin(case: Case) -> Iterator[Element]:
    """Yield the person who escalated or handed over the case, and open questions."""
    if case.origin:
        yield line(
            "Escalated by ", named(case.origin.by), *_source(case.origin), *reason_after(case.origin.reason)
        )
    yield from hand_over_lines(case)
    yield from guidance_lines(case)


def _source(origin: Origin) -> list[Element]:
    return [text(" · "), link(origin.url, "Original message")] if origin.url else []


def _warnings(case: Case, now: datetime) -> Iterator[Element]:
    if case.withdrawn:
        yield from nothing_left(case)
    elif must_answer_by_hand(case, now):
        why = case.latest.refusal(now)
        yield line(text("You can't reply from here. ", bold=True), untrusted(why, 300))
    elif case.status is not Status.RESOLVED:
        yield from _windows(case, now)
    if case.longer:
        yield line(
            "The thread is longer than what you see here.",
            *open_link(case.latest.url, "Read the full thread"),
        )
    if case.stuck:
        yield line(text("⚠ Failed: ", bold=True), untrusted(case.stuck, 500))


def _windows(case: Case, now: datetime) -> Iterator[Element]:
    """Yield the end of each reply window that ends."""
    for post in case.answerable(now).values():
        if until := post.may_reply.until:
            left = f" ({duration(until - now)} left)"
            yield line(f"Reply window on {title_of(post.network)} closes ", date(until), left)
