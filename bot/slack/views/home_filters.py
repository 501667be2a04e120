"""The filters, the pages and the search field of the Home tab."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.case.case_filter import CaseFilter
from bot.routing import Priority
from bot.slack import Block
from bot.slack.views.blocks import Element, actions, button, plain, title_of
from bot.slack.views.inputs import OPTIONS, choice, option
from bot.slack.views.inputs import field as input_field
from bot.slack.views.modals import TeamChoice

# Slack accepts no empty value of an option.
ALL = "all"
FILTERS = "filters"
# Pages beyond this one are not read: a filter or a search finds such cases sooner.
LAST_PAGE = 40
PRIORITIES = {str(int(each)): each.name.capitalize() for each in Priority}


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of the filters: teams and networks. `has_team` says that the person is in a team."""

    teams: Sequence[TeamChoice] = ()
    networks: Sequence[str] = ()
    has_team: bool = True


@dataclass(frozen=True, slots=True)
class HomeSelection:
    """The selection of a Home tab: filters ("" for all), and the page of each list."""

    team: str = ""
    network: str = ""
    priority: str = ""
    pages: Mapping[str, int] = field(default_factory=dict)

    @property
    def narrows(self) -> bool:
        """Return true when a filter is set."""
        return bool(self.team or self.network or self.priority)

    @property
    def only(self) -> CaseFilter:
        """Return the filter for the queue."""
        return CaseFilter(self.network, int(self.priority) if self.priority in PRIORITIES else None)

    def page_of(self, name: str, count: int, rows: int) -> int:
        """Return the page of a list to show; the last one there is, when cases have left it since."""
        return max(0, min(self.pages.get(name, 0), (count - 1) // rows))

    def as_json(self) -> dict[str, Any]:
        """Return it as the view carries it."""
        chosen = {"team": self.team, "network": self.network, "priority": self.priority}
        return chosen | {"pages": {name: page for name, page in self.pages.items() if page}}

    def valid(self, choices: Choices) -> "HomeSelection":
        """Return it without what the choices no longer have."""
        team = self.team if self.team in {team.name for team in choices.teams} else ""
        network = self.network if self.network in choices.networks else ""
        priority = self.priority if self.priority in PRIORITIES else ""
        return replace(self, team=team, network=network, priority=priority)


EVERYTHING, NO_CHOICES = HomeSelection(), Choices()


def state_from(carried: Mapping[str, Any]) -> HomeSelection:
    """Return the state that a view carries; the usual one for anything else."""
    words = {name: str(carried.get(name) or "") for name in ("team", "network", "priority")}
    pages = carried.get("pages")
    found = pages.items() if isinstance(pages, dict) else ()
    return HomeSelection(**words, pages={str(name): page for name, page in found if _is_page(page)})


def state_in(view: Mapping[str, Any]) -> HomeSelection:
    """Return the state that a view of Slack carries in its private_metadata; the usual one for anything else."""
    try:
        carried = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        carried = {}
    return state_from(carried if isinstance(carried, dict) else {})


def filters(state: HomeSelection, choices: Choices) -> Block:
    """Return *Search*, the three filters with what is in force chosen in each, and *Select cases*."""
    teams = [option(team.title, team.name) for team in choices.teams]
    networks = [option(title_of(name), name) for name in choices.networks]
    priorities = [option(title, value) for value, title in PRIORITIES.items()]
    mine = "All my teams" if choices.has_team else "All teams"
    block = actions(
        button("search", "Search", "search"),
        _filter("home_team", mine, teams, state.team),
        _filter("home_network", "All networks", networks, state.network),
        _filter("home_priority", "All priorities", priorities, state.priority),
        button("bulk", "Select cases", "bulk"),
    )
    return block | {"block_id": FILTERS}


def search_field() -> Block:
    """Return the field for what to search; Enter searches, as the button does."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": "search_words",
        "placeholder": plain("Case number, handle or words", 150),
        "max_length": 100,
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }
    block = input_field("search_words", "Search open and past cases", element)
    return block | {"dispatch_action": True}


def _filter(word: str, everything: str, options: Sequence[Element], chosen: str) -> Element:
    return choice(word, everything, [option(everything, ALL), *options[: OPTIONS - 1]], chosen or ALL)


def _is_page(page: object) -> bool:
    return isinstance(page, int) and 0 <= page <= LAST_PAGE
