"""Resolve a case with a reason, mark it as answered outside Baton, reopen it."""

from datetime import timedelta

from bot.case import (
    Case,
    Refused,
    Resolution,
    keep_open,
    mark_answered,
    reopen,
    resolve,
    resolve_answered,
    undo_resolution,
)
from bot.case.verbs.resolve import resolver
from bot.routing import refreshed
from bot.services.casebook import Done
from bot.slack import Message
from bot.slack.views.blocks import RESOLVED_AS
from bot.slack.views.modals import notice_modal, resolve_modal, resolved_message
from handlers.request import Answer, FieldErrors, Modal, Notice, Request, Routes, case_of, event_of, typed

# Longest first, so that “answered elsewhere by phone” does not match “answered”.
REASONS = {reason.value: reason for reason in sorted(Resolution, key=len, reverse=True)}
# A second press within this time is a double press.
JUST_NOW = timedelta(minutes=1)
REASONS |= {"elsewhere": Resolution.ELSEWHERE, "no reply needed": Resolution.NO_ANSWER}


async def ask_reason(request: Request) -> Answer:
    """Resolve a case that was answered from here at once, with *Undo*; for others, open the window with the reasons."""
    number, _ = await case_of(request)
    try:
        # The verb decides, not the card: the customer may have written while the finger came down.
        done = await request.book.do(number, request.ask(), resolve_answered)
    except Refused as refusal:
        if refusal.code != "unanswered":
            raise
        return Modal(resolve_modal(await request.book.case(number)))
    if not done.changed and _just_resolved(request, done.case):
        return None  # a double press: a notice would cover the answer to the first one, with its Undo
    return _outcome(request, done)


async def choose_reason(request: Request) -> Answer:
    """Redraw the window for the chosen reason: some need a note."""
    number, _ = await case_of(request)
    return Modal(resolve_modal(await request.book.case(number), _chosen(request)), change=True)


async def resolve_case(request: Request) -> Answer:
    """Resolve by `!resolve`, `!resolve spam` or `!resolve no reply needed: they called and it is settled`."""
    number, words = await case_of(request)
    resolution, because = _reason(await request.book.case(number), words)
    done = await request.book.do(number, request.ask(), resolve, resolution=resolution, because=because)
    return _outcome(request, done)


async def resolve_as_chosen(request: Request) -> Answer:
    """Resolve as the window says. Raise Refused for what its fields cannot correct."""
    number, _ = await case_of(request)
    resolution, because = _chosen(request), typed(request, "because")
    try:
        done = await request.book.do(number, request.ask(), resolve, resolution=resolution, because=because)
    except Refused as refusal:
        if refusal.code != "unexplained":
            raise
        if "because" not in request.view["state"]["values"]:  # the window was not redrawn in time
            return Modal(resolve_modal(await request.book.case(number), resolution), change=True)
        return FieldErrors({"because": f"Add a short reason for “{RESOLVED_AS[resolution]}”."})
    return _resolved(request, done)


async def undo_resolve(request: Request) -> Answer:
    """Reopen a case as it was before its resolution, from the message about it."""
    number, _ = await case_of(request)
    event = event_of(request)
    done = await request.book.do_with_event_log(number, request.ask(), undo_resolution, number=event)
    if not done.changed:
        return _in_place(request, Notice(f"Case #{number} is already open."))
    whose = "yours" if done.case.owner == request.user else "open"
    return _in_place(request, Message(f"Undone. Case #{number} is {whose} again, as it was."))


async def keep_case_open(request: Request) -> Answer:
    """Keep the case open although the reply that was sent a moment ago resolves it."""
    number, _ = await case_of(request)
    await request.book.do_with_event_log(number, request.ask(), keep_open, reply=event_of(request))
    return _in_place(request, Message(f"Case #{number} stays open."))


