"""Actions of a person in Slack: commands, presses, forms, shortcuts, and opening the Home tab.

Source of the payloads: https://docs.slack.dev/reference/interaction-payloads
"""

from sandbox.slack import conversation, events
from sandbox.slack.delivery import Delivery
from sandbox.slack.emoji import with_codes
from sandbox.slack.errors import SlackError
from sandbox.slack.forms import client_errors, find_element, initial_state
from sandbox.slack.records import Channel, Json, Message
from sandbox.slack.responses import Responses
from sandbox.slack.typed import as_sent
from sandbox.slack.views import Views, keep_typed
from sandbox.slack.wire import COMMAND, INTERACTION, Answer
from sandbox.slack.workspace import MessagesTab, Workspace

# What Slack's client shows when the app does not answer, and the HTTP status the page gets for it.
TROUBLE = {"http_timeout": (504, "operation_timeout"), "connection_failed": (502, "dispatch_failed")}


class Gestures:
    """Actions of people: each is sent to the app, and its answer is carried out."""

    def __init__(self, workspace: Workspace, views: Views, delivery: Delivery, responses: Responses) -> None:
        self.workspace = workspace
        self.views = views
        self.delivery = delivery
        self.responses = responses

    async def command(self, user: str, channel: Channel, line: str) -> Json:
        """Type a slash command; the answer is shown to the user alone unless it says ``in_channel``."""
        self._enter(user, channel)
        word, _, text = line.strip().partition(" ")
        known = next((command for command in self.workspace.commands if command["command"] == word), None)
        if known is None:
            return {"status": 404, "reply": {"text": f"{word} is not a valid command."}}
        words = as_sent(self.workspace, text) if known.get("should_escape") else with_codes(text)
        answer = await self.delivery.ask(COMMAND, self._command_payload(user, channel, word, words.strip()))
        status, code = _outcome(answer)
        if code:
            return {"status": status, "reply": {"text": f'{word} failed with the error "{code}"'}}
        reply = self.responses.say_here(user, channel, answer.body) if answer.body else None
        return {"status": status, "reply": reply}

    async def press(self, user: str, channel: Channel, ts: str, action: Json) -> Json:
        """Use a button or menu of a message. Raise ``message_not_found``, ``element_not_found``."""
        message = self._message(user, channel, ts)
        previews = [block for each in message.attachments or [] for block in each.get("blocks") or []]
        chosen = _chosen([*(message.blocks or []), *previews], action, self.workspace.new_ts())
        state = action.get("state") or {"values": initial_state(message.blocks or [])}
        payload = self._payload("block_actions", user) | self._on_message(message, channel)
        payload |= {"actions": [chosen], "state": state}
        payload["response_url"] = self.responses.new_url(user, channel, message)
        return await self._interact(payload)

    async def press_in_view(self, user: str, view_id: str, action: Json) -> Json:
        """Use a button or menu of a modal or of the Home tab. Raise ``not_found``, ``element_not_found``."""
        view = self.views.of(user, view_id)
        keep_typed(view, (action.get("state") or {}).get("values", {}))
        chosen = _chosen(view["blocks"], action, self.workspace.new_ts())
        payload = self._payload("block_actions", user) | {"view": _handed_over(view), "actions": [chosen]}
        return await self._interact(payload | {"container": {"type": "view", "view_id": view_id}})

    async def submit(self, user: str, view_id: str, values: Json) -> Json:
        """Submit a modal, unless Slack's client would refuse it; then apply the app's answer to the modal."""
        view = self.views.of(user, view_id)
        keep_typed(view, values)
        errors = client_errors(view["blocks"], view["state"]["values"])
        if errors:
            return {"status": 400, "response_action": "errors", "errors": errors}
        payload = self._payload("view_submission", user) | {"view": _handed_over(view), "response_urls": []}
        answer = await self.delivery.ask(INTERACTION, payload)
        status, code = _outcome(answer)
        if code:
            return {"status": status, "error": code}
        return {"status": status} | self._after_submission(user, view, answer.body or {})

    async def close(self, user: str, view_id: str) -> Json:
        """Close a modal by hand; the app is notified if the modal asked for that."""
        view = self.views.of(user, view_id)
        self.views.close(user, view_id)
        if not view["notify_on_close"]:
            return {"status": 200}
        return await self._interact(self._payload("view_closed", user) | {"view": view, "is_cleared": False})

    async def message_shortcut(self, user: str, callback_id: str, channel: Channel, ts: str) -> Json:
        """Choose a shortcut from a message's menu."""
        message = self._message(user, channel, ts)
        payload = self._payload("message_action", user) | self._on_message(message, channel)
        payload |= {"callback_id": callback_id, "message_ts": ts, "action_ts": self.workspace.new_ts()}
        payload["response_url"] = self.responses.new_url(user, channel, message)
        return await self._interact(payload)

    async def global_shortcut(self, user: str, callback_id: str) -> Json:
        """Choose a shortcut from the search bar; it knows no channel."""
        payload = self._payload("shortcut", user) | {"action_ts": self.workspace.new_ts()}
        return await self._interact(payload | {"callback_id": callback_id})

    def open_home(self, user: str) -> Json:
        """Open the app's Home tab."""
        channel = self.workspace.direct_message(user)
        view = self.views.homes.get(user)
        self.workspace.emit(events.home_opened(user, channel, view, self.workspace.new_ts()))
        return {"status": 200}

    def open_messages(self, user: str) -> Json:
        """Open the app's Messages tab."""
        channel = self.workspace.direct_message(user)
        event = events.home_opened(user, channel, None, self.workspace.new_ts(), tab="messages")
        self.workspace.emit(event)
        return {"status": 200}

    def say(
        self, user: str, channel: Channel, text: str, thread_ts: str | None, *, broadcast: bool
    ) -> Message:
        """Write a message; a person who is not in a public channel of their own workspace joins it.

        Raise ``restricted_action`` where the app's Messages tab takes no messages.
        """
        self._enter(user, channel)
        if channel.is_im and self.workspace.messages_tab is not MessagesTab.OPEN:
            raise SlackError("restricted_action")
        conversation.check_open(channel)
        conversation.join(self.workspace, channel, user)
        words = as_sent(self.workspace, text)
        draft = conversation.Draft(user, words, thread_ts=thread_ts, broadcast=broadcast)
        return conversation.post(self.workspace, channel, draft)

    def _enter(self, user: str, channel: Channel) -> None:
        """Raise ``channel_not_found`` for a channel that the person cannot see."""
        if not self.workspace.sees(user, channel):
            raise SlackError("channel_not_found")

    async def _interact(self, payload: Json) -> Json:
        status, code = _outcome(await self.delivery.ask(INTERACTION, payload))
        return {"status": status} | ({"error": code} if code else {})

    def _after_submission(self, user: str, view: Json, body: Json) -> Json:
        try:
            return self._follow(user, view, body)
        except SlackError as refusal:
            return {"status": 502, **refusal.as_json()}

    def _follow(self, user: str, view: Json, body: Json) -> Json:
        match body.get("response_action"):
            case "errors":
                _check_errors(view, body["errors"])
                return {"response_action": "errors", "errors": body["errors"]}
            case "update":
                self.views.redraw(user, view["id"], body["view"])
            case "push":
                self.views.add(user, body["view"])
            case "clear":
                self.views.clear(user)
            case _:
                self.views.close(user, view["id"])
        return {name: body[name] for name in ("response_action",) if name in body}

    def _message(self, user: str, channel: Channel, ts: str) -> Message:
        self._enter(user, channel)
        whispers = {message.ts: message for message in channel.whispers if message.only_for == user}
        message = channel.messages.get(ts) or whispers.get(ts)
        if message is None:
            raise SlackError("message_not_found")
        return message

    def _payload(self, kind: str, user: str) -> Json:
        workspace, person = self.workspace, self.workspace.user(user)
        ours = {"id": workspace.team["id"], "domain": workspace.team["domain"]}
        who = {"id": user, "username": person.name, "name": person.name, "team_id": person.team_id}
        # Of a window it is the workspace of who sent it, of all else the app's (slackapi/bolt-js#1614).
        theirs = {"id": person.team_id, "domain": person.team_id.lower()}
        about: Json = {
            "type": kind,
            "team": theirs if kind == "view_submission" and person.team_id != ours["id"] else ours,
            "user": who,
            "api_app_id": workspace.app_id,
            "token": "legacy",
        }
        org = {"id": workspace.enterprise_id} if workspace.enterprise_id else None
        about |= {"enterprise": org, "is_enterprise_install": False}
        return about | {"trigger_id": self.views.new_trigger(user)}

    def _on_message(self, message: Message, channel: Channel) -> Json:
        ephemeral = message.only_for is not None
        container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        container |= {"is_ephemeral": ephemeral}
        container |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
        about: Json = {"container": container, "channel": {"id": channel.id, "name": channel.name}}
        return about if ephemeral else about | {"message": channel.message_json(message)}

    def _command_payload(self, user: str, channel: Channel, word: str, text: str) -> Json:
        workspace = self.workspace
        person = workspace.user(user)
        team = {"team_id": person.team_id, "team_domain": workspace.team["domain"], "token": "legacy"}
        team |= {"enterprise_id": person.enterprise_id} if person.enterprise_id else {}
        where = {"channel_id": channel.id, "channel_name": channel.name}
        who = {"user_id": user, "user_name": person.name}
        ways = {
            "response_url": self.responses.new_url(user, channel),
            "trigger_id": self.views.new_trigger(user),
        }
        about = {
            "command": word,
            "text": text,
            "api_app_id": workspace.app_id,
            "is_enterprise_install": "false",
        }
        return team | where | who | about | ways


