"""What a person of Slack is to Baton's own workspace, and how much that lets them do."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

PERSON_ID = r"[UW][A-Z0-9]+"
GROUP_ID = r"S[A-Z0-9]+"


class Role(StrEnum):
    """What somebody is to the workspace. `GUEST` covers single-channel guests too, `EXTERNAL` everybody of another
    workspace (Slack Connect), `APP` bots, `GONE` deactivated accounts."""

    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"
    APP = "app"
    GONE = "deactivated"


class Level(IntEnum):
    """How much a person may do; each level includes the ones before it.

    LOOK: see the cases of the channels they are in. MEMBER: also bring posts in, and edit rules where they are named.
    AGENT: everything that is done to a case.
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
        """Whether an id of a workspace or an organization names it."""
        return bool(workspace) and workspace in (self.team, self.enterprise)


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks: a user id, and the workspace that the request names as theirs (empty: it names none)."""

    user: str
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A user as Slack describes them: `name` is the unique user name, `shown` and `full_name` are what they chose.

    `workspaces` are the ids a request of theirs may name while they count as one of us.
    """

    id: str
    name: str
    role: Role
    shown: str = ""
    full_name: str = ""
    workspaces: frozenset[str] = frozenset()

    def role_from(self, workspace: str) -> Role:
        """Their role in a request that names this workspace as theirs. The stricter of the two words counts."""
        if workspace and self.role in (Role.MEMBER, Role.GUEST) and workspace not in self.workspaces:
            return Role.EXTERNAL
        return self.role
