"""The saved replies of a file, for all teams and for one: listed, added, changed, renamed, moved, deleted."""

from dataclasses import dataclass

from bot.routing.editing.sections import data_of, with_entry, with_key_renamed
from bot.routing.editing.splices import with_value
from bot.routing.yaml_tree import Path, Tree, read_tree

# In place of a team's name.
EVERYONE = ""


@dataclass(frozen=True, slots=True)
class SavedReply:
    """A saved reply; its team is EVERYONE when all teams have it."""

    team: str
    name: str
    text: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """Return its path in the file."""
        return ("saved_replies", self.team, self.name) if self.team else ("macros", self.name)


def replies_in(tree: Tree) -> list[SavedReply]:
    """Return the saved replies of a valid file: those for all teams first, then each team's."""
    general = [SavedReply(EVERYONE, name, text) for name, text in (tree.at("macros") or {}).items()]
    teams = (tree.at("saved_replies") or {}).items()
    return [*general, *(SavedReply(team, name, text) for team, own in teams for name, text in own.items())]


def with_reply(text: str, old: SavedReply | None, new: SavedReply) -> str:
    """Return the text with the saved reply `new` in place of `old`. Rules that suggest it follow a new name.

    Raise Uneditable when that is not possible.
    """
    if old and old.team != new.team:
        text = with_entry(text, old.path, None)
    elif old and old.name != new.name:
        text = with_key_renamed(text, old.path, new.name)
        text = text if old.team else _suggested(text, old.name, new.name)
    return with_entry(text, new.path, new.text)


def rules_suggesting(tree: Tree, reply: SavedReply) -> list[str]:
    """Return the names of the rules that suggest this reply; only one for all teams can be suggested."""
    places = [] if reply.team else _places(len(tree.at("rules") or ()))
    found = [place for place in places if tree.at(*place, "macro") == reply.name]
    return [str(tree.at("rules", place[1], "name")) if len(place) > 1 else "default" for place in found]


def _suggested(text: str, old: str, new: str) -> str:
    for place in _places(len(data_of(text).get("rules", ()))):
        if read_tree(text).at(*place, "macro") == old:
            text = with_value(text, (*place, "macro"), old, new)
    return text


def _places(rules: int) -> list[Path]:
    return [("default",), *(("rules", number, "then") for number in range(rules))]
