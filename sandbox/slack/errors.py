"""Refusals of the simulated Slack: its own error codes, as exceptions until the answer is written."""

from typing import Any


class SlackError(Exception):
    """A refusal with Slack's own code; ``details`` are other fields of the answer."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def as_json(self) -> dict[str, Any]:
        """Return the body Slack would answer."""
        return {"ok": False, "error": self.code, **self.details}


class RateLimited(SlackError):
    """A refusal of too many calls: 429 with ``Retry-After`` in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


def refused_schema(code: str, faults: list[str]) -> SlackError:
    """Return a refusal that lists each error and its place, as Slack does for blocks and views."""
    messages = [f"[ERROR] {fault}" for fault in faults]
    return SlackError(code, errors=faults, response_metadata={"messages": messages})
