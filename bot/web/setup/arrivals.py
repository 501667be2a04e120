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
    """Counts Slack's requests by whether their signature was right."""

    def __init__(self) -> None:
        self.signed = 0
        self.refused = 0

    def counted(self, is_signed: bool) -> bool:
        """Count a request and return whether it was signed."""
        self.signed += is_signed
        self.refused += not is_signed
        return is_signed

    def finding(self) -> Finding:
        """Return whether Slack reaches Baton. Strangers can send unsigned requests, so one signed request decides."""
        if self.signed:
            return Finding(ABOUT, "arrive, and their signature is right")
        return Finding(ABOUT, REFUSED if self.refused else NONE_YET, trouble=True)
