"""E-mail is opened when its settings are there, with only what its service needs."""

import subprocess
import sys

import pytest

from bot.networks.registry import open_networks
from bot.settings import SettingsError, read_settings
from bot.settings.email import mail_server
from tests.wire.email.requests import SENDGRID_PUBLIC_KEY

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "signing-secret"}
EMAIL = {
    "EMAIL_ADDRESS": "help@larkspur.example",
    "SMTP_URL": "smtp://help@larkspur.example:pa55:w0rd@mail.larkspur.example:587",
    "EMAIL_INBOUND": "Mailgun",
    "EMAIL_MAILGUN_SIGNING_KEY": "signing-key",
    "LINK_SECRET": "a-long-random-text",
}


def faults(environ: dict[str, str]) -> dict[str, str]:
    with pytest.raises(SettingsError) as caught:
        read_settings({**SLACK, **environ}, env_file=None)
    return {fault.name: fault.wrong for fault in caught.value.faults}


@pytest.mark.parametrize(
    "inbound",
    [
        {"EMAIL_INBOUND": "mailgun", "EMAIL_MAILGUN_SIGNING_KEY": "signing-key"},
        {"EMAIL_INBOUND": "postmark", "EMAIL_POSTMARK_USER_PASSWORD": "user:password"},
        {"EMAIL_INBOUND": "sendgrid", "EMAIL_SENDGRID_PUBLIC_KEY": SENDGRID_PUBLIC_KEY},
    ],
)
def test_with_its_settings_there_is_email(inbound: dict[str, str]) -> None:
    without = {name: value for name, value in EMAIL.items() if "MAILGUN" not in name}
    (network,) = open_networks(read_settings({**SLACK, **without, **inbound}, env_file=None))
    assert (network.name, network.title, network.account) == ("email", "E-mail", "help@larkspur.example")
    assert network.hook is not None


def test_a_secret_for_links_alone_switches_nothing_on() -> None:
    settings = read_settings({**SLACK, "LINK_SECRET": "a-long-random-text"}, env_file=None)
    assert open_networks(settings) == []


def test_what_email_lacks_is_said_all_at_once() -> None:
    assert faults({"EMAIL_NAME": "Larkspur Help"}) == dict.fromkeys(
        ("EMAIL_ADDRESS", "SMTP_URL", "EMAIL_INBOUND", "LINK_SECRET"), "is missing"
    )
    postmark = {**EMAIL, "EMAIL_INBOUND": "Postmark"}
    assert faults(postmark) == {"EMAIL_POSTMARK_USER_PASSWORD": "is missing"}


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("EMAIL_ADDRESS", "help", "is not a plain e-mail address such as help@larkspur.example"),
        (
            "EMAIL_ADDRESS",
            "help+x@larkspur.example",
            "is not a plain e-mail address such as help@larkspur.example",
        ),
        (
            "EMAIL_ADDRESS",
            "Help <a@b.example>",
            "is not a plain e-mail address such as help@larkspur.example",
        ),
        (
            "EMAIL_ADDRESS",
            f"{'x' * 26}@larkspur.example",
            "has more than 25 characters before its @, and Baton adds the case's number there",
        ),
        ("SMTP_URL", "https://mail", "is not smtp://user:password@host:587 or smtps://user:password@host"),
        ("SMTP_URL", "smtp://:25", "is not smtp://user:password@host:587 or smtps://user:password@host"),
        (
            "SMTP_URL",
            "smtp://mail:many",
            "is not smtp://user:password@host:587 or smtps://user:password@host",
        ),
        ("EMAIL_INBOUND", "exchange", "is not one of the accepted values"),
        ("EMAIL_POSTMARK_USER_PASSWORD", "password", "is not user:password"),
        ("EMAIL_SENDGRID_PUBLIC_KEY", "MFkw", "is not a SendGrid public key"),
        (
            "EMAIL_SENDGRID_PUBLIC_KEY",
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEé",
            "is not a SendGrid public key",
        ),
    ],
)
def test_a_value_that_cannot_be_is_named(name: str, value: str, wrong: str) -> None:
    assert faults({**EMAIL, name: value})[name] == wrong


def test_a_short_link_secret_is_refused() -> None:
    assert "LINK_SECRET" in faults({**EMAIL, "LINK_SECRET": "short-secret"})


def test_the_mail_servers_password_is_never_shown() -> None:
    settings = read_settings({**SLACK, **EMAIL}, env_file=None)
    assert "pa55" not in settings.redacted()["SMTP_URL"] + repr(settings)
    assert "pa55:w0rd" in settings.secrets()


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("smtp://mail.example", ("mail.example", 587, "", "", False)),
        (
            "smtps://me%40larkspur.example:a%2Fb@mail.example",
            ("mail.example", 465, "me@larkspur.example", "a/b", True),
        ),
        ("smtp://me:secret@mail.example:2525", ("mail.example", 2525, "me", "secret", False)),
    ],
)
def test_the_address_of_the_mail_server_is_taken_apart(url: str, parts: tuple[object, ...]) -> None:
    assert mail_server(url) == parts


def test_the_libraries_of_mail_are_loaded_for_mail_alone() -> None:
    check = (
        "import sys, bot.networks.registry;"
        "libraries = {'aiosmtplib', 'lxml', 'publicsuffixlist', 'webencodings', 'cryptography', 'aiosmtpd'};"
        "sys.exit(bool(libraries & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
