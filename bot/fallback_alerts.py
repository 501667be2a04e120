"""Ways to alert people outside Slack, for when Slack itself is down: a webhook, an e-mail."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from bot.delivery import Declined, NotSent
from bot.networks.http import Caller, retry_after
from bot.settings import Settings
from bot.settings.email import EmailSettings, mail_server
from bot.settings.types import reveal

SECONDS = 15.0
TITLE = "The webhook for alerts"
Alarm = Callable[[str, str], Awaitable[None]]


@asynccontextmanager
async def open_alarms(settings: Settings) -> AsyncIterator[dict[str, Alarm]]:
    """Yield one function for each way in the settings, by name.

    Each sends a subject and a text, and raises NotSent, Declined or CannotTell.
    """
    caller, alarms = Caller(TITLE, SECONDS), dict[str, Alarm]()
    if url := reveal(settings.alert.webhook_url):
        alarms["webhook"] = _webhook(caller, url)
    if settings.alert.email and settings.email:
        alarms["email"] = _email(settings.email, settings.alert.email)
    try:
        yield alarms
    finally:
        await caller.close()


def _webhook(caller: Caller, url: str) -> Alarm:
    async def post(subject: str, text: str) -> None:
        """Post the text twice: Slack, Teams, Mattermost and Google Chat read `text`, Discord reads `content`.

        Raise NotSent when another try makes sense, Declined when the receiver refuses.
        """
        body = {"subject": subject, "text": text, "content": text}
        answer = await caller.call("POST", url, json=body)
        if answer.fine:
            return
        wait = retry_after(answer.headers, datetime.now(UTC))
        if answer.status == 429 or answer.status >= 500:
            raise NotSent(f"{TITLE} answered with an error ({answer.status}).", wait)
        raise Declined(f"{TITLE} refused ({answer.status}). Check ALERT_WEBHOOK_URL.", str(answer.status))

    return post


def _email(settings: EmailSettings, recipient: str) -> Alarm:
    # Imported here, so that installations without e-mail alerts do not load it.
    from bot.networks.email.message import domain_of
    from bot.networks.email.smtp import MailServer

    sender = settings.address
    host, port, user, password, tls = mail_server(settings.smtp_url)
    server = MailServer(host, port, user, password, tls, domain_of(sender), SECONDS)

    async def send(subject: str, text: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, recipient, subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = make_msgid(domain=domain_of(sender))
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5: prevents out-of-office replies
        message.set_content(f"{text}\n")
        await server.send(message)

    return send
