"""The settings of e-mail."""

import base64
import re
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator

from bot.settings.types import Lower, Network, Secret, complain

# Leaves room for "+c", a case's number and its signature: 64 characters before the @ (RFC 5321, 4.5.3.1.1).
LONGEST_LOCAL = 25
# What every key on the curve P-256 begins with, as SendGrid shows it.
P256 = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"


def plain_address(text: str) -> str:
    """Return the address. Raise PydanticCustomError when it is not plain, or too long for a case token in it."""
    local, _, domain = text.rpartition("@")
    if not re.fullmatch(r"[A-Za-z0-9._-]+", local) or not re.fullmatch(
        r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", domain
    ):
        raise complain("is not a plain e-mail address such as help@larkspur.example")
    if len(local) > LONGEST_LOCAL:
        raise complain(
            f"has more than {LONGEST_LOCAL} characters before its @, and Baton adds the case's number there"
        )
    return text


def sending_server(url: str) -> str:
    """Return the URL. Raise PydanticCustomError when it is neither smtp:// nor smtps:// with a host."""
    try:
        parts = urlsplit(url)
        whole = (
            parts.scheme in ("smtp", "smtps") and parts.hostname and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        whole = False
    if not whole:
        raise complain("is not smtp://user:password@host:587 or smtps://user:password@host")
    return url


def user_password(secret: SecretStr) -> SecretStr:
    """Return the secret. Raise PydanticCustomError when it is not `user:password`."""
    if ":" not in secret.get_secret_value():
        raise complain("is not user:password")
    return secret


def public_key(text: str) -> str:
    """Return the key. Raise PydanticCustomError when it is not a P-256 public key in base 64."""
    try:
        whole = text.startswith(P256) and len(base64.b64decode(text, validate=True)) == 91
    except ValueError:
        whole = False
    if not whole:
        raise complain("is not a SendGrid public key")
    return text


class EmailSettings(Network, frozen=True):
    """E-mail is on when its address, its mail server and the service that receives for it are set."""

    address: Annotated[str, AfterValidator(plain_address)] = Field(
        description="The address customers write to and get replies from, such as help@larkspur.example.",
    )
    name: str | None = Field(
        None, max_length=100, description="The display name for that address, such as Larkspur Help."
    )
    smtp_url: Annotated[str, AfterValidator(sending_server)] = Field(
        alias="SMTP_URL",
        repr=False,
        description="The server that sends your mail: smtp://user:password@host:587, or smtps:// for port 465.",
    )
    inbound: Annotated[Literal["mailgun", "postmark", "sendgrid"], Lower] = Field(
        description="The service that receives your mail: mailgun, postmark or sendgrid."
    )
    mailgun_signing_key: Secret | None = Field(None, description="Mailgun's HTTP webhook signing key.")
    postmark_user_password: Annotated[Secret, AfterValidator(user_password)] | None = Field(
        None, description="The user:password in the URL of Postmark's inbound webhook."
    )
    sendgrid_public_key: Annotated[str, AfterValidator(public_key)] | None = Field(
        None, description="The public key of the security policy for SendGrid's Inbound Parse."
    )

    @field_validator("mailgun_signing_key", "postmark_user_password", "sendgrid_public_key")
    @classmethod
    def _of_the_service(cls, value: object, info: ValidationInfo) -> object:
        """Return the value. Raise PydanticCustomError when the service that receives needs it: it begins its name."""
        service = info.data.get("inbound")
        if value is None and service and str(info.field_name).startswith(service):
            raise complain("is missing")
        return value


def mail_server(url: str) -> tuple[str, int, str, str, bool]:
    """Return host, port, user, password (both empty if unset), and whether TLS starts before the first command."""
    parts = urlsplit(url)
    tls = parts.scheme == "smtps"
    return (
        parts.hostname or "",
        parts.port or (465 if tls else 587),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        tls,
    )
