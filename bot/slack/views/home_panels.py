"""The panels of the Home tab for leads and for editors of the rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.budget import money
from bot.lag import Lag
from bot.slack import Block
from bot.slack.views.blocks import (
    Element,
    actions,
    button,
    composed,
    date,
    header,
    line,
    person,
    rich,
    text,
    title_of,
    untrusted,
)
from bot.slack.views.rule_editor import edit_button
from bot.slack.views.text import NAME_LIMIT, isolated, one_line

TEAMS_SHOWN = 5
PEOPLE_SHOWN = 12
SOURCES_SHOWN = 12
BUDGETS_SHOWN = 8
HOLDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Agent:
    """A person on shift: their name, and how many open cases they have."""

    name: str
    held: int


@dataclass(frozen=True, slots=True)
class TeamPanel:
    """A team that a person leads, with what waits in it and who is on shift."""

    name: str
    title: str
    late: int
    late_unassigned: int
    waiting: int
    agents: Sequence[Agent] = ()


@dataclass(frozen=True, slots=True)
class Spent:
    """The cost of a network this month, in US dollars; `budget` is 0 where there is none."""

    network: str
    dollars: float
    budget: float


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The active rules: the number of their version (0: the file), and who saved it when, with which note."""

    number: int
    author: str = ""
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A platform, or a place of it, that Baton cannot use: since when, and why."""

    place: str
    since: datetime
    why: str


@dataclass(frozen=True, slots=True)
class AdminPanel:
    """The state of Baton, for editors of the rules."""

    read: Sequence[Lag]
    spent: Sequence[Spent]
    rules: RulesInForce
    #: How many jobs failed for good.
    failed: int = 0
    on_hold: Sequence[Stopped] = ()


def lead_panel(led: Sequence[TeamPanel]) -> Iterator[Block]:
    """Yield what waits in each team, who is on shift, and a button to reassign its cases."""
    if led:
        yield header("Teams you lead")
        yield from map(_team, led[:TEAMS_SHOWN])


def admin_panel(panel: AdminPanel) -> Iterator[Block]:
    """Yield Baton's health, the rules in force, this month's costs, and when each source was last checked."""
    yield header("Baton")
    yield rich(*_health(panel), _rules(panel.rules), *map(_spent, panel.spent[:BUDGETS_SHOWN]))
    yield from _read(panel.read)
    yield actions(edit_button())


def _health(panel: AdminPanel) -> Iterator[Element]:
    """Yield what to do about each trouble, or that there is none."""
    if panel.failed:
        jobs = "1 job has failed" if panel.failed == 1 else f"{panel.failed} jobs have failed"
        yield line(text(f"⚠ {jobs}.", bold=True), " Type `/baton retry` to run them again.")
    for each in panel.on_hold[:HOLDS_SHOWN]:
        yield line(
            text("⚠ On hold: ", bold=True),
            untrusted(each.place),
            " since ",
            date(each.since),
            ": ",
            untrusted(each.why, 300),
        )
    if not panel.read:
        yield line("⚠ No network is connected. `python -m bot doctor` says what each one needs.")
    if not (panel.failed or panel.on_hold or any(lag.is_late for lag in panel.read)) and panel.read:
        yield line("✅ Nothing has failed, and nothing is on hold.")


def _team(panel: TeamPanel) -> Block:
    waits = f"{panel.late} overdue ({panel.late_unassigned} unassigned) · {panel.waiting} more unassigned"
    shown = ", ".join(map(_agent, panel.agents[:PEOPLE_SHOWN]))
    more = f" and {len(panel.agents) - PEOPLE_SHOWN} more" if len(panel.agents) > PEOPLE_SHOWN else ""
    nobody = "No one is on shift. Type /baton loan to add a temporary member."
    on_shift = f"On shift: {shown}{more}" if panel.agents else nobody
    words = f"{isolated(panel.title, NAME_LIMIT)}: {waits}\n{on_shift}"
    reassign = button(
        "reassign", "Reassign", panel.name, says=f"Reassign cases of {one_line(panel.title, 40)}"
    )
    return {"type": "section", "text": composed(words), "accessory": reassign}


def _agent(agent: Agent) -> str:
    return f"{isolated(agent.name, NAME_LIMIT)} ({agent.held} open)"


def _rules(rules: RulesInForce) -> Element:
    if not rules.number or rules.at is None:
        return line("Routing rules: the file is active.")
    who = person(rules.author) if rules.author else text("the command line")
    note = [text(" · "), untrusted(rules.note, 200)] if rules.note.strip() else []
    return line(f"Routing rules: version {rules.number} · ", date(rules.at), " · by ", who, *note)


def _spent(spent: Spent) -> Element:
    of = f" of {money(spent.budget)} ({spent.dollars / spent.budget:.0%})" if spent.budget else ""
    return line(f"{title_of(spent.network)} this month: {money(spent.dollars)}{of}")


def _read(lagging: Sequence[Lag]) -> Iterator[Block]:
    """Yield each source that was not checked in time, and in one line how many were."""
    checked = [(lag, lag.read_at) for lag in lagging if lag.read_at]
    late = [_late(lag, at) for lag, at in checked if lag.is_late]
    fine = [at for lag, at in checked if not lag.is_late]
    lines = late[:SOURCES_SHOWN] + ([_fine(fine)] if fine else [])
    if lines:
        yield rich(*lines)


def _late(lag: Lag, at: datetime) -> Element:
    return line(
        text("⚠ Not checked for posts since ", bold=True), date(at), f": {lag.title}, ", untrusted(lag.place)
    )


def _fine(at: Sequence[datetime]) -> Element:
    count = f"{len(at)} source{'s' if len(at) > 1 else ''}"
    return line(f"Checked for posts on time: {count}, last at ", date(max(at)))
