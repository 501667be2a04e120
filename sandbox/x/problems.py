"""X's error answers, with its own texts (X docs: Response codes; wordings observed in public issue threads)."""

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]
KINDS = "https://api.twitter.com/2/problems"


@dataclass(eq=False)
class Problem(Exception):
    """A request X refuses: the HTTP status and the JSON problem body."""

    status: int
    body: JSON = field(default_factory=dict)


def unauthorized() -> Problem:
    return Problem(401, _plain("Unauthorized", "Unauthorized", 401))


def forbidden(detail: str) -> Problem:
    return Problem(403, _plain("Forbidden", detail, 403))


def unsupported_login(path: str) -> Problem:
    detail = (
        "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint."
        "  Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context]."
    )
    body = _plain("Unsupported Authentication", detail, 403) | {
        "type": f"{KINDS}/unsupported-authentication",
        "instance": path,
    }
    return Problem(403, body)


def too_many_requests() -> Problem:
    return Problem(429, _plain("Too Many Requests", "Too Many Requests", 429))


def invalid(parameter: str, value: str, message: str) -> Problem:
    body = {
        "errors": [{"parameters": {parameter: [value]}, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": f"{KINDS}/invalid-request",
    }
    return Problem(400, body)


def missing(kind: str, parameter: str, value: str) -> JSON:
    """Return the entry of `errors` for one missing object; the answer itself is still a 200."""
    return {
        "value": value,
        "detail": f"Could not find {kind} with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": kind,
        "parameter": parameter,
        "resource_id": value,
        "type": f"{KINDS}/resource-not-found",
    }


def _plain(title: str, detail: str, status: int) -> JSON:
    return {"title": title, "detail": detail, "type": "about:blank", "status": status}
