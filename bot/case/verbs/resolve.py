"""Resolve with a reason, and reopen."""

from bot.case.model import LONGEST_REASON, Ask, Case, Event, Refused, Resolution, Status
from bot.case.serialization import route_to_json
from bot.case.verbs.claim import refuse_somebody_elses
from bot.case.verbs.guidance import open_questions
from bot.routing import Route

# These close a case without an answer from here: a few words must say why.
TO_EXPLAIN = (Resolution.ELSEWHERE, Resolution.NO_ANSWER)
WITHDRAWN = "the customer took every post away"


def resolve(case: Case, ask: Ask, *, resolution: Resolution, because: str = "") -> list[Event]:
    """The matter is settled. Raises Refused when it is somebody else's, when it is called answered though nobody
    answered, and when no words say why it needs no answer from here."""
    if case.status is Status.RESOLVED:
        return []
    refuse_somebody_elses(case, ask)
    if resolution is Resolution.ANSWERED and case.answered_at is None:
        raise Refused(
            "Nothing was sent to the customer yet. Reply first, or choose another reason.", "not_answered"
        )
    words = because.strip() or (WITHDRAWN if case.withdrawn else "")
    if resolution in TO_EXPLAIN and not words:
        raise Refused(
            f"Say why in a few words, as in `resolve {resolution}: they called and it is settled`.",
            "unexplained",
        )
    return [
        ask.event(
            "resolved",
            resolution=resolution.value,
            because=words[:LONGEST_REASON],
            **open_questions(case),
        )
    ]


def reopen(case: Case, ask: Ask, *, route: Route | None = None, because: str = "") -> list[Event]:
    """The case waits again, with the hours and targets of `route`, which is its own as the rules have it now."""
    if case.status is not Status.RESOLVED:
        return []
    renewed = {"route": route_to_json(route)} if route and route != case.route else {}
    return [ask.explained("reopened", because, why=f"<@{ask.by}> reopened it", **renewed)]
