"""The windows of work on many cases at once: selection, preview, progress and result."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import to_builtins

from bot.case.bulk import ASSIGN, CLAIM, HAND_OVER, MOST, RESOLVE, TAG, Bulk, Plan, Result
from bot.case.model import Case, Resolution
from bot.routing import Rules
from bot.slack import Block
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    actions,
    button,
    line,
    message,
    named,
    plain,
    quote,
    rich,
    text,
    untrusted,
)
from bot.slack.views.case_row import author_of, row_title, snippet_of
from bot.slack.views.escalate import METADATA_LIMIT
from bot.slack.views.inputs import View, choice, field, line_field, option, window, words_field
from bot.slack.views.modals import TeamChoice, notice_modal
from bot.slack.views.people import with_people
from bot.slack.views.text import NAME_LIMIT, clean, cut, one_line, units

NOTE_LIMIT, TAGS_LIMIT = 300, 300
SHOWN = 25
WHY_SHOWN = 200
# Labels of actions, each as a button, in the past, and while it goes on.
LABELS = {
    CLAIM: ("Claim", "Claimed", "Claiming"),
    HAND_OVER: ("Hand over", "Handed over", "Handing over"),
    RESOLVE: ("Resolve", "Resolved", "Resolving"),
    TAG: ("Tag", "Tagged", "Tagging"),
    ASSIGN: ("Assign", "Assigned", "Assigning"),
}
# What an undo takes back.
NOUNS = {CLAIM: "claim", HAND_OVER: "handover", RESOLVE: "resolution", ASSIGN: "assignment", TAG: "tagging"}
TITLES = {
    CLAIM: "Claim: make me the owner",
    HAND_OVER: "Hand over to a team",
    RESOLVE: "Resolve with a reason",
    TAG: "Add tags",
    ASSIGN: "Assign to a person (leads)",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """The options of a selection window: cases, teams, and people by id (only to leads, with what is said of each)."""

    cases: Sequence[Case]
    teams: Sequence[TeamChoice]
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a preview, and why the plan would not change it ("" when it would)."""

    case: Case
    why: str = ""


def bulk_window(offer: Offer, action: str, carried: dict[str, Any]) -> View:
    """Return the window to select cases and an action; the fields are those of the action ("" for none yet).

    An action that is not offered, as to a person who leads no team any more, is as none: Slack rejects an empty list.
    """
    if not offer.cases:
        return notice_modal(
            message(rich(line("There are no open cases to select. Change the filters on Home.")))
        )
    offered = [each for each in TITLES if each != ASSIGN or offer.people]
    chosen = choice(
        "bulk_action", "Choose an action", [option(TITLES[each], each) for each in offered], action
    )
    return window(
        "bulk",
        "Select cases",
        "Preview",
        carried,
        _cases(offer.cases),
        _all(len(offer.cases)),
        field("bulk_action", "Action", chosen) | {"dispatch_action": True},
        *(_fields(action, offer) if action in offered else ()),
    )


def confirm_window(plan: Plan, rows: Sequence[Row], rules: Rules) -> View:
    """Return the preview: which cases will change, which cannot and why. One press does it."""
    able = [row for row in rows if not row.why]
    unable = [row for row in rows if row.why]
    if not able:
        return notice_modal(message(rich(line("None of these cases can be changed.")), *_refusals(unable)))
    count, label = counted(len(able)), LABELS[plan.action][0]
    carried = {"cases": [row.case.number for row in able], "plan": to_builtins(plan)}
    return window(
        "bulk_confirm",
        f"{label} {count}",
        TITLES[TAG] if plan.action == TAG else label,
        carried,
        rich(line(text(f"{label} {count}", bold=True), *_where(plan, rules)), *_note(plan)),
        rich(*_listed(able)),
        *_refusals(unable),
        close="Back",
    )


def result_window(bulk: Bulk, rules: Rules) -> View:
    """Return what became of the work so far, with *Undo* once it is done."""
    blocks = [rich(*_outcome(bulk, rules))]
    if bulk.left:
        blocks.append(rich(line("You can close this window: the Home tab shows the result.")))
    why = [each for each in (bulk.undone if bulk.undo_at else bulk.results) if each.why]
    blocks += [*_reasons(why), *undo_block(bulk)]
    return {
        "type": "modal",
        "callback_id": "bulk_result",
        "external_id": bulk.id,
        # The selection below it is out of date, so both close together.
        "clear_on_close": True,
        "title": plain("Working" if bulk.left else "Done", 24),
        "close": plain("Close", 24),
        "blocks": blocks,
    }


def _outcome(bulk: Bulk, rules: Rules) -> Iterator[Element]:
    """Yield the summary, with where the cases went, unless they are back."""
    if bulk.undo_at:
        yield line(text(summary(bulk), bold=True))
    else:
        yield line(text(summary(bulk), bold=True), *_where(bulk.plan, rules))
        yield from _note(bulk.plan)


def bulk_row(bulk: Bulk) -> Block:
    """Return the person's latest work for their Home tab, as one row."""
    block: Block = {"type": "section", "text": plain(f"{summary(bulk)}.")}
    undo = [button for actions_block in undo_block(bulk) for button in actions_block["elements"]]
    return block | ({"accessory": undo[0]} if undo else {})


