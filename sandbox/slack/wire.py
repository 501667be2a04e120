"""Slack's requests over HTTP: form or JSON bodies, signed, and the app's answers."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sandbox.slack.records import Json

EVENT = "events_api"
COMMAND = "slash_commands"
INTERACTION = "interactive"


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the app: an event, a command or an interaction, or its retry."""

    kind: str
    payload: Json
    retry: int = 0
    reason: str | None = None

    def body(self) -> tuple[str, str]:
        """Return the content type and body of the HTTP form of this request."""
        if self.kind == EVENT:
            return "application/json", json.dumps(self.payload)
        fields = self.payload if self.kind == COMMAND else {"payload": json.dumps(self.payload)}
        return "application/x-www-form-urlencoded", urlencode(fields)


@dataclass(frozen=True, slots=True)
class Answer:
    """The app's answer; ``failure`` is Slack's retry reason, None when the answer was 2xx in time."""

    status: int
    body: Any = None
    failure: str | None = None
    no_retry: bool = False


def signed_headers(secret: str, request: Request, content_type: str, body: str) -> dict[str, str]:
    """Return headers of a signed request (https://docs.slack.dev/authentication/verifying-requests-from-slack)."""
    timestamp = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
    headers |= {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
    if request.retry:
        headers |= {"X-Slack-Retry-Num": str(request.retry), "X-Slack-Retry-Reason": request.reason or ""}
    return headers
