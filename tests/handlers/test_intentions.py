"""Rights on cases, whatever a button carries, and however often it is pressed."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.case import Delivery, Status
from tests.handlers.front import Answer, Front, open_front


async def drafted(front: Front, text: str = "Sorry, Ana.") -> tuple[int, dict[str, Any]]:
    """Return a case of Aino's with a draft that she was shown, and what its window carries."""
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.submit("reply", {"case": number}, text=text)
    return number, {"case": number, "draft": (await front.case(number)).drafts[0].number}


async def test_a_window_submitted_twice_sends_one_reply(front: Front) -> None:
    """Pitfall 15 (docs/pitfalls.md)."""
    number, about = await drafted(front)
    answers = await asyncio.gather(*(front.submit("confirm_reply", about) for _ in range(4)))
    assert {answer.status for answer in answers} == {200}
    assert await front.kinds(number) == ["claimed", "drafted", "sending"]
    assert [reply.text for reply in (await front.case(number)).replies] == ["Sorry, Ana."]


async def test_a_reply_window_submitted_twice_is_one_draft(front: Front) -> None:
    number, _ = await drafted(front)
    await front.submit("reply", {"case": number}, text="Sorry, Ana.")
    assert len((await front.case(number)).drafts) == 1


async def test_a_draft_another_person_was_shown_is_not_sent(front: Front) -> None:
    """Pitfall 34 (docs/pitfalls.md)."""
    number, about = await drafted(front)
    answer = await front.submit("confirm_reply", about, user="U0RUTH")
    assert answer.body["response_action"] == "update"
    assert "U0AINO" in str(answer.body)
    assert (await front.case(number)).replies == ()


@pytest.mark.parametrize("word", ["try_again", "send_again", "it_did", "review_reply"])
async def test_a_button_that_names_another_cases_event_does_nothing(front: Front, word: str) -> None:
    """Pitfall 34 (docs/pitfalls.md): what a button carries is looked up in the case, and the case's owner decides"""
    number, about = await drafted(front)
    await front.submit("confirm_reply", about)
    other = await front.opened()
    reply = (await front.case(number)).replies[0]
    for value in (f"{other}/{reply.number}", f"{number}/1", f"{number}/999"):
        assert (await front.press(word, value, "U0RUTH")).status == 200
    assert [reply.state for reply in (await front.case(number)).replies] == [Delivery.SENDING]
    assert await front.kinds(other) == []
    assert len(front.told("U0RUTH")) == 3


@pytest.mark.parametrize(
    "value",
    [
        "",
        "0",
        "999999999999",
        "9" * 40,
        "-1",
        "1e3",
        "1042; drop table cases",
        "../1",
        "/",
        "１０４２x",
        "\0",
        "x/y",
    ],
)
async def test_a_button_that_carries_nonsense_is_refused_privately(front: Front, value: str) -> None:
    """Pitfalls 34 and 35 (docs/pitfalls.md)."""
    for word in ("claim", "release", "take_over", "reply", "hand_over", "resolve", "try_again", "unstick"):
        assert (await front.press(word, value, message={"ts": "404.404"})).status == 200, word
    assert len(front.told()) == 8
    assert front.windows() == []
    channel = front.sandbox.slack.channels["C0BILLING"]
    assert [message for message in channel.messages.values() if message.user == "U0BATON"] == []


@pytest.mark.parametrize(
    "said",
    ["", "no number", "999999999999", "#0", "http://x.com/1", "<https://e.slack.com/archives/C1/p1>"],
)
async def test_a_word_without_a_case_says_what_to_write(front: Front, said: str) -> None:
    for word in ("claim", "release", "reopen", "resolve", "reply", "handover", "takeover", "answered"):
        answer = await front.command(f"{word} {said}")
        assert answer.status == 200
        assert "case" in answer.words.lower(), word


async def test_a_word_nobody_knows_is_told_to_the_asker_alone(front: Front) -> None:
    """Pitfall 35 (docs/pitfalls.md)."""
    assert "not a command" in (await front.command("abracadabra 7")).words
    number = await front.opened()
    await front.say("<@U0BATON> abracadabra")
    assert "not a command" in front.told()[0]
    await front.say("!abracadabra is what she said", ts="9.2")
    assert await front.kinds(number) == ["noted", "noted"]
    assert len(front.told()) == 1


async def test_a_thread_word_is_told_in_its_thread_and_only_to_who_said_it(front: Front) -> None:
    """Pitfall 35 (docs/pitfalls.md)."""
    await front.opened()
    await front.say("!claim")
    (call,) = front.sandbox.slack.calls("chat.postEphemeral")
    assert (call.arguments["thread_ts"], call.arguments["user"]) == ("1.1", "U0AINO")


async def test_a_case_is_named_by_its_number_its_sign_or_its_thread(front: Front) -> None:
    """Pitfall 17 (docs/pitfalls.md)."""
    number = await front.opened()
    link = "https://larkspur.slack.com/archives/C0BILLING/p0000000001100000"
    for said in (str(number), f"#{number}"):
        assert f"#{number}" in (await front.command(f"claim {said}")).words
    assert "is not a case" in (await front.command(f"claim {link}")).words
    assert "is not a case" in (await front.command(f"claim {link.replace('BILLING', 'SERVICE')}")).words


class TestOutsideTheAgentsGroup:
    """People who are not of AGENTS_GROUP may look, write notes and escalate; they do nothing to a case."""

    @pytest.fixture
    async def guarded(self, tmp_path: Path) -> Any:
        async with open_front(tmp_path, AGENTS_GROUP="@billing-team") as front:
            yield front

    @pytest.mark.parametrize(
        "word",
        [
            "claim",
            "release",
            "take_over",
            "reply",
            "hand_over",
            "resolve",
            "reopen",
            "mark_answered",
            "escalate",
        ],
    )
    async def test_their_press_is_refused_to_them_alone(self, guarded: Front, word: str) -> None:
        """Pitfalls 8 and 34 (docs/pitfalls.md)."""
        number = await guarded.opened()
        assert (await guarded.press(word, str(number), "U0MIRA")).status == 200
        assert await guarded.kinds(number) == []
        assert "agents' group" in guarded.told("U0MIRA")[0]
        assert guarded.windows() == []

    @pytest.mark.parametrize("word", ["claim", "reply", "handover", "resolve", "takeover"])
    async def test_their_words_are_refused_too(self, guarded: Front, word: str) -> None:
        number = await guarded.opened()
        answer: Answer = await guarded.command(f"{word} {number} x", "U0MIRA")
        assert "agents' group" in answer.words
        await guarded.say(f"!{word} x", "U0MIRA")
        assert "agents' group" in guarded.told("U0MIRA")[0]
        assert await guarded.kinds(number) == []

    async def test_their_window_sends_nothing_though_it_was_opened_before(self, guarded: Front) -> None:
        """Pitfall 8 (docs/pitfalls.md)."""
        number, about = await drafted(guarded)
        answer = await guarded.submit("confirm_reply", about, user="U0MIRA")
        assert "agents' group" in str(answer.body)
        assert (await guarded.case(number)).replies == ()

    async def test_they_may_look_and_write_and_members_may_act(self, guarded: Front) -> None:
        number = await guarded.opened()
        await guarded.say("she called me too", "U0MIRA")
        assert f"#{number}" in (await guarded.command("queue", "U0MIRA")).words
        assert "is yours" in (await guarded.command(f"claim {number}")).words
        assert await guarded.kinds(number) == ["noted", "claimed"]
        assert (await guarded.case(number)).status is Status.CLAIMED
