"""Cases of a private channel exist only for people in that channel or its team."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.case import Ask, hand_over
from bot.jobs.job import Job
from bot.routing import reroute
from bot.store.tx import Tx
from sandbox.slack import conversation
from tests.handlers.front import Front, open_front

SAMPLE = Path(__file__).parents[2] / "sandbox" / "routing_rules.yaml"
PRESS = "I am a journalist with a question"
# Aino is neither in #press nor in its team, Ruth is in the channel alone, Mira is in both.
OUTSIDER, IN_CHANNEL, IN_BOTH = "U0AINO", "U0RUTH", "U0MIRA"
LINK, TS = "https://larkspur.slack.com/archives/C0PRESS/p1700000000000200", "1700000000.000200"
NOT_THERE = "There is no case #{}. /queue lists the open cases."
BY_NUMBER = (
    *(
        "claim",
        "accept",
        "release",
        "giveback",
        "takeover",
        "reopen",
        "resolve",
        "answered",
        "unstick",
        "retry",
    ),
    *("reply {} hello", "correct {} hello", "delete", "private", "mood {} negative", "clock", "why"),
    *("handover {} billing it is theirs", "refuse {} not ours", "ask {} billing is it?"),
    *("snooze {} 2h", "wake"),
)
BUTTONS = (
    *("claim", "release", "ask_take_over", "take_over", "reply", "hand_over", "send_back", "ask_guidance"),
    *("snooze", "wake", "resolve", "reopen", "mark_answered", "unstick", "take_private", "closing_line"),
    *("correct", "delete_reply", "try_again", "send_again", "it_did", "mood_negative", "why", "same_yes"),
    "change_sentiment",
)


@pytest.fixture
async def front(tmp_path: Path, led_by_nobody: Path) -> AsyncIterator[Front]:
    async with open_front(tmp_path, ROUTING_RULES=str(led_by_nobody)) as front:
        yield front


@pytest.fixture
def led_by_nobody(tmp_path: Path) -> Path:
    """Return the sample rules, in which Ruth leads no team."""
    sample = SAMPLE.read_text(encoding="utf-8")
    assert 'lead: ["@ruth"]' in sample
    file = tmp_path / "rules.yaml"
    file.write_text(sample.replace('lead: ["@ruth"]', "lead: []"), encoding="utf-8")
    return file


@pytest.fixture
async def private(front: Front) -> int:
    """Return the number of a case in #press."""
    return await front.opened(PRESS, team="press", ts=TS)


@pytest.mark.parametrize("said", BY_NUMBER)
async def test_a_number_of_a_hidden_case_is_answered_like_one_that_does_not_exist(
    front: Front, private: int, said: str
) -> None:
    words = [said.format(number) if "{}" in said else f"{said} {number}" for number in (private, 999_999)]
    hidden, missing = [(await front.command(each, OUTSIDER)).words for each in words]
    assert hidden == NOT_THERE.format(private)
    assert missing == NOT_THERE.format(999_999)
    assert await front.kinds(private) == []


@pytest.mark.parametrize("word", BUTTONS)
async def test_a_button_for_a_hidden_case_is_answered_like_one_for_no_case(
    front: Front, private: int, word: str
) -> None:
    for number in (private, 999_999):
        await front.press(word, f"{number}/1", OUTSIDER)
    assert front.told(OUTSIDER) == [NOT_THERE.format(private), NOT_THERE.format(999_999)]
    assert front.windows() == []
    assert await front.kinds(private) == []


@pytest.mark.parametrize("view", ["reply", "confirm_reply", "hand_over", "resolve", "snooze", "guidance"])
async def test_a_window_for_a_hidden_case_does_nothing(front: Front, private: int, view: str) -> None:
    typed = {"text": "hello", "team": "billing", "reason": "x", "question": "x", "until": "2h"}
    answers = []
    for number in (private, 999_999):
        about = {"case": number, "draft": 1}
        answer = await front.submit(view, about, OUTSIDER, **typed, resolution="spam")
        answers.append(json.dumps(answer.body).replace(str(number), "N"))
    assert answers[0] == answers[1]
    assert "There is no case #N" in answers[0]
    assert await front.kinds(private) == []


