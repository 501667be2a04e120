"""The message ids of what we send: derived from the action's key and signed, so that answers lead to the case."""

import hmac
import re

from bot.networks.case_tokens import mark

KEY = re.compile(r"(\d{1,18})@.+/(\d+)/[^/]+")
OURS = re.compile(r"(\d{1,18})\.(\d+)\.([a-z2-7]{26})@[^@]+")
PURPOSE = "message-id"


def message_id(key: str, secret: str, domain: str) -> str:
    """Return the id for the action with this key, always the same: 1042.4.<signature>@larkspur.example."""
    case, event = _place(key)
    named = f"{case}.{event}." if case else ""
    return f"{named}{mark(f'{PURPOSE}:{named or key}', secret)}@{domain}"


def case_of_key(key: str) -> int | None:
    """Return the case of an action: its key begins with the case number."""
    return _place(key)[0] or None


def case_of_id(native_id: str, secret: str) -> int | None:
    """Return the case of an e-mail we sent; None for any other id."""
    found = OURS.fullmatch(native_id.casefold())
    if found is None:
        return None
    named = f"{found[1]}.{found[2]}."
    return int(found[1]) if hmac.compare_digest(mark(f"{PURPOSE}:{named}", secret), found[3]) else None


def _place(key: str) -> tuple[int, int]:
    found = KEY.fullmatch(key)
    return (int(found[1]), int(found[2])) if found else (0, 0)
