"""Slack's emoji codes are never sent to the public; codes of one workspace are refused."""

import pytest

from tests.handlers.front import Front

TYPED = "Sorry :sweat_smile: we are on it :+1::skin-tone-4: from 10:30:00, see C::x::"
SHOWN = "Sorry 😅 we are on it 👍🏽 from 10:30:00, see C::x::"
CUSTOM = "We :shipit: and :larkspur-party: today :tada:"


async def claimed(front: Front) -> int:
    number = await front.opened()
    await front.command(f"claim {number}")
    return number


async def texts(front: Front, number: int) -> list[str]:
    return [draft.text for draft in (await front.case(number)).drafts]


async def test_a_reply_said_in_the_thread_goes_out_with_emoji(front: Front) -> None:
    number = await claimed(front)
    await front.say(f"!reply {TYPED}")
    assert await texts(front, number) == [SHOWN]


async def test_a_reply_by_command_goes_out_with_emoji(front: Front) -> None:
    number = await claimed(front)
    await front.command(f"reply {number} {TYPED}")
    assert await texts(front, number) == [SHOWN]


async def test_a_reply_written_in_the_window_goes_out_with_emoji(front: Front) -> None:
    number = await claimed(front)
    answer = await front.submit("reply", {"case": number}, text=TYPED)
    assert await texts(front, number) == [SHOWN]
    assert SHOWN in str(answer.body)


async def test_the_window_counts_the_emoji_and_not_its_code(front: Front) -> None:
    number = await claimed(front)
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "reply",
        "hash": "1",
        "private_metadata": f'{{"case": {number}}}',
    }
    state = {"values": {"text": {"text": {"type": "plain_text_input", "value": ":sweat_smile:" * 100}}}}
    action = {
        "type": "plain_text_input",
        "action_id": "text",
        "block_id": "text",
        "value": "",
        "action_ts": "1.2",
    }
    await front.interact("block_actions", actions=[action], view=view | {"state": state})
    (*_, call) = front.sandbox.slack.calls("views.update")
    assert "200 of 280" in str(call.arguments["view"])


@pytest.mark.parametrize("way", ["thread", "command"])
async def test_an_emoji_of_this_workspace_is_refused_by_name(front: Front, way: str) -> None:
    number = await claimed(front)
    if way == "thread":
        await front.say(f"!reply {CUSTOM}")
        told = front.whispers()[-1]
    else:
        told = (await front.command(f"reply {number} {CUSTOM}")).words
    assert told == (
        "Only this Slack workspace has :shipit: and :larkspur-party:, so X can't show them."
        " Remove them, or use standard emoji."
    )
    assert await texts(front, number) == []


async def test_an_emoji_of_this_workspace_is_refused_under_the_field_of_the_window(front: Front) -> None:
    number = await claimed(front)
    answer = await front.submit("reply", {"case": number}, text="We :shipit: today")
    assert answer.body["errors"] == {
        "text": "Only this Slack workspace has :shipit:, so X can't show it. Remove it, or use a standard emoji."
    }
    assert await texts(front, number) == []