async def mark_case_answered(request: Request) -> Answer:
    number, because = await case_of(request)
    done = await request.book.do(number, request.ask(), mark_answered, because=because)
    if not done.changed:
        return Message(f"Case #{number} has no open customer question, so nothing changed.")
    return Message(f"Case #{number} counts as answered. Resolve it when the matter is settled.")


async def reopen_case(request: Request) -> Answer:
    number, because = await case_of(request)
    case = await request.book.case(number)
    route = refreshed(request.services.rules(), case.route, case.first)
    done = await request.book.do(number, request.ask(), reopen, route=route, because=because)
    if not done.changed:
        whose = f"It's with <@{done.case.owner}>." if done.case.owner else "It's in the queue."
        return Message(f"Case #{number} is already open. {whose}")
    return Message(f"Case #{number} is open again and back in the queue.")


def _in_place(request: Request, answer: Message) -> Answer:
    """Return the answer to a press: where a window has the button, the window is redrawn, and has no button."""
    if request.view.get("type") != "modal":
        return answer
    return Modal(notice_modal(answer, "Not done" if isinstance(answer, Notice) else "Done"), change=True)


def _just_resolved(request: Request, case: Case) -> bool:
    """Return true when this person resolved the case a moment ago."""
    ago = request.services.now() - (case.resolved_at or case.opened_at)
    return resolver(case) == request.user and ago < JUST_NOW


def _outcome(request: Request, done: Done) -> Message:
    if not done.changed:
        return Notice(f"Case #{done.case.number} was already resolved: {_name(done.case)}.")
    return _resolved(request, done)


def _resolved(request: Request, done: Done) -> Message:
    """Return that the case is resolved, with *Undo*; without, when a repeated request resolved nothing."""
    number = next((event.number for event in done.events if event.kind == "resolved"), 0)
    return resolved_message(done.case, number, closing=_may_close(request, done.case))


def _may_close(request: Request, case: Case) -> bool:
    """Return true for a case that went private, whose public post takes a closing reply by this person."""
    post = case.latest_public
    mine = case.owner == request.user and case.went_private
    return mine and post is not None and not post.may_reply.refusal(request.services.now())


def _chosen(request: Request) -> Resolution:
    return Resolution(typed(request, "resolution"))


def _name(case: Case) -> str:
    """Return the reason the case was resolved for, as the card shows it."""
    return RESOLVED_AS[case.resolution] if case.resolution else "closed"


def _reason(case: Case, words: str) -> tuple[Resolution, str]:
    """Return the meant reason and its explanation.

    Raise Refused when the words name no reason.

    Without words it is *no reply needed* when the customer deleted all posts, else *answered* when a reply was
    sent.
    """
    said, because = _split(words)
    if not said and case.withdrawn:
        return Resolution.NO_ANSWER, ""
    if not said and case.answered_at:
        return Resolution.ANSWERED, ""
    meant = {reason for name, reason in REASONS.items() if said and name.startswith(said)}
    if said in REASONS or len(meant) == 1:
        return REASONS.get(said) or meant.pop(), because
    raise Refused(
        "Add a reason: `answered`, `spam`, `no reply needed: they called` or `elsewhere: by phone`.",
        "no_reason",
    )


def _split(words: str) -> tuple[str, str]:
    """Return the reason's name and its explanation, split after a whole name or at a colon."""
    for name in REASONS:
        rest = words[len(name) :]
        if words.lower().startswith(name) and rest[:1] in ("", " ", ":"):
            return name, rest.lstrip(" :")
    name, _, because = words.partition(":")
    return name.strip().lower(), because.strip()


ROUTES = Routes(
    words={"resolve": resolve_case, "reopen": reopen_case, "answered": mark_case_answered},
    buttons={
        "resolve": ask_reason,
        "resolution": choose_reason,
        "undo_resolve": undo_resolve,
        "keep_open": keep_case_open,
        "reopen": reopen_case,
        "mark_answered": mark_case_answered,
    },
    views={"resolve": resolve_as_chosen},
)
