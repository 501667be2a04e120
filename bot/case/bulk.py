"""Work on many cases at once: the plan, the verb it means for each case, and what became of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.case.model import Ask, Case, Event, Refused, Resolution
from bot.case.verbs.claim import claim
from bot.case.verbs.hand_over import hand_over
from bot.case.verbs.reassign import reassign
from bot.case.verbs.resolve import resolve
from bot.case.verbs.tags import change_tags
from bot.routing import Rules, reroute, with_hours

CLAIM, HAND_OVER, RESOLVE, ASSIGN, TAG = "claim", "hand_over", "resolve", "assign", "tag"
ACTIONS = (CLAIM, HAND_OVER, RESOLVE, TAG, ASSIGN)
# A select in Slack lists a hundred options.
MOST = 100
# Cases that are worked on between two looks at the clock and two drawings of the progress.
CHUNK = 20


class Plan(Struct, frozen=True, omit_defaults=True):
    """The action for each case."""

    #: One of ACTIONS.
    action: str
    #: Team to hand over to.
    team: str = ""
    #: Person to assign to.
    to: str = ""
    #: Reason to resolve for, as Resolution names it.
    resolution: str = ""
    #: Note for the team, or explanation of the resolution.
    note: str = ""
    #: Tags to add.
    tags: tuple[str, ...] = ()


class Result(Struct, frozen=True, omit_defaults=True):
    """The result for one case: it was changed, or `why` not."""

    number: int
    changed: bool = False
    why: str = ""


class Bulk(Struct, frozen=True, omit_defaults=True):
    """Work on many cases that one person asked for."""

    #: Id, made from the request.
    id: str
    #: Slack id of the person.
    person: str
    #: When they asked.
    at: datetime
    #: What to do.
    plan: Plan
    #: The cases, in the order of the person's list.
    numbers: tuple[int, ...]
    #: What became of those that were worked on so far.
    results: tuple[Result, ...] = ()
    #: What became of the undo, once it was asked for.
    undone: tuple[Result, ...] = ()
    #: When the undo was asked for.
    undo_at: datetime | None = None

    @property
    def changed(self) -> tuple[int, ...]:
        """Return the cases that were changed."""
        return tuple(each.number for each in self.results if each.changed)

    @property
    def left(self) -> tuple[int, ...]:
        """Return the cases that are still to be worked on, or to be undone."""
        wanted = self.changed if self.undo_at else self.numbers
        done = {each.number for each in (self.undone if self.undo_at else self.results)}
        return tuple(number for number in wanted if number not in done)

    def request(self, number: int) -> str:
        """Return the key of the request for one case."""
        return f"bulk/{self.id}/{number}"

    def with_result(self, result: Result) -> "Bulk":
        """Return it with what became of one more case."""
        if self.undo_at:
            return replace(self, undone=(*self.undone, result))
        return replace(self, results=(*self.results, result))


class Powers(Struct, frozen=True):
    """The rights of a person beyond an agent's: assign cases of the teams they lead, to the people of those teams."""

    rules: Rules
    #: The people of each team they lead.
    crews: Mapping[str, frozenset[str]] = {}


def act(case: Case, ask: Ask, *, plan: Plan, powers: Powers) -> list[Event]:
    """Return the events of the plan for this case. Raise Refused when it is not allowed."""
    match plan.action:
        case "claim":
            return claim(case, ask)
        case "hand_over":
            return _hand_over(case, ask, plan, powers.rules)
        case "resolve":
            return resolve(case, ask, resolution=Resolution(plan.resolution), because=plan.note)
        case "tag":
            return change_tags(case, ask, add=plan.tags)
        case "assign":
            return _assign(case, ask, plan, powers)
    raise Refused("This window is outdated. Open it again.", "no_action")


def accept_until(case: Case, rules: Rules, at: datetime) -> datetime:
    """Return until when somebody may accept the case, by the rules of its team."""
    team = rules.teams.get(case.route.team)
    return at + timedelta(seconds=team.accept_within if team else 600)


def _hand_over(case: Case, ask: Ask, plan: Plan, rules: Rules) -> list[Event]:
    if plan.team not in rules.teams:
        raise Refused("That team is no longer in the routing rules. Choose another one.", "no_team")
    route = reroute(rules, plan.team, case.route, f"handed over by <@{ask.by}>")
    return hand_over(case, ask, route=with_hours(rules, route, case.first), reason=plan.note)


def _assign(case: Case, ask: Ask, plan: Plan, powers: Powers) -> list[Event]:
    crew = powers.crews.get(case.route.team)
    if crew is None:
        raise Refused(f"Only a lead of {case.route.team} can assign case #{case.number}.", "no_lead")
    if plan.to not in crew:
        raise Refused(f"<@{plan.to}> is not in {case.route.team}. Choose one of its members.", "no_member")
    return reassign(case, ask, to=plan.to, until=accept_until(case, powers.rules, ask.at))
