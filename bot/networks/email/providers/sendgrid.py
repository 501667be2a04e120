"""SendGrid: Inbound Parse posts a form, signed with its own key if a security policy is attached."""

import base64
import binascii
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from email.parser import HeaderParser

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import load_der_public_key

from bot.delivery import Declined
from bot.networks import HookCall
from bot.networks.email.message import Attachment, Check, InboundEmail, domain_of
from bot.networks.email.providers import InboundRequest, Unproven
from bot.networks.email.providers.forms import LONGEST_FIELD, LONGEST_HTML, LONGEST_TEXT, Form, read_form

SIGNATURE = "x-twilio-email-event-webhook-signature"
TIMESTAMP = "x-twilio-email-event-webhook-timestamp"
# SendGrid tries a request again for three days (SendGrid docs: Inbound Email Parse Webhook).
OLDEST = 3 * 24 * 3600 + 3600
AHEAD = 300
TEXTS = ("from", "to", "cc", "subject", "text", "html")
NEEDED = {
    **dict.fromkeys(TEXTS, LONGEST_FIELD),
    **dict.fromkeys(("charsets", "envelope", "SPF", "dkim", "attachment-info"), LONGEST_FIELD),
    "headers": LONGEST_TEXT,
    "text": LONGEST_TEXT,
    "html": LONGEST_HTML,
}


class SendGrid:
    """SendGrid's Inbound Parse (SendGrid docs: Securing your Inbound Parse webhooks)."""

    name = "sendgrid"

    def __init__(self, public_key: str) -> None:
        self._key = _public_key(public_key)

    async def receive(self, call: HookCall, now: datetime) -> InboundRequest[Form]:
        """Read and verify a form. SendGrid signs the whole body, so it is trusted only once its last byte was
        hashed.

        Raise Unproven when the signature is wrong or too old.
        """
        timestamp, signature = call.headers.get(TIMESTAMP, ""), call.headers.get(SIGNATURE, "")
        try:
            age = now.timestamp() - int(timestamp)
            signed, digest = base64.b64decode(signature), Hash(SHA256())
            digest.update(timestamp.encode())
            form = await read_form(replace(call, stream=_hashed(call, digest)), NEEDED)
            self._key.verify(signed, digest.finalize(), ECDSA(Prehashed(SHA256())))
        except (ValueError, OverflowError, binascii.Error, InvalidSignature):
            raise Unproven(
                "The request is not signed with the key of EMAIL_SENDGRID_PUBLIC_KEY. Attach the "
                "security policy."
            ) from None
        if not -AHEAD < age < OLDEST:
            raise Unproven("The signature is too old, or the clocks differ.")
        return InboundRequest(signature, form)

    def read(self, form: Form) -> InboundEmail:
        charsets = json.loads(form.get("charsets") or "{}")
        text_of = {name: form.get(name, str(charsets.get(name) or "utf-8")) for name in TEXTS}
        headers = _headers(form.get("headers"))
        envelope = json.loads(form.get("envelope") or "{}")
        return InboundEmail(
            headers=headers,
            sender=text_of["from"] or headers.get("from", ""),
            subject=text_of["subject"],
            recipients=(*map(str, envelope.get("to") or ()), text_of["to"], text_of["cc"]),
            text=text_of["text"],
            html=text_of["html"],
            attachments=_attachments(form),
            return_path=envelope.get("from"),
            checks=_checks(form, str(envelope.get("from") or "")),
        )


async def _hashed(call: HookCall, digest: Hash) -> AsyncIterator[bytes]:
    async for chunk in call.chunks():
        digest.update(chunk)
        yield chunk


def _public_key(encoded: str) -> EllipticCurvePublicKey:
    """Return the key from SendGrid's form of it, DER in base 64. Raise Declined when it is not one."""
    try:
        key = load_der_public_key(base64.b64decode(encoded))
    except ValueError:
        key = None
    if not isinstance(key, EllipticCurvePublicKey):
        raise Declined("EMAIL_SENDGRID_PUBLIC_KEY is not a SendGrid public key. Copy the whole key again.")
    return key


def _headers(raw: str) -> dict[str, str]:
    parsed = HeaderParser().parsestr(raw.lstrip())
    return {name.lower(): str(value) for name, value in reversed(parsed.items())}


def _attachments(form: Form) -> tuple[Attachment, ...]:
    """Return the attachments, with the names in `attachment-info`, which are better than those of the files."""
    told = json.loads(form.get("attachment-info") or "{}")
    names = [str(each.get("filename") or each.get("name") or "") for each in told.values()]
    if len(names) != len(form.files):
        return form.files
    return tuple(
        Attachment(name or file.name, file.size) for name, file in zip(names, form.files, strict=True)
    )


def _checks(form: Form, sender: str) -> tuple[Check, ...]:
    """Return the checks: `SPF` is a word; `dkim` reads "{@larkspur.example : pass}", a pair per signature."""
    found = [Check(form.get("SPF").casefold() == "pass", domain_of(sender))] if form.get("SPF") else []
    pairs = re.findall(r"@([\w.-]+)\s*:\s*(\w+)", form.get("dkim"))
    return (*found, *(Check(result.casefold() == "pass", domain.casefold()) for domain, result in pairs))
