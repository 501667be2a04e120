"""Web API methods: functions of the workspace and their arguments, with the scope each needs."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.slack.api.arguments import Arguments
from sandbox.slack.records import Json
from sandbox.slack.views import Views
from sandbox.slack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Room:
    """All that a method can access. ``socket_url`` returns a single-use URL for a Socket Mode client."""

    workspace: Workspace
    views: Views
    socket_url: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Method:
    """One method: what it does, the scope it needs, and whether it takes the app-level token."""

    run: Callable[[Room, Arguments], Json]
    scope: str | None = None
    app_level: bool = False
