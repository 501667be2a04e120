"""The workspace of the simulated Slack: people, channels, tokens, clock, and a log of the app's calls."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum

from sandbox.slack import seed
from sandbox.slack.errors import SlackError
from sandbox.slack.links import SharedLinks
from sandbox.slack.pace import Pace
from sandbox.slack.pings import Names, directory
from sandbox.slack.records import Call, Channel, Json, Ping, User, UserGroup
from sandbox.stream import Stream

Clock = Callable[[], datetime]
Emit = Callable[[Json], None]


def utc_now() -> datetime:
    """Return the current time."""
    return datetime.now(UTC)


class MessagesTab(Enum):
    """The state of the app's Messages tab: shown or not, open for writing or not."""

    OFF = "off"
    READ_ONLY = "read only"
    OPEN = "open"


class Workspace:
    """One workspace with one installed app. ``emit`` is where its events go; the delivery sets it."""

    def __init__(self, stream: Stream, *, clock: Clock = utc_now, pace: Pace | None = None) -> None:
        self.stream = stream
        self.clock = clock
        self.pace = pace or Pace()
        self.team = dict(seed.TEAM)
        self.enterprise_id = ""
        self.users: dict[str, User] = {user.id: user for user in seed.people()}
        self.groups: dict[str, UserGroup] = {group.id: group for group in seed.groups()}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in seed.channels()}
        self.commands = seed.commands()
        self.shortcuts = seed.shortcuts()
        self.bot_token = seed.BOT_TOKEN
        self.app_token = seed.APP_TOKEN
        self.bot_user = seed.BOT_USER
        self.bot_id = seed.BOT_ID
        self.app_id = seed.APP_ID
        self.scopes = set(seed.SCOPES)
        self.subscriptions: set[str] | None = None
        self.messages_tab = MessagesTab.OPEN
        self.links = SharedLinks(seed.UNFURL_DOMAINS)
        self.journal: list[Call] = []
        self.pings: list[Ping] = []
        self.emit: Emit = lambda event: None
        self._last_micros = 0
        self._serial = 0

    def install(self, manifest: Json) -> None:
        """Install commands, shortcuts, scopes and event subscriptions from an app manifest.

        Until then the app gets every event and has the sample's commands.
        """
        features = manifest.get("features", {})
        self.messages_tab = _messages_tab(features.get("app_home", {}))
        self.commands = list(features.get("slash_commands", []))
        self.shortcuts = list(features.get("shortcuts", []))
        self.scopes = set(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])) or self.scopes
        self.links.domains = list(features.get("unfurl_domains", []))
        events = manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events")
        self.subscriptions = None if events is None else set(events)

    def calls(self, method: str) -> list[Call]:
        """Return the logged calls of one method, oldest first."""
        return [call for call in self.journal if call.method == method]

    def channel(self, wanted: str) -> Channel:
        """Return a channel by id or name ("C0SOCIAL", "#social", "social"). Raise ``channel_not_found``."""
        if wanted in self.channels:
            return self.channels[wanted]
        name = wanted.removeprefix("#")
        for channel in self.channels.values():
            if channel.name == name and not channel.is_im:
                return channel
        raise SlackError("channel_not_found")

    def user(self, wanted: str) -> User:
        """Return a user by id. Raise ``user_not_found``."""
        if wanted not in self.users:
            raise SlackError("user_not_found")
        return self.users[wanted]

    def sees(self, user: str, channel: Channel) -> bool:
        """Return whether a person can open the channel: one they are in, or a public one unless they are a visitor."""
        return user in channel.members or (channel.kind == "channel" and not self.user(user).is_visitor)

    def direct_message(self, user: str) -> Channel:
        """Return the direct message channel between the bot and a user; open it if there is none."""
        person = self.user(user)
        wanted = f"D{person.id[1:]}"
        if wanted not in self.channels:
            members = [person.id, self.bot_user]
            self.channels[wanted] = Channel(wanted, person.name, is_im=True, members=members)
            self.stream.publish("channels")
        return self.channels[wanted]

    def new_ts(self) -> str:
        """Return the next message time, "seconds.micros", later than every one before it."""
        micros = int(self.clock().timestamp() * 1_000_000)
        self._last_micros = max(micros, self._last_micros + 1)
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """Return a fresh id such as "V000012"; the same in every run that does the same things."""
        self._serial += 1
        return f"{prefix}{self._serial:06d}"

    def names(self) -> Names:
        """Return what ``@name`` refers to."""
        return directory(self.users.values(), self.groups.values())

    def permalink(self, channel: Channel, ts: str, thread_ts: str | None = None) -> str:
        """Return the address of a message, as chat.getPermalink gives it."""
        link = f"https://{self.team['domain']}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
        inside = thread_ts is not None and thread_ts != ts
        return f"{link}?thread_ts={thread_ts}&cid={channel.id}" if inside else link


def _messages_tab(app_home: Json) -> MessagesTab:
    """Return what a manifest's ``features.app_home`` says; without a word of it the tab is off.

    Source: https://docs.slack.dev/reference/app-manifest
    """
    if not app_home.get("messages_tab_enabled"):
        return MessagesTab.OFF
    return MessagesTab.READ_ONLY if app_home.get("messages_tab_read_only_enabled") else MessagesTab.OPEN
