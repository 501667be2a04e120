"""Teams, rules and routes: what routing_rules.yaml says, once it has been read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from bot.routing.conditions import Condition
from bot.routing.index import Index
from bot.routing.reading import Reading
from bot.routing.suggest import remedy

DEFAULT = "default"


class Priority(IntEnum):
    """How soon a case wants somebody; the most urgent sorts first."""

    URGENT = 0
    HIGH = 1
    NORMAL = 2
    LOW = 3


@dataclass(frozen=True, slots=True)
class Route:
    """Where a mention goes. `first_response` is in seconds; `why` is the rule's name, or "default".

    `ignored` holds the rule's reason when nobody shall hear of the mention; the other fields then say where it would
    have gone by default.
    """

    team: str
    channel: str
    notify: tuple[str, ...]
    priority: Priority
    tags: tuple[str, ...]
    first_response: int
    why: str
    ignored: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """Who is responsible: a channel (an id, or a name with #), whom to notify, seconds to the first response."""

    name: str
    title: str
    channel: str
    notify: tuple[str, ...]
    first_response: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: when all its conditions hold, its route is the answer. `line` is where it stands, from 1."""

    name: str
    line: int
    conditions: tuple[Condition, ...]
    route: Route
    is_proven: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_proven", len(self.conditions) == 1 and self.conditions[0].is_proven)

    def takes(self, reading: Reading) -> bool:
        """Whether the rule, found in the index, holds."""
        return self.is_proven or all(condition.holds(reading) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Example:
    """A post with the answer marketing expects; what is None was not asked. `line` is where it stands, from 1."""

    line: int
    text: str
    author: str = "someone"
    followers: int | None = None
    network: str = "x"
    rule: str | None = None
    team: str | None = None
    priority: Priority | None = None
    ignored: bool | None = None


class UnknownTeam(LookupError):
    """No team of that name in the rules; says which name may have been meant."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file. `version` is a short hash of its text; `marketing` names the team that is marketing."""

    teams: Mapping[str, Team]
    rules: tuple[Rule, ...]
    default: Route
    marketing: str | None
    examples: tuple[Example, ...]
    version: str
    index: Index = field(repr=False, compare=False)

    @property
    def service(self) -> str:
        """The team for what people hand in and no rule knows a team for: the default's, unless that is marketing."""
        others = [name for name in self.teams if name != self.marketing]
        return self.default.team if self.default.team != self.marketing or not others else others[0]

    def team(self, name: str) -> Team:
        """The team of that name; raises UnknownTeam."""
        if name not in self.teams:
            raise UnknownTeam(f'there is no team "{name}"; {remedy(name, self.teams)}')
        return self.teams[name]
