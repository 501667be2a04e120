"""Messages of a case's thread: new posts, replies and their delivery, and what people did."""

from collections.abc import Callable, Collection, Iterator

from bot.budget import MICROS, money
from bot.case.model import LONGEST_REASON, Case, Event
from bot.case.reply_model import Delivery, Reply
from bot.case.serialization import mention_from_json
from bot.case.verbs.reply import undecided
from bot.mention import Mention
from bot.slack import Message
from bot.slack.views.assign import draw_assigned, draw_undone
from bot.slack.views.blocks import (
    Element,
    actions,
    audience,
    author_line,
    button,
    date,
    exact,
    line,
    location,
    media_lines,
    message,
    named,
    open_link,
    person,
    quote,
    quoted_lines,
    read_aloud,
    rich,
    text,
    title_of,
    untrusted,
    words_of,
)
from bot.slack.views.correct import NOTHING, Allowed, correcting_buttons, correction_of
from bot.slack.views.customer import draw_match
from bot.slack.views.edit import draw_edited, draw_hidden, draw_unhidden, draw_withdrawn
from bot.slack.views.escalation import draw_reminder
from bot.slack.views.handoff import (
    draw_follow_up_due,
    draw_guidance_asked,
    draw_guidance_given,
    draw_handed_over,
    draw_snooze_ended,
    reason_after,
)
from bot.slack.views.people import calling
from bot.slack.views.post_parts import is_cut_in_push, push_of
from bot.slack.views.push import as_push
from bot.slack.views.senders import UNVERIFIED, draw_revoked, sender_buttons, sender_call, sender_lines

REPLY_SHOWN = 6_000


def draw_event(
    case: Case, event: Event, allowed: Allowed = NOTHING, whom: Collection[str] = ()
) -> Message | None:
    """Return the thread's message about `event` in the present state of `case`; None when only the card shows it.

    `allowed` is what can still be done to the reply of the event. The message notifies `whom` and nobody else; an
    update of it notifies nobody.
    """
    if event.kind == "sending":
        reply = case.reply(event.number)
        return draw_reply(case, reply, allowed) if reply else None
    draw = _DRAWN.get(event.kind)
    shown = draw(case, event) if draw else None
    return calling(as_push(shown, f"#{case.number}"), whom) if shown else None


def draw_joined(case: Case, mention: Mention, bystander: bool, event: int = 0) -> Message:
    """Return a new post, brought by `event`: the customer's own, or another user's in the conversation."""
    buttons = sender_buttons(case, mention, event)
    opening = _opening(case, mention, bystander)
    who = line(
        *sender_call(case, mention),
        text(f"{opening}: ", bold=True),
        *author_line(mention),
        *location(mention),
    )
    rest = [*quoted_lines(mention), *media_lines(mention), *sender_lines(case, mention)]
    shown = rich(who, quote(words_of(mention)), *rest)
    # The push first; then what it leaves out, for screen readers.
    whole = [quote(words_of(mention))] if is_cut_in_push(mention) else []
    kind = opening.partition(" from ")[0].partition(",")[0]
    says = "\n".join([push_of(mention, opening=f"{kind}: "), *map(read_aloud, [who, *whole, *rest])])
    return message(shown, *([actions(*buttons)] if buttons else []), says=says)


def _opening(case: Case, mention: Mention, bystander: bool) -> str:
    opening = "Another user replied" if bystander else "New message from customer"
    if bystander and mention.community:
        opening = "Community reply"
    if case.is_unverified(mention):
        opening = UNVERIFIED
    return f"{opening}, {audience(mention)}" if mention.answered_alone else opening


def draw_reply(case: Case, reply: Reply, allowed: Allowed = NOTHING) -> Message:
    """Return a public reply and its delivery, with buttons for a decision or a correction."""
    buttons = (*_deciding(case, reply, allowed), *correcting_buttons(case, reply, allowed))
    shown = rich(line(*_delivery(case, reply)), *exact(reply.text, REPLY_SHOWN), *_over_budget(case, reply))
    return message(shown, actions(*buttons)) if buttons else message(shown)


def draw_taken_over(case: Case, event: Event) -> Message:
    """Draw a take-over, and notify the former owner."""
    return message(
        rich(line(person(event.data["from"]), ": ", named(event.by), f" took over case #{case.number}."))
    )


def draw_released(case: Case, event: Event) -> Message | None:
    """Draw a release with its reason; None without one, since the card shows the rest."""
    words = _because(event)
    return message(rich(line(named(event.by), " unassigned the case", *words))) if words else None


def draw_prioritized(case: Case, event: Event) -> Message:
    """Draw a change of the priority, with its reason."""
    data = event.data
    change = f" changed the priority from {data['from']} to {data['to']}"
    return message(rich(line(named(event.by), change, *_because(event))))


def draw_reopened(case: Case, event: Event) -> Message:
    """Draw that a case is open again, by a new post or by a member of staff."""
    if "mention" not in event.data:
        words = _because(event) or [text(". It's back in the queue.")]
        return message(rich(line(text("Reopened", bold=True), " by ", named(event.by), *words)))
    mention = _post(case, event)
    again = draw_joined(case, mention, _is_bystander(case, mention), event.number)
    reopened = line(text("Reopened", bold=True), " by a new message.")
    return message(rich(reopened), *again.blocks, says=f"Reopened by a new message. {again.text}")


def draw_marked_answered(case: Case, event: Event) -> Message:
    """Draw that someone answered outside Baton."""
    where = open_link(event.data.get("url", ""), "Open the reply")
    return message(
        rich(
            line(
                text("Marked as answered outside Baton", bold=True),
                " by ",
                named(event.by),
                *_because(event),
                *where,
            )
        )
    )


