"""Guidance: the owner asks somebody else, and keeps the case."""

from bot.case.model import Ask, Case, Event, Refused
from bot.case.verbs.claim import refuse_others, refuse_resolved

QUESTIONS = 5


def ask_guidance(
    case: Case, ask: Ask, *, question: str, team: str = "", title: str = "", person: str = ""
) -> list[Event]:
    """Ask a team (`title` is what people call it) or a person (a Slack id) something about the case.

    Raises Refused without a question, for oneself, with QUESTIONS open already, and unless the asker owns the case.
    """
    refuse_resolved(case)
    refuse_others(case, ask)
    if not question.strip():
        raise Refused("Say what you would like to know.", "no_question")
    if person == ask.by:
        raise Refused("That is you. Ask a team, or somebody else.", "oneself")
    if len(case.guidance) >= QUESTIONS:
        raise Refused(
            f"{QUESTIONS} questions are open already. Press *Answered* under one that is settled.", "too_many"
        )
    return [ask.event("guidance_asked", question=question.strip(), team=team, title=title, person=person)]


def open_questions(case: Case) -> dict[str, list[int]]:
    """What an event that ends all open questions says of them: their numbers, nothing when there is none."""
    return {"questions": [asked.number for asked in case.guidance]} if case.guidance else {}


def give_guidance(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """The question `number` is answered."""
    asked = next((each for each in case.guidance if each.number == number), None)
    return [ask.event("guidance_given", guidance=number, asked_by=asked.by)] if asked else []
