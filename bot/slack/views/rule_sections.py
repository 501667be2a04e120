"""The windows for the teams of the rules file: a list, and a form for each team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.routing.editing.fields import joined
from bot.routing.editing.sections import TeamFields
from bot.slack import Block
from bot.slack.views.blocks import actions, button, line, plain, rich, text, untrusted
from bot.slack.views.inputs import INPUT_LIMIT, View, line_field, window, words_field
from bot.slack.views.text import clean, cut, isolated

# A window accepts 100 blocks; an entry takes three.
ENTRIES = 30
NAME_SHOWN, ABOUT_SHOWN, LINE_SHOWN, HIDDEN_SHOWN = 120, 200, 300, 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A team or a saved reply in a list."""

    #: The key that its button carries.
    key: str
    name: str
    about: str


def teams_window(entries: Sequence[Entry], carried: Mapping[str, object]) -> View:
    """Return the list of teams."""
    return _list("Teams", "team", "Add team", entries, carried)


def team_window(name: str, fields: TeamFields, hidden: Sequence[str], carried: Mapping[str, object]) -> View:
    """Return the form of a team; `name` is empty for a new one."""
    short = line_of(
        "name", "Short name", "", "Lowercase letters, digits, - and _. It can't be changed later."
    )
    return window(
        "rules_team",
        "Edit team" if name else "Add team",
        "Preview",
        dict(carried),
        *([rich(line("Team ", untrusted(name, bold=True)))] if name else [short | {"optional": False}]),
        line_of("title", "Name shown to people", fields.title),
        line_of("channel", "Channel", fields.channel, "Such as #billing.") | {"optional": False},
        line_of(
            "notify",
            "Notify of new cases",
            joined(fields.notify),
            "User groups and people: @billing-team, U024BE7LH.",
        ),
        line_of(
            "members", "Members", joined(fields.members), "Left empty, the team is the people in Notify."
        ),
        line_of("first_response", "First response target", fields.first_response, "Such as 30m, 4h or 1d."),
        line_of(
            "zone",
            "Time zone of the business hours",
            fields.zone,
            "Such as Europe/Berlin. Left empty: always open.",
        ),
        words_field("open", "Business hours", fields.open, optional=True)
        | {"hint": plain("One line for each, such as mon-fri 09:00-17:30.")},
        line_of("holidays", "Public holidays", fields.holidays, "Such as DE, DE-BE or US-CA."),
        *_kept(hidden),
        close="Back",
    )


def _list(title: str, word: str, add: str, entries: Sequence[Entry], carried: Mapping[str, object]) -> View:
    view = window(
        f"rules_{word}_list",
        title,
        "Close",
        dict(carried),
        actions(
            button(f"rules_{word}_add", add, "rules", style="primary"),
            button("rules_back", "Back to rules", "0"),
        ),
        *list_of(word, entries[:ENTRIES]),
        *_more(len(entries) - ENTRIES),
        close="Close",
    )
    del view["submit"]
    return view


def list_of(word: str, entries: Sequence[Entry]) -> list[Block]:
    """Return the rows of a list, each with its button *Edit*."""
    return [block for entry in entries for block in _entry(word, entry)]


def _entry(word: str, entry: Entry) -> list[Block]:
    edit = button(f"rules_{word}_edit", "Edit", entry.key, says=f"Edit {cut(clean(entry.name), 60)}")
    # Isolated already, which `plain` would undo.
    name = {"type": "plain_text", "text": isolated(entry.name, NAME_SHOWN), "emoji": False}
    about = {"type": "plain_text", "text": isolated(entry.about, ABOUT_SHOWN), "emoji": False}
    return [
        {"type": "divider"},
        {"type": "section", "block_id": f"{word}_{entry.key}", "text": name, "accessory": edit},
        {"type": "context", "elements": [about]},
    ]


def _more(count: int) -> list[Block]:
    return (
        [
            rich(
                line(
                    f"{count} more are in the rules file. Choose Edit as YAML beside Add rule to change them."
                )
            )
        ]
        if count > 0
        else []
    )


def _kept(hidden: Sequence[str]) -> list[Block]:
    shown = [line(untrusted(each, LINE_SHOWN)) for each in hidden[:HIDDEN_SHOWN]]
    return [rich(line(text("Also in this team, and kept:", bold=True)), *shown)] if shown else []


def line_of(word: str, label: str, given: str, hint: str = "", *, longest: int = INPUT_LIMIT) -> Block:
    """Return an optional field of one line."""
    return line_field(word, label, given, longest=longest) | ({"hint": plain(hint)} if hint else {})
