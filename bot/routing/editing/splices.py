"""Changes of a value in a YAML text; each leaves every other character of the text alone."""

from collections.abc import Mapping, Sequence

from bot.routing.editing.nodes import Node, read_nodes
from bot.routing.editing.scalars import Value, inline, scalar
from bot.routing.yaml_tree import Path

# From index to index (end excluded), and the text to put there.
Splice = tuple[int, int, str]

# Where a new section or team gets a line for each of its entries: saved replies are long.
ON_LINES: tuple[Path, ...] = ((), ("saved_replies",))


def spliced(text: str, *splices: Splice) -> str:
    """Return the text with these parts replaced. They must not overlap."""
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def with_value(text: str, path: Path, old: Value, new: Value) -> str:
    """Return the text in which the value at `path`, now `old`, is `new`. What both have in common stays as written."""
    if old == new:
        return text
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old and new:
        return _with_entries(text, path, old, new)
    node = found(text, path)
    if isinstance(old, list) and isinstance(new, list) and _in_order(old, new):
        return spliced(text, *_list_splices(text, node, old, new))
    return spliced(text, _replaced(text, node, new))


def found(text: str, path: Path) -> Node:
    """Return the node at a path. Raise LookupError when there is none."""
    node = read_nodes(text).at(*path)
    if node is None:
        raise LookupError(path)
    return node


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return the index of the line break at or after `at`, or the end of the text."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _with_entries(text: str, path: Path, old: Mapping[str, Value], new: Mapping[str, Value]) -> str:
    # Each change moves what is behind it, so the text is read again before the next one.
    for key in new:
        if key in old:
            text = with_value(text, (*path, key), old[key], new[key])
        else:
            text = spliced(text, added(text, found(text, path), key, new[key], lines=path in ON_LINES))
    for key in old:
        if key not in new:
            text = spliced(text, _removed(text, found(text, path), key))
    return text


def _replaced(text: str, node: Node, new: Value) -> Splice:
    """Return the splice that writes a value on one line, behind the colon of its key."""
    before = text[: node.start].rstrip()
    if (node.inline and node.end > node.start) or not before.endswith(":"):
        return node.start, node.end, inline(new)
    # Nothing, or a list or mapping on lines of its own. A comment between the key and the value ends up behind it.
    return len(before), node.end, f" {inline(new)}"


def added(text: str, mapping: Node, key: str, value: Value, *, lines: bool = False) -> Splice:
    """Return the splice that adds a key at the end of a mapping; with `lines`, a mapping gets a line for each entry."""
    entry = f"{scalar(key)}: {inline(value)}"
    if not mapping.entries:
        return mapping.start, mapping.end, "{" + entry + "}"
    last = mapping.entries[-1][1]
    if mapping.inline:
        return last.end, last.end, f", {entry}"
    at = line_end(text, last.end)
    if lines and isinstance(value, Mapping):
        entry = _on_lines(key, value, f"{line_break(text)}{' ' * mapping.column}")
    return at, at, f"{line_break(text)}{' ' * mapping.column}{entry}"


def _on_lines(key: str, value: Value, before: str) -> str:
    """Return a key with its value, each entry of a mapping on a line of its own; `before` begins each line."""
    if not isinstance(value, Mapping):
        return f"{scalar(key)}: {inline(value)}"
    lines = (f"{before}  {_on_lines(name, each, f'{before}  ')}" for name, each in value.items())
    return f"{scalar(key)}:{''.join(lines)}"


def _removed(text: str, mapping: Node, key: str) -> Splice:
    """Return the splice that removes a key which is not the only one."""
    names = [(name.value or "").strip() for name, _ in mapping.entries]
    place = names.index(key)
    name, value = mapping.entries[place]
    following = mapping.entries[place + 1][0].start if place + 1 < len(names) else None
    if mapping.inline or text[line_start(text, name.start) : name.start].strip():
        # In braces, or the first key behind a dash.
        if following is not None:
            return name.start, following, ""
        return mapping.entries[place - 1][1].end, value.end, ""
    return _lines(text, name.start, value.end)


def _lines(text: str, start: int, end: int) -> Splice:
    """Return the splice that removes the whole lines from one index to another."""
    first, last = line_start(text, start), text.find("\n", end)
    if last >= 0:
        return first, last + 1, ""
    return max(first - 1, 0), len(text), ""


def _in_order(old: Sequence[Value], new: Sequence[Value]) -> bool:
    """Return True when `new` is some of the old entries, in their order, and new ones behind them."""
    kept = [item for item in old if item in new]
    return bool(kept) and [*kept, *(item for item in new if item not in old)] == list(new)


def _list_splices(text: str, node: Node, old: Sequence[Value], new: Sequence[Value]) -> list[Splice]:
    """Return the splices that remove and add entries of a list. Some entry of `old` stays: `new` has it too."""
    keeps = [item in new for item in old]
    extra = [item for item in new if item not in old]
    last = max(place for place, keep in enumerate(keeps) if keep)
    if node.inline:
        return _inline_splices(node, keeps, extra, last)
    gone = [
        _lines(text, item.start, item.end) for item, keep in zip(node.items, keeps, strict=True) if not keep
    ]
    at = line_end(text, node.items[last].end)
    lines = "".join(f"{line_break(text)}{' ' * node.column}- {inline(item)}" for item in extra)
    return [*gone, *([(at, at, lines)] if lines else [])]


def _inline_splices(node: Node, keeps: list[bool], extra: list[Value], last: int) -> list[Splice]:
    items = node.items
    gone = [
        (items[place].start, items[place + 1].start, "")
        for place, keep in enumerate(keeps[:last])
        if not keep
    ]
    behind = "".join(f", {inline(item)}" for item in extra)
    return [*gone, (items[last].end, items[-1].end, behind)]
