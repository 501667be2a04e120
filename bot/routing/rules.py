"""Teams, rules and routes: what routing_rules.yaml says, once it has been read."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import time
from enum import IntEnum

from msgspec import Struct

from bot.mention import Mention
from bot.routing.conditions import Condition
from bot.routing.facts import NO_FACTS, Facts
from bot.routing.index import Index
from bot.routing.post_view import PostView, handle
from bot.routing.suggest import remedy
from bot.routing.tokens import fold

DEFAULT = "default"
PRAISE = "praise"
# What becomes of a team's clocks out of its hours, beside the name of another team.
WAIT = "wait"
GO_ON = "go on"
ROUND_ROBIN = "round robin"
LEAST_LOADED = "least loaded"
ASSIGNMENTS = (ROUND_ROBIN, LEAST_LOADED)
# Whether snoozing a case stops the clock of its answer while the customer waits.
RUNS_ON = "lets the clock run"
PAUSES = "pauses the clock"
SNOOZES = (RUNS_ON, PAUSES)
# In `notify`: those who are on shift when the card is posted.
ON_SHIFT = "on shift"
# Names that call a whole channel and stand for nobody in particular.
BROADCASTS = ("here", "channel", "everyone")
# Seconds over which rules may look for a spike.
LONGEST_SPIKE = 7 * 86_400
# The weeks of a rota, counted as ISO 8601 does.
WEEKS = ("all", "odd", "even")


class Priority(IntEnum):
    """How soon a case wants somebody; the most urgent sorts first."""

    URGENT = 0
    HIGH = 1
    NORMAL = 2
    LOW = 3


class Targets(Struct, frozen=True, omit_defaults=True):
    """How soon things should be done, in seconds beside the first response; None where nobody set a target.

    `claim`: somebody takes the case; `next_response`: the customer wrote again (None: as the first response);
    `resolution`: the matter is settled; `hand_off`: the team a case was handed to takes it or sends it back;
    `guidance`: whoever was asked for it gives it.
    """

    claim: int | None = None
    next_response: int | None = None
    resolution: int | None = None
    hand_off: int | None = None
    guidance: int | None = None


NO_TARGETS = Targets()


class Route(Struct, frozen=True, omit_defaults=True):
    """Where a mention goes. `first_response` is in seconds; `why` is the rule's name, or "default".

    `ignored` holds the rule's reason when nobody shall hear of the mention; the other fields then say where it would
    have gone by default. `hours` is when the clocks run, as `bot.hours` writes it; empty: always. `version` names the
    version of the file that chose it. `inform` are further teams to tell, each with its channel; `macro` the name of a
    text to suggest. `also` are the rules that added to it before the one that decided, `shadow` those that would have
    taken the mention if they were live. `score` are the parts of a priority that was reckoned and not named.
    `instead_of` names the team it would have gone to if that had not been closed.
    `assign` says that the team has its cases given out, `snooze_pauses` that a snooze stops the response clock.
    """

    team: str
    channel: str
    notify: tuple[str, ...]
    priority: Priority
    tags: tuple[str, ...]
    first_response: int
    why: str
    ignored: str | None = None
    targets: Targets = NO_TARGETS
    hours: str = ""
    version: str = ""
    inform: tuple[tuple[str, str], ...] = ()
    macro: str = ""
    also: tuple[str, ...] = ()
    shadow: tuple[str, ...] = ()
    score: tuple[tuple[str, int], ...] = ()
    instead_of: str = ""
    assign: bool = False
    snooze_pauses: bool = False


@dataclass(frozen=True, slots=True)
class TargetsFor:
    """An entry of `targets`: how soon things are done for posts like these. A list that is empty holds for all; what it
    sets no target for is None."""

    networks: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    tags: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()
    first_response: int | None = None
    targets: Targets = NO_TARGETS

    def fits(self, route: Route, mention: Mention) -> bool:
        """Whether it is for a post that takes this route."""
        who = handle(mention.author.handle)
        found: tuple[tuple[Set[object], Set[object]], ...] = (
            (self.networks, {mention.network}),
            (self.teams, {route.team}),
            (self.priorities, {route.priority}),
            (self.tags, set(map(fold, route.tags))),
            (self.customers, {who, f"{mention.network}/{who}"}),
        )
        return all(not asked or asked & given for asked, given in found)


@dataclass(frozen=True, slots=True)
class Duty:
    """An entry of a rota: these people work on these days (0 is Monday) from `begins` to `ends` on the clock of the
    team's zone, past midnight where it ends no later than it begins. `weeks` is one of WEEKS."""

    people: tuple[str, ...]
    days: tuple[int, ...]
    begins: time
    ends: time
    weeks: str = "all"