async def test_a_link_to_a_hidden_case_is_answered_like_one_to_no_case(front: Front, private: int) -> None:
    for word in ("claim", "why", "clock"):
        hidden = (await front.command(f"{word} {LINK}", OUTSIDER)).words
        assert hidden == (await front.command(f"{word} {LINK[:-1]}1", OUTSIDER)).words
        assert "is not a case" in hidden
    assert "is yours" in (await front.command(f"claim {LINK}", IN_CHANNEL)).words


@pytest.mark.parametrize("entry", ["!claim {}", "<@U0BATON> claim {}"])
async def test_words_in_any_thread_do_not_reach_a_hidden_case(front: Front, private: int, entry: str) -> None:
    await front.opened()
    await front.say(entry.format(f"#{private}"), OUTSIDER)
    assert front.told(OUTSIDER) == [NOT_THERE.format(private)]
    assert await front.kinds(private) == []


async def test_the_same_customer_is_not_asked_for_over_a_hidden_case(front: Front, private: int) -> None:
    own = await front.opened()
    for said in (f"same {own} {private}", f"same {private} {own}"):
        assert (await front.command(said, OUTSIDER)).words == NOT_THERE.format(private)
    assert await front.kinds(own) == await front.kinds(private) == []


@pytest.mark.parametrize("word", ["queue", "home"])
async def test_the_queue_of_somebody_in_no_team_lists_public_channels_only(
    front: Front, private: int, word: str
) -> None:
    own = await front.opened()
    out_of_all_teams(front)
    for user, seen in ((OUTSIDER, False), (IN_CHANNEL, True)):
        shown = await listed(front, user, word)
        assert f"#{own}" in shown
        assert (f"#{private}" in shown) is seen


@pytest.mark.parametrize("word", ["queue", "home"])
async def test_the_queue_of_a_team_lists_its_private_cases_to_its_members(
    front: Front, private: int, word: str
) -> None:
    front.sandbox.slack.channels["C0PRESS"].members.remove(IN_BOTH)
    assert f"#{private}" in await listed(front, IN_BOTH, word)


async def listed(front: Front, user: str, word: str) -> str:
    """Return the queue, by the command in a channel without a team or on the Home tab."""
    if word == "home":
        return await front.home(user)
    return json.dumps((await front.command("queue", user, channel_id="C0RANDOM")).body)


def out_of_all_teams(front: Front) -> None:
    for group in front.sandbox.slack.groups.values():
        group.users.clear()


async def test_a_hidden_case_is_in_no_queue_though_it_is_ones_own(front: Front, private: int) -> None:
    """People who left the private channel no longer see the cases they own there."""
    await front.command(f"claim {private}", IN_CHANNEL)
    out_of_all_teams(front)
    assert f"#{private}" in await front.home(IN_CHANNEL)
    conversation.leave(front.sandbox.slack, front.sandbox.slack.channels["C0PRESS"], IN_CHANNEL)
    await front.event(left(IN_CHANNEL))
    assert f"#{private}" not in await front.home(IN_CHANNEL)
    assert (await front.command(f"release {private}", IN_CHANNEL)).words == NOT_THERE.format(private)


def left(user: str) -> dict[str, str]:
    about = {"type": "member_left_channel", "user": user, "channel": "C0PRESS", "channel_type": "G"}
    return about | {"team": "T0LARKSPUR", "event_ts": "7.7"}


async def test_somebody_who_joins_sees_the_cases_at_once(front: Front, private: int) -> None:
    assert "There is no case" in (await front.command(f"claim {private}", OUTSIDER)).words
    conversation.join(front.sandbox.slack, front.sandbox.slack.channels["C0PRESS"], OUTSIDER)
    await front.event(left(OUTSIDER) | {"type": "member_joined_channel"})
    assert "is yours" in (await front.command(f"claim {private}", OUTSIDER)).words


