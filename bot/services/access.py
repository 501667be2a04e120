"""Access rights: roles, levels and visible cases, from what Slack says about people, user groups and channels."""

import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bot.case import Case, Refused
from bot.case.visibility import VisibilityUnknown
from bot.delivery import Declined, NotSent
from bot.roles import PERSON_ID, Level, Person, Requester, Role

NOT_AN_AGENT = (
    "Only members of the agents' group can do this. You can still read the case and write in its thread."
)
VISITOR = "{}, so you can view cases but not act on them. Ask your Baton admin to add you to EXTERNAL_AGENTS."
REFUSALS = {
    Role.GUEST: VISITOR.format("You are a guest in this workspace"),
    Role.EXTERNAL: VISITOR.format("Your account belongs to another workspace"),
    Role.APP: "Apps cannot do this. Ask a member of the workspace to do it.",
    Role.GONE: "Deactivated accounts cannot do this. Ask a member of the workspace to do it.",
}


class SlackDirectory(Protocol):
    """People, groups and channels as Slack knows them. The first three methods raise NotSent or Declined."""

    async def person(self, user: str) -> Person: ...
    async def group_members(self, group: str) -> frozenset[str]: ...
    async def channel_members(self, channel: str) -> frozenset[str]: ...
    async def public_channels(self) -> frozenset[str]: ...
    async def is_in(self, channel: str) -> bool: ...
    async def full_members(self) -> frozenset[str]: ...
    def forget_members(self, channel: str) -> None: ...
    def forget_channels(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Grants:
    """Rights given by the settings, as user ids and user groups; a person's name grants nothing."""

    #: Agents; when empty, every full member is one.
    agents: tuple[str, ...] = ()
    #: Guests and people of other workspaces who are agents, too.
    visitors: tuple[str, ...] = ()
    #: People who may edit the routing rules.
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rights:
    """A person's role and level, with the message for anything beyond it."""

    role: Role
    level: Level
    refusal: str = ""


class CasePlace(NamedTuple):
    """The two things that decide who sees a case: its team and its channel, by id or by its name in the rules."""

    channel: str
    team: str


class Access:
    """Decisions on rights and visibility. `teams_of` returns the names of a person's teams."""

    def __init__(
        self, directory: SlackDirectory, teams_of: Callable[[str], Awaitable[Collection[str]]], grants: Grants
    ) -> None:
        self.directory = directory
        self._teams_of = teams_of
        self._grants = grants

    async def rights(self, asker: Requester) -> Rights:
        """Return the requester's rights. Raise Refused while Slack cannot say who they are."""
        try:
            person = await self.directory.person(asker.user)
        except (Declined, NotSent) as trouble:
            raise Refused(
                f"Baton couldn't check your account in Slack: {trouble.why} Try again soon.", "no_role"
            ) from None
        role = person.role_from(asker.workspace)
        if role is Role.MEMBER:
            return await self._member(asker.user)
        if role in (Role.GUEST, Role.EXTERNAL):
            named, _ = await self._named("EXTERNAL_AGENTS", self._grants.visitors, asker.user)
            return Rights(role, Level.AGENT if named else Level.LOOK, REFUSALS[role])
        return Rights(role, Level.NOTHING, REFUSALS[role])

    async def edits_rules(self, asker: Requester) -> bool:
        """Return true when the requester may edit the rules.

        Raise Refused when the setting names no valid group, or while Slack cannot say who is in it.
        """
        if (await self.rights(asker)).level < Level.MEMBER:
            return False
        named, trouble = await self._named("RULES_EDITORS", self._grants.editors, asker.user)
        if trouble:
            raise Refused(trouble, "no_group")
        return named

    async def visibility(self, asker: Requester, role: Role) -> "RequesterVisibility":
        """Return the cases visible to the requester, who has this role."""
        public = await self.directory.public_channels() if role is Role.MEMBER else frozenset()
        return RequesterVisibility(public, lambda place: self._shows(asker.user, place))

    async def sees(self, user: str, case: Case) -> bool:
        """Return true when the user sees the case; false while Slack cannot say."""
        asker = Requester(user)
        try:
            role = (await self.rights(asker)).role
            return await (await self.visibility(asker, role)).shows(case)
        except Refused:
            return False

    async def is_open(self, case: Case) -> bool:
        """Return true when the case is in a public channel, so that every full member may see it."""
        return _place(case).channel in await self.directory.public_channels()

    async def all_see(self, channel: str, case: Case) -> bool:
        """Return true when everyone in a channel, given by its id, may see the case.

        Return false while Slack cannot say, and for conversations that Baton cannot look into (direct messages).
        """
        if channel == _place(case).channel:
            return True
        try:
            members = await self.directory.channel_members(channel) if await self.is_open(case) else None
            return members is not None and members <= await self.directory.full_members()
        except (Declined, NotSent):
            return False

    async def reads(self, asker: Requester, channel: str) -> bool:
        """Return true when the requester may read a channel, by its id. Raise Refused or NotSent while Slack cannot
        say."""
        role = (await self.rights(asker)).role
        if role is Role.MEMBER and channel in await self.directory.public_channels():
            return True
        try:
            return asker.user in await self.directory.channel_members(channel)
        except Declined:
            return False

    async def _member(self, user: str) -> Rights:
        if not self._grants.agents:
            return Rights(Role.MEMBER, Level.AGENT)
        named, trouble = await self._named("AGENTS_GROUP", self._grants.agents, user)
        return Rights(Role.MEMBER, Level.AGENT if named else Level.MEMBER, trouble or NOT_AN_AGENT)

    async def _named(self, setting: str, names: Collection[str], user: str) -> tuple[bool, str]:
        """Return true when a setting names the user, by id or in a group, and the problem that prevents an answer, if
        any."""
        if user in names:
            return True, ""
        trouble = ""
        for group in (name for name in names if not re.fullmatch(PERSON_ID, name)):
            try:
                if user in await self.directory.group_members(group):
                    return True, ""
            except Declined as refusal:
                trouble = f"{setting} names {group}: {refusal.why} Only user ids and user groups give rights."
            except NotSent as failure:
                trouble = (
                    f"Baton couldn't read the members of {group} from Slack: {failure.why} Try again soon."
                )
        return False, trouble

    async def _shows(self, user: str, place: CasePlace) -> bool:
        """Return true when the user is in the channel or works in the team."""
        try:
            if user in await self.directory.channel_members(place.channel):
                return True
        except Declined:
            pass  # A channel that Baton cannot see; its team still sees the cases.
        except NotSent as trouble:
            raise Refused(
                f"Baton couldn't check in Slack who may see this case: {trouble.why} Try again soon.",
                "no_sight",
            ) from None
        return place.team in await self._teams_of(user)


class RequesterVisibility:
    """The cases visible to one requester.

    `public` lists public channels by id and #name (none for visitors). For other places `shows` is asked, once for each
    place.
    """

    def __init__(self, public: Collection[str], shows: Callable[[CasePlace], Awaitable[bool]]) -> None:
        self._public = public
        self._shows = shows
        self._known: dict[CasePlace, bool] = {}

    def sees(self, case: Case) -> bool:
        """Return true when the requester sees the case.

        Raise VisibilityUnknown when that must be looked up first.
        """
        place = _place(case)
        if place.channel in self._public:
            return True
        if place not in self._known:
            raise VisibilityUnknown(case)
        return self._known[place]

    async def look_up(self, case: Case) -> None:
        """Look up what `sees` needs for the channel of this case. Raise Refused while Slack cannot say."""
        place = _place(case)
        self._known[place] = await self._shows(place)

    async def shows(self, case: Case) -> bool:
        """Return true when the requester sees the case, after a lookup where needed. Raise Refused while Slack cannot
        say."""
        try:
            return self.sees(case)
        except VisibilityUnknown:
            await self.look_up(case)
            return self.sees(case)


async def _nothing(place: CasePlace) -> bool:
    return False


# For requests without a known requester.
BLIND = RequesterVisibility((), _nothing)


def _place(case: Case) -> CasePlace:
    """Return the location of the card; before it is posted, the channel the case goes to.

    A renamed channel keeps its id.
    """
    thread, route = case.thread, case.route
    shown = thread is not None and thread.name in ("", route.channel)
    return CasePlace(thread.channel if thread and shown else route.channel, route.team)
