"""Resolution of a case with a reason, and reopening."""

from bot.case.blank import is_blank
from bot.case.model import LONGEST_REASON, Ask, Case, Event, Refused, Resolution, Status
from bot.case.reply_model import Delivery
from bot.case.serialization import route_to_json
from bot.case.verbs.claim import refuse_other_owner
from bot.case.verbs.guidance import open_questions
from bot.routing import Route

# These close a case without a reply from Baton, so a few words must explain why.
TO_EXPLAIN = (Resolution.ELSEWHERE, Resolution.NO_ANSWER)
WITHDRAWN = "the customer deleted every post"


def resolve(case: Case, ask: Ask, *, resolution: Resolution, because: str = "") -> list[Event]:
    """Resolve the case.

    Raise Refused when another agent owns it, when it is called answered without an answer, and when a resolution
    without an answer has no explanation.
    """
    if case.status is Status.RESOLVED:
        return []
    refuse_other_owner(case, ask)
    if resolution is Resolution.ANSWERED and case.answered_at is None:
        raise Refused(
            "Nothing has been sent to the customer yet. Reply first, or choose another reason.",
            "not_answered",
        )
    words = ("" if is_blank(because) else because.strip()) or (WITHDRAWN if case.withdrawn else "")
    if resolution in TO_EXPLAIN and not words:
        raise Refused(
            f"Add a few words on why, as in `resolve {resolution}: they called and it is settled`.",
            "unexplained",
        )
    return [
        ask.event(
            "resolved",
            resolution=resolution.value,
            because=words[:LONGEST_REASON],
            **({} if case.owner else {"unowned": True}),
            **open_questions(case),
        )
    ]


def resolver(case: Case) -> str:
    """Return the Slack id of the person who resolved the case; empty where that is unknown."""
    return case.owner or case.resolved_by


def resolve_answered(case: Case, ask: Ask) -> list[Event]:
    """Resolve as answered a case whose customer has the latest reply and asked nothing since.

    Raise Refused with the code "unanswered" for any other case: a person has to choose the reason.
    """
    if case.status is Status.RESOLVED:
        return []
    refuse_other_owner(case, ask)
    has_reply = bool(case.replies) and case.replies[-1].state is Delivery.SENT
    if not has_reply or case.question or case.recalled or case.withdrawn:
        raise Refused(
            "The customer wrote again, or no reply was sent from here. Choose a reason.", "unanswered"
        )
    return resolve(case, ask, resolution=Resolution.ANSWERED)


def reopen(case: Case, ask: Ask, *, route: Route | None = None, because: str = "") -> list[Event]:
    """Return a resolved case to the queue, with the hours and targets of its `route` in the current rules."""
    if case.status is not Status.RESOLVED:
        return []
    renewed = {"route": route_to_json(route)} if route and route != case.route else {}
    return [ask.explained("reopened", because, why=f"<@{ask.by}> reopened it", **renewed)]
