"""Modals and Home tabs: triggers that open them, stacks of at most three, hashes that guard against stale updates.

Source: https://docs.slack.dev/surfaces/modals
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.slack import limits
from sandbox.slack.blocks import check_view
from sandbox.slack.conversation import with_ids
from sandbox.slack.errors import SlackError
from sandbox.slack.forms import initial_state
from sandbox.slack.records import Json
from sandbox.slack.workspace import Workspace

KEPT = ("callback_id", "private_metadata", "external_id", "title", "submit", "close")
SWITCHES = ("clear_on_close", "notify_on_close", "submit_disabled")


@dataclass(slots=True)
class Trigger:
    """The right to open one modal for one user, for a while."""

    user: str
    until: datetime
    used: bool = False


class Views:
    """The modals and Home tab of every user."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.stacks: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}
        self._triggers: dict[str, Trigger] = {}

    def new_trigger(self, user: str) -> str:
        """Return a trigger id for a payload; it works once, and for a few seconds."""
        trigger = self.workspace.new_id("trigger.")
        life = timedelta(seconds=self.workspace.pace.patience)
        self._triggers[trigger] = Trigger(user, self.workspace.clock() + life)
        return trigger

    def open(self, trigger: str, view: Json) -> Json:
        """Show a first modal, in place of what the user had open. Raise the refusals of views.open."""
        user = self._spend(trigger, view)
        self.stacks[user] = []
        return self.add(user, view)

    def push(self, trigger: str, view: Json) -> Json:
        """Put a modal on top of those open."""
        user = self._spend(trigger, view)
        return self.add(user, view)

    def add(self, user: str, view: Json) -> Json:
        """Put a modal on a user's stack; raises ``push_limit_reached`` above three."""
        _check_kind(view, "modal")
        stack = self.stacks.setdefault(user, [])
        if len(stack) >= limits.STACKED_VIEWS:
            raise SlackError("push_limit_reached")
        shown = self._shown(self.workspace.new_id("V"), view)
        stack.append(shown)
        shown |= {
            "root_view_id": stack[0]["id"],
            "previous_view_id": stack[-2]["id"] if len(stack) > 1 else None,
        }
        self._announce(user)
        return shown

    def update(self, view_id: str | None, external_id: str | None, view: Json, view_hash: str | None) -> Json:
        """Redraw an open modal. Raise ``not_found``, ``hash_conflict``, ``invalid_arguments``."""
        check_view(view)
        user, old = self._named(view_id, external_id)
        if view_hash and view_hash != old["hash"]:
            raise SlackError("hash_conflict")
        return self.redraw(user, old["id"], view)

    def redraw(self, user: str, view_id: str, view: Json) -> Json:
        """Put a new drawing in the place of an open modal; fields that keep their ids keep what was typed."""
        stack, place = self._place(user, view_id)
        old = stack[place]
        _check_kind(view, old["type"])
        fresh = self._shown(old["id"], view)
        fresh |= {"root_view_id": old["root_view_id"], "previous_view_id": old["previous_view_id"]}
        forget_first_values(fresh, old["state"]["values"])
        keep_typed(fresh, old["state"]["values"])
        stack[place] = fresh
        self._announce(user)
        return fresh

    def publish(self, user: str, view: Json, view_hash: str | None) -> Json:
        """Draw a user's Home tab. Raise ``hash_conflict`` when ``view_hash`` is not that of the present one."""
        self.workspace.user(user)
        _check_kind(view, "home")
        old = self.homes.get(user)
        if view_hash and (old is None or view_hash != old["hash"]):
            raise SlackError("hash_conflict")
        view_id = old["id"] if old else self.workspace.new_id("V")
        self.homes[user] = self._shown(view_id, view) | {"root_view_id": view_id, "previous_view_id": None}
        self.workspace.stream.publish("home", user=user)
        return self.homes[user]

    def of(self, user: str, view_id: str) -> Json:
        """Return a view the user has open, or the Home tab. Raise ``not_found``."""
        candidates = [*self.stacks.get(user, []), *([self.homes[user]] if user in self.homes else [])]
        for view in candidates:
            if view["id"] == view_id:
                return view
        raise SlackError("not_found")

    def close(self, user: str, view_id: str) -> None:
        """Close a modal and all modals above it, or all if it has ``clear_on_close``. Raise ``not_found``."""
        stack, place = self._place(user, view_id)
        del stack[0 if stack[place]["clear_on_close"] else place :]
        self._announce(user)

    def clear(self, user: str) -> None:
        """Close all of a user's modals."""
        self.stacks[user] = []
        self._announce(user)

    def _spend(self, trigger: str, view: Json) -> str:
        found = self._triggers.get(trigger)
        if found is None:
            raise SlackError("invalid_trigger_id")
        if found.used:
            raise SlackError("exchanged_trigger_id")
        if self.workspace.clock() > found.until:
            raise SlackError("expired_trigger_id")
        _check_kind(view, "modal")
        self._check_external_id(view)
        found.used = True
        return found.user

    def _check_external_id(self, view: Json) -> None:
        wanted = view.get("external_id")
        if wanted and any(wanted == view["external_id"] for stack in self.stacks.values() for view in stack):
            raise SlackError("duplicate_external_id")

    def _place(self, user: str, view_id: str) -> tuple[list[Json], int]:
        stack = self.stacks.get(user, [])
        for place, view in enumerate(stack):
            if view["id"] == view_id:
                return stack, place
        raise SlackError("not_found")

    def _named(self, view_id: str | None, external_id: str | None) -> tuple[str, Json]:
        for user, stack in self.stacks.items():
            for view in stack:
                if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                    return user, view
        raise SlackError("not_found")

    def _shown(self, view_id: str, view: Json) -> Json:
        workspace = self.workspace
        about = {
            name: view.get(name, "" if name not in ("title", "submit", "close") else None) for name in KEPT
        }
        about |= {name: bool(view.get(name)) for name in SWITCHES}
        blocks = with_ids(workspace, view["blocks"])
        about |= {
            "id": view_id,
            "type": view["type"],
            "blocks": blocks,
            "state": {"values": initial_state(blocks or [])},
        }
        team = workspace.team["id"]
        about |= {"team_id": team, "app_installed_team_id": team}
        about |= {"app_id": workspace.app_id, "bot_id": workspace.bot_id}
        return about | {"hash": workspace.new_id(f"{workspace.clock().timestamp():.0f}.")}

    def _announce(self, user: str) -> None:
        self.workspace.stream.publish("modal", user=user)


def forget_first_values(view: Json, known: Json) -> None:
    """Leave the initial values of new fields out of the state until someone touches them.

    Slack shows them, and may not send them: https://github.com/slackapi/bolt-js/issues/1258
    """
    for block_id, elements in view["state"]["values"].items():
        for entered in elements.values() if block_id not in known else ():
            entered |= {
                name: [] if isinstance(entered[name], list) else None for name in entered if name != "type"
            }


def keep_typed(view: Json, typed: Json) -> None:
    """Lay what a person has entered over a view's own initial values, where block and element still exist."""
    for block_id, elements in view["state"]["values"].items():
        for action_id in elements:
            if action_id in typed.get(block_id, {}):
                elements[action_id] |= typed[block_id][action_id]


def _check_kind(view: Json, kind: str) -> None:
    check_view(view)
    if view["type"] != kind:
        raise SlackError(
            "invalid_arguments", response_metadata={"messages": [f"[ERROR] expected a {kind} view"]}
        )
