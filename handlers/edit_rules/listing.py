"""List the rules in order; move, pause and duplicate them; preview these changes together."""

import json
from collections.abc import Mapping, Sequence

from bot.case import Refused
from bot.routing import RulesError
from bot.routing.editing import Rule
from bot.routing.editing.steps import is_paused, key_of
from bot.routing.in_words import conditions_in_words, effects_in_words, is_true
from bot.routing.replay import RuleMatches
from bot.services.rulebook.drafting import Editing, editing, recent_matches
from bot.services.rulebook.versions import PREVIEW_DAYS
from bot.slack.views.blocks import title_of
from bot.slack.views.rule_editor import edit_message
from bot.slack.views.rule_list import PAGE, RuleLine, RuleList, list_window
from handlers.edit_rules.allowed import allow, broken
from handlers.edit_rules.publishing import preview
from handlers.request import Answer, Handler, Modal, Request

# The steps that a window can carry beside all else, in 3,000 characters.
MOST_STEPS = 100
NONE = f"no posts in {PREVIEW_DAYS} days"
FULL = "You have 100 changes that are not published. Preview and publish them first."


async def open_list(request: Request) -> Answer:
    """Open the list of rules; where no window can be opened, offer a button that does."""
    await allow(request)
    if not request.trigger:
        return edit_message()
    edited = await editable(request, [])
    return Modal(await _drawn(request, edited, page=0))


def step(kind: str) -> Handler:
    """Return the handler that adds a step of this kind to the changes of a list."""

    async def add_step(request: Request) -> Answer:
        await allow(request)
        steps = [*steps_of(request), f"{kind} {request.value}"]
        if len(steps) > MOST_STEPS:
            raise Refused(FULL, "too_many_steps")
        return await _redrawn(request, steps, page_of(request))

    return add_step


async def show_page(request: Request) -> Answer:
    """Redraw the list at another page."""
    await allow(request)
    page = int(request.value) if request.value.isdecimal() else 0
    return await _redrawn(request, steps_of(request), page)


async def preview_list(request: Request) -> Answer:
    """Preview the changes made in the list."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    if edited.text == edited.base.text:
        return await _redrawn(request, [], page_of(request))
    return await preview(request, edited.base, edited.text, note_of(edited))


async def editable(request: Request, steps: Sequence[str]) -> Editing:
    """Return the newest rules after these steps. Raise Refused when they are invalid: only YAML can fix them."""
    try:
        return await editing(request.services.rulebook, steps)
    except RulesError as error:
        raise Refused(f"{broken(error)} Fix them with `/baton rules yaml`.", "broken_rules") from None


def state_of(request: Request) -> Mapping[str, object]:
    """Return what the pressed or submitted window carries; nothing for a message."""
    found = json.loads(request.view.get("private_metadata") or "{}")
    return found if isinstance(found, dict) else {}


def steps_of(request: Request) -> list[str]:
    """Return the unpublished steps that the window carries."""
    steps = state_of(request).get("steps")
    return [each for each in steps if isinstance(each, str)] if isinstance(steps, list) else []


def page_of(request: Request) -> int:
    page = state_of(request).get("page")
    return page if isinstance(page, int) else 0


def carried_by(edited: Editing) -> dict[str, object]:
    """Return what a window carries of the text it shows."""
    return {"number": edited.base.number, "version": edited.base.version, "steps": edited.steps}


async def _redrawn(request: Request, steps: list[str], page: int) -> Modal:
    edited = await editable(request, steps)
    return Modal(await _drawn(request, edited, page), change=True)


async def _drawn(request: Request, edited: Editing, page: int) -> dict[str, object]:
    matches = await recent_matches(request.services.rulebook)
    total = len(edited.rules)
    page = min(max(page, 0), max(total - 1, 0) // PAGE)
    teams = request.services.rules().teams
    titles = {name: team.title for name, team in teams.items()}
    shown = list(enumerate(edited.rules, start=1))[page * PAGE : (page + 1) * PAGE]
    before = state_of(request).get("version", edited.base.version)
    return list_window(
        RuleList(
            lines=[_line(number, rule, matches, titles) for number, rule in shown],
            page=page,
            total=total,
            carried=carried_by(edited),
            changes=len(edited.steps),
            overtaken=before != edited.base.version,
        )
    )


def _line(number: int, rule: Rule, matches: RuleMatches, titles: Mapping[str, str]) -> RuleLine:
    return RuleLine(
        key=key_of(rule["name"]),
        number=number,
        name=rule["name"],
        condition=conditions_in_words(rule.get("when", {}), title_of),
        effect=effects_in_words(rule.get("then", {}), lambda team: titles.get(team, team)),
        matched=_matched(rule, matches),
        paused=is_paused(rule),
        shadow=is_true(rule.get("shadow")),
    )


def _matched(rule: Rule, matches: RuleMatches) -> str:
    """Return how many posts a rule decided; nothing for a rule that decides none."""
    then = rule.get("then", {})
    if is_true(then.get("continue")) or is_true(rule.get("shadow")):
        return ""
    # Of ignored posts the reason is stored, which several rules may share.
    count = (
        matches.ignored.get(then["ignore"], 0) if "ignore" in then else matches.opened.get(rule["name"], 0)
    )
    more = "" if matches.whole else " or more"
    return f"{count:,}{more} {'post' if count == 1 else 'posts'} in {PREVIEW_DAYS} days" if count else NONE


def note_of(edited: Editing, last: str = "") -> str:
    """Return a change note: what was done to which rules in the list, and `last` in a form."""
    rules = {key_of(rule["name"]): rule for rule in edited.rules}
    done: dict[str, list[str]] = {}
    for made in edited.steps:
        kind, _, key = made.partition(" ")
        if rule := rules.get(key):
            verb = _verb(kind, rule)
            if rule["name"] not in done.setdefault(verb, []):
                done[verb].append(rule["name"])
    steps = [f"{verb} {', '.join(which)}" for verb, which in done.items()]
    return "; ".join([*steps, *([last] if last else [])])


def _verb(kind: str, rule: Rule) -> str:
    if kind == "pause":
        return "Pause" if is_paused(rule) else "Resume"
    return "Duplicate" if kind == "duplicate" else "Move"
