"""Roles of Slack users in Baton's own workspace, and the level of rights they give."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

PERSON_ID = r"[UW][A-Z0-9]+"
GROUP_ID = r"S[A-Z0-9]+"


class Role(StrEnum):
    """The role of a user in the workspace.

    `GUEST` includes single-channel guests, `EXTERNAL` is everybody of another workspace (Slack Connect), `APP` is bots,
    `GONE` is deactivated accounts.
    """

    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"
    APP = "app"
    GONE = "deactivated"


class Level(IntEnum):
    """The rights of a person; each level includes the ones before it.

    LOOK: see the cases of the channels they are in. MEMBER: also escalate posts, and edit rules if the settings name
    them. AGENT: act on cases.
    """

    NOTHING = 0
    LOOK = 1
    MEMBER = 2
    AGENT = 3


@dataclass(frozen=True, slots=True)
class Home:
    """Baton's own workspace, and the organization it belongs to (Enterprise Grid; empty: none)."""

    team: str
    enterprise: str = ""

    def has(self, workspace: str) -> bool:
        """Return true when the id of a workspace or an organization is one of these."""
        return bool(workspace) and workspace in (self.team, self.enterprise)


@dataclass(frozen=True, slots=True)
class Requester:
    """The author of a request: a user id, and the workspace that the request names as theirs (empty: none)."""

    user: str
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A user as Slack describes them."""

    id: str
    #: Unique user name.
    name: str
    role: Role
    #: Display name.
    shown: str = ""
    #: Full name.
    full_name: str = ""
    #: Ids of workspaces that their requests may name while they count as one of us.
    workspaces: frozenset[str] = frozenset()

    def role_from(self, workspace: str) -> Role:
        """Return their role in a request that names this workspace as theirs; the stricter of the two roles counts."""
        if workspace and self.role in (Role.MEMBER, Role.GUEST) and workspace not in self.workspaces:
            return Role.EXTERNAL
        return self.role
