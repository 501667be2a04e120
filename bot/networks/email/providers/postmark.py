"""Postmark: its inbound webhook posts JSON, proven by user and password in the webhook's URL."""

import base64
import binascii
import hmac
import re
from datetime import datetime
from typing import Any

from bot.networks import HookCall
from bot.networks.email.message import Attachment, Check, InboundEmail, domain_of
from bot.networks.email.providers import InboundRequest, Unproven
from bot.networks.email.providers.data_urls import without_pictures
from bot.networks.email.providers.forms import LONGEST_HTML
from bot.networks.json_bodies import read_shortened

Told = dict[str, Any]
LONGEST_EMAIL = 3 * 1024 * 1024
# The attachments' own bytes, the email once more as it was sent, and what Postmark takes for the sender's own words.
UNREAD = frozenset({b"Content", b"RawEmail", b"StrippedTextReply"})


class Postmark:
    """Postmark's inbound webhook (Postmark docs: Inbound webhook, Protecting your webhook). It has no signature."""

    name = "postmark"

    def __init__(self, user_password: str) -> None:
        self._user_password = user_password.encode()

    async def receive(self, call: HookCall, now: datetime) -> InboundRequest[Told]:
        """Check the password, which precedes the body, then read the body. Raise Unproven for a wrong password."""
        scheme, _, given = call.headers.get("authorization", "").partition(" ")
        try:
            proof = base64.b64decode(given, validate=True)
        except (binascii.Error, ValueError):
            proof = b""
        if scheme.lower() != "basic" or not hmac.compare_digest(proof, self._user_password):
            raise Unproven("User and password in the webhook's URL differ from EMAIL_POSTMARK_USER_PASSWORD.")
        chunks = without_pictures(call.chunks())
        told = await read_shortened(chunks, LONGEST_HTML, LONGEST_EMAIL, UNREAD)
        return InboundRequest("", told)

    def read(self, told: Told) -> InboundEmail:
        headers = _headers(told)
        return InboundEmail(
            headers=headers,
            sender=_sender(told),
            subject=told.get("Subject") or "",
            recipients=_recipients(told),
            text=told.get("TextBody") or "",
            html=told.get("HtmlBody") or "",
            attachments=tuple(
                Attachment(str(each.get("Name") or ""), int(each.get("ContentLength") or 0))
                for each in told.get("Attachments") or ()
            ),
            return_path=_return_path(headers),
            checks=_checks(headers),
        )


def _sender(told: Told) -> str:
    """Return the From that Postmark parsed; the raw header if Postmark found no address in it."""
    full = told.get("FromFull") or {}
    own = str(told.get("From") or "")
    return f"{_quoted(full.get('Name') or '')} <{full['Email']}>" if full.get("Email") else own


def _headers(told: Told) -> dict[str, str]:
    """Return the e-mail's headers. Postmark's own `MessageID` is not the e-mail's, which is among these."""
    listed = [(each["Name"], each["Value"]) for each in told.get("Headers") or ()]
    own = {str(name).lower(): str(value) for name, value in reversed(listed)}
    return {"date": str(told.get("Date") or ""), "reply-to": str(told.get("ReplyTo") or ""), **own}


def _recipients(told: Told) -> tuple[str, ...]:
    named = [*(told.get("ToFull") or ()), *(told.get("CcFull") or ()), *(told.get("BccFull") or ())]
    addresses = [told.get("OriginalRecipient"), *(each.get("Email") for each in named)]
    return tuple(str(address) for address in addresses if address)


def _return_path(headers: dict[str, str]) -> str | None:
    path = headers.get("return-path")
    return None if path is None else path.strip("<> ")


def _checks(headers: dict[str, str]) -> tuple[Check, ...]:
    """Return the checks: the topmost Received-SPF (RFC 7208, 9.1) is Postmark's; a forged one would be below it."""
    found = re.match(r"\s*(\w+)\b", result := headers.get("received-spf", ""))
    if found is None:
        return ()
    envelope = re.search(r"envelope-from=\"?<?([^\s;>\"]+)", result)
    return (Check(found[1].casefold() == "pass", domain_of(envelope[1]) if envelope else ""),)


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