async def test_a_member_of_the_team_sees_its_cases_without_being_in_the_channel(
    front: Front, private: int
) -> None:
    front.sandbox.slack.channels["C0PRESS"].members.remove(IN_BOTH)
    assert "is yours" in (await front.command(f"claim {private}", IN_BOTH)).words


async def test_baton_outside_of_a_private_channel_shows_its_cases_to_the_team_alone(
    front: Front, private: int
) -> None:
    front.sandbox.slack.channels["C0PRESS"].members.remove("U0BATON")
    for user in (OUTSIDER, IN_CHANNEL):
        assert "There is no case" in (await front.command(f"claim {private}", user)).words
    assert "is yours" in (await front.command(f"claim {private}", IN_BOTH)).words


async def test_a_public_channel_that_becomes_private_hides_its_cases(front: Front) -> None:
    number = await front.opened()
    slack = front.sandbox.slack
    assert f"#{number}" in (await front.command(f"why {number}", IN_BOTH)).words
    slack.channels["C0BILLING"].members.remove(IN_BOTH)
    conversation.convert_to_private(slack, slack.channels["C0BILLING"], OUTSIDER)
    said = {"type": "message", "subtype": "channel_convert_to_private", "channel": "C0BILLING"}
    await front.event(said | {"user": OUTSIDER, "ts": "8.8", "channel_type": "group"})
    assert (await front.command(f"why {number}", IN_BOTH)).words == NOT_THERE.format(number)


async def test_a_case_handed_over_into_a_private_channel_is_hidden_from_then_on(front: Front) -> None:
    number = await front.opened()
    await front.command(f"handover {number} press they asked for it", OUTSIDER)
    assert (await front.command(f"claim {number}", OUTSIDER)).words == NOT_THERE.format(number)
    assert "is yours" in (await front.command(f"claim {number}", IN_CHANNEL)).words


async def test_a_case_that_leaves_a_private_channel_is_seen_by_all(front: Front, private: int) -> None:
    rules = front.baton.services.rules()
    case = await front.case(private)
    route = reroute(rules, "billing", case.route, "")
    ask = Ask(IN_BOTH, front.baton.services.now(), "hand it over")
    await front.baton.context.book.do(private, ask, hand_over, route=route, reason="a bill")
    assert "is yours" in (await front.command(f"claim {private}", OUTSIDER)).words


async def test_visitors_see_cases_of_the_channels_they_are_in_alone(front: Front, private: int) -> None:
    """To a guest a public channel is not open either."""
    slack = front.sandbox.slack
    slack.users["U0LEON"].is_restricted = True
    out_of_all_teams(front)
    own = await front.opened()
    assert f"#{own}" in await front.home("U0LEON")
    assert f"#{private}" not in await front.home("U0LEON")
    slack.channels["C0BILLING"].members.remove("U0LEON")
    await front.event(left("U0LEON") | {"channel": "C0BILLING"})
    assert f"#{own}" not in await front.home("U0LEON")
    assert (await front.command(f"why {own}", "U0LEON")).words == NOT_THERE.format(own)


async def test_a_post_that_is_a_hidden_case_already_is_not_told_by_number(front: Front, private: int) -> None:
    slack = front.sandbox.slack
    about = {"callback_id": "escalate", "channel": {"id": "C0BILLING"}}
    message = {"ts": "1700000000.000100", "text": "a leak to the press?", "user": OUTSIDER}
    await front.interact("message_action", OUTSIDER, **about, message=message)
    window = slack.calls("views.open")[-1].answer["view"]
    carried = json.loads(window["private_metadata"])
    option = {"type": "static_select", "selected_option": {"value": "press"}}
    first = await front.submit("escalate", carried, OUTSIDER, team=option, reason="for the press")
    number = json.dumps(first.body).split('"#')[1][:4]
    again = json.dumps((await front.submit("escalate", carried, OUTSIDER, team=option, reason="again")).body)
    assert "That message already has a case. Its team is handling it." in again
    assert number not in again
    for_mira = json.dumps((await front.submit("escalate", carried, IN_BOTH, team=option, reason="!")).body)
    assert f"That message is already case #{number}" in for_mira


