"""The services that tasks and handlers share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.routing import Rules
from bot.services.casebook import Casebook
from bot.services.intake import Intake
from bot.services.roster import Roster
from bot.services.sentiment import SentimentTraining


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The services that change cases. The record of a task and that of a handler extend it."""

    #: Cases: every read and every change.
    book: Casebook
    #: New posts and escalations.
    intake: Intake
    #: Returns the routing rules in force.
    rules: Callable[[], Rules]
    #: Teams, shifts and temporary members.
    roster: Roster
    #: Sentiment: detection, and training by corrections.
    training: SentimentTraining
    #: Returns the current time (aware, UTC).
    now: Callable[[], datetime]
    #: Monthly budget of each network in US dollars, where there is one.
    budgets: Mapping[str, float] = field(default_factory=dict)
