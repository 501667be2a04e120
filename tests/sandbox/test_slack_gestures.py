"""What people do with the app: commands, buttons, forms, shortcuts, the Home tab, and what the app answers."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.sandbox.slack_world import Heard, Json, World, open_world

BUTTON: Json = {
    "type": "actions",
    "block_id": "verbs",
    "elements": [
        {
            "type": "button",
            "action_id": "claim",
            "value": "1042",
            "text": {"type": "plain_text", "text": "Claim"},
        }
    ],
}
REPLY: Json = {
    "type": "modal",
    "callback_id": "reply",
    "private_metadata": "1042",
    "title": {"type": "plain_text", "text": "Reply"},
    "submit": {"type": "plain_text", "text": "Send"},
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "text",
            "label": {"type": "plain_text", "text": "Text"},
            "element": {"type": "plain_text_input", "action_id": "words", "max_length": 280},
        }
    ],
}
HOME: Json = {"type": "home", "blocks": [BUTTON]}


class Wristwatch:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with open_world(limits=False) as world:
        yield world


@pytest.fixture
def watch() -> Wristwatch:
    return Wristwatch()


@pytest.fixture
async def timed(watch: Wristwatch) -> AsyncIterator[World]:
    async with open_world(clock=watch, limits=False) as world:
        yield world


def last(world: World, kind: str) -> Json:
    return next(heard.payload for heard in reversed(world.bot.heard) if heard.payload.get("type") == kind)


async def press(world: World, user: str = "U0MIRA") -> Json:
    """Post a card with a button, press it, give back the payload the bot got."""
    posted = await world.client.chat_postMessage(channel="C0SERVICE", text="card", blocks=[BUTTON])
    place = {"channel": "C0SERVICE", "ts": posted["ts"]}
    pressed = await world.act("action", user=user, action_id="claim", block_id="verbs", message=place)
    assert pressed == {"status": 200}
    return last(world, "block_actions")


async def open_reply(world: World, **changes: object) -> str:
    payload = await press(world)
    opened = await world.client.views_open(trigger_id=payload["trigger_id"], view={**REPLY, **changes})
    return str(opened["view"]["id"])


async def test_a_command_reaches_the_bot_and_its_answer_only_the_one_who_typed(world: World) -> None:
    world.bot.answer = lambda heard: web.json_response({"text": "You have #1042"})
    answer = await world.act("command", user="U0PRIYA", channel="C0SERVICE", text="/claim 1042")
    assert answer == {"status": 200, "reply": {"text": "You have #1042"}}
    heard = world.bot.heard[0].payload
    assert (heard["command"], heard["text"], heard["user_id"]) == ("/claim", "1042", "U0PRIYA")
    assert "thread_ts" not in heard
    mine = await world.read("channels/C0SERVICE/messages", user="U0PRIYA")
    assert [message["text"] for message in mine] == ["You have #1042"]
    assert await world.read("channels/C0SERVICE/messages", user="U0LEON") == []


async def test_a_command_nobody_installed_and_one_that_fails(world: World) -> None:
    unknown = await world.act("command", user="U0PRIYA", channel="C0SERVICE", text="/dance")
    assert unknown["status"] == 404
    world.bot.answer = lambda heard: web.Response(status=500)
    failed = await world.act("command", user="U0PRIYA", channel="C0SERVICE", text="/claim 1")
    assert failed["status"] == 500
    assert "dispatch_failed" in failed["reply"]["text"]
    world.sandbox.bot_url = None
    away = await world.act("command", user="U0PRIYA", channel="C0SERVICE", text="/claim 1")
    assert away["status"] == 502


async def test_a_bot_slower_than_slacks_patience_has_timed_out() -> None:
    finished = asyncio.Event()

    async def dawdle(heard: Heard) -> web.Response:
        await asyncio.wait_for(finished.wait(), 10)
        return web.Response()

    async with open_world(patience=0.2) as world:
        world.bot.answer = dawdle
        answer = await world.act("command", user="U0PRIYA", channel="C0SERVICE", text="/claim 1")
        finished.set()
    assert answer["status"] == 504
    assert "operation_timeout" in answer["reply"]["text"]


async def test_a_button_tells_the_bot_who_pressed_it_where(world: World) -> None:
    payload = await press(world, "U0PRIYA")
    assert payload["user"]["id"] == "U0PRIYA"
    assert payload["actions"][0]["value"] == "1042"
    assert payload["message"]["text"] == "card"
    assert payload["container"]["channel_id"] == payload["channel"]["id"] == "C0SERVICE"


async def test_a_button_that_is_no_longer_there_cannot_be_pressed(world: World) -> None:
    posted = await world.client.chat_postMessage(channel="C0SERVICE", text="card", blocks=[BUTTON])
    place = {"channel": "C0SERVICE", "ts": posted["ts"]}
    gone = await world.act("action", user="U0MIRA", action_id="release", message=place)
    assert gone["error"] == "element_not_found"


async def test_a_response_url_answers_five_times_and_no_more(world: World) -> None:
    payload = await press(world)
    webhook = AsyncWebhookClient(payload["response_url"])
    for number in range(5):
        answer = await webhook.send(text=str(number))
        assert (answer.status_code, answer.body) == (200, "ok")
    refused = await webhook.send(text="six")
    assert refused.status_code == 404
    assert "used_url" in refused.body
    mine = await world.read("channels/C0SERVICE/messages", user="U0MIRA")
    assert sum(message.get("ephemeral", False) for message in mine) == 5


async def test_words_to_one_person_show_in_a_thread_only_once_somebody_wrote_in_it(world: World) -> None:
    """Cover docs/pitfalls.md, 73."""
    card = (await world.client.chat_postMessage(channel="C0SERVICE", text="card"))["ts"]

    async def whisper() -> list[Json]:
        about = {"channel": "C0SERVICE", "user": "U0PRIYA", "text": "only you", "thread_ts": card}
        assert (await world.client.chat_postEphemeral(**about))["ok"]
        return list(await world.read(f"channels/C0SERVICE/threads/{card}", user="U0PRIYA"))[1:]

    assert await whisper() == []
    await world.act("say", user="U0PRIYA", channel="C0SERVICE", text="mine", thread_ts=card)
    assert [message["text"] for message in await whisper()] == ["mine", "only you"]


async def test_a_response_url_whispers_in_the_channel_and_in_no_thread(world: World) -> None:
    payload = await press(world, "U0PRIYA")
    ts = payload["message"]["ts"]
    await world.act("say", user="U0PRIYA", channel="C0SERVICE", text="mine", thread_ts=ts)
    body = {"text": "only you", "thread_ts": ts, "replace_original": False}
    await AsyncWebhookClient(payload["response_url"]).send_dict(body)
    seen = await world.read("channels/C0SERVICE/messages", user="U0PRIYA")
    assert [m["text"] for m in seen if m.get("ephemeral")] == ["only you"]


async def test_a_response_url_lives_for_half_an_hour(timed: World, watch: Wristwatch) -> None:
    payload = await press(timed)
    watch.now += timedelta(minutes=31)
    refused = await AsyncWebhookClient(payload["response_url"]).send(text="late")
    assert "expired_url" in refused.body


async def test_a_response_url_replaces_deletes_or_speaks_to_all(world: World) -> None:
    """Cover docs/pitfalls.md, 35."""
    webhook = AsyncWebhookClient((await press(world))["response_url"])
    await webhook.send(text="taken", replace_original=True)
    await webhook.send(text="to all", response_type="in_channel")
    theirs = await world.read("channels/C0SERVICE/messages", user="U0LEON")
    assert [message["text"] for message in theirs] == ["taken", "to all"]
    await webhook.send(delete_original=True)
    theirs = await world.read("channels/C0SERVICE/messages", user="U0LEON")
    assert [message["text"] for message in theirs] == ["to all"]
    bad = await webhook.send(text="x", blocks=[{"type": "section"}])
    assert "invalid_blocks" in bad.body


async def test_a_trigger_opens_one_modal(world: World) -> None:
    payload = await press(world)
    await world.client.views_open(trigger_id=payload["trigger_id"], view=REPLY)
    (shown,) = await world.read("modals", user="U0MIRA")
    assert shown["private_metadata"] == "1042"
    again = world.client.views_open(trigger_id=payload["trigger_id"], view=REPLY)
    assert await world.refusal(again) == "exchanged_trigger_id"
    forged = world.client.views_open(trigger_id="trigger.0", view=REPLY)
    assert await world.refusal(forged) == "invalid_trigger_id"


async def test_a_trigger_expires_after_three_seconds(timed: World, watch: Wristwatch) -> None:
    """Cover docs/pitfalls.md, 29."""
    payload = await press(timed)
    watch.now += timedelta(seconds=3.1)
    late = timed.client.views_open(trigger_id=payload["trigger_id"], view=REPLY)
    assert await timed.refusal(late) == "expired_trigger_id"


async def test_a_submitted_form_brings_its_values_and_closes(world: World) -> None:
    view_id = await open_reply(world)
    values = {"text": {"words": {"value": "We are on it"}}}
    assert await world.act("submit", user="U0MIRA", view_id=view_id, values=values) == {"status": 200}
    payload = last(world, "view_submission")
    typed = payload["view"]["state"]["values"]["text"]["words"]
    assert typed == {"type": "plain_text_input", "value": "We are on it"}
    assert payload["view"]["callback_id"] == "reply"
    assert await world.read("modals", user="U0MIRA") == []


async def test_slacks_own_client_keeps_back_an_empty_or_overlong_form(world: World) -> None:
    view_id = await open_reply(world)
    empty = await world.act("submit", user="U0MIRA", view_id=view_id, values={})
    assert set(empty["errors"]) == {"text"}
    values = {"text": {"words": {"value": "x" * 281}}}
    assert (await world.act("submit", user="U0MIRA", view_id=view_id, values=values))["status"] == 400
    assert all(heard.payload.get("type") != "view_submission" for heard in world.bot.heard)


@pytest.mark.parametrize(
    ("body", "answer", "left"),
    [
        ({"response_action": "errors", "errors": {"text": "too rude"}}, "errors", ["Reply"]),
        (
            {
                "response_action": "update",
                "view": {**REPLY, "title": {"type": "plain_text", "text": "Sure?"}},
            },
            "update",
            ["Sure?"],
        ),
        (
            {"response_action": "push", "view": {**REPLY, "title": {"type": "plain_text", "text": "Two"}}},
            "push",
            ["Reply", "Two"],
        ),
        ({"response_action": "clear"}, "clear", []),
    ],
)
async def test_the_bot_decides_what_becomes_of_the_form(
    world: World, body: Json, answer: str, left: list[str]
) -> None:
    view_id = await open_reply(world)
    world.bot.answer = lambda heard: web.json_response(body)
    values = {"text": {"words": {"value": "hm"}}}
    done = await world.act("submit", user="U0MIRA", view_id=view_id, values=values)
    assert (done["status"], done["response_action"]) == (200, answer)
    shown = await world.read("modals", user="U0MIRA")
    assert [view["title"]["text"] for view in shown] == left


async def test_errors_for_a_field_that_is_not_there_are_a_fault_of_the_bot(world: World) -> None:
    view_id = await open_reply(world)
    world.bot.answer = lambda heard: web.json_response(
        {"response_action": "errors", "errors": {"words": "no"}}
    )
    values = {"text": {"words": {"value": "hm"}}}
    done = await world.act("submit", user="U0MIRA", view_id=view_id, values=values)
    assert (done["status"], done["error"]) == (502, "invalid_errors")


async def test_an_update_keeps_what_was_typed_and_refuses_a_stale_hash(world: World) -> None:
    view_id = await open_reply(world)
    old_hash = (await world.read("modals", user="U0MIRA"))[0]["hash"]
    fresh = await world.client.views_update(view_id=view_id, view=REPLY, hash=old_hash)
    assert fresh["view"]["id"] == view_id
    stale = world.client.views_update(view_id=view_id, view=REPLY, hash=old_hash)
    assert await world.refusal(stale) == "hash_conflict"
    assert await world.refusal(world.client.views_update(view_id="V0", view=REPLY)) == "not_found"


async def test_a_new_fields_first_value_is_shown_by_an_update_and_not_sent(world: World) -> None:
    """slackapi/bolt-js#1258."""
    view_id = await open_reply(world)
    element = {"type": "plain_text_input", "action_id": "more", "initial_value": "Hello"}
    label = {"type": "plain_text", "text": "More"}
    more = {"type": "input", "block_id": "more", "label": label, "element": element}
    fresh = await world.client.views_update(
        view_id=view_id, view={**REPLY, "blocks": [*REPLY["blocks"], more]}
    )
    assert fresh["view"]["state"]["values"]["more"]["more"]["value"] is None