async def test_slack_away_hides_private_cases_and_no_public_ones(front: Front, private: int) -> None:
    own = await front.opened()
    await front.command(f"why {own}", OUTSIDER)
    for method in ("conversations.list", "conversations.members", "conversations.info"):
        front.sandbox.faults.arm(method, "500", times=20)
    assert (
        "Baton couldn't check in Slack who may see this case"
        in (await front.command(f"claim {private}", OUTSIDER)).words
    )
    assert "is yours" in (await front.command(f"claim {own}", OUTSIDER)).words
    assert await front.kinds(private) == []


async def test_retrying_every_failed_job_leaves_those_of_hidden_cases_alone(
    front: Front, private: int
) -> None:
    """The requester learns nothing of them, and their number is not counted."""
    own = await front.opened()
    now = front.baton.services.now() + timedelta(minutes=1)

    def fail(tx: Tx) -> None:
        tx.add_jobs([Job("alert/1", 0, "alert", now)])
        while job := tx.lease(now, now + timedelta(minutes=1)):
            tx.dead_letter(job, "no channel")

    await front.baton.store.transact(fail)
    failed = await front.baton.store.transact(lambda tx: tx.dead_letters())
    hidden = [gone.job.key for gone in failed if gone.job.data.get("case") == private]
    assert hidden
    assert (
        f"Retrying {len(failed) - len(hidden)} failed jobs" in (await front.command("retry", OUTSIDER)).words
    )
    assert [gone.job.key for gone in await front.baton.store.transact(lambda tx: tx.dead_letters())] == hidden
    assert await front.kinds(own) == []
    assert "Retrying" in (await front.command("retry", IN_BOTH)).words
    assert await front.baton.store.transact(lambda tx: tx.dead_letters()) == []


async def test_claim_next_takes_no_case_of_a_place_the_person_does_not_see(tmp_path: Path) -> None:
    """A team that moved from a private channel to a public one leaves its old cases there."""
    rules = tmp_path / "rules.yaml"
    text = (Path(__file__).parents[2] / "sandbox" / "routing_rules.yaml").read_text(encoding="utf-8")
    rules.write_text(text.replace('channel: "#billing"', 'channel: "#press"'), encoding="utf-8")
    async with open_front(tmp_path, ROUTING_RULES=str(rules)) as front:
        number = await front.opened()
        rules.write_text(text, encoding="utf-8")
        await front.baton.rulebook.poll()
        thread_in_press = (await front.case(number)).route.channel
        assert thread_in_press == "#press"
        front.sandbox.slack.groups["S0BILLING"].users.remove(OUTSIDER)
        said = (await front.command("claim next", OUTSIDER)).words
        assert "is yours" not in said
        assert (await front.case(number)).owner is None


async def test_before_a_case_leaves_a_private_channel_its_window_names_the_new_readers(
    front: Front, private: int
) -> None:
    said = "everyone in the workspace can read them in"
    await front.press("hand_over", str(private), IN_BOTH)
    (shown,) = [block for block in front.views()[-1]["blocks"] if said in str(block)]
    assert "#billing" in str(shown)
    assert "#press" not in str(shown)
    rules, case = front.baton.services.rules(), await front.case(private)
    ask = Ask(OUTSIDER, front.baton.services.now(), "hand it over")
    number = await front.opened()
    route = reroute(rules, "press", case.route, "")
    await front.baton.context.book.do(number, ask, hand_over, route=route, reason="a question")
    await front.press("send_back", str(number), IN_BOTH)
    assert said in str(front.views()[-1])
    await front.press("hand_over", str(await front.opened()))
    assert said not in str(front.views()[-1])
