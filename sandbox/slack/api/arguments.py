"""Reads the arguments of a Web API call, however they come: query, form, or JSON."""

import json
from typing import Any

from aiohttp import web

from sandbox.slack.errors import SlackError, refused_schema


class Arguments(dict[str, Any]):
    """Arguments by name; forms give text where JSON gives values, and both mean the same."""

    def need(self, name: str) -> str:
        """A text argument that must be there. Raises ``invalid_arguments``."""
        value = self.text(name)
        if value is None:
            raise refused_schema(
                "invalid_arguments", [f"missing required field: {name} [json-pointer:/{name}]"]
            )
        return value

    def text(self, name: str) -> str | None:
        """A text argument, None when absent or empty."""
        value = self.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean argument."""
        value = self.get(name, default)
        return value if isinstance(value, bool) else str(value).casefold() in ("1", "true")

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number between 1 and ``most``. Raises ``invalid_limit``."""
        value = self.text(name) or default
        try:
            return max(1, min(int(value), most))
        except ValueError:
            raise SlackError("invalid_limit") from None

    def data(self, name: str, complaint: str) -> Any:
        """A structured argument, parsed when it came as text. Raises ``complaint`` when that is no JSON."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(complaint) from None


async def read_arguments(request: web.Request) -> tuple[str | None, Arguments]:
    """The token (None when there is none) and the other arguments. Raises ``invalid_json``, ``invalid_form_data``."""
    arguments = Arguments(request.query)
    if request.content_type == "application/json":
        arguments.update(await _json_body(request))
    elif request.can_read_body:
        arguments.update(await request.post())
    token = arguments.pop("token", None)
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    return (bearer if scheme == "Bearer" and bearer else token), arguments


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body
