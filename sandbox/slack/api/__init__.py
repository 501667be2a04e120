"""The simulated Slack's Web API: one entry for all methods, with tokens, scopes, limits and a log of calls."""

from typing import Any

from aiohttp import web

from sandbox.slack.api import chat, conversations, people, unfurl, views
from sandbox.slack.api.arguments import Arguments, read_arguments
from sandbox.slack.api.method import Method, Room
from sandbox.slack.errors import RateLimited, SlackError
from sandbox.slack.records import Call, Json

METHODS: dict[str, Method] = {
    **chat.METHODS,
    **unfurl.METHODS,
    **conversations.METHODS,
    **people.METHODS,
    **views.METHODS,
}


class WebApi:
    """Answers ``/api/<method>``."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def add_routes(self, app: web.Application) -> None:
        """Put the API under /api/."""
        app.router.add_route("*", "/api/{method}", self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        """Handle one call: form, JSON or query arguments, a bearer token or a ``token`` argument."""
        name = request.match_info["method"]
        headers = {"x-oauth-scopes": ",".join(sorted(self.room.workspace.scopes))}
        try:
            token, arguments = await read_arguments(request)
        except SlackError as refusal:
            return web.json_response(refusal.as_json())
        try:
            answer: Json = {"ok": True, **self._call(name, token, arguments)}
            status = 200
        except RateLimited as refusal:
            answer, status = refusal.as_json(), 429
            headers["Retry-After"] = str(refusal.retry_after)
        except SlackError as refusal:
            answer, status = refusal.as_json(), 200
        self._write_down(name, arguments, answer)
        return web.json_response(answer, status=status, headers=headers)

    def _call(self, name: str, token: str | None, arguments: Arguments) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        self._check_token(method, token)
        workspace = self.room.workspace
        if method.scope and method.scope not in workspace.scopes:
            raise SlackError(
                "missing_scope", needed=method.scope, provided=",".join(sorted(workspace.scopes))
            )
        workspace.pace.admit(name, arguments.get("channel"), workspace.clock())
        return method.run(self.room, arguments)

    def _check_token(self, method: Method, token: str | None) -> None:
        workspace = self.room.workspace
        if token is None:
            raise SlackError("not_authed")
        if token not in (workspace.bot_token, workspace.app_token):
            raise SlackError("invalid_auth")
        if token != (workspace.app_token if method.app_level else workspace.bot_token):
            raise SlackError("not_allowed_token_type")

    def _write_down(self, name: str, arguments: dict[str, Any], answer: Json) -> None:
        workspace = self.room.workspace
        workspace.journal.append(Call(name, dict(arguments), answer, workspace.clock()))
