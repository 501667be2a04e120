"""Arguments of a Web API call, from a query, a form or JSON."""

import json
from typing import Any

from aiohttp import web

from sandbox.slack.errors import SlackError, refused_schema


class Arguments(dict[str, Any]):
    """Arguments by name; forms give text where JSON gives values, and both mean the same."""

    def need(self, name: str) -> str:
        """Return a required text argument. Raise ``invalid_arguments`` when it is missing."""
        value = self.text(name)
        if value is None:
            raise refused_schema(
                "invalid_arguments", [f"missing required field: {name} [json-pointer:/{name}]"]
            )
        return value

    def text(self, name: str) -> str | None:
        """Return a text argument, None when absent or empty."""
        value = self.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean argument."""
        value = self.get(name, default)
        return value if isinstance(value, bool) else str(value).casefold() in ("1", "true")

    def number(self, name: str, default: int, most: int) -> int:
        """Return a whole number between 1 and ``most``. Raise ``invalid_limit``."""
        value = self.text(name) or default
        try:
            return max(1, min(int(value), most))
        except ValueError:
            raise SlackError("invalid_limit") from None

    def data(self, name: str, complaint: str) -> Any:
        """Return a structured argument, parsed when it came as text. Raise ``complaint`` when that is not JSON."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(complaint) from None


async def read_arguments(request: web.Request) -> tuple[str | None, Arguments]:
    """Return the token (None without one) and the other arguments. Raise ``invalid_json``, ``invalid_form_data``."""
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
