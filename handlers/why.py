"""The reason a case is in its channel: the rule and its version, near misses on demand, a test of another text."""

import asyncio

from msgspec.structs import replace

from bot.case import Case
from bot.mention import Mention
from bot.roles import Level
from bot.routing import Explanation, explain
from bot.services.rulebook.replay_facts import PastFacts
from bot.slack.views.why import InForce, draw_why, why_modal
from handlers.request import Answer, FieldErrors, Modal, Request, Routes, carried, case_of, typed


async def show_why(request: Request) -> Answer:
    number, _ = await case_of(request)
    case = await request.book.case(number)
    return Modal(why_modal(case, await _explained(request, case), _in_force(request)))


async def say_why(request: Request) -> Answer:
    number, _ = await case_of(request)
    case = await request.book.case(number)
    return draw_why(case, await _explained(request, case), _in_force(request))


async def show_misses(request: Request) -> Answer:
    """Show the rules that came near and did not match, in place of what was shown."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    now, rules = await _explained(request, case), _in_force(request)
    if request.view:
        return Modal(why_modal(case, now, rules, misses=True), change=True)
    return draw_why(case, now, rules, misses=True)


async def try_text(request: Request) -> Answer:
    """Show in the window which rule would match another text by the same author on the same network."""
    number, _ = await case_of(request)
    case, words = await request.book.case(number), typed(request, "tested").strip()
    if not words:
        return FieldErrors({"tested": "Write a text to test."})
    post = replace(case.first, text=words, title="", quoted=None, media=(), alts=(), gone=False, hidden=None)
    view = why_modal(
        case,
        await _explained(request, case),
        _in_force(request),
        misses=carried(request, "misses") == "True",
        tested=await _explain(request, case, post),
    )
    return Modal(view, change=True)


async def _explained(request: Request, case: Case) -> Explanation | None:
    return None if case.first.gone else await _explain(request, case, case.first)


async def _explain(request: Request, case: Case, post: Mention) -> Explanation:
    rules = request.services.rules()
    facts = PastFacts(case.opened_at, rules.languages, request.services.training.classifier)
    # In a thread: with ten thousand rules the comparison would block the event loop.
    return await asyncio.to_thread(explain, rules, post, facts)


def _in_force(request: Request) -> InForce:
    return InForce(request.services.rules().version, request.services.rulebook.place.name)


ROUTES = Routes(
    words={"why": say_why},
    buttons={"why": show_why, "why_misses": show_misses},
    views={"why": try_text},
    level=Level.LOOK,
)
