"""Discord's error answers, with its own texts (Discord docs: JSON error codes)."""

from dataclasses import dataclass, field

from sandbox.discord.records import JSON


@dataclass(eq=False)
class Problem(Exception):
    """A request Discord refuses: the HTTP status and the JSON body."""

    status: int
    body: JSON
    headers: dict[str, str] = field(default_factory=dict)


def unauthorized() -> Problem:
    return Problem(401, {"message": "401: Unauthorized", "code": 0})


def unknown(what: str, code: int) -> Problem:
    """Return the answer for an unknown object: Channel 10003, Guild 10004, Member 10007, Message 10008, Webhook
    10015."""
    return Problem(404, {"message": f"Unknown {what}", "code": code})


def no_such_message() -> Problem:
    return unknown("Message", 10008)


def missing_access() -> Problem:
    return Problem(403, {"message": "Missing Access", "code": 50001})


def missing_permissions() -> Problem:
    return Problem(403, {"message": "Missing Permissions", "code": 50013})


def not_the_author() -> Problem:
    return Problem(403, {"message": "Cannot edit a message authored by another user", "code": 50005})


def thread_locked() -> Problem:
    return Problem(403, {"message": "This thread is locked", "code": 160005})


def blocked_by_rule() -> Problem:
    return Problem(400, {"message": "Message was blocked by automatic moderation", "code": 200000})


def invalid(field_name: str, code: str, message: str) -> Problem:
    errors = {field_name: {"_errors": [{"code": code, "message": message}]}}
    return Problem(400, {"message": "Invalid Form Body", "code": 50035, "errors": errors})


def empty_message() -> Problem:
    return Problem(400, {"message": "Cannot send an empty message", "code": 50006})


def not_text() -> Problem:
    return Problem(400, {"message": "Cannot send messages in a non-text channel", "code": 50008})


def too_many_requests(seconds: float, *, scope: str = "user", is_global: bool = False) -> Problem:
    """Return the 429 answer (Discord docs: Exceeding a rate limit)."""
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": is_global}
    headers = {
        "Retry-After": str(max(1, round(seconds))),
        "X-RateLimit-Scope": scope,
        "Via": "1.1 google",
        **({"X-RateLimit-Global": "true"} if is_global else {}),
    }
    return Problem(429, body, headers)
