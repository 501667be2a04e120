"""YAML as plain dicts, lists and text, with the line and column of every key and value.

All scalars stay text without surrounding blanks: `no`, `on` and `08` are words like any other. The parser's events are
read one by one, since composing nodes crashes the interpreter on deep nesting. Aliases are refused, so nothing can
multiply.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.routing.errors import RuleError

LARGEST = 4 << 20
DEEPEST = 12

_NO_VALUE = (
    "there is no value here",
    'write one (one that begins with # needs quotes: "#care"), or remove the key',
)
_CUT_NUMBER = ("a comma ends the number before it", "write the number without a comma, such as 10000")

_CURLY = re.compile(r"[“”„‘’‚].*[“”‘’]", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Web pages and chat programs use these in place of a space; YAML reads them as letters.
_ODD_SPACE = re.compile(r"[\u00a0\u2000-\u200b\u202f\u3000\ufeff]")

_SPACED = re.compile(rf"[:-]{_ODD_SPACE.pattern}")

Path = tuple[str | int, ...]
Mark = tuple[int, int]

# The parser in C is much faster; PyYAML may be installed without it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Tree:
    """The file's data, the place of each value (`marks`) and key (`keys`), and the errors found.

    `whole` is True when the text was YAML to its end.
    """

    data: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    faults: list[RuleError] = field(default_factory=list)
    whole: bool = False

    def at(self, *path: str | int) -> Any:
        """Return the value at a path, or None."""
        found = self.data
        for part in path:
            fits = (
                part in found
                if isinstance(found, dict)
                else isinstance(found, list) and isinstance(part, int)
            )
            found = found[part] if fits else None
        return found

    def where(self, path: Path, *, key: bool = False) -> Mark:
        """Return line and column, from 1, of the path or of its nearest existing parent."""
        while path and path not in self.marks:
            path = path[:-1]
        return (self.keys if key else self.marks).get(path) or self.marks.get(path, (1, 1))

    def fault(self, path: Path, message: str, remedy: str, *, key: bool = False) -> None:
        self.faults.append(RuleError(*self.where(path, key=key), message, remedy))


def read_tree(text: str) -> Tree:
    """Return the text as a Tree; YAML's own syntax errors are among its `faults` and never raised."""
    tree = Tree()
    try:
        if len(text.encode()) > LARGEST:
            raise _Stop((1, 1), f"the file is larger than {LARGEST >> 20} MB", "shorten its lists")
        _Builder(tree).build(yaml.parse(text, Loader=_Loader))
        tree.whole = True
    except _Stop as stop:
        tree.faults.append(stop.fault)
    except UnicodeEncodeError as error:
        tree.faults.append(_character_fault(text[: error.start]))
    except yaml.reader.ReaderError as error:
        tree.faults.append(_character_fault(text[: error.position]))
    except yaml.MarkedYAMLError as error:
        tree.faults.append(_syntax_fault(error, text.removeprefix("\ufeff").splitlines()))
    return tree


