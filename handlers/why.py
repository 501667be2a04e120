"""The reason a case is in its channel: the rule, its version, and how near the other rules came."""

import asyncio

from bot.roles import Level
from bot.routing import explain
from bot.services.rulebook.replay_facts import PastFacts
from bot.slack import Message
from bot.slack.views.modals import notice_modal
from bot.slack.views.why import InForce, draw_why
from handlers.request import Answer, Modal, Request, Routes, case_of


async def show_why(request: Request) -> Answer:
    return Modal(notice_modal(await _why(request)))


async def say_why(request: Request) -> Answer:
    return await _why(request)


async def _why(request: Request) -> Message:
    number, _ = await case_of(request)
    case = await request.book.case(number)
    rules, place = request.services.rules(), request.services.rulebook.place
    facts = PastFacts(case.opened_at, rules.languages, request.services.training.classifier)
    # In a thread: with ten thousand rules the comparison would block the event loop.
    now = None if case.first.gone else await asyncio.to_thread(explain, rules, case.first, facts)
    return draw_why(case, now, InForce(rules.version, place.name))


ROUTES = Routes(words={"why": say_why}, buttons={"why": show_why}, level=Level.LOOK)
