"""A rules text as nodes that know where they are, so that a part of it can be replaced and the rest kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value of the file: the text from `start` to `end`, without the comments and blank lines that follow it."""

    #: Index of its first character.
    start: int
    #: Index after its last character.
    end: int
    #: Column of its first character, from 0.
    column: int
    #: True for a list or mapping in brackets, and for every scalar.
    inline: bool = True
    #: The text of a scalar; None for a list or a mapping.
    value: str | None = None
    #: The entries of a list.
    items: list[Node] = field(default_factory=list)
    #: The keys of a mapping with their values, in order.
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    #: True for a mapping.
    is_mapping: bool = False

    def get(self, key: str) -> Node | None:
        """Return the value of a key; None when the mapping does not have it."""
        return next((value for name, value in self.entries if (name.value or "").strip() == key), None)

    def at(self, *path: str | int) -> Node | None:
        """Return the value at a path, or None."""
        found: Node | None = self
        for part in path:
            if found is None:
                return None
            if isinstance(part, str):
                found = found.get(part)
            else:
                found = found.items[part] if 0 <= part < len(found.items) else None
        return found


def read_nodes(text: str) -> Node:
    """Return the root of a text that `read_tree` has found to be whole. Raise ValueError for an empty one."""
    root: Node | None = None
    parents: list[Node] = []
    keys: list[Node | None] = []
    # Editors on Windows may put a byte order mark first, which the parser skips and does not count.
    lead = len(text) - len(text.removeprefix("\ufeff"))
    for event in yaml.parse(text[lead:], Loader=_Loader):
        if isinstance(event, yaml.NodeEvent):
            node = _node(event, text, lead)
            if parents:
                _place(parents[-1], keys, node)
            root = root or node
            if isinstance(event, yaml.CollectionStartEvent):
                parents.append(node)
                keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            _close(parents.pop(), event, lead)
            keys.pop()
    if root is None:
        raise ValueError("the text is empty")
    return root


def _node(event: yaml.NodeEvent, text: str, lead: int) -> Node:
    mark: Any = event.start_mark
    end_mark: Any = event.end_mark
    start, end = mark.index + lead, end_mark.index + lead
    if isinstance(event, yaml.ScalarEvent):
        # A block scalar (| or >) ends where the next value begins.
        last = start + len(text[start:end].rstrip())
        return Node(start, last, mark.column, value=event.value)
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    inline = bool(getattr(event, "flow_style", False))
    return Node(start, end, mark.column, inline=inline, is_mapping=is_mapping)


def _place(parent: Node, keys: list[Node | None], node: Node) -> None:
    if not parent.is_mapping:
        parent.items.append(node)
    elif (key := keys[-1]) is None:
        keys[-1] = node
    else:
        parent.entries.append((key, node))
        keys[-1] = None


def _close(node: Node, event: yaml.CollectionEndEvent, lead: int) -> None:
    """Set the end of a list or mapping. Without brackets, YAML's own end is where the next value begins."""
    if node.inline:
        end: Any = event.end_mark
        node.end = end.index + lead
        return
    parts = [*node.items, *(each for entry in node.entries for each in entry)]
    node.end = max((part.end for part in parts), default=node.start)
