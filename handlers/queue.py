"""The queue of a person: /queue and the Home tab."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.case import Refused, claim, wake
from bot.lag import lags
from bot.roles import Level
from bot.routing import Rules, Team
from bot.services.bulk import latest
from bot.services.escalated import escalated_by, passed_on
from bot.services.load import TeamLoad, held, team_loads
from bot.services.queue import Queue
from bot.services.rulebook.versions import history
from bot.slack import Block, Message
from bot.slack.views.blocks import SLACK
from bot.slack.views.escalated import escalated_rows, marketing_rows
from bot.slack.views.home import ROWS, Lists, draw_home, draw_queue
from bot.slack.views.home_filters import ALL, FILTERS, Choices, HomeSelection, state_from, state_in
from bot.slack.views.home_panels import AdminPanel, Agent, RulesInForce, Spent, TeamPanel
from bot.slack.views.modals import TeamChoice, with_result
from bot.slack.views.people import NAMELESS, privately
from handlers.request import Answer, Request, Routes, case_of, first_word, reader_of, team_named

HOW = "Use `/queue` or `/queue <team>`."
PAGE = "page/"


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


async def claim_next(request: Request) -> Answer:
    """Claim the most urgent case of those that the Home tab lists."""
    teams = await request.services.teams_of_person(request.user)
    state = state_of(request).valid(_choices(request, teams))
    done = await request.book.do_next(_asked(state, teams), request.ask(), claim, state.only)
    if done is None:
        return Message("Nothing is left to claim here. 🎉")
    thread = done.case.thread
    link = f" <{thread.url}|Open its thread>" if thread else ""
    return Message(f"Case #{done.case.number} is yours.{link}")


async def draw_again(request: Request) -> Answer:
    """Do nothing more: after any press on it, the Home tab is drawn as its filters and pages are then."""
    return None


async def show_home(request: Request) -> Answer:
    services, now = request.services, request.services.now()
    teams = await services.teams_of_person(request.user)
    choices = _choices(request, teams)
    state = state_of(request).valid(choices)
    limit = max((state.pages.get(name, 0) + 1) * rows + 1 for name, rows in ROWS.items())
    queue = await request.book.queue(
        request.user, _asked(state, teams), now, limit, state.only, counted=teams
    )
    lists = _lists(queue)
    view = draw_home(
        await reader_of(request, lists.people, _titles(request, _asked(state, teams))),
        lists,
        state=state,
        choices=choices,
        present=await services.roster.present(teams, now),
        led=await _led(request, teams),
        admin=await _admin(request),
        recent=await latest(request.book, request.user, now),
        escalated=await _escalated(request, teams),
    )
    await services.client.views_publish(user_id=request.user, view=privately(view))
    return None


def state_of(request: Request) -> HomeSelection:
    """Return what the Home tab shows: what its view carries, changed by the filter or page that was pressed."""
    view = request.view or request.message.get("view") or {}
    state = state_in(view)
    chosen = _chosen(request.view)
    if chosen != {name: getattr(state, name) for name in chosen}:
        return replace(state, pages={}, **chosen)
    if not request.view:
        return replace(state, pages={})
    return _turned(state, request.value)


def _turned(state: HomeSelection, value: str) -> HomeSelection:
    """Return the state with the page that a button names, as in `page/waiting/2`."""
    name, _, page = value.removeprefix(PAGE).partition("/")
    if not value.startswith(PAGE):
        return state
    pages = {**state.pages, name: int(page) if page.isdigit() else 0}
    return state_from(state.as_json() | {"pages": pages})


def _chosen(view: Mapping[str, Any]) -> dict[str, str]:
    """Return the chosen filters; "" for all."""
    entries = (view.get("state") or {}).get("values", {}).get(FILTERS, {})
    picked = {
        word.removeprefix("home_"): (entry.get("selected_option") or {}).get("value", ALL)
        for word, entry in entries.items()
        if word in ("home_team", "home_network", "home_priority")
    }
    return {name: "" if value == ALL else str(value) for name, value in picked.items()}


def _choices(request: Request, own: Sequence[str]) -> Choices:
    """Return what the filters offer: the person's teams first, then the others."""
    teams = sorted(request.services.rules().teams.values(), key=lambda team: team.name not in own)
    networks = [*request.services.reply_channels, SLACK]
    return Choices([TeamChoice(team.name, team.title) for team in teams], networks, bool(own))


