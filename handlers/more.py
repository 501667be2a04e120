"""Everything about a case that its card leaves out: priority, tags, sentiment, timers, other cases, rarer actions."""

from msgspec.structs import replace

from bot.case import Ask, Case, Known, Refused, change_tags, set_priority
from bot.case.verbs.tags import tags_in
from bot.roles import Level
from bot.routing import Priority
from bot.slack import Message
from bot.slack.views.modals import Invitation
from bot.slack.views.more import MoreFacts, more_modal
from handlers.request import NUMBER, Answer, FieldErrors, Modal, Request, Routes, carried, case_of, typed

NO_CASE = "Give the number of another case, such as 1023."


async def show_more(request: Request) -> Answer:
    """Open the window."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    return Modal(more_modal(case, await _facts(request, case)))


async def save(request: Request) -> Answer:
    """Store the fields that changed. An error keeps the window open; what was stored before it stays."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    for block, store in (("same", _propose_same), ("because", _prioritize), ("tags", _tag)):
        try:
            await store(request, case)
        except Refused as refusal:
            return FieldErrors({block: refusal.why})
    await _correct_sentiment(request, case)
    return Message(_asked(number)) if typed(request, "same") else None


async def _facts(request: Request, case: Case) -> MoreFacts:
    services, rules = request.services, request.services.rules()
    team = rules.teams.get(case.route.team)
    return MoreFacts(
        now=services.now(),
        user=request.user,
        team=team.title if team else "",
        known=await _seen(request, await services.people.known(case)),
        detected="" if case.first.gone else services.training.classifier.classify(case.first.words),
        marketing=case.route.team == rules.marketing,
        private=services.invitation(case.number) != Invitation("", ""),
    )


async def _seen(request: Request, known: Known) -> Known:
    """Leave out the customer's cases that this person may not see."""
    shown = [other for other in known.others if await request.sight.shows(other)]
    return replace(known, others=tuple(shown))


async def _prioritize(request: Request, case: Case) -> None:
    chosen = typed(request, "priority")
    if chosen and chosen != carried(request, "priority"):
        priority, because = Priority[chosen.upper()], typed(request, "because")
        await request.book.do(
            case.number, _ask(request, "priority"), set_priority, priority=priority, because=because
        )


async def _tag(request: Request, case: Case) -> None:
    """Add and remove what the person changed; a tag that another person added meanwhile stays."""
    given, shown = tags_in(typed(request, "tags")), tags_in(carried(request, "tags"))
    add = [tag for name, tag in given.items() if name not in shown]
    remove = [tag for name, tag in shown.items() if name not in given]
    if add or remove:
        await request.book.do(case.number, _ask(request, "tags"), change_tags, add=add, remove=remove)


async def _propose_same(request: Request, case: Case) -> None:
    """Ask in the thread if the named case has the same customer. Raise Refused for one this person does not see."""
    if not (words := typed(request, "same").strip()):
        return
    found = NUMBER.fullmatch(words)
    if found is None or int(found[1]) == case.number:
        raise Refused(NO_CASE, "no_case")
    await request.book.case(int(found[1]))
    await request.services.people.propose(case.number, int(found[1]), _ask(request, "same"))


async def _correct_sentiment(request: Request, case: Case) -> None:
    chosen = typed(request, "sentiment")
    if chosen and chosen != case.sentiment:
        await request.services.training.correct(case.number, chosen, _ask(request, "sentiment"))


def _ask(request: Request, what: str) -> Ask:
    """Return the request of one field: each field is stored once, however often Slack sends the window."""
    ask = request.ask()
    return replace(ask, request=f"{ask.request}/{what}")


def _asked(number: int) -> str:
    return f"Baton asks in the thread of case #{number}. Press *Yes, same customer* there."


ROUTES = Routes(buttons={"more": show_more}, level=Level.LOOK)
SAVED = Routes(views={"more": save})
