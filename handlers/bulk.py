"""Work on many cases at once: select, preview, one press, undo."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from msgspec import ValidationError, convert

from bot.case import Case, Refused, Resolution
from bot.case.bulk import ACTIONS, ASSIGN, HAND_OVER, MOST, RESOLVE, TAG, Bulk, Plan, Powers
from bot.case.verbs.resolve import TO_EXPLAIN
from bot.case.verbs.tags import LONGEST_TAG, tags_in
from bot.services import bulk as work
from bot.services.bulk import powers_of
from bot.services.load import held, open_cases
from bot.slack.views.bulk import (
    Offer,
    Row,
    bulk_window,
    confirm_window,
    fits,
    note_of,
    result_window,
)
from bot.slack.views.home_filters import HomeSelection, state_in
from bot.slack.views.modals import TeamChoice
from bot.slack.views.people import NAMELESS
from handlers.request import Answer, FieldErrors, Modal, Request, Routes, typed

OUTDATED = "This window is outdated. Open it again."
NOT_SHOWN = "Fill in the fields below. If there are none, choose the action again."
TOO_MANY = "These cases and this note do not fit into one window. Select fewer cases."


async def open_selection(request: Request) -> Answer:
    """Open the selection with the cases that the Home tab lists, or with all of the person's queue."""
    state = state_in(request.view)
    return Modal(await _window(request, state, lead="", action=""))


async def open_reassign(request: Request) -> Answer:
    """Open the selection with all open cases of a team, to assign them to people. Raise Refused to all but leads."""
    powers = await _powers(request)
    if request.value not in powers.crews:
        raise Refused(f"Only a lead of {request.value} can reassign its cases.", "no_lead")
    return Modal(await _window(request, HomeSelection(), lead=request.value, action=ASSIGN))


async def choose_action(request: Request) -> Answer:
    """Show the fields of the chosen action."""
    carried = _carried(request.view)
    action = typed(request, "bulk_action")
    view = await _window(request, state_in(request.view), lead=str(carried.get("lead", "")), action=action)
    return Modal(view, change=True)


async def show_preview(request: Request) -> Answer:
    """Show what would become of each case, or errors under the fields."""
    plan, numbers = _plan(request), await _numbers(request)
    if errors := _errors(plan, numbers):
        return FieldErrors(errors)
    powers = await _powers(request)
    outlooks = await work.preview(request.book, numbers, plan, request.ask(), powers)
    rows = [Row(each.case, each.why) for each in outlooks]
    return Modal(confirm_window(plan, rows, powers.rules))


async def carry_out(request: Request) -> Answer:
    """Do what the preview said. A large selection is finished by a worker, with its progress in this window."""
    plan, numbers = _confirmed(request)
    # The person, the plan and the cases count too: a key alone is made of what was typed in the window, here nothing.
    asked = f"{request.user}/{request.key}/{plan}/{numbers}"
    name = sha256(asked.encode()).hexdigest()[:24]
    now = request.services.now()
    return await _go_on(request, await work.begin(request.book, Bulk(name, request.user, now, plan, numbers)))


async def undo_bulk(request: Request) -> Answer:
    """Take the person's own work back, case by case, where nothing happened since."""
    bulk = await work.begin_undo(request.book, request.value, request.user, request.services.now())
    return await _go_on(request, bulk, change=request.view.get("type") == "modal")


async def _go_on(request: Request, bulk: Bulk, *, change: bool = True) -> Modal:
    powers, now = await _powers(request), request.services.now()
    if not work.is_large(bulk.left):
        bulk = await work.go_on(request.book, bulk, powers, now)
    return Modal(result_window(bulk, powers.rules), change=change)


async def _window(request: Request, state: HomeSelection, *, lead: str, action: str) -> dict[str, Any]:
    services, powers = request.services, await _powers(request)
    teams = [TeamChoice(team.name, team.title) for team in services.rules().teams.values()]
    offer = Offer(await _cases(request, state, lead), teams, await _people(request, powers, lead))
    return bulk_window(offer, action, state.as_json() | ({"lead": lead} if lead else {}))


async def _cases(request: Request, state: HomeSelection, lead: str) -> list[Case]:
    """Return the cases to select from, each once: of a team its lead has, or those of the person's queue."""
    if lead:
        return await open_cases(request.book, lead, MOST)
    own = await request.services.teams_of_person(request.user)
    teams = (state.team,) if state.team in request.services.rules().teams else own
    queue = await request.book.queue(request.user, teams, request.services.now(), MOST, state.only)
    return [*queue.late, *queue.mine, *queue.waiting, *queue.pending, *queue.snoozed][:MOST]


