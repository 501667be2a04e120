"""An e-mail as Mailgun's routes post it (Mailgun docs: Receiving messages via HTTP, Securing webhooks)."""

import hashlib
import hmac
import json
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlencode

from sandbox.mail.letters import Email

BOUNDARY = "sandbox-mail-9f4c1b"


def mailgun_request(letter: Email, signing_key: str) -> tuple[dict[str, str], bytes]:
    """Return headers and body of the request; with files it is multipart, as Mailgun has it."""
    fields = _fields(letter) | _signed(letter.token, letter.at, signing_key)
    if not letter.files:
        return {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(fields).encode()
    return {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}, _multipart(fields, letter)


def _signed(token: str, at: datetime, signing_key: str) -> dict[str, str]:
    timestamp = str(int(at.timestamp()))
    signature = hmac.new(signing_key.encode(), (timestamp + token).encode(), hashlib.sha256).hexdigest()
    return {"timestamp": timestamp, "token": token, "signature": signature}


def _fields(letter: Email) -> dict[str, str]:
    headers = _headers(letter)
    own = {name: value for name, value in headers if not name.startswith("X-Mailgun")}
    return own | {
        "recipient": letter.to.address,
        "sender": letter.sender.address if letter.return_path is None else letter.return_path,
        "from": str(letter.sender),
        "subject": letter.subject,
        "body-plain": letter.text,
        "body-html": letter.html,
        "stripped-text": _stripped(letter.text),
        "message-headers": json.dumps(headers),
        **({"attachment-count": str(len(letter.files))} if letter.files else {}),
    }


def _headers(letter: Email) -> list[tuple[str, str]]:
    domain = letter.sender.address.rpartition("@")[2]
    found = {
        "From": str(letter.sender),
        "To": str(letter.to),
        "Subject": letter.subject,
        "Date": format_datetime(letter.at),
        "Message-Id": f"<{letter.id}>",
        "In-Reply-To": f"<{letter.in_reply_to}>" if letter.in_reply_to else "",
        "References": " ".join(f"<{each}>" for each in letter.references),
        "Reply-To": letter.reply_to,
        "Dkim-Signature": f"v=1; a=rsa-sha256; d={domain}; s=mail",
        "X-Mailgun-Spf": "Pass",
        "X-Mailgun-Dkim-Check-Result": "Pass",
        **letter.headers,
    }
    return [(name, value) for name, value in found.items() if value]


def _stripped(text: str) -> str:
    """Return the text up to the first quoted line and to a signature; Mailgun's own rules do more."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(">") or line == "-- ":
            break
        lines.append(line)
    return "\n".join(lines).strip()


def _multipart(fields: dict[str, str], letter: Email) -> bytes:
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in fields.items()
    ]
    for number, each in enumerate(letter.files, start=1):
        head = f'Content-Disposition: form-data; name="attachment-{number}"; filename="{each.name}"\r\n'
        parts.append(f"{head}Content-Type: {each.content_type}\r\n\r\n".encode() + each.content)
    edge = b"--" + BOUNDARY.encode()
    return b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"
