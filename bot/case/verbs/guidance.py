"""Guidance: the owner asks another team or person and keeps the case."""

from collections.abc import Collection

from bot.case.blank import is_blank
from bot.case.model import Ask, Case, Event, Refused
from bot.case.verbs.claim import refuse_non_owner, refuse_resolved

QUESTIONS = 5


def ask_guidance(
    case: Case, ask: Ask, *, question: str, team: str = "", title: str = "", person: str = ""
) -> list[Event]:
    """Ask a team (`title` is its display name) or a person (a Slack id) about the case.

    Raise Refused without a question, when asking oneself, with QUESTIONS open already, or unless the asker owns the
    case.
    """
    refuse_question(case, ask)
    if is_blank(question):
        raise Refused("Write your question first.", "no_question")
    if person == ask.by:
        raise Refused("You can't ask yourself. Choose a team or another person.", "oneself")
    return [ask.event("guidance_asked", question=question.strip(), team=team, title=title, person=person)]


def refuse_question(case: Case, ask: Ask) -> None:
    """Raise Refused when the case is resolved, unless the asker owns it, and with QUESTIONS open already."""
    refuse_resolved(case)
    refuse_non_owner(case, ask)
    if len(case.guidance) >= QUESTIONS:
        raise Refused(
            f"{QUESTIONS} questions are already open. Press *Answered* under one that is settled first.",
            "too_many",
        )


def open_questions(case: Case) -> dict[str, list[int]]:
    """Return the numbers of the open questions, for an event that ends them all; empty when there are none."""
    return {"questions": [asked.number for asked in case.guidance]} if case.guidance else {}


def give_guidance(case: Case, ask: Ask, *, number: int, more: Collection[int] = ()) -> list[Event]:
    """Mark question `number` as answered, and `more` questions that the same words answer.

    They are one event, so that those who asked are notified once.
    """
    given = [asked for asked in case.guidance if asked.number in (number, *more)]
    if not given:
        return []
    first, *others = given
    also = {"more": [[asked.number, asked.by] for asked in others]} if others else {}
    return [ask.event("guidance_given", guidance=first.number, asked_by=first.by, **also)]


def answered_by(event: Event) -> dict[int, str]:
    """Return the questions that a `guidance_given` event answers, each with the person who asked it."""
    first = {event.data["guidance"]: event.data["asked_by"]}
    return first | dict(event.data.get("more", ()))
