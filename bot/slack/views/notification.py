"""Direct messages: what happened to a case, where, and the next step.

They quote no customer and name none: a post that its author deletes must leave nothing behind in them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.case.clocks import RESPONSES, ClockKind
from bot.case.model import Case, Event
from bot.case.reply_model import Delivery, Reply
from bot.case.serialization import mention_from_json
from bot.case.verbs.guidance import answered_by
from bot.case.verbs.reply import can_be_sent_again, undecided
from bot.slack import Message
from bot.slack.views.blocks import (
    Element,
    actions,
    button,
    date,
    line,
    link,
    link_button,
    message,
    named,
    person,
    readable,
    rich,
    text,
    title_of,
    untrusted,
)
from bot.slack.views.escalation import level_words, push_words
from bot.slack.views.handoff import answered_words
from bot.slack.views.text import duration

WHY_SHOWN = 300


class Notification(NamedTuple):
    """The event in words, and the button of the next step; without one, the next step is in the thread.

    `push` is what a phone shows in place of the words, where a time that is left says more than a date.
    """

    what: Sequence[Element | str]
    next: Element | None = None
    push: str = ""


def draw_direct(case: Case, event: Event, to: str, now: datetime) -> Message | None:
    """Return the direct message to `to` about an event; None when it is settled by now."""
    told = _told(case, event, to, now)
    return _drawn(case, told) if told else None


def draw_about(case: Case, what: Sequence[Element | str]) -> Message:
    """Return a direct message that says what happened to a case, with the way to its thread."""
    return _drawn(case, Notification(what))


def draw_instead(case: Case, event: Event, to: str, now: datetime, *, first: bool) -> Message | None:
    """Return the thread's message to a person whom no direct message reaches; None when it is settled by now.

    The `first` one says why it is here.
    """
    told = _told(case, event, to, now)
    if told is None:
        return None
    why = " Baton couldn't send you a direct message, so it notifies you in threads." if first else ""
    return message(rich(line(person(to), ": ", *told.what, why)))


def _told(case: Case, event: Event, to: str, now: datetime) -> Notification | None:
    draw = DRAWN.get(event.kind)
    return draw(case, event, to, now) if draw else None


def _drawn(case: Case, told: Notification) -> Message:
    """Return the message: the case, what happened, the way to the thread, and one button."""
    url = case.threads[-1].url if case.threads else ""
    about = f"case {case.number}"
    opened = link_button("open_thread", "Open thread", url, says=f"Open the thread of {about}")
    there: list[Element | str] = [" · ", link(url, "Open thread")] if opened and told.next else []
    what = [text(f"#{case.number}", bold=True), " · ", *told.what]
    buttons = [told.next] if told.next else opened
    shown = [rich(line(*what, *there)), *([actions(*buttons)] if buttons else [])]
    # A phone shows this text: the address of the thread would only push the rest out of sight.
    said = f"#{case.number} · {told.push}" if told.push else readable([rich(line(*what))])
    return Message(said, tuple(shown))


def _customer_wrote(case: Case, event: Event, to: str, now: datetime) -> Notification:
    recorded = mention_from_json(event.data["mention"])
    post = case.post(recorded.key) or recorded
    place = title_of(post.network)
    if case.is_unverified(post):
        return Notification([f"An unverified sender wrote on {place}. Check who it is before you reply."])
    said = f"The customer wrote again on {place}."
    if case.due_at is None or case.due_at <= now:
        overdue: list[Element | str] = (
            [" Reply overdue since ", date(case.due_at), "."] if case.due_at else []
        )
        return Notification([said, *overdue], _reply(case))
    push = f"{said} Reply due in {duration(case.due_at - now)}."
    return Notification([said, " Reply due ", date(case.due_at), "."], _reply(case), push)


def _reopened(case: Case, event: Event, to: str, now: datetime) -> Notification | None:
    """Return that a customer wrote again; None when a member of staff reopened the case."""
    if "mention" not in event.data:
        return None
    place = title_of(mention_from_json(event.data["mention"]).network)
    claim = button("claim", "Claim", str(case.number), says=f"Claim case {case.number}", style="primary")
    said = f"The customer wrote again on {place} after the case was resolved. It's back in the queue."
    return Notification([said], claim)


def _customer_edited(case: Case, event: Event, to: str, now: datetime) -> Notification:
    place = title_of(event.data["network"])
    review = " Review your draft before sending." if any(draft.by == to for draft in case.drafts) else ""
    return Notification([f"The customer edited a post on {place}.{review}"], _reply(case))


def _not_delivered(case: Case, event: Event, to: str, now: datetime) -> Notification | None:
    reply = case.reply(event.data["reply"])
    if reply is None or not undecided(case, reply):
        return None
    place, whose = title_of(case.network_of(reply)), "Your reply" if to == reply.by else "A reply"
    if reply.state is Delivery.UNSURE:
        return Notification(
            [f"{whose} may not have been delivered. Check {place}, then choose in the thread."]
        )
    return Notification(
        [f"{whose} on {place} was not sent: ", _why(reply.why)], _resend(case, reply, to, now)
    )


def _not_changed(case: Case, event: Event, to: str, now: datetime) -> Notification:
    return Notification(["The reply was not changed: ", _why(event.data["why"])])


def _assigned(case: Case, event: Event, to: str, now: datetime) -> Notification | None:
    given = case.assignment
    if given is None or given.number != event.number:
        return None
    accept = button("claim", "Accept", str(case.number), says=f"Accept case {case.number}", style="primary")
    return Notification(
        [
            "This case is assigned to you. Accept it before ",
            date(given.until),
            ", or it goes to someone else.",
        ],
        accept,
    )


def _reassigned(case: Case, event: Event, to: str, now: datetime) -> Notification | None:
    if to == event.data["to"]:
        return _assigned(case, event, to, now)
    return Notification([named(event.by), " reassigned this case to ", named(event.data["to"]), "."])


def _undone(case: Case, event: Event, to: str, now: datetime) -> Notification:
    undid: list[Element | str] = [named(event.by), " undid what they did with this case. "]
    if case.owner == to:
        return Notification([*undid, "It is yours again."], _reply(case))
    return Notification([*undid, "You no longer own it."])


def _prioritized(case: Case, event: Event, to: str, now: datetime) -> Notification:
    was, became = event.data["from"], event.data["to"]
    return Notification([named(event.by), f" changed the priority from {was} to {became}."])


def _taken_over(case: Case, event: Event, to: str, now: datetime) -> Notification:
    return Notification([named(event.by), " took over this case."])


def _handed_over(case: Case, event: Event, to: str, now: datetime) -> Notification:
    data = event.data
    what = "sent this case back" if data.get("refused") else "handed over this case"
    return Notification(
        [
            named(event.by),
            f" {what} from ",
            untrusted(data["team_from"]),
            " to ",
            untrusted(data["team_to"]),
            ".",
        ]
    )


def _guidance_asked(case: Case, event: Event, to: str, now: datetime) -> Notification | None:
    is_open = any(asked.number == event.number for asked in case.guidance)
    if not is_open:
        return None
    return Notification([named(event.by), " asks you for guidance. The question is in the thread."])


def _guidance_given(case: Case, event: Event, to: str, now: datetime) -> Notification:
    asked_by = list(answered_by(event).values())
    if to in asked_by:
        return Notification(answered_words("Your", asked_by.count(to), event.by))
    return Notification(answered_words("The", len(asked_by), event.by))


def _snooze_ended(case: Case, event: Event, to: str, now: datetime) -> Notification:
    if case.owner == to:
        return Notification(["The snooze ended."], _reply(case))
    claim = button("claim", "Claim", str(case.number), says=f"Claim case {case.number}", style="primary")
    return Notification(["The snooze that you set ended. The case has no owner."], claim)


def _follow_up_due(case: Case, event: Event, to: str, now: datetime) -> Notification | None:
    """Return None once the customer got another answer, or the case waits for them again."""
    if not case.resumed:
        return None
    return Notification(["Your follow-up is due: the customer hasn't replied."], _reply(case))


def _warned(case: Case, event: Event, to: str, now: datetime) -> Notification | None:
    kind, level = ClockKind(event.data["clock"]), event.data["rung"]
    clock = case.clock(kind)
    if clock is None or clock.notified != level or clock.due_at is None:
        return None
    step = _reply(case) if kind in RESPONSES else None
    said: list[Element | str] = [level_words(kind, level), date(clock.due_at), "."]
    return Notification(said, step, push_words(clock, now))


def _reply(case: Case) -> Element:
    return button("reply", "Reply", str(case.number), says=f"Reply in case {case.number}", style="primary")


def _resend(case: Case, reply: Reply, to: str, now: datetime) -> Element | None:
    if case.owner != to or not can_be_sent_again(case, reply, now):
        return None
    says = f"Send the reply again in case {case.number}"
    return button("try_again", "Resend reply", f"{case.number}/{reply.number}", says=says, style="primary")


def _why(words: str) -> Element:
    return untrusted(words if words.strip() else "The network gave no reason.", WHY_SHOWN)


DRAWN: Mapping[str, Callable[[Case, Event, str, datetime], Notification | None]] = {
    "joined": _customer_wrote,
    "reopened": _reopened,
    "edited": _customer_edited,
    "not_sent": _not_delivered,
    "unsure": _not_delivered,
    "not_corrected": _not_changed,
    "not_deleted": _not_changed,
    "assigned": _assigned,
    "reassigned": _reassigned,
    "undone": _undone,
    "prioritized": _prioritized,
    "taken_over": _taken_over,
    "handed_over": _handed_over,
    "guidance_asked": _guidance_asked,
    "guidance_given": _guidance_given,
    "woken": _snooze_ended,
    "pending_ended": _follow_up_due,
    "warned": _warned,
}
