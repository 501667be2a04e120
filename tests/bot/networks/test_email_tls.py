"""The password of the mail server goes over TLS alone, and only to a server that proves its name."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.delivery import NotSent
from bot.networks.email.smtp import MailServer

NAME = "localhost"


class Careful:
    """A mail server's handler that takes a login over TLS and notes it."""

    def __init__(self) -> None:
        self.logins: list[str] = []

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(f"{data.login.decode()}:{data.password.decode()}")
        return AuthResult(success=True)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for NAME that vouches for itself, with its key, in one file."""
    key, name = generate_private_key(SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(
        Encoding.PEM
    )
    file = tmp_path / "server.pem"
    file.write_bytes(pem)
    return file


@pytest.fixture
def careful() -> Careful:
    return Careful()


@pytest.fixture(params=["smtp", "smtps"])
async def server(
    request: pytest.FixtureRequest, careful: Careful, certificate: Path
) -> AsyncIterator[MailServer]:
    """Our side of a server that offers STARTTLS, or speaks TLS from its first word."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    at_once = request.param == "smtps"
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(
        lambda: SMTP(
            careful,
            tls_context=None if at_once else context,
            auth_require_tls=not at_once,
            authenticator=careful.authenticate,
            loop=loop,
        ),
        "127.0.0.1",
        ssl=context if at_once else None,
    )
    port = listening.sockets[0].getsockname()[1]
    yield MailServer(NAME, port, "larkspur", "its-password", at_once, "larkspur.example", 2.0)
    listening.close()


async def test_a_server_whose_certificate_is_trusted_gets_the_password(
    server: MailServer, careful: Careful, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    await server.check_login()
    assert careful.logins == ["larkspur:its-password"]


async def test_a_server_nobody_vouches_for_does_not_get_it(server: MailServer, careful: Careful) -> None:
    with pytest.raises(NotSent, match="certificate"):
        await server.check_login()
    assert careful.logins == []