def summary(bulk: Bulk) -> str:
    """Return how far the work is, or what became of it, in a few words."""
    _, past, going = LABELS[bulk.plan.action]
    if bulk.undo_at:
        back = sum(each.changed for each in bulk.undone)
        noun, count = NOUNS.get(bulk.plan.action, "change"), counted(len(bulk.changed))
        return (
            f"Undoing the {noun}: {back} of {count}"
            if bulk.left
            else f"Undid the {noun} of {back} of {count}"
        )
    if bulk.left:
        return f"{going}: {len(bulk.results)} of {counted(len(bulk.numbers))}"
    return f"{past} {len(bulk.changed)} of {counted(len(bulk.numbers))}"


def undo_block(bulk: Bulk) -> list[Block]:
    """Return the button that takes the work back; none while it goes on, or when there is nothing to take back."""
    if bulk.left or bulk.undo_at or not bulk.changed:
        return []
    return [actions(button("bulk_undo", "Undo", bulk.id, says=f"Undo: {summary(bulk)}"))]


def counted(count: int) -> str:
    """Return a count of cases in words: `1 case`, `12 cases`."""
    return f"{count} case{'' if count == 1 else 's'}"


def fits(plan: Plan, numbers: Iterable[int]) -> bool:
    """Return true when a window can carry the plan and the cases."""
    carried = json.dumps({"cases": list(numbers), "plan": to_builtins(plan)}, ensure_ascii=False)
    return units(carried) <= METADATA_LIMIT


def note_of(words: str) -> str:
    """Return a note as a window can carry it."""
    return cut(clean(words).strip(), NOTE_LIMIT)


def _cases(cases: Sequence[Case]) -> Block:
    element: Element = {
        "type": "multi_static_select",
        "action_id": "cases",
        "placeholder": plain("Type to find a case", 150),
        "options": [option(_label(case), str(case.number)) for case in cases[:MOST]],
    }
    return field("cases", "Cases", element, optional=True)


def _all(count: int) -> Block:
    element: Element = {
        "type": "checkboxes",
        "action_id": "all",
        "options": [option(f"All {counted(count)} in this list", "all")],
    }
    return field("all", "Or all of them", element, optional=True)


def _fields(action: str, offer: Offer) -> Iterator[Block]:
    if action == HAND_OVER:
        teams = [option(team.title, team.name) for team in offer.teams]
        yield field("team", "Team", choice("team", "Choose a team", teams))
        yield words_field("note", "Handover note (gives the next team context)", "", longest=NOTE_LIMIT)
    if action == RESOLVE:
        reasons = [option(RESOLVED_AS[reason].capitalize(), reason.value) for reason in Resolution]
        yield field("resolution", "Resolution", choice("resolution", "Choose a reason", reasons))
        note = words_field("note", "Reason in words", "", longest=NOTE_LIMIT, optional=True)
        yield note | {"hint": plain("Required for “answered elsewhere” and “no reply needed”.")}
    if action == TAG:
        tags = line_field("tags", "Tags to add", "", longest=TAGS_LIMIT)
        yield tags | {
            "optional": False,
            "hint": plain("Separate tags by commas. A case keeps the tags it has."),
        }
    if action == ASSIGN:
        people = [option(label, person) for person, label in offer.people.items()]
        yield field("to", "Person", choice("to", "Choose a person", people))


def _label(case: Case) -> str:
    return f"#{case.number} {one_line(author_of(case), 20)}: {snippet_of(case)}"


def _where(plan: Plan, rules: Rules) -> list[Element | str]:
    """Return the target of the plan, after `Hand over 12 cases`."""
    if plan.action == HAND_OVER:
        team = rules.teams.get(plan.team)
        return [" to ", untrusted(team.title if team else plan.team, bold=True)]
    if plan.action == ASSIGN:
        return [" to ", named(plan.to)]
    if plan.action == RESOLVE:
        return [f" as {RESOLVED_AS[Resolution(plan.resolution)]}"]
    if plan.action == TAG:
        return [" with ", untrusted(", ".join(plan.tags), TAGS_LIMIT, bold=True)]
    return []


def _note(plan: Plan) -> list[Element]:
    return [quote(plan.note, NOTE_LIMIT)] if plan.note else []


def _listed(rows: Sequence[Row]) -> Iterator[Element]:
    for row in rows[:SHOWN]:
        title: Element = {"type": "text", "text": f"{row_title(row.case)}: "}
        yield line(title, untrusted(snippet_of(row.case), NAME_LIMIT))
    if len(rows) > SHOWN:
        yield line(f"and {len(rows) - SHOWN} more")


def _refusals(rows: Sequence[Row]) -> list[Block]:
    return _reasons([Result(row.case.number, why=row.why) for row in rows])


def _reasons(results: Sequence[Result]) -> list[Block]:
    """Return the cases that stay as they are, each with the reason."""
    if not results:
        return []
    head = line(text(f"{counted(len(results)).capitalize()} not changed", bold=True))
    lines = [
        line(f"#{each.number}: ", *with_people(each.why.replace("*", ""), WHY_SHOWN))
        for each in results[:SHOWN]
    ]
    more = [line(f"and {len(results) - SHOWN} more")] if len(results) > SHOWN else []
    return [rich(head, *lines, *more)]
