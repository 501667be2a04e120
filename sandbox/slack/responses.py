"""Answers of an app through a ``response_url``, or directly to a command.

Source: https://docs.slack.dev/interactivity/handling-user-interaction (five uses within thirty minutes).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from sandbox.slack import conversation
from sandbox.slack.conversation import Draft, check_blocks
from sandbox.slack.errors import SlackError
from sandbox.slack.records import Channel, Json, Message
from sandbox.slack.workspace import Workspace

PATH = "/response/"
USES = 5
LIFE = timedelta(minutes=30)


@dataclass(slots=True)
class Place:
    """The place of an answer: the user, the channel, and the message if it was a button there."""

    user: str
    channel: Channel
    until: datetime
    source: Message | None = None
    uses: int = USES


class Responses:
    """The open ``response_url``s."""

    def __init__(self, workspace: Workspace, base_url: Callable[[], str]) -> None:
        self.workspace = workspace
        self._base_url = base_url
        self._places: dict[str, Place] = {}

    def new_url(self, user: str, channel: Channel, source: Message | None = None) -> str:
        """Return a fresh ``response_url``."""
        key = self.workspace.new_id("answer-")
        self._places[key] = Place(user, channel, self.workspace.clock() + LIFE, source)
        return f"{self._base_url()}{PATH}{key}"

    async def handle(self, request: web.Request) -> web.Response:
        """Handle POST /response/{key}: answer "ok", or Slack's refusal."""
        try:
            place = self._spend(request.match_info["key"])
            self.say(place, await request.json())
        except SlackError as refusal:
            return web.json_response(refusal.as_json(), status=404)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        return web.Response(text="ok")

    def say_here(self, user: str, channel: Channel, body: Any) -> Json:
        """Show the app's direct answer to a command, and return it as a message body."""
        said: Json = body if isinstance(body, dict) else {"text": str(body)}
        self.say(Place(user, channel, self.workspace.clock()), said)
        return said

    def say(self, place: Place, body: Json) -> None:
        """Carry out a response body: replace or delete the source, or add a message for one or for all.

        Without a choice in the body, a source that only the presser sees is replaced.
        """
        whispered = place.source is not None and place.source.only_for is not None
        if body.get("delete_original"):
            self._delete(place)
        elif body.get("replace_original", whispered) and place.source is not None:
            blocks = check_blocks(body.get("blocks"))
            changes: Json = {"text": body.get("text", ""), "blocks": blocks}
            conversation.edit(self.workspace, place.channel, place.source, self.workspace.bot_user, changes)
        else:
            self._add(place, body)

    def _spend(self, key: str) -> Place:
        place = self._places.get(key)
        if place is None:
            raise SlackError("no_service")
        if self.workspace.clock() > place.until:
            raise SlackError("expired_url")
        if place.uses == 0:
            raise SlackError("used_url")
        place.uses -= 1
        return place

    def _delete(self, place: Place) -> None:
        source = place.source
        if source is None:
            raise SlackError("message_not_found")
        if source.only_for is not None:
            conversation.unwhisper(self.workspace, place.channel, source)
        else:
            conversation.delete(self.workspace, place.channel, source)

    def _add(self, place: Place, body: Json) -> None:
        blocks = check_blocks(body.get("blocks"))
        if not body.get("text") and not blocks:
            raise SlackError("no_text")
        draft = Draft(self.workspace.bot_user, body.get("text", ""), blocks)
        if body.get("response_type") == "in_channel":
            conversation.post(self.workspace, place.channel, replace(draft, thread_ts=body.get("thread_ts")))
        else:  # in the channel, whatever thread_ts says: https://github.com/slackapi/bolt-js/issues/963
            conversation.whisper(self.workspace, place.channel, place.user, draft)
