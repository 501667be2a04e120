"""The teams of a file as the fields of forms, and back; what a form cannot show stays. Changes of any entry."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.routing.editing import Uneditable
from bot.routing.editing.nodes import read_nodes
from bot.routing.editing.scalars import inline, scalar
from bot.routing.editing.splices import spliced, with_value
from bot.routing.yaml_tree import read_tree

_SPAN = re.compile(r"\s*(.*?)[\s:]+(\d{1,2}:\d\d.*)")
_SHOWN = ("title", "channel", "notify", "members", "first_response", "hours")

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TeamFields:
    """The fields of a team as a person fills them in; empty where they enter nothing."""

    title: str = ""
    channel: str = ""
    notify: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    first_response: str = ""
    zone: str = ""
    #: Lines such as `mon-fri 09:00-17:30`.
    open: str = ""
    holidays: str = ""


def team_fields(team: Data) -> TeamFields:
    """Return what a form shows of a team of a valid file."""
    hours = team.get("hours", {})
    return TeamFields(
        title=team.get("title", ""),
        channel=team.get("channel", ""),
        notify=tuple(team.get("notify", ())),
        members=tuple(team.get("members", ())),
        first_response=team.get("first_response", ""),
        zone=hours.get("zone", ""),
        open="\n".join(f"{days} {times}" for days, times in hours.get("open", {}).items()),
        holidays=hours.get("holidays", ""),
    )


def hidden_team_lines(team: Data) -> list[str]:
    """Return what a form cannot show of a team, as lines of YAML."""
    hours = {
        key: value for key, value in team.get("hours", {}).items() if key not in ("zone", "open", "holidays")
    }
    rest = {key: value for key, value in team.items() if key not in _SHOWN}
    return [f"{key}: {inline(value)}" for key, value in (rest | ({"hours": hours} if hours else {})).items()]


def with_team_fields(team: Data, fields: TeamFields) -> Data:
    """Return the team with what a person entered."""
    hours = dict(team.get("hours", {}))
    _put(hours, "zone", fields.zone)
    _put(hours, "open", _open(fields.open))
    _put(hours, "holidays", fields.holidays)
    if not (fields.zone or fields.open):
        hours = {}
    new = dict(team)
    for key in ("title", "channel", "first_response"):
        _put(new, key, getattr(fields, key))
    for key in ("notify", "members"):
        entered = list(getattr(fields, key))
        # `notify: []` says that no one is notified, as does leaving it out.
        if entered or new.get(key):
            _put(new, key, entered)
    _put(new, "hours", hours)
    return new


def with_entry(text: str, path: Sequence[str], value: Any) -> str:
    """Return the text in which an entry, such as `("teams", "care")`, has this value; None removes it.

    Raise Uneditable when that is not possible.
    """
    data = data_of(text)
    new = _with(data, path, value)
    return _checked(with_value(text, (), data, new), new)


def with_key_renamed(text: str, path: Sequence[str], new: str) -> str:
    """Return the text in which the entry at that path has another name. Raise Uneditable when it cannot have it."""
    *section, old = path
    entries = read_nodes(text).at(*section)
    names = {(name.value or "").strip(): name for name, _ in (entries.entries if entries else ())}
    if old not in names or new in names:
        raise Uneditable
    return spliced(text, (names[old].start, names[old].end, scalar(new)))


def _with(entries: Mapping[str, Any], path: Sequence[str], value: Any) -> Data:
    """Return the mapping with this value at that path. None removes it, and the mappings that are empty then."""
    first, *rest = path
    if rest:
        value = _with(entries.get(first, {}), rest, value) or None
    kept = {key: each for key, each in entries.items() if key != first or value is not None}
    return kept if value is None else kept | {first: value}


def _open(lines: str) -> dict[str, str]:
    """Return the hours by days. A line that says no times is kept, so that it is refused."""
    found = [_SPAN.fullmatch(line) for line in lines.splitlines() if line.strip()]
    written = [line.strip() for line in lines.splitlines() if line.strip()]
    return {
        match[1].rstrip(":, ") if match else line: match[2].strip() if match else line
        for match, line in zip(found, written, strict=True)
    }


def _put(mapping: Data, key: str, value: Any) -> None:
    if value:
        mapping[key] = value
    else:
        mapping.pop(key, None)


def data_of(text: str) -> Data:
    """Return what the text says. Raise Uneditable when it cannot be read."""
    tree = read_tree(text)
    if not tree.whole or tree.faults or not isinstance(tree.data, dict):
        raise Uneditable
    return tree.data


def _checked(text: str, expected: Mapping[str, Any]) -> str:
    """Return the text if it says what it should."""
    tree = read_tree(text)
    if not tree.whole or tree.faults or tree.data != expected:
        raise Uneditable
    return text