async def test_only_three_modals_lie_on_each_other(world: World) -> None:
    await open_reply(world)
    for _ in range(2):
        payload = await press(world)
        await world.client.views_push(trigger_id=payload["trigger_id"], view=REPLY)
    payload = await press(world)
    fourth = world.client.views_push(trigger_id=payload["trigger_id"], view=REPLY)
    assert await world.refusal(fourth) == "push_limit_reached"


async def test_closing_a_modal_by_hand_is_told_when_it_asked(world: World) -> None:
    view_id = await open_reply(world)
    await world.act("close", user="U0MIRA", view_id=view_id)
    assert last(world, "view_closed")["view"]["id"] == view_id
    assert await world.read("modals", user="U0MIRA") == []


async def test_a_modal_that_asks_for_it_closes_with_those_below_it(world: World) -> None:
    view_id = await open_reply(world)
    stack = world.sandbox.server.views.stacks["U0MIRA"]
    world.sandbox.server.views.add("U0MIRA", REPLY | {"clear_on_close": True})
    await world.act("close", user="U0MIRA", view_id=stack[-1]["id"])
    assert view_id not in [view["id"] for view in await world.read("modals", user="U0MIRA")]
    assert await world.read("modals", user="U0MIRA") == []


async def test_a_message_shortcut_carries_the_message_also_inside_a_thread(world: World) -> None:
    """Cover docs/pitfalls.md, 5."""
    parent = await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="look")
    reply = await world.act("say", user="U0LEON", channel="C0SOCIAL", text="here", thread_ts=parent["ts"])
    done = await world.act(
        "shortcut", user="U0MIRA", callback_id="escalate", channel="C0SOCIAL", ts=reply["ts"]
    )
    assert done == {"status": 200}
    payload = last(world, "message_action")
    assert (payload["callback_id"], payload["message"]["thread_ts"]) == ("escalate", parent["ts"])
    assert payload["message"]["text"] == "here"


