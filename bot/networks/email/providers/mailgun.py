"""Mailgun: a route posts a form, signed with the account's webhook signing key."""

import hashlib
import hmac
import json
from datetime import datetime

from bot.networks import HookCall
from bot.networks.email.message import Attachment, Check, InboundEmail, domain_of
from bot.networks.email.providers import InboundRequest, Unproven
from bot.networks.email.providers.forms import LONGEST_FIELD, LONGEST_HTML, LONGEST_TEXT, Form, read_form

# Mailgun tries a request again for eight hours (Mailgun docs: Receive HTTP), and may sign it once.
OLDEST = 9 * 3600
AHEAD = 300
NEEDED = {
    **dict.fromkeys(("timestamp", "token", "signature"), 200),
    **dict.fromkeys(("from", "sender", "recipient", "subject", "attachments"), LONGEST_FIELD),
    "message-headers": LONGEST_TEXT,
    "body-plain": LONGEST_TEXT,
    "body-html": LONGEST_HTML,
}


class Mailgun:
    """Mailgun's routes, `forward()` (Mailgun docs: Securing webhooks, Receiving messages via HTTP)."""

    name = "mailgun"

    def __init__(self, signing_key: str) -> None:
        self._key = signing_key.encode()

    async def receive(self, call: HookCall, now: datetime) -> InboundRequest[Form]:
        """Read and verify a form. Mailgun signs fields of the form, so it is parsed before the check, and mostly
        dropped.

        Raise Unproven when the signature is wrong or too old.
        """
        try:
            form = await read_form(call, NEEDED)
            age = now.timestamp() - int(form["timestamp"])
        except (ValueError, KeyError, OverflowError):
            raise Unproven("The request is not a signed Mailgun form.") from None
        signed = (form["timestamp"] + form.get("token")).encode()
        ours = hmac.new(self._key, signed, hashlib.sha256).hexdigest()
        if not form.get("token") or not hmac.compare_digest(ours.encode(), form.get("signature").encode()):
            raise Unproven("The signature was not made with EMAIL_MAILGUN_SIGNING_KEY.")
        if not -AHEAD < age < OLDEST:
            raise Unproven("The signature is too old, or the clocks differ.")
        return InboundRequest(form["token"], form)

    def read(self, form: Form) -> InboundEmail:
        headers = _headers(form)
        return InboundEmail(
            headers=headers,
            sender=form.get("from") or headers.get("from", ""),
            subject=form.get("subject"),
            recipients=tuple(filter(None, (form.get("recipient"), headers.get("to"), headers.get("cc")))),
            text=form.get("body-plain"),
            html=form.get("body-html"),
            attachments=form.files or _stored(form.get("attachments")),
            return_path=form.get("sender") if "sender" in form.fields else None,
            checks=_checks(headers, form.get("sender")),
        )


def _headers(form: Form) -> dict[str, str]:
    """Return the headers from Mailgun's list of pairs, in the e-mail's order; the first of a name counts."""
    pairs = json.loads(form.get("message-headers") or "[]")
    return {str(name).lower(): str(value) for name, value in reversed(pairs)}


def _stored(attachments: str) -> tuple[Attachment, ...]:
    """Return the attachments that a `store()` route keeps; only their names and sizes are known."""
    listed = json.loads(attachments or "[]")
    return tuple(Attachment(str(each["name"]), int(each["size"])) for each in listed)


def _checks(headers: dict[str, str], sender: str) -> tuple[Check, ...]:
    found = []
    if spf := headers.get("x-mailgun-spf"):
        found.append(Check(spf.casefold() == "pass", domain_of(sender)))
    if dkim := headers.get("x-mailgun-dkim-check-result"):
        found.append(Check(dkim.casefold() == "pass", _signer(headers.get("dkim-signature", ""))))
    return tuple(found)


def _signer(signature: str) -> str:
    """Return the domain of a DKIM signature (RFC 6376, 3.5: the tag d)."""
    tags = dict(tag.strip().split("=", 1) for tag in signature.split(";") if "=" in tag)
    return tags.get("d", "").strip().casefold()
