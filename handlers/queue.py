"""The queue of a person: /queue and the Home tab."""

from collections.abc import Awaitable, Sequence
from functools import partial

from bot.case import Refused, claim, wake
from bot.lag import lags
from bot.roles import Level
from bot.routing import Rules
from bot.services.escalated import escalated_by, passed_on
from bot.slack import Block, Message
from bot.slack.views.escalated import escalated_rows, marketing_rows
from bot.slack.views.home import draw_home, draw_queue
from bot.slack.views.modals import with_result
from bot.slack.views.people import privately
from handlers.request import Answer, Request, Routes, case_of, first_word, team_named

HOW = "Use `/queue` or `/queue <team>`."


async def show_queue(request: Request) -> Answer:
    """Show the queue of the named team, else of the channel's team, else of all teams of the person."""
    name, _ = first_word(request.text)
    return await _queue(request, team_named(request, name, HOW).name if name else "")


async def claim_listed(request: Request) -> Answer:
    """Claim a case in the list, and show the list again."""
    number, _ = await case_of(request)
    return await _then_queue(
        request, request.book.take(number, request.ask(), claim), f"Case #{number} is yours."
    )


async def wake_listed(request: Request) -> Answer:
    number, _ = await case_of(request)
    return await _then_queue(
        request, request.book.do(number, request.ask(), wake), f"Case #{number} is active again."
    )


async def show_home(request: Request) -> Answer:
    now = request.services.now()
    teams = await request.services.teams_of_person(request.user)
    queue = await request.book.queue(request.user, teams, now)
    edits = await _edits_rules(request)
    view = draw_home(
        request.user,
        mine=queue.mine,
        waiting=queue.waiting,
        late=queue.late,
        snoozed=queue.snoozed,
        present=await request.services.roster.present(teams, now),
        edits_rules=edits,
        escalated=await _escalated(request, teams),
        read=lags(request.services.sources(), await request.book.read_at(), now) if edits else (),
        now=now,
    )
    await request.services.client.views_publish(user_id=request.user, view=privately(view))
    return None


async def _then_queue(request: Request, doing: Awaitable[object], said: str) -> Message:
    try:
        await doing
    except Refused as refusal:
        said = refusal.why
    return with_result(said, await _queue(request, request.value.partition("/")[2]))


async def _queue(request: Request, name: str) -> Message:
    """Return the queue of that team, with the person's own cases."""
    now, team = request.services.now(), name or await request.services.team_of(request.channel)
    teams = (team,) if team else await request.services.teams_of_person(request.user)
    queue = await request.book.queue(request.user, teams, now)
    return draw_queue(
        request.user,
        mine=queue.mine,
        waiting=queue.waiting,
        late=queue.late,
        snoozed=queue.snoozed,
        team=name,
        now=now,
    )


async def _escalated(request: Request, teams: Sequence[str]) -> list[Block]:
    """Return the sections of escalated cases; of marketing's people also what their team passed on."""
    store, sight, rules = request.book.store, request.sight, request.services.rules()
    title_of = partial(_title, rules)
    mine = await escalated_by(store, sight, request.user)
    sections = escalated_rows(mine.open, mine.ended, title_of)
    if rules.marketing is None or rules.marketing not in teams:
        return sections
    passed = await passed_on(store, sight, rules.marketing, request.services.training.classifier)
    # A case is listed once: the requester's own are in the section above.
    others = [case for case in passed.away if case not in mine.open]
    return [*sections, *marketing_rows(others, passed.back, passed.praise, title_of)]


def _title(rules: Rules, name: str) -> str:
    return rules.teams[name].title if name in rules.teams else name


async def _edits_rules(request: Request) -> bool:
    """Return whether to show *Edit rules*. While Slack does not answer, the button is left out."""
    try:
        return await request.services.access.edits_rules(request.asker)
    except Refused:
        return False


ROUTES = Routes(words={"queue": show_queue}, events={"app_home_opened": show_home}, level=Level.LOOK)
# Reading the queue needs less than acting on its cases, so these buttons are routes of their own.
LISTED = Routes(buttons={"claim_listed": claim_listed, "wake_listed": wake_listed})