async def _people(request: Request, powers: Powers, lead: str) -> dict[str, str]:
    """Return the people a lead may assign cases to, those on shift first, each with their open cases."""
    crews = {lead: powers.crews.get(lead, frozenset())} if lead else powers.crews
    if not crews:
        return {}
    services, people = request.services, frozenset().union(*crews.values())
    present = await services.roster.present(crews, services.now())
    on_shift = {shift.person for each in present for shift in each.shifts}
    counts, names = await held(request.book, people), await services.names(people)
    rank = {each: (each not in on_shift, counts.get(each, 0), names.get(each, each)) for each in people}
    return {
        each: f"{names.get(each, NAMELESS)[:40]} · {counts.get(each, 0)} open"
        + ("" if each in on_shift else " · off shift")
        for each in sorted(people, key=rank.__getitem__)
    }


async def _powers(request: Request) -> Powers:
    services = request.services
    return await powers_of(request.user, services.roster, services.rules(), services.now())


async def _numbers(request: Request) -> tuple[int, ...]:
    """Return the numbers of the selected cases: the chosen ones, or the whole list."""
    if _selected(request, "all"):
        lead = str(_carried(request.view).get("lead", ""))
        lead = lead if lead in (await _powers(request)).crews else ""
        return tuple(case.number for case in await _cases(request, state_in(request.view), lead))
    return _as_numbers(_selected(request, "cases"))


def _selected(request: Request, block: str) -> list[str]:
    entry: dict[str, Any] = next(iter(request.view["state"]["values"].get(block, {}).values()), {})
    return [str(each.get("value")) for each in entry.get("selected_options") or ()]


def _as_numbers(values: list[Any]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(each) for each in map(str, values) if each.isdecimal()))[:MOST]


def _plan(request: Request) -> Plan:
    return Plan(
        action=typed(request, "bulk_action"),
        team=typed(request, "team"),
        to=typed(request, "to"),
        resolution=typed(request, "resolution"),
        note=note_of(typed(request, "note")),
        tags=tuple(tags_in(typed(request, "tags")).values()),
    )


def _errors(plan: Plan, numbers: tuple[int, ...]) -> dict[str, str]:
    """Return what is missing, by the field it is missing in."""
    errors = {} if numbers else {"cases": "Select at least one case, or tick “All cases in this list”."}
    if not fits(plan, numbers):
        errors["cases"] = TOO_MANY
    if plan.action not in ACTIONS:
        return errors | {"bulk_action": "Choose an action."}
    # Slack sends a window as it was, so a quick press may come before the fields of the chosen action.
    needed = {HAND_OVER: plan.team, RESOLVE: plan.resolution, ASSIGN: plan.to}
    if not needed.get(plan.action, plan.action):
        return errors | {"bulk_action": NOT_SHOWN}
    if plan.action == HAND_OVER and not plan.note:
        errors["note"] = "Add a short handover note so the next team has context."
    if plan.action == RESOLVE and plan.resolution in TO_EXPLAIN and not plan.note:
        errors["note"] = "Add a few words on why."
    if plan.action == TAG and (wrong := _wrong_tags(plan)):
        errors["tags"] = wrong
    return errors


def _wrong_tags(plan: Plan) -> str:
    """Return what is wrong with the tags to add; "" if nothing."""
    if not plan.tags:
        return "Write at least one tag."
    long = any(len(tag) > LONGEST_TAG for tag in plan.tags)
    return f"A tag has at most {LONGEST_TAG} characters." if long else ""


def _confirmed(request: Request) -> tuple[Plan, tuple[int, ...]]:
    """Return the plan and the cases of a preview. Raise Refused for anything that no window of ours carries."""
    carried = _carried(request.view)
    numbers = carried.get("cases")
    try:
        plan = convert(carried.get("plan"), Plan)
        Resolution(plan.resolution if plan.action == RESOLVE else Resolution.SPAM)
    except (ValidationError, ValueError):
        raise Refused(OUTDATED, "no_plan") from None
    if plan.action not in ACTIONS:
        raise Refused(OUTDATED, "no_plan")
    return plan, _as_numbers(numbers if isinstance(numbers, list) else [])


def _carried(view: Mapping[str, Any]) -> dict[str, Any]:
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}


ROUTES = Routes(
    buttons={
        "bulk": open_selection,
        "reassign": open_reassign,
        "bulk_action": choose_action,
        "bulk_undo": undo_bulk,
    },
    views={"bulk": show_preview, "bulk_confirm": carry_out},
    shortcuts={"bulk": open_selection},
)
