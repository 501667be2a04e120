"""E-mail opened for a test, with ears that keep what it brings."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.mention import Mention
from bot.networks import HookAnswer, HookCall
from bot.networks.email import Email, open_email
from bot.settings.email import EmailSettings
from tests.contracts.stages.watching import HeardPosts
from tests.wire.email.requests import SENDGRID_PUBLIC_KEY, SIGNING_KEY, USER_PASSWORD

ADDRESS = "help@larkspur.example"
SECRET = "link-secret-of-larkspur"
NOW = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)


@dataclass(slots=True)
class Inbox:
    """A network and what it took."""

    network: Email
    sink: HeardPosts

    async def bring(self, call: HookCall) -> HookAnswer:
        return await self.network.hook(call)

    async def taken(self, call: HookCall) -> Mention:
        """The one letter this request brings."""
        before = len(self.sink.taken)
        answer = await self.network.hook(call)
        assert answer.status == 200, answer.text
        (mention,) = self.sink.taken[before:]
        return mention


def inbox(inbound: str = "mailgun", smtp_url: str = "smtp://127.0.0.1:9", now: datetime = NOW) -> Inbox:
    settings = EmailSettings.model_validate(
        {
            "address": ADDRESS,
            "name": "Larkspur Help",
            "smtp_url": smtp_url,
            "inbound": inbound,
            "mailgun_signing_key": SIGNING_KEY,
            "postmark_user_password": USER_PASSWORD,
            "sendgrid_public_key": SENDGRID_PUBLIC_KEY,
        }
    )
    network, sink = open_email(settings, SECRET, timeout=1.0, now=lambda: now), HeardPosts()
    network.subscribe(sink)
    return Inbox(network, sink)
