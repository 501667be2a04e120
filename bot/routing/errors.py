"""What is wrong in routing_rules.yaml, where, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class RuleError:
    """One fault. Line and column are counted from 1; `remedy` says what to do next."""

    line: int
    column: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}; {self.remedy}"


class RulesError(Exception):
    """All faults of a file at once, in the order of its lines."""

    def __init__(self, name: str, faults: Sequence[RuleError]) -> None:
        self.name = name
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(f"{name}:{fault}" for fault in self.faults))
