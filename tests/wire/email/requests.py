"""The documented requests of the three services, signed as each of them signs."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.networks import HookCall

HERE = Path(__file__).parent
SIGNING_KEY = "mailgun-signing-key"
USER_PASSWORD = "larkspur:postmark-password"
SENDGRID_KEY = generate_private_key(SECP256R1())
SENDGRID_PUBLIC_KEY = base64.b64encode(
    SENDGRID_KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
).decode()
BOUNDARY = "xYzZY"
FILES = {"attachment1": ("parcel.jpg", b"\xff\xd8" + b"\r\n--" * 30_100)}


def documented(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def mailgun(at: datetime, token: str = "t" * 50, **fields: str) -> HookCall:
    """A route's form. `fields` take the place of the documented ones; an empty one leaves it out."""
    given = {
        **documented("mailgun")["fields"],
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    timestamp = str(int(at.timestamp()))
    signature = hmac.new(SIGNING_KEY.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    signed = {**given, "timestamp": timestamp, "token": token, "signature": signature}
    return _call("mailgun", urlencode(signed).encode(), "application/x-www-form-urlencoded")


def postmark(user_password: str = USER_PASSWORD, **told: Any) -> HookCall:
    """The JSON of the inbound webhook, with the name and password of its address."""
    body = json.dumps({**documented("postmark"), **told}).encode()
    basic = base64.b64encode(user_password.encode()).decode()
    return _call("postmark", body, "application/json", authorization=f"Basic {basic}")


def sendgrid(
    at: datetime,
    files: dict[str, tuple[str, bytes]] = FILES,
    /,
    charset: str = "utf-8",
    **fields: str | bytes,
) -> HookCall:
    """The multipart form of Inbound Parse, with its files, signed over its time and its bytes."""
    given: dict[str, str | bytes] = {**documented("sendgrid")["fields"], **fields}
    body = multipart(
        {name: value if isinstance(value, bytes) else value.encode(charset) for name, value in given.items()},
        files,
    )
    timestamp = str(int(at.timestamp()))
    signature = SENDGRID_KEY.sign(timestamp.encode() + body, ECDSA(SHA256()))
    headers = {
        "x-twilio-email-event-webhook-signature": base64.b64encode(signature).decode(),
        "x-twilio-email-event-webhook-timestamp": timestamp,
    }
    return _call("sendgrid", body, f'multipart/form-data; boundary="{BOUNDARY}"', **headers)


def multipart(fields: dict[str, bytes], files: dict[str, tuple[str, bytes]]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
        for name, value in fields.items()
    ]
    for name, (filename, content) in files.items():
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _call(rest: str, body: bytes, content_type: str, **headers: str) -> HookCall:
    return HookCall("POST", rest, {}, {"content-type": content_type, **headers}, body)
