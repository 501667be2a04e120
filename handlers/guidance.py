"""Ask another team or person for guidance without giving the case away; say that a question is answered."""

import re

from bot.case import Refused, ask_guidance, give_guidance
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

SOMEBODY = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")


async def ask_whom(door: Request) -> Answer:
    number, _ = await case_of(door)
    return await _window(door, number)


async def ask_by_words(door: Request) -> Answer:
    """`!ask billing is this refundable?`, `/baton ask 1042 @leon have you seen this before?`."""
    number, typed_words = await case_and_typed(door)
    if not typed_words and door.trigger:
        return await _window(door, number)
    whom, typed_question = first_word(typed_words)
    question = await readable_words(door, typed_question)
    person = await _person(door, whom)
    return await _ask(door, number, "" if person else whom, person, question)


async def ask_as_chosen(door: Request) -> Answer:
    number, _ = await case_of(door)
    team, person = typed(door, "team"), typed(door, "person")
    if bool(team) == bool(person):
        return FieldErrors({"person": "Choose a team or a person, one of both."})
    try:
        await _ask(door, number, team, person, typed(door, "question"))
    except Refused as refusal:
        return FieldErrors({"question": refusal.why})
    return None


async def say_answered(door: Request) -> Answer:
    number, _ = await case_of(door)
    done = await door.book.do(number, door.ask(), give_guidance, number=event_of(door))
    if done.changed:
        return None
    await door.book.settle(number, event_of(door), door.office.now())
    return Notice("That question is closed already.")


async def _ask(door: Request, number: int, team: str, person: str, question: str) -> Message:
    asked = None if person else _team(door, team)
    if person:
        await refuse_visitor(door, person)
    name, title = (asked.name, asked.title) if asked else ("", "")
    await door.book.do(
        number, door.ask(), ask_guidance, question=question, team=name, title=title, person=person
    )
    whom = title or f"<@{person}>"
    return Message(f"{whom} is asked about case #{number}. It stays yours; you are told of the answer.")


def _team(door: Request, name: str) -> Team:
    rules = door.office.rules()
    try:
        return rules.team(name)
    except UnknownTeam:
        teams = ", ".join(rules.teams)
        raise Refused(
            f"Whom? Say `ask <team> <question>` or `ask @person <question>`. Teams: {teams}.", "no_team"
        ) from None


async def _person(door: Request, whom: str) -> str:
    """The id of whoever is named: in a thread Slack writes the id itself, after a slash command only the name."""
    if found := SOMEBODY.fullmatch(whom):
        return found[1]
    known = await door.office.roster.people([whom]) if whom.startswith("@") else {}
    people = known.get(whom, ())
    return next(iter(people)) if len(people) == 1 else ""


async def _window(door: Request, number: int) -> Modal:
    case = await door.book.case(number)
    teams = [TeamChoice(team.name, team.title) for team in door.office.rules().teams.values()]
    return Modal(guidance_modal(case, teams))


DOORS = Routes(
    words={"ask": ask_by_words},
    buttons={"ask_guidance": ask_whom, "answered_question": say_answered},
    views={"guidance": ask_as_chosen},
)
