"""The checks that each step of editing the rules makes again: who asks, and whether the rules can be used."""

from collections.abc import Awaitable
from typing import TypeVar

from bot.case import Refused
from bot.delivery import Declined, NotSent
from bot.routing import RulesError, people_named
from bot.slack.views.candidates import unknown_person
from bot.slack.views.text import escape
from handlers.request import Request

T = TypeVar("T")


async def allow(request: Request) -> None:
    """Raise Refused unless this person may edit the rules."""
    if not request.services.rulebook.editors:
        raise Refused(
            "Rule editing in Slack is off. Ask your Baton admin to set RULES_EDITORS.",
            "no_editors",
        )
    if not await request.services.access.edits_rules(request.asker):
        raise Refused(f"Only {request.services.rulebook.editors} may edit the rules. Ask them.", "no_editor")


async def refuse_unknown(request: Request, named: frozenset[str], text: str) -> None:
    """Raise RulesError for new people and groups that Slack does not have, with similar names.

    Names that the active rules use already block no other change. While Slack does not answer, nothing is refused.
    """
    new = sorted(named - people_named(request.services.rules()).keys())
    try:
        unknown = await request.services.look_alikes(new)
    except (Declined, NotSent):
        return
    if unknown:
        raise RulesError("routing rules", [unknown_person(text, *each) for each in unknown.items()])


async def valid(doing: Awaitable[T]) -> T:
    """Return the result of work on saved rules. Raise Refused when those rules are no longer valid."""
    try:
        return await doing
    except RulesError as error:
        raise Refused(broken(error), "broken_rules") from None


def broken(error: RulesError) -> str:
    """Return that saved rules are no longer valid, with the first error."""
    first = error.faults[0]
    # What is wrong with the file as a whole, which may be gone, is at its first character.
    place = f"Line {first.line}: " if (first.line, first.column) > (1, 1) else ""
    return f"These rules cannot be used. {place}{escape(first.said)}"
