"""The card: the first message of a case's thread, drawn from the present case."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.case import NOBODY, Case, Delivery, Known, Resolution, Thread
from bot.case.verbs.resolve import resolver
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    actions,
    context,
    line,
    link,
    message,
    named,
    open_link,
    read_aloud,
    rich,
    section,
    small,
    small_date,
    small_name,
    text,
    untrusted,
)
from bot.slack.views.buttons import CardState, card_actions, card_menu, controls_for, state_for
from bot.slack.views.card_text import card_text
from bot.slack.views.clocks import due_note
from bot.slack.views.details import origin_lines, warnings
from bot.slack.views.details import state_of as state_of
from bot.slack.views.post_parts import (
    PHONE_LINE_WITH_MENU,
    push_of,
    quote_of,
    readers_of,
    rest_of,
    short_line,
    who_line,
)
from bot.slack.views.sentiment import sentiment_note
from bot.slack.views.text import NAME_LIMIT, duration, isolated

# The note of a hand-over, and the reason of a warning, on the card; *More* has all of them.
NOTE_SHOWN, WARNING_SHOWN = 100, 160


def draw_card(
    case: Case,
    *,
    notify: Sequence[Element] = (),
    marketing: bool = False,
    team: str = "",
    private: bool = False,
    known: Known = NOBODY,
    sentiment: str = "",
    fresh: bool = False,
    now: datetime,
) -> Message:
    """Return the card of `case`.

    `notify` are the elements that its first posting notifies, `team` is the team's title. `marketing` and `private`
    offer to escalate and to move to private. `known` has the customer's other cases and accounts, `sentiment` the
    sentiment of the first post where that is sure. `fresh`: this is the posting that people are notified of.
    """
    state = state_for(case, now)
    says = card_text(case, team=team, known=known, sentiment=sentiment, fresh=fresh, now=now)
    notes = list(warnings(case, known, now, WARNING_SHOWN))
    if state is CardState.RESOLVED:
        return message(*_resolved(case, notes, now), says=says)
    shown = _snoozed(case, now) if state is CardState.SNOOZED else _open(case, team, sentiment, now)
    if case.waits and state is not CardState.SNOOZED:
        notes += origin_lines(case, NOTE_SHOWN)
    if notify:
        notes.append(line(*(part for each in notify for part in (each, text(" ")))))
    return message(
        *shown,
        *([rich(*notes)] if notes else []),
        actions(*card_actions(case, marketing=marketing, private=private, now=now)),
        says=says,
    )


def draw_moved(case: Case, left: Thread) -> Message:
    """Return the card of the thread `left`, which a hand-over closed: the new place, and no buttons."""
    to = case.route.channel
    moved: list[Element | str] = [
        text("Handed over", bold=True),
        " from ",
        untrusted(left.name or "here"),
        " to ",
        untrusted(to, bold=True),
    ]
    if left.name == to:
        moved = [text("Handed over", bold=True), ". See the newer card in this channel"]
    if case.thread:
        moved += [" · ", link(case.thread.url, f"Open #{case.number}")]
    head = line(*moved)
    return message(
        rich(head, line(short_line(case))),
        says=f"{push_of(case.latest)}\n#{case.number} · {read_aloud(head)}",
    )


def _open(case: Case, team: str, sentiment: str, now: datetime) -> Iterator[Block]:
    """Yield who wrote and how urgent it is, the latest message, and one line on what is due and who has it."""
    yield rich(line(*who_line(case)), quote_of(case.latest), *rest_of(case.latest))
    due = due_note(case, now)
    about = " · ".join(_about(case, team, sentiment))
    yield context(*due, *_owner_and(case, about))


def _owner_and(case: Case, about: str) -> Iterator[Element]:
    """Yield the owner with what else the small line says, in as few parts as possible: each wraps as a whole."""
    if case.owner and case.assignment:
        yield small_name("Assigned to", case.owner)
        yield small_date("accept before", case.assignment.until)
        yield small(about)
    elif case.pending and case.owner:
        if case.follow_up and case.follow_up.until:
            yield small_date("follow up", case.follow_up.until)
        yield small_name("Pending, with", case.owner, f" · {about}")
    elif case.owner:
        yield small_name("Claimed by", case.owner, f" · {about}")
    else:
        yield small(about)


def _about(case: Case, team: str, sentiment: str) -> Iterator[str]:
    yield isolated(team or case.route.team, NAME_LIMIT)
    yield f"#{case.number}"
    if (readers := readers_of(case.latest)) != "public":
        yield readers
    if (count := case.mention_count - case.community_answers) > 1:
        yield f"{count} messages"
    if count := case.community_answers:
        yield f"{count} community replies" if count > 1 else "community reply"
    if case.changed_turn and case.changed_turn == case.turn:
        yield "edited"
    if shown := sentiment_note(case, sentiment):
        yield shown


def _snoozed(case: Case, now: datetime) -> Iterator[Block]:
    """Yield the author with the first words, and one line: the end of the snooze, the reply timer if that runs on.

    Who set the snooze is in *More*, so that the line fits a phone.
    """
    clock = case.response_clock
    until = case.snooze.until if case.snooze else None
    end = small_date("Until", until) if until else small("Until the customer replies")
    yield rich(line(short_line(case, "💤 ")))
    yield context(end, *(due_note(case, now) if clock and clock.due_at else []))


def _resolved(case: Case, notes: Sequence[Element], now: datetime) -> Iterator[Block]:
    """Yield the author with the first words and the menu, and one line: by whom, how long, the reply or the reason.

    The reason in a person's own words is in *More*, so that the line fits a phone.
    """
    row = controls_for(case, marketing=False, private=False, now=now)
    words = ("unstick", *row.menu) if case.stuck else row.menu
    yield section(short_line(case, "✅ ", PHONE_LINE_WITH_MENU), card_menu(case, words, now))
    by: list[Element] = [text(" by "), named(resolver(case))] if resolver(case) else []
    took = [f" in {duration(case.resolved_at - case.opened_at)}"] if case.resolved_at else []
    yield rich(line(text("Resolved", bold=True), *by, *took, *_how(case), *_last_reply(case)), *notes)


def _how(case: Case) -> list[Element]:
    """Return the reason, unless it was answered: then the link to the reply says so."""
    if case.resolution in (None, Resolution.ANSWERED):
        return []
    return [text(f" · {RESOLVED_AS[case.resolution]}")]


def _last_reply(case: Case) -> list[Element]:
    """Return the link to the latest reply that was sent."""
    sent = [reply.url for reply in case.replies if reply.state is Delivery.SENT and reply.url]
    return open_link(sent[-1], "Open reply") if sent else []
