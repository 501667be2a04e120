"""Priority set by a person, with the reason."""

from bot.case.blank import is_blank
from bot.case.model import LONGEST_REASON, Ask, Case, Event, Refused
from bot.case.verbs.claim import refuse_resolved
from bot.routing import Priority


def set_priority(case: Case, ask: Ask, *, priority: Priority, because: str) -> list[Event]:
    """Set the priority, which orders queues; SLA targets stay as the rules gave them.

    Raise Refused without a reason, and when the case is resolved.
    """
    before = case.route.priority
    if priority == before:
        return []
    refuse_resolved(case)
    words = because.strip()[:LONGEST_REASON]
    if is_blank(words):
        raise Refused("Add a few words on why the priority changes.", "unexplained")
    names = {"from": before.name.lower(), "to": priority.name.lower()}
    return [ask.event("prioritized", because=words, **names)]
