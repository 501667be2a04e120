"""Requests from Slack since the start: the only proof that its address and the signing secret are right."""

from bot.cli.findings import Finding

ABOUT = "Slack's requests"
NONE_YET = (
    "none has arrived yet. In the Slack app, open Event Subscriptions: click Retry if Slack says that the URL is not "
    "verified, and turn Delayed Events on. Then open Baton in Slack's sidebar."
)
REFUSED = (
    "one arrived with a signature that does not match. If Slack sent it, copy the signing secret again from Basic "
    "Information, and set SLACK_SIGNING_SECRET."
)


class Arrivals:
    """A record of Slack's requests that arrived, and of those with a wrong signature."""

    def __init__(self) -> None:
        self._signed = False
        self._refused = False

    def take(self) -> None:
        """Note a request that Slack signed."""
        self._signed = True

    def refuse(self) -> int:
        """Note a request with a wrong signature, and return the HTTP status that refuses it."""
        self._refused = True
        return 401

    def finding(self) -> Finding:
        """Return whether Slack reaches Baton. Strangers can send unsigned requests, so one signed request decides."""
        if self._signed:
            return Finding(ABOUT, "arrive, and their signature is right")
        return Finding(ABOUT, REFUSED if self._refused else NONE_YET, trouble=True)