def _outcome(answer: Answer) -> tuple[int, str | None]:
    if answer.failure is None:
        return answer.status, None
    status, code = TROUBLE.get(answer.failure, (answer.status, "dispatch_failed"))
    return status, code


def _chosen(blocks: list[Json], action: Json, at: str) -> Json:
    found = find_element(blocks, action["action_id"], action.get("block_id"))
    if found is None:
        raise SlackError("element_not_found")
    block, element = found
    kept = {
        name: element[name] for name in ("type", "action_id", "text", "value", "style") if name in element
    }
    given = {name: value for name, value in action.items() if name == "value" or name.startswith("selected_")}
    if element["type"] == "plain_text_input":
        given["value"] = with_codes(given.get("value") or "")
    return kept | {"block_id": block["block_id"], "action_ts": at} | given


def _handed_over(view: Json) -> Json:
    """Return the view as the app gets it: typed text has passed the client's checks, and emoji become codes."""
    values = {
        block: {action: entry | _coded(entry) for action, entry in entries.items()}
        for block, entries in view["state"]["values"].items()
    }
    return view | {"state": view["state"] | {"values": values}}


def _coded(entry: Json) -> Json:
    return {"value": with_codes(entry["value"])} if isinstance(entry.get("value"), str) else {}


def _check_errors(view: Json, errors: Json) -> None:
    known = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not errors or not set(errors) <= known:
        raise SlackError("invalid_errors")