async def test_a_global_shortcut_knows_no_channel(world: World) -> None:
    await world.act("shortcut", user="U0MIRA", callback_id="queue")
    payload = last(world, "shortcut")
    assert "channel" not in payload
    assert "response_url" not in payload


async def test_the_home_tab_is_opened_drawn_and_pressed(world: World) -> None:
    await world.act("open_home", user="U0MIRA")
    await world.delivered()
    assert [event["type"] for event in world.bot.events] == ["app_home_opened"]
    drawn = await world.client.views_publish(user_id="U0MIRA", view=HOME)
    home = await world.read("home", user="U0MIRA")
    assert home["id"] == drawn["view"]["id"]
    await world.act("action", user="U0MIRA", action_id="claim", view_id=home["id"])
    assert last(world, "block_actions")["view"]["type"] == "home"
    await world.client.views_publish(user_id="U0MIRA", view=HOME, hash=home["hash"])
    stale = world.client.views_publish(user_id="U0MIRA", view=HOME, hash=home["hash"])
    assert await world.refusal(stale) == "hash_conflict"


async def test_a_button_in_a_private_answer_can_be_pressed_by_its_reader(world: World) -> None:
    await world.client.chat_postEphemeral(
        channel="C0SERVICE", user="U0LEON", text="take over?", blocks=[BUTTON]
    )
    (whisper,) = await world.read("channels/C0SERVICE/messages", user="U0LEON")
    place = {"channel": "C0SERVICE", "ts": whisper["ts"]}
    assert await world.act("action", user="U0LEON", action_id="claim", message=place) == {"status": 200}
    payload = last(world, "block_actions")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    await AsyncWebhookClient(payload["response_url"]).send(delete_original=True)
    assert await world.read("channels/C0SERVICE/messages", user="U0LEON") == []
    stranger = await world.act("action", user="U0MIRA", action_id="claim", message=place)
    assert stranger["error"] == "message_not_found"


TYPED = "Sorry 😅👍🏽 ❤️ 🇩🇪 10:30:00 👩‍🚒"
CODES = "Sorry :sweat_smile::+1::skin-tone-4: :heart: :flag-de: 10:30:00 👩‍🚒"


async def test_emoji_reach_the_app_as_slacks_codes_in_messages_commands_and_forms(world: World) -> None:
    await world.act("command", user="U0PRIYA", channel="C0SERVICE", text=f"/claim {TYPED}")
    assert world.bot.heard[-1].payload["text"] == CODES
    await world.act("say", user="U0MIRA", channel="C0SERVICE", text=TYPED)
    view_id = await open_reply(world)
    values = {"text": {"words": {"type": "plain_text_input", "value": TYPED}}}
    await world.act("submit", user="U0MIRA", view_id=view_id, values=values)
    said = next(
        event for event in world.bot.events if event["type"] == "message" and "Sorry" in event["text"]
    )
    assert said["text"] == CODES
    sent = last(world, "view_submission")["view"]["state"]["values"]["text"]["words"]["value"]
    assert sent == CODES
    shown = await world.read("channels/C0SERVICE/messages", user="U0LEON")
    assert TYPED.replace("️", "") in [message["text"] for message in shown]