def _asked(state: HomeSelection, teams: Sequence[str]) -> Sequence[str]:
    return (state.team,) if state.team else teams


def _titles(request: Request, asked: Sequence[str]) -> dict[str, str]:
    """Return the titles of all teams; none for a list of one team, where each row would repeat it."""
    teams = request.services.rules().teams.values()
    return {} if len(asked) == 1 else {team.name: team.title for team in teams}


def _lists(queue: Queue) -> Lists:
    return Lists(
        late=queue.late,
        mine=queue.mine,
        waiting=queue.waiting,
        pending=queue.pending,
        snoozed=queue.snoozed,
        counts=queue.counts,
    )


async def _led(request: Request, teams: Sequence[str]) -> list[TeamPanel]:
    """Return the teams that the person leads: what waits in them, and who is on shift with how many cases."""
    roster, now = request.services.roster, request.services.now()
    led = [name for name in teams if request.user in await roster.leads(name)]
    if not led:
        return []
    load, present = await team_loads(request.book, led, now), await roster.present(led, now)
    people = {shift.person for each in present for shift in each.shifts}
    counts, names = await held(request.book, people), await request.services.names(people)
    agents = {person: Agent(names.get(person, NAMELESS), counts.get(person, 0)) for person in people}
    return [
        _panel(each.team, load[each.team.name], [agents[shift.person] for shift in each.shifts])
        for each in present
    ]


def _panel(team: Team, load: TeamLoad, agents: Sequence[Agent]) -> TeamPanel:
    busiest_last = sorted(agents, key=lambda agent: (agent.held, agent.name))
    return TeamPanel(
        name=team.name,
        title=team.title,
        late=load.late,
        late_unassigned=load.late_unassigned,
        waiting=load.waiting,
        agents=busiest_last,
    )


async def _admin(request: Request) -> AdminPanel | None:
    """Return the state of Baton for editors of the rules; None for everybody else."""
    if not await _edits_rules(request):
        return None
    services, now = request.services, request.services.now()
    spent = [(name, await request.book.spent(name, now)) for name in services.reply_channels]
    budgets = services.budgets
    return AdminPanel(
        read=lags(services.sources(), await request.book.read_at(), now),
        spent=[
            Spent(name, cost.dollars, budgets.get(name, 0.0))
            for name, cost in spent
            if cost.micros or name in budgets
        ],
        rules=await _rules_in_force(request),
    )


async def _rules_in_force(request: Request) -> RulesInForce:
    """Return the version that this process uses, which may be older than the newest one for a moment."""
    rulebook = request.services.rulebook
    number = rulebook.place.number
    saved = [version for version in await history(rulebook, 2) if version.number == number]
    if number is None or not saved:
        return RulesInForce(number or 0)
    return RulesInForce(number, saved[0].author, saved[0].at, saved[0].note)


async def _then_queue(request: Request, doing: Awaitable[object], said: str) -> Message:
    try:
        await doing
    except Refused as refusal:
        said = refusal.why
    return with_result(said, await _queue(request, request.value.partition("/")[2]))


async def _queue(request: Request, name: str) -> Message:
    """Return the queue of that team, with the person's own cases."""
    now, team = request.services.now(), name or await request.services.team_of(request.channel)
    own = await request.services.teams_of_person(request.user)
    teams = (team,) if team else own
    queue = await request.book.queue(request.user, teams, now, counted=own)
    lists = _lists(queue)
    reader = await reader_of(request, lists.people, _titles(request, teams))
    return draw_queue(reader, lists, team=name)


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
    """Return whether to show what editors of the rules see. While Slack does not answer, it is left out."""
    try:
        return await request.services.access.edits_rules(request.asker)
    except Refused:
        return False


ROUTES = Routes(
    words={"queue": show_queue},
    buttons=dict.fromkeys(
        ("home_team", "home_network", "home_priority", "home_more", "home_back"), draw_again
    ),
    events={"app_home_opened": show_home},
    level=Level.LOOK,
)
# Reading the queue needs less than acting on its cases, so these buttons are routes of their own.
LISTED = Routes(buttons={"claim_listed": claim_listed, "wake_listed": wake_listed, "claim_next": claim_next})
