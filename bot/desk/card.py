"""The card: the first message of a case's thread, drawn from the case as it is now."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.case import NOBODY, Case, Known, Origin, Resolution, Status, Thread
from bot.desk import Message
from bot.desk.blocks import (
    Element,
    actions,
    audience,
    button,
    byline,
    confirm,
    date,
    header,
    line,
    link,
    link_button,
    media_lines,
    message,
    outside,
    person,
    quote,
    rich,
    subject_line,
    text,
    title_of,
    whereabouts,
    words_of,
)
from bot.desk.clocks import clock_of, further_clocks
from bot.desk.following import nothing_left
from bot.desk.known import known_lines
from bot.desk.mood import mood_buttons, mood_lines
from bot.desk.text import lasting, one_line
from bot.understanding import Impression

RESOLVED_AS = {
    Resolution.ANSWERED: "answered",
    Resolution.ELSEWHERE: "answered elsewhere",
    Resolution.NO_ANSWER: "no answer needed",
    Resolution.SPAM: "spam",
}


def draw_card(
    case: Case,
    *,
    notify: Sequence[Element] = (),
    marketing: bool = False,
    team: str = "",
    private: bool = False,
    known: Known = NOBODY,
    heard: Impression | None = None,
    now: datetime,
) -> Message:
    """The card of `case`. `notify` are the people and groups told by its first posting, `team` the team's title;
    `marketing` says that the case is with marketing, who may escalate it, `private` that a customer can be told of a
    way to write in private, `known` is what is known of the customer beside this case, `heard` how the first post
    sounds to Baton."""
    post = case.first
    return message(
        header(heading(case)),
        rich(
            line(*byline(post), *whereabouts(post)),
            *subject_line(post),
            quote(words_of(post)),
            *media_lines(post.media),
        ),
        rich(
            _state(case, now),
            *further_clocks(case, now),
            _whose(case, team, notify),
            *_whence(case),
            *known_lines(case, known),
            *mood_lines(case, heard),
            *_warnings(case, now),
        ),
        actions(*_buttons(case, marketing, private, now)),
        *mood_buttons(case, heard),
    )


def draw_moved(case: Case, left: Thread) -> Message:
    """The card of the thread `left`, which the case left by a hand-over: where it went, and nothing to press."""
    place = [outside(case.route.channel, bold=True)]
    if case.thread:
        place += [text(" · "), link(case.thread.url, f"Open #{case.number} there")]
    return message(
        header(heading(case)),
        rich(
            line(*byline(case.first), *whereabouts(case.first)),
            quote(words_of(case.first), limit=300),
            line("Handed over from ", outside(left.name or "here"), " to ", *place),
        ),
    )


def heading(case: Case) -> str:
    """The case's number, its network, and who can read what was written."""
    return f"#{case.number} · {title_of(case.first.network)} · {audience(case.first)}"


def state_of(case: Case) -> list[Element]:
    """Whether the case waits, is somebody's, or is settled and how."""
    if case.status is Status.RESOLVED:
        how = RESOLVED_AS[case.resolution] if case.resolution else "closed"
        return [text("Resolved", bold=True), text(f": {how}")]
    if case.owner:
        return [text("Claimed", bold=True), text(" by "), person(case.owner)]
    return [text("Waiting", bold=True)]


def _state(case: Case, now: datetime) -> Element:
    clock, further = clock_of(case, now), case.mention_count - 1 - case.community_answers
    posts = [f" · {further} further post{'s' if further > 1 else ''} in the thread"] if further > 0 else []
    return line(*state_of(case), *([" · "] if clock else []), *clock, *_by_community(case), *posts)


def _by_community(case: Case) -> list[Element]:
    """Whether other customers answered, and how often."""
    times = f" ({case.community_answers})" if case.community_answers > 1 else ""
    return [text(f" · answered by the community{times}")] if case.community_answers else []


def _whose(case: Case, team: str, notify: Sequence[Element]) -> Element:
    """Which team has it, who is told, how urgent it is, and which rule said so."""
    route = case.route
    told = [element for each in notify for element in (text(" "), each)]
    urgency = f" · priority {route.priority.name.lower()}"
    return line(
        "For ", outside(team or route.team, bold=True), *told, urgency, *_rule(case), *_tags(route.tags)
    )


