"""E-mail and the sandbox's mail world."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from types import MappingProxyType

from bot.networks import HookCall, SocialNetwork
from bot.networks.email import open_email
from bot.settings import read_settings
from sandbox import Sandbox
from tests.contracts.stages import Act, Question, Stage

TIMEOUT = 2.0
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "signing-secret"}


class OnEmail:
    """E-mail and the sandbox's mail world. Addresses are people's names at a domain that is nobody's."""

    exempt: Mapping[Question, str] = MappingProxyType(
        {
            "find": "nobody can ask a mail server whether a letter went out: the owner is asked",
            "fetch": "a letter cannot be fetched by its id",
            "gone": "a letter cannot be taken away from us, so it can always be answered",
            "wait": "a mail server says that we should come later, not when (RFC 5321, 4.2.1)",
            "500_after": "a mail server that answers with an error has not taken the letter (RFC 5321, 4.2.5)",
        }
    )
    calls_of: Mapping[Act, str] = MappingProxyType({"reply": "SMTP DATA", "anything": "SMTP EHLO"})

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._mail = sandbox.mail
        self._written: list[str] = []
        given = self._mail.settings()
        settings = read_settings({**SLACK, **given}, env_file=None).email
        assert settings
        self.network: SocialNetwork = open_email(settings, given["LINK_SECRET"], timeout=TIMEOUT)

    def post(self, author: str, text: str) -> str:
        letter = self._mail.post(address_of(author), text, subject="My parcel", name=author)
        self._written.append(letter.id)
        return letter.id

    def post_as_us(self, text: str) -> str:
        letter = self._mail.post(self._mail.address, text, subject="We are back")
        self._written.append(letter.id)
        return letter.id

    def post_closed(self, author: str, text: str) -> str:
        self._mail.refused.add(address_of(author))
        return self.post(author, text)

    def delete(self, native_id: str) -> None:
        """Who deletes a letter deletes their own copy."""

    def edit(self, native_id: str, text: str) -> None:
        """A letter that was sent stays as it is."""

    def address(self, native_id: str) -> str:
        return f"mid:{native_id}"

    def replies(self, native_id: str) -> list[str]:
        return [
            each.text for each in self._mail.letters.values() if each.of_bot and each.in_reply_to == native_id
        ]

    def fail(self, act: Act, kind: str) -> None:
        self._sandbox.faults.arm(self.calls_of[act], kind, seconds=TIMEOUT * 3)

    def expire_keys(self) -> None:
        self._mail.revoked = True

    def calls(self) -> Sequence[HookCall]:
        return [self._call(letter_id) for letter_id in self._written]

    def forged(self) -> HookCall:
        letter = self._mail.post(address_of("mallory"), "let me in")
        genuine = self._call(letter.id)
        return replace(genuine, body=genuine.body.replace(letter.token.encode(), b"0" * len(letter.token)))

    def _call(self, letter_id: str) -> HookCall:
        headers, body = self._mail.request(self._mail.letter(letter_id))
        lower = {name.lower(): value for name, value in headers.items()}
        return HookCall("POST", "mailgun", {}, lower, body)


@asynccontextmanager
async def on_email() -> AsyncIterator[Stage]:
    sandbox = Sandbox()
    await sandbox.start()
    stage = OnEmail(sandbox)
    try:
        yield stage
    finally:
        await stage.network.stop()
        await sandbox.stop()


def address_of(author: str) -> str:
    return f"{author}@post.example"