@dataclass(frozen=True, slots=True)
class Team:
    """Who is responsible: a channel (an id, or a name with #), whom to notify, seconds to the first response.

    `hours` is when the team works and `hours_on` its other hours on some networks, as `bot.hours` writes them (empty:
    always); `outside` says what happens in between: WAIT, GO_ON, or the name of the team that takes over. `members`
    are people and user groups (none: whoever is notified), `lead` hears of what is late. `rota` says who works when
    (none: everybody in the team's hours), `skills` who can do what, by the skill's name. `cap` is how many open cases
    one agent may hold; `assign` how cases are given out by themselves (ROUND_ROBIN, LEAST_LOADED, empty: not at all),
    and `accept_within` the seconds somebody has to accept one. `snooze_pauses`: a snooze stops the response clock.
    """

    name: str
    title: str
    channel: str
    notify: tuple[str, ...]
    first_response: int
    targets: Targets = NO_TARGETS
    hours: str = ""
    hours_on: tuple[tuple[str, str], ...] = ()
    outside: str = WAIT
    members: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    cap: int | None = None
    assign: str = ""
    accept_within: int = 600
    rota: tuple[Duty, ...] = ()
    skills: tuple[tuple[str, tuple[str, ...]], ...] = ()
    snooze_pauses: bool = False

    def hours_for(self, network: str) -> str:
        """When the team works on posts of that network."""
        return dict(self.hours_on).get(network, self.hours)

    def clock_hours(self, network: str = "") -> str:
        """When its clocks run on posts of that network: in its hours, or with `outside: go on` always."""
        return "" if self.outside == GO_ON else self.hours_for(network)


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """What one rule says of a route; what it leaves out is empty or None.

    `by_score`: the priority is reckoned, and `points` are what the rule's words add to it. `first_response` is in
    seconds.
    """

    priority: Priority | None = None
    by_score: bool = False
    points: int = 0
    tags: tuple[str, ...] = ()
    inform: tuple[tuple[str, str], ...] = ()
    first_response: int | None = None
    targets: Targets = NO_TARGETS
    macro: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: when all its conditions hold, its route is the answer. `line` is where it stands, from 1.

    One that `goes_on` only adds its part and leaves the decision to a later rule; one in the `shadow` never acts.
    """

    name: str
    line: int
    conditions: tuple[Condition, ...]
    route: Route
    part: RuleEffect = RuleEffect()
    goes_on: bool = False
    shadow: bool = False
    is_proven: bool = field(init=False, repr=False, compare=False)
    decides: bool = field(init=False, repr=False, compare=False)
    is_plain: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_proven", len(self.conditions) == 1 and self.conditions[0].is_proven)
        object.__setattr__(self, "decides", not self.goes_on and not self.shadow)
        # Nothing beyond the rule itself has a say in its route.
        plain = self.decides and self.route.ignored is None and not self.part.by_score
        object.__setattr__(self, "is_plain", plain)

    def takes(self, post_view: PostView) -> bool:
        """Whether the rule, found in the index, holds."""
        return self.is_proven or all(condition.holds(post_view) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Example:
    """A post with the answer marketing expects; what is None was not asked. `line` is where it stands, from 1."""

    line: int
    mention: Mention
    facts: Facts = NO_FACTS
    rule: str | None = None
    team: str | None = None
    priority: Priority | None = None
    ignored: bool | None = None
    tags: tuple[str, ...] | None = None
    inform: tuple[str, ...] | None = None
    shadow: tuple[str, ...] | None = None


class UnknownTeam(LookupError):
    """No team of that name in the rules; says which name may have been meant."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file. `version` is a short hash of its text; `marketing` names the team that is marketing.

    `otherwise` is what happens to what no rule takes, `macros` are texts to suggest by name, `languages` those that are
    served, and `topics` the tags in which some rule looks for a spike, each with the longest of its windows in seconds.
    """

    teams: Mapping[str, Team]
    rules: tuple[Rule, ...]
    otherwise: Rule
    marketing: str | None
    examples: tuple[Example, ...]
    version: str
    index: Index = field(repr=False, compare=False)
    macros: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    topics: Mapping[str, int] = field(default_factory=dict)
    targets: tuple[TargetsFor, ...] = ()

    @property
    def default(self) -> Route:
        return self.otherwise.route

    @property
    def service(self) -> str:
        """The team for what people hand in and no rule knows a team for: the default's, unless that is marketing."""
        others = [name for name in self.teams if name != self.marketing]
        return self.default.team if self.default.team != self.marketing or not others else others[0]

    def team(self, name: str) -> Team:
        """The team of that name, as people write it too, in capitals or not; raises UnknownTeam."""
        found = self.teams.get(name) or next(
            (team for team in self.teams.values() if team.name.casefold() == name.casefold()), None
        )
        if found is None:
            raise UnknownTeam(f'there is no team "{name}"; {remedy(name, self.teams)}')
        return found