class _Stop(Exception):
    def __init__(self, mark: Mark, message: str, remedy: str) -> None:
        self.fault = RuleError(*mark, message, remedy)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end was not read yet; `key` waits for its value."""

    path: Path
    holder: list[Any] | dict[str, Any]
    key: str | None = None


class _Builder:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._open: list[_Open] = []
        self._documents = 0

    def build(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._start_document(event)
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()

    def _start_document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Stop(_mark(event), "a second document begins here", "remove the line ---")

    def _node(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _Stop(
                _mark(event), f"*{event.anchor} repeats another part of the file", "write that part out again"
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise _Stop(
                _mark(event), f"{tag} is not used in this file", "remove it, or put the text in quotes"
            )
        if isinstance(event, yaml.ScalarEvent) and not (event.value.isascii() and event.value.isprintable()):
            self._look_for_slips(event)
        here = self._open[-1] if self._open else None
        if here and isinstance(here.holder, dict) and here.key is None:
            self._key(here, event)
        else:
            self._value(here, event)

    def _look_for_slips(self, event: yaml.ScalarEvent) -> None:
        """Report text that YAML reads differently from what a person sees."""
        if _is_plain(event) and _CURLY.fullmatch(event.value):
            self._fault(event, "curly quotes are part of the text", 'write straight ones: "..."')
        if _CONTROL.search(event.value):
            self._fault(
                event, "a \\ starts an escape sequence in double quotes", "put it in single quotes: '...'"
            )

    def _fault(self, event: yaml.Event, message: str, remedy: str) -> None:
        self._tree.faults.append(RuleError(*_mark(event), message, remedy))

    def _key(self, here: _Open, event: yaml.NodeEvent) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Stop(_mark(event), "a key is text, not a list or a mapping", "write key: value")
        here.key = key = event.value.strip()
        path = (*here.path, key)
        if not event.value.isascii() and _ODD_SPACE.search(event.value):
            self._fault(
                event,
                "there is a special space here, such as a non-breaking one",
                "retype it as a normal space",
            )
        if path in self._tree.keys:
            first = self._tree.keys[path][0]
            self._fault(event, f'"{key}" is here a second time', f"the first is in line {first}")
        else:
            self._tree.keys[path] = _mark(event)

    def _value(self, here: _Open | None, event: yaml.NodeEvent) -> None:
        value: Any = _scalar(event) if isinstance(event, yaml.ScalarEvent) else _empty(event)
        path: Path = ()
        if here is None:
            self._tree.data = value
        else:
            path = self._place(here, value)
        self._tree.marks[path] = _mark(event)
        if value is None and path:
            cut = isinstance(path[-1], str) and path[-1].isdecimal()
            self._tree.fault(path, *(_CUT_NUMBER if cut else _NO_VALUE), key=True)
        if not isinstance(event, yaml.ScalarEvent):
            if len(self._open) >= DEEPEST:
                raise _Stop(
                    _mark(event),
                    f"this is more than {DEEPEST} levels deep",
                    "use fewer levels of all, any and not",
                )
            self._open.append(_Open(path, value))

    def _place(self, here: _Open, value: Any) -> Path:
        if isinstance(here.holder, list):
            here.holder.append(value)
            return (*here.path, len(here.holder) - 1)
        assert here.key is not None
        path = (*here.path, here.key)
        here.holder[here.key] = value
        here.key = None
        return path


def _scalar(event: yaml.ScalarEvent) -> str | None:
    return None if _is_plain(event) and event.value in ("", "~", "null") else event.value.strip()


def _is_plain(event: yaml.ScalarEvent) -> bool:
    """Return True when the scalar was written without quotes."""
    return bool(event.implicit[0])


def _empty(event: yaml.Event) -> list[Any] | dict[str, Any]:
    return [] if isinstance(event, yaml.SequenceStartEvent) else {}


def _mark(event: yaml.Event) -> Mark:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def _character_fault(before: str) -> RuleError:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return RuleError(line, column, "there is a character here that is not text", "delete it")


def _syntax_fault(error: yaml.MarkedYAMLError, lines: list[str]) -> RuleError:
    line, column = _place(error, lines)
    here = lines[line - 1] if lines else ""
    problem = (error.problem or "not YAML").replace("could not find", "did not find")
    return RuleError(line, column, f"this is not YAML: {problem}", _syntax_remedy(here, column, error, lines))


def _place(error: yaml.MarkedYAMLError, lines: list[str]) -> Mark:
    """Return the line and column of an error. What ends too soon is wrong where it began, or in the last line."""
    for mark in (error.problem_mark, error.context_mark):
        if mark and mark.line < len(lines):
            return mark.line + 1, mark.column + 1
    return (len(lines), len(lines[-1]) + 1) if lines else (1, 1)


def _syntax_remedy(here: str, column: int, error: yaml.MarkedYAMLError, lines: list[str]) -> str:
    sign, before = here[column - 1 : column], here[: column - 1]
    began = min(error.context_mark.line if error.context_mark else 0, max(len(lines) - 1, 0))
    if odd := _oddly_indented(lines) or _oddly_spaced(error, lines):
        return f"line {odd} has a special space, such as a non-breaking one: retype it as a normal space"
    if sign == "\t":
        return "indent with spaces, not with tabs"
    if sign and sign in "@`%|>&*!" and not before.endswith(('"', "'")):
        return f'a value that begins with {sign} needs quotes: "{sign}..."'
    if "escape" in (error.problem or ""):
        return "text with a \\ in it needs single quotes: '...'"
    if "mapping values" in (error.problem or "") and ":" in before:
        return 'text with a colon in it needs quotes: "like: this"'
    if "mapping values" in (error.problem or ""):
        return "indent it like its neighbours; in the line before, a space belongs after the colon and the -"
    if any("[#" in line or ", #" in line for line in lines[began : began + 1]):
        return f'in line {began + 1} a value that begins with # needs quotes: ["#word"]'
    return f"check for a bracket, a quote or an indent that does not match, from line {began + 1} on"


def _oddly_spaced(error: yaml.MarkedYAMLError, lines: list[str]) -> int | None:
    """Return the number of the line of the error, or the one before it, if such a character follows a colon or dash."""
    last = error.problem_mark.line + 1 if error.problem_mark else 0
    return next((n for n in (last - 1, last) if 0 < n <= len(lines) and _SPACED.search(lines[n - 1])), None)


def _oddly_indented(lines: list[str]) -> int | None:
    """Return the number of the first line that begins with a character that only looks like a space."""
    return next((n for n, line in enumerate(lines, start=1) if _ODD_SPACE.match(line.lstrip(" "))), None)
