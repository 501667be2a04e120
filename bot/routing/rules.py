"""Teams, rules and routes: the content of routing_rules.yaml after it was read."""

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
from bot.routing.tokens import fold
from bot.suggest import remedy

DEFAULT = "default"
PRAISE = "praise"
# What happens to SLA timers outside business hours, beside the name of another team.
WAIT = "wait"
GO_ON = "go on"
ROUND_ROBIN = "round robin"
LEAST_LOADED = "least loaded"
ASSIGNMENTS = (ROUND_ROBIN, LEAST_LOADED)
# Effect of a snooze on the reply timer while the customer waits.
RUNS_ON = "lets the clock run"
PAUSES = "pauses the clock"
SNOOZES = (RUNS_ON, PAUSES)
# In `notify`: the people on shift when the card is posted.
ON_SHIFT = "on shift"
# Names that notify a whole channel and identify no person.
BROADCASTS = ("here", "channel", "everyone")
# Seconds over which rules may look for a spike.
LONGEST_SPIKE = 7 * 86_400
# The weeks of a rota, counted as ISO 8601 does.
WEEKS = ("all", "odd", "even")


class Priority(IntEnum):
    """The urgency of a case; the most urgent sorts first."""

    URGENT = 0
    HIGH = 1
    NORMAL = 2
    LOW = 3


class Targets(Struct, frozen=True, omit_defaults=True):
    """SLA targets in seconds beside the first response; None where none is set.

    `claim`: an agent claims the case; `next_response`: a reply to a later customer message (None: as the first
    response); `resolution`: the case is resolved; `hand_off`: the team that a case was handed to accepts it or sends it
    back; `guidance`: the person who was asked answers.
    """

    claim: int | None = None
    next_response: int | None = None
    resolution: int | None = None
    hand_off: int | None = None
    guidance: int | None = None


NO_TARGETS = Targets()


class Route(Struct, frozen=True, omit_defaults=True):
    """The route of a mention. A stored record: fields are only ever added."""

    #: Name of the team that gets the case.
    team: str
    #: Slack channel of that team: an id, or a name with #.
    channel: str
    #: User groups and people to notify.
    notify: tuple[str, ...]
    #: Priority of the case.
    priority: Priority
    #: Tags of the case.
    tags: tuple[str, ...]
    #: Target for the first response, in seconds.
    first_response: int
    #: Name of the rule that decided, or "default".
    why: str
    #: Reason when the mention is ignored; the other fields then hold the default route.
    ignored: str | None = None
    #: The other SLA targets.
    targets: Targets = NO_TARGETS
    #: Hours in which SLA timers run, as a line of `bot.hours`; empty: always.
    hours: str = ""
    #: Version of the rules that chose this route.
    version: str = ""
    #: Other teams to notify once (FYI), each with its channel.
    inform: tuple[tuple[str, str], ...] = ()
    #: Name of a saved reply to suggest; empty: none.
    macro: str = ""
    #: Earlier rules with `continue` that added to the route.
    also: tuple[str, ...] = ()
    #: Rules in shadow mode that would have matched.
    shadow: tuple[str, ...] = ()
    #: Parts of a calculated priority; empty when the priority was named.
    score: tuple[tuple[str, int], ...] = ()
    #: Team that would have got the case if it had not been closed.
    instead_of: str = ""
    #: True when the team's cases are assigned automatically.
    assign: bool = False
    #: True when a snooze pauses the reply timer.
    snooze_pauses: bool = False


@dataclass(frozen=True, slots=True)
class TargetsFor:
    """An entry of `targets`: SLA targets for some posts. An empty list matches all; None sets no target."""

    networks: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    tags: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()
    first_response: int | None = None
    targets: Targets = NO_TARGETS

    def fits(self, route: Route, mention: Mention) -> bool:
        """Return True when the entry applies to a post with this route."""
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
    """An entry of a rota: these people work on these weekdays (0 is Monday) from `begins` to `ends`, in the team's time
    zone.

    A duty that ends no later than it begins goes past midnight. `weeks` is one of WEEKS.
    """

    people: tuple[str, ...]
    days: tuple[int, ...]
    begins: time
    ends: time
    weeks: str = "all"