def _because(event: Event) -> list[Element]:
    """Return the given reason; empty without one."""
    return reason_after(event.data.get("because", ""), LONGEST_REASON)


def _delivery(case: Case, reply: Reply) -> Iterator[Element]:
    network, post = title_of(case.network_of(reply)), case.answered(reply)
    where = f"in private ({network})" if post and post.answered_alone else f"on {network}"
    match reply.state:
        case Delivery.SENDING if reply.waits_until:
            yield from (text("Waiting", bold=True), text(f" to send {where} until "), date(reply.waits_until))
            yield from (text(": "), untrusted(reply.waits_for, 300))
        case Delivery.SENDING:
            yield text(f"Sending {where} …", bold=True)
        case Delivery.SENT:
            yield from (text(f"Sent {where}", bold=True), text(" by "), named(reply.by))
            yield from open_link(reply.url, "Open the reply")
            yield from correction_of(reply)
        case Delivery.DELETED:
            yield text(f"Deleted {where}: the public no longer sees it", bold=True)
        case Delivery.NOT_SENT:
            yield from (text("Not sent: ", bold=True), _why(reply), text(" "), named(reply.by))
        case Delivery.UNSURE if undecided(case, reply):
            yield from (named(reply.by), text(" "), text("We couldn't confirm delivery.", bold=True))
            yield from (text(" "), _why(reply), text(f" Check {network}, then choose:"))
            yield from open_link(post.url, f"Open on {network}") if post else ()
        case Delivery.UNSURE:
            yield from (text("Delivery was never confirmed: ", bold=True), _why(reply), text(" "))
            yield named(reply.by)


def _over_budget(case: Case, reply: Reply) -> list[Element]:
    if not reply.over_budget:
        return []
    network, cost = title_of(case.network_of(reply)), money(reply.cost / MICROS)
    return [line(f"This month's budget for {network} was already used up; this reply costs {cost}.")]


def _why(reply: Reply) -> Element:
    return untrusted(reply.why if reply.why.strip() else "The network gave no reason.", 500)


def _deciding(case: Case, reply: Reply, allowed: Allowed) -> Iterator[Element]:
    """Yield the buttons of a decision while it can have an effect: no other reply was sent, and the case is open."""
    value, of_case = f"{case.number}/{reply.number}", f"in case {case.number}"
    if reply.state is Delivery.NOT_SENT and allowed.resends:
        yield button(
            "try_again", "Resend reply", value, says=f"Send the reply again {of_case}", style="primary"
        )
    if reply.state is Delivery.UNSURE and undecided(case, reply):
        yield button("it_did", "Yes, it was posted", value, says=f"The reply was posted {of_case}")
    if reply.state is Delivery.UNSURE and allowed.resends:
        yield button(
            "send_again", "No, resend", value, says=f"The reply was not posted, send it again {of_case}"
        )


def _draw_needed(case: Case, event: Event) -> Message | None:
    """Draw a notification for the writer: an edited message notifies no one."""
    reply = case.reply(event.data["reply"])
    if reply is None or not undecided(case, reply):
        return None
    network = title_of(case.network_of(reply))
    unsure = (
        f": we couldn't confirm that your reply on {network} was posted. Check {network}, then choose above."
    )
    not_sent = f": your reply on {network} was not sent. The message above says why and what you can do."
    return message(rich(line(person(reply.by), unsure if reply.state is Delivery.UNSURE else not_sent)))


def _draw_unchanged(case: Case, event: Event) -> Message | None:
    """Draw, for the person who asked, that a reply was not changed."""
    reply = case.reply(event.data["reply"])
    notified: list[Element | str] = [person(case.owner or reply.by), " "] if reply else []
    return message(rich(line(*notified, "The reply was not changed: ", untrusted(event.data["why"], 500))))


def _post(case: Case, event: Event) -> Mention:
    """Return the present post of an event, or the recorded one when the case no longer keeps it."""
    recorded = mention_from_json(event.data["mention"])
    return case.post(recorded.key) or recorded


def _is_bystander(case: Case, mention: Mention) -> bool:
    return not case.is_own(mention)


def _draw_joined_event(case: Case, event: Event) -> Message:
    mention = _post(case, event)
    return draw_joined(case, mention, _is_bystander(case, mention), event.number)


def _draw_match(case: Case, event: Event) -> Message | None:
    asked = next((match for match in case.matches if match.number == event.number), None)
    return draw_match(case, asked) if asked else None


_DRAWN: dict[str, Callable[[Case, Event], Message | None]] = {
    "joined": _draw_joined_event,
    "reopened": draw_reopened,
    "edited": draw_edited,
    "withdrawn": draw_withdrawn,
    "hidden": draw_hidden,
    "unhidden": draw_unhidden,
    "not_sent": _draw_needed,
    "unsure": _draw_needed,
    "not_corrected": _draw_unchanged,
    "not_deleted": _draw_unchanged,
    "handed_over": draw_handed_over,
    "woken": draw_snooze_ended,
    "pending_ended": draw_follow_up_due,
    "guidance_asked": draw_guidance_asked,
    "guidance_given": draw_guidance_given,
    "taken_over": draw_taken_over,
    "prioritized": draw_prioritized,
    "assigned": draw_assigned,
    "reassigned": draw_assigned,
    "released": draw_released,
    "unassigned": draw_released,
    "undone": draw_undone,
    "warned": draw_reminder,
    "answered_elsewhere": draw_marked_answered,
    "same_person_proposed": _draw_match,
    "links_revoked": draw_revoked,
}
