"""A simulated Slack on loopback: the Web API, events, commands, modals and Socket Mode, as an app meets them."""

from collections.abc import Callable

from aiohttp import web

from sandbox.faults import Faults
from sandbox.slack.api import WebApi
from sandbox.slack.api.method import Room
from sandbox.slack.delivery import Delivery
from sandbox.slack.gestures import Gestures
from sandbox.slack.page_api import PageApi
from sandbox.slack.responses import PATH as RESPONSE_PATH
from sandbox.slack.responses import Responses
from sandbox.slack.socket_mode import PATH as SOCKET_PATH
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.views import Views
from sandbox.slack.workspace import Workspace

__all__ = ["SlackServer", "Workspace"]


class SlackServer:
    """The parts of the simulated Slack, joined."""

    def __init__(
        self,
        workspace: Workspace,
        faults: Faults,
        base_url: Callable[[], str],
        *,
        signing_secret: str,
        bot_url: str | None,
        socket_mode: bool,
    ) -> None:
        self.workspace = workspace
        self.views = Views(workspace)
        self.sockets = SocketMode(workspace.app_id, base_url, workspace.new_id)
        self.responses = Responses(workspace, base_url)
        self.delivery = Delivery(
            workspace,
            faults,
            self.sockets,
            signing_secret=signing_secret,
            bot_url=bot_url,
            socket_mode=socket_mode,
            speed=workspace.pace.speed,
        )
        self.gestures = Gestures(workspace, self.views, self.delivery, self.responses)

    def add_routes(self, app: web.Application) -> None:
        """Serve everything the simulated Slack offers."""
        WebApi(Room(self.workspace, self.views, self.sockets.new_url)).add_routes(app)
        PageApi(self.gestures).add_routes(app)
        app.router.add_post(f"{RESPONSE_PATH}{{key}}", self.responses.handle)
        app.router.add_get(SOCKET_PATH, self.sockets.handle)
