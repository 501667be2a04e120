"""Commands in Baton's Messages tab: words as in a thread, with the number of the case, and nothing else."""

from typing import Any

import pytest

from tests.handlers.front import Answer, Front

AINO = "U0AINO"


async def write(front: Front, text: str, user: str = AINO, ts: str = "7.1", **more: Any) -> Answer:
    """Send what a person writes to Baton alone."""
    channel = front.sandbox.slack.direct_message(user).id
    said = {"type": "message", "channel": channel, "channel_type": "im", "user": user, "text": text, "ts": ts}
    return await front.event({**said, "team": front.workspace_of(user), **more})


@pytest.mark.parametrize(
    "typed", ["claim {}", "!claim #{}", "<@U0BATON> claim {}", "please claim {}", "Claim: {}"]
)
async def test_a_command_names_its_case(front: Front, typed: str) -> None:
    number = await front.opened()
    await write(front, typed.format(number))
    assert (await front.case(number)).owner == AINO
    assert front.direct(AINO) == [
        f"Case #{number} is yours. <https://larkspur.slack.com/archives/C0BILLING/p11|Open its thread>"
    ]


async def test_in_a_thread_of_direct_messages_the_words_name_the_case_too(front: Front) -> None:
    number = await front.opened()
    await write(front, f"release {number} lunch", thread_ts="6.1")
    await write(front, f"claim {number}", ts="7.2", thread_ts="6.1")
    assert await front.kinds(number) == ["claimed"]


async def test_without_a_number_the_answer_asks_for_it(front: Front) -> None:
    await front.opened()
    await write(front, "claim")
    assert front.direct(AINO) == ["Which case? Add its number, as in `1042`, or a link to its thread."]


async def test_the_queue_is_listed_for_its_reader_alone(front: Front) -> None:
    number = await front.opened()
    await write(front, "queue billing")
    assert f"#{number}" in front.direct(AINO)[0]
    assert front.whispers(AINO) == []


@pytest.mark.parametrize("typed", ["help", "hi", "Hello Baton!", "?", "<@U0BATON>"])
async def test_a_greeting_asks_for_help(front: Front, typed: str) -> None:
    await write(front, typed)
    assert "queue" in front.direct(AINO)[0]
    assert "*Baton* routes social posts" in front.direct(AINO)[0]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("queu", "`queu` is not a command. Did you mean `queue`? `help` lists all commands."),
        ("!clam 1", "`clam` is not a command. Did you mean `claim`? `help` lists all commands."),
        ("1042", "That is not a command. `help` lists all commands."),
        ("<https://x.com/1>", "That is not a command. `help` lists all commands."),
    ],
)
async def test_other_words_get_the_nearest_command(front: Front, typed: str, says: str) -> None:
    await write(front, typed)
    assert front.direct(AINO) == [says]


@pytest.mark.parametrize(
    "more",
    [
        {
            "subtype": "message_changed",
            "message": {"user": AINO, "ts": "7.1", "text": "claim 1001", "edited": {"ts": "8"}},
        },
        {"subtype": "message_deleted", "deleted_ts": "7.1"},
        {"bot_id": "B0BATON"},
        {"bot_id": "B0OTHER"},
        {"user": "U0BATON"},
    ],
)
async def test_edits_deletions_and_bots_do_nothing(front: Front, more: dict[str, Any]) -> None:
    number = await front.opened()
    answer = await write(front, f"claim {number}", **more)
    assert answer.status == 200
    assert await front.kinds(number) == []
    assert front.direct(AINO) == []


async def test_a_message_delivered_twice_acts_once(front: Front) -> None:
    number = await front.opened()
    for _ in range(2):
        await write(front, f"claim {number}")
    assert await front.kinds(number) == ["claimed"]
    assert len(front.direct(AINO)) == 1


async def test_a_case_that_a_person_may_not_see_does_not_exist_there_either(front: Front) -> None:
    front.billing.is_private = True
    front.billing.members.remove("U0FEMI")
    number = await front.opened()
    await write(front, f"claim {number}", "U0FEMI")
    assert front.direct("U0FEMI") == [f"There is no case #{number}. /queue lists the open cases."]


async def test_opening_the_messages_tab_does_not_draw_the_home_tab(front: Front) -> None:
    about = {"type": "app_home_opened", "user": AINO, "channel": "D0AINO", "event_ts": "8.1"}
    assert (await front.event({**about, "tab": "messages"})).status == 200
    assert AINO not in front.sandbox.server.views.homes
