"""The door Meta knocks at: its question whether we are there, and its signature on what it delivers."""

import hmac
from collections.abc import Mapping

from bot.networks import HookAnswer, HookCall

LONGEST_CHALLENGE = 200
NOT_SIGNED = HookAnswer(401, "X-Hub-Signature-256 does not match the app secret.")
NOT_KNOWN = HookAnswer(403, "hub.verify_token does not match META_VERIFY_TOKEN.")
NOT_READ = HookAnswer(400, "The body is not JSON.")


def challenged(query: Mapping[str, str], verify_token: str) -> HookAnswer:
    """Return Meta's challenge when the webhook is set up (Meta docs: Webhooks, Getting Started)."""
    given = query.get("hub.verify_token", "")
    if query.get("hub.mode") != "subscribe" or not hmac.compare_digest(
        given.encode(errors="replace"), verify_token.encode()
    ):
        return NOT_KNOWN
    return HookAnswer(200, query.get("hub.challenge", "")[:LONGEST_CHALLENGE])


def is_signed(call: HookCall, app_secret: str) -> bool:
    """Return whether Meta signed these bytes."""
    right = "sha256=" + hmac.digest(app_secret.encode(), call.body, "sha256").hex()
    return hmac.compare_digest(
        right.encode(), call.headers.get("x-hub-signature-256", "").encode(errors="replace")
    )
