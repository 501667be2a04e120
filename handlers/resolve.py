"""Resolve a case with a reason, mark it as answered outside Baton, reopen it."""

from bot.case import Case, Refused, Resolution, mark_answered, reopen, resolve
from bot.routing import refreshed
from bot.slack import Message
from bot.slack.views.blocks import RESOLVED_AS
from bot.slack.views.modals import closing_line_message, resolve_modal
from handlers.request import Answer, FieldErrors, Modal, Request, Routes, case_of, typed

# Longest first, so that “answered elsewhere by phone” does not match “answered”.
REASONS = {reason.value: reason for reason in sorted(Resolution, key=len, reverse=True)}
REASONS |= {"elsewhere": Resolution.ELSEWHERE, "no reply needed": Resolution.NO_ANSWER}


async def ask_reason(request: Request) -> Answer:
    number, _ = await case_of(request)
    return Modal(resolve_modal(await request.book.case(number)))


async def resolve_case(request: Request) -> Answer:
    """Resolve by `!resolve`, `!resolve spam` or `!resolve no reply needed: they called and it is settled`."""
    number, words = await case_of(request)
    resolution, because = _reason(await request.book.case(number), words)
    done = await request.book.do(number, request.ask(), resolve, resolution=resolution, because=because)
    if not done.changed:
        return Message(f"Case #{number} was already resolved: {_name(done.case)}.")
    return _closing_offer(request, done.case) or Message(f"Case #{number} is resolved: {_name(done.case)}.")


async def resolve_as_chosen(request: Request) -> Answer:
    """Resolve as the window says. Raise Refused for what its fields cannot correct."""
    number, _ = await case_of(request)
    resolution, because = Resolution(typed(request, "resolution")), typed(request, "because")
    try:
        done = await request.book.do(number, request.ask(), resolve, resolution=resolution, because=because)
    except Refused as refusal:
        if refusal.code != "unexplained":
            raise
        return FieldErrors({"because": f"Add a short reason for “{RESOLVED_AS[resolution]}”."})
    return _closing_offer(request, done.case)


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


def _closing_offer(request: Request, case: Case) -> Message | None:
    """Return the offer of a closing reply for a case that went private, while its public post takes replies."""
    post = case.latest_public
    mine = case.owner == request.user and case.went_private
    return (
        closing_line_message(case)
        if mine and post and not post.may_reply.refusal(request.services.now())
        else None
    )


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
    buttons={"resolve": ask_reason, "reopen": reopen_case, "mark_answered": mark_case_answered},
    views={"resolve": resolve_as_chosen},
)
