"""The window in which Meta lets a company answer a private message (Meta docs: Messenger Platform Policy)."""

from datetime import datetime, timedelta

from bot.delivery import Declined
from bot.mention import MayReply
from bot.networks.http import JSON
from bot.networks.meta.errors import WINDOW_CLOSED

STANDARD = timedelta(hours=24)
BY_A_PERSON = timedelta(days=7)
RESPONSE: JSON = {"messaging_type": "RESPONSE"}
HUMAN_AGENT: JSON = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}


def may_reply(written: datetime, now: datetime, human_agent: bool) -> MayReply:
    """Return whether a message of that time can be answered, and the deadline."""
    until = written + (BY_A_PERSON if human_agent else STANDARD)
    return MayReply("yes", until=until) if now < until else MayReply("no", WINDOW_CLOSED, until)


def messaging_type(written: datetime, now: datetime, human_agent: bool) -> JSON:
    """Return how to declare an answer to a message of that time. Raise Declined when the window is closed."""
    if now < written + STANDARD:
        return RESPONSE
    if human_agent and now < written + BY_A_PERSON:
        return HUMAN_AGENT
    raise Declined(WINDOW_CLOSED, "window")
