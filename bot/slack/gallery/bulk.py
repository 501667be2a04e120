"""The windows of work on many cases at once: selection, preview, progress and result."""

from collections.abc import Iterator
from dataclasses import replace as with_fields

from msgspec.structs import replace

from bot.case import Resolution
from bot.case.bulk import ACTIONS, ASSIGN, CLAIM, HAND_OVER, MOST, RESOLVE, Bulk, Plan, Result
from bot.routing import read_rules
from bot.slack.gallery.cases import NOW, OTHER, OWNER, cases, team
from bot.slack.views.bulk import Offer, Row, bulk_window, confirm_window, note_of, result_window
from bot.slack.views.inputs import View
from bot.slack.views.modals import TeamChoice

Named = Iterator[tuple[str, View]]
RULES = read_rules("teams: {service: {channel: '#service'}}\ndefault: {team: service}\n")
# As long as a case's number may become.
FIRST = 10**11


def bulk_windows(words: str) -> Named:
    """Yield the selection for every action, the preview of every plan, and each state of the result."""
    yield from _selections(words)
    rules = with_fields(RULES, teams={"service": team(words)})
    waiting = cases(words)["unassigned"]
    able = [Row(replace(waiting, number=FIRST + number)) for number in range(MOST)]
    unable = [Row(each.case, words or "-") for each in able]
    for plan in _plans(words):
        yield f"{plan.action} many cases: preview", confirm_window(plan, [*able, *unable], rules)
        yield f"{plan.action} one case: preview", confirm_window(plan, able[:1], rules)
        yield f"{plan.action} none of the cases: preview", confirm_window(plan, unable, rules)
        for state, bulk in _states(plan, words):
            yield f"{plan.action} many cases: {state}", result_window(bulk, rules)
    gone = Plan(HAND_OVER, team=words[:150])
    yield "hand over to a team that is gone: preview", confirm_window(gone, able, rules)


def _selections(words: str) -> Named:
    every = [*cases(words).values()] * 8
    listed = [replace(each, number=FIRST + place) for place, each in enumerate(every)]
    teams = [TeamChoice(f"team{number}", words) for number in range(150)]
    full = Offer(listed, teams, {f"U{number}": words or "-" for number in range(150)})
    one = Offer(listed[:1], teams[:1], {OTHER: words})
    yield "select cases, none", bulk_window(Offer([], teams, {}), "", {})
    for action in ("", *ACTIONS):
        yield f"select many cases, {action or 'no action'}", bulk_window(full, action, {"only": words[:500]})
        yield f"select one case, {action or 'no action'}", bulk_window(one, action, {})
    # Their rights may end while the window is open.
    yield "select cases to assign, no lead", bulk_window(with_fields(one, people={}), ASSIGN, {})


def _plans(words: str) -> Iterator[Plan]:
    note = note_of(words)
    yield Plan(CLAIM)
    yield Plan(HAND_OVER, team="service", note=note)
    yield Plan(RESOLVE, resolution=Resolution.NO_ANSWER.value, note=note)
    yield Plan(ASSIGN, to=OTHER)


def _states(plan: Plan, words: str) -> Iterator[tuple[str, Bulk]]:
    numbers = tuple(range(FIRST, FIRST + MOST))
    changed = tuple(Result(number, changed=True) for number in numbers)
    refused = tuple(Result(number, why=words or "-") for number in numbers)
    some = (*changed[: MOST // 2], *refused[MOST // 2 :])
    begun = Bulk("b" * 24, OWNER, NOW, plan, numbers)
    yield "begun", begun
    yield "half done", replace(begun, results=some[:30])
    done = replace(begun, results=some)
    yield "done", done
    yield "nothing done", replace(begun, results=refused)
    yield "being undone", replace(done, undo_at=NOW)
    yield "undone", replace(done, undo_at=NOW, undone=refused[: MOST // 2])
