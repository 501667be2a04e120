"""Discord commands with which trusted members escalate a post to the service queue."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import structlog

from bot.delivery import Declined
from bot.networks import EventSink
from bot.networks.discord.api import DiscordApi
from bot.networks.discord.channels import Places
from bot.networks.discord.errors import GONE_CODES, JSON
from bot.networks.discord.ids import native_id, post_id
from bot.networks.discord.members import MemberRoles
from bot.networks.discord.parse import Reader

log = structlog.get_logger(__name__)

SLASH, OF_MESSAGE, TEXT_OPTION = 1, 3, 3  # Discord docs: Application command types, option types
NEEDS_STAFF, NEEDS_STAFF_MENU = "needs-staff", "Needs staff"
COMMANDS: list[JSON] = [
    {
        "type": SLASH,
        "name": NEEDS_STAFF,
        "description": "Escalate a post to the service team",
        "options": [
            {
                "type": TEXT_OPTION,
                "name": "link",
                "description": "The post's link (Copy Message Link). Not needed inside a forum post",
            },
            {"type": TEXT_OPTION, "name": "reason", "description": "Note for the team"},
        ],
    },
    {"type": OF_MESSAGE, "name": NEEDS_STAFF_MENU},
]
NOT_YOU = (
    "Only members chosen by this server's team can escalate posts. Mention the bot, and the team will see it."
)
WHICH = "Which post? Add its link, or use Apps, Needs staff in the post's menu."
NOT_THERE = "This post can't be found. Check the link."
TRY_LATER = "Your request could not be accepted just now. Please try again in a minute."
NO_REASON = "escalated on Discord"


@dataclass(frozen=True, slots=True)
class EscalationCommand:
    """A command that a member used."""

    #: The interaction's id.
    id: str
    #: The interaction's token, valid for 15 minutes.
    token: str
    #: The id of our application.
    application: str
    #: The id of the server.
    guild: str
    #: The id of the channel it was used in.
    channel: str
    #: The id of the member who used it.
    user: str
    #: The member's user name.
    handle: str
    #: The native id of the post it was used on, if any.
    target: str = ""
    #: The post's URL that the member typed, if any.
    link: str = ""
    #: The reason that the member typed, if any.
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """Carries out commands of trusted members; `trusted` are the ids of their roles."""

    api: DiscordApi
    places: Places
    people: MemberRoles
    reader: Reader
    sink: EventSink
    trusted: Collection[str]

    async def sync(self, guilds: Iterable[str]) -> None:
        """Register our commands in these servers, only where they differ: Discord limits changes per day."""
        application = str((await self.api.application())["id"])
        wanted = COMMANDS if self.trusted else []
        for guild in guilds:
            if not _same(await self.api.commands(application, guild), wanted):
                await self.api.set_commands(application, guild, wanted)

    async def carry_out(self, asked: EscalationCommand) -> None:
        """Acknowledge the command at once (Discord waits three seconds), then do it and answer its user."""
        await self.api.answer_later(asked.id, asked.token)
        try:
            said = await self._done(asked)
        except Declined as refusal:
            said = NOT_THERE if refusal.code in GONE_CODES else refusal.why
        except Exception as trouble:
            # Store and network raise different errors, but the user must get an answer in any case.
            log.warning("discord_command_failed", why=f"{type(trouble).__name__}: {trouble}")
            said = TRY_LATER
        await self.api.answer(asked.application, asked.token, said)

    async def _done(self, asked: EscalationCommand) -> str:
        if not await self.people.has_one_of(asked.guild, asked.user, self.trusted):
            return NOT_YOU
        wanted = await self._post(asked)
        if wanted is None:
            return NOT_THERE if asked.link else WHICH
        channel, _, message = wanted.partition("-")
        place = await self.places.place(channel)
        if place.guild != asked.guild:
            return NOT_THERE
        post = await self.reader.read(await self.api.message(channel, message), place)
        return await self.sink.hand_in(post, asked.handle, asked.reason or NO_REASON, f"discord/{asked.id}")

    async def _post(self, asked: EscalationCommand) -> str | None:
        if asked.target:
            return asked.target
        if asked.link:
            return post_id(asked.link)
        here = await self.places.place(asked.channel)
        return native_id(here.id, here.id) if here.in_forum else None


def read_command(interaction: Any) -> EscalationCommand | None:
    """Return the command in a discord.Interaction; None when it is not one of ours."""
    data = interaction.data or {}
    if data.get("name") not in (NEEDS_STAFF, NEEDS_STAFF_MENU):
        return None
    given = {option["name"]: str(option.get("value") or "") for option in data.get("options") or []}
    channel = str(interaction.channel_id)
    return EscalationCommand(
        id=str(interaction.id),
        token=interaction.token,
        application=str(interaction.application_id),
        guild=str(interaction.guild_id),
        channel=channel,
        user=str(interaction.user.id),
        handle=interaction.user.name,
        target=native_id(channel, str(data["target_id"])) if data.get("target_id") else "",
        link=given.get("link", ""),
        reason=given.get("reason", ""),
    )


def _same(there: list[JSON], wanted: list[JSON]) -> bool:
    known = {(one.get("type", SLASH), one["name"]): _shape(one) for one in there}
    return known == {(one["type"], one["name"]): _shape(one) for one in wanted}


def _shape(command: JSON) -> tuple[str, list[tuple[str, str]]]:
    options = command.get("options") or []
    return command.get("description") or "", [(one["name"], one["description"]) for one in options]
