"""Errors in routing_rules.yaml: what is wrong, in which line, and how to fix it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class RuleError:
    """One error. Line and column are counted from 1; `remedy` says what to do."""

    line: int
    column: int
    message: str
    remedy: str

    @property
    def said(self) -> str:
        """Return the error as sentences, without its place."""
        return f"{_sentence(self.message)} {_sentence(self.remedy)}"

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}; {self.remedy}"


def _sentence(words: str) -> str:
    end = "" if words.endswith((".", ":", "?", "!")) else "."
    return f"{words[:1].upper()}{words[1:]}{end}"


class RulesError(Exception):
    """All errors of a file at once, in the order of its lines."""

    def __init__(self, name: str, faults: Sequence[RuleError]) -> None:
        self.name = name
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(f"{name}:{fault}" for fault in self.faults))
