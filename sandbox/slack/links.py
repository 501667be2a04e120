"""Links in messages that an app may preview: which domains it registered, and which links it was sent.

Source: https://docs.slack.dev/messaging/unfurling-links-in-messages and docs.slack.dev/reference/events/link_shared
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from sandbox.slack.records import Channel, Json, Message

LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>")
# Links of one message that Slack sends the app; not documented, a service for others says five.
LINKS_SENT = 5


@dataclass(slots=True)
class Shared:
    """Links of one message as they were sent to the app, which may preview them once it has acknowledged the event."""

    channel: str
    ts: str
    urls: frozenset[str]
    acknowledged: bool = False


class SharedLinks:
    """The links that were sent to the app, by their ``unfurl_id``. A domain includes its subdomains."""

    def __init__(self, domains: list[str]) -> None:
        self.domains = list(domains)
        self.sent: dict[str, Shared] = {}

    def share(self, channel: Channel, message: Message, bot_user: str) -> Json | None:
        """Return the event ``link_shared`` of a message; None when it has no link to a registered domain."""
        found = list(self._found(message))[:LINKS_SENT]
        if not found:
            return None
        unfurl_id = f"{channel.id}.{message.ts}.{len(self.sent):08x}"
        urls = frozenset(url for _, url in found)
        self.sent[unfurl_id] = Shared(channel.id, message.ts, urls)
        event: Json = {"type": "link_shared", "channel": channel.id, "user": message.user}
        event |= {"is_bot_user_member": bot_user in channel.members, "message_ts": message.ts}
        event |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
        event |= {"unfurl_id": unfurl_id, "source": "conversations_history", "event_ts": message.ts}
        return event | {"links": [{"domain": domain, "url": url} for domain, url in found]}

    def acknowledge(self, event: Json) -> None:
        """Note that the app answered the event."""
        if shared := self.sent.get(str(event.get("unfurl_id"))):
            shared.acknowledged = True

    def allows(self, channel: str, ts: str, url: str) -> bool:
        """Return whether the app acknowledged this link of this message."""
        return any(
            each.acknowledged and (each.channel, each.ts) == (channel, ts) and url in each.urls
            for each in self.sent.values()
        )

    def _found(self, message: Message) -> Iterator[tuple[str, str]]:
        for url in dict.fromkeys(map(unescape, LINK.findall(message.text))):
            host = urlsplit(url).hostname or ""
            for domain in self.domains:
                if host == domain or host.endswith(f".{domain}"):
                    yield domain, url
                    break
