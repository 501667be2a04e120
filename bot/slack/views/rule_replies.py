"""The windows for the saved replies of the rules file: a list of all or of one team's, and a form for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.routing.editing.replies import EVERYONE, SavedReply
from bot.slack import Block
from bot.slack.views.blocks import actions, button, line, plain, rich
from bot.slack.views.inputs import INPUT_LIMIT, OPTIONS, View, choice, field, option, window, words_field
from bot.slack.views.modals import TeamChoice
from bot.slack.views.rule_sections import ENTRIES, Entry, line_of, list_of
from bot.slack.views.text import one_line, units

# Values of options, in which Slack accepts no empty text; no team's name has a colon.
ALL_TEAMS, EVERY = ":all", ":every"
# The block ids of the filter of the list and of the team in the form.
FILTER, TEAM, DELETE = "replies_of", "team", "delete"
NAME_LONGEST = 75
NONE = "There are no saved replies yet. Add texts that your team sends often."
NONE_HERE = "There are no saved replies here yet."
WHERE = (
    "In a reply, Insert saved reply lists those of the team first, then those for all teams. "
    "A rule can suggest one that is for all teams."
)


@dataclass(frozen=True, slots=True)
class ReplyList:
    """A page of the saved replies, and the teams to choose from."""

    entries: Sequence[Entry]
    teams: Sequence[TeamChoice]
    carried: Mapping[str, object]
    #: The choice in the filter: EVERY, ALL_TEAMS or a team's name.
    of: str = EVERY
    #: The page, from 0.
    page: int = 0


def page_in(page: int, entries: int) -> int:
    """Return the page to show: the last one there is, when the list became shorter."""
    return min(max(page, 0), max(entries - 1, 0) // ENTRIES)


def saved_replies_window(replies: ReplyList) -> View:
    """Return the list of saved replies."""
    first = page_in(replies.page, len(replies.entries)) * ENTRIES
    shown = replies.entries[first : first + ENTRIES]
    add = button("rules_reply_add", "Add saved reply", "rules", style="primary")
    head = actions(add, button("rules_back", "Back to rules", "0"))
    notice = [] if replies.entries else [rich(line(NONE if replies.of == EVERY else NONE_HERE))]
    blocks = [head, _filter(replies), *notice, *list_of("reply", shown), *_pages(first, len(replies.entries))]
    # Slack may leave out the filter's first value until someone chooses (slackapi/bolt-js#1258).
    carried = {**replies.carried, "of": replies.of}
    view = window("rules_reply_list", "Saved replies", "Close", carried, *blocks, close="Close")
    del view["submit"]
    return view


def saved_reply_window(
    reply: SavedReply, teams: Sequence[TeamChoice], carried: Mapping[str, object], *, is_new: bool
) -> View | None:
    """Return the form of a saved reply. None when its text is too long for a field."""
    if units(reply.text) > INPUT_LIMIT:
        return None
    whose = choice(TEAM, "Choose a team", _teams(teams), reply.team or ALL_TEAMS)
    return window(
        "rules_reply",
        "Add saved reply" if is_new else "Edit saved reply",
        "Preview",
        dict(carried),
        line_of("name", "Name", reply.name, longest=max(NAME_LONGEST, units(reply.name)))
        | {"optional": False},
        field(TEAM, "For", whose) | {"hint": plain(WHERE)},
        words_field("reply", "Text", reply.text),
        *([] if is_new else [_deletion()]),
        close="Back",
    )


def _deletion() -> Block:
    box = {"type": "checkboxes", "action_id": DELETE, "options": [option("Delete this saved reply", "yes")]}
    return field(DELETE, "Delete", box, optional=True)


def _filter(replies: ReplyList) -> Block:
    options = [option("Every saved reply", EVERY), option("For all teams", ALL_TEAMS)]
    options += [option(f"For {one_line(team.title, 60)}", team.name) for team in replies.teams[: OPTIONS - 2]]
    return actions(choice("rules_replies_of", "Every saved reply", options, replies.of)) | {
        "block_id": FILTER
    }


def _teams(teams: Sequence[TeamChoice]) -> list[dict[str, object]]:
    named = (option(one_line(team.title, 75), team.name) for team in teams[: OPTIONS - 1])
    return [option("All teams", ALL_TEAMS), *named]


def _pages(first: int, total: int) -> list[Block]:
    page, last = first // ENTRIES, max(total - 1, 0) // ENTRIES
    turns = [("Previous", page - 1), ("Next", page + 1)]
    buttons = [
        button(f"rules_replies_{label.lower()}", label, str(to), says=f"{label} page of the saved replies")
        for label, to in turns
        if 0 <= to <= last
    ]
    shown = f"{first + 1} to {min(first + ENTRIES, total)} of {total}"
    return [rich(line(shown)), actions(*buttons)] if buttons else []


def team_shown(reply: SavedReply, titles: Mapping[str, str]) -> str:
    """Return whose a saved reply is, as the list says it."""
    return "All teams" if reply.team == EVERYONE else titles.get(reply.team, reply.team)
