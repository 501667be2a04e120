"""views.*: modals and the Home tab, as an app draws them."""

from typing import Any

from sandbox.slack.api.arguments import Arguments
from sandbox.slack.api.method import Method, Room
from sandbox.slack.records import Json


def open_view(room: Room, arguments: Arguments) -> Json:
    """Serve views.open."""
    return {"view": room.views.open(arguments.need("trigger_id"), _view(arguments))}


def push_view(room: Room, arguments: Arguments) -> Json:
    """Serve views.push."""
    return {"view": room.views.push(arguments.need("trigger_id"), _view(arguments))}


def update_view(room: Room, arguments: Arguments) -> Json:
    """Serve views.update, by ``view_id`` or ``external_id``."""
    name, other = arguments.text("view_id"), arguments.text("external_id")
    return {"view": room.views.update(name, other, _view(arguments), arguments.text("hash"))}


def publish_view(room: Room, arguments: Arguments) -> Json:
    """Serve views.publish: a user's Home tab."""
    return {"view": room.views.publish(arguments.need("user_id"), _view(arguments), arguments.text("hash"))}


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push_view),
    "views.update": Method(update_view),
    "views.publish": Method(publish_view),
}


def _view(arguments: Arguments) -> Any:
    return arguments.data("view", "invalid_arguments")
