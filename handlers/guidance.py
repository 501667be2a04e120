"""Ask another team or person for guidance and keep the case; mark a question as answered."""

import re

from bot.case import Refused, ask_guidance, give_guidance
from bot.case.verbs.guidance import refuse_question
from bot.routing import Team, UnknownTeam
from bot.slack import Message
from bot.slack.views.modals import TeamChoice
from bot.slack.views.snooze_and_ask import guidance_modal
from handlers.request import (
    Answer,
    FieldErrors,
    Modal,
    Notice,
    Request,
    Routes,
    case_and_typed,
    case_of,
    event_of,
    first_word,
    readable_words,
    refuse_visitor,
    typed,
)

MENTIONED = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")


async def open_window(request: Request) -> Answer:
    number, _ = await case_of(request)
    return await _window(request, number)


async def ask_by_words(request: Request) -> Answer:
    """Ask by `!ask billing is this refundable?` or `/baton ask 1042 @leon have you seen this before?`."""
    number, typed_words = await case_and_typed(request)
    if not typed_words and request.trigger:
        return await _window(request, number)
    whom, typed_question = first_word(typed_words)
    question = await readable_words(request, typed_question)
    person = await _person(request, whom)
    return await _ask(request, number, "" if person else whom, person, question)


async def ask_as_chosen(request: Request) -> Answer:
    number, _ = await case_of(request)
    team, person = typed(request, "team"), typed(request, "person")
    if bool(team) == bool(person):
        return FieldErrors({"person": "Choose either a team or a person."})
    try:
        await _ask(request, number, team, person, typed(request, "question"))
    except Refused as refusal:
        return FieldErrors({"question": refusal.why})
    return None


async def mark_answered_question(request: Request) -> Answer:
    number, _ = await case_of(request)
    done = await request.book.do(number, request.ask(), give_guidance, number=event_of(request))
    if done.changed:
        return None
    await request.book.settle(number, event_of(request), request.services.now())
    return Notice("That question is already closed.")


async def _ask(request: Request, number: int, team: str, person: str, question: str) -> Message:
    asked = None if person else _team(request, team)
    if person:
        await refuse_visitor(request, person)
    name, title = (asked.name, asked.title) if asked else ("", "")
    await request.book.do(
        number, request.ask(), ask_guidance, question=question, team=name, title=title, person=person
    )
    whom = title or f"<@{person}>"
    return Message(
        f"{whom} was asked about case #{number}. You keep the case. The answer appears in its thread."
    )


def _team(request: Request, name: str) -> Team:
    """Return the team of that name. Raise Refused when there is none."""
    rules = request.services.rules()
    try:
        return rules.team(name)
    except UnknownTeam:
        teams = ", ".join(rules.teams)
        raise Refused(
            f"Who should answer? Use `ask <team> <question>` or `ask @person <question>`. Teams: {teams}.",
            "no_team",
        ) from None


async def _person(request: Request, whom: str) -> str:
    """Return the id of the person named, else "".

    In a thread Slack writes the id; in a slash command only the name.
    """
    if found := MENTIONED.fullmatch(whom):
        return found[1]
    known = await request.services.roster.people([whom]) if whom.startswith("@") else {}
    people = known.get(whom, ())
    return next(iter(people)) if len(people) == 1 else ""


async def _window(request: Request, number: int) -> Modal:
    case = await request.book.case(number)
    refuse_question(case, request.ask())
    teams = [TeamChoice(team.name, team.title) for team in request.services.rules().teams.values()]
    return Modal(guidance_modal(case, teams))


ROUTES = Routes(
    words={"ask": ask_by_words},
    buttons={"ask_guidance": open_window, "answered_question": mark_answered_question},
    views={"guidance": ask_as_chosen},
)
