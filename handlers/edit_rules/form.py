"""Add or edit a rule as a form, try it on a post, preview what it would change."""

import asyncio
from collections.abc import Sequence

from bot.case import Refused
from bot.routing import RulesError
from bot.routing.editing import Uneditable
from bot.routing.editing.expected import with_examples_fitted
from bot.routing.editing.fields import RuleFields, fields_of, hidden_lines, with_fields, without_field
from bot.routing.editing.form_text import mark_of, place_before, with_form, without, without_rule
from bot.routing.editing.steps import key_of, place_of
from bot.routing.editing.trial import Trial, post_for, try_rule
from bot.routing.in_words import conditions_in_words, effects_in_words
from bot.services.rulebook.drafting import Editing
from bot.services.rulebook.loading import FailingExamples
from bot.services.rulebook.replay_facts import PastFacts
from bot.services.rulebook.versions import check, history
from bot.slack.views.blocks import title_of
from bot.slack.views.inputs import View
from bot.slack.views.modals import TeamChoice
from bot.slack.views.rule_editor import edit_message
from bot.slack.views.rule_form import LAST, NAME, Clash, RuleForm, form_window
from handlers.edit_rules.allowed import allow, refuse_unknown
from handlers.edit_rules.entered import Entered, entered
from handlers.edit_rules.faults import by_field
from handlers.edit_rules.listing import carried_by, editable, note_of, state_of, steps_of
from handlers.edit_rules.publishing import preview
from handlers.request import Answer, FieldErrors, Modal, Request

NO_SUCH = "That rule is gone: someone renamed or deleted it. Open the list again."
LAYOUT = "A form can't make this change in the layout of your file. Choose Edit as YAML beside Add rule."
NOTHING = "Nothing has changed yet."


async def add_rule(request: Request) -> Answer:
    """Open an empty form."""
    await allow(request)
    if not request.trigger:
        return edit_message()
    edited = await editable(request, steps_of(request))
    return Modal(_window(request, edited, None, Entered(RuleFields())))


async def edit_rule(request: Request) -> Answer:
    """Open the form of one rule."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    place = _place(edited, request.value)
    if place is None:
        raise Refused(NO_SUCH, "no_rule")
    following = edited.rules[place + 1 : place + 2]
    before = key_of(following[0]["name"]) if following else LAST
    return Modal(_window(request, edited, place, Entered(fields_of(edited.rules[place]), before)))


async def try_form(request: Request) -> Answer:
    """Redraw the form with what the rule makes of the post in it."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    return Modal(_window(request, edited, _place(edited, _rule_of(request)), entered(request)), change=True)


async def check_form(request: Request) -> Answer:
    """Show errors under their fields. Without errors, open a preview window, which a job fills later."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    given, key = entered(request), _rule_of(request)
    place = _place(edited, key)
    if clash := await _clash(request, edited, place, key):
        return Modal(_window(request, edited, place, given, clash=clash), change=True)
    try:
        text, to = await asyncio.to_thread(_after, edited.text, place, given)
        if given.fits_examples:
            text = await asyncio.to_thread(with_examples_fitted, text)
        if text == edited.base.text:
            return FieldErrors({NAME: NOTHING})
        await refuse_unknown(request, await check(text), text)
    except Uneditable:
        return FieldErrors({NAME: LAYOUT})
    except FailingExamples as failing:
        said = [fault.message for fault in failing.faults]
        return Modal(_window(request, edited, place, given, failing=said), change=True)
    except RulesError as error:
        return FieldErrors(by_field(text, to, error.faults, list(request.view["state"]["values"])))
    return await preview(request, edited.base, text, note_of(edited, _note(edited, place, given)))


def _after(text: str, place: int | None, given: Entered) -> tuple[str, int]:
    """Return the text after the form, and the rule's place in it. Raise Uneditable."""
    if given.deletes and place is not None:
        return without_rule(text, place), place
    return with_form(text, place, given.fields, given.before)


async def _clash(request: Request, edited: Editing, place: int | None, key: str) -> Clash | None:
    """Return what someone else did to this rule since the form was drawn, if anything."""
    theirs = edited.rules[place] if place is not None else None
    if not key or (theirs and mark_of(theirs) == state_of(request).get("seen")):
        return None
    by = next((version.author for version in await history(request.services.rulebook, 1)), "")
    return Clash(by, _in_words(theirs["when"], theirs["then"]) if theirs else "")


def _window(
    request: Request,
    edited: Editing,
    place: int | None,
    given: Entered,
    *,
    clash: Clash | None = None,
    failing: Sequence[str] = (),
) -> View:
    """Return the form as it is now; a redraw keeps what was entered, and is about the rule as it is now."""
    rule = edited.rules[place] if place is not None else {}
    rules = request.services.rules()
    return form_window(
        RuleForm(
            fields=given.fields,
            carried=carried_by(edited)
            | ({"rule": key_of(rule["name"]), "seen": mark_of(rule)} if rule else {}),
            teams=[TeamChoice(team.name, team.title) for team in rules.teams.values()],
            networks=list(request.services.reply_channels),
            macros=list(rules.macros),
            others=[(key_of(each["name"]), each["name"]) for each in without(edited.rules, place)],
            place=given.before,
            is_new=not rule,
            praises=bool(rules.marketing),
            without_field=without_field(rule),
            hidden=hidden_lines(rule),
            post=given.post,
            trial=_tried(request, edited, place, given) if given.post.strip() else None,
            clash=clash,
            failing=failing,
        )
    )


def _tried(request: Request, edited: Editing, place: int | None, given: Entered) -> Trial | None:
    rule = with_fields(edited.rules[place] if place is not None else {}, given.fields)
    others = without(edited.rules, place)
    rules, services = request.services.rules(), request.services
    return try_rule(
        rule["when"],
        rules,
        lists=edited.tree.at("lists") or {},
        before={each["name"] for each in others[: place_before(others, given.before)]},
        post=post_for(given.fields, given.post),
        facts=PastFacts(services.now(), rules.languages, services.training.classifier),
        team=given.fields.team,
    )


def _place(edited: Editing, key: str) -> int | None:
    try:
        return place_of(edited.rules, key)
    except LookupError:
        return None


def _rule_of(request: Request) -> str:
    """Return the key of the rule that the form is about; "" for a new one."""
    return str(state_of(request).get("rule", ""))


def _in_words(when: dict[str, object], then: dict[str, object]) -> str:
    return f"{conditions_in_words(when, title_of)} → {effects_in_words(then)}"


def _note(edited: Editing, place: int | None, given: Entered) -> str:
    """Return the change note that the preview suggests."""
    if place is None:
        return f"Add {given.fields.name}"
    return f"{'Delete' if given.deletes else 'Change'} {edited.rules[place]['name']}"