@dataclass(frozen=True, slots=True)
class Team:
    """A team that is responsible for cases."""

    #: Short name, the key in the file.
    name: str
    #: Name for people.
    title: str
    #: Slack channel: an id, or a name with #.
    channel: str
    #: User groups and people to notify of a new case.
    notify: tuple[str, ...]
    #: Target for the first response, in seconds.
    first_response: int
    #: The other SLA targets.
    targets: Targets = NO_TARGETS
    #: Business hours, as a line of `bot.hours`; empty: always open.
    hours: str = ""
    #: Other business hours on some networks, as pairs of network and line.
    hours_on: tuple[tuple[str, str], ...] = ()
    #: What happens outside business hours: WAIT, GO_ON, or the name of the team that takes over.
    outside: str = WAIT
    #: People and user groups of the team; empty: those in `notify`.
    members: tuple[str, ...] = ()
    #: People and user groups who are alerted when a case is overdue.
    lead: tuple[str, ...] = ()
    #: Capacity: the most open cases per agent; None: no limit.
    cap: int | None = None
    #: Automatic assignment: ROUND_ROBIN or LEAST_LOADED; empty: agents claim cases.
    assign: str = ""
    #: Seconds in which an agent accepts an assigned case.
    accept_within: int = 600
    #: Shifts; empty: all members work in the team's hours.
    rota: tuple[Duty, ...] = ()
    #: Skills by name, each with the people who have it.
    skills: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: True when a snooze pauses the reply timer.
    snooze_pauses: bool = False

    def hours_for(self, network: str) -> str:
        """Return the team's hours for posts of that network, as a line of `bot.hours`."""
        return dict(self.hours_on).get(network, self.hours)

    def clock_hours(self, network: str = "") -> str:
        """Return the hours in which the team's SLA timers run for that network; empty (always) with `outside: go
        on`.
        """
        return "" if self.outside == GO_ON else self.hours_for(network)


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """The part of a route that one rule sets; what it leaves out is empty or None.

    `by_score`: the priority is calculated, and `points` is what the rule adds to it. `first_response` is in seconds.
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
    """A named rule: its route applies to a mention that all its conditions match."""

    #: Name, unique in the file.
    name: str
    #: Line in the file, from 1.
    line: int
    #: Conditions; all of them must match.
    conditions: tuple[Condition, ...]
    #: Route when this rule decides.
    route: Route
    #: Only what the rule itself sets.
    part: RuleEffect = RuleEffect()
    #: True when the rule only adds its effect and later rules are still evaluated (`continue`).
    continues: bool = False
    #: True for a dry run: matches are recorded, and the rule never acts.
    shadow: bool = False
    #: True when the rule matches nothing for now.
    paused: bool = False
    #: True when a hit in the index proves that the rule matches.
    is_proven: bool = field(init=False, repr=False, compare=False)
    #: True when a match ends the search.
    decides: bool = field(init=False, repr=False, compare=False)
    #: True when the route depends on nothing but the rule itself.
    is_plain: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_proven", len(self.conditions) == 1 and self.conditions[0].is_proven)
        object.__setattr__(self, "decides", not (self.continues or self.shadow or self.paused))
        # A plain rule's route is final: no fact and no sentiment can change it.
        plain = self.decides and self.route.ignored is None and not self.part.by_score
        object.__setattr__(self, "is_plain", plain)

    def matches(self, post_view: PostView) -> bool:
        """Return True when the rule, already found in the index, matches."""
        return self.is_proven or all(condition.matches(post_view) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Example:
    """A post with its expected routing; None means not checked."""

    #: Line in the file, from 1.
    line: int
    #: The invented post.
    mention: Mention
    #: Facts known about it.
    facts: Facts = NO_FACTS
    #: Expected rule, or "default".
    rule: str | None = None
    #: Expected team.
    team: str | None = None
    #: Expected priority.
    priority: Priority | None = None
    #: Expected to be ignored or not.
    ignored: bool | None = None
    #: Exactly the expected tags.
    tags: tuple[str, ...] | None = None
    #: Exactly the expected teams to inform.
    inform: tuple[str, ...] | None = None
    #: Exactly the expected rules in shadow mode.
    shadow: tuple[str, ...] | None = None


class UnknownTeam(LookupError):
    """No team of that name in the rules; the message suggests a similar name."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole rules file."""

    #: Teams by short name.
    teams: Mapping[str, Team]
    #: Rules in the order of the file.
    rules: tuple[Rule, ...]
    #: Fallback for posts that no rule matches.
    default_rule: Rule
    #: Name of the team that is marketing.
    marketing: str | None
    #: Examples, run as tests.
    examples: tuple[Example, ...]
    #: Short hash of the file's text.
    version: str
    #: Index that finds candidate rules for a mention.
    index: Index = field(repr=False, compare=False)
    #: Saved replies by name.
    macros: Mapping[str, str] = field(default_factory=dict)
    #: Saved replies by team, then by name.
    saved_replies: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: ISO 639-1 codes of the languages served.
    languages: tuple[str, ...] = ()
    #: Tags with a spike condition, each with the longest window in seconds.
    topics: Mapping[str, int] = field(default_factory=dict)
    #: SLA targets for some posts, in the order of the file.
    targets: tuple[TargetsFor, ...] = ()

    @property
    def default(self) -> Route:
        return self.default_rule.route

    @property
    def service(self) -> str:
        """Return the team for cases that are escalated and that no rule assigns: the default team, unless that is
        marketing.
        """
        others = [name for name in self.teams if name != self.marketing]
        return self.default.team if self.default.team != self.marketing or not others else others[0]

    def replies_for(self, route: Route) -> dict[str, str]:
        """Return the saved replies for a case with this route, by name: its rule's, its team's, those for all teams."""
        text = self.macros.get(route.macro)
        found = {route.macro: text} if text else {}
        for replies in (self.saved_replies.get(route.team, {}), self.macros):
            found |= {name: text for name, text in replies.items() if name not in found}
        return found

    def team(self, name: str) -> Team:
        """Return the team of that name, in any case of letters. Raise UnknownTeam when there is none."""
        found = self.teams.get(name) or next(
            (team for team in self.teams.values() if team.name.casefold() == name.casefold()), None
        )
        if found is None:
            raise UnknownTeam(f'there is no team "{name}"; {remedy(name, self.teams)}')
        return found
