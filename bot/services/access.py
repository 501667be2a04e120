"""Who may do what, and who sees which case: decided here, by what Slack says of people, user groups and channels."""

import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bot.case import Case, Refused
from bot.case.visibility import VisibilityUnknown
from bot.delivery import Declined, NotSent
from bot.roles import PERSON_ID, Level, Person, Requester, Role

NOT_AN_AGENT = "Only members of the agents' group may do this; you can read along and write in the thread."
VISITOR = "{}, so you can look, but not act. To act, ask an administrator to add you to EXTERNAL_AGENTS."
REFUSALS = {
    Role.GUEST: VISITOR.format("You are a guest in this workspace"),
    Role.EXTERNAL: VISITOR.format("Your account belongs to another workspace"),
    Role.APP: "Apps cannot do this. Ask a member of the workspace.",
    Role.GONE: "Deactivated accounts cannot do this. Ask a member of the workspace.",
}


class SlackDirectory(Protocol):
    """What Slack says. The first three raise NotSent or Declined."""

    async def person(self, user: str) -> Person: ...
    async def group_members(self, group: str) -> frozenset[str]: ...
    async def channel_members(self, channel: str) -> frozenset[str]: ...
    async def public_channels(self) -> frozenset[str]: ...
    def forget_members(self, channel: str) -> None: ...
    def forget_channels(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Grants:
    """To whom the settings give rights, as user ids and user groups; a name of a person gives none.

    Without `agents` every full member is one; `visitors` are the guests and people of other workspaces who are agents
    too; `editors` may edit the rules.
    """

    agents: tuple[str, ...] = ()
    visitors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody is and may do, and what to say to them when they want to do more."""

    role: Role
    level: Level
    refusal: str = ""


class CasePlace(NamedTuple):
    """What decides who sees a case: its channel, by id or as the rules name it, and its team."""

    channel: str
    team: str


class Access:
    """`teams_of` tells the names of the teams somebody works in."""

    def __init__(
        self, directory: SlackDirectory, teams_of: Callable[[str], Awaitable[Collection[str]]], grants: Grants
    ) -> None:
        self.directory = directory
        self._teams_of = teams_of
        self._grants = grants

    async def standing(self, asker: Requester) -> Rights:
        """Return what the requester may do. Raises Refused while Slack does not say who they are."""
        try:
            person = await self.directory.person(asker.user)
        except (Declined, NotSent) as trouble:
            raise Refused(
                f"Slack does not say who you are: {trouble.why} Try again soon.", "no_role"
            ) from None
        role = person.role_from(asker.workspace)
        if role is Role.MEMBER:
            return await self._member(asker.user)
        if role in (Role.GUEST, Role.EXTERNAL):
            named, _ = await self._named("EXTERNAL_AGENTS", self._grants.visitors, asker.user)
            return Rights(role, Level.AGENT if named else Level.LOOK, REFUSALS[role])
        return Rights(role, Level.NOTHING, REFUSALS[role])

    async def edits_rules(self, asker: Requester) -> bool:
        """Return whether the requester may edit the rules. Raises Refused when a group that could say so is no group,
        or Slack does not say who is in it."""
        if (await self.standing(asker)).level < Level.MEMBER:
            return False
        named, trouble = await self._named("RULES_EDITORS", self._grants.editors, asker.user)
        if trouble:
            raise Refused(trouble, "no_group")
        return named

    async def sight(self, asker: Requester, role: Role) -> "RequesterVisibility":
        """Return which cases the requester sees, who has this role."""
        public = await self.directory.public_channels() if role is Role.MEMBER else frozenset()
        return RequesterVisibility(public, lambda place: self._shows(asker.user, place))

    async def sees(self, user: str, case: Case) -> bool:
        """Return whether somebody sees the case; not while Slack does not say."""
        asker = Requester(user)
        try:
            role = (await self.standing(asker)).role
            return await (await self.sight(asker, role)).shows(case)
        except Refused:
            return False

    async def reads(self, asker: Requester, channel: str) -> bool:
        """Return whether the requester may read a channel, by its id. Raises Refused or NotSent while Slack does not
        say."""
        role = (await self.standing(asker)).role
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
        """Whether a setting names the user, by id or in a group; what keeps Baton from telling, if anything does."""
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
                trouble = f"Slack does not say who is in {group}: {failure.why} Try again soon."
        return False, trouble

    async def _shows(self, user: str, place: CasePlace) -> bool:
        """Whether the user is in the channel, or works in the team."""
        try:
            if user in await self.directory.channel_members(place.channel):
                return True
        except Declined:
            pass  # A channel that Baton cannot see; its team still sees the cases.
        except NotSent as trouble:
            raise Refused(
                f"Slack does not say who may see that case: {trouble.why} Try again soon.", "no_sight"
            ) from None
        return place.team in await self._teams_of(user)


class RequesterVisibility:
    """Which cases one requester sees: those of public channels (`public`, by id and #name; none for visitors), and of
    other places what `shows` says, asked once for each place."""

    def __init__(self, public: Collection[str], shows: Callable[[CasePlace], Awaitable[bool]]) -> None:
        self._public = public
        self._shows = shows
        self._known: dict[CasePlace, bool] = {}

    def sees(self, case: Case) -> bool:
        """Return whether the requester sees the case. Raises Unseen where that must be looked up first."""
        place = _place(case)
        if place.channel in self._public:
            return True
        if place not in self._known:
            raise VisibilityUnknown(case)
        return self._known[place]

    async def look(self, case: Case) -> None:
        """Look up what `sees` needs to know of the place of this case. Raises Refused while Slack does not say."""
        place = _place(case)
        self._known[place] = await self._shows(place)

    async def shows(self, case: Case) -> bool:
        """Return whether the requester sees the case, looking it up where needed. Raises Refused."""
        try:
            return self.sees(case)
        except VisibilityUnknown:
            await self.look(case)
            return self.sees(case)


async def _nothing(place: CasePlace) -> bool:
    return False


# For requests of which nobody found out whose they are.
BLIND = RequesterVisibility((), _nothing)


def _place(case: Case) -> CasePlace:
    """Where the card is; while it is not there yet, the channel the case goes to. A channel keeps its id when somebody
    renames it."""
    thread, route = case.thread, case.route
    shown = thread is not None and thread.name in ("", route.channel)
    return CasePlace(thread.channel if thread and shown else route.channel, route.team)