def _rule(case: Case) -> list[Element]:
    """The rule that sent it here; none when a person did."""
    if case.origin or case.earlier_threads:
        return []
    if case.route.instead_of:
        return [text(" · out of hours of "), outside(case.route.instead_of), *_rule_name(case)]
    return _rule_name(case)


def _rule_name(case: Case) -> list[Element]:
    if case.route.why == "default":
        return [text(" · no rule matched")]
    return [text(" · by the rule “"), outside(case.route.why), text("”")]


def _tags(tags: Sequence[str]) -> list[Element]:
    return [text(" · "), outside(", ".join(tags[:10]))] if tags else []


def _whence(case: Case) -> Iterator[Element]:
    """Who brought it here, when it was a person and not a rule."""
    if case.origin:
        yield line(
            "Escalated by ", person(case.origin.by), *_source(case.origin), *_reason(case.origin.reason)
        )
    if case.earlier_threads:
        left = case.earlier_threads[-1]
        place = one_line(left.name) or "another channel"
        yield line("Handed over from ", link(left.url, f"the thread in {place}"))


def _source(origin: Origin) -> list[Element]:
    return [text(" · "), link(origin.url, "Original message")] if origin.url else []


def _reason(reason: str) -> list[Element]:
    return [text(": "), outside(reason, 300)] if reason.strip() else []


def _warnings(case: Case, now: datetime) -> Iterator[Element]:
    if case.withdrawn:
        yield from nothing_left(case)
    elif _must_answer_by_hand(case, now):
        why = case.latest.may_reply.refusal(now)
        yield line(text("Cannot be answered from here. ", bold=True), outside(why, 300))
    elif case.status is not Status.RESOLVED:
        yield from _windows(case, now)
    if case.stuck:
        yield line(text("⚠ Stuck: ", bold=True), outside(case.stuck, 500))


def _windows(case: Case, now: datetime) -> Iterator[Element]:
    """How long the customer can be answered, where that ends."""
    for post in case.answerable(now).values():
        if until := post.may_reply.until:
            left = f" ({lasting(until - now)} left)"
            yield line(f"Answer on {title_of(post.network)} possible until ", date(until), left)


def _must_answer_by_hand(case: Case, now: datetime) -> bool:
    return case.status is not Status.RESOLVED and not case.answerable(now)


def _buttons(case: Case, marketing: bool, private: bool, now: datetime) -> Iterator[Element]:
    """The buttons that make sense now. A value is the case's number and no more: rights are read from the case."""
    if case.stuck:
        yield _button(case, "unstick", "Try again", "Try again what is stuck in")
    if case.status is Status.RESOLVED:
        yield _button(case, "reopen", "Reopen")
        return
    if case.status is Status.WAITING:
        yield _button(case, "claim", "Claim", style="primary")
    yield from _answering(case, now)
    if private and case.owner and _public_answerable(case, now):
        yield _button(case, "take_private", "Take private")
    yield _button(case, "hand_over", "Hand over")
    if marketing:
        yield _button(case, "escalate", "Escalate to service")
    yield _button(case, "resolve", "Resolve")
    if case.owner:
        yield _button(case, "release", "Release")
        yield _button(case, "take_over", "Take over", confirm=_take_over_from(case, case.owner))


def _public_answerable(case: Case, now: datetime) -> bool:
    return any(not post.private for post in case.answerable(now).values())


def _answering(case: Case, now: datetime) -> Iterator[Element]:
    if case.withdrawn:
        return
    if _must_answer_by_hand(case, now):
        label = f"Open on {title_of(case.latest.network)}"
        yield from link_button(
            "open_post", label, case.latest.url, says=f"{label}: the post of case {case.number}"
        )
        yield _button(case, "mark_answered", "Mark answered")
    elif case.owner:
        yield _button(case, "reply", "Reply", style="primary")


def _button(case: Case, word: str, label: str, says: str = "", style: str = "", **more: Element) -> Element:
    spoken = f"{says or label} case {case.number}"
    return button(word, label, str(case.number), says=spoken, style=style, **more)


def _take_over_from(case: Case, owner: str) -> Element:
    """The question before a take-over. A person's name appears only in mrkdwn; no word of it comes from outside."""
    who = person(owner)
    named = f"<@{owner}>" if who["type"] == "user" else "somebody else"
    words = f"Case #{case.number} is with {named}. They will be told that you take it over."
    return confirm(
        f"Take over #{case.number}?", {"type": "mrkdwn", "text": words, "verbatim": True}, "Take over"
    )
